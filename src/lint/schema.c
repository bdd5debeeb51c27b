/* Walks schemas by their place in the object model: what stands under `example`, `default`, `enum`,
   `const` or an extension is data, whatever it looks like. A list of pending schemas instead of
   recursion, for chains of references may be long. */
#include "finding/rules.h"
#include "lint/linter.h"
#include "schema/ineffective.h"

static void add_pending(struct lint *lint, const struct lint_schema_entry *entry)
{
    if (!entry->node || !lint_visit(lint, entry->node, OBJECT_SCHEMA))
        return;
    if (entry->outer)
        *pointer_map_put(&lint->outers, entry->node, 0) = (void *)entry->outer;
    VEC_ADD(&lint->schemas, *entry);
}

static void add_children(struct lint *lint, enum keyword keyword, const struct node *value,
                         const struct lint_schema_entry *around)
{
    bool part = keyword_row(keyword)->schemas & SCHEMAS_PART;
    struct subschemas each = subschemas_in(keyword, value, lint->checker->api->version->dialect);

    for (; each.schema; subschemas_next(&each))
        add_pending(lint, &(struct lint_schema_entry){.node = each.schema,
                                                      .outer = part ? around->node : NULL,
                                                      .is_part = true,
                                                      .is_foreign = around->is_foreign});
}

/* A schema that is a part of itself holds for nothing that could be told (2020-12 core, 9.4.1). One
   walk over all of them: each circle is met once. */
static void lint_circle(struct lint *lint, const struct schema_view *view)
{
    struct schema_walk *walk = &lint->in_place;

    if (!view->members[KEYWORD_ALL_OF] && !view->members[KEYWORD_ANY_OF] &&
        !view->members[KEYWORD_ONE_OF])
        return;
    schema_walk_add(walk, view->schema);
    while (schema_walk_next(walk))
        ;
    if (walk->circular)
        lint_raise(lint, RULE_DESCRIPTION_REFERENCE_UNRESOLVED, SEVERITY_WARNING, view->schema,
                   "the schema refers to itself on the same value without end: nothing can be "
                   "judged by it");
    walk->circular = false;
}

static void add_reference(struct lint *lint, const struct lint_schema_entry *entry,
                          const struct node *reference)
{
    const struct node *target;

    if (!node_is(reference, NODE_STRING))
        return; /* not of its form */
    target = openapi_dereference_schema(lint->checker->api, entry->node);
    lint_reference_text(lint, reference, target);
    if (target && entry->outer)
        *pointer_map_put(&lint->composed, target, 0) = lint;
    add_pending(lint, &(struct lint_schema_entry){.node = target});
}

/* Where it leads at last depends on who asks; where it leads at first has to be there. */
static void add_dynamic_reference(struct lint *lint, const struct node *reference)
{
    const struct schema_reader reader = openapi_schema_reader(lint->checker->api);

    if (node_is(reference, NODE_STRING))
        add_pending(lint,
                    &(struct lint_schema_entry){.node = reader.follow(reader.context, reference)});
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

void lint_view(struct lint *lint, const struct schema_view *view)
{
    lint_patterns(lint, view);
    lint_bounds(lint, view);
    lint_enum(lint, view);
    lint_nullable(lint, view);
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

static void raise_ineffective(void *context, const struct node *key, struct str reason)
{
    lint_raise(context, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, key, "%.*s",
               STR_ARGS(reason));
}

/* What names the dialect from here on: the schema, and where it is no part of another one, the
   whole description (3.1, 4.8.24.5). */
static const struct node *dialect_name(const struct lint *lint, const struct schema_view *view,
                                       const struct lint_schema_entry *entry)
{
    if (view->members[KEYWORD_SCHEMA] || entry->is_part)
        return view->members[KEYWORD_SCHEMA];
    return node_member(lint->checker->api->document->root, STR("jsonSchemaDialect"));
}

/* Another dialect changes what keywords mean. */
static void lint_resource_dialect(struct lint *lint, const struct schema_view *view,
                                  struct lint_schema_entry *entry)
{
    const struct node *named = dialect_name(lint, view, entry);
    const struct openapi_version *version = lint->checker->api->version;
    enum schema_dialect dialect;
    bool known;

    if (!node_is(named, NODE_STRING) || !version->reference_siblings)
        return;
    if (named == view->members[KEYWORD_SCHEMA])
        lint_keyword_value(lint, KEYWORD_SCHEMA, named);
    if (entry->is_part && !view->members[KEYWORD_ID] && !node_member(view->schema, STR("id")))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, STR("$schema in a part"),
                        named,
                        "$schema stands at the root of a schema, or beside the $id of a part; here "
                        "it is read, and other tools may not");
    known = schema_dialect_of(node_string(named), &dialect);
    if (known &&
        (dialect == DIALECT_OAS31 || dialect == DIALECT_OAS32 || dialect == DIALECT_2020_12)) {
        entry->is_foreign = false;
        return;
    }
    if (known && !entry->is_foreign)
        schema_ineffective(view->schema, dialect, raise_ineffective, lint);
    entry->is_foreign = true;
}

static void lint_parts(struct lint *lint, const struct schema_view *view,
                       struct lint_schema_entry *entry)
{
    if (view->members[KEYWORD_DYNAMIC_REF] &&
        keyword_is_known(KEYWORD_DYNAMIC_REF, 1u << lint->checker->api->version->dialect))
        add_dynamic_reference(lint, view->members[KEYWORD_DYNAMIC_REF]);
    lint_resource_dialect(lint, view, entry);
    if (!entry->is_foreign)
        lint_keywords(lint, view);
    lint_view(lint, view);
    if (!entry->is_part)
        VEC_ADD(&lint->roots, view->schema);
    lint_satisfiable(lint, view);
    lint_circle(lint, view);
    if (lint->checker->api->version->reference_siblings)
        lint_schema_names(lint, view);
    if (view->members[KEYWORD_ALL_OF])
        lint_all_of(lint, view);
    if (view->members[KEYWORD_REQUIRED])
        lint_required_names(lint, view, entry->outer);
    if (view->members[KEYWORD_DISCRIMINATOR])
        lint_discriminator(lint, view);
    if (view->members[KEYWORD_DISCRIMINATOR])
        lint_discriminator_use(lint, view);
    if (node_is(view->members[KEYWORD_XML], NODE_OBJECT))
        lint_xml(lint, view);
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
        if (!booleans)
            lint_form(lint, KEYWORD_REF, view.members[KEYWORD_REF]);
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
    add_pending(lint, &(struct lint_schema_entry){.node = schema});
    for (size_t i = 0; i < lint->schemas.count; i++)
        lint_one(lint, lint->schemas.items[i]);
    lint->schemas.count = 0;
}
