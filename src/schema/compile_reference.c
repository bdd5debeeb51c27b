/* $ref, $dynamicRef and $recursiveRef: where they lead, by URI, JSON Pointer and anchor. The target
   is looked for among the resources of the documents read so far (resource.c), in the meta-schemas,
   and in documents that are loaded for it. */
#include "base/percent.h"
#include "base/uri.h"
#include "schema/compiler.h"

enum { MAX_CIRCLE_SHOWN = 5 };

static struct resource *resource_of(struct schema_set *set, const struct node *node)
{
    return resource_at(resources_of(set, node_document(node)), node);
}

/* A fragment (decoded) in a resource: nothing, a JSON Pointer from its root, or an anchor. */
static const struct node *resolve_fragment(struct schema_set *set, const struct resource *resource,
                                           struct str fragment)
{
    struct str text = percent_decoded(&set->arena, fragment);
    const struct identifier *anchor;

    if (text.length == 0 || text.text[0] == '/')
        return schema_set_resolve(set, resource->root, text);
    anchor = identifier_find(
        set, str_format(&set->arena, "%.*s#%.*s", STR_ARGS(resource->base), STR_ARGS(text)));
    return anchor ? anchor->node : NULL;
}

/* A JSON Pointer that leads nowhere tells where it ends. */
static bool raise_unresolved(struct schema_set *set, const struct node *site, struct str reference,
                             const struct resource *resource, struct str fragment,
                             struct error *err)
{
    struct str text = percent_decoded(&set->arena, fragment);

    if (text.length && text.text[0] == '/')
        return reference_raise_unresolved(site, reference, resource->root, text, err);
    if (str_starts_with(reference, STR("#")) &&
        reference_raise_slip(&set->arena, site, reference, err))
        return false;
    error_about_node(err, resource->root, text);
    return error_raise_node(err, site, "$ref leads nowhere: \"%.*s\"", STR_ARGS(reference));
}

/* ---- other documents ---- */

/* Only a reference that is resolved against its file, not against an $id, is used as it is written.
 */
static const struct node *follow_out(struct schema_set *set, const struct node *site,
                                     const struct resource *resource, struct str reference,
                                     struct str uri, struct error *err)
{
    const struct document *metaschema = schema_metaschema(&set->arena, uri);
    const struct document *document = node_document(site);
    bool direct = document->uri.text ? str_equal(resource->base, document->uri)
                                     : !resource_is_named(resource);
    const struct node *root, *target;
    struct str fragment;
    struct str file = uri_without_fragment(reference, &fragment);

    if (metaschema) {
        root = metaschema->root;
    } else if (!set->settings.documents) {
        error_raise_node(err, site, "$ref leads out of the document: \"%.*s\"",
                         STR_ARGS(reference));
        return NULL;
    } else if (direct && (fragment.length == 0 || fragment.text[0] == '/')) {
        return reference_resolve(set->settings.documents, site, reference, err);
    } else {
        root = reference_resolve(set->settings.documents, site, direct ? file : uri, err);
    }
    if (!root)
        return NULL;
    target = resolve_fragment(set, resource_of(set, root), fragment);
    if (!target)
        raise_unresolved(set, site, reference, resource_of(set, root), fragment, err);
    return target;
}

static void index_names(void *context, const struct document *document)
{
    resources_of(context, document);
}

/* A document that nobody has asked for yet may have a schema of that name: all of them are read,
   and who asks first does not decide. */
static const struct identifier *find_in_all(struct schema_set *set, struct str uri)
{
    struct documents *documents = set->settings.documents;
    size_t count;

    if (!documents || !uri_is_absolute(uri) || str_starts_with(uri, STR("file:")))
        return NULL;
    count = documents_collect_all(documents);
    if (count != set->collected)
        documents_visit(documents, index_names, set);
    set->collected = count;
    return identifier_find(set, uri);
}

/* ---- references ---- */

static const struct node *follow(struct schema_set *set, const struct node *site,
                                 const struct resource *resource, struct str reference,
                                 struct error *err)
{
    struct str fragment;
    struct str file = uri_without_fragment(reference, &fragment);
    const struct node *target;

    if (file.length) {
        struct str uri = uri_resolve(&set->arena, resource->base, file);
        const struct identifier *known = identifier_find(set, uri);
        struct error problem = {0};

        target = known ? NULL : follow_out(set, site, resource, reference, uri, &problem);
        if (target)
            return target;
        if (!known)
            known = find_in_all(set, uri);
        if (!known) {
            error_pass(err, &problem);
            return NULL;
        }
        resource = known->resource;
    }
    target = resolve_fragment(set, resource, fragment);
    if (!target)
        raise_unresolved(set, site, reference, resource, fragment, err);
    return target;
}

