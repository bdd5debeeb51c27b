/* Nodes to YAML, by libyaml's emitter: block style, keys in their order, strings without quotes
   where no reader, of YAML 1.2 or 1.1, takes them for something else. */
#include <yaml.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "document/yaml_scalar.h"
#include "document/yaml_substitute.h"

struct yaml_writer {
    yaml_emitter_t emitter;
    struct strbuf *out;
    bool failed;
};

static int write_bytes(void *context, unsigned char *bytes, size_t length)
{
    struct yaml_writer *writer = context;

    return strbuf_add(writer->out, (struct str){(const char *)bytes, length});
}

/* made: what the event's initialize function said; no memory is what it fails for. */
static void emit(struct yaml_writer *writer, yaml_event_t *event, int made)
{
    if (!made)
        alloc_failed(0);
    if (!writer->failed)
        writer->failed = !yaml_emitter_emit(&writer->emitter, event);
    else
        yaml_event_delete(event);
    if (writer->emitter.error == YAML_MEMORY_ERROR)
        alloc_failed(0);
}

/* ---- scalars ---- */

/* Words and digits that YAML 1.1 reads as a boolean, a number, a date. */
static bool older_readers_resolve(struct str text)
{
    static const char *const words[] = {"y", "n", "yes", "no", "on", "off"};
    char first = text.length ? text.text[0] : ' ';

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_equal_ignoring_case(text, str_of(words[i])))
            return true;
    return ascii_is_digit(first) ||
           ((first == '.' || first == '-' || first == '+') && text.length > 1 &&
            (ascii_is_digit(text.text[1]) || text.text[1] == '.')) ||
           str_is(text, "<<") || str_is(text, "=");
}

static bool core_schema_resolves(struct str text)
{
    struct arena arena;
    struct node node = {0};
    const struct yaml_scalar scalar = {.text = text, .plain = true};
    bool resolves;

    arena_init(&arena);
    resolves = yaml_scalar_resolve(&arena, &scalar, text, 0, &node) || node.kind != NODE_STRING;
    arena_release(&arena);
    return resolves;
}

/* A key is a string whatever its text; a value may be the alias of a key. */
static bool stays_plain(const struct node *node, bool is_key)
{
    return (node->flags & NODE_PLAIN_SCALAR) && (is_key || !core_schema_resolves(node_text(node)));
}

static yaml_scalar_style_t style_of(const struct node *node, bool is_key)
{
    struct str text = node_text(node);
    bool has_lines = memchr(text.text, '\n', text.length);

    if (yaml_has_foreign_line_ends(text))
        return YAML_DOUBLE_QUOTED_SCALAR_STYLE; /* libyaml would fold them */
    if (node->kind != NODE_STRING || (!has_lines && stays_plain(node, is_key)))
        return YAML_PLAIN_SCALAR_STYLE;
    if (has_lines && !memchr(text.text, '\t', text.length))
        return YAML_LITERAL_SCALAR_STYLE;
    return older_readers_resolve(text) || core_schema_resolves(text)
               ? YAML_SINGLE_QUOTED_SCALAR_STYLE
               : YAML_PLAIN_SCALAR_STYLE;
}

static void emit_scalar(struct yaml_writer *writer, struct str text, yaml_scalar_style_t style)
{
    yaml_event_t event;

    emit(writer, &event,
         yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text.text,
                                      (int)text.length, 1, 1, style));
}

static void write_scalar(struct yaml_writer *writer, const struct node *node, bool is_key)
{
    static const char *const literals[] = {
        [NODE_NULL] = "null", [NODE_FALSE] = "false", [NODE_TRUE] = "true"};

    if (node->kind == NODE_NUMBER || node->kind == NODE_STRING)
        emit_scalar(writer, node_text(node), style_of(node, is_key));
    else
        emit_scalar(writer, str_of(literals[node->kind]), YAML_PLAIN_SCALAR_STYLE);
}

/* ---- containers ---- */

static void write_node(struct yaml_writer *writer, const struct node *node);

static void write_array(struct yaml_writer *writer, const struct node *array)
{
    yaml_event_t event;

    emit(writer, &event,
         yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
                                              array->length ? YAML_BLOCK_SEQUENCE_STYLE
                                                            : YAML_FLOW_SEQUENCE_STYLE));
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        write_node(writer, item);
    emit(writer, &event, yaml_sequence_end_event_initialize(&event));
}

static void write_object(struct yaml_writer *writer, const struct node *object)
{
    yaml_event_t event;

    emit(writer, &event,
         yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
                                             object->length ? YAML_BLOCK_MAPPING_STYLE
                                                            : YAML_FLOW_MAPPING_STYLE));
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        write_scalar(writer, key, true);
        write_node(writer, node_value(key));
    }
    emit(writer, &event, yaml_mapping_end_event_initialize(&event));
}

static void write_node(struct yaml_writer *writer, const struct node *node)
{
    if (writer->failed)
        return;
    if (node->kind == NODE_ARRAY)
        write_array(writer, node);
    else if (node->kind == NODE_OBJECT)
        write_object(writer, node);
    else
        write_scalar(writer, node, false);
}

bool yaml_write(const struct node *node, struct strbuf *out)
{
    struct yaml_writer writer = {.out = out};
    yaml_event_t event;

    if (!yaml_emitter_initialize(&writer.emitter))
        alloc_failed(0);
    yaml_emitter_set_output(&writer.emitter, write_bytes, &writer);
    yaml_emitter_set_unicode(&writer.emitter, 1);
    yaml_emitter_set_width(&writer.emitter, -1); /* no line is folded */
    emit(&writer, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    emit(&writer, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
    write_node(&writer, node);
    emit(&writer, &event, yaml_document_end_event_initialize(&event, 1));
    emit(&writer, &event, yaml_stream_end_event_initialize(&event));
    yaml_emitter_delete(&writer.emitter);
    return !writer.failed;
}
