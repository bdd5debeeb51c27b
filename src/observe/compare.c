#include "observe/compare.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "base/vec.h"
#include "finding/place.h"
#include "http/media_type.h"
#include "observe/shape.h"

struct counts {
    uint64_t sides[2]; /* by enum compared */
};

struct compared_type {
    struct str name; /* "" when there was no content */
    struct counts seen;
    struct shape *shapes[2]; /* NULL: no JSON was seen */
    const struct node *schema;
};

struct compared_status {
    int status;
    struct str key; /* the documented one, else digits */
    const struct node *place;
    struct counts seen;
    VEC(struct compared_type) types;
};

struct compared_operation {
    const struct operation *operation;
    struct counts seen;
    VEC(struct compared_status) statuses;
};

struct comparison {
    struct api *api;
    const struct rules *rules;
    struct arena arena;
    struct arena scratch; /* of one exchange */
    VEC(struct compared_operation) operations;
    VEC(struct finding) findings;
};

struct comparison *comparison_new(struct api *api, const struct rules *rules)
{
    struct comparison *comparison = alloc_zeroed(1, sizeof *comparison);

    comparison->api = api;
    comparison->rules = rules;
    arena_init(&comparison->arena);
    arena_init(&comparison->scratch);
    return comparison;
}

static void status_release(struct compared_status *status)
{
    for (size_t i = 0; i < status->types.count; i++) {
        shape_release(status->types.items[i].shapes[COMPARED_NEW]);
        shape_release(status->types.items[i].shapes[COMPARED_OLD]);
    }
    VEC_RELEASE(&status->types);
}

void comparison_free(struct comparison *comparison)
{
    if (!comparison)
        return;
    for (size_t i = 0; i < comparison->operations.count; i++) {
        struct compared_operation *operation = &comparison->operations.items[i];

        for (size_t j = 0; j < operation->statuses.count; j++)
            status_release(&operation->statuses.items[j]);
        VEC_RELEASE(&operation->statuses);
    }
    VEC_RELEASE(&comparison->operations);
    VEC_RELEASE(&comparison->findings);
    arena_release(&comparison->scratch);
    arena_release(&comparison->arena);
    free(comparison);
}

/* ---- adding ---- */

static struct compared_operation *operation_of(struct comparison *comparison,
                                               const struct operation *operation)
{
    for (size_t i = 0; i < comparison->operations.count; i++)
        if (comparison->operations.items[i].operation == operation)
            return &comparison->operations.items[i];
    VEC_ADD(&comparison->operations, ((struct compared_operation){.operation = operation}));
    return &comparison->operations.items[comparison->operations.count - 1];
}

static struct compared_status *status_of(struct comparison *comparison,
                                         struct compared_operation *operation, int status,
                                         const struct response_object *response)
{
    for (size_t i = 0; i < operation->statuses.count; i++)
        if (operation->statuses.items[i].status == status)
            return &operation->statuses.items[i];
    VEC_ADD(&operation->statuses,
            ((struct compared_status){
                .status = status,
                .key = response ? response->key : str_format(&comparison->arena, "%d", status),
                .place = response ? response->place : operation->operation->place}));
    return &operation->statuses.items[operation->statuses.count - 1];
}

static struct compared_type *type_of(struct comparison *comparison, struct compared_status *status,
                                     struct str text)
{
    struct str name = str_trim(str_slice(text, 0, str_find_char(text, ';')));

    for (size_t i = 0; i < status->types.count; i++)
        if (str_equal_ignoring_case(status->types.items[i].name, name))
            return &status->types.items[i];
    VEC_ADD(&status->types, ((struct compared_type){.name = str_copy(&comparison->arena, name)}));
    return &status->types.items[status->types.count - 1];
}

static void add_body(struct comparison *comparison, struct compared_type *type, enum compared side,
                     const struct body *body)
{
    struct content_type parsed;
    const struct document *document;

    if (body->state != BODY_PRESENT || !content_type_parse(type->name, &parsed) ||
        !content_type_is_json(&parsed))
        return;
    document = json_read(&comparison->scratch, STR("body"), body->bytes, NULL);
    if (!document)
        return;
    if (!type->shapes[side])
        type->shapes[side] = shape_new(&comparison->arena);
    shape_add(&comparison->arena, type->shapes[side], document->root);
}

