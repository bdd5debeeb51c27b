#include "check/checker.h"

#include "check/check_value.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "check/sensitive.h"
#include "decode/parameter.h"
#include "finding/rules.h"
#include "http/placeholder.h"

static const enum part parts[] = {
    [IN_PATH] = PART_REQUEST_PATH,         [IN_QUERY] = PART_REQUEST_QUERY,
    [IN_HEADER] = PART_REQUEST_HEADER,     [IN_COOKIE] = PART_REQUEST_COOKIE,
    [IN_QUERYSTRING] = PART_REQUEST_QUERY, [IN_FORM] = PART_REQUEST_BODY,
};

/* ---- judging one ---- */

static struct raised raised_for(const struct parameter *parameter, rule_index rule,
                                struct str message)
{
    return (struct raised){.rule = rule,
                           .part = parts[parameter->in],
                           .name = parameter->name,
                           .place = parameter->place,
                           .message = message};
}

static bool is_secret(const struct checker *checker, const struct parameter *parameter)
{
    return parameter->in == IN_COOKIE ||
           (parameter->in == IN_HEADER &&
            redaction_recalls_header(checker->redaction, parameter->name));
}

/* Is its value not to be shown? */
static bool is_hidden(struct checker *checker, const struct parameter *parameter)
{
    bool described = sensitive_parameter(checker, parameter); /* and noted */
    bool is_field = parameter->in != IN_COOKIE && parameter->in != IN_HEADER;
    bool named = is_field && redaction_recalls(checker->redaction, NAME_IN_FIELD, parameter->name) >
                                 SECRECY_BY_FORM;

    if (named && parameter->in == IN_PATH)
        sensitive_path_value(checker, parameter->name);
    return described || named || is_secret(checker, parameter);
}

static bool may_be_another(struct checker *checker, const struct parameter *parameter)
{
    const struct query_pairs *pairs = &checker->texts.query;

    if (parameter->in != IN_QUERY || !checker->exchange->recorded)
        return false;
    for (size_t i = 0; i < pairs->count; i++)
        if (placeholder_may_be(pairs->items[i].name, parameter->name))
            return true;
    return false;
}

/* Why the recording cannot tell whether the parameter was sent; NULL: it can. */
static const char *reason_unseen(struct checker *checker, const struct parameter *parameter)
{
    const struct exchange *exchange = checker->exchange;
    bool cookie = parameter->in == IN_COOKIE;

    if (exchange->request.query_unseen &&
        (parameter->in == IN_QUERY || parameter->in == IN_QUERYSTRING))
        return query_unknown(checker);
    if ((parameter->in == IN_QUERY && query_is_placeholder(checker)) ||
        (cookie && placeholder_of_cookie(checker, parameter->name).text))
        return "a placeholder stands for all of them";
    if (may_be_another(checker, parameter))
        return "a placeholder stands in a name, which may be its own";
    if (!cookie && parameter->in != IN_HEADER)
        return NULL;
    if (exchange->credentials_hidden && is_secret(checker, parameter))
        return "the recorder takes credentials out";
    return exchange->request.headers.partial ? "the recording does not have every header" : NULL;
}

/* Coverage knows the operation's parameters; a form's fields belong to its body. */
static void note_exercised(struct checker *checker, const struct parameter *parameter)
{
    struct raised raised =
        raised_for(parameter, RULE_ROUTE_DEPRECATED_USED, STR("the parameter is deprecated"));

    if (parameter->in != IN_FORM)
        VEC_ADD(&checker->parameters, parameter);
    if (parameter->deprecated)
        raise_finding(checker, &raised);
}

static enum lack lack_of(struct checker *checker, const struct parameter *parameter)
{
    if (parameter->in == IN_COOKIE)
        return LACK_COOKIES;
    return is_secret(checker, parameter) ? LACK_CREDENTIALS : LACK_NOTHING;
}

/* unwritten: an object without properties would look the same. */
static void check_absent(struct checker *checker, const struct parameter *parameter, bool unwritten)
{
    const char *unseen;
    struct raised raised;

    outcome_settle_parameter(checker, parameter, OUTCOME_NOT_APPLICABLE);
    unseen = reason_unseen(checker, parameter);
    if (!parameter->required && !unseen)
        return;
    if (unseen) {
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %s", STR_ARGS(parameter->name), unseen);
        return;
    }
    raised = unwritten ? raised_for(parameter, RULE_REQUEST_PARAMETER_UNWRITTEN,
                                    STR("a required parameter is missing, or is an object without "
                                        "properties, which has no text"))
                       : raised_for(parameter, RULE_REQUEST_PARAMETER_MISSING,
                                    STR("a required parameter is missing"));
    raised.lack = lack_of(checker, parameter);
    raise_finding(checker, &raised);
    outcome_settle_parameter(checker, parameter, OUTCOME_JUDGED);
}

