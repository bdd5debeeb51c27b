#include "schema/resource.h"

#include "base/uri.h"
#include "schema/compiler.h"

enum { MAX_METASCHEMAS = 8 }; /* each the meta-schema of the one before */

struct index {
    struct schema_set *set;
    struct document_resources *resources;
};

/* ---- dialects ---- */

struct dialect_choice {
    enum schema_dialect dialect;
    unsigned vocabularies;
    struct str unchecked;
};

static struct dialect_choice plain_choice(enum schema_dialect dialect)
{
    return (struct dialect_choice){.dialect = dialect, .vocabularies = VOCABULARY_ALL};
}

static struct dialect_choice refuse(struct schema_set *set, struct str uri, const char *why,
                                    struct str what)
{
    return (struct dialect_choice){
        .unchecked = str_format(&set->arena, "the dialect %.*s is not supported%s%.*s",
                                STR_ARGS(uri), why, STR_ARGS(what)),
    };
}

/* 2020-12 core, 8.1.2: one that is required and unknown is refused, an optional one ignored. */
static bool read_vocabularies(const struct node *list, unsigned *vocabularies, struct str *unknown)
{
    *vocabularies = VOCABULARY_CORE | VOCABULARY_META_DATA;
    for (const struct node *key = node_first(list); key < node_end(list);
         key = node_next_key(key)) {
        unsigned known = dialect_vocabulary(node_text(key));

        *vocabularies |= known;
        if (!known && node_value(key)->kind == NODE_TRUE) {
            *unknown = node_text(key);
            return false;
        }
    }
    return true;
}

/* What a $schema means. A URI that is no dialect of ours may name a meta-schema that is
   loaded; then that one's own $schema and $vocabulary tell. */
static struct dialect_choice choose_dialect(struct schema_set *set, struct str uri,
                                            const struct node *site, unsigned depth)
{
    struct dialect_choice choice = {0};
    const struct document *document = NULL;
    const struct node *vocabulary;
    struct str next, unknown;

    if (schema_dialect_of(uri, &choice.dialect))
        return plain_choice(choice.dialect);
    if (set->settings.documents && uri_is_absolute(uri) && depth < MAX_METASCHEMAS)
        document = document_load_uri(set->settings.documents, uri_without_fragment(uri, NULL), site,
                                     &(struct error){0});
    next = document ? node_member_string(document->root, "$schema") : STR_NONE;
    if (!next.text)
        return refuse(set, uri, "", STR_NONE);
    choice = choose_dialect(set, next, document->root, depth + 1);
    if (choice.unchecked.text)
        return refuse(set, uri, ": ", choice.unchecked);
    vocabulary = node_member(document->root, STR("$vocabulary"));
    if (node_is(vocabulary, NODE_OBJECT) &&
        !read_vocabularies(vocabulary, &choice.vocabularies, &unknown))
        return refuse(set, uri, ": it requires the vocabulary ", unknown);
    return choice;
}

/* ---- names ---- */

static void name_node(struct schema_set *set, struct str uri, struct resource *resource,
                      const struct node *node)
{
    struct identifier *identifier;

    if (map_get(&set->identifiers, uri))
        return; /* the first one stays */
    identifier = ARENA_NEW(&set->arena, struct identifier);
    *identifier = (struct identifier){resource, node};
    *map_put(&set->identifiers, uri) = identifier;
}

const struct identifier *identifier_find(const struct schema_set *set, struct str uri)
{
    return map_get(&set->identifiers, uri);
}

static void name_anchor(struct schema_set *set, struct resource *resource, struct str name,
                        const struct node *node)
{
    if (name.length)
        name_node(set,
                  str_format(&set->arena, "%.*s#%.*s", STR_ARGS(resource->base), STR_ARGS(name)),
                  resource, node);
}

static void add_dynamic(struct schema_set *set, struct resource *resource, struct str name,
                        const struct node *node)
{
    struct dynamic_anchor *anchor = ARENA_NEW(&set->arena, struct dynamic_anchor);

    *anchor = (struct dynamic_anchor){name, schema_of(set, node), resource->anchors};
    resource->anchors = anchor;
}

