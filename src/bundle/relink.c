/* The new texts of references.

   Where a schema has an $id, its references are relative to that, and the pointer to a place of the
   bundle would mean a place in the schema. Schemas whose $id is absolute keep it, with what they
   refer to, as long as all that leads to something with an $id too (2020-12 core, 9.3.1). Where one
   does not, every $id is left out: all that a name leads to is then known by its place. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "bundle/bundling.h"

/* ---- $id ---- */

/* The schema with an $id that the node is copied in; NULL: none, or it is not copied as a whole. */
static const struct node *copied_with_id(struct bundling *bundling, const struct node *node)
{
    const struct node *schema = schema_with_id(bundling->api->schemas, node);
    const struct bundle_part *part = part_of(bundling, node);

    return schema && part && part_of(bundling, schema) == part ? schema : NULL;
}

/* Does the text mean the same in the bundle, within its schema with an $id? */
static bool stays_true(struct bundling *bundling, const struct link *link,
                       const struct node *schema)
{
    const struct node *target = copied_with_id(bundling, link->target);

    return target == schema || target != NULL;
}

static bool ids_can_be_kept(struct bundling *bundling)
{
    for (size_t i = 0; i < bundling->ids.count; i++) {
        const struct node *key = bundling->ids.items[i];

        if (!bundling_is_own(bundling, key) && !uri_is_absolute(node_string(node_value(key))))
            return false;
    }
    for (size_t i = 0; i < bundling->links.count; i++) {
        const struct link *link = &bundling->links.items[i];
        const struct node *schema = copied_with_id(bundling, link->text);

        if (schema && !stays_true(bundling, link, schema))
            return false;
    }
    return true;
}

static void leave_out(struct bundling *bundling, const struct node *key)
{
    *pointer_map_put(&bundling->left_out, key, 0) = bundling;
}

static void settle_ids(struct bundling *bundling)
{
    bundling->ids_are_kept = ids_can_be_kept(bundling);
    if (bundling->ids_are_kept || bundling->ids.count == 0)
        return;
    for (size_t i = 0; i < bundling->ids.count; i++)
        leave_out(bundling, bundling->ids.items[i]);
    bundling_notice(
        bundling, str_format(bundling->arena,
                             "%zu $id %s left out: a reference within such a schema leads to what "
                             "has none, and is written as a place of the bundle",
                             bundling->ids.count, bundling->ids.count == 1 ? "is" : "are"));
}

static bool is_within_id(struct bundling *bundling, const struct node *node)
{
    return bundling->ids_are_kept && copied_with_id(bundling, node);
}

/* ---- anchors ---- */

/* No reference goes by an anchor of a part any more, and two files may have the same. */
static void settle_anchors(struct bundling *bundling)
{
    for (size_t i = 0; i < bundling->anchors.count; i++) {
        const struct node *key = bundling->anchors.items[i];

        if (!bundling_is_own(bundling, key) && !is_within_id(bundling, key))
            leave_out(bundling, key);
    }
}

/* What a $dynamicRef finds depends on which files have the anchor. */
static void settle_dynamic_anchors(struct bundling *bundling)
{
    struct map files = {0};
    struct error err = {0};

    for (size_t i = 0; i < bundling->dynamic_anchors.count; i++) {
        const struct node *key = bundling->dynamic_anchors.items[i];
        void **file;

        if (is_within_id(bundling, key))
            continue;
        file = map_put(&files, node_string(node_value(key)));
        if (*file && *file != node_document(key)) {
            error_about(&err, "dynamic anchor %.*s", STR_ARGS(node_string(node_value(key))));
            error_raise_node(&err, key,
                             "$dynamicAnchor \"%.*s\" stands in another file too: in one document "
                             "nothing keeps them apart",
                             STR_ARGS(node_string(node_value(key))));
            bundling_obstacle(bundling, key, &err);
            error_clear(&err);
        }
        *file = (void *)(uintptr_t)node_document(key);
    }
    map_release(&files);
}

/* ---- texts ---- */

struct str relink_text(struct bundling *bundling, struct str fragment)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_char(&out, '#');
    percent_encode_fragment(&out, fragment);
    text = str_copy(bundling->arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

void relink_as(struct bundling *bundling, const struct node *reference, struct str text)
{
    struct str *kept = ARENA_NEW(bundling->arena, struct str);

    *kept = text;
    *pointer_map_put(&bundling->texts, reference, 0) = kept;
}

static void set_text(struct bundling *bundling, const struct node *reference, struct str fragment)
{
    relink_as(bundling, reference, relink_text(bundling, fragment));
}

/* false: it is no component. */
static bool set_name(struct bundling *bundling, const struct link *link)
{
    static const struct str map = STR_INITIAL("/components/securitySchemes/");
    struct str pointer = part_pointer(bundling, link->target);
    struct str name = str_slice(pointer, map.length, SIZE_MAX);

    if (!str_starts_with(pointer, map) || str_find_char(name, '/') < name.length)
        return false;
    relink_as(bundling, link->text, pointer_token_text(bundling->arena, name));
    return true;
}

static void relink(struct bundling *bundling, const struct link *link)
{
    struct str text = node_string(link->text), fragment;
    bool within = bundling_is_own(bundling, link->text) &&
                  bundling_is_own(bundling, link->target) && str_starts_with(text, STR("#"));

    if (is_within_id(bundling, link->text))
        return;
    if (within && !schema_with_id(bundling->api->schemas, link->text))
        return;
    if (link->kind == LINK_NAME && set_name(bundling, link))
        return;
    uri_without_fragment(text, &fragment);
    if (link->kind == LINK_DYNAMIC && fragment.length && fragment.text[0] != '/')
        set_text(bundling, link->text, fragment);
    else
        set_text(bundling, link->text, part_pointer(bundling, link->target));
}

/* ---- names of branches ---- */

static void settle_implied(struct bundling *bundling)
{
    for (size_t i = 0; i < bundling->implied.count; i++) {
        struct implied_name *implied = &bundling->implied.items[i];
        const struct str *text = pointer_map_get(&bundling->texts, implied->branch, 0);
        const struct node *mapping = node_member(implied->discriminator, STR("mapping"));
        const struct node *holder =
            node_is(mapping, NODE_OBJECT) ? mapping : implied->discriminator;
        void **first;

        if (!text ||
            str_equal(str_slice(*text, str_find_last(*text, '/') + 1, SIZE_MAX), implied->name))
            continue;
        implied->text = *text;
        first = pointer_map_put(&bundling->more_mappings, holder, 0);
        *first = *first ? *first : (void *)(uintptr_t)(i + 1);
    }
}

void relink_all(struct bundling *bundling)
{
    settle_ids(bundling);
    settle_anchors(bundling);
    settle_dynamic_anchors(bundling);
    for (size_t i = 0; i < bundling->links.count; i++)
        relink(bundling, &bundling->links.items[i]);
    settle_implied(bundling);
}
