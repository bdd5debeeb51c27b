#include "source/postman_request.h"

#include "base/data_span.h"
#include "base/percent.h"
#include "document/json_writer.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_multipart.h"

/* One variable may stand in every segment. */
enum { URL_MAX_BYTES = 1024 * 1024 };

/* The first "{{name}}" in the text; STR_NONE without one. */
static struct str first_variable(struct str text)
{
    size_t begin = str_find(text, STR("{{")), length;

    if (begin == SIZE_MAX)
        return STR_NONE;
    text = str_slice(text, begin, SIZE_MAX);
    length = str_find(text, STR("}}"));
    return length == SIZE_MAX ? STR_NONE : str_slice(text, 0, length + 2);
}

/* A variable's value; STR_NONE when there is none of that name. */
static struct str find_variable(const struct node *variables, struct str name)
{
    if (!node_is(variables, NODE_ARRAY))
        return STR_NONE;
    for (const struct node *item = node_first(variables); item < node_end(variables);
         item = node_next(item)) {
        struct str key = node_member_string(item, "key");

        if (str_equal(key.text ? key : node_member_string(item, "id"), name))
            return node_text(node_member(item, STR("value")));
    }
    return STR_NONE;
}

struct str postman_expand(struct arena *arena, struct str json, const struct node *variables)
{
    struct str rest = json, variable;
    struct strbuf out;

    if (!node_is(variables, NODE_ARRAY) || variables->length == 0)
        return json;
    strbuf_init(&out, POSTMAN_EXPANDED_MAX_BYTES);
    while ((variable = first_variable(rest)).text) {
        struct str name = str_trim(str_slice(variable, 2, variable.length - 4));
        struct str value = find_variable(variables, name);

        strbuf_add(&out, str_slice(rest, 0, (size_t)(variable.text - rest.text)));
        if (value.text)
            json_add_escaped(&out, value);
        else
            strbuf_add(&out, variable);
        rest = str_slice(rest, (size_t)(variable.text - rest.text) + variable.length, SIZE_MAX);
    }
    strbuf_add(&out, rest);
    if (!out.overflowed)
        json = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return json;
}

/* ---- the URL ---- */

/* "a.b" and ["a", "b"] are the same host. */
static void add_joined(struct strbuf *out, const struct node *parts, char separator)
{
    if (!node_is(parts, NODE_ARRAY)) {
        strbuf_add(out, node_text(parts));
        return;
    }
    for (const struct node *part = node_first(parts); part < node_end(parts);
         part = node_next(part)) {
        if (part != node_first(parts))
            strbuf_add_char(out, separator);
        strbuf_add(out, node_text(part));
    }
}

/* A segment ":name" stands for a path variable, and is sent as it is where that has no value. Older
 * collections write {"value": "..."}. */
static void add_segment(struct strbuf *out, const struct node *segment,
                        const struct node *variables)
{
    struct str text =
        node_is(segment, NODE_OBJECT) ? node_member_string(segment, "value") : node_text(segment);
    struct str value = STR_NONE;

    if (str_starts_with(text, STR(":")))
        value = find_variable(variables, str_slice(text, 1, SIZE_MAX));
    strbuf_add_char(out, '/');
    percent_encode_reserved(out, value.length ? value : text);
}

static void add_path(struct strbuf *out, const struct node *url)
{
    const struct node *path = node_member(url, STR("path"));
    const struct node *variables = node_member(url, STR("variable"));

    if (!node_is(path, NODE_ARRAY)) {
        if (!str_starts_with(node_string(path), STR("/")))
            strbuf_add_char(out, '/');
        percent_encode_reserved(out, node_string(path));
        return;
    }
    if (path->length == 0)
        strbuf_add_char(out, '/');
    for (const struct node *part = node_first(path); part < node_end(path); part = node_next(part))
        add_segment(out, part, variables);
}

