#include "document/library.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/lines.h"
#include "document/overlay.h"
#include "document/tape.h"

static void add_root(struct library *library, const char *directory)
{
    char *real = realpath(directory, NULL);

    if (real)
        VEC_ADD(&library->roots, str_copy(&library->arena, str_of(real)).text);
    free(real);
}

struct library *library_new(const struct library_options *options)
{
    struct library *library = alloc_zeroed(1, sizeof *library);

    arena_init(&library->arena);
    for (size_t i = 0; options && i < options->allowed_count; i++)
        add_root(library, options->allowed_directories[i]);
    for (size_t i = 0; options && i < options->uri_map_count; i++) {
        const char *text = str_copy(&library->arena, str_of(options->uri_maps[i])).text;
        struct uri_map map;

        if (uri_map_parse(text, &map, NULL))
            VEC_ADD(&library->maps, map);
    }
    if (options) {
        library->fetch = options->fetch;
        library->fetch_context = options->fetch_context;
        library->options = *options;
    }
    return library;
}

void library_free(struct library *library)
{
    if (!library)
        return;
    VEC_RELEASE(&library->files);
    VEC_RELEASE(&library->roots);
    VEC_RELEASE(&library->maps);
    arena_release(&library->arena);
    free(library);
}

struct arena *library_arena(struct library *library)
{
    return &library->arena;
}

bool library_allows(const struct library *library, const char *real_path)
{
    struct str path = str_of(real_path);

    for (size_t i = 0; i < library->roots.count; i++) {
        struct str root = str_of(library->roots.items[i]);

        if (str_is(root, "/"))
            return true;
        if (str_starts_with(path, root) && path.text[root.length] == '/')
            return true;
    }
    return false;
}

/* ---- one text ---- */

static const struct document *raise_failure(struct error *err, struct str file,
                                            const struct read_failure *failure)
{
    error_raise_at(err, file, failure->line, failure->column, "%s", failure->message);
    return NULL;
}

static bool looks_like_json(struct str text)
{
    text = str_trim(utf8_without_mark(text));
    return text.length && (text.text[0] == '{' || text.text[0] == '[');
}

/* JSON first where it may be JSON: libyaml refuses some of it. What is named .json gets no second
   chance as YAML, or a trailing comma would pass here and nowhere else. */
static const struct document *read_text(struct arena *arena, struct str file, struct str text,
                                        struct error *err)
{
    struct read_failure failure;
    const struct document *document;

    if (text.length == 0) {
        error_raise(err, "%.*s: the file is empty", STR_ARGS(file));
        return NULL;
    }
    if (looks_like_json(text)) {
        document = json_read(arena, file, text, &failure);
        if (document)
            return document;
        if (failure.outcome == READ_LIMIT || str_ends_with(file, STR(".json")))
            return raise_failure(err, file, &failure);
    }
    document = yaml_read(arena, file, text, &failure);
    return document ? document : raise_failure(err, file, &failure);
}

static bool check_keys(const struct document *document, struct error *err)
{
    struct duplicate_key twice;

    if (!document_find_duplicate_key(document, &twice))
        return true;
    return error_raise_node(err, twice.again, "key \"%.*s\" stands twice (first at line %zu)",
                            STR_ARGS(node_string(twice.again)), node_position(twice.first).line);
}

/* ---- files ---- */

static const struct loaded *find_loaded(const struct library *library, const char *real_path)
{
    for (size_t i = 0; i < library->files.count; i++) {
        if (strcmp(library->files.items[i].real_path, real_path) == 0)
            return &library->files.items[i];
    }
    return NULL;
}

/* "file:///a%20b": what would end a path, and what would look encoded, is encoded. */
static struct str file_uri(struct arena *arena, const char *path)
{
    struct strbuf text;
    struct str uri;

    if (path[0] != '/')
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "file://");
    for (; *path; path++)
        if (strchr("%?# ", *path))
            strbuf_addf(&text, "%%%02X", (unsigned)*path);
        else
            strbuf_add_char(&text, *path);
    uri = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return uri;
}

static const struct document *load_text(struct arena *arena, struct str text, struct str shown,
                                        struct str uri, struct error *err)
{
    const struct document *document = read_text(arena, str_copy(arena, shown), text, err);

