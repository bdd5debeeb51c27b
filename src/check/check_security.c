/* Security requirements: one of the alternatives must be met, with all of its schemes. What is
   checked is that a credential is there and has the form of its scheme; whether it is valid, only
   the server knows. */
#include "base/base64.h"
#include "check/access_token.h"
#include "check/checker.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "finding/rules.h"
#include "http/cookie.h"
#include "http/placeholder.h"
#include "openapi/secrets.h"
#include "redact/request_excerpt.h"

/* From worst to best: of several alternatives the best counts, of several schemes the worst. */
enum credential_seen { CREDENTIAL_MISSING, CREDENTIAL_UNKNOWN, CREDENTIAL_PRESENT };

static struct str authorization(const struct checker *checker)
{
    return str_trim(headers_get(&checker->exchange->request.headers, "authorization"));
}

static bool is_token68_mark(char c)
{
    static const struct str marks = STR_INITIAL("-._~+/");

    return str_find_char(marks, c) < marks.length;
}

/* RFC 6750, 2.1: b64token. */
static bool is_b64token(struct str text)
{
    size_t i = 0;

    while (i < text.length && (ascii_is_alpha(text.text[i]) || ascii_is_digit(text.text[i]) ||
                               is_token68_mark(text.text[i])))
        i++;
    if (i == 0)
        return false;
    while (i < text.length && text.text[i] == '=')
        i++;
    return i == text.length;
}

/* RFC 7617, 2: user-id ":" password in Base64. */
static bool is_basic(struct arena *arena, struct str text)
{
    struct str pair;

    return base64_decode(arena, text, &pair) && str_find_char(pair, ':') < pair.length;
}

/* A recorder that puts something in a credential's place shows that there was one. */
static bool is_masked(const struct checker *checker, struct str text)
{
    return text.length > 0 && checker->exchange->recorded && placeholder_is_credential(text);
}

/* "Bearer <TOKEN>" is one of the scheme; of "<TOKEN>" alone nothing is known. */
static bool has_masked(const struct checker *checker, struct str scheme)
{
    struct str rest = authorization(checker), whole = rest;
    struct str found = str_cut(&rest, ' ');

    if (checker->exchange->recorded && placeholder_is_secret(whole))
        return true;
    return is_masked(checker, rest.text ? str_trim(rest) : whole) &&
           (!rest.text || is_masked(checker, found) || scheme.length == 0 ||
            str_equal_ignoring_case(found, scheme));
}

/* RFC 9110, 11.4: auth-scheme 1*SP credentials; the scheme compares without case. */
static bool has_authorization(const struct checker *checker, struct str scheme,
                              struct str *credentials)
{
    struct str rest = authorization(checker);
    struct str found = str_cut(&rest, ' ');

    *credentials = str_trim(rest);
    return credentials->length > 0 && str_equal_ignoring_case(found, scheme);
}

static bool has_bearer(const struct checker *checker)
{
    struct str credentials;

    return has_authorization(checker, STR("bearer"), &credentials) && is_b64token(credentials);
}

static bool has_http(struct checker *checker, const struct security_scheme *scheme)
{
    struct str credentials, whole = authorization(checker);

    switch (scheme->kind) {
    case SECURITY_BASIC:
        return has_masked(checker, STR("basic")) ||
               (has_authorization(checker, STR("basic"), &credentials) &&
                is_basic(&checker->arena, credentials));
    case SECURITY_HTTP_OTHER:
        return has_masked(checker, scheme->http_scheme) ||
               has_authorization(checker, scheme->http_scheme, &credentials);
    case SECURITY_BEARER:
        return has_masked(checker, STR("bearer")) || has_bearer(checker);
    case SECURITY_OAUTH2:
    case SECURITY_OPENID_CONNECT:
        return has_masked(checker, STR_NONE) || has_bearer(checker) ||
               access_token_is_of_another_type(whole) || access_token_is_beside(checker);
    case SECURITY_API_KEY:
    case SECURITY_MUTUAL_TLS:
        break;
    }
    return false;
}

static bool has_api_key(struct checker *checker, const struct security_scheme *scheme)
{
    const struct headers *headers = &checker->exchange->request.headers;
    struct str cookie;

    switch (scheme->in) {
    case IN_HEADER:
        return headers_joined(&checker->arena, headers, scheme->parameter).length > 0;
    case IN_QUERY:
        return query_pairs_have(&checker->texts.query, scheme->parameter);
    case IN_COOKIE:
        return cookie_find(headers, scheme->parameter, &cookie) && cookie.length > 0;
    case IN_PATH:
    case IN_QUERYSTRING:
    case IN_FORM:
        break; /* no API key stands there */
    }
    return false;
}

static bool stands_in_placeholder(struct checker *checker, const struct security_scheme *scheme)
{
    if (scheme->kind != SECURITY_API_KEY)
        return false;
    if (scheme->in == IN_QUERY)
        return query_unknown(checker) != NULL;
    return scheme->in == IN_COOKIE && placeholder_of_cookie(checker, scheme->parameter).text;
}

