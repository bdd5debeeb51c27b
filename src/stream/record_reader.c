#include "stream/record_reader.h"

#include "base/utf8.h"

enum { KEY_MAX_BYTES = 4096, CONTEXT_MAX_BYTES = 64 * 1024 };

void record_reader_init(struct record_reader *reader, const struct record_layout *layout,
                        struct byte_stream *stream, struct str file)
{
    *reader = (struct record_reader){.scanner = {.stream = stream, .file = file}, .layout = layout};
    strbuf_init(&reader->text, RECORD_MAX_BYTES);
    strbuf_init(&reader->key, KEY_MAX_BYTES);
    strbuf_init(&reader->context, CONTEXT_MAX_BYTES);
}

void record_reader_release(struct record_reader *reader)
{
    strbuf_release(&reader->text);
    strbuf_release(&reader->key);
    strbuf_release(&reader->context);
}

static bool fail(struct record_reader *reader, struct error *err, const char *what)
{
    return scan_fail(&reader->scanner, err, what);
}

/* ---- the table ---- */

static const struct record_step *find_element(const struct record_reader *reader,
                                              unsigned char level)
{
    for (const struct record_step *step = reader->layout->steps; step->to; step++)
        if (step->level == level && !step->key)
            return step;
    return NULL;
}

/* name: the key's JSON text, quotes and all. */
static const struct record_step *find_member(const struct record_reader *reader,
                                             unsigned char level, struct str name)
{
    name = str_slice(name, 1, name.length - 2);
    for (const struct record_step *step = reader->layout->steps; step->to; step++)
        if (step->level == level && step->key && str_is(name, step->key))
            return step;
    return NULL;
}

/* Does anything in a container of this kind lead to records? */
static bool leads_on(const struct record_reader *reader, unsigned char level, bool array)
{
    for (const struct record_step *step = reader->layout->steps; step->to; step++)
        if (step->level == level && (step->key == NULL) == array)
            return true;
    return false;
}

/* ---- values ---- */

/* A value that may be cut out: records of any size within the limit, context only when it is
   small. */
static enum record_outcome take_record(struct record_reader *reader, struct record *record,
                                       struct error *err)
{
    record->place = byte_stream_place(reader->scanner.stream);
    strbuf_clear(&reader->text);
    reader->records_seen = true;
    if (!scan_value(&reader->scanner, &reader->text, err))
        return RECORD_FAILED;
    record->text = strbuf_str(&reader->text);
    record->context = strbuf_str(&reader->context);
    record->context_number = reader->context_number;
    return reader->text.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}

static bool take_context(struct record_reader *reader, struct error *err)
{
    strbuf_clear(&reader->context);
    if (!scan_value(&reader->scanner, &reader->context, err))
        return false;
    if (reader->context.overflowed)
        strbuf_clear(&reader->context);
    reader->context_number++;
    return true;
}

static bool enter(struct record_reader *reader, unsigned char level, bool array, struct error *err)
{
    if (reader->level_count == RECORD_MAX_LEVELS)
        return fail(reader, err, "nested too deep");
    byte_stream_consume(reader->scanner.stream, 1); /* its bracket, which was peeked at */
    reader->levels[reader->level_count++] = (struct record_level){.level = level, .array = array};
    if (array && find_element(reader, level)->to == LEVEL_RECORD)
        reader->records_seen = true;
    return true;
}

/* Handles the value at hand, to which `step` leads (NULL: no step does); *got tells whether it is a
   record. */
static bool take_value(struct record_reader *reader, const struct record_step *step, bool *got,
                       struct error *err)
{
    int first = scan_peek(&reader->scanner, err); /* white space is no part of a record */

    *got = false;
    if (first == SCAN_FAILED)
        return false;
    if (!step)
        return scan_value(&reader->scanner, NULL, err);
    if (step->to == LEVEL_RECORD) {
        *got = true;
        return true;
    }
    if (step->to == LEVEL_CONTEXT)
        return take_context(reader, err);
    if ((first == '{' || first == '[') && leads_on(reader, step->to, first == '['))
        return enter(reader, step->to, first == '[', err);
    return scan_value(&reader->scanner, NULL, err);
}

/* ---- containers ---- */

/* Passes the comma before a member or element that is not the first. *closed: the level ends here
   and is left. */
