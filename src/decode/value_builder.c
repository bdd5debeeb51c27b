#include "decode/value_builder.h"

#include "decode/candidates.h"

void value_builder_init(struct value_builder *builder)
{
    *builder = (struct value_builder){.writer = {.out = &builder->json, .string_limit = SIZE_MAX}};
    strbuf_init(&builder->json, SIZE_MAX);
}

void value_builder_release(struct value_builder *builder)
{
    VEC_RELEASE(&builder->opaques);
    strbuf_release(&builder->json);
}

/* Before each value: behind a key it is that member's, else an element. */
static void begin_value(struct value_builder *builder)
{
    if (!builder->behind_key)
        json_writer_element(&builder->writer);
    builder->behind_key = false;
    builder->nodes++;
}

void value_builder_open(struct value_builder *builder, char open)
{
    begin_value(builder);
    json_writer_open(&builder->writer, open);
}

void value_builder_close(struct value_builder *builder, char close)
{
    json_writer_close(&builder->writer, close);
}

void value_builder_key(struct value_builder *builder, struct str name)
{
    json_writer_key(&builder->writer, name);
    builder->behind_key = true;
    builder->nodes++;
}

void value_builder_add(struct value_builder *builder, const struct node *value)
{
    begin_value(builder);
    node_write(value, &builder->json);
    builder->nodes += value->span - 1;
}

void value_builder_add_null(struct value_builder *builder)
{
    begin_value(builder);
    strbuf_add_text(&builder->json, "null");
}

void value_builder_add_opaque(struct value_builder *builder)
{
    VEC_ADD(&builder->opaques, builder->nodes);
    value_builder_add_null(builder);
}

void value_builder_add_octets(struct value_builder *builder)
{
    VEC_ADD(&builder->opaques, builder->nodes);
    begin_value(builder);
    strbuf_add_text(&builder->json, "\"\"");
}

const struct node *value_builder_finish(struct value_builder *builder, struct arena *arena,
                                        struct opaque_nodes *opaque)
{
    const struct node *root = json_node(arena, strbuf_str(&builder->json));
    const struct node **nodes;

    if (!opaque)
        return root;
    nodes = ARENA_ARRAY(arena, const struct node *, builder->opaques.count + 1);
    *opaque = (struct opaque_nodes){nodes, root ? builder->opaques.count : 0};
    for (size_t i = 0; i < opaque->count; i++)
        nodes[i] = root + builder->opaques.items[i];
    return root;
}