static void note_anchors(struct schema_set *set, struct resource *resource, const struct node *node)
{
    const struct dialect *dialect = dialect_row(resource->dialect);
    struct str name;

    if (dialect->plain_name_id) {
        struct str id = node_member_string(node, dialect->identifier);

        uri_without_fragment(id, &name);
        if (!node_member_string(node, "$ref").text)
            name_anchor(set, resource->identity, name, node);
        return;
    }
    if (!dialect->identifier)
        return;
    name_anchor(set, resource->identity, node_member_string(node, "$anchor"), node);
    if (resource->dialect == DIALECT_2019_09) {
        if (resource->root == node && node_member_true(node, "$recursiveAnchor"))
            add_dynamic(set, resource->identity, STR(""), node);
        return;
    }
    name = node_member_string(node, "$dynamicAnchor");
    name_anchor(set, resource->identity, name, node);
    if (name.length)
        add_dynamic(set, resource->identity, name, node);
}

/* ---- resources ---- */

static struct resource *add_resource(struct index *index, const struct node *root,
                                     struct resource *parent, struct dialect_choice choice)
{
    struct resource *resource = ARENA_NEW(&index->set->arena, struct resource);

    *resource = (struct resource){
        .root = root,
        .parent = parent,
        .identity = resource,
        .dialect = choice.dialect,
        .vocabularies = choice.vocabularies,
        .unchecked = choice.unchecked,
    };
    VEC_ADD(&index->resources->list, resource);
    return resource;
}

/* The URI an $id gives, without fragment; STR_NONE when it gives none. */
static struct str identify(struct schema_set *set, const struct dialect *dialect,
                           const struct node *node, struct str base)
{
    struct str id = dialect->identifier ? node_member_string(node, dialect->identifier) : STR_NONE;

    if (!id.text || (dialect->reference_alone && node_member_string(node, "$ref").text))
        return STR_NONE;
    id = uri_without_fragment(id, NULL);
    return id.length ? uri_resolve(&set->arena, base, id) : STR_NONE;
}

/* The resource the schema is in: its own, when it has an $id or a $schema. */
static struct resource *enter(struct index *index, const struct node *node, struct resource *parent)
{
    struct str schema = node_member_string(node, "$schema");
    struct dialect_choice choice = {parent->dialect, parent->vocabularies, parent->unchecked};
    struct resource *resource;
    struct str uri;

    if (schema.text)
        choice = choose_dialect(index->set, schema, node, 0);
    uri = identify(index->set, dialect_row(choice.dialect), node, parent->base);
    if (!uri.text && !schema.text)
        return parent;
    resource = add_resource(index, node, parent, choice);
    resource->base = uri.text ? uri : parent->base;
    resource->identity = uri.text ? resource : parent->identity;
    if (uri.text)
        name_node(index->set, uri, resource, node);
    return resource;
}

static void index_schema(struct index *index, const struct node *node, struct resource *parent);

static void index_children(struct index *index, enum keyword keyword, const struct node *value,
                           struct resource *resource)
{
    for (struct subschemas each = subschemas_in(keyword, value, resource->dialect); each.schema;
         subschemas_next(&each))
        index_schema(index, each.schema, resource);
}

static void index_members(struct index *index, const struct node *node, struct resource *resource)
{
    if (resource->unchecked.text)
        return;
    note_anchors(index->set, resource, node);
    for (const struct node *key = node_first(node); key < node_end(node);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_names_find(&index->set->names, key);

        if (keyword != KEYWORD_NONE && keyword_is_read(keyword, 1u << resource->dialect))
            index_children(index, keyword, node_value(key), resource);
    }
}

static void index_schema(struct index *index, const struct node *node, struct resource *parent)
{
    if (node->kind == NODE_OBJECT)
        index_members(index, node, enter(index, node, parent));
}

/* Values of an OpenAPI description that are data, whatever they look like. */
static bool holds_data(struct str key)
{
    static const char *const names[] = {"example", "examples", "value", "default"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(key, names[i]))
            return true;
    return str_starts_with(key, STR("x-"));
}

