#include "check/judge_value.h"

#include "check/raise.h"

struct judging {
    struct checker *checker;
    const struct judged_value *value;
    size_t prefix; /* bytes of the instance's own pointer */
    size_t failures;
};

static struct raised raised_at(const struct judging *judging, const struct node *node)
{
    const struct judged_value *value = judging->value;
    struct str pointer = node_pointer(&judging->checker->arena, node);
    struct raised raised = {.part = value->part,
                            .name = value->name,
                            .media_type = value->media_type,
                            .status_key = value->status_key,
                            .pointer = str_slice(pointer, judging->prefix, SIZE_MAX)};

    if (value->positions) {
        struct position position = node_position(node);

        raised.line = position.line;
        raised.column = position.column;
    }
    return raised;
}

static bool is_beyond_limit(struct judging *judging)
{
    if (judging->failures++ < CHECK_MAX_FAILURES)
        return false;
    if (judging->failures == CHECK_MAX_FAILURES + 1)
        raise_not_checked(judging->checker, judging->value->part, judging->value->name,
                          judging->value->media_type,
                          "more than %d places do not match the schema: the rest is not listed",
                          CHECK_MAX_FAILURES);
    return true;
}

/* Failures of opaque parts are none. What compares branches may have failed because of them. */
static bool is_about_opaque(struct judging *judging, const struct schema_failure *failure)
{
    static const char *const comparing[] = {"oneOf", "anyOf", "not"};
    const struct opaque_nodes *opaque = &judging->value->opaque;

    for (size_t i = 0; i < opaque->count; i++)
        if (opaque->items[i] <= failure->instance && failure->instance < node_end(opaque->items[i]))
            return true;
    for (size_t i = 0; opaque->count && i < ARRAY_LENGTH(comparing); i++)
        if (str_is(failure->keyword, comparing[i])) {
            raise_not_checked(judging->checker, judging->value->part, judging->value->name,
                              judging->value->media_type,
                              "%s: a part is no JSON, and the branches are about all parts",
                              comparing[i]);
            return true;
        }
    return false;
}

static void on_failure(void *context, const struct schema_failure *failure)
{
    struct judging *judging = context;
    struct raised raised;

    if (is_about_opaque(judging, failure) || is_beyond_limit(judging))
        return;
    raised = raised_at(judging, failure->instance);
    raised.rule = judging->value->rule;
    raised.keyword = failure->keyword;
    raised.place = judging->value->in_description ? failure->instance : failure->place;
    raised.ceiling = failure->warning ? SEVERITY_WARNING : SEVERITY_OFF;
    if (failure->sensitive || judging->value->secret)
        raised.message = str_format(&judging->checker->arena,
                                    "does not hold \"%.*s\" (the value is secret and not shown)",
                                    STR_ARGS(failure->keyword));
    else
        raised.message = schema_failure_message(failure);
    raise_finding(judging->checker, &raised);
}

static void on_doubt(void *context, const struct schema_doubt *doubt)
{
    struct judging *judging = context;

    raise_not_checked(judging->checker, judging->value->part, judging->value->name,
                      judging->value->media_type, "%.*s", STR_ARGS(doubt->reason));
}

static void on_undocumented(void *context, const struct node *key, const struct node *place,
                            bool sure)
{
    struct judging *judging = context;
    struct raised raised;

    if (is_beyond_limit(judging))
        return;
    raised = raised_at(judging, node_value(key));
    if (judging->value->positions) {
        struct position position = node_position(key);

        raised.line = position.line;
        raised.column = position.column;
    }
    raised.rule = judging->value->undocumented;
    raised.place = place;
    /* No branch of a oneOf or anyOf holds: which one was meant is a guess. */
    raised.ceiling = sure ? SEVERITY_OFF : SEVERITY_INFO;
    raised.message =
        sure ? STR("no schema describes this property")
             : STR("no schema describes this property (no branch of oneOf or anyOf holds, so the "
                   "nearest one was taken)");
    raise_finding(judging->checker, &raised);
}

const struct schema *judged_schema(struct checker *checker, const struct judged_value *value)
{
    struct error problem = {0};
    const struct schema *schema = schema_compile(checker->api->schemas, value->schema, &problem);

    if (!schema)
        raise_not_checked(checker, value->part, value->name, value->media_type,
                          "the schema cannot be used: %s", problem.message);
    return schema;
}

enum schema_verdict judge_value(struct checker *checker, const struct judged_value *value)
{
    const struct schema *schema = judged_schema(checker, value);
    struct judging judging = {.checker = checker, .value = value};
    enum schema_verdict verdict;

    if (!schema)
        return SCHEMA_UNKNOWN;
    judging.prefix =
        node_pointer(&checker->arena, value->root ? value->root : value->instance).length;
    verdict =
        schema_evaluate(checker->evaluator, schema, value->instance,
                        &(struct schema_question){.direction = value->direction,
                                                  .failure = on_failure,
                                                  .doubt = on_doubt,
                                                  .context = &judging,
                                                  .coverage = value->undocumented != RULE_COUNT});
    if (value->undocumented != RULE_COUNT) {
        judging.failures = 0;
        schema_undocumented(checker->evaluator, value->instance, on_undocumented, &judging);
    }
    return verdict;
}