void comparison_add(struct comparison *comparison, enum compared side,
                    const struct exchange *exchange, const struct exercised *exercised)
{
    const struct response *response = &exchange->response;
    struct compared_operation *operation;
    struct compared_status *status;
    struct compared_type *type;

    if (!exercised->operation || !response->status)
        return;
    operation = operation_of(comparison, exercised->operation);
    operation->seen.sides[side]++;
    status = status_of(comparison, operation, response->status, exercised->response);
    status->seen.sides[side]++;
    type = type_of(comparison, status,
                   response->body.state == BODY_EMPTY
                       ? STR("")
                       : headers_get(&response->headers, "content-type"));
    type->seen.sides[side]++;
    if (exercised->response_type)
        type->schema = exercised->response_type->schema;
    add_body(comparison, type, side, &response->body);
    arena_clear(&comparison->scratch);
}

/* ---- telling ---- */

/* What is being compared, and where. */
struct context {
    struct comparison *comparison;
    const struct compared_operation *operation;
    const struct compared_status *status;
    const struct compared_type *type;
};

struct difference {
    enum rule rule;
    enum part part;
    struct str pointer, message;
    const struct node *place;
};

static void tell(const struct context *context, const struct difference *difference)
{
    struct comparison *comparison = context->comparison;
    const struct operation *operation = context->operation->operation;
    struct finding finding = {.rule = difference->rule,
                              .severity =
                                  rules_severity(comparison->rules, difference->rule, STR_NONE),
                              .class = rule_info(difference->rule)->class,
                              .message = difference->message,
                              .operation = {operation->method, operation->path, operation->id},
                              .part = difference->part,
                              .pointer = difference->pointer,
                              .description = place_of(&comparison->arena, difference->place),
                              .count = 1};

    if (finding.severity == SEVERITY_OFF || comparison->findings.count == COMPARE_MAX_FINDINGS)
        return;
    if (context->status) {
        finding.status = context->status->status;
        finding.status_key = context->status->key;
    }
    if (context->type)
        finding.media_type = context->type->name;
    finding_fingerprint(&finding, comparison->api->folder);
    VEC_ADD(&comparison->findings, finding);
}

/* "in 3 of 12 exchanges here, in none of 30 there" */
static struct str counts_text(struct arena *arena, const struct counts *seen,
                              const struct counts *all, const char *what)
{
    return str_format(arena, "in %llu of %llu %s of the recording, in %llu of %llu of the other",
                      (unsigned long long)seen->sides[COMPARED_NEW],
                      (unsigned long long)all->sides[COMPARED_NEW], what,
                      (unsigned long long)seen->sides[COMPARED_OLD],
                      (unsigned long long)all->sides[COMPARED_OLD]);
}

static bool is_on_both(const struct counts *counts)
{
    return counts->sides[COMPARED_NEW] && counts->sides[COMPARED_OLD];
}

static bool is_on_one(const struct counts *counts)
{
    return !counts->sides[COMPARED_NEW] != !counts->sides[COMPARED_OLD];
}

/* ---- the schemas that describe a place, as far as they can be followed ---- */

struct schemas {
    VEC(const struct node *) items;
};

enum { SCHEMAS_MAX = 64 }; /* at one place */

/* The schema, what it refers to, and the branches it is made of. */
static void add_schema(struct api *api, struct schemas *schemas, const struct node *schema)
{
    static const char *const applicators[] = {"allOf", "anyOf", "oneOf"};

    schema = node_is(schema, NODE_OBJECT) ? openapi_dereference(api, schema) : NULL;
    if (!schema || schemas->items.count == SCHEMAS_MAX)
        return;
    for (size_t i = 0; i < schemas->items.count; i++)
        if (schemas->items.items[i] == schema)
            return;
    VEC_ADD(&schemas->items, schema);
    for (size_t i = 0; i < ARRAY_LENGTH(applicators); i++) {
        const struct node *branches = node_member(schema, str_of(applicators[i]));

        if (node_is(branches, NODE_ARRAY))
            for (const struct node *branch = node_first(branches); branch < node_end(branches);
                 branch = node_next(branch))
                add_schema(api, schemas, branch);
    }
}

/* Those of a member, or (name absent) of the elements. */
static void add_children(struct api *api, const struct schemas *parents, struct str name,
                         struct schemas *children)
{
    for (size_t i = 0; i < parents->items.count; i++) {
        const struct node *parent = parents->items.items[i];
        const struct node *described = node_member(node_member(parent, STR("properties")), name);

        if (!name.text)
            described = node_member(parent, STR("items"));
        else if (!described)
            described = node_member(parent, STR("additionalProperties"));
        add_schema(api, children, described);
    }
}

