/* --from microcks: an APIExamples artifact of Microcks, operations.OPERATION.EXAMPLE. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/document.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_template.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/yaml_examples.h"

enum { URL_MAX_BYTES = 1024 * 1024, PARAMETERS_MAX = 1000 };

/* Microcks itself recognises the file by this line. */
static bool recognises(struct str head)
{
    struct str rest = utf8_without_mark(head);

    while (rest.text) {
        struct str line = str_cut(&rest, '\n');

        if (str_starts_with(line, STR("kind:")) &&
            str_is(str_trim(str_slice(line, 5, SIZE_MAX)), "APIExamples"))
            return true;
    }
    return false;
}

/* ---- values ---- */

/* A text is the body as it is, anything else its JSON. */
static struct body read_body(struct arena *arena, const struct node *value)
{
    struct str text = recorded_text(value);

    return body_of_template(arena, text.text ? body_of_bytes(text) : body_of_json(arena, value));
}

static void add_header(struct headers *headers, struct str name, struct str value)
{
    if (!value.text || is_template(value))
        headers->partial = true;
    else
        headers->items[headers->count++] = (struct header){.name = name, .value = value};
}

/* There is room for one more. */
static struct headers read_headers(struct arena *arena, const struct node *map)
{
    struct headers headers = {0};

    if (!node_is(map, NODE_OBJECT)) {
        headers.items = ARENA_ARRAY(arena, struct header, 1);
        headers.partial = true;
        return headers;
    }
    headers.items = ARENA_ARRAY(arena, struct header, map->span + 1);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        const struct node *value = node_value(key);

        if (!node_is(value, NODE_ARRAY)) {
            add_header(&headers, node_string(key), recorded_text(value));
            continue;
        }
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            add_header(&headers, node_string(key), recorded_text(item));
    }
    return headers;
}

/* ---- the URL ---- */

/* Fills the parameters into the operation's path. */
static const char *add_path(struct strbuf *out, struct str path, const struct node *parameters)
{
    while (path.length) {
        size_t open = str_find_char(path, '{');
        size_t close = open + str_find_char(str_slice(path, open, SIZE_MAX), '}');
        struct str value;

        strbuf_add(out, str_slice(path, 0, close < path.length ? open : path.length));
        if (close >= path.length)
            break;
        value = recorded_text(node_member(parameters, str_slice(path, open + 1, close - open - 1)));
        if (!value.text)
            return "the example leaves a parameter in the path open";
        if (is_template(value))
            return "a parameter of the example is a template";
        percent_encode(out, value);
        path = str_slice(path, close + 1, SIZE_MAX);
    }
    return NULL;
}

static bool stands_in_path(struct arena *arena, struct str path, struct str name)
{
    return str_find(path, str_format(arena, "{%.*s}", STR_ARGS(name))) != SIZE_MAX;
}

struct query {
    struct strbuf *out;
    char separator;
};

static const char *add_query_value(struct query *query, struct str name, const struct node *value)
{
    struct str text = recorded_text(value);

    if (node_is(value, NODE_NULL))
        return NULL;
    if (!text.text)
        return "the example does not tell how a parameter's value is written";
    if (is_template(text))
        return "a parameter of the example is a template";
    strbuf_add_char(query->out, query->separator);
    percent_encode(query->out, name);
    strbuf_add_char(query->out, '=');
    percent_encode(query->out, text);
    query->separator = '&';
    return NULL;
}

/* As Microcks takes them apart: a list gives its name several times, an object its own names. */
static const char *add_query_parameter(struct query *query, const struct node *key)
{
    const struct node *value = node_value(key);
    bool list = node_is(value, NODE_ARRAY);
    const char *problem = NULL;

    if (!list && !node_is(value, NODE_OBJECT))
        return add_query_value(query, node_string(key), value);
    for (const struct node *at = node_first(value); !problem && at < node_end(value);
         at = list ? node_next(at) : node_next_key(at))
        problem = list ? add_query_value(query, node_string(key), at)
                       : add_query_value(query, node_string(at), node_value(at));
    return problem;
}

/* NULL, or why the example has no URL. */
static const char *write_url(struct arena *arena, struct strbuf *out, struct str path,
                             const struct node *parameters)
{
    struct query query = {.out = out, .separator = '?'};
    const char *problem = add_path(out, path, parameters);

    if (!node_is(parameters, NODE_OBJECT))
        return problem;
    if (parameters->length > PARAMETERS_MAX)
        return "the example has too many parameters";
    for (const struct node *key = node_first(parameters); !problem && key < node_end(parameters);
         key = node_next_key(key))
        if (!stands_in_path(arena, path, node_string(key)))
            problem = add_query_parameter(&query, key);
    return out->overflowed ? "the example's URL is too long" : problem;
}

