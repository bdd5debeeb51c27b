#include "serve/answer.h"

#include "finding/seal.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "finding/json_output.h"
#include "finding/rules.h"
#include "http/status.h"
#include "openapi/route.h"
#include "openapi/secrets.h"

/* Requests are judged by the code that judges recordings. */
struct answerer {
    struct api *api;
    struct rules *rules;
    struct redaction *redaction;
    struct checker *checker;
    struct describer describer;
};

/* One request on its way to an answer. */
struct call {
    struct answerer *answerer;
    struct arena *arena;
    struct request request; /* a HEAD becomes a GET where only that is described */
    const struct operation *operation;
    struct preference preference;
    struct answer *answer;
};

struct answerer *answerer_new(struct api *api)
{
    struct answerer *answerer = alloc_zeroed(1, sizeof *answerer);

    answerer->api = api;
    answerer->rules = rules_new();
    answerer->redaction = redaction_new();
    openapi_tell_secrets(api, answerer->redaction);
    answerer->checker = checker_new(api, answerer->rules, answerer->redaction);
    checker_hear(answerer->checker);
    describer_init(&answerer->describer, api);
    return answerer;
}

void answerer_free(struct answerer *answerer)
{
    if (!answerer)
        return;
    describer_release(&answerer->describer);
    checker_free(answerer->checker);
    redaction_free(answerer->redaction);
    rules_free(answerer->rules);
    free(answerer);
}

void answer_add_header(struct answer *answer, struct str name, struct str value)
{
    if (answer->header_count < ANSWER_MAX_HEADERS)
        answer->headers[answer->header_count++] = (struct header){.name = name, .value = value};
}

void answer_problem(struct answer *answer, struct arena *arena, int status, struct str detail)
{
    json_t *problem;
    struct strbuf shown;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, detail);
    problem = json_pack("{s:s, s:i, s:s%}", "title", status_reason(status), "status", status,
                        "detail", strbuf_str(&shown).text, shown.length);
    json_write(&text, problem, JSON_ONE_LINE);
    answer->status = status;
    answer->body = str_copy(arena, strbuf_str(&text));
    answer_add_header(answer, STR("Content-Type"), STR("application/problem+json"));
    json_decref(problem);
    strbuf_release(&text);
    strbuf_release(&shown);
}

/* ---- which response ---- */

static bool is_range(struct str key, char class)
{
    return key.length == 3 && key.text[0] == class && ascii_lower(key.text[1]) == 'x' &&
           ascii_lower(key.text[2]) == 'x';
}

/* The status that the mock sends for a response key: 400 for "4XX"; 0: none, as an interim one is
   no answer (RFC 9110, 15.2). */
static int key_status(struct str key)
{
    uint64_t status;

    if (str_to_unsigned(key, &status) && status >= 200 && status <= 599)
        return (int)status;
    for (int hundreds = 2; hundreds <= 5; hundreds++)
        if (is_range(key, (char)('0' + hundreds)))
            return hundreds * 100;
    return 0;
}

/* The lowest 2xx that is described; else 200 if "default" covers it; else the lowest of all. */
static int usual_status(const struct operation *operation)
{
    int lowest = 0, success = 0;

    for (size_t i = 0; i < operation->response_count; i++) {
        int status = key_status(operation->responses[i].key);

        if (status >= 200 && status < 300 && (success == 0 || status < success))
            success = status;
        if (status && (lowest == 0 || status < lowest))
            lowest = status;
    }
    if (!success && operation_response(operation, 200))
        return 200;
    return success ? success : lowest;
}

/* It is the client's fault to ask for an example that there is not, and the mock's to have no body
   for a success. */
static int status_without_body(int status, struct str example)
{
    if (example.text)
        return 400;
    return status < 400 ? 501 : status;
}

/* Answers with the described response for the status; false when there is none. */
static bool describe(struct call *call, int status, struct str example)
{
    const struct response_object *response = operation_response(call->operation, status);
    struct str reason;

    if (!response)
        return false;
    call->answer->status = status;
    if (!answer_describe(call->answer, call->arena, &call->answerer->describer, response,
                         &call->request, example, &reason))
        answer_problem(call->answer, call->arena, status_without_body(status, example), reason);
    return true;
}

static void answer_success(struct call *call)
{
    int wanted = call->preference.status;
    int status = wanted ? wanted : usual_status(call->operation);

    if (wanted / 100 == 1)
        answer_problem(call->answer, call->arena, 400,
                       str_format(call->arena, "%d is an interim status and no answer", wanted));
    else if (!status || !describe(call, status, call->preference.example))
        answer_problem(
            call->answer, call->arena, wanted ? 400 : 501,
            wanted ? str_format(call->arena, "the description has no response %d here", wanted)
                   : STR("the description has no response here"));
}

/* ---- what is wrong with the request ---- */

/* RFC 9110, 15.5.2: a 401 must name a scheme. */
static void add_challenge(struct call *call)
{
    const struct security_alternative *alternative = &call->operation->security[0];
    struct str challenge = STR("Bearer");

    if (alternative->count) {
        const struct security_scheme *scheme = alternative->schemes[0];

        if (scheme->kind == SECURITY_BASIC)
            challenge = STR("Basic realm=\"mock\"");
        else if (scheme->kind == SECURITY_HTTP_OTHER)
            challenge = scheme->http_scheme;
        else if (scheme->kind == SECURITY_API_KEY)
            challenge = STR("ApiKey");
    }
    answer_add_header(call->answer, STR("WWW-Authenticate"), challenge);
}