    if (!document || !check_keys(document, err))
        return NULL;
    ((struct document *)document)->uri = uri; /* nobody else has seen it yet */
    lines_build(document);                    /* threads share it from here on */
    return document;
}

static bool has_room(const struct library *library, struct str shown, struct error *err)
{
    return library->files.count < LIBRARY_MAX_FILES ||
           error_raise(err, "%.*s: the description spans more than %d files", STR_ARGS(shown),
                       LIBRARY_MAX_FILES);
}

static struct loaded load_new(struct library *library, const char *path, const char *real_path,
                              struct str shown, struct str uri)
{
    struct arena *arena = &library->arena;
    struct loaded loaded = {.real_path = str_copy(arena, str_of(real_path)).text};
    struct error err = {0};
    struct str text;

    if (has_room(library, shown, &err) && file_read(arena, path, DOCUMENT_MAX_BYTES, &text, &err))
        loaded.document = load_text(arena, text, shown, uri, &err);
    if (!loaded.document)
        loaded.problem = str_copy(arena, str_of(err.message)).text;
    return loaded;
}

const struct document *library_load(struct library *library, const char *path, struct str shown,
                                    struct error *err)
{
    /* A pipe (/dev/fd/63) may have no real path; it is what it is called. */
    char *real = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
    const char *name = real ? real : path;
    const struct loaded *known = find_loaded(library, name);
    struct loaded loaded =
        known ? *known : load_new(library, path, name, shown, file_uri(&library->arena, name));

    free(real);
    if (!known)
        VEC_ADD(&library->files, loaded);
    if (!loaded.document)
        error_raise(err, "%s", loaded.problem);
    return loaded.document;
}

const struct document *library_load_apart(struct library *library, const char *path,
                                          struct error *err)
{
    struct loaded loaded = load_new(library, path, path, str_of(path), STR_NONE);

    if (!loaded.document)
        error_raise(err, "%s", loaded.problem);
    return loaded.document;
}

const struct document *library_load_as(struct library *library, struct str uri, const char *path,
                                       struct error *err)
{
    const char *key = str_copy(&library->arena, uri).text;
    const struct loaded *known = find_loaded(library, key);
    struct loaded loaded = known ? *known : load_new(library, path, key, str_of(path), str_of(key));

    if (!known)
        VEC_ADD(&library->files, loaded);
    if (!loaded.document)
        error_raise(err, "%s", loaded.problem);
    return loaded.document;
}

static struct loaded fetch_new(struct library *library, const char *uri)
{
    struct arena *arena = &library->arena;
    struct loaded loaded = {.real_path = uri};
    struct fetched fetched;
    struct error err = {0};
    const struct loaded *same;

    if (has_room(library, str_of(uri), &err) &&
        library->fetch(library->fetch_context, arena, str_of(uri), &fetched, &err)) {
        same = find_loaded(library, str_copy(arena, fetched.uri).text);
        loaded.document =
            same ? same->document : load_text(arena, fetched.text, fetched.uri, fetched.uri, &err);
        if (same && !loaded.document)
            loaded.problem = same->problem;
    }
    if (!loaded.document && !loaded.problem)
        loaded.problem = str_copy(arena, str_of(err.message)).text;
    return loaded;
}

const struct document *library_fetch(struct library *library, struct str uri, struct error *err)
{
    const char *key = str_copy(&library->arena, uri).text;
    const struct loaded *known = find_loaded(library, key);
    struct loaded loaded = known ? *known : fetch_new(library, key);

    if (!known)
        VEC_ADD(&library->files, loaded);
    if (!loaded.document)
        error_raise(err, "%s", loaded.problem);
    return loaded.document;
}

const struct document *document_load(struct library *library, const char *path, struct error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    bool entry = library->files.count == 0;
    const struct document *document =
        library_load(library, path, str_of(standard_input ? "<stdin>" : path), err);

    if (!document || !entry)
        return document;
    add_root(library, str_copy(&library->arena, path_directory(str_of(path))).text);
    document = overlays_apply(library, document, err);
    library->files.items[0].document = document; /* for references to its own file */
    return document;
}
