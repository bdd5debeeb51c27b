/* Cross-field assertions of the rule sets in force. */
#include "check/checker.h"

#include <stdio.h>

#include "check/condition.h"
#include "check/raise.h"
#include "finding/rules.h"
#include "openapi/expression.h"

/* "2XX" covers 204; "200" covers itself. */
static bool key_covers(struct str key, int status)
{
    char digits[16];
    struct str text = {digits, (size_t)snprintf(digits, sizeof digits, "%d", status)};

    if (str_ends_with(key, STR("XX")))
        return text.length == 3 && text.text[0] == key.text[0];
    return str_equal(key, text);
}

static bool is_for_status(const struct assertion *assertion, int status)
{
    struct str rest = assertion->status;

    if (!rest.text)
        return true;
    while (rest.text)
        if (key_covers(str_cut(&rest, '|'), status))
            return true;
    return false;
}

static bool is_for_operation(const struct assertion *assertion, const struct operation *operation)
{
    return !assertion->operation || (str_equal(assertion->method, operation->method) &&
                                     str_equal(assertion->path, operation->path));
}

/* Bodies of other types than JSON have no values that an expression could lead to. */
static const struct node *json_root(struct checker *checker, enum side side)
{
    const struct message_type *type = &checker->types[side];
    const struct json_body *json;

    if (type->state == TYPE_MALFORMED ||
        (type->state == TYPE_READ && !content_type_is_json(&type->parsed)))
        return NULL;
    json = checker_json(checker, side);
    return json->document ? json->document->root : NULL;
}

/* Which part an expression looks at. */
static enum part part_of(struct str expression)
{
    static const struct {
        const char *prefix;
        enum part part;
    } prefixes[] = {
        {"$request.body", PART_REQUEST_BODY},
        {"$request.query", PART_REQUEST_QUERY},
        {"$request.header", PART_REQUEST_HEADER},
        {"$request.path", PART_REQUEST_PATH},
        {"$response.header", PART_RESPONSE_HEADER},
        {"$statusCode", PART_RESPONSE_STATUS},
        {"$method", PART_REQUEST_PATH},
        {"$url", PART_REQUEST_PATH},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(prefixes); i++)
        if (str_starts_with(expression, str_of(prefixes[i].prefix)))
            return prefixes[i].part;
    return PART_RESPONSE_BODY;
}

/* "$request.header.x-id": the name behind the second dot. */
static struct str name_of(struct str expression, enum part part)
{
    struct str rest = expression;

    if (part != PART_REQUEST_PATH && part != PART_REQUEST_QUERY && part != PART_REQUEST_HEADER &&
        part != PART_RESPONSE_HEADER)
        return STR_NONE;
    str_cut(&rest, '.');
    str_cut(&rest, '.');
    return rest;
}

static struct str message_of(struct checker *checker, const struct assertion *assertion,
                             struct str detail)
{
    struct arena *arena = &checker->arena;
    struct str message = assertion->message;

    if (!message.length)
        message = str_format(arena, "the assertion %.*s does not hold", STR_ARGS(assertion->name));
    if (!detail.length)
        return message;
    return str_format(arena, "%.*s: %.*s", STR_ARGS(message), STR_ARGS(detail));
}

/* An absent header may be one that recorders take out of whole recordings. */
static enum lack lack_of(struct checker *checker, enum part part, struct str name)
{
    const struct exchange *exchange = checker->exchange;
    const bool sent = part == PART_REQUEST_HEADER;
    const struct headers *headers = sent ? &exchange->request.headers : &exchange->response.headers;

    if ((!sent && part != PART_RESPONSE_HEADER) ||
        headers_joined(&checker->arena, headers, name).text)
        return LACK_NOTHING;
    if (!sent)
        return str_equal_ignoring_case(name, STR("set-cookie")) ? LACK_SET_COOKIES : LACK_NOTHING;
    if (str_equal_ignoring_case(name, STR("cookie")))
        return LACK_COOKIES;
    return redaction_recalls_header(checker->redaction, name) ? LACK_CREDENTIALS : LACK_NOTHING;
}

