/* Nodes back to JSON text. Recursion is as deep as the readers allow, no more. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/node.h"

struct writer {
    struct strbuf *out;
    size_t string_limit; /* longer strings are cut, with "..." before the closing quote */
    bool lines;          /* a member or element a line */
    size_t level;
};

static void begin_line(struct writer *writer)
{
    if (!writer->lines)
        return;
    strbuf_add_char(writer->out, '\n');
    for (size_t i = 0; i < writer->level; i++)
        strbuf_add_text(writer->out, "  ");
}

static void end_container(struct writer *writer, const struct node *container, const char *brackets)
{
    writer->level--;
    if (container->length)
        begin_line(writer);
    else
        strbuf_add_char(writer->out, brackets[0]);
    strbuf_add_char(writer->out, brackets[1]);
}

static void add_escaped(struct strbuf *out, unsigned char byte)
{
    static const char codes[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *code = byte ? strchr(codes, byte) : NULL;

    if (code) {
        strbuf_add_char(out, '\\');
        strbuf_add_char(out, letters[code - codes]);
    } else {
        strbuf_addf(out, "\\u%04x", byte);
    }
}

static bool needs_escape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

static void write_string(struct writer *writer, struct str text)
{
    struct str shown = utf8_cut(text, writer->string_limit);
    size_t from = 0;

    strbuf_add_char(writer->out, '"');
    for (size_t i = 0; i < shown.length; i++) {
        if (!needs_escape((unsigned char)shown.text[i]))
            continue;
        strbuf_add(writer->out, str_slice(shown, from, i - from));
        add_escaped(writer->out, (unsigned char)shown.text[i]);
        from = i + 1;
    }
    strbuf_add(writer->out, str_slice(shown, from, SIZE_MAX));
    strbuf_add_text(writer->out, shown.length < text.length ? "...\"" : "\"");
}

static void write_node(struct writer *writer, const struct node *node);

static void write_array(struct writer *writer, const struct node *array)
{
    char before = '[';

    writer->level++;
    for (const struct node *item = node_first(array);
         item < node_end(array) && !writer->out->overflowed; item = node_next(item)) {
        strbuf_add_char(writer->out, before);
        begin_line(writer);
        write_node(writer, item);
        before = ',';
    }
    end_container(writer, array, "[]");
}

static void write_object(struct writer *writer, const struct node *object)
{
    char before = '{';

    writer->level++;
    for (const struct node *key = node_first(object);
         key < node_end(object) && !writer->out->overflowed; key = node_next_key(key)) {
        strbuf_add_char(writer->out, before);
        begin_line(writer);
        write_string(writer, node_string(key));
        strbuf_add_text(writer->out, writer->lines ? ": " : ":");
        write_node(writer, node_value(key));
        before = ',';
    }
    end_container(writer, object, "{}");
}

static void write_node(struct writer *writer, const struct node *node)
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
        write_string(writer, node_string(node));
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

bool node_write(const struct node *node, struct strbuf *out)
{
    write_node(&(struct writer){.out = out, .string_limit = SIZE_MAX}, node);
    return !out->overflowed;
}

bool node_write_lines(const struct node *node, struct strbuf *out)
{
    write_node(&(struct writer){.out = out, .string_limit = SIZE_MAX, .lines = true}, node);
    strbuf_add_char(out, '\n');
    return !out->overflowed;
}

/* With strings shortened, and cut where that was not enough. */
static struct str shortened(struct arena *arena, const struct node *node, size_t limit)
{
    bool lone = node->kind == NODE_STRING;
    struct strbuf out;
    struct writer writer = {.out = &out, .string_limit = lone ? 0 : limit / 2};
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
    struct str excerpt;

    strbuf_init(&out, limit);
    excerpt =
        node_write(node, &out) ? str_copy(arena, strbuf_str(&out)) : shortened(arena, node, limit);
    strbuf_release(&out);
    return excerpt;
}
