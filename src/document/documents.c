/* The documents of a description: each is in it once, by the names it has. Where they come from is
   told by reach.c, load_file.c and load_uri.c. */
#include "document/documents.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/uri.h"
#include "document/lines.h"
#include "document/origin.h"
#include "document/overlay.h"
#include "document/parents.h"
#include "document/wide.h"

struct documents *documents_new(const struct documents_options *options)
{
    struct documents *documents = alloc_zeroed(1, sizeof *documents);

    arena_init(&documents->arena);
    for (size_t i = 0; options && i < options->allowed_count; i++)
        documents_add_root(documents, options->allowed_directories[i]);
    for (size_t i = 0; options && i < options->uri_map_count; i++) {
        const char *text = str_copy(&documents->arena, str_of(options->uri_maps[i])).text;
        struct uri_map map;

        if (uri_map_parse(text, &map, NULL))
            VEC_ADD(&documents->maps, map);
    }
    if (options)
        documents->options = *options;
    return documents;
}

void documents_free(struct documents *documents)
{
    if (!documents)
        return;
    VEC_RELEASE(&documents->files);
    for (size_t i = 0; i < documents->wide.count; i++)
        wide_release(documents->wide.items[i]);
    VEC_RELEASE(&documents->wide);
    map_release(&documents->names);
    VEC_RELEASE(&documents->roots);
    VEC_RELEASE(&documents->maps);
    arena_release(&documents->arena);
    free(documents);
}

struct arena *documents_arena(struct documents *documents)
{
    return &documents->arena;
}

void documents_visit(const struct documents *documents,
                     void (*visit)(void *context, const struct document *document), void *context)
{
    for (size_t i = 0; i < documents->files.count; i++)
        if (documents->files.items[i]->document)
            visit(context, documents->files.items[i]->document);
}

/* ---- one text ---- */

static bool check_keys(const struct documents *documents, const struct document *document,
                       bool referred, struct error *err)
{
    const struct documents_options *options = &documents->options;
    bool silent = referred && !document_is_declared(document);
    struct duplicate_key twice;

    if (options->twice) {
        if (!silent)
            node_tell_duplicate_keys(document->root, options->twice, options->twice_context);
        return true;
    }
    if (!document_find_duplicate_key(document, &twice))
        return true;
    if (silent)
        return error_raise_node(err, twice.again, "a key stands twice (first at line %zu)",
                                node_position(twice.first).line);
    return error_raise_node(err, twice.again, "key \"%.*s\" stands twice (first at line %zu)",
                            STR_ARGS(node_string(twice.again)), node_position(twice.first).line);
}

/* ---- what is in it ---- */

struct loaded *documents_find(const struct documents *documents, struct str name)
{
    return map_get(&documents->names, name);
}

const struct document *documents_known(const struct documents *documents, struct str uri)
{
    const struct loaded *loaded = documents_find(documents, uri);

    return loaded ? loaded->document : NULL;
}

struct loaded *documents_add(struct documents *documents, struct str name)
{
    struct loaded *loaded = ARENA_NEW(&documents->arena, struct loaded);

    VEC_ADD(&documents->files, loaded);
    *map_put(&documents->names, str_copy(&documents->arena, name)) = loaded;
    return loaded;
}

const struct document *documents_raise(const struct loaded *loaded, struct error *err)
{
    if (!loaded->document)
        error_raise(err, "%s", loaded->problem);
    if (!loaded->document && loaded->unread)
        error_unread(err);
    return loaded->document;
}

/* ---- what a document calls itself (OpenAPI 3.2, 4.1.2.2.1) ---- */

/* Does it lie on the server of the description, and have a name as that calls itself? */
static bool is_of_entry(const struct documents *documents, const struct document *document,
                        struct str uri)
{
    const struct document *entry = documents->files.items[0]->document;

    return entry && uri_shares_origin(entry->found, document->found) &&
           uri_shares_origin(entry->uri, uri);
}

/* A document's own name is the base of its references, and the URI by which others may know it. So
   no two documents may share one, and a fetched document that a reference led to cannot stand in
   for one that lies elsewhere. */
static bool take_name(struct documents *documents, struct loaded *loaded, struct document *document,
                      bool foreign, struct error *err)
{
    struct str self = documents->options.self ? documents->options.self(document->root) : STR_NONE;
    const struct node *site = self.text ? node_member(document->root, STR("$self")) : NULL;
    const struct loaded *other;
    struct str uri;

    if (!site || (!document->found.text && !uri_is_absolute(self)))
        return true;
    uri = uri_resolve(&documents->arena, document->found, uri_without_fragment(self, NULL));
    if (foreign && !uri_shares_origin(uri, document->found) &&
        !is_of_entry(documents, document, uri))
        return error_raise_node(err, site,
                                "a document fetched from %.*s cannot be \"%.*s\", which lies "
                                "elsewhere",
                                STR_ARGS(document->file), STR_ARGS(uri));
    other = documents_find(documents, uri);
    if (other && other != loaded && other->document)
        return error_raise_node(err, site, "$self is \"%.*s\", and so is %.*s", STR_ARGS(uri),
                                STR_ARGS(other->document->file));
    document->uri = uri;
    *map_put(&documents->names, uri) = loaded;
    return true;
}

/* ---- reading ---- */

void documents_index(struct documents *documents, struct document *document)
{
    parents_build(document, &documents->arena);
    if (document->wide)
        VEC_ADD(&documents->wide, document->wide);
}

bool documents_read(struct documents *documents, struct loaded *loaded, const struct origin *origin,
                    struct error *err)
{
    struct document *document = origin_read(&documents->arena, origin, err);

    if (!document)
        return false;
    document->uri = document->found = origin->found; /* nobody else has seen it yet */
    documents_index(documents, document);
    lines_build(document); /* threads share it from here on */
    if (!check_keys(documents, document, origin->referred, err))
        return false;
    if (!take_name(documents, loaded, document, origin->foreign, err))
        return false;
    loaded->document = document;
    return true;
}

bool documents_has_room(const struct documents *documents, struct str shown, struct error *err)
{
    return documents->files.count <= DOCUMENTS_MAX_FILES ||
           error_raise(err, "%.*s: the description spans more than %d files", STR_ARGS(shown),
                       DOCUMENTS_MAX_FILES);
}

void documents_keep_problem(struct documents *documents, struct loaded *loaded,
                            const struct error *err)
{
    loaded->problem = str_copy(&documents->arena, str_of(err->message)).text;
    loaded->unread = err->unread;
}

bool documents_are_read(const struct documents *documents, struct error *err)
{
    return !documents->failure || error_raise(err, "%s", documents->failure);
}

/* ---- the first ---- */

const struct document *document_load(struct documents *documents, const char *path,
                                     struct error *err)
{
    bool entry = documents->files.count == 0;
    const struct document *document = documents->options.fetch && uri_is_http(str_of(path))
                                          ? documents_fetch_entry(documents, path, err)
                                          : documents_load_entry(documents, path, err);

    if (!document || !entry)
        return document;
    document = overlays_apply(documents, document, err);
    documents->files.items[0]->document = document; /* for references to its own file */
    return document;
}