static void refuse(struct call *call, int status, struct str detail)
{
    if (!describe(call, status, STR_NONE))
        answer_problem(call->answer, call->arena, status, detail);
}

/* "request.query limit: expected integer, found string "x"". */
static struct str describe_finding(struct call *call, const struct finding *finding)
{
    const struct sealing sealing = {.redaction = call->answerer->redaction};
    struct arena *arena = call->arena;

    return str_format(arena, "%s%s%.*s%.*s: %.*s", part_name(finding->part),
                      finding->name.length ? " " : "",
                      STR_ARGS(seal_name(&sealing, arena, finding->name)),
                      STR_ARGS(seal_pointer(&sealing, arena, finding->pointer)),
                      STR_ARGS(seal_message(&sealing, arena, finding->message)));
}

/* A wrong parameter in the path is a 404 where that is described and 400 is not: the path then
   leads nowhere. */
static void answer_finding(struct call *call, const struct finding *finding)
{
    struct str detail = describe_finding(call, finding);

    if (finding->rule == RULE_REQUEST_SECURITY_UNSATISFIED) {
        refuse(call, 401, detail);
        add_challenge(call);
    } else if (finding->rule == RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED) {
        refuse(call, 415, detail);
    } else if (finding->part == PART_REQUEST_PATH && !operation_response(call->operation, 400) &&
               operation_response(call->operation, 404)) {
        refuse(call, 404, detail);
    } else {
        refuse(call, 400, detail);
    }
}

static bool is_refusal(const struct finding *finding)
{
    return finding->severity == SEVERITY_ERROR &&
           str_starts_with(str_of(rule_info(finding->rule)->id), STR("request."));
}

/* The first finding that is a reason to refuse the request; missing credentials go before all
   others. Of several operations that its path fits, the check takes the one whose parameters hold:
   that is the one to answer for. */
static const struct finding *find_refusal(struct call *call)
{
    const struct exchange exchange = {
        .request = call->request, .failure = STR("not answered yet"), .source = STR("mock")};
    const struct finding *refusal = NULL;
    struct judgement judgement;

    check_exchange(call->answerer->checker, &exchange, &judgement);
    if (judgement.exercised.operation)
        call->operation = judgement.exercised.operation;
    for (size_t i = 0; i < judgement.finding_count; i++) {
        const struct finding *finding = &judgement.findings[i];

        if (finding->rule == RULE_REQUEST_SECURITY_UNSATISFIED)
            return finding;
        if (!refusal && is_refusal(finding))
            refusal = finding;
    }
    return refusal;
}

/* ---- routes ---- */

static struct str allowed_methods(struct call *call, struct str path)
{
    const struct api *api = call->answerer->api;
    struct strbuf list;
    struct str text;
    bool get = false, head = false, options = false;

    strbuf_init(&list, SIZE_MAX);
    for (size_t i = 0; i < api->operation_count; i++) {
        struct str method = api->operations[i].method;

        if (!str_equal(api->operations[i].path, path))
            continue;
        get = get || str_is(method, "GET");
        head = head || str_is(method, "HEAD");
        options = options || str_is(method, "OPTIONS");
        strbuf_addf(&list, "%s%.*s", list.length ? ", " : "", STR_ARGS(method));
    }
    strbuf_add_text(&list, get && !head ? ", HEAD" : "");
    strbuf_add_text(&list, options ? "" : ", OPTIONS");
    text = str_copy(call->arena, strbuf_str(&list));
    strbuf_release(&list);
    return text;
}

static void answer_method(struct call *call, struct str path)
{
    bool options = str_is(call->request.method, "OPTIONS");

    if (options)
        call->answer->status = 204;
    else
        answer_problem(call->answer, call->arena, 405,
                       str_format(call->arena, "%.*s is not described for %.*s",
                                  STR_ARGS(call->request.method), STR_ARGS(path)));
    answer_add_header(call->answer, STR("Allow"), allowed_methods(call, path));
}

/* RFC 9110, 9.3.2: HEAD is answered where GET is. */
static void match(struct call *call, struct route *route)
{
    route_match(call->answerer->api, call->request.method, call->request.url, route);
    if (route->miss != ROUTE_NO_METHOD || !str_is(call->request.method, "HEAD"))
        return;
    call->request.method = STR("GET");
    route_match(call->answerer->api, call->request.method, call->request.url, route);
}

static void answer_operation(struct call *call)
{
    const struct finding *refusal = find_refusal(call);

    /* A status that is asked for is sent whatever the request is like. */
    if (refusal && !call->preference.status)
        answer_finding(call, refusal);
    else
        answer_success(call);
}

void answer_request(struct answerer *answerer, struct arena *arena, const struct request *request,
                    struct answer *answer)
{
    struct call call = {
        .answerer = answerer,
        .arena = arena,
        .request = *request,
        .preference = preference_read(&request->headers),
        .answer = answer,
    };
    struct route route;

    *answer = (struct answer){.body = STR("")};
    match(&call, &route);
    if (route.miss == ROUTE_NO_METHOD) {
        answer_method(&call, route.path);
    } else if (route.miss == ROUTE_LEFT_OUT) {
        answer_problem(answer, arena, 501, str_of(route.limit));
    } else if (route.miss != ROUTE_FOUND || route.trailing_slash) {
        answer_problem(
            answer, arena, 404,
            str_format(arena, "no path of the description matches %.*s", STR_ARGS(request->url)));
    } else {
        call.operation = operation_open(answerer->api, route.operation);
        answer_operation(&call);
    }
}
