/* Documents that are fetched by their URIs. */
#include "base/uri.h"
#include "document/documents.h"
#include "document/origin.h"

enum { URI_SHOWN_BYTES = 300 }; /* before what is wrong with it, which must not be cut off */

struct str documents_show_uri(struct documents *documents, struct str uri)
{
    return documents->options.show_uri ? documents->options.show_uri(&documents->arena, uri) : uri;
}

static void fetch_new(struct documents *documents, struct loaded *loaded, struct str uri,
                      bool referred)
{
    const struct documents_options *options = &documents->options;
    struct origin origin = {.foreign = referred, .referred = referred};
    struct fetched fetched;
    struct error err = {0};
    const struct loaded *same;

    if (!documents_has_room(documents, uri, &err) ||
        !options->fetch(options->fetch_context, uri, &fetched, &err)) {
        documents_keep_problem(documents, loaded, &err);
        return;
    }
    loaded->read = true;
    same = documents_find(documents, fetched.uri);
    origin.text = fetched.text;
    origin.shown = documents_show_uri(documents, referred ? fetched.uri : uri);
    origin.found = fetched.uri;
    if (same && same != loaded)
        *loaded = *same;
    else if (!documents_read(documents, loaded, &origin, &err))
        documents_keep_problem(documents, loaded, &err);
    else
        *map_put(&documents->names, fetched.uri) = loaded; /* it is not fetched again by this */
}

static struct loaded *fetch_once(struct documents *documents, struct str uri, bool referred)
{
    struct loaded *loaded;

    uri = uri_normalise(&documents->arena, uri);
    loaded = documents_find(documents, uri);
    if (!loaded) {
        uri = str_copy(&documents->arena, uri);
        loaded = documents_add(documents, uri);
        fetch_new(documents, loaded, uri, referred);
    }
    return loaded;
}

const struct document *documents_fetch(struct documents *documents, struct str uri,
                                       struct error *err)
{
    return documents_raise(fetch_once(documents, uri, true), err);
}

const struct document *documents_fetch_entry(struct documents *documents, const char *path,
                                             struct error *err)
{
    struct str uri = uri_without_fragment(str_of(path), NULL);
    struct loaded *loaded = fetch_once(documents, uri, false);
    struct str shown;

    if (loaded->document || loaded->read)
        return documents_raise(loaded, err);
    shown = documents_show_uri(documents, uri);
    error_raise(err, "%.*s%s: %s", STR_ARGS(str_slice(shown, 0, URI_SHOWN_BYTES)),
                shown.length > URI_SHOWN_BYTES ? "..." : "", loaded->problem);
    return NULL;
}