static const char *read_url(struct arena *arena, const struct node *parameters, struct str *url)
{
    struct strbuf text;
    const char *problem;

    strbuf_init(&text, URL_MAX_BYTES);
    problem = write_url(arena, &text, *url, parameters);
    if (!problem)
        *url = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return problem;
}

/* ---- the example ---- */

/* "GET /books/{id}"; operations of gRPC, GraphQL and queues have other names. */
static bool read_operation(struct str name, struct request *request)
{
    request->method = str_cut(&name, ' ');
    request->url = name.text ? str_trim(name) : request->method;
    return name.text && str_starts_with(request->url, STR("/"));
}

static void read_request(struct arena *arena, const struct node *node, struct request *request)
{
    const struct node *body = node_member(node, STR("body"));

    request->headers = read_headers(arena, node_member(node, STR("headers")));
    request->headers.partial = true;
    if (body && body->kind != NODE_NULL)
        request->body = read_body(arena, body);
    else
        request->body = request_body_unknown(request->method,
                                             STR("the example leaves the request's body open"));
}

/* Without a status it is 200. */
static bool read_response(struct arena *arena, const struct node *node, struct exchange *exchange)
{
    struct response *response = &exchange->response;
    const struct node *status = node_member(node, STR("status"));
    const struct node *body = node_member(node, STR("body"));
    struct str form = node_member_string(node, "mediaType");

    response->status = 200;
    if (status && (!recorded_status(status, &response->status) || response->status == 0))
        return false;
    response->headers = read_headers(arena, node_member(node, STR("headers")));
    if (form.length && !headers_get(&response->headers, "content-type").text)
        add_header(&response->headers, STR("Content-Type"), form);
    response->body = body && body->kind != NODE_NULL
                         ? read_body(arena, body)
                         : response_body_not_recorded(&exchange->request, response);
    return true;
}

static enum source_step read_example(struct source *source, const struct record *record,
                                     const struct node *example, struct exchange *exchange,
                                     struct error *err)
{
    const struct node *request = node_member(example, STR("request"));
    const struct node *response = node_member(example, STR("response"));
    const char *problem;

    if (node_member(example, STR("eventMessage")))
        return record_skipped(exchange, STR("the example is of an event, not of a request"));
    if (!node_is(request, NODE_OBJECT) || !node_is(response, NODE_OBJECT))
        return record_broken(source, record, err,
                             "no example of Microcks: it has no request or no response");
    problem =
        read_url(source->arena, node_member(request, STR("parameters")), &exchange->request.url);
    if (problem)
        return record_skipped(exchange, str_of(problem));
    read_request(source->arena, request, &exchange->request);
    if (!read_response(source->arena, response, exchange))
        return record_broken(source, record, err, "no example of Microcks: its status is none");
    return SOURCE_GOT;
}

/* ---- the file ---- */

static bool open(struct source *source, struct error *err)
{
    struct yaml_examples *examples = alloc_zeroed(1, sizeof *examples);

    (void)err;
    yaml_examples_init(examples, source->input, source->name, "operations");
    source->state = examples;
    return true;
}

static void close(struct source *source)
{
    yaml_examples_release(source->state);
    free(source->state);
}

static enum record_outcome cut(struct source *source, struct record *record, struct error *err)
{
    return yaml_examples_next(source->state, record, err);
}

/* The operation's line comes before the record's own line. */
static const struct node *parse(struct source *source, const struct record *record,
                                struct error *err)
{
    struct str text = record->lasting ? record->text : str_copy(source->arena, record->text);
    struct read_failure failure = {0};
    const struct document *document =
        yaml_read_recording(source->arena, source->name, text, &failure);
    size_t below = failure.line > 2 ? failure.line - 2 : 0;

    if (document)
        return document->root;
    read_failure_raise(err, source->name, record->place.line + below, failure.column, &failure);
    return NULL;
}

static const struct record_form form = {
    .open = open,
    .cut = cut,
    .close = close,
    .parse = parse,
};

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    const struct node *examples;

    if (!node_is(root, NODE_OBJECT) || root->length != 1)
        return record_broken(source, record, err, "no operation of Microcks");
    examples = node_value(node_first(root));
    if (!read_operation(node_string(node_first(root)), &exchange->request))
        return record_skipped(exchange, STR("the operation is none of HTTP"));
    if (examples->kind == NODE_NULL || (node_is(examples, NODE_OBJECT) && examples->length == 0))
        return record_skipped(exchange, STR("the operation has no examples"));
    if (!node_is(examples, NODE_OBJECT) || examples->length != 1)
        return record_broken(source, record, err,
                             "the examples of an operation must stand on lines of their own");
    return read_example(source, record, node_value(node_first(examples)), exchange, err);
}

const struct source_type source_microcks = {
    .name = "microcks",
    .summary = "examples of Microcks (kind: APIExamples)",
    .recognises = recognises,
    .form = &form,
    .read = read,
};