static const struct node *place_among(const struct context *context, const struct schemas *schemas)
{
    return schemas->items.count ? schemas->items.items[0] : context->status->place;
}

/* ---- values ---- */

static void compare_shapes(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer);

static unsigned kinds_of(const struct shape *shape)
{
    return (shape->nulls ? 1u : 0) | (shape->booleans ? 2u : 0) | (shape->integers ? 4u : 0) |
           (shape->numbers ? 8u : 0) | (shape->strings ? 16u : 0) | (shape->arrays ? 32u : 0) |
           (shape->objects ? 64u : 0);
}

static struct str kinds_text(struct arena *arena, unsigned kinds)
{
    static const char *const names[] = {"null",   "boolean", "integer", "number",
                                        "string", "array",   "object"};
    struct strbuf out;
    struct str text;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (kinds & 1u << i)
            strbuf_addf(&out, "%s%s", out.length ? ", " : "", names[i]);
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

static void compare_kinds(const struct context *context, const struct shape *const shapes[2],
                          const struct schemas *schemas, struct str pointer)
{
    struct arena *arena = &context->comparison->arena;
    unsigned here = kinds_of(shapes[COMPARED_NEW]);
    unsigned there = kinds_of(shapes[COMPARED_OLD]);

    if (here != there)
        tell(context,
             &(struct difference){
                 .rule = RULE_DRIFT_TYPE_DIFFERS,
                 .part = PART_RESPONSE_BODY,
                 .pointer = pointer,
                 .place = place_among(context, schemas),
                 .message = str_format(
                     arena, "the value is %.*s in the recording, %.*s in the other",
                     STR_ARGS(kinds_text(arena, here)), STR_ARGS(kinds_text(arena, there)))});
}

static bool was_seen(const struct shape *shape, struct str text)
{
    for (size_t i = 0; i < shape->literal_count; i++)
        if (str_equal(shape->literals[i].text, text))
            return true;
    return false;
}

static void compare_value(const struct context *context, const struct shape *const shapes[2],
                          const struct node *value, struct str pointer)
{
    bool here = was_seen(shapes[COMPARED_NEW], node_string(value));
    bool there = was_seen(shapes[COMPARED_OLD], node_string(value));

    if (here != there)
        tell(context, &(struct difference){
                          .rule = RULE_DRIFT_VALUE_DIFFERS,
                          .part = PART_RESPONSE_BODY,
                          .pointer = pointer,
                          .place = value,
                          .message = str_format(
                              &context->comparison->arena, "\"%.*s\" was seen in %s recording only",
                              STR_ARGS(node_string(value)), here ? "the" : "the other")});
}

/* Of what an enum lists; other strings are expected to differ. */
static void compare_values(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer)
{
    if (shapes[0]->open || shapes[1]->open)
        return;
    for (size_t i = 0; i < schemas->items.count; i++) {
        const struct node *values = node_member(schemas->items.items[i], STR("enum"));

        if (!node_is(values, NODE_ARRAY))
            continue;
        for (const struct node *value = node_first(values); value < node_end(values);
             value = node_next(value))
            if (node_is(value, NODE_STRING))
                compare_value(context, shapes, value, pointer);
        return;
    }
}

static struct str member_pointer(struct arena *arena, struct str pointer, struct str name)
{
    struct strbuf out;
    struct str member;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add(&out, pointer);
    strbuf_add_char(&out, '/');
    for (size_t i = 0; i < name.length; i++) {
        if (name.text[i] == '~' || name.text[i] == '/')
            strbuf_add_text(&out, name.text[i] == '~' ? "~0" : "~1");
        else
            strbuf_add_char(&out, name.text[i]);
    }
    member = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return member;
}

static void compare_member(const struct context *context, const struct shape *const objects[2],
                           const struct schemas *schemas, struct str pointer, struct str name)
{
    struct comparison *comparison = context->comparison;
    const struct shape *members[2] = {map_get(&objects[0]->members, name),
                                      map_get(&objects[1]->members, name)};
    struct str below = member_pointer(&comparison->arena, pointer, name);
    const struct counts seen = {
        {members[0] ? members[0]->seen : 0, members[1] ? members[1]->seen : 0}};
    const struct counts all = {{objects[0]->objects, objects[1]->objects}};
    struct schemas children = {0};

    if (is_on_one(&seen)) {
        tell(context, &(struct difference){
                          .rule = RULE_DRIFT_PROPERTY_DIFFERS,
                          .part = PART_RESPONSE_BODY,
                          .pointer = below,
                          .place = place_among(context, schemas),
                          .message = counts_text(&comparison->arena, &seen, &all, "objects")});
        return;
    }
    add_children(comparison->api, schemas, name, &children);
    compare_shapes(context, members, &children, below);
    VEC_RELEASE(&children.items);
}

static void compare_objects(const struct context *context, const struct shape *const shapes[2],
                            const struct schemas *schemas, struct str pointer)
{
    if (shapes[0]->map || shapes[1]->map) /* keys are data */
        return;
    for (size_t i = 0; i < shapes[0]->members.count; i++)
        compare_member(context, shapes, schemas, pointer, shapes[0]->members.entries[i].key);
    for (size_t i = 0; i < shapes[1]->members.count; i++)
        if (!map_get(&shapes[0]->members, shapes[1]->members.entries[i].key))
            compare_member(context, shapes, schemas, pointer, shapes[1]->members.entries[i].key);
}

static void compare_shapes(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer)
{
    compare_kinds(context, shapes, schemas, pointer);
    if (shapes[0]->strings && shapes[1]->strings)
        compare_values(context, shapes, schemas, pointer);
    if (shapes[0]->objects && shapes[1]->objects)
        compare_objects(context, shapes, schemas, pointer);
    if (shapes[0]->items && shapes[1]->items) {
        const struct shape *items[2] = {shapes[0]->items, shapes[1]->items};
        struct schemas children = {0};

        add_children(context->comparison->api, schemas, STR_NONE, &children);
        compare_shapes(context, items, &children,
                       str_format(&context->comparison->arena, "%.*s/*", STR_ARGS(pointer)));
        VEC_RELEASE(&children.items);
    }
}

/* ---- media types, statuses, operations ---- */

static void compare_type(struct context *context, const struct compared_type *type)
{
    struct comparison *comparison = context->comparison;
    struct schemas schemas = {0};

    if (is_on_one(&type->seen)) {
        tell(context, &(struct difference){
                          .rule = RULE_DRIFT_MEDIA_TYPE_DIFFERS,
                          .part = PART_RESPONSE_HEADER,
                          .place = context->status->place,
                          .message = str_format(
                              &comparison->arena, "%s %.*s",
                              type->name.length ? type->name.text : "a response without content",
                              STR_ARGS(counts_text(&comparison->arena, &type->seen,
                                                   &context->status->seen, "responses")))});
        return;
    }
    if (!type->shapes[0] || !type->shapes[1])
        return;
    context->type = type;
    add_schema(comparison->api, &schemas, type->schema);
    compare_shapes(context, (const struct shape *const[2]){type->shapes[0], type->shapes[1]},
                   &schemas, STR(""));
    VEC_RELEASE(&schemas.items);
    context->type = NULL;
}

static void compare_status(struct context *context, const struct compared_status *status)
{
    struct comparison *comparison = context->comparison;

    context->status = status;
    if (is_on_one(&status->seen))
        tell(context, &(struct difference){
                          .rule = RULE_DRIFT_STATUS_DIFFERS,
                          .part = PART_RESPONSE_STATUS,
                          .place = status->place,
                          .message = str_format(
                              &comparison->arena, "status %d %.*s", status->status,
                              STR_ARGS(counts_text(&comparison->arena, &status->seen,
                                                   &context->operation->seen, "exchanges")))});
    else
        for (size_t i = 0; i < status->types.count; i++)
            compare_type(context, &status->types.items[i]);
    context->status = NULL;
}

static int compare_order(const void *left, const void *right)
{
    size_t a = ((const struct compared_operation *)left)->operation->index;
    size_t b = ((const struct compared_operation *)right)->operation->index;

    return (a > b) - (a < b);
}

const struct finding *comparison_findings(struct comparison *comparison, size_t *count)
{
    comparison->findings.count = 0;
    if (comparison->operations.count)
        qsort(comparison->operations.items, comparison->operations.count,
              sizeof *comparison->operations.items, compare_order);
    for (size_t i = 0; i < comparison->operations.count; i++) {
        const struct compared_operation *operation = &comparison->operations.items[i];
        struct context context = {.comparison = comparison, .operation = operation};

        if (!is_on_both(&operation->seen))
            continue;
        for (size_t j = 0; j < operation->statuses.count; j++)
            compare_status(&context, &operation->statuses.items[j]);
    }
    *count = comparison->findings.count;
    return comparison->findings.items;
}
