#include "observe/observe.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "finding/place.h"
#include "observe/coverage_union.h"
#include "observe/slots.h"
#include "observe/usage.h"

struct record {
    uint64_t seen;
    struct operation_answers answers;
    struct slots slots;
};

struct observation {
    struct api *api;
    struct arena arena;
    struct record *records;                 /* one for each of the api's operations */
    VEC(struct assertion_tally) assertions; /* by their numbers */
    struct usages usages;
    struct evaluator *evaluator; /* decides which branch a value took; NULL: schemas are not looked
                                    at */
    struct event_coverage coverage;
    struct counted_schemas *counted; /* borrowed; NULL: nothing else counts */
};

struct observation *observation_new(struct api *api, bool schemas)
{
    struct observation *observation = alloc_zeroed(1, sizeof *observation);

    observation->api = api;
    arena_init(&observation->arena);
    usages_init(&observation->usages);
    observation->evaluator = schemas ? evaluator_new() : NULL;
    observation->records =
        ARENA_ARRAY(&observation->arena, struct record, api->operation_count + 1);
    return observation;
}

void observation_free(struct observation *observation)
{
    if (!observation)
        return;
    evaluator_free(observation->evaluator);
    usages_release(&observation->usages);
    VEC_RELEASE(&observation->assertions);
    arena_release(&observation->arena);
    free(observation);
}

/* ---- answers ---- */

static bool has_success(const struct operation *operation)
{
    for (size_t i = 0; i < operation->response_count; i++)
        if (str_starts_with(operation->responses[i].key, STR("2")))
            return true;
    return false;
}

static bool is_success(const struct exercised *exercised)
{
    if (exercised->status >= 200 && exercised->status <= 299)
        return true;
    return exercised->status >= 300 && exercised->status <= 399 && exercised->response &&
           !str_is(exercised->response->key, "default") && !has_success(exercised->operation);
}

static struct assertion_tally *tally_of(struct observation *observation, size_t number)
{
    while (observation->assertions.count <= number)
        VEC_ADD(&observation->assertions, ((struct assertion_tally){.held = 0}));
    return &observation->assertions.items[number];
}

/* Was any of them true or false? */
static bool count_assertions(struct observation *observation, const struct exercised *exercised)
{
    bool any = false;

    for (size_t i = 0; i < exercised->assertion_count; i++) {
        const enum asserted asserted = exercised->assertions[i];

        if (asserted == ASSERTED_NOTHING)
            continue;
        any = any || asserted != ASSERTED_NOT_APPLICABLE;
        tally_of(observation, i)->held += asserted == ASSERTED_TRUE;
        tally_of(observation, i)->failed += asserted == ASSERTED_FALSE;
        tally_of(observation, i)->not_applicable += asserted == ASSERTED_NOT_APPLICABLE;
    }
    return any;
}

static void count_answer(struct observation *observation, struct operation_answers *answers,
                         const struct exercised *exercised)
{
    if (is_success(exercised))
        answers->succeeded++;
    else if (exercised->status)
        operation_answers_fail(answers, exercised->status);
    answers->judged += exercised->judged;
    answers->secured += exercised->secured;
    answers->body_known += exercised->request_known;
    answers->asserted += count_assertions(observation, exercised);
}

void observe_exchange(struct observation *observation, const struct exercised *exercised)
{
    const struct operation *operation = exercised->operation;
    struct record *record;

    if (!operation || operation->kind != OPERATION_PATH)
        return;
    record = &observation->records[operation->index];
    slots_list(&record->slots, &observation->arena, operation);
    record->seen++;
    count_answer(observation, &record->answers, exercised);
    slots_count(&record->slots, exercised);
}

uint64_t observation_operations_seen(const struct observation *observation)
{
    uint64_t seen = 0;

    for (size_t i = 0; i < observation->api->operation_count; i++)
        seen += observation->records[i].seen > 0;
    return seen;
}

uint64_t observation_operations_succeeded(const struct observation *observation)
{
    uint64_t succeeded = 0;

    for (size_t i = 0; i < observation->api->operation_count; i++)
        succeeded += observation->records[i].answers.succeeded > 0;
    return succeeded;
}

struct assertion_tally observation_assertion(const struct observation *observation, size_t number)
{
    return number < observation->assertions.count ? observation->assertions.items[number]
                                                  : (struct assertion_tally){.held = 0};
}