static void judge(struct checker *checker, const struct parameter *parameter,
                  const struct parameter_value *value, bool secret)
{
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;

    note_exercised(checker, parameter);
    outcome_settle_parameter(checker, parameter,
                             schema && value->node ? OUTCOME_JUDGED : OUTCOME_NOT_APPLICABLE);
    if (schema && value->node)
        check_value(checker, &(struct checked_value){.rule = RULE_REQUEST_PARAMETER_SCHEMA,
                                                     .undocumented = RULE_COUNT,
                                                     .part = parts[parameter->in],
                                                     .direction = SCHEMA_REQUEST,
                                                     .name = parameter->name,
                                                     .schema = schema,
                                                     .instance = value->node,
                                                     .secret = secret});
}

static void raise_repeated(struct checker *checker, const struct parameter *parameter, size_t count)
{
    struct raised raised =
        raised_for(parameter, RULE_REQUEST_PARAMETER_REPEATED,
                   str_format(&checker->arena,
                              "stands %zu times and has one value; the first is judged", count));

    raise_finding(checker, &raised);
    raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                      "parameter %.*s: of several values the first alone is judged",
                      STR_ARGS(parameter->name));
}

/* true: a placeholder stands for the value, or in it. */
static bool note_placeholder(struct checker *checker, const struct parameter *parameter,
                             bool secret)
{
    struct str whole, placeholder = placeholder_of_parameter(checker, parameter, &whole);

    placeholder = placeholder_text(&checker->arena, placeholder, whole, secret);
    if (placeholder.text)
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: a placeholder (%.*s) stands for the value",
                          STR_ARGS(parameter->name), STR_ARGS(placeholder));
    return placeholder.text != NULL;
}

static void raise_doubt(struct checker *checker, const struct parameter *parameter,
                        struct str doubt)
{
    struct raised raised = raised_for(parameter, RULE_REQUEST_PARAMETER_STYLE, doubt);

    raised.ceiling = SEVERITY_WARNING;
    raise_finding(checker, &raised);
}

void check_parameter(struct checker *checker, const struct parameter *parameter)
{
    const bool secret = is_hidden(checker, parameter);
    struct parameter_value value;
    struct raised raised;

    switch (decode_parameter(&checker->decoding, &checker->texts, parameter, &value)) {
    case READING_ABSENT:
        check_absent(checker, parameter, value.unwritten);
        return;
    case READING_VALUE:
        if (value.repeated)
            raise_repeated(checker, parameter, value.count);
        if (value.doubt.text)
            raise_doubt(checker, parameter, value.doubt);
        judge(checker, parameter, &value, secret);
        return;
    case READING_BROKEN:
        if (note_placeholder(checker, parameter, secret))
            return;
        raised = raised_for(parameter, RULE_REQUEST_PARAMETER_STYLE,
                            secret ? STR("it cannot be read (the value is secret and not shown)")
                                   : value.problem);
        raise_finding(checker, &raised);
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: its value cannot be read", STR_ARGS(parameter->name));
        return;
    case READING_UNSUPPORTED:
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %.*s", STR_ARGS(parameter->name),
                          STR_ARGS(value.problem));
        return;
    }
}

/* ---- what is there and not described ---- */

/* The URL of a webhook or a callback is the receiver's, and so is what it has of its own in it. */
static void check_undocumented(struct checker *checker)
{
    if (checker->exercised.operation->kind != OPERATION_PATH)
        return;
    for (size_t i = 0; i < checker->texts.query.count; i++) {
        struct str name = checker->texts.query.items[i].name;
        struct raised raised = {.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                .part = PART_REQUEST_QUERY,
                                .name = name,
                                .place = checker->exercised.operation->place,
                                .message = STR("the query parameter is not described")};
        enum query_claim found =
            name.length ? query_claim_of(&checker->decoding, checker->exercised.operation, name)
                        : CLAIM_DESCRIBED;

        if (found == CLAIM_DESCRIBED || placeholder_of(checker, name).text)
            continue;
        if (found == CLAIM_ABSORBED) {
            raised.ceiling = SEVERITY_INFO;
            raised.message = STR("the query parameter is not described (an exploded object, whose "
                                 "schema is open, takes any)");
        }
        raise_finding(checker, &raised);
    }
}

void check_parameters(struct checker *checker)
{
    const struct parameters *parameters = &checker->exercised.operation->parameters;

    checker->texts = (struct request_texts){.operation = checker->exercised.operation,
                                            .route = &checker->route,
                                            .headers = &checker->exchange->request.headers};
    if (!query_pairs_read(&checker->arena, checker->route.query, &checker->texts.query))
        raise_not_checked(checker, PART_REQUEST_QUERY, STR_NONE, STR_NONE,
                          "the query has more than %d pairs: the rest is not looked at",
                          QUERY_MAX_PAIRS);
    for (size_t i = 0; i < parameters->count; i++)
        check_parameter(checker, &parameters->items[i]);
    if (query_unknown(checker))
        raise_not_checked(checker, PART_REQUEST_QUERY, STR_NONE, STR_NONE, "%s",
                          query_unknown(checker));
    else if (!parameters->unread)
        check_undocumented(checker);
    else /* whatever is undocumented may be the one that cannot be read */
        raise_unread(checker, PART_REQUEST_QUERY, STR_NONE, parameters->unread);
}
