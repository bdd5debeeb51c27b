/* oasdrift_explain_routes: the operations of a description, or which one a request hits and why. */
#include "base/data_span.h"
#include "call/caller.h"
#include "call/description.h"
#include "call/options.h"
#include "call/outputs.h"
#include "document/held_names.h"
#include "http/url.h"
#include "openapi/route.h"
#include "openapi/secrets.h"

/* The operationId of an operation that is a $ref is known once the $ref is followed. */
static void open_references(struct api *api, struct operation *operations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_member(operations[i].place, STR("$ref")))
            operation_open(api, &operations[i]);
}

static void open_operations(struct api *api)
{
    open_references(api, api->operations, api->operation_count);
    openapi_list_calls(api);
    open_references(api, api->calls, api->call_count);
}

static bool tell_operations(struct api *api, struct reports *reports, struct error *err)
{
    open_operations(api);
    return reports_routes(reports, &(struct routes){.api = api}, err);
}

/* A raw text of the URL, as its length. */
static struct str length_of(const struct sealing *sealing, struct arena *arena, struct str text)
{
    return text.length ? seal_message(sealing, arena, data_text(arena, text)) : text;
}

/* VALUES_NONE: what of the request is not the description's. */
static void seal_request(const struct sealing *sealing, struct arena *arena,
                         struct routes_request *request, struct route_explanation *explanation)
{
    struct route *route = &explanation->route;
    struct url url;

    url_split(request->url, &url);
    request->method = seal_name(sealing, arena, request->method);
    request->url = seal_path(sealing, arena, route->path.length ? route->path : url.path);
    if (!explanation->server)
        route->base = seal_path(sealing, arena, route->base);
    route->query = length_of(sealing, arena, route->query);
    for (size_t i = 0; i < route->parameter_count; i++)
        route->parameters[i].value = length_of(sealing, arena, route->parameters[i].value);
    for (size_t i = 0; i < explanation->candidate_count; i++) {
        struct route_candidate *candidate = &explanation->candidates[i];

        candidate->found = length_of(sealing, arena, candidate->found);
    }
}

/* Which operation is hit; *code: whether one is. */
static bool tell_request(const struct api *api, struct str method, struct str url,
                         enum shown_values values, struct reports *reports, int *code,
                         struct error *err)
{
    struct held_names *held = held_names_new(api->documents);
    const struct sealing sealing = {.values = values,
                                    .holds = held_names_have,
                                    .holds_segment = held_names_have_segment,
                                    .context = held};
    struct route_explanation explanation;
    struct routes_request request = {.method = method, .explanation = &explanation};
    struct redaction *redaction = redaction_new();
    struct arena arena;
    bool told;

    arena_init(&arena);
    openapi_tell_secrets(api, redaction);
    request.url = redact_url(redaction, &arena, url); /* it hits the same operation */
    request.method = redact_message(&arena, method);  /* the two may have changed places */
    redaction_free(redaction);
    route_explain(api, &arena, method, request.url, &explanation);
    if (values == VALUES_NONE)
        seal_request(&sealing, &arena, &request, &explanation);
    told = reports_routes(reports, &(struct routes){.api = api, .request = &request}, err);
    *code = explanation.route.operation ? OASDRIFT_OK : OASDRIFT_FINDINGS;
    arena_release(&arena);
    held_names_free(held);
    return told;
}

/* The description; NULL and err: it, or a report, cannot be had. */
static struct api *open_all(const char *description,
                            const struct oasdrift_explain_routes_options *options,
                            struct file_uses *uses, struct references *references,
                            struct reports *reports, struct error *err)
{
    const struct oasdrift_outcome_options outcome = {.reports = options->reports};

    if (!outputs_tell(uses, &options->reports, true, err) ||
        !outputs_spare(uses, &options->read_already, err) ||
        !outputs_open(reports, REPORT_ROUTES, &outcome, &options->terminal, SEVERITY_ERROR, err) ||
        !references_init(references, &options->description, &options->terminal, uses, err))
        return NULL;
    return description_load(description, &options->description, FORMATS_STANDARD, NULL, references,
                            err);
}

int oasdrift_explain_routes(const char *description, const char *method, const char *url,
                            const struct oasdrift_explain_routes_options *options)
{
    static const struct oasdrift_explain_routes_options defaults;
    struct references references = {0};
    struct file_uses uses;
    struct reports reports = {0};
    enum shown_values values;
    struct error err = {0};
    struct api *api = NULL;
    int code = OASDRIFT_OK;
    bool told;

    if (!options)
        options = &defaults;
    file_uses_init(&uses);
    if (options_parse_values(options->values, &values, &err))
        api = open_all(description, options, &uses, &references, &reports, &err);
    told = api && (method && url ? tell_request(api, str_of(method), str_of(url), values, &reports,
                                                &code, &err)
                                 : tell_operations(api, &reports, &err));
    if (!api || !file_uses_are_kept(&uses, &err))
        code = OASDRIFT_UNUSABLE;
    else if (!told || !reports_commit(&reports, &err))
        code = OASDRIFT_INTERNAL;
    if (err.raised)
        caller_say(&options->terminal, err.message);
    openapi_free(api);
    references_release(&references);
    reports_release(&reports);
    file_uses_release(&uses);
    return code;
}
