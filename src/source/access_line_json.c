#include "source/access_line.h"

#include <stdio.h>

#include "source/recorded_value.h"
#include "stream/json_sketch.h"

/* Where a field may stand, the surest name first; points lead into objects. */
static const char *const methods[] = {"request_method",
                                      "RequestMethod",
                                      "request.method",
                                      "http.request.method",
                                      "method",
                                      "http_method",
                                      "httpMethod",
                                      "requestMethod",
                                      "verb",
                                      "httpRequest.requestMethod",
                                      "jsonPayload.httpRequest.requestMethod",
                                      "req.method",               /* pino, bunyan */
                                      "meta.req.method",          /* winston */
                                      "ClientRequestMethod",      /* Cloudflare */
                                      "Properties.RequestMethod", /* Serilog */
                                      "properties.httpMethod",    /* Azure */
                                      "properties.CsMethod",
                                      "reqMethod", /* Akamai */
                                      NULL};
static const char *const targets[] = {"request_uri",
                                      "RequestPath",
                                      "request.uri",
                                      "request.url",
                                      "url.original",
                                      "http.target",
                                      "uri",
                                      "request_path",
                                      "httpRequest.requestUrl",
                                      "jsonPayload.httpRequest.requestUrl",
                                      "path",
                                      "url",
                                      "url.path",
                                      "req.url",
                                      "meta.req.url",
                                      "ClientRequestURI",
                                      "ClientRequestPath",
                                      "Properties.RequestPath",
                                      "properties.requestUri",
                                      "properties.CsUriStem",
                                      "reqPath",
                                      "requestPath",
                                      "requestUri",
                                      "resourcePath", /* API Gateway: the template */
                                      NULL};
static const char *const statuses[] = {"status",
                                       "DownstreamStatus",
                                       "http.response.status_code",
                                       "response_code",
                                       "status_code",
                                       "response.status",
                                       "httpRequest.status",
                                       "jsonPayload.httpRequest.status",
                                       "statusCode",
                                       "StatusCode",
                                       "responseCode",
                                       "http_status",
                                       "res.statusCode",
                                       "res.status",
                                       "meta.res.statusCode",
                                       "EdgeResponseStatus",
                                       "Properties.StatusCode",
                                       "properties.httpStatus",
                                       "properties.ScStatus",
                                       "response", /* Logstash */
                                       NULL};
static const char *const hosts[] = {
    "host",      "http_host",   "RequestHost",       "request.host",    "url.domain",
    "authority", "server_name", "ClientRequestHost", "properties.host", "reqHost",
    NULL};
static const char *const schemes[] = {"scheme", "RequestScheme", "url.scheme",
                                      "ClientRequestScheme", NULL};
static const char *const types[] = {"sent_http_content_type",    "response_content_type",
                                    "resp_headers.Content-Type", "res.headers.content-type",
                                    "EdgeResponseContentType",   NULL};
static const char *const times[] = {"time_iso8601", "@timestamp", "timestamp", "start_time",
                                    "StartUTC",     "@t",         NULL};
static const char *const queries[] = {
    "args", "query_string", "url.query", "queryStr", "properties.requestQuery", NULL};
/* Names that most write the path to and nothing behind it: where it has no query, and no field of
   its own has one, nothing is known of it. */
static const char *const path_targets[] = {"uri",
                                           "path",
                                           "request_path",
                                           "requestPath",
                                           "resourcePath",
                                           "reqPath",
                                           "ClientRequestPath",
                                           "Properties.RequestPath",
                                           "properties.CsUriStem",
                                           NULL};
/* Envoy's `path` has the query. */
static const char *const envoy[] = {"response_flags", "response_code", NULL};
/* A whole request line, or its method and template. */
static const char *const lines[] = {"request", "request_line", "requestLine", "routeKey", NULL};
static const char *const wrappers[] = {"log",      "message",     "msg", "MESSAGE",
                                       "@message", "textPayload", NULL};

static bool list_has(struct str head, const char *const *names)
{
    char path[80];

    for (; *names; names++)
        if (snprintf(path, sizeof path, "[].%s", *names) < (int)sizeof path &&
            sketch_has(head, path))
            return true;
    return false;
}

bool access_line_in_list(struct str head)
{
    return list_has(head, methods) && list_has(head, statuses) && list_has(head, targets) &&
           !sketch_has(head, "[].response");
}

/* A list's first element stands for it. */
static struct str text_of(const struct node *object, const char *name)
{
    const struct node *member = recorded_member(object, name);

    return node_text(node_is(member, NODE_ARRAY) ? node_element(member, 0) : member);
}

/* The first of the names that leads to text; NULL: none does. */
static const char *find_name(const struct node *object, const char *const *names)
{
    while (*names && !text_of(object, *names).length)
        names++;
    return *names;
}

static struct str find(const struct node *object, const char *const *names)
{
    const char *name = find_name(object, names);

    return name ? text_of(object, name) : STR_NONE;
}

static bool has_any(const struct node *object, const char *const *names)
{
    while (*names && !recorded_member(object, *names))
        names++;
    return *names != NULL;
}

static bool is_path_alone(const struct node *object, struct str target)
{
    const char *name = find_name(object, targets);
    size_t i = 0;

    if (!name || str_find_char(target, '?') < target.length || has_any(object, queries) ||
        has_any(object, envoy))
        return false;
    while (path_targets[i] && !str_is(str_of(name), path_targets[i]))
        i++;
    return path_targets[i] != NULL;
}

/* A path whose query is a field of its own. */
static struct str with_query(struct arena *arena, const struct node *object, struct str target)
{
    struct str query = find(object, queries);

    if (query.length == 0 || str_is(query, "-") || str_find_char(target, '?') < target.length)
        return target;
    return str_format(arena, "%.*s%s%.*s", STR_ARGS(target),
                      str_starts_with(query, STR("?")) ? "" : "?", STR_ARGS(query));
}

/* nginx's $request; Logstash's `request` is the target alone, API Gateway's routeKey has no
   version. */
static void fill_from_line(const struct node *object, struct access_line *access)
{
    struct str text = find(object, lines), method = text;
    struct access_line whole = {0};

    if (access->target.length || text.length == 0)
        return;
    if (access_request_line(text, &whole)) {
        access->method = access->method.length ? access->method : whole.method;
        access->target = whole.target;
        return;
    }
    if (!str_starts_with(text, STR("/")))
        str_cut(&text, ' ');
    if (!str_starts_with(text, STR("/")))
        return;
    access->method = access->method.length ? access->method : str_cut(&method, ' ');
    access->target = text;
}

bool access_line_read_json(struct arena *arena, const struct node *object,
                           struct access_line *access)
{
    *access = (struct access_line){
        .method = find(object, methods),
        .scheme = find(object, schemes),
        .host = find(object, hosts),
        .target = find(object, targets),
        .content_type = find(object, types),
        .status = find(object, statuses),
        .time = find(object, times),
    };
    fill_from_line(object, access);
    access->path_alone = is_path_alone(object, access->target);
    if (access->target.length)
        access->target = with_query(arena, object, access->target);
    return access->method.length && access->target.length && access->status.length;
}

struct str access_line_wrapped(const struct node *object)
{
    for (const char *const *name = wrappers; *name; name++) {
        const struct node *text = node_member(object, str_of(*name));

        if (node_is(text, NODE_STRING))
            return str_trim(node_string(text));
    }
    return STR_NONE;
}
