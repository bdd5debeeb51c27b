/* type, nullable, const, enum. */
#include "schema/compiler.h"
#include "schema/value_hash.h"

enum { FEW_VALUES = 8 }; /* compared one by one */

enum { TYPE_MAX_BYTES = 80 }; /* of one that is none, in a message */

static unsigned type_list_mask(const struct node *list)
{
    unsigned mask = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        unsigned kinds = kinds_named(node_string(item));

        if (!kinds)
            return 0;
        mask |= kinds;
    }
    return mask;
}

static void doubt_type(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct position position = node_position(value);

    compiler_doubt(c, keyword, value,
                   "type %.*s is none of the types of this dialect (%.*s:%zu:%zu)",
                   STR_ARGS(node_excerpt(&c->set->arena, value, TYPE_MAX_BYTES)),
                   STR_ARGS(node_file(value)), position.line, position.column);
}

void compile_type(struct compiler *c, enum keyword keyword, const struct node *value)
{
    bool list = value->kind == NODE_ARRAY && !c->dialect->type_is_one;
    unsigned mask = list ? type_list_mask(value) : kinds_named(node_string(value));
    uint32_t at;

    if (!mask) {
        doubt_type(c, keyword, value);
        return;
    }
    /* OpenAPI 3.0.3, 4.7.24.1: only together with type in the same schema object. */
    if (schema_view_is_nullable(&c->frame->view))
        mask |= KIND_NULL;
    if (mask & KIND_INTEGER && c->dialect->integer_is_lexeme)
        mask ^= KIND_INTEGER | KIND_LEXEME;
    at = compiler_emit(c, OP_TYPE, keyword, value);
    compiler_instruction(c, at)->types = mask;
    /* OpenAPI 3.0.4, 4.4 and 2.0 by JSON Schema draft 4: "without a fraction or exponent part" */
    if (c->dialect->integer_notation && c->set->settings.formats != FORMATS_OFF &&
        mask & KIND_INTEGER && !(mask & KIND_NUMBER))
        compiler_instruction(c, at)->flags |= FLAG_WARNS;
}

void compile_const(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at = compiler_emit(c, OP_CONST, keyword, value);

    compiler_instruction(c, at)->node = value;
}

struct hashed_value {
    uint64_t hash;
    const struct node *node;
};

/* Equal ones in the order of the description, in which they lie by address. */
static int by_hash(const void *a, const void *b)
{
    const struct hashed_value *first = a, *second = b;

    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    return first->node < second->node ? -1 : first->node > second->node;
}

static void sort_by_hash(struct arena *arena, struct values *values)
{
    struct hashed_value *sorted = alloc_bytes(values->count * sizeof *sorted);

    for (size_t i = 0; i < values->count; i++)
        sorted[i] = (struct hashed_value){value_hash(values->nodes[i]), values->nodes[i]};
    qsort(sorted, values->count, sizeof *sorted, by_hash);
    values->hashes = ARENA_ARRAY(arena, uint64_t, values->count);
    for (size_t i = 0; i < values->count; i++) {
        values->hashes[i] = sorted[i].hash;
        values->nodes[i] = sorted[i].node;
    }
    free(sorted);
}

static bool has_null(const struct node *list)
{
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (item->kind == NODE_NULL)
            return true;
    return false;
}

/* OpenAPI 3.0.3, 4.7.24.1: `nullable` adds null to `type`, and an enum that does not list it still
   excludes it. Descriptions overlook that everywhere, so it may be told and change no verdict. */
void compile_enum(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct arena *arena = &c->set->arena;
    struct values *values = ARENA_NEW(arena, struct values);
    uint32_t at;

    if (value->kind != NODE_ARRAY) {
        compiler_doubt(c, keyword, value, "enum is no array");
        return;
    }
    values->nodes = ARENA_ARRAY(arena, const struct node *, value->length);
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        values->nodes[values->count++] = item;
    if (values->count > FEW_VALUES)
        sort_by_hash(arena, values);
    at = compiler_emit(c, OP_ENUM, keyword, value);
    compiler_instruction(c, at)->values = values;
    if (!c->set->settings.null_outside_enum_warns || !schema_view_is_nullable(&c->frame->view) ||
        has_null(value))
        return;
    compiler_instruction(c, at)->kinds &= (uint16_t)~KIND_NULL;
    compiler_emit(c, OP_NULL_OUTSIDE_ENUM, keyword, value);
}
