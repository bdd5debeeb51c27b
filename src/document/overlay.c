#include "document/overlay.h"

#include "base/map.h"
#include "document/json_path.h"

struct overlayer {
    struct documents *documents;
    struct arena *arena;
    struct mutable_node *root; /* of the document that is changed */
    bool later;                /* Overlay 1.1 and later: a target may be a primitive value */
    uint64_t steps, added;     /* of all actions until now */
    struct error *err;
};

/* ---- reading ---- */

static bool is_extension(struct str key)
{
    return str_starts_with(key, STR("x-"));
}

static bool check_fields(const struct node *object, const char *const *known, size_t count,
                         struct error *err)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        bool found = is_extension(node_string(key));

        for (size_t i = 0; i < count; i++)
            found = found || str_is(node_string(key), known[i]);
        if (!found)
            return error_raise_node(err, key, "an overlay has no field \"%.*s\" here",
                                    STR_ARGS(node_string(key)));
    }
    return true;
}

static bool need_string(const struct node *object, const char *field, struct error *err)
{
    const struct node *value = node_member(object, str_of(field));

    if (node_is(value, NODE_STRING))
        return true;
    return error_raise_node(err, value ? value : object, "\"%s\" must be given, as a string",
                            field);
}

static bool check_version(const struct node *root, struct error *err)
{
    struct str version = node_member_string(root, "overlay");

    if (!need_string(root, "overlay", err))
        return false;
    return str_starts_with(version, STR("1.0.")) || str_starts_with(version, STR("1.1.")) ||
           error_raise_node(err, node_member(root, STR("overlay")),
                            "Overlay %.*s is not known; 1.0 is", STR_ARGS(version));
}

static bool check_overlay(const struct node *root, struct error *err)
{
    static const char *const fields[] = {"overlay", "info", "extends", "actions"};
    const struct node *info, *actions;

    if (!node_is(root, NODE_OBJECT))
        return error_raise_node(err, root, "an overlay is an object, this is %s",
                                node_type_name(root));
    if (!check_version(root, err) || !check_fields(root, fields, ARRAY_LENGTH(fields), err))
        return false;
    info = node_member(root, STR("info"));
    if (!node_is(info, NODE_OBJECT))
        return error_raise_node(err, info ? info : root, "\"info\" must be given, as an object");
    if (!need_string(info, "title", err) || !need_string(info, "version", err))
        return false;
    actions = node_member(root, STR("actions"));
    if (!node_is(actions, NODE_ARRAY) || actions->length == 0)
        return error_raise_node(err, actions ? actions : root,
                                "\"actions\" must be given, as an array that is not empty");
    return actions->length <= OVERLAY_MAX_ACTIONS ||
           error_raise_node(err, actions, "more than %d actions", OVERLAY_MAX_ACTIONS);
}

static bool check_action(const struct node *action, struct error *err)
{
    static const char *const fields[] = {"target", "description", "update", "remove"};
    const struct node *removal = node_member(action, STR("remove"));

    if (!node_is(action, NODE_OBJECT))
        return error_raise_node(err, action, "an action is an object, this is %s",
                                node_type_name(action));
    if (!check_fields(action, fields, ARRAY_LENGTH(fields), err) ||
        !need_string(action, "target", err))
        return false;
    if (removal && !node_is_boolean(removal))
        return error_raise_node(err, removal, "\"remove\" is true or false");
    return true;
}

/* ---- changing ---- */

/* Levels of arrays and objects. */
static size_t height(const struct node *node)
{
    bool object = node->kind == NODE_OBJECT;
    size_t most = 0;

    if (!object && node->kind != NODE_ARRAY)
        return 0;
    for (const struct node *at = node_first(node); at < node_end(node);
         at = object ? node_next_key(at) : node_next(at)) {
        size_t below = height(object ? node_value(at) : at);

        most = below > most ? below : most;
    }
    return most + 1;
}

/* Each update may be small, and yet many of them can make a tree too deep to be walked or too large
   to be kept. */
static bool fits(struct overlayer *overlayer, const struct mutable_node *target,
                 const struct node *update, size_t update_height)
{
    size_t depth = update_height;

    for (const struct mutable_node *at = target; at; at = at->parent)
        depth++;
    if (depth > DOCUMENT_MAX_DEPTH)
        return error_raise_node(overlayer->err, update,
                                "with this, the description is nested deeper than %d levels",
                                DOCUMENT_MAX_DEPTH);
    overlayer->added += update->span;
    return overlayer->added <= OVERLAY_MAX_ADDED ||
           error_raise_node(overlayer->err, update,
                            "with this, the overlay has added more than %d values",
                            OVERLAY_MAX_ADDED);
}

static void merge(struct overlayer *overlayer, struct mutable_node *target,
                  const struct node *update);

