/* Where in the entry document a thing would be described. An overlay changes one document: what
   lies in another is left out, and named. */
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

struct str target_of(struct look *look, const struct node *node)
{
    struct suggestion *suggestion = look->suggestion;
    struct str pointer = node_pointer(&suggestion->scratch, node);

    if (node_document(node) == suggestion->api->document)
        return target_of_pointer(&suggestion->scratch, pointer);
    leave_out(suggestion, look->finding, node_file(node), pointer);
    return STR_NONE;
}

const struct node *node_of_place(struct suggestion *suggestion, const struct finding *finding)
{
    const struct place *place = &finding->description;
    const struct node *node =
        place->line ? pointer_resolve(suggestion->api->document->root, place->pointer) : NULL;
    const struct node *token = node;

    if (node && (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT))
        token = node_key_of(node);
    if (node && str_equal(node_file(token), place->file) &&
        node_position(token).line == place->line)
        return node;
    leave_out(suggestion, finding, place->file, place->pointer);
    return NULL;
}
