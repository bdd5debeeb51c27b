/* Examples and defaults against their schemas. A schema's own example stands for requests and
   responses alike: it is wrong when it fits neither. */
#include "check/documented_values.h"
#include "check/value_failure.h"
#include "document/data_excerpt.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* A failure that is told. */
struct kept_failure {
    const struct node *instance, *place;
    struct str keyword, message;
    struct str expected, found; /* as in struct finding */
    struct str root;            /* what it comes down to (lint_failure_root) */
    bool warning;
    unsigned depth; /* as of struct schema_failure, as `explained` is */
    bool explained;
    bool has_detail; /* the message has taken it in */
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

static struct str root_of(const struct example_context *at, const struct kept_failure *failure)
{
    return lint_failure_root(&at->lint->checker->arena,
                             &(struct lint_failure){.keyword = failure->keyword,
                                                    .message = failure->message,
                                                    .place = failure->place,
                                                    .name = at->example->site.name});
}

static struct kept_failure kept_of(const struct example_context *at,
                                   const struct schema_failure *failure)
{
    struct arena *arena = &at->lint->checker->arena;
    struct told told = failure_told(arena, failure, false);
    struct kept_failure kept = {.instance = failure->instance,
                                .place = failure->place,
                                .keyword = failure->keyword,
                                .message = str_copy(arena, data_spans_show(arena, told.message)),
                                .expected = str_copy(arena, data_spans_show(arena, told.expected)),
                                .found = str_copy(arena, data_spans_show(arena, told.found)),
                                .warning = failure->warning,
                                .explained = failure->explained,
                                .depth = failure->depth};

    kept.root = root_of(at, &kept);
    return kept;
}

/* The branch that comes nearest tells why it does not fit: that is one finding with the failure of
   oneOf or anyOf around it, whose message takes the first detail in; and one cause, that of the
   detail. So it is where the branch is a guess, too (schema/nearest_branch.c): what is copied from
   place to place is the detail, and each place has a oneOf of its own. */
static void take_in(struct example_context *at, struct kept_failure *choice,
                    const struct schema_failure *failure)
{
    struct arena *arena = &at->lint->checker->arena;
    size_t own = node_pointer(arena, choice->instance).length;
    struct kept_failure detail;
    struct str pointer;

    if (choice->has_detail || failure->explained || failure->warning)
        return;
    detail = kept_of(at, failure);
    pointer = str_slice(node_pointer(arena, detail.instance), own, SIZE_MAX);
    choice->has_detail = true;
    choice->message =
        str_format(arena, "%.*s: %.*s%s%.*s", STR_ARGS(choice->message), STR_ARGS(pointer),
                   pointer.length ? ": " : "", STR_ARGS(detail.message));
    choice->root = detail.root;
}

static void on_failure(void *context, const struct schema_failure *failure)
{
    struct example_context *at = context;
    size_t count = at->failures.count;
    struct kept_failure *last = count ? &at->failures.items[count - 1] : NULL;

    if (failure_standing(failure, at->opaque) != FAILURE_COUNTS)
        return;
    if (last && last->explained && failure->depth > last->depth)
        take_in(at, last, failure);
    else if (count < CHECK_MAX_FAILURES)
        VEC_ADD(&at->failures, kept_of(at, failure));
}

static void on_doubt(void *context, const struct schema_doubt *doubt)
{
    struct example_context *at = context;

    lint_note_of(at->lint, doubt->cause, at->example->site.media_type, "%.*s",
                 STR_ARGS(doubt->reason));
}

static void raise_failures(struct example_context *at)
{
    for (size_t i = 0; i < at->failures.count; i++) {
        const struct kept_failure *failure = &at->failures.items[i];
        struct lint_fault fault = fault_at(at, failure->instance);

        fault.rule = at->example->rule;
        fault.keyword = failure->keyword;
        fault.ceiling = !failure->warning                  ? SEVERITY_OFF
                        : str_is(failure->keyword, "type") ? SEVERITY_INFO /* how it is written */
                                                           : SEVERITY_WARNING;
        fault.message = failure->message;
        fault.expected = failure->expected;
        fault.found = failure->found;
        lint_raise_as(at->lint, failure->root, &fault);
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
