#include "document/documents.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/path.h"
#include "base/percent.h"
#include "base/repository.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "document/lines.h"
#include "document/origin.h"
#include "document/overlay.h"
#include "document/parents.h"
#include "document/wide.h"

static void add_root(struct documents *documents, const char *directory)
{
    char *real = file_real_path(directory);

    if (real)
        VEC_ADD(&documents->roots, str_copy(&documents->arena, str_of(real)).text);
    free(real);
}

/* The folder itself, which may be a hidden one, and the repository around it. */
static void add_roots(struct documents *documents, struct str folder)
{
    const char *path = str_copy(&documents->arena, folder).text;
    char *real = file_real_path(path);
    struct str repository = real ? repository_folder(&documents->arena, str_of(real)) : STR_NONE;

    add_root(documents, path);
    if (repository.text)
        add_root(documents, repository.text);
    free(real);
}

struct documents *documents_new(const struct documents_options *options)
{
    struct documents *documents = alloc_zeroed(1, sizeof *documents);

    arena_init(&documents->arena);
    for (size_t i = 0; options && i < options->allowed_count; i++)
        add_root(documents, options->allowed_directories[i]);
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

/* Of a folder and a path in it: the rest of the path, from its '/' on; STR_NONE: it lies elsewhere.
 */
static struct str path_within(struct str root, struct str path)
{
    if (str_is(root, "/"))
        return path;
    if (!str_starts_with(path, root) ||
        (path.length > root.length && path.text[root.length] != '/'))
        return STR_NONE;
    return str_slice(path, root.length, SIZE_MAX);
}

enum documents_reach documents_reach(const struct documents *documents, struct str real)
{
    enum documents_reach reach = REACH_OUTSIDE;

    for (size_t i = 0; i < documents->roots.count; i++) {
        struct str rest = path_within(str_of(documents->roots.items[i]), real);

        if (rest.text && str_find(rest, STR("/.")) >= rest.length)
            return REACH_ALLOWED;
        if (rest.text)
            reach = REACH_HIDDEN;
    }
    return reach;
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

/* ---- files ---- */

static struct loaded *find_loaded(const struct documents *documents, struct str name)
{
    return map_get(&documents->names, name);
}

const struct document *documents_known(const struct documents *documents, struct str uri)
{
    const struct loaded *loaded = find_loaded(documents, uri);

    return loaded ? loaded->document : NULL;
}

static struct loaded *add_loaded(struct documents *documents, struct str name)
{
    struct loaded *loaded = ARENA_NEW(&documents->arena, struct loaded);

    VEC_ADD(&documents->files, loaded);
    *map_put(&documents->names, str_copy(&documents->arena, name)) = loaded;
    return loaded;
}

static const struct document *raise_problem(const struct loaded *loaded, struct error *err)
{
    if (!loaded->document)
        error_raise(err, "%s", loaded->problem);
    if (!loaded->document && loaded->unread)
        error_unread(err);
    return loaded->document;
}

/* "file:///a%20b": characters that would end a path, or that would look encoded, are
   percent-encoded. */
static struct str file_uri(struct arena *arena, const char *path)
{
    struct strbuf text;
    struct str uri;

    if (path[0] != '/')
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "file://");
    for (; *path; path++)
        if (char_is_any(*path, "%?# "))
            strbuf_addf(&text, "%%%02X", (unsigned)*path);
        else
            strbuf_add_char(&text, *path);
    uri = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return uri;
}

/* ---- what a document calls itself (OpenAPI 3.2, 4.1.2.2.1) ---- */

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
    if (foreign && !uri_shares_origin(uri, document->found))
        return error_raise_node(err, site,
                                "a document fetched from %.*s cannot be \"%.*s\", which lies "
                                "elsewhere",
                                STR_ARGS(document->file), STR_ARGS(uri));
    other = find_loaded(documents, uri);
    if (other && other != loaded && other->document)
        return error_raise_node(err, site, "$self is \"%.*s\", and so is %.*s", STR_ARGS(uri),
                                STR_ARGS(other->document->file));
    document->uri = uri;
    *map_put(&documents->names, uri) = loaded;
    return true;
}

