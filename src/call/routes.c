/* oasdrift_explain_routes: the operations of a description, or which one a request hits and why. */
#include <stdio.h>

#include "call/caller.h"
#include "call/description.h"
#include "http/url.h"
#include "report/routes.h"

static bool wants_json(const struct oasdrift_list *reports, bool *json, struct error *err)
{
    *json = false;
    for (size_t i = 0; i < reports->count; i++) {
        *json = strcmp(reports->items[i], "json") == 0;
        if (!*json && strcmp(reports->items[i], "text") != 0)
            return error_raise(err, "report %s: routes are told as text or json",
                               reports->items[i]);
    }
    return true;
}

static int explain_request(struct routes *routes, struct str method, struct str url, bool as_json)
{
    struct str shown = url_without_password(&routes->arena, url);
    struct route_explanation explanation;

    route_explain(routes->api, &routes->arena, method, url, &explanation);
    if (as_json)
        routes_request_json(routes, method, shown, &explanation);
    else
        routes_request_text(routes, method, shown, &explanation);
    return explanation.route.operation ? OASDRIFT_OK : OASDRIFT_FINDINGS;
}

/* An operation that is a reference tells its operationId once it is followed. */
static void open_references(struct api *api, struct operation *operations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_member(operations[i].place, STR("$ref")))
            operation_open(api, &operations[i]);
}

static int explain_list(struct routes *routes, bool as_json)
{
    struct api *api = routes->api;

    open_references(api, api->operations, api->operation_count);
    openapi_list_calls(api);
    open_references(api, api->calls, api->call_count);
    if (as_json)
        routes_list_json(routes);
    else
        routes_list_text(routes);
    return OASDRIFT_OK;
}

static bool write_out(const struct strbuf *out)
{
    return out->length == 0 ||
           (fwrite(out->text, 1, out->length, stdout) == out->length && fflush(stdout) == 0);
}

int oasdrift_explain_routes(const char *description, const char *method, const char *url,
                            const struct oasdrift_explain_routes_options *options)
{
    static const struct oasdrift_explain_routes_options defaults;
    struct routes routes = {.api = NULL};
    struct references references = {0};
    struct error err = {0};
    int code = OASDRIFT_OK;
    bool as_json;

    if (!options)
        options = &defaults;
    arena_init(&routes.arena);
    strbuf_init(&routes.out, SIZE_MAX);
    if (wants_json(&options->reports, &as_json, &err) &&
        references_init(&references, &options->description, &options->terminal, &err))
        routes.api = description_load(description, &options->description, FORMATS_STANDARD, NULL,
                                      &references, &err);
    if (!routes.api)
        code = caller_unusable(&options->terminal, &err);
    else if (method && url)
        code = explain_request(&routes, str_of(method), str_of(url), as_json);
    else
        code = explain_list(&routes, as_json);
    if (!write_out(&routes.out))
        code = OASDRIFT_INTERNAL;
    openapi_free(routes.api);
    references_release(&references);
    strbuf_release(&routes.out);
    arena_release(&routes.arena);
    return code;
}
