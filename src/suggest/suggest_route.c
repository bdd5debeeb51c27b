/* Operations, paths and servers that are not described. */
#include "base/strbuf.h"
#include "http/url.h"
#include "openapi/route.h"
#include "suggest/action.h"

/* The path without the base of the longest server that it lies under. */
static struct str without_base(const struct api *api, struct str path)
{
    size_t longest = 0;

    for (size_t i = 0; i < api->server_count; i++) {
        struct str base = api->servers[i].base;

        if (base.length > longest && str_starts_with(path, base) && path.length > base.length &&
            path.text[base.length] == '/')
            longest = base.length;
    }
    return str_slice(path, longest, SIZE_MAX);
}

static const struct plural {
    const char *plural, *singular;
} plurals[] = {
    {"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"tches", "tch"}, {"nches", "nch"},
    {"xes", "x"}, {"ss", "ss"},   {"us", "us"},   {"s", ""},
};

/* An expression named after the segment before it, its plural undone; its number tells those of one
   path apart. */
static void add_expression(struct strbuf *out, struct str before, int number)
{
    size_t i = 0;

    while (i < ARRAY_LENGTH(plurals) && !str_ends_with(before, str_of(plurals[i].plural)))
        i++;
    if (i < ARRAY_LENGTH(plurals))
        before.length -= strlen(plurals[i].plural);
    strbuf_addf(out, "/{%.*s%sId", STR_ARGS(before),
                i < ARRAY_LENGTH(plurals) ? plurals[i].singular : "");
    if (number > 1)
        strbuf_addf(out, "%d", number);
    strbuf_add_char(out, '}');
}

/* "/pets/{}/toys/{}" to "/pets/{petId}/toys/{toyId2}". */
static struct str name_expressions(struct arena *arena, struct str path)
{
    struct strbuf out;
    struct str before = STR("item"), template, rest = str_slice(path, 1, SIZE_MAX);
    int number = 0;

    strbuf_init(&out, SIZE_MAX);
    while (rest.text) {
        struct str segment = str_cut(&rest, '/');

        if (str_is(segment, "{}")) {
            add_expression(&out, before, ++number);
            before = STR("item");
            continue;
        }
        strbuf_add_char(&out, '/');
        strbuf_add(&out, segment);
        if (segment.length && ascii_is_alpha(segment.text[0]))
            before = segment;
    }
    template = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return template;
}

/* The operation as far as one exchange shows it. */
static void add_exchange(struct look *look, struct action *action)
{
    const struct request *request = &look->exchange->request;

    seen_types_add(look->suggestion, &action->request_types, &request->headers, &request->body);
    action_add_query(look->suggestion, action, look_query(look), STR_NONE);
    if (look->exchange->response.status)
        action_add_response(look->suggestion, action, &look->exchange->response);
}

/* Where paths are listed: also in another file. */
static struct target paths_target(struct look *look)
{
    const struct node *paths = openapi_paths(look->suggestion->api);

    return paths && node_document(paths) != look->suggestion->api->document
               ? target_of(look, paths)
               : own_target(look->suggestion, STR("$.paths"));
}

void suggest_path(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct arena *scratch = &suggestion->scratch;
    struct str url = redact_url(suggestion->redaction, scratch, look->exchange->request.url);
    struct str path = without_base(suggestion->api, path_generalise(scratch, url));
    struct str template = name_expressions(scratch, path);
    struct target target = paths_target(look);
    struct action *action;

    if (!target.document)
        return;
    action = action_for(suggestion, ACTION_OPERATION, target,
                        str_format(scratch, "%.*s %.*s", STR_ARGS(look->exchange->request.method),
                                   STR_ARGS(template)),
                        look->finding->rule);
    if (!seen_again(look, action))
        return;
    if (!action->path.text)
        action->path = action->variables = str_copy(&suggestion->arena, template);
    add_exchange(look, action);
}

/* Bytes of the URL's path before what some path of the description matches: the base of a server
   that is not described. SIZE_MAX: no path matches any part of it. */
static size_t unknown_base(const struct look *look, struct str path)
{
    struct suggestion *suggestion = look->suggestion;
    struct route route;

    for (size_t at = 0; at < path.length; at++) {
        if (path.text[at] != '/')
            continue;
        route_match(suggestion->api, look->exchange->request.method,
                    str_format(&suggestion->scratch, "%.*s%.*s",
                               STR_ARGS(suggestion->api->servers[0].base),
                               STR_ARGS(str_slice(path, at, SIZE_MAX))),
                    &route);
        if (route.miss == ROUTE_FOUND || route.miss == ROUTE_NO_METHOD ||
            route.miss == ROUTE_LEFT_OUT)
            return at;
    }
    return SIZE_MAX;
}

/* Suggests the server, and the path too where the rest of the URL is not known either. What lies
   under an unknown server was not judged: a second run is needed to tell what else is not described
   there. */
void suggest_server(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct url parts;
    struct str url;
    size_t base;

    url_split(redact_url(suggestion->redaction, &suggestion->scratch, look->exchange->request.url),
              &parts);
    base = unknown_base(look, parts.path);
    url = parts.host.length
              ? str_format(&suggestion->scratch, "%.*s://%.*s%s%.*s%.*s", STR_ARGS(parts.scheme),
                           STR_ARGS(parts.host), parts.port.length ? ":" : "", STR_ARGS(parts.port),
                           STR_ARGS(str_slice(parts.path, 0, base == SIZE_MAX ? 0 : base)))
              : str_slice(parts.path, 0, base == SIZE_MAX ? 0 : base);
    if (url.length == 0)
        url = STR("/");
    seen_again(look, action_for(suggestion, ACTION_SERVER, own_target(suggestion, STR("$")), url,
                                look->finding->rule));
    if (base == SIZE_MAX)
        suggest_path(look);
}

/* Does the path item declare the path parameter for all of its operations? */
static bool is_declared(struct suggestion *suggestion, const struct node *path_item,
                        struct str name)
{
    const struct node *parameters = node_member(path_item, STR("parameters"));

    if (!node_is(parameters, NODE_ARRAY))
        return false;
    for (const struct node *item = node_first(parameters); item < node_end(parameters);
         item = node_next(item)) {
        const struct node *parameter = openapi_dereference(suggestion->api, item);

        if (str_equal(node_string(node_member(parameter, STR("name"))), name) &&
            str_is(node_string(node_member(parameter, STR("in"))), "path"))
            return true;
    }
    return false;
}

static struct str undeclared_variables(struct suggestion *suggestion, const struct route *route)
{
    struct str text = STR("");

    for (size_t i = 0; i < route->parameter_count; i++)
        if (!is_declared(suggestion, route->path_item, route->parameters[i].name))
            text = str_format(&suggestion->arena, "%.*s/{%.*s}", STR_ARGS(text),
                              STR_ARGS(route->parameters[i].name));
    return text.length ? text : STR_NONE;
}

void suggest_method(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct route route;
    struct target target;
    struct action *action;

    route_match(suggestion->api, look->exchange->request.method, look->exchange->request.url,
                &route);
    if (route.miss != ROUTE_NO_METHOD)
        return;
    target = target_of(look, route.path_item);
    if (!target.document)
        return;
    action = action_for(suggestion, ACTION_OPERATION, target, look->exchange->request.method,
                        look->finding->rule);
    if (!seen_again(look, action))
        return;
    if (!action->variables.text)
        action->variables = undeclared_variables(suggestion, &route);
    add_exchange(look, action);
}
