#include "decode/value_builder.h"

#include <assert.h>

#include "base/utf8.h"

void value_builder_init(struct value_builder *builder, struct arena *arena)
{
    enum { EXPECTED_NODES = 15 };

    *builder = (struct value_builder){.behind_key = false};
    tape_init(&builder->tape, arena, EXPECTED_NODES);
}

void value_builder_release(struct value_builder *builder)
{
    VEC_RELEASE(&builder->open);
}

static struct node *innermost(struct value_builder *builder)
{
    return &builder->tape.nodes[builder->open.items[builder->open.count - 1]];
}

/* Before each value: behind a key it is that member's, else an element. */
static void begin_value(struct value_builder *builder)
{
    if (!builder->behind_key && builder->open.count)
        innermost(builder)->length++;
    builder->behind_key = false;
}

void value_builder_open(struct value_builder *builder, char open)
{
    const struct node *node;

    begin_value(builder);
    node = tape_add(&builder->tape, open == '{' ? NODE_OBJECT : NODE_ARRAY);
    VEC_ADD(&builder->open, node->index);
}

void value_builder_close(struct value_builder *builder, char close)
{
    struct node *node = innermost(builder);

    assert(node->kind == (close == '}' ? NODE_OBJECT : NODE_ARRAY)); /* the last that was opened */
    (void)close;
    node->span = (uint32_t)builder->tape.count - node->index;
    builder->open.count--;
}

void value_builder_key(struct value_builder *builder, struct str name)
{
    struct node *node = tape_add(&builder->tape, NODE_STRING);

    node->text = name.text;
    node->length = (uint32_t)name.length;
    node->flags = str_is_ascii(name) ? 0 : NODE_NON_ASCII;
    node->hash16 = node_make_key_hash(node);
    innermost(builder)->length++;
    builder->behind_key = true;
    builder->broken |= !utf8_is_valid(name);
}

void value_builder_add(struct value_builder *builder, const struct node *value)
{
    begin_value(builder);
    tape_copy(&builder->tape, value);
}

void value_builder_add_null(struct value_builder *builder)
{
    begin_value(builder);
    tape_add(&builder->tape, NODE_NULL);
}

static struct choice *add_unknown(struct value_builder *builder)
{
    struct node *node;

    begin_value(builder);
    node = tape_add(&builder->tape, NODE_NULL);
    node->kind = NODE_CHOICE;
    node->choice = choice_new(builder->tape.arena, 0);
    return node->choice;
}

void value_builder_add_opaque(struct value_builder *builder)
{
    add_unknown(builder);
}

void value_builder_add_octets(struct value_builder *builder)
{
    add_unknown(builder)->octets = true;
}

const struct node *value_builder_tree(struct value_builder *builder)
{
    return builder->broken ? NULL : tape_finish(&builder->tape)->root;
}