/* The map of a description that the pointer leads to, or into by one name, and that has no schemas;
   STR_NONE: none of those. */
static struct str map_of_others(struct str pointer)
{
    static const char *const maps[] = {
        "responses",      "parameters", "examples",   "requestBodies",
        "headers",        "links",      "callbacks",  "securityDefinitions",
        "paths",          "pathItems",  "mediaTypes", "webhooks",
        "securitySchemes"};
    static const struct str components = STR_INITIAL("/components");
    struct str map;

    if (str_starts_with(pointer, components))
        pointer = str_slice(pointer, components.length, SIZE_MAX);
    pointer = str_slice(pointer, 1, SIZE_MAX);
    map = str_cut(&pointer, '/');
    if (map.length == 0)
        return components;
    if (!pointer.text)
        return str_is(map, "schemas") || str_is(map, "definitions") ? map : STR_NONE;
    if (str_find_char(pointer, '/') < pointer.length)
        return STR_NONE;
    for (size_t i = 0; i < ARRAY_LENGTH(maps); i++)
        if (str_is(map, maps[i]))
            return map;
    return STR_NONE;
}

/* Is it something else by its place in a description? Then that is raised. */
static bool is_something_else(const struct node *site, const struct node *target,
                              struct str reference, struct error *err)
{
    const struct document *document = node_document(target);
    struct str pointer, map;

    if (!document_is_description(document))
        return false;
    uri_without_fragment(reference, &pointer);
    if (target == document->root) {
        error_about_node(err, target, STR_NONE);
        return !error_raise_node(err, site,
                                 "$ref leads to a whole description, and a schema is needed here: "
                                 "\"%.*s\"",
                                 STR_ARGS(reference));
    }
    map = str_starts_with(pointer, STR("/")) ? map_of_others(pointer) : STR_NONE;
    if (!map.text || pointer_resolve(document->root, pointer) != target)
        return false;
    error_about_node(err, target, STR_NONE);
    return !error_raise_node(err, site,
                             "$ref leads to \"%.*s\", and a schema is needed here: \"%.*s\" (line "
                             "%zu)",
                             STR_ARGS(map), STR_ARGS(reference), node_position(target).line);
}

/* A file that says of itself what it is may have mistakes in it; in others what is no schema is not
   read as one. */
static bool is_readable(struct schema_set *set, const struct node *site, const struct node *target)
{
    return node_document(target) == node_document(site) ||
           document_is_declared(node_document(target)) ||
           dialect_is_metaschema(node_document(target)->uri) ||
           schema_looks_like_one(&set->names, target);
}

/* Names the $id that moved the base, without which the message would be about a place that nobody
   wrote. */
static bool tell_base(const struct resource *resource, const struct error *problem,
                      struct error *err)
{
    const struct node *id = node_member(resource->root, STR("$id"));
    bool moved = resource->parent && node_is(id, NODE_STRING);

    if (!moved)
        return error_pass(err, problem);
    if (problem->unread && err && !err->raised)
        error_unread(err);
    error_about(err, "%s", problem->cause);
    return error_raise(err, "%s; seen from the $id \"%.*s\" in line %zu", problem->message,
                       STR_ARGS(node_string(id)), node_position(id).line);
}

static void raise_no_schema(const struct node *site, struct str reference,
                            const struct node *target, struct error *err)
{
    error_about_node(err, target, STR_NONE);
    error_raise_node(err, site, "$ref leads to no schema: \"%.*s\"", STR_ARGS(reference));
}

const struct node *schema_follow_reference(struct schema_set *set, const struct node *site,
                                           struct str reference, struct error *err)
{
    const struct resource *resource = resource_of(set, site)->identity;
    struct error problem = {0};
    bool is_text = !memchr(reference.text, '\0', reference.length);
    const struct node *target = is_text ? follow(set, site, resource, reference, &problem) : NULL;

    if (!is_text)
        error_raise_node(&problem, site, "$ref leads to nothing: \"%.*s\"", STR_ARGS(reference));
    if (target && is_something_else(site, target, reference, &problem))
        target = NULL;
    else if (target && is_readable(set, site, target))
        return target;
    else if (target)
        raise_no_schema(site, reference, target, &problem);
    tell_base(resource, &problem, err);
    return NULL;
}

