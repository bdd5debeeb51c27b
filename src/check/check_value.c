#include "check/check_value.h"

#include "check/check_value_state.h"
#include "check/placeholder_check.h"
#include "check/sensitive.h"
#include "check/value_failure.h"
#include "document/kinds.h"
#include "finding/rules.h"

struct raised raised_by_pointer(const struct value_check *check, const struct node *node,
                                struct str pointer)
{
    const struct checked_value *value = check->value;
    struct raised raised = {.part = value->part,
                            .name = value->name,
                            .media_type = value->media_type,
                            .pointer = str_slice(pointer, check->prefix, SIZE_MAX),
                            .instance = node,
                            .judged = true,
                            .secret = value->secret};

    if (value->positions)
        raised.at = node;
    return raised;
}

struct raised raised_at(const struct value_check *check, const struct node *node)
{
    return raised_by_pointer(check, node, node_pointer(&check->checker->arena, node));
}

/* Examples of the description exercise nothing, so they are not observed. */
struct observation *value_check_observation(const struct value_check *check)
{
    return check->value->direction == SCHEMA_ANY || !check->checker->exchange
               ? NULL
               : check->checker->observation;
}

enum coverage_direction value_check_direction(const struct value_check *check)
{
    if (check->value->rule == RULE_REQUEST_PARAMETER_SCHEMA)
        return IN_PARAMETER;
    return check->value->direction == SCHEMA_REQUEST ? IN_REQUEST : IN_RESPONSE;
}

bool value_check_is_full(struct value_check *check)
{
    if (check->failures++ < CHECK_MAX_FAILURES)
        return false;
    if (check->failures == CHECK_MAX_FAILURES + 1)
        raise_limit(check->checker, check->value->part, check->value->name,
                    check->value->media_type,
                    "more than %d places do not match the schema: the rest is not listed",
                    CHECK_MAX_FAILURES);
    return true;
}

/* Does the failure count? One that may come from an opaque part is not checked instead. */
static bool counts(const struct value_check *check, const struct schema_failure *failure)
{
    const struct checked_value *value = check->value;

    switch (failure_standing(failure, &value->opaque)) {
    case FAILURE_COUNTS:
        return true;
    case FAILURE_OPAQUE:
        break;
    case FAILURE_DOUBTFUL:
        raise_not_checked(check->checker, value->part, value->name, value->media_type,
                          "%.*s: a part is no JSON, and the branches are about all parts",
                          STR_ARGS(failure->keyword));
        break;
    }
    return false;
}

/* How the two directions differ. */
struct direction_rules {
    rule_index ambiguous, null_outside_enum, nullable_without_type, integer_notation,
        one_way_required; /* RULE_COUNT: the rule of the value */
};

static const struct direction_rules own_rules[] = {
    [SCHEMA_REQUEST] = {RULE_COUNT, RULE_COUNT, RULE_COUNT, RULE_REQUEST_INTEGER_NOTATION,
                        RULE_REQUEST_READ_ONLY_REQUIRED},
    [SCHEMA_RESPONSE] = {RULE_RESPONSE_ONE_OF_AMBIGUOUS, RULE_RESPONSE_NULL_OUTSIDE_ENUM,
                         RULE_RESPONSE_NULLABLE_WITHOUT_TYPE, RULE_RESPONSE_INTEGER_NOTATION,
                         RULE_RESPONSE_WRITE_ONLY_REQUIRED},
};

/* Failures that say more of the description than of the API have rules of their own; RULE_COUNT: it
   has none. */
static rule_index own_rule(const struct checked_value *value, const struct schema_failure *failure)
{
    const struct direction_rules *rules = &own_rules[value->direction];

    if (value->direction == SCHEMA_ANY)
        return RULE_COUNT;
    if (failure->ambiguous)
        return rules->ambiguous;
    if (failure->one_way)
        return rules->one_way_required;
    if (!failure->warning)
        return RULE_COUNT;
    if (str_is(failure->keyword, "type"))
        return rules->integer_notation;
    if (failure->instance->kind != NODE_NULL)
        return RULE_COUNT;
    return str_is(failure->keyword, "enum")                  ? rules->null_outside_enum
           : str_ends_with(failure->keyword, STR("ullable")) ? rules->nullable_without_type
                                                             : RULE_COUNT;
}

