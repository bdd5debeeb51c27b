/* Sequential media types (OpenAPI 3.2, 4.14.3): JSON Lines, JSON text sequences (RFC 7464) and
   server-sent events. The schema is about all items as an array, itemSchema about each. What is
   said of a sequence before 3.2 has no meaning; a schema of a string takes the whole as a text. */
#include "decode/decoders.h"
#include "decode/schema_shape.h"
#include "decode/text_value.h"
#include "http/event_stream.h"

enum { SEQUENCE_MAX_ITEMS = 100 * 1000 };

#define RECORD_SEPARATOR '\x1e' /* RFC 7464, 2.2 */

struct sequence {
    const struct typed_body *body;
    struct value_builder builder;
    size_t count;
};

/* ---- items ---- */

static void add_item(struct sequence *sequence, struct str text, size_t line)
{
    const struct typed_body *body = sequence->body;
    struct arena *arena = body->decoding->arena;
    struct read_failure failure;
    const struct document *document = json_read(arena, STR("item"), text, &failure);
    size_t item = sequence->count++;

    if (document) {
        value_builder_add(&sequence->builder, document->root);
        return;
    }
    value_builder_add_opaque(&sequence->builder);
    if (failure.outcome == READ_LIMIT)
        tell_not_checked(body, "an item meets a limit of the JSON reader: %s", failure.message);
    else
        tell_malformed(body, line, failure.column,
                       str_format(arena, "item %zu: no JSON: %.*s (line %zu, column %zu)", item,
                                  STR_ARGS(read_failure_marked(arena, &failure)), line,
                                  failure.column));
}

static void add_json_lines(struct sequence *sequence, struct str rest)
{
    for (size_t line = 1; rest.text && sequence->count < SEQUENCE_MAX_ITEMS; line++) {
        struct str text = str_cut(&rest, '\n');

        if (str_trim(text).length)
            add_item(sequence, text, line);
    }
}

static size_t count_lines(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.text[i] == '\n';
    return count;
}

/* RFC 7464, 2.1: what stands before the first separator belongs to no item. */
static void add_json_texts(struct sequence *sequence, struct str rest)
{
    size_t line = 1;
    struct str before = str_cut(&rest, RECORD_SEPARATOR);

    if (str_trim(before).length)
        tell_malformed(sequence->body, 1, 1,
                       STR("no JSON text sequence: a text stands before the first separator"));
    line += count_lines(before);
    while (rest.text && sequence->count < SEQUENCE_MAX_ITEMS) {
        struct str text = str_cut(&rest, RECORD_SEPARATOR);

        if (str_trim(text).length)
            add_item(sequence, text, line);
        line += count_lines(text);
    }
}

static void add_member(struct sequence *sequence, const char *name, const struct node *value)
{
    if (!value)
        return;
    value_builder_key(&sequence->builder, str_of(name));
    value_builder_add(&sequence->builder, value);
}

static void add_events(struct sequence *sequence, struct str rest)
{
    struct arena *arena = sequence->body->decoding->arena;
    struct server_sent_event event;
    bool cut = false;

    while (sequence->count < SEQUENCE_MAX_ITEMS && event_stream_next(arena, &rest, &event, &cut)) {
        sequence->count++;
        value_builder_open(&sequence->builder, '{');
        add_member(sequence, "data", string_node(arena, event.data));
        add_member(sequence, "event", event.event.text ? string_node(arena, event.event) : NULL);
        add_member(sequence, "id", event.id.text ? string_node(arena, event.id) : NULL);
        add_member(sequence, "retry", event.retry.text ? json_node(arena, event.retry) : NULL);
        value_builder_close(&sequence->builder, '}');
    }
    if (cut)
        tell_malformed(sequence->body, 0, 0, STR("the last event is cut off"));
}

/* ---- the body ---- */

static void finish(struct sequence *sequence)
{
    value_builder_close(&sequence->builder, ']');
    if (sequence->count == SEQUENCE_MAX_ITEMS)
        tell_not_checked(sequence->body, "only the first %d items are read", SEQUENCE_MAX_ITEMS);
    tell_read(sequence->body, VALUE_BUILT, value_builder_tree(&sequence->builder), "item",
              STR("an event is no UTF-8"));
}

static bool is_sequence_described(const struct typed_body *body)
{
    return body->media_type->item_schema ||
           (body->media_type->schema &&
            (shape_types(body->decoding, body->media_type->schema) & KIND_ARRAY));
}

static void read_sequence(const struct typed_body *body, struct str bytes,
                          void (*add)(struct sequence *sequence, struct str bytes))
{
    struct sequence sequence = {.body = body};

    if (!is_sequence_described(body)) {
        body_text(body, bytes);
        return;
    }
    value_builder_init(&sequence.builder, body->decoding->arena);
    value_builder_open(&sequence.builder, '[');
    add(&sequence, bytes);
    finish(&sequence);
    value_builder_release(&sequence.builder);
}

void body_json_lines(const struct typed_body *body, struct str bytes)
{
    read_sequence(body, bytes, add_json_lines);
}

void body_json_sequence(const struct typed_body *body, struct str bytes)
{
    read_sequence(body, bytes, add_json_texts);
}

void body_event_stream(const struct typed_body *body, struct str bytes)
{
    read_sequence(body, bytes, add_events);
}
