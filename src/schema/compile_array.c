/* items and its family. */
#include "schema/compiler.h"

void compile_unique_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    if (!node_is_boolean(value))
        compiler_doubt(c, keyword, value, "uniqueItems is no boolean");
    else if (value->kind == NODE_TRUE)
        compiler_emit(c, OP_UNIQUE_ITEMS, keyword, value);
}

void compile_prefix_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at, index = 0;

    if (value->kind != NODE_ARRAY) {
        compiler_doubt(c, keyword, value, "prefixItems is no array");
        return;
    }
    at = compiler_emit(c, OP_PREFIX_ITEMS, keyword, value);
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        compile_block(c, keyword, item, NULL, index++);
    compiler_close(c, at);
}

/* Every item from the index on. */
static void emit_items(struct compiler *c, enum keyword keyword, const struct node *value,
                       uint64_t from)
{
    uint32_t at = compiler_emit(c, OP_ITEMS, keyword, value);

    compiler_instruction(c, at)->count = from;
    compile_block(c, keyword, value, NULL, UINT32_MAX);
    compiler_close(c, at);
}

void compile_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *prefix = c->frame->view.members[KEYWORD_PREFIX_ITEMS];

    if (value->kind == NODE_ARRAY && c->dialect->items_may_be_list) {
        compile_prefix_items(c, keyword, value);
        return;
    }
    if (value->kind == NODE_ARRAY || (c->dialect->schema_is_object && value->kind != NODE_OBJECT)) {
        compiler_doubt(c, keyword, value, "items is no schema in this dialect");
        return;
    }
    emit_items(c, keyword, value, node_is(prefix, NODE_ARRAY) ? prefix->length : 0);
}

/* Says something only beside a list of items. */
void compile_additional_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    const struct node *items = c->frame->view.members[KEYWORD_ITEMS];

    if (node_is(items, NODE_ARRAY))
        emit_items(c, keyword, value, items->length);
}

/* Absent: the count stays as it is. */
static bool read_bound(const struct node *value, uint64_t *count)
{
    return !value || schema_read_count(value, count);
}

void compile_contains(struct compiler *c, enum keyword keyword, const struct node *value)
{
    struct contains *contains = ARENA_NEW(&c->set->arena, struct contains);
    uint32_t at;

    contains->minimum = 1;
    contains->maximum = UINT64_MAX;
    contains->minimum_place = c->frame->view.members[KEYWORD_MIN_CONTAINS];
    contains->maximum_place = c->frame->view.members[KEYWORD_MAX_CONTAINS];
    if (!read_bound(contains->minimum_place, &contains->minimum) ||
        !read_bound(contains->maximum_place, &contains->maximum)) {
        compiler_doubt(c, keyword, value,
                       "minContains or maxContains is no whole number of 0 or more");
        return;
    }
    at = compiler_emit(c, OP_CONTAINS, keyword, value);
    contains->block = compile_block(c, keyword, value, NULL, UINT32_MAX) - at;
    compiler_instruction(c, at)->contains = contains;
    if (!c->dialect->contains_evaluates)
        compiler_instruction(c, at)->flags = FLAG_PASSES;
    compiler_close(c, at);
}

void compile_unevaluated_items(struct compiler *c, enum keyword keyword, const struct node *value)
{
    uint32_t at = compiler_emit(c, OP_UNEVALUATED_ITEMS, keyword, value);

    compile_block(c, keyword, value, NULL, UINT32_MAX);
    compiler_close(c, at);
}
