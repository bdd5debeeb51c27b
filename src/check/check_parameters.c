#include "check/checker.h"

#include "check/judge_value.h"
#include "check/raise.h"
#include "decode/candidates.h"
#include "decode/parameter.h"
#include "decode/query_object.h"

static const enum part parts[] = {
    [IN_PATH] = PART_REQUEST_PATH,         [IN_QUERY] = PART_REQUEST_QUERY,
    [IN_HEADER] = PART_REQUEST_HEADER,     [IN_COOKIE] = PART_REQUEST_COOKIE,
    [IN_QUERYSTRING] = PART_REQUEST_QUERY, [IN_FORM] = PART_REQUEST_BODY,
};

/* ---- judging one ---- */

static struct raised raised_for(const struct parameter *parameter, enum rule rule,
                                struct str message)
{
    return (struct raised){.rule = rule,
                           .part = parts[parameter->in],
                           .name = parameter->name,
                           .place = parameter->place,
                           .message = message};
}

/* Why the recording cannot tell whether a header or cookie was sent; NULL: it can. */
static const char *reason_unseen(struct checker *checker, const struct parameter *parameter)
{
    const struct exchange *exchange = checker->exchange;
    bool cookie = parameter->in == IN_COOKIE;

    if (!cookie && parameter->in != IN_HEADER)
        return NULL;
    if (exchange->credentials_hidden &&
        (cookie || redaction_recalls_header(checker->redaction, parameter->name)))
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

static void check_absent(struct checker *checker, const struct parameter *parameter)
{
    const char *unseen;
    struct raised raised;

    if (!parameter->required)
        return;
    unseen = reason_unseen(checker, parameter);
    if (unseen) {
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %s", STR_ARGS(parameter->name), unseen);
        return;
    }
    raised = raised_for(parameter, RULE_REQUEST_PARAMETER_MISSING,
                        STR("a required parameter is missing"));
    raise_finding(checker, &raised);
}

static void judge(struct checker *checker, const struct parameter *parameter,
                  const struct parameter_value *value)
{
    bool secret = parameter->in == IN_COOKIE ||
                  (parameter->in == IN_HEADER &&
                   redaction_recalls_header(checker->redaction, parameter->name));
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;

    note_exercised(checker, parameter);
    if (schema && value->node)
        judge_value(checker, &(struct judged_value){.rule = RULE_REQUEST_PARAMETER_SCHEMA,
                                                    .undocumented = RULE_COUNT,
                                                    .part = parts[parameter->in],
                                                    .direction = SCHEMA_REQUEST,
                                                    .name = parameter->name,
                                                    .schema = schema,
                                                    .instance = value->node,
                                                    .secret = secret});
}

static void check_present(struct checker *checker, const struct parameter *parameter,
                          const struct parameter_text *text)
{
    struct parameter_value value;
    struct raised raised;

    if (!parameter->schema && !parameter->content) { /* 2.0's type: file */
        note_exercised(checker, parameter);
        return;
    }
    /* OpenAPI 3.1, 4.8.12.2: with allowEmptyValue an empty value is right whatever the schema. */
    if (parameter->allow_empty && text->count && text->texts[0].length == 0) {
        note_exercised(checker, parameter);
        return;
    }
    switch (parameter_read(&checker->decoding, parameter, text, &value)) {
    case READING_VALUE:
        if (value.repeated) {
            raised = raised_for(parameter, RULE_REQUEST_PARAMETER_REPEATED,
                                str_format(&checker->arena,
                                           "stands %zu times and has one value; the first is "
                                           "judged",
                                           text->count));
            raise_finding(checker, &raised);
        }
        judge(checker, parameter, &value);
        return;
    case READING_BROKEN:
        raised = raised_for(parameter, RULE_REQUEST_PARAMETER_STYLE, value.problem);
        raise_finding(checker, &raised);
        return;
    case READING_UNSUPPORTED:
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %.*s", STR_ARGS(parameter->name),
                          STR_ARGS(value.problem));
        return;
    }
}

/* Of an object without properties nothing is written: where the schema takes an empty one, it may
   be there. */
static bool may_be_empty(struct checker *checker, const struct parameter *parameter)
{
    struct candidates empty = {.count = 0};
    bool holds;

    candidates_add(&empty, json_node(&checker->arena, STR("{}")));
    candidates_choose(&empty, &checker->decoding, parameter->schema, &holds);
    return holds;
}

static void check_object(struct checker *checker, const struct parameter *parameter,
                         struct parameter_text *text)
{
    struct str problem =
        query_object_read(&checker->decoding, &checker->texts, parameter, &text->properties);

    if (problem.text)
        raise_not_checked(checker, parts[parameter->in], parameter->name, STR_NONE,
                          "parameter %.*s: %.*s", STR_ARGS(parameter->name), STR_ARGS(problem));
    else if (text->properties.count)
        check_present(checker, parameter, text);
    else if (!may_be_empty(checker, parameter))
        check_absent(checker, parameter);
}

/* ---- what is there and not described ---- */

static enum query_claim claim(struct checker *checker, struct str name)
{
    const struct parameters *parameters = &checker->exercised.operation->parameters;
    const struct api *api = checker->api;
    enum query_claim claim = CLAIM_NONE, next;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in == IN_QUERYSTRING)
            return CLAIM_DESCRIBED;
        if (parameter->in != IN_QUERY)
            continue;
        next = str_equal(parameter->name, name)
                   ? CLAIM_DESCRIBED
                   : query_object_claims(&checker->decoding, parameter, name);
        if (next == CLAIM_DESCRIBED)
            return next;
        if (next == CLAIM_ABSORBED)
            claim = next;
    }
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        const struct security_scheme *scheme = &api->security_schemes[i];

        if (scheme->kind == SECURITY_API_KEY && scheme->in == IN_QUERY &&
            str_equal(scheme->parameter, name))
            return CLAIM_DESCRIBED;
    }
    return claim;
}

static void check_undocumented(struct checker *checker)
{
    for (size_t i = 0; i < checker->texts.query.count; i++) {
        struct str name = checker->texts.query.items[i].name;
        struct raised raised = {.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                .part = PART_REQUEST_QUERY,
                                .name = name,
                                .place = checker->exercised.operation->place,
                                .message = STR("the query parameter is not described")};
        enum query_claim found = name.length ? claim(checker, name) : CLAIM_DESCRIBED;

        if (found == CLAIM_DESCRIBED)
            continue;
        if (found == CLAIM_ABSORBED) {
            raised.ceiling = SEVERITY_INFO;
            raised.message = STR("the query parameter is not described (an exploded object, whose "
                                 "schema is open, takes any)");
        }
        raise_finding(checker, &raised);
    }
}

void check_parameter(struct checker *checker, const struct parameter *parameter)
{
    struct parameter_text text = parameter_find(&checker->arena, &checker->texts, parameter);

    if (text.count)
        check_present(checker, parameter, &text);
    else if (query_object_is(&checker->decoding, parameter))
        check_object(checker, parameter, &text);
    else
        check_absent(checker, parameter);
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
    if (!parameters->unread)
        check_undocumented(checker);
    else /* whatever is undocumented may be the one that cannot be read */
        raise_unread(checker, PART_REQUEST_QUERY, STR_NONE, STR_NONE, parameters->unread);
}
