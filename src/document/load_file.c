/* Documents from files, by whatever path they are named. */
#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "document/documents.h"
#include "document/origin.h"

/* ---- one file ---- */

/* How the file is opened. */
enum opening {
    OPEN_PATH, /* as the user named it */
    OPEN_REAL  /* by the real path that was found to be allowed */
};

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

/* ---- once each ---- */

static void load_new(struct documents *documents, struct loaded *loaded, const char *path,
                     enum opening opening, struct str shown, struct str uri)
{
    struct origin origin = {.shown = shown, .found = uri, .referred = opening == OPEN_REAL};
    struct error err = {0};

    if (!documents_has_room(documents, shown, &err) ||
        !file_uses_allow_as(documents->options.uses, path, shown, &err) ||
        !read_origin(documents, path, opening, &origin, &err) ||
        !documents_read(documents, loaded, &origin, &err))
        documents_keep_problem(documents, loaded, &err);
    else if (strcmp(path, "-") != 0 && file_uses_overwrite(documents->options.uses))
        tell_references(documents->options.uses, loaded->document);
}

static const struct document *load(struct documents *documents, const char *path,
                                   enum opening opening, struct str shown, struct error *err)
{
    /* A pipe (/dev/fd/63) may have no real path; then its path is taken as it is. */
    char *real = strcmp(path, "-") == 0 ? NULL : file_real_path(path);
    const char *name = real ? real : path;
    struct loaded *loaded = documents_find(documents, str_of(name));

    if (!loaded) {
        loaded = documents_add(documents, str_of(name));
        load_new(documents, loaded, path, opening, shown, file_uri(&documents->arena, name));
    }
    free(real);
    return documents_raise(loaded, err);
}

const struct document *documents_load_entry(struct documents *documents, const char *path,
                                            struct error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    const struct document *document =
        load(documents, path, OPEN_PATH, str_of(standard_input ? "<stdin>" : path), err);

    if (document && documents->files.count == 1)
        documents_add_roots(documents, standard_input ? STR(".") : path_directory(str_of(path)));
    return document;
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
    return documents_raise(&loaded, err);
}

const struct document *documents_load_as(struct documents *documents, struct str uri,
                                         const char *real, struct str shown, struct error *err)
{
    struct loaded *loaded = documents_find(documents, uri);

    if (!loaded) {
        loaded = documents_add(documents, uri);
        load_new(documents, loaded, real, OPEN_REAL, shown, str_copy(&documents->arena, uri));
    }
    return documents_raise(loaded, err);
}
