/* All that the description says, walked by fields.def as the kinds of its objects; where references
   lead out of the description's own file, parts are made. */
#include "bundle/bundling.h"

#include <stdarg.h>

#include "base/text_format.h"
#include "base/uri.h"

/* ---- what is told ---- */

bool bundling_is_own(const struct bundling *bundling, const struct node *node)
{
    return node_document(node) == bundling->api->document;
}

void bundling_obstacle(struct bundling *bundling, const struct node *site, const struct error *err)
{
    void **told = pointer_map_put(&bundling->told, site, 0), **known = NULL;

    if (*told)
        return;
    *told = bundling;
    if (err->cause[0])
        known =
            map_put(&bundling->obstacles_by_cause, str_copy(bundling->arena, str_of(err->cause)));
    if (known && *known) {
        bundling->obstacles.items[(uintptr_t)*known - 1].places++;
        return;
    }
    VEC_ADD(&bundling->obstacles,
            ((struct obstacle){str_copy(bundling->arena, str_of(err->message)), 1}));
    if (known)
        *known = (void *)(uintptr_t)bundling->obstacles.count;
}

void bundling_notice(struct bundling *bundling, struct str text)
{
    struct bundle_notes *notes = bundling->notes;

    if (notes->notice_count < BUNDLE_MAX_NOTES)
        notes->notices[notes->notice_count] = text;
    notes->notice_count++;
}

void bundling_notice_at(struct bundling *bundling, const struct node *place, const char *format,
                        ...)
{
    char text[ERROR_MESSAGE_BYTES];
    struct error at = {0};
    va_list arguments;

    va_start(arguments, format);
    error_raise_node(&at, place, "%.*s",
                     STR_ARGS(text_format_cut(text, sizeof text, format, arguments)));
    va_end(arguments);
    bundling_notice(bundling, str_copy(bundling->arena, str_of(at.message)));
}

/* ---- references ---- */

void bundling_visit(struct bundling *bundling, const struct node *node, enum object kind)
{
    void **visited = pointer_map_put(&bundling->visited, node, kind);

    if (*visited)
        return;
    *visited = bundling;
    *pointer_map_put(&bundling->read, node, 0) = bundling;
    VEC_ADD(&bundling->pending, ((struct visit){node, kind}));
}

/* In the description's own file a reference within it that leads nowhere is left as it is: the
   bundle is as wrong as the description. */
static void lead_nowhere(struct bundling *bundling, const struct node *reference,
                         const struct error *err)
{
    if (!bundling_is_own(bundling, reference) || !str_starts_with(node_string(reference), STR("#")))
        bundling_obstacle(bundling, reference, err);
}

/* One step along the $ref of an object. */
static const struct node *step(struct bundling *bundling, const struct node *object,
                               const struct node *reference, enum object kind, struct error *err)
{
    return kind == OBJECT_SCHEMA ? openapi_follow(bundling->api, reference, err)
                                 : object_step(bundling->api, object, kind);
}

/* Where the $refs of an object lead, one behind the other. */
struct chain {
    const struct node *nodes[REFERENCE_MAX_CHAIN + 1];
    size_t count;
    size_t circle; /* where it begins */
    bool is_circle, is_too_long;
    bool leaves; /* the description's own file */
};

static size_t find(const struct chain *chain, const struct node *node)
{
    size_t at = 0;

    while (at < chain->count && chain->nodes[at] != node)
        at++;
    return at;
}

static void follow_chain(struct bundling *bundling, const struct node *target, enum object kind,
                         struct chain *chain)
{
    size_t most = kind == OBJECT_PATH_ITEM ? PATH_ITEM_MAX_PARTS - 1 : REFERENCE_MAX_CHAIN;
    const struct node *reference;

    while (target) {
        chain->circle = find(chain, target);
        chain->is_circle = chain->circle < chain->count;
        chain->is_too_long = chain->count == most;
        if (chain->is_circle || chain->is_too_long)
            return;
        chain->nodes[chain->count++] = target;
        chain->leaves |= !bundling_is_own(bundling, target);
        reference = node_member(target, STR("$ref"));
        target = node_is(reference, NODE_STRING)
                     ? step(bundling, target, reference, kind, &(struct error){0})
                     : NULL;
    }
}

/* One name for a circle, wherever it is entered: the first of its nodes by place. */
static void about_circle(const struct chain *chain, struct error *err)
{
    const struct node *first = chain->nodes[chain->circle];

    for (size_t i = chain->circle + 1; i < chain->count; i++) {
        const struct node *node = chain->nodes[i];
        int order = str_compare(node_file(node), node_file(first));

        if (order < 0 || (order == 0 && node_offset(node) < node_offset(first)))
            first = node;
    }
    error_about_node(err, first, STR("circle"));
}