/* A table of the members, so that an update of many keys does not take quadratic time. */
static void merge_objects(struct overlayer *overlayer, struct mutable_node *target,
                          const struct node *update)
{
    struct map members = {0};

    for (struct mutable_node *at = mutable_first(overlayer->arena, target); at; at = at->next) {
        void **place = map_put(&members, node_string(at->key));

        if (!*place) /* of a key that stands twice, the first is meant */
            *place = at;
    }
    for (const struct node *key = node_first(update); key < node_end(update);
         key = node_next_key(key)) {
        void **member = map_put(&members, node_string(key));

        if (*member) {
            merge(overlayer, *member, node_value(key));
        } else {
            mutable_append(overlayer->arena, target, key, node_value(key));
            *member = target->last;
        }
    }
    map_release(&members);
}

static void merge(struct overlayer *overlayer, struct mutable_node *target,
                  const struct node *update)
{
    enum node_kind kind = target->origin->kind;

    if (kind == NODE_OBJECT && update->kind == NODE_OBJECT) {
        merge_objects(overlayer, target, update);
    } else if (kind == NODE_ARRAY && update->kind == NODE_ARRAY) {
        for (const struct node *item = node_first(update); item < node_end(update);
             item = node_next(item))
            mutable_append(overlayer->arena, target, NULL, item);
    } else {
        mutable_replace(target, update);
    }
}

static bool update_node(struct overlayer *overlayer, const struct node *action,
                        struct mutable_node *target, const struct node *update)
{
    switch ((enum node_kind)target->origin->kind) {
    case NODE_OBJECT:
        if (update->kind != NODE_OBJECT)
            return error_raise_node(overlayer->err, update,
                                    "the target is an object, so \"update\" must be one");
        merge(overlayer, target, update);
        return true;
    case NODE_ARRAY:
        mutable_append(overlayer->arena, target, NULL, update);
        return true;
    default:
        if (!overlayer->later)
            return error_raise_node(overlayer->err, node_member(action, STR("target")),
                                    "the target is a %s: Overlay 1.0 updates objects and arrays; "
                                    "select what contains it",
                                    node_type_name(target->origin));
        mutable_replace(target, update);
        return true;
    }
}

static bool remove_node(struct overlayer *overlayer, const struct node *action,
                        struct mutable_node *target)
{
    if (target == overlayer->root)
        return error_raise_node(overlayer->err, action, "the whole document cannot be removed");
    if (target->parent) /* else it went already */
        mutable_remove(target);
    return true;
}

static bool change(struct overlayer *overlayer, const struct node *action, uint32_t number,
                   struct path_selection *selection)
{
    const struct node *update = node_member(action, STR("update"));
    bool removal = node_member_true(action, "remove");
    size_t update_height = update ? height(update) : 0;

    for (size_t i = 0; i < selection->nodes.count; i++) {
        struct mutable_node *target = selection->nodes.items[i];

        if (target->selected == number) /* a query may select a node twice */
            continue;
        target->selected = number;
        if (removal ? !remove_node(overlayer, action, target)
                    : update && (!fits(overlayer, target, update, update_height) ||
                                 !update_node(overlayer, action, target, update)))
            return false;
    }
    return true;
}

static void notice_unused(const struct overlayer *overlayer, const struct node *site,
                          const char *reason)
{
    const struct documents_options *options = &overlayer->documents->options;
    struct error note = {0};

    if (!options->notice)
        return;
    error_raise_node(&note, site, "%s", reason);
    options->notice(options->notice_context, note.message);
}

static bool find_targets(struct overlayer *overlayer, const struct node *target,
                         const struct path_query *query, struct path_selection *selection)
{
    if (!json_path_select(query, selection))
        return error_raise_node(overlayer->err, target,
                                "the target takes more than %d steps to find", JSON_PATH_MAX_STEPS);
    overlayer->steps += selection->steps;
    return overlayer->steps <= OVERLAY_MAX_STEPS ||
           error_raise_node(overlayer->err, target,
                            "the targets up to here take more than %d steps to find",
                            OVERLAY_MAX_STEPS);
}

/* Does anything in it refer to another file? */
static bool leads_out(const struct node *root)
{
    for (const struct node *node = root; node < node_end(root); node++)
        if (node->kind == NODE_OBJECT) {
            struct str reference = node_member_string(node, "$ref");

            if (reference.length && reference.text[0] != '#')
                return true;
        }
    return false;
}

static void notice_no_target(const struct overlayer *overlayer, const struct node *target)
{
    notice_unused(overlayer, target,
                  leads_out(overlayer->root->origin)
                      ? "the target selects nothing, so this action changes nothing; an overlay "
                        "changes one file, and no target leads through a $ref into another: "
                        "`oasdrift bundle` makes one of all"
                      : "the target selects nothing, so this action changes nothing");
}

