/* Exchanges in which the API is the client: webhooks, and callbacks of its operations. Their URL is
   the receiver's and says little, so the request itself tells which one it is: the method, the text
   of a callback's expression, the required headers, and the body. A body that holds by a schema
   that does not take just anything is proof; the name at the URL's end is, too; likeness is enough
   only where no server of the description can be meant. Two that fit alike are told apart by
   nobody: then nothing is judged. */
#include "check/checker.h"
#include "check/raise.h"
#include "decode/text_value.h"
#include "http/url.h"

enum likeness { UNLIKE, ALIKE, NAMED, PROVED };

struct call {
    const struct operation *operation;
    enum likeness likeness;
};

/* ---- the URL ---- */

static bool same_name(struct str a, struct str b)
{
    return a.length > 0 && str_equal_ignoring_case(a, b);
}

/* "{$request.query.callbackUrl}/data" to "/data"; without an expression, all of it. */
static struct str tail_of(struct str expression)
{
    for (size_t at = expression.length; at > 0; at--)
        if (expression.text[at - 1] == '}')
            return str_slice(expression, at, SIZE_MAX);
    return expression;
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

    url_split(url, &parts);
    path = parts.path;
    if (operation->kind == OPERATION_CALLBACK && tail.length && str_ends_with(path, tail))
        return true;
    while (path.length && path.text[path.length - 1] == '/')
        path.length--;
    for (size_t at = path.length; at > 0; at--)
        if (path.text[at - 1] == '/') {
            path = str_slice(path, at, SIZE_MAX);
            break;
        }
    return same_name(path, operation->path) || same_name(path, operation->callback) ||
           same_name(path, operation->id);
}

/* ---- the headers ---- */

/* A required header that is not there, or whose value does not hold. */
static bool headers_differ(struct checker *checker, const struct operation *operation)
{
    const struct headers *headers = &checker->exchange->request.headers;

    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];
        const struct schema *schema;
        struct parameter_value value;
        struct str text;

        if (parameter->in != IN_HEADER || !parameter->required || !parameter->schema)
            continue;
        text = headers_joined(&checker->arena, headers, parameter->name);
        if (!text.text && !headers->partial)
            return true;
        if (!text.text ||
            decode_header(&checker->decoding, parameter, text, &value) != READING_VALUE)
            continue;
        schema = decoding_schema(&checker->decoding, parameter->schema, NULL);
        if (schema &&
            schema_evaluate(checker->evaluator, schema, value.node, NULL) == SCHEMA_INVALID)
            return true;
    }
    return false;
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

static bool takes_anything(struct checker *checker, const struct schema *schema)
{
    const struct node *empty = json_node(&checker->arena, STR("{}"));

    return schema_evaluate(checker->evaluator, schema, empty, NULL) != SCHEMA_INVALID;
}

static enum likeness body_likeness(struct checker *checker, const struct operation *operation)
{
    const struct node *body = json_of(checker), *described = schema_of(checker, operation);
    const struct schema *schema = decoding_schema(&checker->decoding, described, NULL);
    const struct schema_question question = {.direction = SCHEMA_REQUEST, .coverage = true};
    enum schema_verdict verdict;

    if (!body || !schema)
        return UNLIKE;
    verdict = schema_evaluate(checker->evaluator, schema, body, &question);
    if (verdict == SCHEMA_INVALID)
        return is_mostly_described(checker, body) ? ALIKE : UNLIKE;
    return takes_anything(checker, schema) ? UNLIKE : PROVED;
}

/* ---- which one ---- */

static enum likeness likeness_of(struct checker *checker, struct operation *call)
{
    const struct request *request = &checker->exchange->request;
    const struct operation *operation;
    enum likeness likeness;

    if (!str_equal(call->method, request->method) || !url_may_be_of(call, request->url))
        return UNLIKE;
    operation = operation_open(checker->api, call);
    if (operation->unread)
        return UNLIKE;
    likeness = headers_differ(checker, operation) ? UNLIKE : body_likeness(checker, operation);
    if (likeness < NAMED && url_names(operation, request->url))
        likeness = NAMED;
    return likeness;
}

/* A host that is described would have the path described, too. */
static bool may_be_elsewhere(const struct checker *checker)
{
    const struct api *api = checker->api;
    const struct str url = checker->exchange->request.url;

    return api->operation_count == 0 || (openapi_has_hosts(api) && !openapi_names_host(api, url));
}

static void hit(struct checker *checker, const struct operation *operation)
{
    struct route *route = &checker->route;

    *route = (struct route){.miss = ROUTE_FOUND,
                            .operation = (struct operation *)operation,
                            .path = operation->path,
                            .path_item = operation->path_item,
                            .query = route->query};
}

enum call_answer check_call(struct checker *checker)
{
    size_t count;
    struct operation *calls = openapi_calls(checker->api, &count);
    enum likeness least = may_be_elsewhere(checker) ? ALIKE : NAMED;
    struct call best = {NULL, UNLIKE}, second = {NULL, UNLIKE};

    for (size_t i = 0; i < count; i++) {
        struct call call = {&calls[i], likeness_of(checker, &calls[i])};

        if (call.likeness > best.likeness) {
            second = best;
            best = call;
        } else if (call.likeness > second.likeness) {
            second = call;
        }
    }
    if (best.likeness < least)
        return CALL_NONE;
    if (second.likeness < best.likeness) {
        hit(checker, best.operation);
        return CALL_FOUND;
    }
    if (best.likeness < NAMED)
        return CALL_NONE;
    checker->route.miss = ROUTE_UNREAD;
    raise_not_checked(checker, PART_REQUEST_PATH, STR_NONE, STR_NONE,
                      "the request may be that of %.*s and of %.*s, and which is not said",
                      STR_ARGS(best.operation->path), STR_ARGS(second.operation->path));
    return CALL_DOUBTFUL;
}