/* One that stays in the description's own file is a mistake of its own, wherever it leads. */
static bool comes_to_an_end(struct bundling *bundling, const struct node *reference,
                            const struct node *target, enum object kind, struct error *err)
{
    struct chain chain = {.leaves = !bundling_is_own(bundling, reference)};

    if (!node_member(target, STR("$ref")))
        return true;
    follow_chain(bundling, target, kind, &chain);
    if (!chain.leaves || !(chain.is_circle || chain.is_too_long))
        return true;
    if (chain.is_circle) {
        about_circle(&chain, err);
        return error_raise_node(err, reference, "$ref leads in a circle: \"%.*s\"",
                                STR_ARGS(node_string(reference)));
    }
    return error_raise_node(err, reference, "$ref leads over more than %zu references: \"%.*s\"",
                            chain.count, STR_ARGS(node_string(reference)));
}

const struct node *collect_target(struct bundling *bundling, const struct node *object,
                                  const struct node *reference, enum object kind)
{
    struct api *api = bundling->api;
    struct error err = {0};
    const struct node *target = step(bundling, object, reference, kind, &err), *other;

    if (target && comes_to_an_end(bundling, reference, target, kind, &err))
        return target;
    if (!err.raised &&
        (other = reference_resolve(api->documents, reference, node_string(reference), &err)))
        openapi_raise_unlike(api, reference, other, kind, &err);
    if (target)
        bundling_obstacle(bundling, reference, &err);
    else
        lead_nowhere(bundling, reference, &err);
    return NULL;
}

void collect_link(struct bundling *bundling, const struct node *reference,
                  const struct node *target, enum object kind, enum link_kind link)
{
    if (schema_metaschema(bundling->arena, node_document(target)->uri))
        return; /* known to every reader by its URI */
    if (!part_of(bundling, target))
        part_add_component(bundling, target, part_home(bundling->api, kind));
    VEC_ADD(&bundling->links, ((struct link){reference, target, link}));
    bundling_visit(bundling, target, kind);
}

/* ---- objects ---- */

static bool is_mere_reference(const struct node *node)
{
    return node_is(node, NODE_OBJECT) && node->length == 1 &&
           node_is(node_member(node, STR("$ref")), NODE_STRING);
}