const struct node *schema_with_id(struct schema_set *set, const struct node *node)
{
    const struct resource *resource = resource_of(set, node)->identity;
    const char *identifier = dialect_row(resource->dialect)->identifier;

    return identifier && node_member_string(resource->root, identifier).length ? resource->root
                                                                               : NULL;
}

struct reference_target {
    const struct node *node; /* NULL: there is none, because of */
    const struct error *problem;
};

static struct reference_target *new_target(struct schema_set *set, const struct node *reference)
{
    struct reference_target *target = ARENA_NEW(&set->arena, struct reference_target);
    struct error problem = {0};

    target->node = schema_follow_reference(set, reference, node_string(reference), &problem);
    if (!target->node)
        target->problem = schema_set_keep_error(set, &problem);
    return target;
}

const struct node *schema_reference_target(struct schema_set *set, const struct node *reference,
                                           struct error *err)
{
    struct reference_target *target = pointer_map_get(&set->targets, reference, 0);

    if (!target) {
        target = new_target(set, reference);
        *pointer_map_put(&set->targets, reference, 0) = target;
    }
    if (!target->node)
        error_pass(err, target->problem);
    return target->node;
}

/* A schema that is a reference and nothing else, going by the keywords that its dialect looks at.
 */
static struct str pure_reference(struct schema_set *set, const struct node *node)
{
    struct str reference = node_member_string(node, "$ref");

    if (!reference.text || node->length == 1)
        return reference;
    return dialect_row(resource_of(set, node)->dialect)->reference_alone ? reference : STR_NONE;
}

/* Follows references that are nothing else, and notes at each whether it arrives at a schema. So a
   chain is walked once, however many references lead into it. */
static bool arrives(struct compiler *c, const struct node *target)
{
    enum arrival outcome = ARRIVAL_SCHEMA; /* where it leads nowhere, that is told when it is
                                              compiled */
    struct error ignored = {0};
    struct schema *schema;

    for (const struct node *at = target; at;) {
        struct str reference = pure_reference(c->set, at);

        if (!reference.text)
            break;
        schema = schema_of(c->set, at);
        if (schema->arrival != ARRIVAL_UNKNOWN) {
            outcome = schema->arrival == ARRIVAL_SCHEMA ? ARRIVAL_SCHEMA : ARRIVAL_CIRCLE;
            break;
        }
        schema->arrival = ARRIVAL_UNDERWAY;
        at = schema_follow_reference(c->set, at, reference, &ignored);
    }
    for (const struct node *at = target; at;) {
        struct str reference = pure_reference(c->set, at);

        schema = reference.text ? schema_of(c->set, at) : NULL;
        if (!schema || schema->arrival != ARRIVAL_UNDERWAY)
            break;
        schema->arrival = outcome;
        at = schema_follow_reference(c->set, at, reference, &ignored);
    }
    return outcome == ARRIVAL_SCHEMA;
}

/* The references of a circle, from a target on, in words: at most MAX_CIRCLE_SHOWN of them. */
static void refuse_circle(struct compiler *c, const struct node *site, const struct node *target,
                          struct error *err)
{
    struct str way = str_copy(&c->set->arena, node_string(site));
    const struct node *at = target;

    for (unsigned shown = 1; shown < MAX_CIRCLE_SHOWN; shown++) {
        struct str reference = pure_reference(c->set, at);

        way = str_format(&c->set->arena, "%.*s -> %.*s", STR_ARGS(way), STR_ARGS(reference));
        at = schema_follow_reference(c->set, at, reference, &(struct error){0});
        if (at == target)
            break;
    }
    error_about_node(err, target, STR_NONE);
    error_raise_node(err, site, "$ref leads back to itself and never to a schema: %.*s%s",
                     STR_ARGS(way), at == target ? "" : " -> ...");
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
    if (target && !schema_has_form(target)) {
        error_about_node(&err, target, STR_NONE);
        error_raise_node(&err, value, "$ref leads to no schema but to a value of type %s: \"%.*s\"",
                         node_type_name(target), STR_ARGS(reference));
        target = NULL;
    }
    if (target && !arrives(c, target)) {
        refuse_circle(c, value, target, &err);
        target = NULL;
    }
    if (!target) {
        error_pass(c->err, &err);
        compiler_doubt_for(c, keyword, value, &err);
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
