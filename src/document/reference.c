/* $ref: a URI reference (RFC 3986) from one document into itself or another file. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/near_miss.h"
#include "base/path.h"
#include "base/percent.h"
#include "base/uri.h"
#include "document/documents.h"

static const struct str file_scheme = STR_INITIAL("file://");

/* ---- the file ---- */

/* How a path is shown: without dots, unless a symbolic link makes them mean something else. */
static struct str tidy_path(struct arena *arena, struct str path, const char *real)
{
    struct str tidy = path_normalise(arena, path);
    char *other = file_real_path(tidy.text);
    bool same = other && strcmp(other, real) == 0;

    free(other);
    return same ? tidy : path;
}

bool reference_raise_slip(struct arena *arena, const struct node *site, struct str reference,
                          struct error *err)
{
    struct str pointer = str_slice(reference, str_starts_with(reference, STR("#")), SIZE_MAX);

    pointer = percent_decoded(arena, pointer);
    if (!str_starts_with(pointer, STR("/")))
        pointer = str_format(arena, "/%.*s", STR_ARGS(pointer));
    if (pointer.length == 1 || !pointer_resolve(node_document(site)->root, pointer))
        return false;
    error_about(err, "%.*s#%.*s", STR_ARGS(node_document(site)->file), STR_ARGS(reference));
    error_raise_node(err, site, "$ref leads nowhere: \"%.*s\"; did you mean \"#%.*s\"?",
                     STR_ARGS(reference), STR_ARGS(pointer));
    return true;
}

static const struct document *no_file(const struct node *site, const char *problem, struct str path,
                                      struct error *err)
{
    error_raise_node(err, site, "$ref leads to %s: \"%.*s\"", problem, STR_ARGS(path));
    return NULL;
}

/* Raises what is wrong with the file, at the reference that asked for it. */
static const struct document *load_from(struct documents *documents, const struct node *site,
                                        const char *real, struct str shown, struct error *err)
{
    struct error problem = {0};
    const struct document *document = documents_load_real(documents, real, shown, &problem);

    if (document)
        return document;
    error_about(err, "%.*s", STR_ARGS(shown));
    error_raise_node(err, site, "$ref leads to what cannot be read: %s", problem.message);
    return NULL;
}

/* The real path of what is there of the path, and the rest as it is written. So what lies outside
   is told from what is missing without a look at what lies outside. */
static struct str real_as_far_as_it_goes(struct arena *arena, struct str path)
{
    struct str folder = path_directory(path);
    char *real = file_real_path(str_copy(arena, folder).text);
    struct str far;

    if (!real && (str_is(folder, ".") || str_is(folder, "/")))
        return path;
    far = real ? str_of(real) : real_as_far_as_it_goes(arena, folder);
    far = path_normalise(
        arena, str_format(arena, "%.*s/%.*s", STR_ARGS(far), STR_ARGS(path_base_name(path))));
    free(real);
    return far;
}

static const struct document *not_allowed(const struct node *site, enum documents_reach reach,
                                          struct str path, struct error *err)
{
    if (err && !err->raised)
        error_unread(err);
    error_about(err, "unread");
    error_raise_node(err, site, "$ref leads %s, and is not followed: \"%.*s\" (see --allow-ref)",
                     reach == REACH_HIDDEN ? "into a hidden folder or file"
                                           : "out of the description's repository or folder",
                     STR_ARGS(path));
    return NULL;
}

/* Opens nothing but a regular file within the roots; the real path is what is opened. */
static const struct document *load_file(struct documents *documents, const struct node *site,
                                        struct str path, struct str joined, struct error *err)
{
    char *real = file_real_path(joined.text);
    enum documents_reach reach = documents_reach(
        documents, real ? str_of(real) : real_as_far_as_it_goes(&documents->arena, joined));
    const struct document *document = NULL;
    struct stat status;

    if ((reach != REACH_ALLOWED || !real) &&
        reference_raise_slip(&documents->arena, site, path, err)) {
        free(real);
        return NULL;
    }
    if (reach != REACH_ALLOWED) {
        not_allowed(site, reach, path, err);
    } else if (!real) {
        error_about(err, "%.*s", STR_ARGS(path_normalise(&documents->arena, joined)));
        no_file(site, "no file", path, err);
    } else if (stat(real, &status) != 0 || !S_ISREG(status.st_mode)) {
        error_about(err, "%.*s", STR_ARGS(path_normalise(&documents->arena, joined)));
        no_file(site, "something that is no regular file", path, err);
    } else {
        document =
            load_from(documents, site, real, tidy_path(&documents->arena, joined, real), err);
    }
    free(real);
    return document;
}

