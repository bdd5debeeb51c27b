#include "event/field.h"
#include "event/write.h"

static const char *slot_name(unsigned kind)
{
    return kind < SLOT_KINDS ? slot_kind_name((enum slot_kind)kind) : NULL;
}

static const char *point_name(unsigned kind)
{
    return kind < POINT_KINDS ? point_kind_name((enum point_kind)kind) : NULL;
}

static const char *direction_name(unsigned direction)
{
    return direction <= IN_RESPONSE ? coverage_direction_name((enum coverage_direction)direction)
                                    : NULL;
}

static const struct str *read_names(const struct event_fields *fields, const struct node *object,
                                    const char *key, size_t *count)
{
    const struct node *list = event_list(fields, object, key);
    struct str *names = ARENA_ARRAY(fields->arena, struct str, list->length + 1);

    *count = 0;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        names[(*count)++] = node_string(item);
    return names;
}

/* ---- operations ---- */

/* A count that is written where it is not as many as were seen. */
static uint64_t count_of_seen(const struct event_fields *fields, const struct node *object,
                              const char *key)
{
    return event_count(fields, object, node_member(object, str_of(key)) ? key : "seen");
}

static struct coverage_slot read_slot(const struct event_fields *fields, const struct node *slot)
{
    return (struct coverage_slot){.kind =
                                      (enum slot_kind)event_choice(fields, slot, "kind", slot_name),
                                  .name = event_text(fields, slot, "name"),
                                  .detail = event_text(fields, slot, "in"),
                                  .media_type = event_text(fields, slot, "media_type"),
                                  .seen = event_count(fields, slot, "seen"),
                                  .judged = count_of_seen(fields, slot, "judged"),
                                  .read = count_of_seen(fields, slot, "read"),
                                  .valued = event_count(fields, slot, "valued"),
                                  .rules_off = event_rules(fields, slot, "rules_off"),
                                  .place = event_place(fields, slot)};
}

static struct operation_answers read_answers(const struct event_fields *fields,
                                             const struct node *operation)
{
    const struct node *failures = event_list(fields, operation, "failures");
    struct operation_answers answers = {.judged = count_of_seen(fields, operation, "judged"),
                                        .succeeded = event_count(fields, operation, "succeeded"),
                                        .secured = event_count(fields, operation, "secured"),
                                        .body_known = event_count(fields, operation, "body_known"),
                                        .asserted = event_count(fields, operation, "asserted")};

    for (const struct node *failure = node_first(failures); failure < node_end(failures);
         failure = node_next(failure)) {
        uint64_t status;

        if (!str_to_unsigned(node_text(failure), &status) || status > 999)
            event_broken(fields, failure, "no status");
        else
            operation_answers_fail(&answers, (int)status);
    }
    return answers;
}

static struct coverage_operation read_operation(const struct event_fields *fields,
                                                const struct node *operation)
{
    const struct node *list = event_list(fields, operation, "slots");
    struct coverage_slot *slots =
        ARENA_ARRAY(fields->arena, struct coverage_slot, list->length + 1);
    struct coverage_operation read = {.name = event_operation(fields, operation),
                                      .place = event_place(fields, operation),
                                      .seen = event_count(fields, operation, "seen"),
                                      .answers = read_answers(fields, operation),
                                      .selected = event_flag(fields, operation, "selected"),
                                      .rules_off = event_rules(fields, operation, "rules_off"),
                                      .slots = slots};

    read.tags = read_names(fields, operation, "tags", &read.tag_count);
    for (const struct node *slot = node_first(list); slot < node_end(list); slot = node_next(slot))
        slots[read.slot_count++] = read_slot(fields, slot);
    return read;
}

/* ---- schemas ---- */

static struct coverage_point read_point(const struct event_fields *fields, const struct node *point)
{
    struct coverage_point read = {
        .kind = (enum point_kind)event_choice(fields, point, "kind", point_name),
        .name = event_needed_text(fields, point, "name"),
        .seen = event_count(fields, point, "seen"),
        .required = event_flag(fields, point, "required"),
        .bound = event_flag(fields, point, "bound"),
        .place = event_place(fields, point)};

