#include "finding/excerpt.h"

#include "base/utf8.h"
#include "document/data_excerpt.h"
#include "document/json_writer.h"

/* ---- a value ---- */

/* What is shown of a value: the lines of one array or object. */
struct block {
    const struct node *container;
    const struct node *key; /* under which it stands; NULL: under none */
    size_t meant;           /* the child that is meant, from 0; SIZE_MAX: the container itself */
};

static bool is_container(const struct node *node)
{
    return node->kind == NODE_OBJECT || node->kind == NODE_ARRAY;
}

/* The member of the object with that key. */
static size_t place_of_key(const struct node *object, const struct node *key)
{
    size_t place = 0;

    for (const struct node *at = node_first(object); at < key; at = node_next_key(at))
        place++;
    return place;
}

/* An array or object that holds something is a block of its own, everything else stands in one. */
static struct block block_around(const struct excerpt_value *value)
{
    struct block block = {.container = value->root, .meant = SIZE_MAX};

    while (block.container != value->node) {
        const struct node *key;
        size_t place;
        const struct node *child = node_child_towards(block.container, value->node, &key, &place);

        if (!is_container(child) || child->length == 0 || key == value->node) {
            block.meant = key ? place_of_key(block.container, key) : place;
            return block;
        }
        block = (struct block){child, key, SIZE_MAX};
    }
    return block;
}

enum { INDENT = 2 };

struct excerpt_writer {
    const struct excerpt_value *value;
    struct arena *arena;
    struct strbuf out;
    size_t lines, meant;
    size_t spare; /* lines that are left for what is deeper */
};

/* Starts a line. */
static void start_line(struct excerpt_writer *writer, bool meant, size_t indent)
{
    strbuf_add_text(&writer->out, writer->lines++ ? "\n" : "");
    if (meant)
        writer->meant = writer->lines;
    while (indent--)
        strbuf_add_char(&writer->out, ' ');
}

/* As it is written in JSON, so that it stays on its line. */
static struct str escaped(struct arena *arena, struct str name)
{
    struct strbuf out;
    struct json_writer json = {.out = &out, .string_limit = SIZE_MAX};
    struct str text;

    strbuf_init(&out, SIZE_MAX);
    json_writer_string(&json, name);
    text = str_copy(arena, str_slice(strbuf_str(&out), 1, out.length - 2));
    strbuf_release(&out);
    return text;
}

static void add_key(struct excerpt_writer *writer, const struct node *key)
{
    struct strbuf *out = &writer->out;
    struct str name = escaped(writer->arena, node_text(key));
    const char *quote = writer->value->form == EXCERPT_JSON ? "\"" : "";

    strbuf_add_text(out, quote);
    strbuf_add(out,
               name.length > EXCERPT_SHOWN_BYTES ? STR("...") : data_name(writer->arena, name));
    strbuf_add_text(out, quote);
    strbuf_add_char(out, ':');
}

static const char *left_out(const struct excerpt_writer *writer, const struct node *node)
{
    bool empty = node->length == 0;

    if (node->kind == NODE_OBJECT)
        return empty ? "{}" : "{...}";
    if (node->kind == NODE_ARRAY)
        return empty ? "[]" : "[...]";
    return writer->value->form == EXCERPT_JSON ? "\"...\"" : "...";
}

static void add_scalar(struct excerpt_writer *writer, const struct node *node, bool meant)
{
    struct data_span span;

    if (!meant && node->kind == NODE_STRING && node->length > EXCERPT_VALUE_BYTES) {
        strbuf_add_text(&writer->out, left_out(writer, node));
        return;
    }
    if (writer->value->hides(writer->value->context, node)) {
        strbuf_add_text(&writer->out, "[redacted]");
        return;
    }
    span = data_span_of(writer->arena, node, EXCERPT_SHOWN_BYTES);
    data_span_add(&writer->out, &span);
}

static const struct node *next_child(const struct node *container, const struct node *child)
{
    return container->kind == NODE_OBJECT ? node_next_key(child) : node_next(child);
}

static void add_line(struct excerpt_writer *writer, const struct node *container,
                     const struct node *child, bool meant, size_t indent);