/* The document `path` (decoded, not empty) names, seen from the one `site` is in. */
static const struct document *document_of(struct documents *documents, const struct node *site,
                                          struct str path, struct error *err)
{
    struct str file = node_document(site)->file; /* also where an overlay brought the node */
    struct str folder = str_is(file, "<stdin>") ? STR(".") : path_directory(file);
    struct str joined = path;

    if (memchr(path.text, '\0', path.length))
        return no_file(site, "no file", path, err);
    if (path.text[0] != '/' && !str_is(folder, "."))
        joined = str_format(&documents->arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(path));
    return load_file(documents, site, path, joined, err);
}

/* Did it come from a file, and not from elsewhere? What did may not lead to files here. */
static bool is_local(const struct document *document)
{
    return !document->found.text || str_starts_with(document->found, file_scheme);
}

/* The path of a file: URI, decoded (RFC 8089); false: it is none, or names another machine. */
static bool file_uri_path(struct arena *arena, struct str text, struct str *path)
{
    struct uri uri;

    uri_split(text, &uri);
    *path = percent_decoded(arena, uri.path);
    return str_equal_ignoring_case(uri.scheme, STR("file")) && uri.path.length &&
           (!uri.authority.length || str_equal_ignoring_case(uri.authority, STR("localhost")));
}

/* Whether a reference that resolves to `uri` is one to a file beside the document, though the
   document has a URI of its own: nothing else is known by that URI. */
static bool is_beside(const struct documents *documents, const struct document *document,
                      struct str reference, struct str uri)
{
    return !str_starts_with(document->uri, file_scheme) && is_local(document) &&
           !uri_is_absolute(reference) && !str_starts_with(reference, STR("//")) &&
           !documents_known(documents, uri) && !documents_maps(documents, uri);
}

/* What relative references of the document are relative to. A fetched one that calls itself by the
   name of another server (only the entry may) has its parts beside it, as a file has. */
static struct str base_of(const struct documents *documents, const struct document *document,
                          struct str reference, struct arena *arena)
{
    struct str uri;

    if (is_local(document) || uri_shares_origin(document->uri, document->found))
        return document->uri;
    uri = uri_resolve(arena, document->uri, reference);
    return documents_known(documents, uri) || documents_maps(documents, uri) ? document->uri
                                                                             : document->found;
}

/* The document that a reference without its fragment leads to. References of a document that came
   by --map-uri are resolved by it, too. */
static const struct document *document_named(struct documents *documents, const struct node *site,
                                             struct str reference, struct error *err)
{
    const struct document *document = node_document(site);
    bool by_uri = document->uri.text && !str_starts_with(document->uri, file_scheme);
    struct str uri = reference, path;

    if (by_uri || str_starts_with(reference, STR("//")))
        uri = uri_resolve(&documents->arena,
                          base_of(documents, document, reference, &documents->arena), reference);
    if (by_uri && is_beside(documents, document, reference, uri))
        return document_of(documents, site, percent_decoded(&documents->arena, reference), err);
    if (is_local(document) && file_uri_path(&documents->arena, uri, &path))
        return document_of(documents, site, path, err);
    if (by_uri || uri_is_absolute(uri) || str_starts_with(reference, STR("//")))
        return document_load_uri(documents, uri, site, err);
    return document_of(documents, site, percent_decoded(&documents->arena, reference), err);
}

/* ---- names that files give themselves ---- */

/* Loads what lies beside the document, by the relative `$ref`s in it. One that cannot be read is
   told where it is followed. */
static void load_beside(struct documents *documents, const struct document *document)
{
    const struct node *header = document->root - document->root->index;
    bool local = is_local(document);

    for (size_t i = 1; i + 1 < document->node_count; i++) {
        const struct node *key = header + i;
        struct str fragment = node_string(key + 1);
        struct str path = str_cut(&fragment, '#');

        if (!str_is(node_string(key), "$ref") || !path.length || uri_is_absolute(path) ||
            str_starts_with(path, STR("//")))
            continue;
        if (local)
            document_of(documents, document->root, percent_decoded(&documents->arena, path), NULL);
        else
            document_named(documents, document->root, path, NULL);
    }
}

