/* The description's root copied, with parts in their places and references with their new texts. */
#include "bundle/bundling.h"
#include "document/tape.h"

/* Parts in the place of references, inside each other. */
enum { MAX_INSIDE = 64 };
/* An object, and what each $ref of a chain leads to. */
enum { MAX_CHAIN = REFERENCE_MAX_CHAIN + 1 };

struct copier {
    struct bundling *bundling;
    struct tape tape;
    VEC(const struct node *) origins; /* by place on the tape */
    const struct node *inside[MAX_INSIDE];
    size_t depth;            /* of them */
    size_t levels;           /* arrays and objects inside each other */
    struct pointer_map maps; /* a map of components -> its field and one */
    bool cut;                /* it is too large, or */
    bool refused;            /* cannot be, which is told */
};

static void copy(struct copier *copier, const struct node *node);

/* ---- single nodes ---- */

/* Gives its place on the tape, which moves. */
static size_t add(struct copier *copier, enum node_kind kind, const struct node *origin)
{
    size_t at = copier->tape.count;

    tape_add(&copier->tape, kind);
    VEC_ADD(&copier->origins, node_origin(origin));
    copier->cut = copier->cut || at >= BUNDLE_MAX_NODES;
    return at;
}

static void add_same(struct copier *copier, const struct node *node)
{
    size_t at = add(copier, (enum node_kind)node->kind, node);
    struct node *made = copier->tape.nodes + at;

    *made = *node;
    made->index = (uint32_t)at;
    made->span = 1;
}

static void add_text(struct copier *copier, struct str text, const struct node *origin)
{
    size_t at = add(copier, NODE_STRING, origin);
    struct node *made = copier->tape.nodes + at;

    made->text = text.text;
    made->length = (uint32_t)text.length;
    made->flags = str_is_ascii(text) ? 0 : NODE_NON_ASCII;
}

static void end(struct copier *copier, size_t at, size_t members)
{
    copier->tape.nodes[at].length = (uint32_t)members;
    copier->tape.nodes[at].span = (uint32_t)(copier->tape.count - at);
}

/* ---- components ---- */

static bool has_new(const struct bundling *bundling, enum field home)
{
    for (size_t i = 0; i < bundling->parts.count; i++)
        if (bundling->parts.items[i]->home == home && !bundling->parts.items[i]->is_there)
            return true;
    return false;
}

static void copy_part(struct copier *copier, const struct bundle_part *part)
{
    size_t at = copier->tape.count;

    copy(copier, part->node);
    if (!part->dialect.text || copier->tape.nodes[at].kind != NODE_OBJECT)
        return;
    add_text(copier, STR("$schema"), part->node);
    add_text(copier, part->dialect, part->node);
    end(copier, at, copier->tape.nodes[at].length + 1);
}

/* The new components of a map, behind those that are there. Returns how many. */
static size_t add_components(struct copier *copier, enum field home)
{
    const struct bundling *bundling = copier->bundling;
    size_t count = 0;

    for (size_t i = 0; i < bundling->parts.count && !copier->cut; i++) {
        const struct bundle_part *part = bundling->parts.items[i];

        if (part->home != home || part->is_there)
            continue;
        add_text(copier, part->name, part->node);
        copy_part(copier, part);
        count++;
    }
    return count;
}

/* Maps that the object, components or in 2.0 the root, lacks. */
static size_t add_maps(struct copier *copier, const struct node *object, enum object holder)
{
    size_t count = 0;

    for (enum field field = field_first(holder);
         field < FIELD_COUNT && field_row(field)->object == holder; field++) {
        size_t at;

        if (node_member(object, field_row(field)->name) || !has_new(copier->bundling, field))
            continue;
        add_text(copier, field_row(field)->name, copier->bundling->root);
        at = add(copier, NODE_OBJECT, copier->bundling->root);
        end(copier, at, add_components(copier, field));
        count++;
    }
    return count;
}

static bool needs_components(const struct bundling *bundling)
{
    for (enum field field = field_first(OBJECT_COMPONENTS);
         field < FIELD_COUNT && field_row(field)->object == OBJECT_COMPONENTS; field++)
        if (has_new(bundling, field))
            return true;
    return false;
}

