/* Schemas, walked by their keywords: references, those of mappings too. */
#include "bundle/bundling.h"

/* What stands beside a $ref is walked also where the dialect ignores it: it is copied. */
static void collect_schema_reference(struct bundling *bundling, const struct node *reference,
                                     enum link_kind kind)
{
    const struct node *target = node_is(reference, NODE_STRING)
                                    ? collect_target(bundling, NULL, reference, OBJECT_SCHEMA)
                                    : NULL;

    if (target)
        collect_link(bundling, reference, target, OBJECT_SCHEMA, kind);
}

/* ---- mappings (OpenAPI 3.1.2, 4.8.25): names of components, or references ---- */

static bool is_reference(struct str text)
{
    return str_find_any(text, "#/.") < text.length;
}

/* The branch of the schema that the name means: the last part of its $ref. */
static const struct node *branch_named(const struct node *schema, struct str name)
{
    static const char *const keywords[] = {"oneOf", "anyOf"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++) {
        const struct node *list = node_member(schema, str_of(keywords[i]));

        if (!node_is(list, NODE_ARRAY))
            continue;
        for (const struct node *item = node_first(list); item < node_end(list);
             item = node_next(item)) {
            const struct node *reference = node_member(item, STR("$ref"));
            struct str text = node_string(reference);
            size_t slash = str_find_last(text, '/');

            if (text.text &&
                (str_equal(text, name) ||
                 str_equal(str_slice(text, slash < text.length ? slash + 1 : 0, SIZE_MAX), name)))
                return reference;
        }
    }
    return NULL;
}

static void collect_mapping_value(struct bundling *bundling, const struct node *schema,
                                  const struct node *value)
{
    const struct node *branch = branch_named(schema, node_string(value)), *target;
    struct error err = {0};

    if (!node_is(value, NODE_STRING) || (!branch && !is_reference(node_string(value))))
        return;
    target = openapi_follow(bundling->api, branch ? branch : value, &err);
    if (!target)
        return; /* the branch tells */
    if (bundling_is_own(bundling, value) && bundling_is_own(bundling, target))
        bundling_visit(bundling, target, OBJECT_SCHEMA);
    else
        collect_link(bundling, value, target, OBJECT_SCHEMA, LINK_REFERENCE);
}

static void collect_implied(struct bundling *bundling, const struct node *list,
                            const struct node *discriminator, const struct node *mapping)
{
    if (!node_is(list, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        const struct node *branch = node_member(item, STR("$ref"));
        struct str text = node_string(branch), name;
        size_t slash = str_find_last(text, '/');

        if (!text.text || str_find_char(text, '#') > slash || slash == text.length)
            continue; /* a file has no such name */
        name = str_slice(text, slash + 1, SIZE_MAX);
        if (!node_member(mapping, name))
            VEC_ADD(&bundling->implied,
                    ((struct implied_name){discriminator, branch, name, STR_NONE}));
    }
}

static void collect_discriminator(struct bundling *bundling, const struct node *schema,
                                  const struct node *discriminator)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    const struct node *otherwise = node_member(discriminator, STR("defaultMapping"));

    if (node_is(discriminator, NODE_OBJECT) &&
        field_is_known(bundling->api, FIELD_DISCRIMINATOR_MAPPING)) {
        collect_implied(bundling, node_member(schema, STR("oneOf")), discriminator, mapping);
        collect_implied(bundling, node_member(schema, STR("anyOf")), discriminator, mapping);
    }
    if (otherwise && field_is_known(bundling->api, FIELD_DISCRIMINATOR_DEFAULT_MAPPING))
        collect_mapping_value(bundling, schema, otherwise);
    if (!node_is(mapping, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(mapping); key < node_end(mapping);
         key = node_next_key(key))
        collect_mapping_value(bundling, schema, node_value(key));
}

/* ---- keywords ---- */

static void collect_name(struct bundling *bundling, enum keyword keyword, const struct node *key)
{
    if (keyword == KEYWORD_ID)
        VEC_ADD(&bundling->ids, key);
    else if (keyword == KEYWORD_ANCHOR)
        VEC_ADD(&bundling->anchors, key);
    else if (keyword == KEYWORD_DYNAMIC_ANCHOR)
        VEC_ADD(&bundling->dynamic_anchors, key);
}

static void collect_keyword(struct bundling *bundling, const struct node *schema,
                            const struct node *key)
{
    enum schema_dialect dialect = bundling->api->version->dialect;
    enum keyword keyword = keyword_names_find(&bundling->keywords, key);
    const struct node *value = node_value(key);

    if (keyword == KEYWORD_NONE)
        return;
    if (keyword_is_read(keyword, 1u << dialect))
        collect_name(bundling, keyword, key);
    if (keyword == KEYWORD_REF)
        collect_schema_reference(bundling, value, LINK_REFERENCE);
    else if (keyword == KEYWORD_DYNAMIC_REF && keyword_is_read(keyword, 1u << dialect))
        collect_schema_reference(bundling, value, LINK_DYNAMIC);
    else if (keyword == KEYWORD_DISCRIMINATOR)
        collect_discriminator(bundling, schema, value);
    else if (keyword == KEYWORD_CONST || keyword == KEYWORD_ENUM)
        *pointer_map_put(&bundling->literals, value, 0) = bundling;
    for (struct subschemas each = subschemas_in(keyword, value, dialect); each.schema;
         subschemas_next(&each))
        bundling_visit(bundling, each.schema, OBJECT_SCHEMA);
}

void collect_schema(struct bundling *bundling, const struct node *schema)
{
    for (const struct node *key = node_first(schema); key < node_end(schema);
         key = node_next_key(key))
        collect_keyword(bundling, schema, key);
}