static bool advance(struct record_reader *reader, bool *closed, struct error *err)
{
    struct record_level *level = &reader->levels[reader->level_count - 1];
    char bracket = level->array ? ']' : '}';
    int next = scan_peek(&reader->scanner, err);

    if (next == SCAN_FAILED)
        return false;
    *closed = next == bracket;
    if (*closed) {
        reader->level_count--;
        byte_stream_consume(reader->scanner.stream, 1);
        return true;
    }
    if (next == SCAN_END)
        return fail(reader, err, "the recording is cut off here");
    if (level->begun && next != ',')
        return fail(reader, err, level->array ? "expected ',' or ']'" : "expected ',' or '}'");
    if (level->begun)
        byte_stream_consume(reader->scanner.stream, 1);
    level->begun = true;
    return true;
}

/* A member's key and colon. */
static bool take_key(struct record_reader *reader, struct error *err)
{
    struct json_scanner *scanner = &reader->scanner;

    if (scan_peek(scanner, err) != '"')
        return scan_fail(scanner, err, "expected a member's name");
    strbuf_clear(&reader->key);
    return scan_value(scanner, &reader->key, err) && scan_take(scanner, ':', err);
}

static bool take_child(struct record_reader *reader, bool *got, struct error *err)
{
    const struct record_level *level = &reader->levels[reader->level_count - 1];

    if (level->array)
        return take_value(reader, find_element(reader, level->level), got, err);
    if (!take_key(reader, err))
        return false;
    return take_value(reader, find_member(reader, level->level, strbuf_str(&reader->key)), got,
                      err);
}

/* ---- texts ---- */

static bool skip_byte_order_mark(struct record_reader *reader, struct error *err)
{
    struct byte_stream *stream = reader->scanner.stream;
    struct error failure = {0};

    if (!byte_stream_fill(stream, UTF8_MARK_BYTES, &failure))
        return fail(reader, err, failure.message);
    if (utf8_has_mark(byte_stream_window(stream)))
        byte_stream_consume(stream, UTF8_MARK_BYTES);
    return true;
}

static bool fail_to_start(struct record_reader *reader, struct error *err)
{
    struct stream_place place = byte_stream_place(reader->scanner.stream);

    return error_raise_at(err, reader->scanner.file, place.line, place.column,
                          "no %s: it starts with neither '{' nor '['", reader->layout->name);
}

/* A text begins, or there is none any more (*got stays false and no level is open). */
static bool start_text(struct record_reader *reader, bool *got, struct error *err)
{
    const struct record_step root = {.to = LEVEL_ROOT};
    const struct record_step *whole = find_element(reader, LEVEL_ROOT);
    bool first_text = !reader->started;
    int first;

    reader->started = true;
    if (first_text && !skip_byte_order_mark(reader, err))
        return false;
    first = scan_peek(&reader->scanner, err);
    if (first == SCAN_FAILED)
        return false;
    if (first == SCAN_END)
        return !first_text || fail(reader, err, "the recording is empty");
    if (!first_text && !reader->layout->several)
        return fail(reader, err, "more text behind the end of the recording");
    if (first != '{' && first != '[')
        return fail_to_start(reader, err);
    if (first == '{' && whole && whole->to == LEVEL_RECORD && reader->layout->several) {
        *got = true; /* the text itself is a record */
        return true;
    }
    return take_value(reader, &root, got, err);
}

static enum record_outcome finish(struct record_reader *reader, struct error *err)
{
    if (reader->records_seen)
        return RECORD_END;
    error_raise(err, "%.*s: no %s: there is no %s in it", STR_ARGS(reader->scanner.file),
                reader->layout->name, reader->layout->records);
    return RECORD_FAILED;
}

enum record_outcome record_reader_next(struct record_reader *reader, struct record *record,
                                       struct error *err)
{
    for (;;) {
        bool got = false, closed = false;
        bool in_text = reader->level_count > 0;

        if (!in_text) {
            if (!start_text(reader, &got, err))
                return RECORD_FAILED;
            if (!got && scan_peek(&reader->scanner, err) == SCAN_END && reader->level_count == 0)
                return finish(reader, err);
        } else if (!advance(reader, &closed, err) || (!closed && !take_child(reader, &got, err))) {
            return RECORD_FAILED;
        }
        if (got)
            return take_record(reader, record, err);
    }
}
