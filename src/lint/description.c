/* lint: every operation is opened, every object and schema walked, every example held against its
   schema. What loading and opening noted as problems become findings at the end. */
#include "lint/lint.h"

#include <stdlib.h>

#include "finding/rules.h"
#include "lint/linter.h"

/* ---- operations ---- */

static int compare_starts(const void *left, const void *right)
{
    const struct lint_operation *a = left, *b = right;

    return (a->start > b->start) - (a->start < b->start);
}

static void list_operations(struct lint *lint, struct operation *operations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct operation *operation = &operations[i];

        VEC_ADD(&lint->operations, ((struct lint_operation){.start = operation->place,
                                                            .end = node_end(operation->place),
                                                            .operation = operation}));
        if (operation->id.text && !map_get(&lint->ids, operation->id))
            *map_put(&lint->ids, operation->id) = &operations[i];
    }
}

/* They are in order: what one stands in begins before it and ends behind it. Paths may share one.
 */
static void nest_operations(struct lint *lint)
{
    struct lint_operation *items = lint->operations.items;

    for (size_t i = 0; i < lint->operations.count; i++) {
        size_t outer = i ? i - 1 : SIZE_MAX;

        while (outer != SIZE_MAX &&
               (items[outer].end <= items[i].start || items[outer].start == items[i].start))
            outer = items[outer].outer;
        items[i].outer = outer;
    }
}

static void open_operations(struct lint *lint)
{
    struct api *api = lint->checker->api;

    for (size_t i = 0; i < api->operation_count; i++)
        operation_open(api, &api->operations[i]);
    openapi_list_calls(api);
    for (size_t i = 0; i < api->call_count; i++)
        operation_open(api, &api->calls[i]);
    list_operations(lint, api->operations, api->operation_count);
    list_operations(lint, api->calls, api->call_count);
    if (lint->operations.count)
        qsort(lint->operations.items, lint->operations.count, sizeof *lint->operations.items,
              compare_starts);
    nest_operations(lint);
}

/* 2.0 tells the media types of a body beside it. */
static void lint_media_types_20(struct lint *lint)
{
    const struct api *api = lint->checker->api;

    if (!field_is_known(api, FIELD_ROOT_CONSUMES))
        return;
    for (size_t i = 0; i < api->operation_count; i++) {
        lint_forms(lint, &api->operations[i]);
        lint_produced(lint, &api->operations[i]);
    }
}

/* ---- problems ---- */

static void raise_problem(struct lint *lint, const struct problem *problem)
{
    rule_index rule = rule_by_id(str_of(problem->rule));
    struct lint_fault fault = {.rule = rule == RULE_COUNT ? RULE_DESCRIPTION_INVALID : rule,
                               .ceiling = problem->mild ? SEVERITY_WARNING : SEVERITY_OFF,
                               .place = problem->place,
                               .message = problem->message,
                               .cause = problem->once ? STR_NONE : problem->cause};

    if (problem->field.text)
        fault.pointer = str_format(&lint->checker->arena, "/%.*s", STR_ARGS(problem->field));
    lint_raise_as(lint, problem->once ? problem->cause : STR_NONE, &fault);
}

/* ---- all of it ---- */

static void begin(struct lint *lint)
{
    const struct rules *rules = lint->checker->rules;

    lint->examples = rules_any_on(rules, RULE_DESCRIPTION_EXAMPLE_INVALID) ||
                     rules_any_on(rules, RULE_DESCRIPTION_EXAMPLE_CONTRADICTS_ENUM);
    lint->defaults = rules_any_on(rules, RULE_DESCRIPTION_DEFAULT_INVALID);
    lint->has_ids = str_find(lint->checker->api->document->source, STR("$id")) != SIZE_MAX;
    keyword_names_init(&lint->names);
    lint->reader = schema_set_reader(lint->checker->api->schemas);
    schema_walk_init(&lint->in_place, &lint->reader, WALK_BRANCHES, NULL);
}

static void end(struct lint *lint)
{
    schema_walk_release(&lint->in_place);
    VEC_RELEASE(&lint->visits);
    VEC_RELEASE(&lint->targets);
    VEC_RELEASE(&lint->schemas);
    VEC_RELEASE(&lint->required);
    VEC_RELEASE(&lint->discriminated);
    VEC_RELEASE(&lint->operations);
    VEC_RELEASE(&lint->noted);
    VEC_RELEASE(&lint->roots);
    VEC_RELEASE(&lint->contradictions);
    pointer_map_release(&lint->outers);
    pointer_map_release(&lint->composed);
    map_release(&lint->examples_seen);
    map_release(&lint->groups);
    map_release(&lint->aliases);
    map_release(&lint->ids);
    map_release(&lint->names_seen);
    map_release(&lint->tags);
}

void lint_description(struct checker *checker, struct judgement *judgement)
{
    struct lint lint = {.checker = checker};

    checker_begin(checker, NULL, LINT_MAX_FINDINGS);
    begin(&lint);
    open_operations(&lint);
    lint_walk(&lint);
    lint_media_types_20(&lint);
    lint_encodings(&lint);
    lint_one_way_properties(&lint);
    lint_prove_schemas(&lint);
    lint_check_examples(&lint);
    for (size_t i = 0; i < checker->api->problem_count; i++)
        raise_problem(&lint, &checker->api->problems[i]);
    lint_say_limit(&lint);
    lint_name_places(&lint);
    end(&lint);
    checker_finish(checker, true, judgement);
}
