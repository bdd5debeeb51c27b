#include "decode/text_value.h"

#include "base/utf8.h"
#include "document/json_writer.h"

/* ---- JSON ---- */

const struct node *json_node(struct arena *arena, struct str json)
{
    struct read_failure failure;
    const struct document *document =
        json_read(arena, STR("value"), str_copy(arena, json), &failure);

    return document ? document->root : NULL;
}

const struct node *string_node(struct arena *arena, struct str text)
{
    struct strbuf json;
    const struct node *node;

    strbuf_init(&json, SIZE_MAX);
    json_add_string(&json, text);
    node = utf8_is_valid(text) ? json_node(arena, strbuf_str(&json)) : NULL;
    strbuf_release(&json);
    return node;
}

/* ---- choices ---- */

static const struct node *leaf_node(struct arena *arena, unsigned kind, struct str text)
{
    struct node *node = ARENA_NEW(arena, struct node);

    *node = (struct node){
        .kind = (uint8_t)kind, .span = 1, .length = (uint32_t)text.length, .text = text.text};
    if (kind == NODE_STRING && !str_is_ascii(text))
        node->flags = NODE_NON_ASCII;
    if (kind == NODE_NUMBER && str_find_any(text, ".eE") == text.length)
        node->flags = NODE_INTEGER_LEXEME;
    return node;
}

void choice_add_spelt(struct choice *choice, struct arena *arena, struct str text)
{
    if (decimal_is_number(text))
        choice_add(choice, leaf_node(arena, NODE_NUMBER, text));
    else if (str_is(text, "true"))
        choice_add(choice, leaf_node(arena, NODE_TRUE, STR_NONE));
    else if (str_is(text, "false"))
        choice_add(choice, leaf_node(arena, NODE_FALSE, STR_NONE));
    else if (str_is(text, "null"))
        choice_add(choice, leaf_node(arena, NODE_NULL, STR_NONE));
}

void choice_add_scalars(struct choice *choice, struct arena *arena, struct str text)
{
    choice_add_spelt(choice, arena, text);
    choice->plain = choice->count;
    choice_add(choice, leaf_node(arena, NODE_STRING, text));
}

enum reading_found text_value_settle(struct decoding *decoding, const struct node *schema,
                                     enum schema_direction direction, const struct node *tree,
                                     const struct node **value, struct opaque_nodes *opaque)
{
    enum reading_found found =
        reading_find(decoding->evaluator, decoding_schema(decoding, schema), tree, direction);

    *value = choice_settle(decoding->arena, tree, opaque);
    return found;
}