/* ---- loading ---- */

void documents_index(struct documents *documents, struct document *document)
{
    parents_build(document, &documents->arena);
    if (document->wide)
        VEC_ADD(&documents->wide, document->wide);
}

/* How the file is opened. */
enum opening {
    OPEN_PATH, /* as the user named it */
    OPEN_REAL  /* by the real path that was found to be allowed */
};

static bool load_text(struct documents *documents, struct loaded *loaded,
                      const struct origin *origin, struct error *err)
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

static bool has_room(const struct documents *documents, struct str shown, struct error *err)
{
    return documents->files.count <= DOCUMENTS_MAX_FILES ||
           error_raise(err, "%.*s: the description spans more than %d files", STR_ARGS(shown),
                       DOCUMENTS_MAX_FILES);
}

static void keep_problem(struct documents *documents, struct loaded *loaded,
                         const struct error *err)
{
    loaded->problem = str_copy(&documents->arena, str_of(err->message)).text;
    loaded->unread = err->unread;
}

/* Is it the system that cannot read, and not the file that cannot be read? */
static bool is_of_the_system(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOMEM || error == EIO ||
           error == ENOBUFS || error == ESTALE;
}

static bool read_origin(struct documents *documents, const char *path, enum opening opening,
                        struct origin *origin, struct error *err)
{
    errno = 0;
    if ((opening == OPEN_REAL ? file_read_real : file_read)(&documents->arena, path,
                                                            DOCUMENT_MAX_BYTES, &origin->text, err))
        return true;
    if (is_of_the_system(errno) && !documents->failure)
        documents->failure = str_copy(&documents->arena, str_of(err->message)).text;
    return false;
}

bool documents_are_read(const struct documents *documents, struct error *err)
{
    return !documents->failure || error_raise(err, "%s", documents->failure);
}

/* ---- files that references name ---- */

static void tell_reference(struct file_uses *uses, struct arena *arena, struct str folder,
                           struct str reference)
{
    struct error refusal = {0}; /* kept by uses */
    struct str path;

    if (str_starts_with(reference, STR("#")) || uri_is_absolute(reference))
        return;
    path = percent_decoded(arena, uri_without_fragment(reference, NULL));
    if (!path.length || memchr(path.text, '\0', path.length))
        return;
    if (path.text[0] != '/')
        path = str_format(arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(path));
    path = path_normalise(arena, path);
    file_uses_allow_as(uses, path.text, path, &refusal);
    arena_clear(arena);
}

/* What a $ref leads to is an input, also where nothing asks for it: no output may be that. */
static void tell_references(struct file_uses *uses, const struct document *document)
{
    struct str folder = path_directory(document->file);
    struct arena arena;

    arena_init(&arena);
    for (const struct node *node = document->root; node < node_end(document->root); node++) {
        if (node->kind != NODE_OBJECT)
            continue;
        for (const struct node *key = node_first(node); key < node_end(node);
             key = node_next_key(key))
            if (str_is(node_text(key), "$ref") && node_is(node_value(key), NODE_STRING))
                tell_reference(uses, &arena, folder, node_string(node_value(key)));
    }
    arena_release(&arena);
}

static void load_new(struct documents *documents, struct loaded *loaded, const char *path,
                     enum opening opening, struct str shown, struct str uri)
{
    struct origin origin = {.shown = shown, .found = uri, .referred = opening == OPEN_REAL};
    struct error err = {0};

    if (!has_room(documents, shown, &err) ||
        !file_uses_allow_as(documents->options.uses, path, shown, &err) ||
        !read_origin(documents, path, opening, &origin, &err) ||
        !load_text(documents, loaded, &origin, &err))
        keep_problem(documents, loaded, &err);
    else if (strcmp(path, "-") != 0 && file_uses_overwrite(documents->options.uses))
        tell_references(documents->options.uses, loaded->document);
}