/* The header of a credential is there and empty: no client sends that. */
static bool is_emptied(struct checker *checker, const struct security_scheme *scheme)
{
    struct str header = security_header(scheme), value;

    if (!checker->exchange->recorded || !header.text)
        return false;
    value = headers_joined(&checker->arena, &checker->exchange->request.headers, header);
    return value.text && str_trim(value).length == 0;
}

/* May a credential have been sent that the recording does not show? */
static bool is_unseen(struct checker *checker, const struct security_scheme *scheme)
{
    bool in_query = scheme->kind == SECURITY_API_KEY && scheme->in == IN_QUERY;

    return checker->exchange->credentials_hidden || stands_in_placeholder(checker, scheme) ||
           is_emptied(checker, scheme) ||
           (checker->exchange->request.headers.partial && !in_query) ||
           (security_takes_tokens(scheme) && access_token_may_be_in_body(checker));
}

static enum credential_seen ask_scheme(struct checker *checker,
                                       const struct security_scheme *scheme)
{
    bool present;

    if (scheme->kind == SECURITY_MUTUAL_TLS)
        return CREDENTIAL_UNKNOWN; /* no recording shows the client's certificate */
    present =
        scheme->kind == SECURITY_API_KEY ? has_api_key(checker, scheme) : has_http(checker, scheme);
    if (present)
        return CREDENTIAL_PRESENT;
    return is_unseen(checker, scheme) ? CREDENTIAL_UNKNOWN : CREDENTIAL_MISSING;
}

static enum credential_seen ask_alternative(struct checker *checker,
                                            const struct security_alternative *alternative)
{
    enum credential_seen worst = CREDENTIAL_PRESENT;

    for (size_t i = 0; i < alternative->count; i++) {
        enum credential_seen answer = ask_scheme(checker, alternative->schemes[i]);

        worst = answer < worst ? answer : worst;
    }
    return worst;
}

/* The first scheme of an alternative that is not met. */
static const struct security_scheme *first_missing(struct checker *checker,
                                                   const struct security_alternative *alternative)
{
    for (size_t i = 0; i < alternative->count; i++)
        if (ask_scheme(checker, alternative->schemes[i]) == CREDENTIAL_MISSING)
            return alternative->schemes[i];
    return alternative->schemes[0];
}

static enum part part_of(const struct security_scheme *scheme)
{
    if (scheme->kind != SECURITY_API_KEY || scheme->in == IN_HEADER)
        return PART_REQUEST_HEADER;
    return scheme->in == IN_QUERY ? PART_REQUEST_QUERY : PART_REQUEST_COOKIE;
}

static struct str form_of(struct arena *arena, const struct security_scheme *scheme)
{
    switch (scheme->kind) {
    case SECURITY_API_KEY:
        return str_format(arena, "an API key %.*s", STR_ARGS(scheme->parameter));
    case SECURITY_BASIC:
        return STR("\"Authorization: Basic ...\" (Base64 of user:password)");
    case SECURITY_HTTP_OTHER:
        return str_format(arena, "\"Authorization: %.*s ...\"", STR_ARGS(scheme->http_scheme));
    case SECURITY_BEARER:
        return STR("\"Authorization: Bearer TOKEN\"");
    case SECURITY_OAUTH2:
    case SECURITY_OPENID_CONNECT:
        return STR("an access token (\"Authorization: Bearer TOKEN\", or of another type)");
    case SECURITY_MUTUAL_TLS:
        return STR("a client certificate");
    }
    return STR("");
}

struct unsatisfied {
    struct checker *checker;
    const struct security_scheme *scheme;
};

static struct told tell_unsatisfied(const void *telling)
{
    const struct unsatisfied *unsatisfied = telling;
    const struct security_scheme *scheme = unsatisfied->scheme;
    struct arena *arena = &unsatisfied->checker->arena;
    struct str form = form_of(arena, scheme);
    bool is_other =
        scheme->kind != SECURITY_API_KEY && authorization(unsatisfied->checker).length > 0;

    return (struct told){
        .message = str_format(arena, "%.*s asks for %.*s, and it is %s", STR_ARGS(scheme->name),
                              STR_ARGS(form), is_other ? "not of this form" : "missing"),
        .expected = form,
        .found = is_other ? STR("another form of Authorization") : STR("no such credential")};
}

static void raise_unsatisfied(struct checker *checker, const struct operation *operation)
{
    const struct security_alternative *alternative = &operation->security[0];
    const struct security_scheme *scheme = first_missing(checker, alternative);
    struct str name = scheme->kind == SECURITY_API_KEY ? scheme->parameter : STR("authorization");

    raise_finding(checker, &(struct raised){.rule = RULE_REQUEST_SECURITY_UNSATISFIED,
                                            .lack = LACK_CREDENTIALS,
                                            .part = part_of(scheme),
                                            .name = name,
                                            .place = alternative->place,
                                            .tell = tell_unsatisfied,
                                            .telling = &(struct unsatisfied){checker, scheme}});
}

