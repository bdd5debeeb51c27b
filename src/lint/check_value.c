/* Examples and defaults against their schemas. A schema's own example stands for requests and
   responses alike: it is wrong when it fits neither. */
#include "check/documented_values.h"
#include "check/value_failure.h"
#include "document/data_excerpt.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* Failures of one example among which details are looked for. */
enum { DETAILS_MAX = 500 };

/* A failure, kept until all of the example's are there. */
struct kept_failure {
    const struct node *instance, *place;
    struct str keyword, message, path;
    struct str expected, found;       /* as in struct finding */
    const struct kept_failure *cause; /* what it comes down to; NULL: itself */
    bool warning, detail; /* detail: the failure of the branching keyword around it tells it */
};

struct example_context {
    struct lint *lint;
    const struct lint_example *example;
    const struct opaque_nodes *opaque; /* NULL: none */
    size_t prefix;                     /* bytes of the example's own pointer */
    VEC(struct kept_failure) failures;
};

static struct lint_fault fault_at(const struct example_context *at, const struct node *instance)
{
    struct arena *arena = &at->lint->checker->arena;
    const struct lint_example *example = at->example;
    const struct node *place = example->serialized ? example->value : instance;

    return (struct lint_fault){.media_type = example->site.media_type,
                               .status_key = example->site.status_key,
                               .pointer =
                                   str_slice(node_pointer(arena, instance), at->prefix, SIZE_MAX),
                               .place = place};
}

static void on_failure(void *context, const struct schema_failure *failure)
{
    struct example_context *at = context;
    struct arena *arena = &at->lint->checker->arena;
    struct kept_failure kept = {.instance = failure->instance,
                                .place = failure->place,
                                .keyword = failure->keyword,
                                .warning = failure->warning};
    struct told told;

    if (at->failures.count == CHECK_MAX_FAILURES ||
        failure_standing(failure, at->opaque) != FAILURE_COUNTS)
        return;
    kept.path = str_copy(arena, schema_failure_path(failure));
    told = failure_told(arena, failure, false);
    kept.message = str_copy(arena, data_spans_show(arena, told.message));
    kept.expected = str_copy(arena, data_spans_show(arena, told.expected));
    kept.found = str_copy(arena, data_spans_show(arena, told.found));
    VEC_ADD(&at->failures, kept);
}

static bool is_branching(const struct kept_failure *failure)
{
    return str_is(failure->keyword, "oneOf") || str_is(failure->keyword, "anyOf");
}

/* The branch that comes nearest tells why it does not fit: that is one cause with the failure of
   oneOf or anyOf around it, whose message takes it in. */
static void take_in_details(struct example_context *at, struct kept_failure *branching)
{
    struct arena *arena = &at->lint->checker->arena;
    size_t own = node_pointer(arena, branching->instance).length;
    const struct kept_failure *first = NULL;

    for (size_t i = 0; i < at->failures.count; i++) {
        struct kept_failure *other = &at->failures.items[i];

        if (other == branching || !str_starts_with(other->path, branching->path) ||
            other->path.length == branching->path.length || other->instance < branching->instance ||
            other->instance >= node_end(branching->instance))
            continue;
        other->detail = true;
        if (!first && !is_branching(other))
            first = other;
    }
    branching->cause = first;
    if (first)
        branching->message =
            str_format(arena, "%.*s: %.*s%s%.*s", STR_ARGS(branching->message),
                       STR_ARGS(str_slice(node_pointer(arena, first->instance), own, SIZE_MAX)),
                       first->instance == branching->instance ? "" : " ", STR_ARGS(first->message));
}

static void on_doubt(void *context, const struct schema_doubt *doubt)
{
    struct example_context *at = context;

    lint_note_of(at->lint, doubt->cause, at->example->site.media_type, "%.*s",
                 STR_ARGS(doubt->reason));
}

static struct str root_of(const struct example_context *at, const struct kept_failure *failure)
{
    return lint_failure_root(&at->lint->checker->arena,
                             &(struct lint_failure){.keyword = failure->keyword,
                                                    .message = failure->message,
                                                    .place = failure->place,
                                                    .name = at->example->site.name});
}

static void raise_failures(struct example_context *at)
{
    for (size_t i = 0; i < at->failures.count && at->failures.count <= DETAILS_MAX; i++)
        if (is_branching(&at->failures.items[i]))
            take_in_details(at, &at->failures.items[i]);
    for (size_t i = 0; i < at->failures.count; i++) {
        const struct kept_failure *failure = &at->failures.items[i];
        struct lint_fault fault;

        if (failure->detail)
            continue;
        fault = fault_at(at, failure->instance);
        fault.rule = at->example->rule;
        fault.keyword = failure->keyword;
        fault.ceiling = !failure->warning                  ? SEVERITY_OFF
                        : str_is(failure->keyword, "type") ? SEVERITY_INFO /* how it is written */
                                                           : SEVERITY_WARNING;
        fault.message = failure->message;
        fault.expected = failure->expected;
        fault.found = failure->found;
        lint_raise_as(at->lint, root_of(at, failure->cause ? failure->cause : failure), &fault);
    }
}