static bool apply_action(struct overlayer *overlayer, const struct node *action, uint32_t number)
{
    const struct documents_options *options = &overlayer->documents->options;
    struct path_selection selection = {
        .arena = overlayer->arena, .root = overlayer->root, .matches = options->matches};
    const struct node *target;
    const struct path_query *query;
    struct error problem = {0};
    bool done;

    if (!check_action(action, overlayer->err))
        return false;
    target = node_member(action, STR("target"));
    query = json_path_parse(overlayer->arena, node_string(target), &problem);
    if (!query)
        return error_raise_node(overlayer->err, target, "%s", problem.message);
    done = find_targets(overlayer, target, query, &selection);
    if (done && selection.nodes.count == 0)
        notice_no_target(overlayer, target);
    else if (done && !node_member(action, STR("update")) && !node_member_true(action, "remove"))
        notice_unused(
            overlayer, action,
            "the action has neither \"update\" nor \"remove: true\", and changes nothing");
    done = done && change(overlayer, action, number, &selection);
    VEC_RELEASE(&selection.nodes);
    return done;
}

static const struct document *apply_actions(struct documents *documents,
                                            const struct document *document,
                                            const struct node *overlay, const struct node *actions,
                                            struct error *err)
{
    struct arena working; /* of the tree, which the changed document does not need */
    struct overlayer overlayer = {.documents = documents, .arena = &working, .err = err};
    struct document *changed = NULL;
    uint32_t number = 0;
    bool applied = true;

    arena_init(&working);
    overlayer.root = mutable_new(&working, document->root);
    overlayer.later = !str_starts_with(node_member_string(overlay, "overlay"), STR("1.0."));
    for (const struct node *action = node_first(actions); applied && action < node_end(actions);
         action = node_next(action))
        applied = apply_action(&overlayer, action, ++number);
    if (applied)
        changed = mutable_finish(documents_arena(documents), overlayer.root, document);
    if (changed)
        documents_index(documents, changed);
    arena_release(&working);
    return changed;
}

/* ---- other files ---- */

static void put_in_place(struct documents *documents, const struct document *document,
                         const struct document *changed)
{
    for (size_t i = 0; i < documents->files.count; i++)
        if (documents->files.items[i]->document == document)
            documents->files.items[i]->document = changed;
}

static bool apply_part(struct documents *documents, const struct document *entry,
                       const struct node *overlay, const struct node *part, struct error *err)
{
    static const char *const fields[] = {"file", "actions"};
    const struct node *actions = node_member(part, STR("actions")), *root;
    struct error problem = {0};
    const struct document *changed;

    if (!node_is(part, NODE_OBJECT) || !node_is(actions, NODE_ARRAY))
        return error_raise_node(err, part, "a part is an object with \"file\" and \"actions\"");
    if (!check_fields(part, fields, ARRAY_LENGTH(fields), err) || !need_string(part, "file", err))
        return false;
    root = reference_resolve(documents, entry->root, node_member_string(part, "file"), &problem);
    if (!root || node_document(root) == entry)
        return error_raise_node(err, node_member(part, STR("file")),
                                "\"%.*s\" is no other file of the description%s%s",
                                STR_ARGS(node_member_string(part, "file")), root ? "" : ": ",
                                root ? "" : problem.message);
    changed = apply_actions(documents, node_document(root), overlay, actions, err);
    if (changed)
        put_in_place(documents, node_document(root), changed);
    return changed != NULL;
}

/* x-oasdrift-parts, an extension of ours: actions for other files of the description, each named as
   a $ref of its own file would. */
static bool apply_parts(struct documents *documents, const struct document *entry,
                        const struct node *overlay, struct error *err)
{
    const struct node *parts = node_member(overlay, STR("x-oasdrift-parts"));

    if (!parts)
        return true;
    if (!node_is(parts, NODE_ARRAY))
        return error_raise_node(err, parts, "x-oasdrift-parts is an array");
    for (const struct node *part = node_first(parts); part < node_end(parts);
         part = node_next(part))
        if (!apply_part(documents, entry, overlay, part, err))
            return false;
    return true;
}

const struct document *overlay_apply(struct documents *documents, const struct document *document,
                                     const struct document *overlay, struct error *err)
{
    if (!check_overlay(overlay->root, err) || !apply_parts(documents, document, overlay->root, err))
        return NULL;
    return apply_actions(documents, document, overlay->root,
                         node_member(overlay->root, STR("actions")), err);
}

const struct document *overlays_apply(struct documents *documents, const struct document *document,
                                      struct error *err)
{
    const struct documents_options *options = &documents->options;

    for (size_t i = 0; document && i < options->overlay_count; i++) {
        const struct document *overlay = documents_load_apart(documents, options->overlays[i], err);

        document = overlay ? overlay_apply(documents, document, overlay, err) : NULL;
    }
    if (document && options->overlay_made)
        document = overlay_apply(documents, document, options->overlay_made, err);
    return document;
}