static bool any_is_emptied(struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;

    for (size_t i = 0; i < operation->security_count; i++)
        for (size_t k = 0; k < operation->security[i].count; k++)
            if (is_emptied(checker, operation->security[i].schemes[k]))
                return true;
    return false;
}

static const char *reason_unknown(struct checker *checker)
{
    if (checker->exchange->request.headers.partial)
        return "the recording does not have every header";
    if (query_is_placeholder(checker) || placeholder_of_cookie(checker, STR_NONE).text)
        return "a placeholder stands for what may hold the credential";
    if (any_is_emptied(checker))
        return "the header of the credential is empty, so it may have been taken out";
    if (access_token_may_be_in_body(checker))
        return "an access token may stand in the body, which is not known";
    return "a client certificate cannot be seen";
}

/* The first way in that takes credentials: the request went by one of them. */
static const struct security_alternative *first_with_schemes(const struct operation *operation)
{
    for (size_t i = 0; i < operation->security_count; i++)
        if (operation->security[i].count)
            return &operation->security[i];
    return NULL;
}

static void note_unseen(struct checker *checker)
{
    checker->unseen = first_with_schemes(checker->exercised.operation);
    raise_lacking(checker, PART_REQUEST_HEADER, "security: the recorder takes credentials out");
}

static void add_credential(struct checker *checker, const struct security_scheme *scheme,
                           struct credential *list, size_t *count)
{
    *count += openapi_credential(&checker->arena, scheme, &list[*count]);
}

void check_credentials_of(struct checker *checker, struct request_excerpt *excerpt)
{
    const struct operation *operation = checker->exercised.operation;
    const struct security_alternative *unseen = checker->unseen;
    struct arena *arena = &checker->arena;
    size_t most = 0;
    struct credential *all, *lacking;

    for (size_t i = 0; operation && i < operation->security_count; i++)
        most += operation->security[i].count;
    all = ARENA_ARRAY(arena, struct credential, most);
    lacking = ARENA_ARRAY(arena, struct credential, most);
    for (size_t i = 0; operation && i < operation->security_count; i++)
        for (size_t k = 0; k < operation->security[i].count; k++)
            add_credential(checker, operation->security[i].schemes[k], all,
                           &excerpt->credential_count);
    for (size_t i = 0; unseen && i < unseen->count; i++)
        if (ask_scheme(checker, unseen->schemes[i]) != CREDENTIAL_PRESENT)
            add_credential(checker, unseen->schemes[i], lacking, &excerpt->lacking_count);
    excerpt->credentials = all;
    excerpt->lacking = lacking;
}

/* OpenAPI 3.2, 4.27: a scheme may be deprecated. */
static void note_deprecated(struct checker *checker, const struct security_alternative *used)
{
    if (!field_is_known(checker->api, FIELD_SECURITY_SCHEME_DEPRECATED))
        return;
    for (size_t i = 0; i < used->count; i++)
        if (node_member_true(used->schemes[i]->place, "deprecated"))
            raise_finding(checker,
                          &(struct raised){.rule = RULE_ROUTE_DEPRECATED_USED,
                                           .part = part_of(used->schemes[i]),
                                           .name = used->schemes[i]->name,
                                           .place = used->schemes[i]->place,
                                           .message = STR("the security scheme is deprecated")});
}

void check_security(struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;
    enum credential_seen best = CREDENTIAL_MISSING;

    /* A request without credentials that is answered 401 is what the description asks for. */
    if (checker->exchange->response.status == 401 ||
        (operation->security_count == 0 && !operation->security_unread)) {
        outcome_settle(checker, ASPECT_SECURITY, OUTCOME_NOT_APPLICABLE);
        return;
    }
    for (size_t i = 0; i < operation->security_count; i++) {
        enum credential_seen answer = ask_alternative(checker, &operation->security[i]);

        if (answer == CREDENTIAL_PRESENT && operation->security[i].count)
            checker->shown |= 1u << LACK_CREDENTIALS;
        if (answer == CREDENTIAL_PRESENT && best != CREDENTIAL_PRESENT)
            note_deprecated(checker, &operation->security[i]);
        best = answer > best ? answer : best;
    }
    outcome_settle(checker, ASPECT_SECURITY,
                   best == CREDENTIAL_UNKNOWN ||
                           (best == CREDENTIAL_MISSING && operation->security_unread)
                       ? OUTCOME_NOT_CHECKED
                       : OUTCOME_JUDGED);
    if (best == CREDENTIAL_MISSING && operation->security_unread)
        raise_unread_for(checker,
                         openapi_why_security_unread(checker->api, operation->security_unread),
                         PART_REQUEST_HEADER, STR_NONE, operation->security_unread);
    else if (best == CREDENTIAL_MISSING)
        raise_unsatisfied(checker, operation);
    else if (best == CREDENTIAL_UNKNOWN && checker->exchange->credentials_hidden)
        note_unseen(checker);
    else if (best == CREDENTIAL_UNKNOWN)
        raise_not_checked(checker, PART_REQUEST_HEADER, STR_NONE, STR_NONE, "security: %s",
                          reason_unknown(checker));
}