/* Kinds that are read through a $ref, whether the version has one there or not. */
static bool is_followed(enum object kind)
{
    static const enum object kinds[] = {
        OBJECT_COMPONENTS, OBJECT_PATHS,        OBJECT_PATH_ITEM,       OBJECT_OPERATION,
        OBJECT_PARAMETER,  OBJECT_REQUEST_BODY, OBJECT_MEDIA_TYPE,      OBJECT_ENCODING,
        OBJECT_RESPONSE,   OBJECT_CALLBACK,     OBJECT_EXAMPLE,         OBJECT_LINK,
        OBJECT_HEADER,     OBJECT_TAG,          OBJECT_SECURITY_SCHEME, OBJECT_SERVER};

    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* Does what the reference leads to stand in its place, rather than among the components? Path items
   do where that says the same: the first time. */
static bool stands_in_place(const struct bundling *bundling, const struct node *object,
                            enum object kind)
{
    return part_home(bundling->api, kind) == FIELD_COUNT ||
           (kind == OBJECT_PATH_ITEM && is_mere_reference(object));
}

static void collect_reference(struct bundling *bundling, const struct node *object,
                              const struct node *reference, enum object kind)
{
    const struct node *target = collect_target(bundling, object, reference, kind);

    if (!target)
        return;
    if (!stands_in_place(bundling, object, kind) ||
        (kind == OBJECT_PATH_ITEM && part_of(bundling, target))) {
        collect_link(bundling, reference, target, kind, LINK_REFERENCE);
        return;
    }
    if (!bundling_is_own(bundling, target))
        part_add_inline(bundling, target, object);
    else
        VEC_ADD(&bundling->links, ((struct link){reference, target, LINK_REFERENCE}));
    bundling_visit(bundling, target, kind);
}

static const struct node *scheme_target(struct bundling *bundling, const struct node *key,
                                        struct error *err)
{
    struct api *api = bundling->api;

    if (!openapi_names_scheme_by_uri(api, node_string(key)))
        return NULL;
    return reference_resolve(api->documents, key, node_string(key), err);
}

/* Two URIs of one scheme are one name. */
static bool is_named_before(struct bundling *bundling, const struct node *requirement,
                            const struct node *key, const struct node *target)
{
    for (const struct node *other = node_first(requirement); other < key;
         other = node_next_key(other))
        if (scheme_target(bundling, other, NULL) == target)
            return true;
    return false;
}

/* Names are those of the description, wherever they stand; URIs (3.2, 4.30) lead as $refs do. */
static void collect_requirement(struct bundling *bundling, const struct node *requirement)
{
    for (const struct node *key = node_first(requirement); key < node_end(requirement);
         key = node_next_key(key)) {
        struct error err = {0};
        const struct node *target = scheme_target(bundling, key, &err);

        if (err.raised)
            lead_nowhere(bundling, key, &err);
        if (!target)
            continue;
        if (is_named_before(bundling, requirement, key, target))
            *pointer_map_put(&bundling->left_out, key, 0) = bundling;
        else
            collect_link(bundling, key, target, OBJECT_SECURITY_SCHEME, LINK_NAME);
    }
}

static void collect_value(struct bundling *bundling, const struct node *value,
                          const struct field_row *row)
{
    if (row->form == FORM_OBJECT)
        bundling_visit(bundling, value, row->of);
    if (row->form == FORM_LIST && node_is(value, NODE_ARRAY))
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            bundling_visit(bundling, item, row->of);
    if (row->form == FORM_MAP && node_is(value, NODE_OBJECT))
        for (const struct node *key = node_first(value); key < node_end(value);
             key = node_next_key(key))
            bundling_visit(bundling, node_value(key), row->of);
}

static void collect_member(struct bundling *bundling, const struct node *key, enum object kind)
{
    const struct object_row *object = object_row(kind);
    enum field field = field_named(kind, node_string(key));

    if (field < FIELD_COUNT && field_is_known(bundling->api, field)) {
        if (field_row(field)->of < OBJECT_COUNT)
            collect_value(bundling, node_value(key), field_row(field));
    } else if (object->others < OBJECT_COUNT &&
               !(object->extensible && key_is_extension(node_string(key)))) {
        bundling_visit(bundling, node_value(key), object->others);
    }
}

static void collect_object(struct bundling *bundling, const struct node *object, enum object kind)
{
    const struct node *reference = node_member(object, STR("$ref"));

    if (!node_is(object, NODE_OBJECT) || pointer_map_get(&bundling->instead, object, 0))
        return;
    if (kind == OBJECT_SCHEMA) {
        collect_schema(bundling, object);
        return;
    }
    if (node_is(reference, NODE_STRING) && is_followed(kind))
        collect_reference(bundling, object, reference, kind);
    if (kind == OBJECT_LINK)
        collect_operation_ref(bundling, object);
    if (kind == OBJECT_SECURITY_REQUIREMENT)
        collect_requirement(bundling, object);
    if (kind == OBJECT_EXAMPLE)
        collect_external_value(bundling, object);
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        collect_member(bundling, key, kind);
}

/* ---- what is a component already ---- */

/* One that is a mere reference to another file is what that has, by its own name. */
static void collect_component(struct bundling *bundling, const struct node *key, enum field home)
{
    enum object kind = field_row(home)->of;
    const struct node *object = node_value(key), *target;

    if (!is_mere_reference(object))
        return;
    target = collect_target(bundling, object, node_member(object, STR("$ref")), kind);
    if (!target || bundling_is_own(bundling, target) || part_of(bundling, target))
        return;
    part_add_there(bundling, target, home, node_string(key));
    *pointer_map_put(&bundling->instead, object, 0) = (void *)(uintptr_t)target;
    bundling_visit(bundling, target, kind);
}

static void collect_components(struct bundling *bundling)
{
    for (enum object kind = 0; kind < OBJECT_COUNT; kind++) {
        enum field home = part_home(bundling->api, kind);
        const struct node *map = home < FIELD_COUNT ? part_map(bundling, home) : NULL;

        if (!map)
            continue;
        for (const struct node *key = node_first(map); key < node_end(map);
             key = node_next_key(key))
            *map_put(&bundling->names,
                     str_format(bundling->arena, "%.*s/%.*s", STR_ARGS(field_row(home)->name),
                                STR_ARGS(node_string(key)))) = (void *)1;
        for (const struct node *key = node_first(map); key < node_end(map);
             key = node_next_key(key))
            collect_component(bundling, key, home);
    }
}

void collect_all(struct bundling *bundling)
{
    part_add_root(bundling);
    collect_components(bundling);
    bundling_visit(bundling, bundling->root, OBJECT_ROOT);
    for (; bundling->visited_count < bundling->pending.count; bundling->visited_count++) {
        struct visit visit = bundling->pending.items[bundling->visited_count];

        collect_object(bundling, visit.node, visit.kind);
    }
    collect_data(bundling);
    settle_operation_refs(bundling);
}