/* Of a set that comes with the program: where the description has what the assertion is about. */
static const struct node *place_of(const struct checker *checker, const struct assertion *assertion,
                                   enum part part)
{
    const struct exercised *exercised = &checker->exercised;

    if (!assertion->is_built_in || !exercised->operation)
        return assertion->place;
    return exercised->response && part_is_of_response(part) ? exercised->response->place
                                                            : exercised->operation->place;
}

static void raise_assertion(struct checker *checker, const struct assertion *assertion,
                            const struct condition_context *context)
{
    enum part part = part_of(context->expression);
    struct raised raised = {.rule = RULE_RULE_ASSERTION,
                            .keyword = assertion->name,
                            .part = part,
                            .name = name_of(context->expression, part),
                            .place = place_of(checker, assertion, part),
                            .lack = lack_of(checker, part, name_of(context->expression, part)),
                            .message = message_of(checker, assertion, context->detail),
                            .expected = context->expected,
                            .found = context->found};

    if (context->blamed) {
        struct position position = node_position(context->blamed);

        raised.instance = context->blamed;
        raised.pointer = node_pointer(&checker->arena, context->blamed);
        raised.line = position.line;
        raised.column = position.column;
    }
    if (part == PART_RESPONSE_BODY && checker->exercised.response_type)
        raised.media_type = checker->exercised.response_type->key;
    if (part == PART_REQUEST_BODY && checker->exercised.request_type)
        raised.media_type = checker->exercised.request_type->key;
    raise_finding(checker, &raised);
}

static enum asserted asserted_of(enum answer answer)
{
    switch (answer) {
    case ANSWER_TRUE:
        return ASSERTED_TRUE;
    case ANSWER_FALSE:
        return ASSERTED_FALSE;
    case ANSWER_NOT_APPLICABLE:
        break;
    }
    return ASSERTED_NOT_APPLICABLE;
}

/* Evaluates; what keeps a value from being known is said. */
static enum answer ask(struct checker *checker, const struct assertion *assertion,
                       struct condition_context *context, const struct node *condition)
{
    enum answer answer;
    enum part part;

    context->blamed = NULL;
    context->expression = context->detail = context->unknown = STR_NONE;
    context->expected = context->found = STR_NONE;
    answer = condition_evaluate(context, condition);
    if (answer != ANSWER_NOT_APPLICABLE || !context->unknown.text)
        return answer;
    part = part_of(context->unknown);
    raise_not_checked(checker, part, name_of(context->unknown, part), STR_NONE,
                      "the assertion %.*s: %.*s", STR_ARGS(assertion->name),
                      STR_ARGS(context->reason));
    return answer;
}

static enum asserted check_assertion(struct checker *checker, const struct assertion *assertion,
                                     struct condition_context *context)
{
    enum answer answer;

    if (!assertion_is_on(checker->rules, assertion) ||
        !is_for_operation(assertion, checker->exercised.operation) ||
        !is_for_status(assertion, checker->exchange->response.status))
        return ASSERTED_NOTHING;
    if (assertion->when && ask(checker, assertion, context, assertion->when) != ANSWER_TRUE)
        return ASSERTED_NOT_APPLICABLE;
    answer = ask(checker, assertion, context, assertion->that);
    if (answer == ANSWER_FALSE)
        raise_assertion(checker, assertion, context);
    return asserted_of(answer);
}

void check_assertions(struct checker *checker)
{
    size_t count = rules_assertion_count(checker->rules);
    struct condition_context context = {.checker = checker};
    enum asserted *asserted;

    if (count == 0)
        return;
    context.view = (struct exchange_view){.exchange = checker->exchange,
                                          .route = &checker->route,
                                          .request_body = json_root(checker, SIDE_REQUEST),
                                          .response_body = json_root(checker, SIDE_RESPONSE)};
    asserted = ARENA_ARRAY(&checker->arena, enum asserted, count);
    for (size_t i = 0; i < count; i++)
        asserted[i] = check_assertion(checker, rules_assertion_at(checker->rules, i), &context);
    checker->exercised.assertions = asserted;
    checker->exercised.assertion_count = count;
}