static size_t add_all_components(struct copier *copier)
{
    const struct node *root = copier->bundling->root;
    size_t at;

    if (copier->bundling->components || !needs_components(copier->bundling))
        return 0;
    add_text(copier, STR("components"), root);
    at = add(copier, NODE_OBJECT, root);
    end(copier, at, add_maps(copier, NULL, OBJECT_COMPONENTS));
    return 1;
}

static size_t add_names(struct copier *copier, size_t first)
{
    const struct bundling *bundling = copier->bundling;
    const struct node *discriminator = bundling->implied.items[first].discriminator;
    size_t count = 0;

    for (size_t i = first; i < bundling->implied.count; i++) {
        const struct implied_name *implied = &bundling->implied.items[i];

        if (implied->discriminator != discriminator)
            break;
        if (!implied->text.text)
            continue;
        add_text(copier, implied->name, implied->branch);
        add_text(copier, implied->text, implied->branch);
        count++;
    }
    return count;
}

/* Names of branches that these do not have any more. */
static size_t add_mappings(struct copier *copier, const struct node *object)
{
    size_t first = (size_t)(uintptr_t)pointer_map_get(&copier->bundling->more_mappings, object, 0);
    size_t at;

    if (!first)
        return 0;
    if (copier->bundling->implied.items[first - 1].discriminator != object)
        return add_names(copier, first - 1);
    add_text(copier, STR("mapping"), object);
    at = add(copier, NODE_OBJECT, object);
    end(copier, at, add_names(copier, first - 1));
    return 1;
}

/* What the object gets behind its own members. */
static size_t add_behind(struct copier *copier, const struct node *object)
{
    const struct bundling *bundling = copier->bundling;
    uintptr_t map = (uintptr_t)pointer_map_get(&copier->maps, object, 0);
    size_t count = 0;

    if (map)
        return add_components(copier, (enum field)(map - 1));
    if (object == bundling->components)
        return add_maps(copier, object, OBJECT_COMPONENTS);
    if (object != bundling->root)
        return add_mappings(copier, object);
    count = add_maps(copier, object, OBJECT_ROOT);
    return count + add_all_components(copier);
}

/* The maps of components that the description has. */
static void note_maps(struct copier *copier)
{
    const struct bundling *bundling = copier->bundling;

    for (enum object kind = 0; kind < OBJECT_COUNT; kind++) {
        enum field home = part_home(bundling->api, kind);
        const struct node *map = home < FIELD_COUNT ? part_map(bundling, home) : NULL;

        if (map)
            *pointer_map_put(&copier->maps, map, 0) = (void *)((uintptr_t)home + 1);
    }
}

/* ---- what stands in the place of a reference ---- */

/* Behind the object, what each $ref of the chain leads to. Returns how many they are; 0: too many,
   which only data can be (collect.c). */
static size_t chain_of(const struct bundling *bundling, const struct node *object,
                       const struct node *chain[static MAX_CHAIN])
{
    size_t count = 0;

    for (; object; object = pointer_map_get(&bundling->instead, object, 0)) {
        if (count == MAX_CHAIN)
            return 0;
        chain[count++] = object;
    }
    return count;
}

static bool is_in(const struct node *const *chain, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++)
        if (node_member(chain[i], key))
            return true;
    return false;
}

static void copy_string(struct copier *copier, const struct node *node)
{
    const struct str *text = pointer_map_get(&copier->bundling->texts, node, 0);

    if (text)
        add_text(copier, *text, node);
    else
        add_same(copier, node);
}

static size_t copy_member(struct copier *copier, const struct node *key)
{
    if (pointer_map_get(&copier->bundling->left_out, key, 0))
        return 0;
    copy_string(copier, key);
    copy(copier, node_value(key));
    return 1;
}

/* What stands beside the $refs, and where they lead, added up. */
static void copy_sum(struct copier *copier, const struct node *const *chain, size_t count)
{
    size_t at = add(copier, NODE_OBJECT, chain[0]), members = 0;

    for (size_t i = 0; i < count; i++)
        for (const struct node *key = node_first(chain[i]); key < node_end(chain[i]);
             key = node_next_key(key))
            if (!str_is(node_string(key), "$ref") && !is_in(chain, i, node_string(key)))
                members += copy_member(copier, key);
    end(copier, at, members);
}