/* An OpenAPI description holds schemas under these names. */
static void index_description(struct index *index, const struct node *node,
                              struct resource *resource)
{
    if (node->kind == NODE_ARRAY)
        for (const struct node *item = node_first(node); item < node_end(node);
             item = node_next(item))
            index_description(index, item, resource);
    if (node->kind != NODE_OBJECT)
        return;
    for (const struct node *key = node_first(node); key < node_end(node);
         key = node_next_key(key)) {
        struct str name = node_text(key);

        if (str_is(name, "schema") || str_is(name, "itemSchema"))
            index_schema(index, node_value(key), resource);
        else if (str_is(name, "schemas"))
            index_children(index, KEYWORD_DEFS, node_value(key), resource);
        else if (!holds_data(name))
            index_description(index, node_value(key), resource);
    }
}

/* ---- documents ---- */

/* Does anything in the document but its root have a name? In most documents nothing does: then one
   look at each node is all that is needed. */
static bool has_names(const struct document *document, const struct dialect *dialect)
{
    static const char *const names[] = {"$id", "$schema", "$anchor", "$dynamicAnchor",
                                        "$recursiveAnchor"};
    const struct node *root = document->root;

    for (const struct node *node = root; node < root + root->span; node++) {
        if (node->kind != NODE_STRING || node->length < 2)
            continue;
        if (str_is(node_text(node), dialect->identifier))
            return true;
        for (size_t i = 0; node->text[0] == '$' && i < ARRAY_LENGTH(names); i++)
            if (str_is(node_text(node), names[i]))
                return true;
    }
    return false;
}

/* Texts that came from no file and no URI each get a base of their own, so that names in one are
   not found from another. */
static const struct str nowhere = STR_INITIAL("document://");

bool resource_is_named(const struct resource *resource)
{
    return !str_starts_with(resource->base, nowhere);
}

static struct str base_of(struct schema_set *set, const struct document *document)
{
    if (document->uri.text)
        return document->uri;
    return str_format(&set->arena, "%.*s%zu/", STR_ARGS(nowhere), set->indexed.count);
}

static void index_document(struct index *index, const struct document *document)
{
    struct schema_set *set = index->set;
    const struct node *root = document->root;
    const struct dialect *dialect = dialect_row(set->settings.dialect);
    struct dialect_choice choice = plain_choice(set->settings.dialect);
    struct str schema = node_member_string(root, "$schema");
    struct str named = schema.text ? schema : set->settings.dialect_uri;
    struct str base = base_of(set, document), uri;
    struct resource *resource;

    /* OpenAPI 2.0 and 3.0 have no $schema, but the schemas they are judged by have one. */
    if (named.text && (dialect->identifier || dialect_is_metaschema(document->uri))) {
        choice = choose_dialect(set, named, root, 0);
        dialect = dialect_row(choice.dialect);
    }
    uri = identify(set, dialect, root, base);
    resource = add_resource(index, root, NULL, choice);
    resource->base = uri.text ? uri : base;
    name_node(set, base, resource, root);
    name_node(set, resource->base, resource, root);
    if (!dialect->identifier || !has_names(document, dialect))
        return;
    if (document_is_description(document))
        index_description(index, root, resource);
    else if (root->kind == NODE_OBJECT)
        index_members(index, root, resource);
}

const struct document_resources *resources_of(struct schema_set *set,
                                              const struct document *document)
{
    struct document_resources *resources = pointer_map_get(&set->documents, document, 0);

    if (resources)
        return resources;
    resources = ARENA_NEW(&set->arena, struct document_resources);
    *pointer_map_put(&set->documents, document, 0) = resources;
    VEC_ADD(&set->indexed, resources);
    index_document(&(struct index){set, resources}, document);
    return resources;
}

void resources_release(struct schema_set *set)
{
    for (size_t i = 0; i < set->indexed.count; i++)
        VEC_RELEASE(&set->indexed.items[i]->list);
    VEC_RELEASE(&set->indexed);
}

struct resource *resource_at(const struct document_resources *resources, const struct node *node)
{
    size_t low = 0, high = resources->list.count;
    struct resource *resource;

    while (high - low > 1) { /* the last one that begins no later than the node */
        size_t middle = low + (high - low) / 2;

        if (resources->list.items[middle]->root <= node)
            low = middle;
        else
            high = middle;
    }
    resource = resources->list.items[low];
    while (resource->parent && node >= resource->root + resource->root->span)
        resource = resource->parent;
    return resource;
}
