/* $refs where OpenAPI has none: in examples, extensions, texts. For us they are data, and so for
   lint, which tells of them; but many programs follow them, and a bundle that kept them would lead
   to files that it is to stand for. So what is nothing but a $ref to another file, and does lead
   somewhere, is replaced by that; or, where that has its place in the bundle already, leads there:
   extensions may hold schemas, which refer to each other. An example that several operations share
   stands in each of them, for a $ref there would be read as what it shows; not so values that refer
   on, which could double at each step. What leads nowhere may be data after all, and what stands in
   an enum or const is: values are judged by it. */
#include "bundle/bundling.h"

enum { DATA_MAX_REPEATED = BUNDLE_MAX_NODES / 4 }; /* nodes; behind them, $refs lead to the first */

static bool is_mere(const struct node *node)
{
    return node->kind == NODE_OBJECT && node->length == 1 &&
           str_is(node_string(node_first(node)), "$ref") &&
           node_is(node_value(node_first(node)), NODE_STRING);
}

/* Does it lead into the description's own file from there? */
static bool is_within(const struct bundling *bundling, const struct node *object)
{
    return bundling_is_own(bundling, object) &&
           str_starts_with(node_string(node_value(node_first(object))), STR("#"));
}

/* Whatever it is copied to, it is no larger there than it is here. */
static bool refers_on(const struct node *value)
{
    for (const struct node *node = value; node < node_end(value); node++)
        if (is_mere(node))
            return true;
    return false;
}

/* Was it brought in as data, as a whole? Then it may stand in the place of this $ref, too. */
static bool is_to_be_repeated(struct bundling *bundling, const struct node *target)
{
    const struct bundle_part *part = pointer_map_get(&bundling->parts_at, target, 0);

    if (!part || !part->is_data || target->span > DATA_MAX_REPEATED - bundling->repeated_nodes ||
        refers_on(target))
        return false;
    bundling->repeated_nodes += target->span;
    return true;
}

static void collect_reference(struct bundling *bundling, const struct node *object)
{
    const struct node *reference = node_value(node_first(object)), *target;
    struct error ignored = {0};

    if (is_within(bundling, object))
        return;
    target =
        reference_resolve(bundling->api->documents, reference, node_string(reference), &ignored);
    if (!target) {
        bundling->kept_data = bundling->kept_data ? bundling->kept_data : reference;
        return;
    }
    if (part_of(bundling, target) && (target->kind == NODE_OBJECT || target->kind == NODE_ARRAY) &&
        !is_to_be_repeated(bundling, target)) {
        VEC_ADD(&bundling->links, ((struct link){reference, target, LINK_REFERENCE}));
        return;
    }
    part_add_data(bundling, target, object);
    bundling->data = bundling->data ? bundling->data : reference;
    bundling->data_count++;
}

static void keep_literal(struct bundling *bundling, const struct node *value)
{
    for (const struct node *node = value; node < node_end(value) && !bundling->literal; node++)
        if (is_mere(node) && !is_within(bundling, node))
            bundling->literal = node_value(node_first(node));
}

static void collect_part(struct bundling *bundling, const struct node *part)
{
    for (const struct node *node = part; node < node_end(part); node++) {
        if (pointer_map_get(&bundling->literals, node, 0)) {
            keep_literal(bundling, node);
            node = node_end(node) - 1;
            continue;
        }
        if (node != part && pointer_map_get(&bundling->parts_at, node, 0)) {
            node = node_end(node) - 1; /* looked at by itself */
            continue;
        }
        if (is_mere(node) && !pointer_map_get(&bundling->read, node, 0) &&
            !pointer_map_get(&bundling->instead, node, 0))
            collect_reference(bundling, node);
    }
}

void collect_data(struct bundling *bundling)
{
    for (size_t i = 0; i < bundling->parts.count; i++) /* and those that come with them */
        collect_part(bundling, bundling->parts.items[i]->node);
}