static void add_query(struct strbuf *out, const struct node *query)
{
    char separator = '?';

    if (!node_is(query, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(query); item < node_end(query);
         item = node_next(item)) {
        struct str value = node_text(node_member(item, STR("value")));

        if (node_member_true(item, "disabled"))
            continue;
        strbuf_add_char(out, separator);
        percent_encode_reserved(out, node_member_string(item, "key"));
        if (value.text) {
            strbuf_add_char(out, '=');
            percent_encode_reserved(out, value);
        }
        separator = '&';
    }
}

static size_t ends_with_slash(const struct strbuf *text)
{
    return text->length && text->text[text->length - 1] == '/' ? 1 : 0;
}

/* A host that is one variable ("{{baseUrl}}") stands for the server, and may have a base path: what
   follows is all that is known. */
static void add_server(struct strbuf *out, const struct node *url)
{
    struct str protocol = node_member_string(url, "protocol");
    struct str port = node_text(node_member(url, STR("port")));
    struct strbuf host;

    strbuf_init(&host, URL_MAX_BYTES);
    add_joined(&host, node_member(url, STR("host")), '.');
    if (host.length && !first_variable(strbuf_str(&host)).text) {
        /* A variable's value may bring the scheme, and a base path. */
        if (str_find(strbuf_str(&host), STR("://")) == SIZE_MAX) {
            strbuf_add(out, protocol.length ? protocol : STR("http"));
            strbuf_add_text(out, "://");
        }
        strbuf_add(out, str_slice(strbuf_str(&host), 0, host.length - ends_with_slash(&host)));
        if (port.length) {
            strbuf_add_char(out, ':');
            strbuf_add(out, port);
        }
    }
    strbuf_release(&host);
}

/* "{{baseUrl}}/pets" is "/pets". */
static struct str without_server_variable(struct str url)
{
    struct str variable = first_variable(url);

    if (variable.text && variable.text == url.text)
        return str_slice(url, variable.length, SIZE_MAX);
    return url;
}

/* The parts are what newman sends and the editor shows; `raw` alone is what older files have. A URL
   past the limit is none. */
static struct str read_url(struct arena *arena, const struct node *url)
{
    struct strbuf text;
    struct str whole;

    if (node_is(url, NODE_STRING))
        return without_server_variable(node_string(url));
    if (!node_is(url, NODE_OBJECT))
        return STR_NONE;
    if (!node_member(url, STR("host")) && !node_member(url, STR("path")))
        return without_server_variable(node_member_string(url, "raw"));
    strbuf_init(&text, URL_MAX_BYTES);
    add_server(&text, url);
    add_path(&text, url);
    add_query(&text, node_member(url, STR("query")));
    whole = text.overflowed ? STR_NONE : str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return whole;
}

/* ---- the body ---- */

static struct body read_raw(const struct node *body)
{
    struct str text = node_member_string(body, "raw");
    struct str language = node_string(
        node_member(node_member(node_member(body, STR("options")), STR("raw")), STR("language")));
    struct body read = body_of_bytes(text);

    if (str_is(language, "json"))
        read.form = STR("application/json");
    return read;
}

/* {"query": "...", "variables": "{...}"} is sent as JSON (GraphQL over HTTP). */
static struct body read_graphql(struct arena *arena, const struct node *graphql)
{
    struct str query = node_member_string(graphql, "query");
    struct str variables = node_member_string(graphql, "variables");
    struct strbuf text;
    struct body body;

    if (first_variable(query).text || first_variable(variables).text)
        return body_unknown(STR("a variable in the request body has no value"),
                            STR("application/json"));
    strbuf_init(&text, RECORDED_BODY_MAX_BYTES);
    strbuf_add_text(&text, "{\"query\":\"");
    json_add_escaped(&text, query);
    strbuf_addf(&text, "\",\"variables\":%.*s}",
                STR_ARGS(str_trim(variables).length ? variables : STR("{}")));
    body = body_of_buffer(arena, &text);
    body.form = STR("application/json");
    return body;
}

static struct body read_parts(struct arena *arena, const struct node *parts,
                              const struct headers *headers)
{
    static const struct part_keys keys = {"key", "value"};
    struct body body = body_of_parts(arena, parts, &keys, headers);

    if (first_variable(body.bytes).text)
        return body_unknown(STR("a variable in the request body has no value"),
                            STR("multipart/form-data"));
    return body;
}

static struct body read_body(struct arena *arena, const struct node *body,
                             const struct headers *headers)
{
    struct str mode = node_member_string(body, "mode");
    const struct node *pairs = node_member(body, STR("urlencoded"));
    const struct node *parts = node_member(body, STR("formdata"));
    const struct node *graphql = node_member(body, STR("graphql"));

    if (!node_is(body, NODE_OBJECT) || mode.length == 0 || node_member_true(body, "disabled"))
        return body_empty(STR_NONE);
    if (str_is(mode, "raw"))
        return read_raw(body);
    if (str_is(mode, "urlencoded") && node_is(pairs, NODE_ARRAY)) {
        struct body read = body_of_pairs(arena, pairs, "key", "value");

        read.form = STR("application/x-www-form-urlencoded");
        return read;
    }
    if (str_is(mode, "formdata") && node_is(parts, NODE_ARRAY))
        return read_parts(arena, parts, headers);
    if (str_is(mode, "graphql") && node_is(graphql, NODE_OBJECT))
        return read_graphql(arena, graphql);
    return body_unknown(str_format(arena, "the recording has the request body's parts only (%.*s)",
                                   STR_ARGS(data_name(arena, mode))),
                        STR_NONE);
}

bool postman_request_read(struct arena *arena, const struct node *node, struct request *request)
{
    struct str method = node_member_string(node, "method");

    *request = (struct request){
        .method = method.length ? method : STR("GET"), /* the format's default */
        .url = read_url(arena, node_member(node, STR("url"))),
        .fragment = node_member_string(node_member(node, STR("url")), "hash"),
        .headers = headers_from_pairs(arena, node_member(node, STR("header")), "key", "value"),
    };
    request->body = read_body(arena, node_member(node, STR("body")), &request->headers);
    return request->url.length > 0 && node_is(node, NODE_OBJECT);
}