/* Those that are local, or those that are not. */
static void collect(struct documents *documents, bool local, size_t *collected)
{
    for (; *collected < documents->files.count; ++*collected) {
        const struct document *document = documents->files.items[*collected]->document;

        if (document && is_local(document) == local)
            load_beside(documents, document);
    }
}

void documents_collect(struct documents *documents)
{
    collect(documents, true, &documents->collected);
}

size_t documents_collect_all(struct documents *documents)
{
    size_t before;

    do {
        before = documents->files.count;
        collect(documents, true, &documents->collected);
        collect(documents, false, &documents->collected_fetched);
    } while (documents->files.count != before);
    return before;
}

/* ---- the place in it ---- */

/* The key most like `token`, when it is near enough to be what was meant. */
static struct str near_key(const struct node *object, struct str token)
{
    struct near_miss miss = near_miss_of(token);

    if (!node_is(object, NODE_OBJECT))
        return STR_NONE;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        if (!str_is(node_string(key), "$ref"))
            near_miss_try(&miss, node_string(key));
    }
    return miss.distance < token.length ? miss.best : STR_NONE;
}

/* Follows the pointer as far as it leads: gives the last value, and the token (escaped) that this
   value lacks. */
static const struct node *walk(const struct node *root, struct str pointer, struct str *token)
{
    const struct node *node = root;
    struct str rest = pointer;

    for (const struct node *next = root; next && rest.text;) {
        node = next;
        rest = str_slice(rest, 1, SIZE_MAX);
        *token = str_slice(rest, 0, str_find_char(rest, '/'));
        rest = str_slice(rest, token->length, SIZE_MAX);
        next = pointer_step(node, *token);
        if (!rest.length)
            break;
    }
    return node;
}

bool reference_raise_unresolved(const struct node *site, struct str reference,
                                const struct node *root, struct str pointer, struct error *err)
{
    struct str token = STR_NONE;
    const struct node *end = walk(root, pointer, &token);
    struct position position = node_position(node_key_of(end));
    bool shown =
        node_document(end) == node_document(site) || document_is_declared(node_document(end));
    struct str hint = shown ? near_key(end, token) : STR_NONE;
    struct str file = node_file(end);

    error_about_node(err, end, token); /* for all that would lead to it, or below it */
    return error_raise_node(
        err, site, "$ref leads to nothing: \"%.*s\" (%.*s:%zu:%zu has no \"%.*s\"%s%.*s%s)",
        STR_ARGS(reference), STR_ARGS(file), position.line, position.column, STR_ARGS(token),
        hint.text ? "; did you mean \"" : "", STR_ARGS(hint), hint.text ? "\"?" : "");
}

bool pointer_raise_unresolved(const struct node *root, struct str pointer, struct error *err)
{
    struct str token = STR_NONE;
    const struct node *end = walk(root, pointer, &token);
    struct str hint = near_key(end, token);

    return error_raise_node(
        err, node_key_of(end), "nothing stands at #%.*s: there is no \"%.*s\" in this%s%.*s%s",
        STR_ARGS(pointer), STR_ARGS(token), hint.text ? "; did you mean \"" : "", STR_ARGS(hint),
        hint.text ? "\"?" : "");
}

const struct node *reference_resolve(struct documents *documents, const struct node *site,
                                     struct str reference, struct error *err)
{
    const struct document *document = node_document(site);
    struct str fragment = reference;
    struct str path = str_cut(&fragment, '#');
    const struct node *target;

    if (memchr(reference.text, '\0', reference.length)) {
        error_raise_node(err, site, "$ref leads to nothing: \"%.*s\"", STR_ARGS(reference));
        return NULL;
    }
    if (path.length)
        document = document_named(documents, site, path, err);
    if (!document)
        return NULL;
    fragment = percent_decoded(&documents->arena, fragment);
    if (fragment.length && fragment.text[0] != '/') {
        if (!path.length && reference_raise_slip(&documents->arena, site, reference, err))
            return NULL;
        error_about(err, "%.*s#%.*s", STR_ARGS(document->file), STR_ARGS(fragment));
        error_raise_node(err, site,
                         "$ref names an anchor, only JSON Pointers are followed: \"%.*s\"",
                         STR_ARGS(reference));
        return NULL;
    }
    target = pointer_resolve(document->root, fragment);
    if (!target)
        reference_raise_unresolved(site, reference, document->root, fragment, err);
    return target;
}
