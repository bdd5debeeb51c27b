/* A set of schemas: what they share, and how long it lives. */
#include "pattern/pattern.h"
#include "schema/compiler.h"

struct schema_set *schema_set_new(const struct schema_settings *settings)
{
    struct schema_set *set = alloc_zeroed(1, sizeof *set);

    set->settings = *settings;
    arena_init(&set->arena);
    keyword_names_init(&set->names);
    return set;
}

void schema_set_free(struct schema_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->compiled_patterns.count; i++)
        pattern_release(set->compiled_patterns.items[i]);
    VEC_RELEASE(&set->compiled_patterns);
    VEC_RELEASE(&set->pending);
    VEC_RELEASE(&set->fresh);
    VEC_RELEASE(&set->schemas);
    pointer_map_release(&set->by_node);
    pointer_map_release(&set->documents);
    map_release(&set->identifiers);
    pointer_map_release(&set->targets);
    resources_release(set);
    pointer_tables_release(set);
    map_release(&set->patterns);
    arena_release(&set->arena);
    free(set);
}

struct schema *schema_add(struct schema_set *set, const struct node *node)
{
    struct schema *schema = ARENA_NEW(&set->arena, struct schema);

    schema->node = node;
    schema->set = set;
    *pointer_map_put(&set->by_node, node, 0) = schema;
    VEC_ADD(&set->schemas, schema);
    return schema;
}

struct schema *schema_of(struct schema_set *set, const struct node *node)
{
    struct schema *schema = pointer_map_get(&set->by_node, node, 0);

    if (schema)
        return schema;
    schema = schema_add(set, node);
    VEC_ADD(&set->pending, schema);
    return schema;
}

const struct error *schema_set_keep_error(struct schema_set *set, const struct error *err)
{
    struct error *kept = ARENA_NEW(&set->arena, struct error);

    *kept = *err;
    return kept;
}

const struct pattern *schema_set_pattern(struct schema_set *set, struct str text,
                                         struct str *problem)
{
    struct pattern_entry *entry = map_get(&set->patterns, text);

    if (!entry) {
        struct error err = {0};
        bool lenient;

        entry = ARENA_NEW(&set->arena, struct pattern_entry);
        entry->pattern = pattern_compile(&set->arena, text, &lenient, &err);
        if (entry->pattern)
            VEC_ADD(&set->compiled_patterns, entry->pattern);
        else
            entry->problem = str_copy(&set->arena, str_of(err.message));
        *map_put(&set->patterns, text) = entry;
    }
    *problem = entry->problem;
    return entry->pattern;
}