/* All of its children, where the lines that are left are enough for them. before: what stands
   between it and its name. */
static void add_deeper(struct excerpt_writer *writer, const struct node *container, size_t indent,
                       const char *before)
{
    bool json = writer->value->form == EXCERPT_JSON, object = container->kind == NODE_OBJECT;
    size_t lines = container->length + json;

    if (container->length == 0 || lines > writer->spare) {
        strbuf_add_text(&writer->out, before);
        strbuf_add_text(&writer->out, left_out(writer, container));
        return;
    }
    writer->spare -= lines;
    strbuf_add_text(&writer->out, json ? before : "");
    if (json)
        strbuf_add_char(&writer->out, object ? '{' : '[');
    for (const struct node *child = node_first(container); child < node_end(container);
         child = next_child(container, child))
        add_line(writer, container, child, false, indent + INDENT);
    if (!json)
        return;
    start_line(writer, false, indent);
    strbuf_add_char(&writer->out, object ? '}' : ']');
}

static void add_line(struct excerpt_writer *writer, const struct node *container,
                     const struct node *child, bool meant, size_t indent)
{
    bool json = writer->value->form == EXCERPT_JSON, in_object = container->kind == NODE_OBJECT;
    const struct node *value = in_object ? node_value(child) : child;
    const char *before = in_object || !json ? " " : "";

    start_line(writer, meant, indent);
    if (in_object)
        add_key(writer, child);
    else if (!json)
        strbuf_add_char(&writer->out, '-');
    if (is_container(value)) {
        add_deeper(writer, value, indent, before);
    } else {
        strbuf_add_text(&writer->out, before);
        add_scalar(writer, value, meant);
    }
    if (json && next_child(container, child) < node_end(container))
        strbuf_add_char(&writer->out, ',');
}

static size_t indent_of(const struct excerpt_writer *writer, const struct block *block)
{
    return writer->value->form == EXCERPT_JSON || block->key ? INDENT : 0;
}

static void add_gap(struct excerpt_writer *writer, const struct block *block)
{
    start_line(writer, false, indent_of(writer, block));
    strbuf_add_text(&writer->out, "...");
}

/* All children where there is room, else those around the one that is meant. */
static void add_children(struct excerpt_writer *writer, const struct block *block)
{
    enum { ROOM = EXCERPT_MAX_LINES - 2, AROUND = ROOM - 2, BEFORE = 3 };
    const struct node *container = block->container, *child = node_first(container);
    size_t count = container->length, from = 0, shown = count <= ROOM ? count : AROUND;

    writer->spare = count <= ROOM ? ROOM - count : 0;
    if (count > shown && block->meant != SIZE_MAX && block->meant > BEFORE)
        from = block->meant - BEFORE < count - shown ? block->meant - BEFORE : count - shown;
    if (from)
        add_gap(writer, block);
    for (size_t i = 0; i < from + shown; i++) {
        if (i >= from)
            add_line(writer, container, child, i == block->meant, indent_of(writer, block));
        child = next_child(container, child);
    }
    if (from + shown < count)
        add_gap(writer, block);
}

static void add_bracket(struct excerpt_writer *writer, const struct block *block, bool opens)
{
    bool json = writer->value->form == EXCERPT_JSON, object = block->container->kind == NODE_OBJECT;

    if (!json && !(opens && block->key))
        return;
    start_line(writer, opens && block->meant == SIZE_MAX, 0);
    if (opens && block->key)
        add_key(writer, block->key);
    if (opens && block->key && json)
        strbuf_add_char(&writer->out, ' ');
    if (json)
        strbuf_add_char(&writer->out, opens ? (object ? '{' : '[') : (object ? '}' : ']'));
}

static void add_block(struct excerpt_writer *writer, const struct block *block)
{
    if (!is_container(block->container) || block->container->length == 0) {
        start_line(writer, true, 0);
        if (is_container(block->container))
            strbuf_add_text(&writer->out, left_out(writer, block->container));
        else
            add_scalar(writer, block->container, true);
        return;
    }
    add_bracket(writer, block, true);
    add_children(writer, block);
    add_bracket(writer, block, false);
}

