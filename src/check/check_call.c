/* Exchanges in which the API is the client: webhooks, and callbacks of its operations. Their URL is
   the receiver's and says little, so the request itself tells which one it is: the method, the text
   of a callback's expression, the required headers, and the body. A body that holds by a schema
   that does not take just anything is proof, and so is a header that does; the name at the URL's
   end is, too; likeness is enough only where no server of the description can be meant. Two that
   fit alike are told apart by nobody: then nothing is judged. */
#include "check/checker.h"
#include "check/raise.h"
#include "decode/text_value.h"
#include "http/url.h"

/* What speaks for a call; weights, which are added. */
enum { ALIKE = 1, NAMED = 2, PROVED = 4 };

struct call {
    struct operation *operation;
    unsigned likeness;
};

/* ---- the URL ---- */

static bool same_name(struct str a, struct str b)
{
    return a.length > 0 && str_equal_ignoring_case(a, b);
}

/* "{$request.query.callbackUrl}/data" to "/data"; without an expression, all of it. */
static struct str tail_of(struct str expression)
{
    size_t end = str_find_last(expression, '}');

    return end < expression.length ? str_slice(expression, end + 1, SIZE_MAX) : expression;
}

static bool url_may_be_of(const struct operation *operation, struct str url)
{
    struct str tail;

    if (operation->kind != OPERATION_CALLBACK)
        return true;
    tail = tail_of(operation->path);
    return tail.length == 0 || str_find(url, tail) != SIZE_MAX;
}

static bool url_names(const struct operation *operation, struct str url)
{
    struct url parts;
    struct str path, tail = tail_of(operation->path);
    size_t slash;

    url_split(url, &parts);
    path = parts.path;
    if (operation->kind == OPERATION_CALLBACK && tail.length &&
        (str_ends_with(path, tail) || str_ends_with(url, tail)))
        return true;
    while (path.length && path.text[path.length - 1] == '/')
        path.length--;
    slash = str_find_last(path, '/');
    if (slash < path.length)
        path = str_slice(path, slash + 1, SIZE_MAX);
    return same_name(path, operation->path) || same_name(path, operation->callback) ||
           same_name(path, operation->id);
}

/* ---- the headers ---- */

enum header_answer { HEADERS_DIFFER, HEADERS_SILENT, HEADERS_PROVE };

static bool takes(struct checker *checker, const struct schema *schema, const char *json)
{
    const struct node *value = json_node(&checker->arena, str_of(json));

    return schema_evaluate(checker->evaluator, schema, value, NULL) != SCHEMA_INVALID;
}

/* A value that holds by a schema which does not take any text names the call: its kind of event. */
static enum header_answer ask_header(struct checker *checker, const struct parameter *parameter)
{
    const struct headers *headers = &checker->exchange->request.headers;
    struct str text = headers_joined(&checker->arena, headers, parameter->name);
    const struct schema *schema = decoding_schema(&checker->decoding, parameter->schema);
    struct parameter_value value;

    if (!text.text)
        return headers->partial ? HEADERS_SILENT : HEADERS_DIFFER;
    if (!schema || decode_header(&checker->decoding, parameter, text, &value) != READING_VALUE)
        return HEADERS_SILENT;
    if (schema_evaluate(checker->evaluator, schema, value.node, NULL) == SCHEMA_INVALID)
        return HEADERS_DIFFER;
    return takes(checker, schema, "\"\"") ? HEADERS_SILENT : HEADERS_PROVE;
}

static enum header_answer ask_headers(struct checker *checker, const struct operation *operation)
{
    enum header_answer answer = HEADERS_SILENT, one;

    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        if (parameter->in != IN_HEADER || !parameter->required || !parameter->schema)
            continue;
        one = ask_header(checker, parameter);
        if (one == HEADERS_DIFFER)
            return one;
        answer = one > answer ? one : answer;
    }
    return answer;
}

/* ---- the body ---- */

static const struct node *json_of(struct checker *checker)
{
    const struct json_body *json;

    if (checker->exchange->request.body.state != BODY_PRESENT)
        return NULL;
    json = checker_json(checker, SIDE_REQUEST);
    return json->document ? json->document->root : NULL;
}

