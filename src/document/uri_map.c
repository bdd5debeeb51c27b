/* What stands behind absolute URIs: local files by --map-uri, and what may be fetched. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/percent.h"
#include "base/uri.h"
#include "document/documents.h"

bool uri_map_parse(const char *text, struct uri_map *map, struct error *err)
{
    struct str rest = str_of(text);

    map->prefix = str_cut(&rest, '=');
    map->path = rest;
    if (!rest.length || !uri_is_absolute(map->prefix))
        return error_raise(err,
                           "--map-uri %s: expected PREFIX=PATH, such as "
                           "https://example.com/schemas/=schemas",
                           text);
    return true;
}

bool documents_options_check(const struct documents_options *options, struct error *err)
{
    struct uri_map map;

    for (size_t i = 0; i < options->uri_map_count; i++)
        if (!uri_map_parse(options->uri_maps[i], &map, err))
            return false;
    return true;
}

static const struct uri_map *find_map(const struct documents *documents, struct str uri)
{
    const struct uri_map *best = NULL;

    for (size_t i = 0; i < documents->maps.count; i++) {
        const struct uri_map *map = &documents->maps.items[i];

        if (str_starts_with(uri, map->prefix) &&
            (!best || map->prefix.length > best->prefix.length))
            best = map;
    }
    return best;
}

bool documents_maps(const struct documents *documents, struct str uri)
{
    return find_map(documents, uri) != NULL;
}

/* Is the real path PATH itself, or below it? It might not be, for a URI may hold "%2e%2e". */
static bool stays_below(const char *real, const char *path)
{
    char *root = file_real_path(path);
    bool below = false;

    if (root) {
        struct str start = str_of(root);

        below = str_starts_with(str_of(real), start) &&
                (real[start.length] == '\0' || real[start.length] == '/' || start.length == 1);
    }
    free(root);
    return below;
}

static const struct document *load(struct documents *documents, const struct uri_map *map,
                                   struct str uri, struct error *err)
{
    struct str rest =
        percent_decoded(&documents->arena, str_slice(uri, map->prefix.length, SIZE_MAX));
    bool joint = rest.length && rest.text[0] != '/' && !str_ends_with(map->path, STR("/"));
    struct str path = str_format(&documents->arena, "%.*s%s%.*s", STR_ARGS(map->path),
                                 joint ? "/" : "", STR_ARGS(rest));
    char *real = memchr(rest.text, '\0', rest.length) ? NULL : file_real_path(path.text);
    struct stat status;
    const struct document *document = NULL;

    if (!real || stat(real, &status) != 0 || !S_ISREG(status.st_mode))
        error_raise(err, "--map-uri leads to no file: %.*s", STR_ARGS(path));
    else if (!stays_below(real, map->path.text))
        error_raise(err, "--map-uri leads out of its folder: %.*s", STR_ARGS(path));
    else
        document = documents_load_as(documents, uri, real, path, err);
    free(real);
    return document;
}

/* What is not read is so for one reason: all of a server. To be called before it is raised. */
static void call_unread(struct str text, struct error *err)
{
    struct uri uri;

    if (err && err->raised)
        return;
    uri_split(text, &uri);
    error_unread(err);
    error_about(err, "%.*s", STR_ARGS(uri.authority.length ? uri.authority : STR("unread")));
}

const struct document *document_load_uri(struct documents *documents, struct str uri,
                                         const struct node *site, struct error *err)
{
    const struct uri_map *map = find_map(documents, uri);
    struct error problem = {0};
    const struct document *document = documents_known(documents, uri);
    struct str shown;

    if (!document && !map && documents->options.self) {
        documents_collect(documents);
        document = documents_known(documents, uri);
    }
    if (document)
        return document;
    shown = documents_show_uri(documents, uri);
    if (!map && (!documents->options.fetch || !uri_is_http(uri))) {
        call_unread(uri, err);
        error_raise_node(err, site,
                         "remote references are off: \"%.*s\" (--map-uri serves it from a file%s)",
                         STR_ARGS(shown), uri_is_http(uri) ? ", --allow-ref HOST fetches it" : "");
        return NULL;
    }
    document =
        map ? load(documents, map, uri, &problem) : documents_fetch(documents, uri, &problem);
    if (document)
        return document;
    if (problem.unread)
        call_unread(uri, err);
    else
        error_about(err, "%.*s", STR_ARGS(shown));
    error_raise_node(err, site, "$ref leads to \"%.*s\": %s", STR_ARGS(shown), problem.message);
    return NULL;
}
