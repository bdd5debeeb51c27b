#include "document/data_described.h"

#include "base/utf8.h"
#include "document/node.h"

enum { NAMES_BYTES = 80 /* of the names of members */ };

void data_add_name(struct strbuf *out, struct str name)
{
    data_span_add(
        out, &(struct data_span){.kind = DATA_NAME, .length = utf8_length(name), .text = name});
}

void data_add_found(struct arena *arena, struct strbuf *out, const struct node *node,
                    enum data_telling telling)
{
    bool real = node->kind == NODE_NUMBER && !(node->flags & NODE_INTEGER_LEXEME);
    struct data_span span;

    strbuf_add_text(out, real ? "number" : node_type_name(node));
    if (node->kind == NODE_NULL || node->kind == NODE_ARRAY || node->kind == NODE_OBJECT)
        return;
    if (telling == DATA_HIDDEN) {
        strbuf_add_text(out, " [redacted]");
        return;
    }
    span = data_span_of(arena, node, DATA_SHOWN_BYTES);
    span.typed = true;
    data_span_add(out, &span);
}

enum { ALIKE_MIN = 3 /* bytes that two names begin with, whatever their case */ };

static size_t alike(struct str a, struct str b)
{
    size_t length = 0;

    while (length < a.length && length < b.length &&
           ascii_lower(a.text[length]) == ascii_lower(b.text[length]))
        length++;
    return length;
}

/* The key that begins most like the name; NULL: none does. */
static const struct node *nearest_key(const struct node *object, struct str name)
{
    const struct node *nearest = NULL;
    size_t most = ALIKE_MIN - 1;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        size_t length = alike(node_text(key), name);

        if (length > most) {
            most = length;
            nearest = key;
        }
    }
    return nearest;
}

static size_t add_listed(struct strbuf *out, const struct node *key, bool first)
{
    strbuf_add_text(out, first ? "\"" : ", \"");
    data_add_name(out, node_text(key));
    strbuf_add_char(out, '"');
    return node_text(key).length + strlen("\"\", ");
}

void data_add_names(struct strbuf *out, const struct node *object, struct str near)
{
    const struct node *nearest = nearest_key(object, near);
    size_t shown = nearest != NULL, bytes = nearest ? add_listed(out, nearest, true) : 0;

    for (const struct node *key = node_first(object);
         key < node_end(object) && bytes <= NAMES_BYTES; key = node_next_key(key))
        if (key != nearest)
            bytes += add_listed(out, key, shown++ == 0);
    if (object->length == 0)
        strbuf_add_text(out, "no properties");
    if (shown < object->length)
        strbuf_addf(out, ", ... (%zu more)", object->length - shown);
}

/* A length is a part of a secret. */
void data_add_described(struct arena *arena, struct strbuf *out, const struct node *node,
                        enum data_telling telling)
{
    data_add_found(arena, out, node, telling);
    if (node->kind == NODE_ARRAY && telling == DATA_TOLD)
        strbuf_addf(out, " (%zu %s)", (size_t)node->length,
                    str_counted(node->length, "item", "items"));
    if (node->kind != NODE_OBJECT)
        return;
    strbuf_add_text(out, " (");
    data_add_names(out, node, STR_NONE);
    strbuf_add_char(out, ')');
}
