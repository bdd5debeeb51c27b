/* $ref and its dynamic kin: where they lead, by URI, JSON Pointer and anchor, in what was looked
   through (resource.c), in the meta-schemas, or through the library. */
#include "base/uri.h"
#include "schema/compiler.h"

enum { MAX_REFERENCE_CHAIN = 1000 };

static struct resource *resource_of(struct schema_set *set, const struct node *node)
{
    return resource_at(resources_of(set, node_document(node)), node);
}

/* A fragment (decoded) in a resource: nothing, a JSON Pointer from its root, or an anchor. */
static const struct node *resolve_fragment(struct schema_set *set, const struct resource *resource,
                                           struct str fragment)
{
    struct str text = uri_decode(&set->arena, fragment);
    const struct identifier *anchor;

    if (text.length == 0 || text.text[0] == '/')
        return pointer_resolve(resource->root, text);
    anchor = identifier_find(
        set, str_format(&set->arena, "%.*s#%.*s", STR_ARGS(resource->base), STR_ARGS(text)));
    return anchor ? anchor->node : NULL;
}

/* ---- other documents ---- */

/* Only a reference that is seen from its file, not from an $id, goes as it is written. */
static const struct node *follow_out(struct schema_set *set, const struct node *site,
                                     const struct resource *resource, struct str reference,
                                     struct str uri, struct error *err)
{
    const struct document *metaschema = schema_metaschema(&set->arena, uri);
    const struct document *document = node_document(site);
    bool direct = document->uri.text ? str_equal(resource->base, document->uri)
                                     : !resource_is_named(resource);
    const struct node *root;
    struct str fragment;
    struct str file = uri_without_fragment(reference, &fragment);

    if (metaschema) {
        root = metaschema->root;
    } else if (!set->settings.library) {
        error_raise_node(err, site, "$ref leads out of the document: \"%.*s\"",
                         STR_ARGS(reference));
        return NULL;
    } else if (direct && (fragment.length == 0 || fragment.text[0] == '/')) {
        return reference_resolve(set->settings.library, site, reference, err);
    } else {
        root = reference_resolve(set->settings.library, site, direct ? file : uri, err);
    }
    return root ? resolve_fragment(set, resource_of(set, root), fragment) : NULL;
}

/* ---- references ---- */

const struct node *schema_follow_reference(struct schema_set *set, const struct node *site,
                                           struct str reference, struct error *err)
{
    const struct resource *resource = resource_of(set, site)->identity;
    struct str fragment;
    struct str file = uri_without_fragment(reference, &fragment);
    const struct node *target;

    if (file.length) {
        struct str uri = uri_resolve(&set->arena, resource->base, file);
        const struct identifier *known = identifier_find(set, uri);

        target = known ? resolve_fragment(set, known->resource, fragment)
                       : follow_out(set, site, resource, reference, uri, err);
    } else {
        target = resolve_fragment(set, resource, fragment);
    }
    if (!target && !(err && err->raised))
        error_raise_node(err, site, "$ref leads nowhere: \"%.*s\"", STR_ARGS(reference));
    return target;
}

/* A schema that is a reference and nothing else, as far as the dialect looks. */
static struct str pure_reference(struct schema_set *set, const struct node *node)
{
    struct str reference = node_member_string(node, "$ref");

    if (!reference.text || node->length == 1)
        return reference;
    return dialect_row(resource_of(set, node)->dialect)->reference_alone ? reference : STR_NONE;
}

/* References that only lead to each other never arrive at a schema. */
static bool arrives(struct compiler *c, const struct node *target, const struct node *site)
{
    struct error ignored = {0};
    const struct node *at = target;

    for (unsigned steps = 0; steps < MAX_REFERENCE_CHAIN; steps++) {
        struct str reference = pure_reference(c->set, at);

        if (!reference.text)
            return true;
        at = schema_follow_reference(c->set, at, reference, &ignored);
        if (!at)
            return true; /* it is told where it is compiled */
        if (at == target)
            break;
    }
    error_raise_node(c->err, site, "$ref leads back to itself and never to a schema");
    return false;
}

/* The schema a reference leads to; NULL, and a doubt, when there is none. */
static const struct node *find_target(struct compiler *c, enum keyword keyword,
                                      const struct node *value)
{
    struct str reference = node_string(value);
    struct str name = keyword_name(keyword);
    const struct node *target;
    struct error err = {0};

    if (!reference.text) {
        compiler_doubt(c, keyword, value, "%.*s is no string", STR_ARGS(name));
        return NULL;
    }
    target = schema_follow_reference(c->set, value, reference, &err);
    if (target && target->kind != NODE_OBJECT && !node_is_boolean(target)) {
        error_raise_node(&err, value, "$ref leads to no schema but to a value of type %s: \"%.*s\"",
                         node_type_name(target), STR_ARGS(reference));
        target = NULL;
    }
    if (target && !arrives(c, target, value))
        target = NULL;
    if (!target) {
        if (err.raised)
            error_raise(c->err, "%s", err.message);
        compiler_doubt(c, keyword, value, "%s", err.raised ? err.message : c->err->message);
    }
    return target;
}

static void emit_call(struct compiler *c, enum keyword keyword, const struct node *value,
                      const struct node *target)
{
    uint32_t at = compiler_emit(c, OP_CALL, keyword, value);

    compiler_instruction(c, at)->schema = schema_of(c->set, target);
}

static void emit_dynamic_call(struct compiler *c, enum keyword keyword, const struct node *value,
                              struct str name, const struct node *target)
{
    struct dynamic_call *call = ARENA_NEW(&c->set->arena, struct dynamic_call);
    uint32_t at = compiler_emit(c, OP_DYNAMIC_CALL, keyword, value);

    *call = (struct dynamic_call){name, schema_of(c->set, target)};
    compiler_instruction(c, at)->dynamic = call;
}

void compile_ref(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *target = find_target(c, keyword, value);

    if (target)
        emit_call(c, keyword, value, target);
}

/* 2020-12 core, 8.2.3.2: dynamic only where the first target is a $dynamicAnchor of that name. */
void compile_dynamic_ref(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *target = find_target(c, keyword, value);
    struct str name;

    if (!target)
        return;
    uri_without_fragment(node_string(value), &name);
    if (name.length && str_equal(node_member_string(target, "$dynamicAnchor"), name))
        emit_dynamic_call(c, keyword, value, name, target);
    else
        emit_call(c, keyword, value, target);
}

/* 2019-09 core, 8.2.4.2.1: its value is "#". */
void compile_recursive_ref(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *target;

    if (!str_is(node_string(value), "#")) {
        compiler_doubt(c, keyword, value, "$recursiveRef is not \"#\"");
        return;
    }
    target = find_target(c, keyword, value);
    if (target && node_member_true(target, "$recursiveAnchor"))
        emit_dynamic_call(c, keyword, value, STR(""), target);
    else if (target)
        emit_call(c, keyword, value, target);
}