static const struct document *load(struct documents *documents, const char *path,
                                   enum opening opening, struct str shown, struct error *err)
{
    /* A pipe (/dev/fd/63) may have no real path; then its path is taken as it is. */
    char *real = strcmp(path, "-") == 0 ? NULL : file_real_path(path);
    const char *name = real ? real : path;
    struct loaded *loaded = find_loaded(documents, str_of(name));

    if (!loaded) {
        loaded = add_loaded(documents, str_of(name));
        load_new(documents, loaded, path, opening, shown, file_uri(&documents->arena, name));
    }
    free(real);
    return raise_problem(loaded, err);
}

const struct document *documents_load_real(struct documents *documents, const char *real,
                                           struct str shown, struct error *err)
{
    return load(documents, real, OPEN_REAL, shown, err);
}

const struct document *documents_load_apart(struct documents *documents, const char *path,
                                            struct error *err)
{
    struct loaded loaded = {0};

    load_new(documents, &loaded, path, OPEN_PATH, str_of(path), STR_NONE);
    return raise_problem(&loaded, err);
}

const struct document *documents_load_as(struct documents *documents, struct str uri,
                                         const char *real, struct str shown, struct error *err)
{
    struct loaded *loaded = find_loaded(documents, uri);

    if (!loaded) {
        loaded = add_loaded(documents, uri);
        load_new(documents, loaded, real, OPEN_REAL, shown, str_copy(&documents->arena, uri));
    }
    return raise_problem(loaded, err);
}

/* ---- what is fetched ---- */

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

    if (!has_room(documents, uri, &err) ||
        !options->fetch(options->fetch_context, &documents->arena, uri, &fetched, &err)) {
        keep_problem(documents, loaded, &err);
        return;
    }
    loaded->read = true;
    same = find_loaded(documents, fetched.uri);
    origin.text = fetched.text;
    origin.shown = documents_show_uri(documents, referred ? fetched.uri : uri);
    origin.found = fetched.uri;
    if (same && same != loaded)
        *loaded = *same;
    else if (!load_text(documents, loaded, &origin, &err))
        keep_problem(documents, loaded, &err);
    else
        *map_put(&documents->names, fetched.uri) = loaded; /* it is not fetched again by this */
}

static struct loaded *fetch_once(struct documents *documents, struct str uri, bool referred)
{
    struct loaded *loaded;

    uri = uri_normalise(&documents->arena, uri);
    loaded = find_loaded(documents, uri);
    if (!loaded) {
        uri = str_copy(&documents->arena, uri);
        loaded = add_loaded(documents, uri);
        fetch_new(documents, loaded, uri, referred);
    }
    return loaded;
}

const struct document *documents_fetch(struct documents *documents, struct str uri,
                                       struct error *err)
{
    return raise_problem(fetch_once(documents, uri, true), err);
}

/* ---- the entry ---- */

/* The user's own word: its text is quoted in messages, and it may call itself what it likes. */
static const struct document *load_entry_uri(struct documents *documents, const char *path,
                                             struct error *err)
{
    struct str uri = uri_without_fragment(str_of(path), NULL);
    struct loaded *loaded = fetch_once(documents, uri, false);

    if (loaded->document || loaded->read)
        return raise_problem(loaded, err);
    error_raise(err, "%.*s: %s", STR_ARGS(documents_show_uri(documents, uri)), loaded->problem);
    return NULL;
}

static const struct document *load_entry_file(struct documents *documents, const char *path,
                                              struct error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    const struct document *document =
        load(documents, path, OPEN_PATH, str_of(standard_input ? "<stdin>" : path), err);

    if (document && documents->files.count == 1)
        add_roots(documents, standard_input ? STR(".") : path_directory(str_of(path)));
    return document;
}

const struct document *document_load(struct documents *documents, const char *path,
                                     struct error *err)
{
    bool entry = documents->files.count == 0;
    const struct document *document = documents->options.fetch && uri_is_http(str_of(path))
                                          ? load_entry_uri(documents, path, err)
                                          : load_entry_file(documents, path, err);

    if (!document || !entry)
        return document;
    document = overlays_apply(documents, document, err);
    documents->files.items[0]->document = document; /* for references to its own file */
    return document;
}
