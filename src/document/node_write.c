/* Nodes back to JSON text. Recursion is as deep as the readers allow, no more. */
#include "base/utf8.h"
#include "document/document.h"
#include "document/json_writer.h"
#include "document/node.h"

static void write_node(struct json_writer *writer, const struct node *node);

static void write_array(struct json_writer *writer, const struct node *array)
{
    json_writer_open(writer, '[');
    for (const struct node *item = node_first(array);
         item < node_end(array) && !writer->out->overflowed; item = node_next(item)) {
        json_writer_element(writer);
        write_node(writer, item);
    }
    json_writer_close(writer, ']');
}

static void write_object(struct json_writer *writer, const struct node *object)
{
    json_writer_open(writer, '{');
    for (const struct node *key = node_first(object);
         key < node_end(object) && !writer->out->overflowed; key = node_next_key(key)) {
        json_writer_key(writer, node_string(key));
        write_node(writer, node_value(key));
    }
    json_writer_close(writer, '}');
}

static void write_node(struct json_writer *writer, const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        strbuf_add_text(writer->out, "null");
        return;
    case NODE_FALSE:
        strbuf_add_text(writer->out, "false");
        return;
    case NODE_TRUE:
        strbuf_add_text(writer->out, "true");
        return;
    case NODE_NUMBER:
        strbuf_add(writer->out, node_text(node));
        return;
    case NODE_STRING:
        json_writer_string(writer, node_string(node));
        return;
    case NODE_ARRAY:
        write_array(writer, node);
        return;
    case NODE_OBJECT:
        write_object(writer, node);
        return;
    case NODE_HEADER:
        return;
    }
}

void node_write_within(const struct node *node, struct json_writer *writer)
{
    write_node(writer, node);
}

bool node_write(const struct node *node, struct strbuf *out)
{
    write_node(&(struct json_writer){.out = out, .string_limit = SIZE_MAX}, node);
    return !out->overflowed;
}

bool node_write_lines(const struct node *node, struct strbuf *out)
{
    write_node(&(struct json_writer){.out = out, .string_limit = SIZE_MAX, .lines = true}, node);
    strbuf_add_char(out, '\n');
    return !out->overflowed;
}

/* With strings shortened, and cut where that was not enough. */
static struct str shortened(struct arena *arena, const struct node *node, size_t limit)
{
    bool lone = node->kind == NODE_STRING;
    struct strbuf out;
    struct json_writer writer = {.out = &out, .string_limit = lone ? 0 : limit / 2};
    struct str kept;

    if (lone && limit > strlen("\"...\""))
        writer.string_limit = limit - strlen("\"...\"");
    strbuf_init(&out, limit);
    write_node(&writer, node);
    kept = strbuf_str(&out);
    if (out.overflowed)
        kept = utf8_cut(kept, limit > strlen("...") ? limit - strlen("...") : 0);
    kept = str_format(arena, "%.*s%s", STR_ARGS(kept),
                      out.overflowed && limit >= strlen("...") ? "..." : "");
    strbuf_release(&out);
    return kept;
}

struct str node_excerpt(struct arena *arena, const struct node *node, size_t limit)
{
    struct strbuf out;
    struct str excerpt, source;

    /* Who looks for a value looks for what stands in his file. */
    if (node->kind == NODE_NUMBER && node->flags & NODE_PLAIN_SCALAR) {
        source = node_source(node);
        if (source.length && source.length <= limit)
            return str_copy(arena, source);
    }
    strbuf_init(&out, limit);
    excerpt =
        node_write(node, &out) ? str_copy(arena, strbuf_str(&out)) : shortened(arena, node, limit);
    strbuf_release(&out);
    return excerpt;
}
