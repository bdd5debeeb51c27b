#include "call/description.h"

#include "base/file.h"
#include "base/path.h"
#include "base/uri.h"
#include "call/options.h"
#include "http/url.h"
#include "redact/redaction.h"

static bool refuse_server(struct str text, struct error *err)
{
    struct arena arena;

    arena_init(&arena);
    error_raise(err,
                "--server %.*s: expected a URL of http or https, or a path that begins with "
                "\"/\", as /api/v1 does",
                STR_ARGS(redact_asked_url(&arena, text)));
    arena_release(&arena);
    return false;
}

/* A server is a URL or a path. "shop" is neither: as a path it would match nothing, and nobody
   would be told. */
static bool check_servers(const struct oasdrift_list *servers, struct error *err)
{
    for (size_t i = 0; i < servers->count; i++) {
        struct str text = str_of(servers->items[i]);
        struct url url;

        url_split(text, &url);
        if (!(text.length && text.text[0] == '/') && !url_is_http(&url))
            return refuse_server(text, err);
    }
    return true;
}

static bool is_other_url(const char *path)
{
    return str_find(str_of(path), STR("://")) != SIZE_MAX && !uri_is_http(str_of(path)) &&
           !file_exists(path);
}

static struct api *load_api(const char *path, struct openapi_options *openapi,
                            struct references *references, struct error *err)
{
    struct arena arena;
    struct api *api = NULL;
    bool can_be_had = true;

    if (is_other_url(path)) {
        error_raise(err, "%s: a description is a file, or a URL of http or https", path);
        return NULL;
    }
    arena_init(&arena);
    openapi->references = references->documents;
    if (uri_is_http(str_of(path)))
        can_be_had = references_of_url(references, &arena, path, &openapi->references, &path, err);
    if (can_be_had)
        api = openapi_load(path, openapi, err);
    arena_release(&arena);
    return api;
}

struct api *description_load(const char *path, const struct oasdrift_description_options *options,
                             enum format_policy formats, const char *url,
                             struct references *references, struct error *err)
{
    VEC(const char *) servers = {0};
    struct openapi_options openapi = {0};
    struct api *api = NULL;

    if (!check_servers(&options->servers, err))
        return NULL;
    for (size_t i = 0; i < options->servers.count; i++)
        VEC_ADD(&servers, options->servers.items[i]);
    if (url)
        VEC_ADD(&servers, url);
    openapi.servers = servers.items;
    openapi.server_option_count = servers.count;
    if (options_parse_formats(options->formats, formats, &openapi.formats, err))
        api = load_api(path, &openapi, references, err);
    VEC_RELEASE(&servers);
    return api;
}

/* ---- the operations that are meant ---- */

static void fill(struct filter_values values[FILTER_KINDS], const struct oasdrift_filter *from)
{
    const struct oasdrift_list lists[FILTER_KINDS] = {[FILTER_OPERATION] = from->operations,
                                                      [FILTER_METHOD] = from->methods,
                                                      [FILTER_PATH] = from->paths,
                                                      [FILTER_TAG] = from->tags};

    for (int kind = 0; kind < FILTER_KINDS; kind++)
        values[kind] = (struct filter_values){lists[kind].items, lists[kind].count};
}

static bool is_filtered(const struct filter *filter)
{
    for (int kind = 0; kind < FILTER_KINDS; kind++)
        if (filter->only[kind].count || filter->except[kind].count)
            return true;
    return filter->only_servers;
}

static void apply_filter(struct descriptions *descriptions, struct api *api)
{
    const struct oasdrift_operation_options *operations = descriptions->operations;

    fill(descriptions->filter.only, &operations->only);
    fill(descriptions->filter.except, &operations->except);
    descriptions->filter.only_servers = operations->only_servers;
    if (is_filtered(&descriptions->filter))
        filter_apply(&descriptions->filter, api);
}

/* ---- the descriptions of a run ---- */

static struct oasdrift_list join(struct descriptions *descriptions, struct oasdrift_list first,
                                 struct oasdrift_list second)
{
    const char **items = alloc_zeroed(first.count + second.count + 1, sizeof *items);