static void raise_value(void *context, const struct undocumented_value *value)
{
    const struct example_context *at = context;
    struct lint_fault fault = fault_at(at, value->instance);
    struct told told = documented_values_told(at->lint->checker, value);

    fault.rule = RULE_DESCRIPTION_EXAMPLE_CONTRADICTS_ENUM;
    fault.message = told.message;
    fault.expected = told.expected;
    fault.found = told.found;
    fault.names_no_operation = true;
    lint_raise_as(at->lint, STR_NONE, &fault);
}

/* The direction in which it fits, else the one whose failures are told. */
static enum schema_direction direction_of(struct lint *lint, const struct lint_example *example,
                                          const struct schema *schema, const struct node *instance)
{
    static const enum schema_direction both[] = {SCHEMA_REQUEST, SCHEMA_RESPONSE};

    if (example->site.direction != SCHEMA_ANY)
        return example->site.direction;
    for (size_t i = 0; i < ARRAY_LENGTH(both); i++)
        if (schema_evaluate(lint->checker->evaluator, schema, instance,
                            &(struct schema_question){.direction = both[i]}) != SCHEMA_INVALID)
            return both[i];
    return SCHEMA_RESPONSE;
}

static void note_unusable(struct lint *lint, const struct lint_example *example)
{
    struct error err = {0};

    openapi_compile(lint->checker->api, example->schema, &err);
    lint_note_of(lint, err.cause, example->site.media_type, "the schema cannot be used: %s",
                 err.message);
}

void lint_check_value(struct lint *lint, const struct lint_example *example,
                      const struct node *instance, const struct opaque_nodes *opaque)
{
    struct checker *checker = lint->checker;
    struct example_context context = {.lint = lint, .example = example, .opaque = opaque};
    struct schema_question question = {.direction = example->site.direction, .context = &context};
    const struct schema *schema = decoding_schema(&checker->decoding, example->schema);

    if (!schema) {
        note_unusable(lint, example);
        return;
    }
    if (schema_evaluate(checker->evaluator, schema, instance, &question) == SCHEMA_VALID &&
        !evaluator_warned(checker->evaluator) && !lint->documented)
        return;
    question.direction = direction_of(lint, example, schema, instance);
    question.failure = on_failure;
    question.doubt = on_doubt;
    context.prefix = node_pointer(&checker->arena, instance).length;
    schema_evaluate(checker->evaluator, schema, instance, &question);
    raise_failures(&context);
    VEC_RELEASE(&context.failures);
    if (lint->documented &&
        !documented_values_walk(checker, example->schema, instance, raise_value, &context))
        lint_note(lint, example->site.media_type,
                  "documented values: there are more values than are followed");
}

const struct node *lint_data_beside(const struct lint_example *example)
{
    const struct node *key = node_key_of(example->value);

    /* Both are members of one object: the key of the other one is near. */
    for (const struct node *at = key - 1; at->index > 0; at--)
        if (at->kind == NODE_OBJECT && node_end(at) > key &&
            node_member_key(at, STR("serializedValue")) == key)
            return node_member(at, STR("dataValue"));
    return NULL;
}

static void judge_serialized(struct lint *lint, const struct lint_example *example)
{
    struct checker *checker = lint->checker;
    struct read_failure failure = {0};
    const struct document *document =
        json_read(&checker->arena, STR("serializedValue"), node_string(example->value), &failure);
    const struct node *data = lint_data_beside(example);

    if (!document) {
        lint_raise(lint, example->rule, SEVERITY_OFF, example->value,
                   "serializedValue is not JSON: %s", failure.message);
        return;
    }
    if (data && !node_equal(data, document->root))
        lint_raise(lint, example->rule, SEVERITY_OFF, example->value,
                   "serializedValue is another value than dataValue");
    else if (!data)
        lint_check_value(lint, example, document->root, NULL);
}

/* An example is data whatever it looks like, so what a $ref in it names is not compared. */
static bool is_reference(struct lint *lint, const struct lint_example *example)
{
    return example->rule == RULE_DESCRIPTION_EXAMPLE_INVALID &&
           node_is(example->value, NODE_OBJECT) && example->value->length == 1 &&
           node_member_string(example->value, "$ref").text &&
           schema_describes(lint, example->schema, STR("$ref")) != DESCRIBED;
}

static void raise_reference(struct lint *lint, const struct lint_example *example)
{
    const struct schema *schema = decoding_schema(&lint->checker->decoding, example->schema);
    struct schema_question question = {.direction = example->site.direction};
    bool holds = !schema || schema_evaluate(lint->checker->evaluator, schema, example->value,
                                            &question) != SCHEMA_INVALID;

    lint_raise_once(lint, example->rule, holds ? SEVERITY_WARNING : SEVERITY_OFF, STR("$ref"),
                    node_member(example->value, STR("$ref")),
                    "an example is data, and its $ref is not followed: put the $ref in the place "
                    "of an Example Object (examples: {NAME: {$ref: ...}}), or use externalValue");
}

void lint_check_examples(struct lint *lint)
{
    for (size_t i = 0; i < lint->noted.count; i++) {
        const struct lint_example *example = &lint->noted.items[i];

        if (example->serialized)
            lint_sent_names(lint, example);
        if (is_reference(lint, example))
            raise_reference(lint, example);
        else if (lint_is_sent_text(lint, example))
            lint_check_sent_text(lint, example);
        else if (example->serialized && lint_reads_text(example->site.media_type))
            lint_check_text(lint, example);
        else if (example->serialized)
            judge_serialized(lint, example);
        else
            lint_check_value(lint, example, example->value, NULL);
    }
}
