/* --from har-lines: one HAR entry object a line, the form to pipe. A broken line costs itself only.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "source/har_entry.h"
#include "source/source_types.h"

struct lines {
    struct strbuf text;
};

/* Behind the white space at `at`. */
static size_t pass_space(struct str text, size_t at)
{
    while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\t' ||
                                text.text[at] == '\r' || text.text[at] == '\n'))
        at++;
    return at;
}

static bool is_entry_key(struct str key)
{
    return str_is(key, "request") || str_is(key, "response") || str_is(key, "startedDateTime");
}

/* An object with a member that only entries have, before any line end in it. */
static bool recognises(struct str head)
{
    size_t at = pass_space(head, 0), depth = 0, begin;

    if (at == head.length || head.text[at] != '{')
        return false;
    for (; at < head.length && head.text[at] != '\n'; at++) {
        char c = head.text[at];

        if (c == '{' || c == '[')
            depth++;
        if ((c == '}' || c == ']') && --depth == 0)
            return false;
        if (c != '"')
            continue;
        for (begin = ++at; at < head.length && head.text[at] != '"'; at++)
            at += head.text[at] == '\\';
        if (at < head.length && depth == 1 &&
            str_starts_with(str_slice(head, pass_space(head, at + 1), 1), STR(":")) &&
            is_entry_key(str_slice(head, begin, at - begin)))
            return true;
    }
    return false;
}

static bool open(struct source *source, struct error *err)
{
    struct lines *lines = alloc_zeroed(1, sizeof *lines);

    (void)err;
    strbuf_init(&lines->text, RECORD_MAX_BYTES);
    source->state = lines;
    return true;
}

enum line_step {
    LINE_GOT,
    LINE_UNENDED /* the last one, without its line end */,
    LINE_END,
    LINE_FAILED
};

/* The next line, without its line end, into lines->text. */
static enum line_step read_line(struct source *source, struct record *record, struct error *err)
{
    struct lines *lines = source->state;
    struct error failure = {0};

    strbuf_clear(&lines->text);
    record->place = byte_stream_place(source->input);
    while (byte_stream_fill(source->input, 1, &failure)) {
        struct str window = byte_stream_window(source->input);
        size_t length = str_find_char(window, '\n');

        if (window.length == 0)
            return record->place.offset == byte_stream_place(source->input).offset ? LINE_END
                                                                                   : LINE_UNENDED;
        if (!lines->text.overflowed)
            strbuf_add(&lines->text, str_slice(window, 0, length));
        byte_stream_consume(source->input, length < window.length ? length + 1 : length);
        if (length < window.length)
            return LINE_GOT;
    }
    error_raise_at(err, source->name, record->place.line, 0, "%s", failure.message);
    return LINE_FAILED;
}

static bool is_blank(struct str line)
{
    line = utf8_without_mark(line);
    return pass_space(line, 0) == line.length;
}

static enum source_step next(struct source *source, struct exchange *exchange, struct error *err)
{
    static const struct har_producer unknown = {0};
    struct lines *lines = source->state;
    struct record record;
    enum line_step step;

    do
        step = read_line(source, &record, err);
    while (step == LINE_GOT && !lines->text.overflowed && is_blank(strbuf_str(&lines->text)));
    if (step == LINE_FAILED)
        return SOURCE_FAILED;
    if (step == LINE_END || is_blank(strbuf_str(&lines->text)))
        return SOURCE_END;
    exchange->offset = record.place.offset;
    record.text = strbuf_str(&lines->text);
    if (!lines->text.overflowed) {
        enum source_step read = har_entry_read(source, &record, &unknown, exchange, err);

        /* A broken line that does not end was cut off, and the recording with it. */
        return step == LINE_UNENDED && err->raised ? SOURCE_FAILED : read;
    }
    error_raise_at(err, source->name, record.place.line, 0,
                   "the entry is larger than the limit of %d bytes", RECORD_MAX_BYTES);
    return SOURCE_SKIPPED;
}

static void close(struct source *source)
{
    struct lines *lines = source->state;

    strbuf_release(&lines->text);
    free(lines);
}

const struct source_type source_har_lines = {
    .name = "har-lines",
    .recognises = recognises,
    .open = open,
    .next = next,
    .close = close,
};