    for (size_t i = 0; i < first.count; i++)
        items[i] = first.items[i];
    for (size_t i = 0; i < second.count; i++)
        items[first.count + i] = second.items[i];
    VEC_ADD(&descriptions->lists, items);
    return (struct oasdrift_list){items, first.count + second.count};
}

static struct api *load(struct descriptions *descriptions, const struct oasdrift_api *api,
                        struct error *err)
{
    struct oasdrift_description_options options = *descriptions->options;
    struct oasdrift_list overlays;

    if (!descriptions->references_made &&
        !references_init(&descriptions->references, descriptions->options, descriptions->terminal,
                         descriptions->uses, err))
        return NULL;
    descriptions->references_made = true;
    options.servers = join(descriptions, options.servers, api->servers);
    overlays = join(descriptions, options.overlays, api->overlays);
    descriptions->references.documents.overlays = overlays.items;
    descriptions->references.documents.overlay_count = overlays.count;
    return description_load(api->description, &options, FORMATS_STANDARD, api->url,
                            &descriptions->references, err);
}

/* Their findings would be the same ones, and nobody could tell of which API. */
static bool is_loaded(const struct descriptions *descriptions, const struct api *api)
{
    bool is = false;
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < descriptions->apis.count && !is; i++)
        is = descriptions->apis.items[i]->name.length &&
             str_equal(path_normalise(&arena, descriptions->apis.items[i]->document->file),
                       path_normalise(&arena, api->document->file));
    arena_release(&arena);
    return is;
}

struct api *descriptions_add(struct descriptions *descriptions,
                             const struct oasdrift_api *described, struct error *err)
{
    struct api *api = load(descriptions, described, err);

    if (!api)
        return NULL;
    if (descriptions->operations->only_servers && !openapi_has_hosts(api)) {
        openapi_free(api);
        error_raise(err, "--only-servers: no server of %s names a host; --server URL names one",
                    described->description);
        return NULL;
    }
    if (is_loaded(descriptions, api)) {
        openapi_free(api);
        error_raise(err, "%s: two APIs have this description; one may have the recordings of both",
                    described->description);
        return NULL;
    }
    if (described->name)
        openapi_name(api, str_of(described->name));
    apply_filter(descriptions, api);
    VEC_ADD(&descriptions->apis, api);
    return api;
}

bool descriptions_open_old(struct descriptions *descriptions, struct error *err)
{
    const char *path = descriptions->operations->changed_since;

    if (!path)
        return true;
    descriptions->old = load(descriptions, &(struct oasdrift_api){.description = path}, err);
    return descriptions->old != NULL;
}

static bool share_a_name(const struct str *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (str_equal(path_base_name(files[i]), path_base_name(files[j])))
                return true;
    return false;
}

void descriptions_tell_apart(struct descriptions *descriptions, struct arena *arena)
{
    size_t loaded = descriptions->apis.count, count = loaded + descriptions->aside.count;
    struct str *files = ARENA_ARRAY(arena, struct str, count);
    struct str folder;

    for (size_t i = 0; i < loaded; i++)
        files[i] = descriptions->apis.items[i]->document->file;
    for (size_t i = loaded; i < count; i++)
        files[i] = path_normalise(arena, str_of(descriptions->aside.items[i - loaded]));
    if (!share_a_name(files, count))
        return;
    folder = path_common_folder(arena, files, count);
    for (size_t i = 0; i < loaded; i++)
        descriptions->apis.items[i]->folder = folder;
}

bool descriptions_are_read(const struct descriptions *descriptions, struct error *err)
{
    if (descriptions->old && !documents_are_read(descriptions->old->documents, err))
        return false;
    for (size_t i = 0; i < descriptions->apis.count; i++)
        if (!documents_are_read(descriptions->apis.items[i]->documents, err))
            return false;
    return true;
}

void descriptions_release(struct descriptions *descriptions)
{
    openapi_free(descriptions->old);
    for (size_t i = 0; i < descriptions->apis.count; i++)
        openapi_free(descriptions->apis.items[i]);
    for (size_t i = 0; i < descriptions->lists.count; i++)
        free(descriptions->lists.items[i]);
    VEC_RELEASE(&descriptions->apis);
    VEC_RELEASE(&descriptions->lists);
    VEC_RELEASE(&descriptions->aside);
    references_release(&descriptions->references);
}