    read.other = event_count(fields, point, read.kind == POINT_KEYWORD ? "failed" : "null");
    return read;
}

static unsigned read_kinds(const struct event_fields *fields, const struct node *undocumented)
{
    const struct node *types = event_list(fields, undocumented, "types");
    unsigned kinds = 0;

    for (const struct node *type = node_first(types); type < node_end(types);
         type = node_next(type)) {
        unsigned kind = 0;
        const char *name;

        while ((name = undocumented_kind_name(kind)) && !str_is(node_string(type), name))
            kind++;
        if (!name)
            event_broken(fields, type, "no type of JSON");
        else
            kinds |= 1u << kind;
    }
    return kinds;
}

static void read_points(const struct event_fields *fields, const struct node *schema,
                        struct coverage_schema *read)
{
    const struct node *list = event_list(fields, schema, "points");
    struct coverage_point *points =
        ARENA_ARRAY(fields->arena, struct coverage_point, list->length + 1);

    read->points = points;
    for (const struct node *point = node_first(list); point < node_end(list);
         point = node_next(point))
        points[read->point_count++] = read_point(fields, point);
}

static void read_undocumented(const struct event_fields *fields, const struct node *schema,
                              struct coverage_schema *read)
{
    const struct node *list = event_list(fields, schema, "undocumented");
    struct coverage_undocumented *undocumented =
        ARENA_ARRAY(fields->arena, struct coverage_undocumented, list->length + 1);

    read->undocumented = undocumented;
    read->undocumented_left_out = event_flag(fields, schema, "undocumented_left_out");
    if (list->length > COVERAGE_MAX_UNDOCUMENTED)
        event_broken(fields, list, "more than %d undocumented properties",
                     COVERAGE_MAX_UNDOCUMENTED);
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        undocumented[read->undocumented_count++] =
            (struct coverage_undocumented){.name = event_needed_text(fields, item, "name"),
                                           .seen = event_count(fields, item, "seen"),
                                           .nulls = event_count(fields, item, "null"),
                                           .kinds = read_kinds(fields, item)};
}

static struct coverage_schema read_schema(const struct event_fields *fields,
                                          const struct node *schema)
{
    struct coverage_schema read = {
        .direction = (enum coverage_direction)event_choice(fields, schema, "in", direction_name),
        .place = event_place(fields, schema),
        .values = event_count(fields, schema, "values"),
        .objects = event_count(fields, schema, "objects")};

    read_points(fields, schema, &read);
    read.requires = read_names(fields, schema, "requires", &read.require_count);
    read_undocumented(fields, schema, &read);
    return read;
}

void coverage_read(const struct event_fields *fields, const struct node *root,
                   struct event_coverage *coverage)
{
    const struct node *operations = event_list(fields, root, "operations");
    const struct node *schemas = event_list(fields, root, "schemas");
    const struct node *points = event_object(fields, root, "points");
    struct coverage_operation *operation =
        ARENA_ARRAY(fields->arena, struct coverage_operation, operations->length + 1);
    struct coverage_schema *schema =
        ARENA_ARRAY(fields->arena, struct coverage_schema, schemas->length + 1);

    *coverage = (struct event_coverage){.operations = operation,
                                        .operation_count = operations->length,
                                        .schemas = schema,
                                        .schema_count = schemas->length,
                                        .bound_sides = event_count(fields, root, "bound_sides"),
                                        .observed = event_flag(fields, root, "observed")};
    for (int kind = 0; kind < POINT_KINDS; kind++)
        coverage->points[kind] =
            event_count(fields, points, point_total_name((enum point_kind)kind));
    for (const struct node *item = node_first(operations); item < node_end(operations);
         item = node_next(item))
        *operation++ = read_operation(fields, item);
    for (const struct node *item = node_first(schemas); item < node_end(schemas);
         item = node_next(item))
        *schema++ = read_schema(fields, item);
}
