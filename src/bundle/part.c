/* Parts: what is brought in, and where it stands in the bundle. */
#include "base/path.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "bundle/bundling.h"

static const struct {
    enum object kind;
    enum field field, field_20;
} homes[] = {
    {OBJECT_SCHEMA, FIELD_COMPONENTS_SCHEMAS, FIELD_ROOT_DEFINITIONS},
    {OBJECT_RESPONSE, FIELD_COMPONENTS_RESPONSES, FIELD_ROOT_RESPONSES},
    {OBJECT_PARAMETER, FIELD_COMPONENTS_PARAMETERS, FIELD_ROOT_PARAMETERS},
    {OBJECT_EXAMPLE, FIELD_COMPONENTS_EXAMPLES, FIELD_COUNT},
    {OBJECT_REQUEST_BODY, FIELD_COMPONENTS_REQUEST_BODIES, FIELD_COUNT},
    {OBJECT_HEADER, FIELD_COMPONENTS_HEADERS, FIELD_COUNT},
    {OBJECT_SECURITY_SCHEME, FIELD_COMPONENTS_SECURITY_SCHEMES, FIELD_ROOT_SECURITY_DEFINITIONS},
    {OBJECT_LINK, FIELD_COMPONENTS_LINKS, FIELD_COUNT},
    {OBJECT_CALLBACK, FIELD_COMPONENTS_CALLBACKS, FIELD_COUNT},
    {OBJECT_PATH_ITEM, FIELD_COMPONENTS_PATH_ITEMS, FIELD_COUNT},
    {OBJECT_MEDIA_TYPE, FIELD_COMPONENTS_MEDIA_TYPES, FIELD_COUNT},
};

enum field part_home(const struct api *api, enum object kind)
{
    for (size_t i = 0; i < ARRAY_LENGTH(homes); i++) {
        if (homes[i].kind != kind)
            continue;
        if (field_is_known(api, homes[i].field))
            return homes[i].field;
        return homes[i].field_20 < FIELD_COUNT && field_is_known(api, homes[i].field_20)
                   ? homes[i].field_20
                   : FIELD_COUNT;
    }
    return FIELD_COUNT;
}

const struct node *part_map(const struct bundling *bundling, enum field home)
{
    const struct field_row *row = field_row(home);
    const struct node *holder =
        row->object == OBJECT_COMPONENTS ? bundling->components : bundling->root;
    const struct node *map = node_member(holder, row->name);

    return node_is(map, NODE_OBJECT) ? map : NULL;
}

/* ---- which nodes are copied with which part ---- */

static uint32_t *covers_of(struct bundling *bundling, const struct document *document)
{
    void **place = pointer_map_put(&bundling->covers, document, 0);

    if (!*place)
        *place = ARENA_ARRAY(bundling->arena, uint32_t, document->node_count + 1);
    return *place;
}

/* What is a part already, in it or around it, stays one. */
static void cover(struct bundling *bundling, const struct bundle_part *part, size_t number)
{
    uint32_t *covers = covers_of(bundling, node_document(part->node));
    const struct node *node = part->node;

    while (node < node_end(part->node)) {
        if (node != part->node && pointer_map_get(&bundling->parts_at, node, 0)) {
            node += node->span;
            continue;
        }
        covers[node->index] = (uint32_t)number + 1;
        node++;
    }
}

static struct bundle_part *add(struct bundling *bundling, const struct node *node, enum field home,
                               struct str pointer)
{
    struct bundle_part *part = ARENA_NEW(bundling->arena, struct bundle_part);

    *part = (struct bundle_part){.node = node, .home = home, .pointer = pointer};
    VEC_ADD(&bundling->parts, part);
    *pointer_map_put(&bundling->parts_at, node, 0) = part;
    cover(bundling, part, bundling->parts.count - 1);
    return part;
}

struct bundle_part *part_of(const struct bundling *bundling, const struct node *node)
{
    const uint32_t *covers = pointer_map_get(&bundling->covers, node_document(node), 0);

    return covers && covers[node->index] ? bundling->parts.items[covers[node->index] - 1] : NULL;
}

struct str part_pointer(struct bundling *bundling, const struct node *node)
{
    const struct bundle_part *part = part_of(bundling, node);
    struct str own = node_pointer(bundling->arena, node);
    struct str start = node_pointer(bundling->arena, part->node);

    return str_format(bundling->arena, "%.*s%.*s", STR_ARGS(part->pointer),
                      STR_ARGS(str_slice(own, start.length, SIZE_MAX)));
}

/* ---- names ---- */

/* OpenAPI 3.0.4, 4.7.7: letters, digits, '.', '-' and '_'. */
static struct str as_name(struct bundling *bundling, struct str text)
{
    struct strbuf out;
    struct str name;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        bool fits = ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "._-");

        strbuf_add_char(&out, fits ? c : '_');
    }
    name = str_copy(bundling->arena, out.length ? strbuf_str(&out) : STR("part"));
    strbuf_release(&out);
    return name;
}

/* "schemas/pet.v2.yaml" -> "pet.v2" */
static struct str file_name(struct bundling *bundling, const struct node *node)
{
    struct str file = node_document(node)->file, name = path_base_name(file);
    size_t dot;

    if (uri_is_http(file))
        name = percent_decoded(bundling->arena, name);
    dot = str_find_last(name, '.');
    return dot && dot < name.length ? str_slice(name, 0, dot) : name;
}

