/* Walks schemas by their place in the object model: what stands under `example`, `default`, `enum`,
   `const` or an extension is data, whatever it looks like. A list of pending schemas instead of
   recursion, for chains of references may be long. */
#include "finding/rules.h"
#include "lint/linter.h"

static void add_pending(struct lint *lint, const struct node *schema, const struct node *outer)
{
    if (!schema || !lint_visit(lint, schema, OBJECT_SCHEMA))
        return;
    if (outer)
        *pointer_map_put(&lint->outers, schema, 0) = (void *)outer;
    VEC_ADD(&lint->schemas, ((struct lint_schema_entry){schema, outer}));
}

static void add_children(struct lint *lint, enum keyword keyword, const struct node *value,
                         const struct lint_schema_entry *around)
{
    bool part = keyword_row(keyword)->schemas & SCHEMAS_PART;
    struct subschemas each = subschemas_in(keyword, value, lint->checker->api->version->dialect);

    for (; each.schema; subschemas_next(&each))
        add_pending(lint, each.schema, part ? around->node : NULL);
}

static void add_reference(struct lint *lint, const struct lint_schema_entry *entry,
                          const struct node *reference)
{
    const struct node *target;

    if (!node_is(reference, NODE_STRING))
        return; /* not of its form */
    target = openapi_dereference_schema(lint->checker->api, entry->node);
    if (target && entry->outer)
        *pointer_map_put(&lint->composed, target, 0) = lint;
    add_pending(lint, target, NULL);
}

/* Where it leads at last depends on who asks; where it leads at first has to be there. */
static void add_dynamic_reference(struct lint *lint, const struct node *reference)
{
    const struct schema_reader reader = openapi_schema_reader(lint->checker->api);

    if (node_is(reference, NODE_STRING))
        add_pending(lint, reader.follow(reader.context, reference), NULL);
}

static void lint_patterns(struct lint *lint, const struct schema_view *view)
{
    const struct node *properties = view->members[KEYWORD_PATTERN_PROPERTIES];

    if (node_is(view->members[KEYWORD_PATTERN], NODE_STRING))
        lint_pattern(lint, view->members[KEYWORD_PATTERN]);
    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            lint_pattern(lint, key);
}

static void lint_view(struct lint *lint, const struct schema_view *view)
{
    lint_patterns(lint, view);
    lint_bounds(lint, view);
    lint_enum(lint, view);
    lint_yaml_traps(lint, view);
    lint_own_examples(lint, view);
}

/* What a keyword holds that the version does not read is no schema. */
static void add_parts(struct lint *lint, const struct schema_view *view,
                      const struct lint_schema_entry *entry)
{
    unsigned dialect = 1u << lint->checker->api->version->dialect;

    for (enum keyword each = schema_view_next(view, 0); each != KEYWORD_NONE;
         each = schema_view_next(view, each + 1))
        if (keyword_is_read(each, dialect) || keyword_is_known(each, dialect))
            add_children(lint, each, view->members[each], entry);
}

static void lint_parts(struct lint *lint, const struct schema_view *view,
                       const struct lint_schema_entry *entry)
{
    if (view->members[KEYWORD_DYNAMIC_REF])
        add_dynamic_reference(lint, view->members[KEYWORD_DYNAMIC_REF]);
    lint_keywords(lint, view);
    lint_view(lint, view);
    lint_satisfiable(lint, view);
    if (view->members[KEYWORD_ALL_OF])
        lint_all_of(lint, view);
    if (view->members[KEYWORD_REQUIRED])
        lint_required_names(lint, view, entry->outer);
    if (view->members[KEYWORD_DISCRIMINATOR])
        lint_discriminator(lint, view);
    if (node_is(view->members[KEYWORD_XML], NODE_OBJECT))
        lint_object(lint, view->members[KEYWORD_XML], OBJECT_XML, (struct lint_site){0});
    if (node_is(view->members[KEYWORD_EXTERNAL_DOCS], NODE_OBJECT))
        lint_object(lint, view->members[KEYWORD_EXTERNAL_DOCS], OBJECT_EXTERNAL_DOCS,
                    (struct lint_site){0});
    add_parts(lint, view, entry);
}

void lint_view_read(const struct lint *lint, struct schema_view *view, const struct node *schema)
{
    schema_view_read(view, &lint->names, schema, lint->checker->api->version->dialect,
                     DIALECTS_OPENAPI);
}

static void lint_one(struct lint *lint, struct lint_schema_entry entry)
{
    bool booleans = lint->checker->api->version->reference_siblings;
    struct schema_view view;

    if (node_is_boolean(entry.node) && booleans)
        return;
    if (!node_is(entry.node, NODE_OBJECT)) {
        if (!node_is_boolean(entry.node) ||
            !str_is(node_string(node_key_of(entry.node)), "additionalProperties"))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, entry.node,
                       "a schema is an object%s, this is a value of type %s",
                       booleans ? " or a boolean" : "", node_type_name(entry.node));
        return;
    }
    lint_view_read(lint, &view, entry.node);
    if (view.members[KEYWORD_REF]) {
        add_reference(lint, &entry, view.members[KEYWORD_REF]);
        if (entry.node->length > 1)
            lint_reference_siblings(lint, entry.node, OBJECT_SCHEMA);
        if (!booleans)
            return;
    }
    lint_parts(lint, &view, &entry);
}

void lint_schema(struct lint *lint, const struct node *schema)
{
    add_pending(lint, schema, NULL);
    for (size_t i = 0; i < lint->schemas.count; i++)
        lint_one(lint, lint->schemas.items[i]);
    lint->schemas.count = 0;
}

/* 2.0 writes a schema's keywords right into parameters, headers and items. */
void lint_inline_schema(struct lint *lint, const struct node *object)
{
    struct schema_view view;

    lint_view_read(lint, &view, object);
    schema_view_drop(&view, KEYWORD_REQUIRED); /* the parameter's */
    lint_view(lint, &view);
}
