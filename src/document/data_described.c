#include "document/data_described.h"

#include "base/utf8.h"
#include "document/node.h"

enum { NAMES_BYTES = 80 /* of the names of members */ };

void data_add_name(struct strbuf *out, struct str name)
{
    data_span_add(out, &(struct data_span){.kind = DATA_NAME,
                                           .length = utf8_length(name),
                                           .shown = DATA_SHOWN_BYTES,
                                           .text = name});
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

void data_add_names(struct strbuf *out, const struct node *object)
{
    size_t shown = 0, bytes = 0;

    for (const struct node *key = node_first(object);
         key < node_end(object) && bytes <= NAMES_BYTES; key = node_next_key(key)) {
        strbuf_add_text(out, shown++ ? ", \"" : "\"");
        data_add_name(out, node_text(key));
        strbuf_add_char(out, '"');
        bytes += node_text(key).length + strlen("\"\", ");
    }
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
        strbuf_addf(out, " (%zu item%s)", (size_t)node->length, node->length == 1 ? "" : "s");
    if (node->kind != NODE_OBJECT)
        return;
    strbuf_add_text(out, " (");
    data_add_names(out, node);
    strbuf_add_char(out, ')');
}