void value_check_raise(struct value_check *check, struct raised *raised,
                       struct branch_failure failure)
{
    raised->explained = branch_causes_enter(check, failure);
    observe_refusal(value_check_observation(check), value_check_direction(check), raised->place,
                    failure.depth > 0);
    branch_causes_note(check, failure, raise_finding(check->checker, raised));
}

struct told_failure {
    const struct value_check *check;
    const struct schema_failure *failure;
};

static struct told tell_failure(const void *telling)
{
    const struct told_failure *told = telling;

    return failure_told(&told->check->checker->arena, told->failure,
                        value_is_secret(told->check, told->failure));
}

static void on_failure(void *context, const struct schema_failure *failure)
{
    struct value_check *check = context;
    rule_index own = own_rule(check->value, failure);
    struct raised raised;

    if (!counts(check, failure) || value_check_is_full(check))
        return;
    raised = raised_at(check, failure->instance);
    raised.rule = own == RULE_COUNT ? check->value->rule : own;
    raised.keyword = own == RULE_COUNT ? failure->keyword : STR_NONE;
    raised.place = failure->place;
    raised.kinds = kinds_of_exactly(failure->instance);
    raised.ceiling = failure->warning && own == RULE_COUNT ? SEVERITY_WARNING : SEVERITY_OFF;
    raised.tell = tell_failure;
    raised.telling = &(struct told_failure){check, failure};
    if (!placeholder_keeps_failure(check, failure, &raised))
        value_check_raise(check, &raised, branch_failure_of(failure));
}

static void on_doubt(void *context, const struct schema_doubt *doubt)
{
    struct value_check *check = context;
    const struct checked_value *value = check->value;
    bool is_header = value->part == PART_RESPONSE_HEADER;
    struct str whose =
        value->name.text && check->checker->exchange
            ? str_format(&check->checker->arena, "%s %.*s: ", is_header ? "header" : "parameter",
                         STR_ARGS(value->name))
            : STR("");

    raise_not_checked_of(check->checker, doubt->cause, value->part, value->name, value->media_type,
                         "%.*s%.*s", STR_ARGS(whose), STR_ARGS(doubt->reason));
}

/* The rule that the note breaks in this direction; RULE_COUNT: none. */
static rule_index rule_of_note(const struct value_check *check, enum schema_note note)
{
    bool request = check->value->direction == SCHEMA_REQUEST;

    switch (note) {
    case SCHEMA_READ_ONLY:
        return request ? RULE_REQUEST_READ_ONLY_SENT : RULE_COUNT;
    case SCHEMA_WRITE_ONLY:
        return request ? RULE_COUNT : RULE_RESPONSE_WRITE_ONLY_LEAKED;
    case SCHEMA_DEPRECATED:
        return RULE_ROUTE_DEPRECATED_USED;
    case SCHEMA_NOTES:
        break;
    }
    return RULE_COUNT;
}

/* From 3.1 on readOnly is an annotation: the owner may ignore what is sent, and clients send back
   what they got (JSON Schema 2020-12 validation, 9.4). A rule set may still make it severe. */
static bool is_milder(const struct checker *checker, rule_index rule)
{
    return rule == RULE_REQUEST_READ_ONLY_SENT && checker->api->version->number >= VERSION_3_1;
}

/* Up to 3.0 readOnly, writeOnly and deprecated are for properties (3.0.4, 4.7.24.2 "Fixed Fields")
   and for the schemas that properties refer to; beside the items of an array they say nothing. */