static bool is_mere(const struct node *const *chain, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (chain[i]->length != 1)
            return false;
    return true;
}

static void refuse(struct copier *copier, const struct node *object, const char *problem)
{
    struct error err = {0};

    error_raise_node(&err, object, "%s", problem);
    bundling_obstacle(copier->bundling, object, &err);
    copier->cut = copier->refused = true;
}

/* What contains itself is told by where it stands first. */
static void copy_circle(struct copier *copier, const struct node *object, const struct node *target)
{
    struct bundling *bundling = copier->bundling;
    size_t at = add(copier, NODE_OBJECT, object);

    add_text(copier, STR("$ref"), object);
    add_text(copier, relink_text(bundling, part_pointer(bundling, target)), object);
    end(copier, at, 1);
}

static void copy_instead(struct copier *copier, const struct node *object)
{
    const struct node *chain[MAX_CHAIN], *last;
    size_t count = chain_of(copier->bundling, object, chain);

    if (count == 0 || copier->depth == MAX_INSIDE) {
        refuse(copier, object,
               count ? "$ref brings in one inside of the other, deeper than 64 levels"
                     : "$ref leads over more than 64 references");
        return;
    }
    last = chain[count - 1];
    for (size_t i = 0; i < copier->depth; i++)
        if (copier->inside[i] == last) {
            copy_circle(copier, object, last);
            return;
        }
    copier->inside[copier->depth++] = last;
    if (is_mere(chain, count))
        copy(copier, last);
    else
        copy_sum(copier, chain, count);
    copier->depth--;
}

/* ---- all ---- */

static void copy_container(struct copier *copier, const struct node *node)
{
    size_t at = copier->tape.count, members = 0;

    if (copier->levels == DOCUMENT_MAX_DEPTH) {
        refuse(copier, node, "brought in here, it lies deeper than can be read again");
        return;
    }
    copier->levels++;
    add_same(copier, node);
    if (node->kind == NODE_ARRAY) {
        for (const struct node *item = node_first(node); item < node_end(node) && !copier->cut;
             item = node_next(item), members++)
            copy(copier, item);
    } else {
        for (const struct node *key = node_first(node); key < node_end(node) && !copier->cut;
             key = node_next_key(key))
            members += copy_member(copier, key);
        members += add_behind(copier, node);
    }
    copier->levels--;
    end(copier, at, members);
}

static void copy(struct copier *copier, const struct node *node)
{
    if (copier->cut)
        return;
    if (node->kind == NODE_STRING) {
        copy_string(copier, node);
    } else if (node->kind != NODE_ARRAY && node->kind != NODE_OBJECT) {
        add_same(copier, node);
    } else if (pointer_map_get(&copier->bundling->instead, node, 0)) {
        copy_instead(copier, node);
    } else {
        copy_container(copier, node);
    }
}

const struct document *copy_all(struct bundling *bundling)
{
    struct copier copier = {.bundling = bundling};
    const struct document *own = bundling->api->document;
    struct document *made = NULL;
    const struct node **origins;

    tape_init(&copier.tape, bundling->arena, own->node_count);
    VEC_ADD(&copier.origins, NULL);
    note_maps(&copier);
    copy(&copier, bundling->root);
    if (copier.cut) {
        if (!copier.refused)
            refuse(&copier, bundling->root,
                   "the bundle is larger than the limit of 4,000,000 values");
    } else {
        origins = ARENA_ARRAY(bundling->arena, const struct node *, copier.origins.count);
        memcpy(origins, copier.origins.items, copier.origins.count * sizeof *origins);
        made = tape_finish(&copier.tape);
        made->file = own->file;
        made->uri = own->uri;
        made->found = own->found;
        made->source = own->source;
        made->format = own->format;
        made->lines = own->lines;
        made->origins = origins;
    }
    VEC_RELEASE(&copier.origins);
    pointer_map_release(&copier.maps);
    return made;
}
