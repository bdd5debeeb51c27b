/* Where a thing would be described: in the description's own file, or in another that an overlay
   can name. What lies elsewhere is left out, and named. */
#include "base/path.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "finding/rules.h"
#include "suggest/action.h"

static void leave_out(struct suggestion *suggestion, const struct finding *finding, struct str file,
                      struct str pointer)
{
    struct str place =
        str_format(&suggestion->scratch, "%.*s#%.*s", STR_ARGS(file), STR_ARGS(pointer));
    struct str what = finding->name.length ? finding->name : finding->pointer;
    struct str key = str_format(&suggestion->scratch, "%d %.*s %.*s", (int)finding->rule,
                                STR_ARGS(place), STR_ARGS(what));
    struct left_out *known = map_get(&suggestion->left_out_by_key, key);

    if (known) {
        known->seen++;
        return;
    }
    if (suggestion->left_out.count == SUGGEST_MAX_ACTIONS) {
        suggestion->beyond++;
        return;
    }
    known = ARENA_NEW(&suggestion->arena, struct left_out);
    *known = (struct left_out){.rule = finding->rule,
                               .place = str_copy(&suggestion->arena, place),
                               .what = str_copy(&suggestion->arena, what),
                               .seen = 1};
    *map_put(&suggestion->left_out_by_key, str_copy(&suggestion->arena, key)) = known;
    VEC_ADD(&suggestion->left_out, known);
}

struct target own_target(const struct suggestion *suggestion, struct str path)
{
    return (struct target){suggestion->api->document, path};
}

/* ---- files ---- */

/* What came by --map-uri is known by its URI, and what came from standard input by nothing. */
static bool is_a_file(const struct document *document)
{
    return str_starts_with(document->found, STR("file:")) ||
           (uri_is_http(document->found) && uri_is_http(document->file));
}

struct str file_of_part(struct arena *arena, const struct suggestion *suggestion,
                        const struct document *document)
{
    struct str own = suggestion->api->document->file;
    struct strbuf text;
    struct str file;

    if (!is_a_file(document))
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX);
    percent_encode_fragment(&text, path_relative(arena, document->file, path_directory(own)));
    file = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    /* "a:b.yaml" would be a URI with the scheme "a" */
    if (uri_is_absolute(file) && !uri_is_http(file))
        file = str_format(arena, "./%.*s", STR_ARGS(file));
    return file;
}

static void add_document(void *context, const struct document *document)
{
    struct suggestion *suggestion = context;
    void **place = map_put(&suggestion->documents, document->file);

    *place = *place ? *place : (void *)(uintptr_t)document;
}

/* Of the description's documents the one whose file is named so. */
static const struct document *document_named(struct suggestion *suggestion, struct str file)
{
    const struct document *document = map_get(&suggestion->documents, file);

    if (!document)
        documents_visit(suggestion->api->documents, add_document, suggestion);
    return document ? document : map_get(&suggestion->documents, file);
}

/* ---- places ---- */

struct target target_of(struct look *look, const struct node *node)
{
    struct suggestion *suggestion = look->suggestion;
    const struct document *document = node_document(node);
    struct str pointer = node_pointer(&suggestion->scratch, node);

    if (document == suggestion->api->document ||
        file_of_part(&suggestion->scratch, suggestion, document).text)
        return (struct target){document, target_of_pointer(&suggestion->scratch, pointer)};
    leave_out(suggestion, look->finding, node_file(node), pointer);
    return (struct target){0};
}

static const struct node *node_in(const struct document *document, const struct place *place)
{
    const struct node *node =
        document && place->line ? pointer_resolve(document->root, place->pointer) : NULL;
    const struct node *token = node;

    if (node && (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT))
        token = node_key_of(node);
    return node && str_equal(node_file(token), place->file) &&
                   node_position(token).line == place->line
               ? node
               : NULL;
}

const struct node *node_of_place(struct suggestion *suggestion, const struct finding *finding)
{
    const struct place *place = &finding->description;
    const struct node *node = node_in(suggestion->api->document, place);
    const struct document *other = node ? NULL : document_named(suggestion, place->file);

    if (!node && other && file_of_part(&suggestion->scratch, suggestion, other).text)
        node = node_in(other, place);
    if (!node)
        leave_out(suggestion, finding, place->file, place->pointer);
    return node;
}
