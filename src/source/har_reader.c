#include "source/har_reader.h"

#include "base/utf8.h"
#include "document/document.h"

enum { KEY_MAX_BYTES = 4096, CREATOR_MAX_BYTES = 64 * 1024 };

void har_reader_init(struct har_reader *reader, struct byte_stream *stream, struct str file)
{
    *reader = (struct har_reader){.scanner = {.stream = stream, .file = file}};
    strbuf_init(&reader->text, RECORD_MAX_BYTES);
    strbuf_init(&reader->key, KEY_MAX_BYTES);
}

void har_reader_release(struct har_reader *reader)
{
    strbuf_release(&reader->text);
    strbuf_release(&reader->key);
}

static void enter(struct har_reader *reader, enum har_level_kind kind)
{
    byte_stream_consume(reader->scanner.stream, 1); /* its bracket, which was peeked at */
    reader->levels[reader->level_count++] = (struct har_level){.kind = kind};
    reader->entries_seen = reader->entries_seen || kind == HAR_ENTRIES;
}

static bool skip_byte_order_mark(struct har_reader *reader, struct error *err)
{
    struct byte_stream *stream = reader->scanner.stream;
    struct error failure = {0};

    if (!byte_stream_fill(stream, UTF8_MARK_BYTES, &failure))
        return scan_fail(&reader->scanner, err, failure.message);
    if (utf8_has_mark(byte_stream_window(stream)))
        byte_stream_consume(stream, UTF8_MARK_BYTES);
    return true;
}

static bool start(struct har_reader *reader, struct error *err)
{
    int first;

    reader->started = true;
    if (!skip_byte_order_mark(reader, err))
        return false;
    first = scan_peek(&reader->scanner, err);
    if (first == SCAN_FAILED)
        return false;
    if (first == SCAN_END)
        return scan_fail(&reader->scanner, err, "the recording is empty");
    if (first != '{' && first != '[')
        return scan_fail(&reader->scanner, err, "no HAR: it starts with neither '{' nor '['");
    enter(reader, first == '{' ? HAR_OUTER : HAR_ENTRIES);
    return true;
}

/* Passes the comma before a member or element that is not the first. *closed: the level ends here
   and is left. */
static bool advance(struct har_reader *reader, bool *closed, struct error *err)
{
    struct har_level *level = &reader->levels[reader->level_count - 1];
    char bracket = level->kind == HAR_ENTRIES ? ']' : '}';
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
        return scan_fail(&reader->scanner, err, "the recording is cut off here");
    if (level->begun && next != ',')
        return scan_fail(&reader->scanner, err,
                         bracket == ']' ? "expected ',' or ']'" : "expected ',' or '}'");
    if (level->begun)
        byte_stream_consume(reader->scanner.stream, 1);
    level->begun = true;
    return true;
}

static bool read_creator(struct har_reader *reader, struct error *err)
{
    struct read_failure failure;
    struct strbuf text;
    struct arena arena;
    bool scanned;

    strbuf_init(&text, CREATOR_MAX_BYTES);
    arena_init(&arena);
    scanned = scan_value(&reader->scanner, &text, err);
    if (scanned && !text.overflowed) {
        const struct document *document =
            json_read(&arena, reader->scanner.file, strbuf_str(&text), &failure);

        if (document)
            reader->producer = har_producer_find(node_member_string(document->root, "name"));
    }
    arena_release(&arena);
    strbuf_release(&text);
    return scanned;
}

/* Reads a member of the outer object or of the log: enters it, or passes it. */
static bool read_member(struct har_reader *reader, struct error *err)
{
    struct json_scanner *scanner = &reader->scanner;
    bool outer = reader->levels[reader->level_count - 1].kind == HAR_OUTER;
    struct str key;
    int value;

    if (scan_peek(scanner, err) != '"')
        return scan_fail(scanner, err, "expected a member's name");
    strbuf_clear(&reader->key);
    if (!scan_value(scanner, &reader->key, err) || !scan_take(scanner, ':', err))
        return false;
    key = strbuf_str(&reader->key);
    value = scan_peek(scanner, err);
    if (value == SCAN_FAILED)
        return false;
    if (outer && value == '{' && str_is(key, "\"log\"")) {
        enter(reader, HAR_LOG);
        return true;
    }
    if (value == '[' && str_is(key, "\"entries\"")) {
        enter(reader, HAR_ENTRIES);
        return true;
    }
    if (value == '{' && str_is(key, "\"creator\""))
        return read_creator(reader, err);
    return scan_value(scanner, NULL, err);
}

static enum har_step finish(struct har_reader *reader, struct error *err)
{
    int next = scan_peek(&reader->scanner, err);

    if (next == SCAN_FAILED)
        return HAR_FAILED;
    if (next != SCAN_END) {
        scan_fail(&reader->scanner, err, "more text behind the end of the recording");
        return HAR_FAILED;
    }
    if (!reader->entries_seen) {
        error_raise(err, "%.*s: no HAR: there is no log.entries in it",
                    STR_ARGS(reader->scanner.file));
        return HAR_FAILED;
    }
    return HAR_END;
}

static enum har_step read_entry(struct har_reader *reader, struct record *record, struct error *err)
{
    int first = scan_peek(&reader->scanner, err); /* white space is no part of the record */

    if (first == SCAN_FAILED)
        return HAR_FAILED;
    record->place = byte_stream_place(reader->scanner.stream);
    strbuf_clear(&reader->text);
    if (!scan_value(&reader->scanner, &reader->text, err))
        return HAR_FAILED;
    record->text = strbuf_str(&reader->text);
    return reader->text.overflowed ? HAR_ENTRY_TOO_LARGE : HAR_ENTRY;
}

enum har_step har_reader_next(struct har_reader *reader, struct record *record, struct error *err)
{
    if (!reader->started && !start(reader, err))
        return HAR_FAILED;
    while (reader->level_count) {
        bool in_entries = reader->levels[reader->level_count - 1].kind == HAR_ENTRIES;
        bool closed = false;

        if (!advance(reader, &closed, err))
            return HAR_FAILED;
        if (closed)
            continue;
        if (in_entries)
            return read_entry(reader, record, err);
        if (!read_member(reader, err))
            return HAR_FAILED;
    }
    return finish(reader, err);
}