/* ---- values ---- */

static bool looks_at_schemas(const struct observation *observation)
{
    return observation && observation->evaluator;
}

void observe_value(struct observation *observation, enum coverage_direction direction,
                   const struct schema *schema, const struct node *value,
                   const struct node *const *opaque, size_t opaque_count)
{
    if (looks_at_schemas(observation))
        usage_count(&(struct usage_walk){.usages = &observation->usages,
                                         .evaluator = observation->evaluator,
                                         .direction = direction,
                                         .opaque = opaque,
                                         .opaque_count = opaque_count},
                    schema, value);
}

void observe_refusal(struct observation *observation, enum coverage_direction direction,
                     const struct node *place, bool guessed)
{
    struct refusals *refusals;

    if (!looks_at_schemas(observation))
        return;
    refusals = usages_refusals(&observation->usages, place, direction);
    refusals->all++;
    refusals->guessed += guessed;
}

void observe_undocumented(struct observation *observation, enum coverage_direction direction,
                          const struct node *place, struct str name, const struct node *value)
{
    struct usage *usage;

    if (!looks_at_schemas(observation))
        return;
    usage = pointer_map_get(&observation->usages.by_members, place, direction);
    if (usage)
        undocumented_names_add(&usage->undocumented, &observation->usages.arena,
                               &(struct coverage_undocumented){.name = name,
                                                               .seen = 1,
                                                               .nulls = value->kind == NODE_NULL,
                                                               .kinds = 1u << value->kind});
}

void observation_unite(struct observation *observation, const struct observation *from)
{
    for (size_t i = 0; i < observation->api->operation_count; i++) {
        struct record *record = &observation->records[i];
        const struct record *other = &from->records[i];

        if (!other->slots.items)
            continue;
        slots_list(&record->slots, &observation->arena, &observation->api->operations[i]);
        record->seen += other->seen;
        operation_answers_add(&record->answers, &other->answers);
        for (size_t j = 0; j < other->slots.count; j++)
            coverage_slot_add(&record->slots.items[j], &other->slots.items[j]);
    }
    for (size_t i = 0; i < from->assertions.count; i++)
        assertion_tally_add(tally_of(observation, i), &from->assertions.items[i]);
    usages_unite(&observation->usages, &from->usages);
}

/* ---- totals ---- */

/* As much of a schema as is known, as it is held against values: whether there were any changes no
   total. */
static void reach(struct observation *observation, const struct node *node,
                  enum coverage_direction direction)
{
    const struct schema *schema = node ? openapi_compile_in_part(observation->api, node) : NULL;

    if (schema)
        usages_reach(&observation->usages, schema, direction);
}

static void reach_parameters(struct observation *observation, const struct parameter *items,
                             size_t count, enum coverage_direction direction)
{
    for (size_t i = 0; i < count; i++)
        reach(observation, items[i].content ? items[i].content->schema : items[i].schema,
              direction);
}

static void reach_content(struct observation *observation, const struct content *content,
                          enum coverage_direction direction)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct media_type *type = &content->items[i];

        reach(observation, type->schema, direction);
        reach(observation, type->item_schema, direction);
        reach_parameters(observation, type->fields, type->field_count, IN_PARAMETER);
    }
}

static void reach_operation(struct observation *observation, const struct operation *operation)
{
    reach_parameters(observation, operation->parameters.items, operation->parameters.count,
                     IN_PARAMETER);
    if (operation->request_body)
        reach_content(observation, &operation->request_body->content, IN_REQUEST);
    for (size_t i = 0; i < operation->response_count; i++) {
        const struct response_object *response = &operation->responses[i];

        reach_content(observation, &response->content, IN_RESPONSE);
        reach_parameters(observation, response->headers.items, response->headers.count,
                         IN_RESPONSE);
    }
}

/* ---- schemas ---- */

static struct coverage_schema list_schema(struct observation *observation, struct usage *usage)
{
    struct arena *arena = &observation->arena;
    size_t count = usage_points(&observation->usages, usage, NULL);
    size_t names = usage_requires(usage, NULL);
    struct coverage_point *points = ARENA_ARRAY(arena, struct coverage_point, count + 1);
    struct str *requires = ARENA_ARRAY(arena, struct str, names + 1);