struct excerpt excerpt_of_value(struct arena *arena, const struct excerpt_value *value)
{
    const struct block block = block_around(value);
    struct excerpt_writer writer = {.value = value, .arena = arena};
    struct excerpt excerpt = {.text = STR_NONE};

    strbuf_init(&writer.out, EXCERPT_MARKED_MAX + 1);
    add_block(&writer, &block);
    if (writer.out.length <= EXCERPT_MARKED_MAX)
        excerpt = (struct excerpt){str_copy(arena, strbuf_str(&writer.out)), writer.meant};
    strbuf_release(&writer.out);
    return excerpt;
}

/* ---- texts ---- */

struct excerpt excerpt_of_named(struct arena *arena, struct str name, struct str value)
{
    struct str shown_name = data_name(arena, name), shown = data_text(arena, value);

    return (struct excerpt){str_format(arena, "%.*s: %.*s", STR_ARGS(shown_name), STR_ARGS(shown)),
                            1};
}

/* Lines may hold tabs, and end in CRLF. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        bool ends_line = c == '\r' && i + 1 < text.length && text.text[i + 1] == '\n';

        if ((c < 0x20 && c != '\n' && c != '\t' && !ends_line) || c == 0x7f)
            return false;
    }
    return utf8_is_valid(text);
}

/* Where the line before the one that starts at text[at] starts. */
static size_t line_before(struct str text, size_t at)
{
    size_t start = at - 1;

    while (start > 0 && text.text[start - 1] != '\n')
        start--;
    return start;
}

struct excerpt excerpt_of_text(struct arena *arena, struct str text, size_t meant)
{
    enum { BEFORE = 2, BEFORE_BYTES = 400 };
    struct str rest = text;
    size_t at, line = meant > 0;

    for (size_t i = 1; i < meant && rest.text; i++)
        str_cut(&rest, '\n');
    if (!rest.text)
        return (struct excerpt){.text = STR_NONE};
    at = text.length - rest.length;
    while (at > 0 && line && line <= BEFORE &&
           (size_t)(rest.text - text.text) - line_before(text, at) <= BEFORE_BYTES) {
        at = line_before(text, at);
        line++;
    }
    rest = utf8_cut(str_slice(text, at, SIZE_MAX), DATA_CARRIED_MAX);
    while (rest.length && char_is_any(rest.text[rest.length - 1], " \t\r\n"))
        rest.length--;
    if (rest.length == 0 || !is_plain(rest))
        return (struct excerpt){.text = STR_NONE};
    return (struct excerpt){data_text(arena, rest), line};
}

/* ---- limits ---- */

/* Characters beyond the ceiling are left out. */
static struct str cut_line(struct arena *arena, struct str line)
{
    size_t characters = 0, at = 0;

    while (at < line.length && characters < EXCERPT_MAX_COLUMNS) {
        do
            at++;
        while (at < line.length && utf8_continues(line.text[at]));
        characters++;
    }
    return utf8_shortened(arena, line, at);
}

struct excerpt excerpt_fitted(struct arena *arena, struct str text, size_t meant)
{
    struct str lines[EXCERPT_MAX_LINES], rest = text;
    struct excerpt excerpt = {.text = STR_NONE};
    size_t count = 0, from = 0, bytes = 0;
    struct strbuf out;

    if (!text.length)
        return excerpt;
    while (rest.text && count < EXCERPT_MAX_LINES) {
        struct str line = str_cut(&rest, '\n');

        line.length -= line.length && line.text[line.length - 1] == '\r';
        lines[count] = cut_line(arena, line);
        bytes += lines[count++].length + 1;
    }
    while (bytes > EXCERPT_MAX_BYTES && from + 1 < count)
        bytes -= (count > meant ? lines[--count] : lines[from++]).length + 1;
    strbuf_init(&out, EXCERPT_MAX_BYTES);
    for (size_t i = from; i < count; i++) {
        strbuf_add_text(&out, i > from ? "\n" : "");
        strbuf_add(&out, lines[i]);
    }
    excerpt.text = str_copy(arena, strbuf_str(&out));
    excerpt.line = meant > from && meant <= count ? meant - from : 0;
    strbuf_release(&out);
    return excerpt;
}
