/* What a status asks of the answer's headers, and of the request it answers (RFC 9110). */
#include "check/checker.h"

#include "base/data_span.h"
#include "check/http_finding.h"
#include "decode/text_value.h"
#include "finding/rules.h"
#include "format/format.h"
#include "http/accept.h"
#include "http/field.h"

static struct str response_header(struct checker *checker, const char *name)
{
    return headers_joined(&checker->arena, &checker->exchange->response.headers, str_of(name));
}

/* ---- headers that a status comes with ---- */

static const struct {
    int status;
    rule_index rule;
    const char *header, *message;
} companions[] = {
    {401, RULE_HTTP_WWW_AUTHENTICATE_MISSING, "www-authenticate",
     "an answer 401 must say how to authenticate (RFC 9110, 15.5.2)"},
    {405, RULE_HTTP_ALLOW_MISSING, "allow",
     "an answer 405 must list the methods that are allowed (RFC 9110, 15.5.6)"},
    {429, RULE_HTTP_RETRY_AFTER_MISSING, "retry-after",
     "an answer 429 should say when to come back (RFC 6585, 4)"},
    {503, RULE_HTTP_RETRY_AFTER_MISSING, "retry-after",
     "an answer 503 should say when to come back (RFC 9110, 15.6.4)"},
};

static void check_companions(struct checker *checker)
{
    for (size_t i = 0; i < ARRAY_LENGTH(companions); i++) {
        if (companions[i].status != checker->exchange->response.status ||
            !rule_is_on(checker, companions[i].rule) ||
            response_header(checker, companions[i].header).text ||
            header_is_unseen(checker, SIDE_RESPONSE, companions[i].header))
            continue;
        raise_http_header(checker, SIDE_RESPONSE, companions[i].rule, str_of(companions[i].header),
                          SEVERITY_OFF, str_of(companions[i].message));
    }
}

/* ---- Location ---- */

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool is_reference(struct checker *checker, struct str text)
{
    const struct node *node = string_node(&checker->arena, text);

    return node && format_holds(STR("uri-reference"), node);
}

/* RFC 9110, 10.2.2. A 201 may lack it: then the target itself was made (15.3.2). */
static void check_location(struct checker *checker)
{
    struct str value = response_header(checker, "location");
    int status = checker->exchange->response.status;
    struct str message = STR_NONE;

    if (!rule_is_on(checker, RULE_HTTP_LOCATION_INVALID))
        return;
    if (value.text && value.length == 0)
        message = STR("it is empty (RFC 9110, 10.2.2)");
    else if (value.text && !is_reference(checker, value))
        message = STR("it is no URI reference (RFC 9110, 10.2.2)");
    else if (!value.text && is_redirect(status) &&
             !header_is_unseen(checker, SIDE_RESPONSE, "location"))
        message = str_format(&checker->arena,
                             "an answer %d without it leads nowhere (RFC 9110, "
                             "15.4)",
                             status);
    /* Whoever keeps recordings replaces hosts and ids in them. */
    if (message.text)
        raise_http_header(checker, SIDE_RESPONSE, RULE_HTTP_LOCATION_INVALID, STR("location"),
                          checker->exchange->recorded ? SEVERITY_INFO : SEVERITY_OFF, message);
}

/* ---- the status and the method ---- */

static bool list_has(struct str list, struct str wanted)
{
    struct str element;

    while ((element = field_list_next(&list)).text)
        if (str_equal(element, wanted))
            return true;
    return false;
}

static bool is_safe(struct str method)
{
    return str_is(method, "GET") || str_is(method, "HEAD") || str_is(method, "OPTIONS") ||
           str_is(method, "TRACE") || str_is(method, "QUERY");
}

/* The request has, or may have, one of these headers. */
static bool asked_with(const struct checker *checker, const char *const *names, size_t count)
{
    const struct headers *headers = &checker->exchange->request.headers;

    for (size_t i = 0; i < count; i++)
        if (headers_get(headers, names[i]).text)
            return true;
    return headers->partial;
}

/* Why the status does not fit; NULL: it does. */
static const char *misfit(struct checker *checker)
{
    static const char *const ranges[] = {"range"};
    static const char *const conditions[] = {"if-match", "if-none-match", "if-modified-since",
                                             "if-unmodified-since", "if-range"};
    static const char *const upgrades[] = {"upgrade"};
    struct str method = checker->exchange->request.method;

    switch (checker->exchange->response.status) {
    case 101:
        return asked_with(checker, upgrades, 1)
                   ? NULL
                   : "an answer 101 to a request without Upgrade (RFC 9110, 15.2.2)";
    case 201:
        return is_safe(method) ? "a safe method creates nothing (RFC 9110, 9.2.1 and 15.3.2)"
                               : NULL;
    case 206:
        return asked_with(checker, ranges, 1)
                   ? NULL
                   : "an answer 206 to a request without Range (RFC 9110, 15.3.7)";
    case 304:
        return str_is(method, "GET") || str_is(method, "HEAD")
                   ? NULL
                   : "only GET and HEAD are answered 304 (RFC 9110, 15.4.5)";
    case 405:
        return list_has(response_header(checker, "allow"), method)
                   ? "an answer 405 whose Allow lists the method (RFC 9110, 15.5.6)"
                   : NULL;
    case 412:
        return asked_with(checker, conditions, ARRAY_LENGTH(conditions))
                   ? NULL
                   : "an answer 412 to a request without a condition (RFC 9110, 15.5.13)";
    case 416:
        return asked_with(checker, ranges, 1)
                   ? NULL
                   : "an answer 416 to a request without Range (RFC 9110, 15.5.17)";
    default:
        return NULL;
    }
}

static void check_method(struct checker *checker)
{
    /* A status that is not documented is reported already. */
    const char *message = checker->exercised.response ? misfit(checker) : NULL;

    if (message)
        raise_http_status(checker, RULE_HTTP_STATUS_METHOD_MISMATCH, str_of(message));
}

/* ---- Accept ---- */

static void check_accept(struct checker *checker)
{
    struct str accept =
        headers_joined(&checker->arena, &checker->exchange->request.headers, STR("accept"));
    const struct message_type *type = &checker->types[SIDE_RESPONSE];
    int status = checker->exchange->response.status;

    if (status / 100 != 2 || accept.length == 0 || type->state != TYPE_READ ||
        accept_allows(accept, &type->parsed))
        return;
    raise_http_header(
        checker, SIDE_RESPONSE, RULE_HTTP_ACCEPT_UNSATISFIED, STR("content-type"), SEVERITY_OFF,
        str_format(&checker->arena,
                   "%.*s is nothing that the request accepts "
                   "(RFC 9110, 12.5.1)",
                   STR_ARGS(data_name(&checker->arena, content_type_name(type->text)))));
}

void check_http_status(struct checker *checker)
{
    check_companions(checker);
    check_location(checker);
    check_method(checker);
    check_accept(checker);
}