    usage_points(&observation->usages, usage, points);
    usage_requires(usage, requires);
    return (struct coverage_schema){.direction = usage->direction,
                                    .place = place_of(arena, program_schema(usage->block)),
                                    .values = usage_values(usage),
                                    .objects = usage->kinds[NODE_OBJECT],
                                    .points = points,
                                    .point_count = count,
                                    .requires = requires,
                                    .require_count = names,
                                    .undocumented = usage->undocumented.items,
                                    .undocumented_count = usage->undocumented.count,
                                    .undocumented_left_out = usage->undocumented.left_out};
}

/* Schemas that offer nothing to exercise are left out. */
static bool is_listed(struct observation *observation, const struct usage *usage)
{
    return (usage_values(usage) || usage_is_refused_in_guesses(&observation->usages, usage)) &&
           (usage_points(&observation->usages, usage, NULL) || usage->undocumented.count ||
            usage_requires(usage, NULL));
}

static void list_schemas(struct observation *observation, struct event_coverage *coverage)
{
    struct coverage_schema *schemas;
    size_t count = 0;

    for (const struct usage *usage = observation->usages.first; usage; usage = usage->next)
        count++;
    schemas = ARENA_ARRAY(&observation->arena, struct coverage_schema, count + 1);
    for (struct usage *usage = observation->usages.first; usage; usage = usage->next)
        if (usage->reached && is_listed(observation, usage))
            schemas[coverage->schema_count++] = list_schema(observation, usage);
    if (coverage->schema_count)
        qsort(schemas, coverage->schema_count, sizeof *schemas, coverage_compare_schemas);
    coverage->schemas = schemas;
}

/* A run without a selection of operations lists whatever values reached. */
static void mark_all(struct observation *observation)
{
    for (struct usage *usage = observation->usages.first; usage; usage = usage->next)
        usage->reached = true;
}

/* Without totals, an operation that was never hit is named and not opened. */
static struct coverage_operation list_operation(struct observation *observation, size_t index,
                                                operation_selects *selects, void *context,
                                                bool totals)
{
    struct operation *operation = &observation->api->operations[index];
    struct record *record = &observation->records[index];
    bool selected = !operation->excluded && (!selects || selects(context, operation));
    struct coverage_operation listed;

    if (totals || selects || record->seen)
        slots_list(&record->slots, &observation->arena,
                   operation_open(observation->api, operation));
    if (looks_at_schemas(observation) && (totals || selects) && selected)
        reach_operation(observation, operation);
    listed = (struct coverage_operation){.name = operation_name(operation),
                                         .place = place_of(&observation->arena, operation->place),
                                         .seen = record->seen,
                                         .answers = record->answers,
                                         .selected = selected,
                                         .slots = record->slots.items,
                                         .slot_count = record->slots.count};
    listed.tags = operation_tags(&observation->arena, operation, &listed.tag_count);
    return listed;
}

void observation_count_once(struct observation *observation, struct counted_schemas *counted)
{
    observation->counted = counted;
}

static bool counts(struct observation *observation, const struct usage *usage)
{
    struct place place;

    if (!observation->counted)
        return true;
    place = place_of(&observation->arena, program_schema(usage->block));
    return counted_schemas_add(observation->counted, usage->direction, &place);
}

const struct event_coverage *observation_coverage(struct observation *observation,
                                                  operation_selects *selects, void *context,
                                                  bool totals, uint64_t least)
{
    struct api *api = observation->api;
    struct coverage_operation *operations =
        ARENA_ARRAY(&observation->arena, struct coverage_operation, api->operation_count + 1);
    struct event_coverage *coverage = &observation->coverage;

    *coverage = (struct event_coverage){.operations = operations,
                                        .operation_count = api->operation_count,
                                        .observed = looks_at_schemas(observation)};
    observation->usages.least = totals ? 0 : least;
    for (struct usage *usage = observation->usages.first; usage; usage = usage->next)
        usage->reached = false;
    for (size_t i = 0; i < api->operation_count; i++)
        operations[i] = list_operation(observation, i, selects, context, totals);
    for (const struct usage *usage = observation->usages.first; totals && usage;
         usage = usage->next)
        if (usage->reached && counts(observation, usage))
            usage_tally(usage, coverage);
    if (!totals && !selects)
        mark_all(observation);
    list_schemas(observation, coverage);
    return coverage;
}