static const struct node *schema_of(struct checker *checker, const struct operation *operation)
{
    const struct message_type *type = &checker->types[SIDE_REQUEST];
    const struct content *content =
        operation->request_body ? &operation->request_body->content : NULL;
    const struct media_type *media_type;

    if (!content || content->count == 0)
        return NULL;
    media_type =
        type->state == TYPE_READ ? content_find(content, &type->parsed) : &content->items[0];
    return media_type ? media_type->schema : NULL;
}

/* Are half of the members, and one at least, described? Asked after an evaluation with coverage. */
static bool is_mostly_described(struct checker *checker, const struct node *value)
{
    size_t described = 0;

    if (!node_is(value, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        described += evaluator_described(checker->evaluator, key);
    return described > 0 && described * 2 >= value->length;
}

/* How a body that does not hold is told: by its members, which costs more. */
enum depth { BY_VERDICT, BY_MEMBERS };

static unsigned body_likeness(struct checker *checker, const struct operation *operation,
                              enum depth depth)
{
    const struct node *body = json_of(checker), *described = schema_of(checker, operation);
    const struct schema *schema = decoding_schema(&checker->decoding, described);
    const struct schema_question question = {.direction = SCHEMA_REQUEST,
                                             .coverage = depth == BY_MEMBERS};
    enum schema_verdict verdict;

    if (!body || !schema)
        return 0;
    verdict = schema_evaluate(checker->evaluator, schema, body, &question);
    if (verdict == SCHEMA_INVALID)
        return depth == BY_MEMBERS && is_mostly_described(checker, body) ? ALIKE : 0;
    return takes(checker, schema, "{}") ? 0 : PROVED;
}

/* ---- which one ---- */

static unsigned likeness_of(struct checker *checker, struct operation *call, enum depth depth)
{
    const struct request *request = &checker->exchange->request;
    const struct operation *operation;
    enum header_answer headers;

    if (!str_equal(call->method, request->method) || !url_may_be_of(call, request->url))
        return 0;
    operation = operation_open(checker->api, call);
    headers = ask_headers(checker, operation);
    if (operation->unread || headers == HEADERS_DIFFER)
        return url_names(operation, request->url) ? NAMED : 0;
    return (headers == HEADERS_PROVE ? PROVED : 0) + body_likeness(checker, operation, depth) +
           (url_names(operation, request->url) ? NAMED : 0);
}

/* A host that is described would have the path described, too. */
static bool may_be_elsewhere(const struct checker *checker)
{
    const struct api *api = checker->api;
    const struct str url = checker->exchange->request.url;

    return api->operation_count == 0 || (openapi_has_hosts(api) && !openapi_names_host(api, url));
}

static void hit(struct checker *checker, struct operation *operation)
{
    struct route *route = &checker->route;

    *route = (struct route){.miss = ROUTE_FOUND,
                            .operation = operation,
                            .path = operation->path,
                            .path_item = operation->path_item,
                            .query = route->query};
}

struct contest {
    struct call best, second;
};

static struct contest compare_calls(struct checker *checker, enum depth depth)
{
    struct contest contest = {0};
    size_t count;
    struct operation *calls = openapi_calls(checker->api, &count);

    for (size_t i = 0; i < count; i++) {
        struct call call = {&calls[i], likeness_of(checker, &calls[i], depth)};

        if (call.likeness > contest.best.likeness) {
            contest.second = contest.best;
            contest.best = call;
        } else if (call.likeness > contest.second.likeness) {
            contest.second = call;
        }
    }
    return contest;
}

enum call_answer check_call(struct checker *checker)
{
    struct contest contest = compare_calls(checker, BY_VERDICT);

    if (contest.best.likeness < NAMED && may_be_elsewhere(checker))
        contest = compare_calls(checker, BY_MEMBERS);
    if (contest.second.likeness < contest.best.likeness) {
        hit(checker, contest.best.operation);
        return CALL_FOUND;
    }
    if (contest.best.likeness < NAMED)
        return CALL_NONE;
    checker->route.miss = ROUTE_UNREAD;
    raise_not_checked(checker, PART_REQUEST_PATH, STR_NONE, STR_NONE,
                      "the request may be that of %.*s and of %.*s, and which is not said",
                      STR_ARGS(contest.best.operation->path),
                      STR_ARGS(contest.second.operation->path));
    return CALL_DOUBTFUL;
}
