/* Runtime expressions (OpenAPI 3.1, 4.8.20.4): a table of the forms, read once to check an
   expression and again to evaluate it. */
#include "openapi/expression.h"

#include "base/percent.h"
#include "http/exchange.h"
#include "http/field.h"
#include "http/query.h"
#include "openapi/route.h"

/* What an expression asks for: its form and what stands behind the form's prefix. */
struct question {
    struct arena *arena;
    const struct exchange_view *view;
    struct str rest;
};

struct answer {
    const struct node *node;
    struct str text;
};

static bool no_rest(struct str rest)
{
    return rest.length == 0;
}

static bool has_rest(struct str rest)
{
    return rest.length > 0;
}

/* RFC 6901, 3: "" or "/..." with every '~' before a 0 or 1; a '#' stands before it. */
static bool is_pointer(struct str rest)
{
    if (rest.length == 0)
        return true;
    if (rest.text[0] != '#' || (rest.length > 1 && rest.text[1] != '/'))
        return false;
    for (size_t i = 1; i < rest.length; i++) {
        if (rest.text[i] == '~' &&
            (i + 1 == rest.length || (rest.text[i + 1] != '0' && rest.text[i + 1] != '1')))
            return false;
    }
    return true;
}

static bool ask_url(const struct question *question, struct answer *answer)
{
    answer->text = question->view->exchange->request.url;
    return answer->text.text != NULL;
}

static bool ask_method(const struct question *question, struct answer *answer)
{
    answer->text = question->view->exchange->request.method;
    return answer->text.text != NULL;
}

static bool ask_status(const struct question *question, struct answer *answer)
{
    int status = question->view->exchange->response.status;

    answer->text = str_format(question->arena, "%d", status);
    return status != 0;
}

static bool ask_path(const struct question *question, struct answer *answer)
{
    const struct route *route = question->view->route;

    for (size_t i = 0; route && i < route->parameter_count; i++) {
        if (str_equal(route->parameters[i].name, question->rest))
            return percent_decode(question->arena, route->parameters[i].value, PLUS_IS_LITERAL,
                                  &answer->text);
    }
    return false;
}

static struct str query_of(struct str url)
{
    struct str before_fragment = str_slice(url, 0, str_find_char(url, '#'));

    return str_slice(before_fragment, str_find_char(before_fragment, '?') + 1, SIZE_MAX);
}

static bool ask_query(const struct question *question, struct answer *answer)
{
    struct str rest = query_of(question->view->exchange->request.url), name, value;

    while (query_next(&rest, &name, &value)) {
        struct str decoded;

        percent_decode(question->arena, name, PLUS_IS_SPACE, &decoded);
        if (str_equal(decoded, question->rest))
            return percent_decode(question->arena, value.text ? value : STR(""), PLUS_IS_SPACE,
                                  &answer->text);
    }
    return false;
}

/* Several header lines of one name are one list (RFC 9110, 5.3). */
static bool header_answer(const struct question *question, const struct headers *headers,
                          struct answer *answer)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];

        if (!str_equal_ignoring_case(header->name, question->rest))
            continue;
        answer->text = answer->text.text
                           ? str_format(question->arena, "%.*s, %.*s", STR_ARGS(answer->text),
                                        STR_ARGS(header->value))
                           : header->value;
    }
    return answer->text.text != NULL;
}

static bool ask_request_header(const struct question *question, struct answer *answer)
{
    return header_answer(question, &question->view->exchange->request.headers, answer);
}

static bool ask_response_header(const struct question *question, struct answer *answer)
{
    return header_answer(question, &question->view->exchange->response.headers, answer);
}

static bool body_answer(const struct question *question, const struct node *body,
                        struct answer *answer)
{
    if (body)
        answer->node = pointer_resolve(body, str_slice(question->rest, 1, SIZE_MAX));
    return answer->node != NULL;
}

static bool ask_request_body(const struct question *question, struct answer *answer)
{
    return body_answer(question, question->view->request_body, answer);
}

static bool ask_response_body(const struct question *question, struct answer *answer)
{
    return body_answer(question, question->view->response_body, answer);
}

/* The grammar also lets $response have path and query, which a response has not: left out. */
static const struct form {
    const char *prefix;
    bool (*rest_is_valid)(struct str rest);
    bool (*ask)(const struct question *question, struct answer *answer);
} forms[] = {
    {"$url", no_rest, ask_url},
    {"$method", no_rest, ask_method},
    {"$statusCode", no_rest, ask_status},
    {"$request.path.", has_rest, ask_path},
    {"$request.query.", has_rest, ask_query},
    {"$request.header.", token_is_valid, ask_request_header},
    {"$request.body", is_pointer, ask_request_body},
    {"$response.header.", token_is_valid, ask_response_header},
    {"$response.body", is_pointer, ask_response_body},
};

/* *rest is what stands behind the prefix. NULL: no expression. */
static const struct form *form_of(struct str expression, struct str *rest)
{
    for (size_t i = 0; i < ARRAY_LENGTH(forms); i++) {
        struct str prefix = str_of(forms[i].prefix);

        *rest = str_slice(expression, prefix.length, SIZE_MAX);
        if (str_starts_with(expression, prefix) && forms[i].rest_is_valid(*rest))
            return &forms[i];
    }
    return NULL;
}

bool expression_is_valid(struct str expression)
{
    struct str rest;

    return form_of(expression, &rest) != NULL;
}

bool expression_evaluate(struct arena *arena, struct str expression,
                         const struct exchange_view *view, const struct node **node,
                         struct str *text)
{
    struct question question = {.arena = arena, .view = view};
    const struct form *form = form_of(expression, &question.rest);
    struct answer answer = {0};

    *node = NULL;
    *text = STR_NONE;
    if (!form || !form->ask(&question, &answer))
        return false;
    *node = answer.node;
    *text = answer.text;
    return true;
}