static bool says_nothing(struct checker *checker, const struct node *place)
{
    struct str pointer = node_pointer(&checker->arena, place);
    struct str schema = pointer;

    if (checker->api->version->number >= VERSION_3_1)
        return false;
    while (schema.length && schema.text[schema.length - 1] != '/')
        schema.length--;
    schema = str_slice(schema, 0, schema.length ? schema.length - 1 : 0);
    return str_ends_with(schema, STR("/items")) && !str_ends_with(schema, STR("/properties/items"));
}

static void on_note(void *context, const struct node *instance, enum schema_note note,
                    const struct node *place)
{
    static const char *const messages[SCHEMA_NOTES] = {
        [SCHEMA_READ_ONLY] = "the property is read-only, and it was sent",
        [SCHEMA_WRITE_ONLY] = "the property is write-only, and it came back",
        [SCHEMA_DEPRECATED] = "the property is deprecated",
    };
    struct value_check *check = context;
    struct raised raised;
    rule_index rule = rule_of_note(check, note);

    if (rule == RULE_COUNT || instance == check->value->instance || value_check_is_full(check) ||
        says_nothing(check->checker, place))
        return;
    raised = raised_at(check, instance);
    raised.rule = rule;
    raised.by_default = is_milder(check->checker, rule) ? SEVERITY_INFO : SEVERITY_OFF;
    raised.place = place;
    raised.message = str_of(messages[note]);
    raise_finding(check->checker, &raised);
}

static void raise_unusable(struct checker *checker, const struct checked_value *value)
{
    struct error err = {0};

    openapi_compile(checker->decoding.api, value->schema, &err);
    raise_not_checked_of(checker, err.cause, value->part, value->name, value->media_type,
                         "the schema cannot be used: %s", err.message);
}

/* The compiled schema; NULL, and a not-checked entry, when it cannot be used. A value that was read
   without asking the schema is judged by as much of it as is known: then *in_part. */
static const struct schema *compiled_schema(struct checker *checker,
                                            const struct checked_value *value, bool *in_part)
{
    const struct schema *schema = decoding_schema(&checker->decoding, value->schema);

    *in_part = !schema && value->positions;
    if (*in_part)
        schema = openapi_compile_in_part(checker->decoding.api, value->schema);
    if (schema)
        return schema;
    raise_unusable(checker, value);
    return NULL;
}

static bool asks_coverage(const struct checked_value *value)
{
    return value->undocumented != RULE_COUNT || value->notes;
}

enum schema_verdict check_value(struct checker *checker, const struct checked_value *value)
{
    struct value_check check = {.checker = checker, .value = value};
    bool in_part;
    const struct schema *schema = compiled_schema(checker, value, &in_part);
    enum schema_verdict verdict;

    if (!schema)
        return SCHEMA_UNKNOWN;
    check.prefix =
        node_pointer(&checker->arena, value->root ? value->root : value->instance).length;
    sensitive_collect(checker, value);
    if (!in_part)
        observe_value(value_check_observation(&check), value_check_direction(&check), schema,
                      value->instance, value->opaque.items, value->opaque.count);
    verdict = schema_evaluate(checker->evaluator, schema, value->instance,
                              &(struct schema_question){.direction = value->direction,
                                                        .failure = on_failure,
                                                        .doubt = on_doubt,
                                                        .context = &check,
                                                        .coverage = asks_coverage(value)});
    placeholder_raise_kept(&check);
    check.failures = 0;
    if (value->undocumented != RULE_COUNT)
        undocumented_collect(&check);
    if (value->notes)
        schema_notes(checker->evaluator, on_note, &check);
    if (value->notes)
        content_schemas_note(&check, schema);
    if (value->notes && discriminators_are_stated(checker, value->schema))
        discriminators_follow(&check);
    if (check.undocumented.count)
        undocumented_raise(&check);
    VEC_RELEASE(&check.undocumented);
    VEC_RELEASE(&check.choices);
    VEC_RELEASE(&check.guesses);
    return verdict;
}
