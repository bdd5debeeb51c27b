#include "source/access_line.h"

#include "source/recorded_value.h"
#include "stream/json_sketch.h"

/* Where a field may stand, the surest name first; points lead into objects. */
static const char *const methods[] = {"request_method",
                                      "RequestMethod",
                                      "request.method",
                                      "http.request.method",
                                      "method",
                                      "http_method",
                                      "verb",
                                      "httpRequest.requestMethod",
                                      NULL};
static const char *const targets[] = {
    "request_uri", "RequestPath", "request.uri",  "url.original",
    "http.target", "uri",         "request_path", "httpRequest.requestUrl",
    "path",        "url",         "url.path",     NULL};
static const char *const statuses[] = {
    "status",      "DownstreamStatus", "http.response.status_code", "response_code",
    "status_code", "response.status",  "httpRequest.status",        "statusCode",
    NULL};
static const char *const hosts[] = {"host",       "http_host", "RequestHost", "request.host",
                                    "url.domain", "authority", "server_name", NULL};
static const char *const schemes[] = {"scheme", "RequestScheme", "url.scheme", NULL};
static const char *const types[] = {"sent_http_content_type", "response_content_type",
                                    "resp_headers.Content-Type", NULL};
static const char *const times[] = {"time_iso8601", "@timestamp", "timestamp",
                                    "start_time",   "StartUTC",   NULL};
static const char *const queries[] = {"args", "query_string", "url.query", NULL};

static bool has_any(struct str head, const char *const *names)
{
    for (; *names; names++)
        if (sketch_first_line_has(head, *names))
            return true;
    return false;
}

bool access_line_in_json(struct str head)
{
    return !sketch_first_line_has(head, "response") && /* that is an entry of HAR */
           has_any(head, methods) && has_any(head, statuses);
}

/* The first of the names that leads to text; a list's first element stands for it. */
static struct str find(const struct node *object, const char *const *names)
{
    for (; *names; names++) {
        const struct node *member = recorded_member(object, *names);

        if (node_is(member, NODE_ARRAY))
            member = node_element(member, 0);
        if (node_text(member).length)
            return node_text(member);
    }
    return STR_NONE;
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
    if (access->target.length)
        access->target = with_query(arena, object, access->target);
    return access->method.length && access->target.length && access->status.length;
}
