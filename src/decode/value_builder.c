#include "decode/value_builder.h"

#include "decode/candidates.h"
#include "document/json_writer.h"

void value_builder_init(struct value_builder *builder)
{
    *builder = (struct value_builder){.nodes = 0};
    strbuf_init(&builder->json, SIZE_MAX);
}

void value_builder_release(struct value_builder *builder)
{
    VEC_RELEASE(&builder->opaques);
    strbuf_release(&builder->json);
}

static bool ends_with_key(const struct value_builder *builder)
{
    return str_ends_with(strbuf_str(&builder->json), STR(":"));
}

static void separate(struct value_builder *builder)
{
    if (builder->some && !ends_with_key(builder))
        strbuf_add_char(&builder->json, ',');
    builder->some = true;
}

void value_builder_open(struct value_builder *builder, char open)
{
    separate(builder);
    strbuf_add_char(&builder->json, open);
    builder->nodes++;
    builder->some = false;
}

void value_builder_close(struct value_builder *builder, char close)
{
    strbuf_add_char(&builder->json, close);
    builder->some = true;
}

void value_builder_key(struct value_builder *builder, struct str name)
{
    separate(builder);
    json_add_string(&builder->json, name);
    strbuf_add_char(&builder->json, ':');
    builder->nodes++;
}

void value_builder_add(struct value_builder *builder, const struct node *value)
{
    separate(builder);
    node_write(value, &builder->json);
    builder->nodes += value->span;
}

void value_builder_add_null(struct value_builder *builder)
{
    separate(builder);
    strbuf_add_text(&builder->json, "null");
    builder->nodes++;
}

void value_builder_add_opaque(struct value_builder *builder)
{
    VEC_ADD(&builder->opaques, builder->nodes);
    value_builder_add_null(builder);
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