/* Does the member of the object that the pointer leads to name what it holds, as those of a map of
   definitions do? In objects with fields and keywords, the name is one of these. */
static bool is_named_by(struct bundling *bundling, struct str holder, const struct node *key)
{
    static const char *const maps[] = {"schemas",        "definitions", "$defs",     "responses",
                                       "parameters",     "examples",    "headers",   "links",
                                       "requestBodies",  "callbacks",   "pathItems", "properties",
                                       "securitySchemes"};
    struct str last = holder;

    for (struct str rest = holder; rest.text;)
        last = str_cut(&rest, '/');
    for (size_t i = 0; i < ARRAY_LENGTH(maps); i++)
        if (str_is(last, maps[i]))
            return true;
    return holder.length == 0 && keyword_names_find(&bundling->keywords, key) == KEYWORD_NONE;
}

/* What it is called where it stands: the last name that leads to it, or its file. */
static struct str own_name(struct bundling *bundling, const struct node *node)
{
    struct str pointer = node_pointer(bundling->arena, node), last = STR_NONE, holder;
    const struct node *key = node_key_of(node);

    if (pointer.length == 0)
        return as_name(bundling, file_name(bundling, node));
    for (struct str rest = pointer; rest.text;)
        last = str_cut(&rest, '/');
    holder = str_slice(pointer, 0, pointer.length - last.length - 1);
    last = pointer_token_text(bundling->arena, last);
    if (key != node && is_named_by(bundling, holder, key))
        return as_name(bundling, last);
    last = str_format(bundling->arena, "%.*s_%.*s", STR_ARGS(file_name(bundling, node)),
                      STR_ARGS(last));
    return as_name(bundling, last);
}

static struct str name_key(struct bundling *bundling, enum field home, struct str name)
{
    return str_format(bundling->arena, "%.*s/%.*s", STR_ARGS(field_row(home)->name),
                      STR_ARGS(name));
}

/* The name, or where that is taken the name with a number: "Pet-2". What a name is mapped to tells
   how many of it were asked for. */
static struct str free_name(struct bundling *bundling, enum field home, struct str name)
{
    void **asked = map_put(&bundling->names, name_key(bundling, home, name));
    uintptr_t number = (uintptr_t)*asked;
    struct str found = name;

    while (number) {
        found = str_format(bundling->arena, "%.*s-%zu", STR_ARGS(name), (size_t)number + 1);
        if (!map_get(&bundling->names, name_key(bundling, home, found)))
            break;
        number++;
    }
    *map_put(&bundling->names, name_key(bundling, home, name)) = (void *)(number + 1);
    *map_put(&bundling->names, name_key(bundling, home, found)) = (void *)(number + 1);
    return found;
}

static struct str component_pointer(struct bundling *bundling, enum field home, struct str name)
{
    const struct field_row *row = field_row(home);
    struct strbuf out;
    struct str pointer;

    strbuf_init(&out, SIZE_MAX);
    strbuf_addf(&out, "%s/%.*s", row->object == OBJECT_COMPONENTS ? "/components" : "",
                STR_ARGS(row->name));
    pointer_add_token(&out, name);
    pointer = str_copy(bundling->arena, strbuf_str(&out));
    strbuf_release(&out);
    return pointer;
}

/* ---- making them ---- */

/* A $schema at the root of its file counts for it, too (2020-12 core, 8.1.1). */
static struct str dialect_needed(const struct bundling *bundling, const struct node *node,
                                 enum field home)
{
    const struct node *file = node_document(node)->root;
    struct str named = node_member_string(file, "$schema");
    enum schema_dialect dialect;

    if (home != FIELD_COMPONENTS_SCHEMAS || node == file || !named.text ||
        bundling->api->version->dialect < DIALECT_OAS31 || !node_is(node, NODE_OBJECT) ||
        node_member(node, STR("$schema")))
        return STR_NONE;
    return schema_dialect_of(named, &dialect) && dialect == DIALECT_2020_12 ? STR_NONE : named;
}

void part_add_root(struct bundling *bundling)
{
    add(bundling, bundling->root, FIELD_COUNT, STR(""));
}

void part_add_component(struct bundling *bundling, const struct node *node, enum field home)
{
    struct str name = free_name(bundling, home, own_name(bundling, node));
    struct bundle_part *part = add(bundling, node, home, component_pointer(bundling, home, name));

    part->name = name;
    part->dialect = dialect_needed(bundling, node, home);
}

void part_add_there(struct bundling *bundling, const struct node *node, enum field home,
                    struct str name)
{
    struct bundle_part *part = add(bundling, node, home, component_pointer(bundling, home, name));

    *map_put(&bundling->names, name_key(bundling, home, name)) = (void *)1;
    part->name = name;
    part->is_there = true;
    part->dialect = dialect_needed(bundling, node, home);
}

void part_add_inline(struct bundling *bundling, const struct node *node, const struct node *object)
{
    if (!pointer_map_get(&bundling->parts_at, node, 0) && !part_of(bundling, node))
        add(bundling, node, FIELD_COUNT, part_pointer(bundling, object));
    *pointer_map_put(&bundling->instead, object, 0) = (void *)(uintptr_t)node;
}

void part_add_data(struct bundling *bundling, const struct node *node, const struct node *object)
{
    bool is_new = !part_of(bundling, node);

    part_add_inline(bundling, node, object);
    if (is_new)
        part_of(bundling, node)->is_data = true;
}
