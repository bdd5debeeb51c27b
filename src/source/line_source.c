/* Recordings with one record a line, the form to pipe. A broken line costs itself only. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "source/byte_stream.h"
#include "source/record_source.h"

struct lines {
    struct strbuf text;
};

bool line_source_open(struct source *source, struct error *err)
{
    struct lines *lines = alloc_zeroed(1, sizeof *lines);

    (void)err;
    strbuf_init(&lines->text, RECORD_MAX_BYTES);
    source->state = lines;
    return true;
}

void line_source_close(struct source *source)
{
    struct lines *lines = source->state;

    strbuf_release(&lines->text);
    free(lines);
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
    return str_trim(utf8_without_mark(line)).length == 0;
}

enum source_step line_source_next(struct source *source, struct exchange *exchange,
                                  struct error *err)
{
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
        enum source_step read = source->type->read(source, &record, NULL, exchange, err);

        /* A broken line that does not end was cut off, and the recording with it. */
        return step == LINE_UNENDED && err->raised ? SOURCE_FAILED : read;
    }
    error_raise_at(err, source->name, record.place.line, 0,
                   "the entry is larger than the limit of %d bytes", RECORD_MAX_BYTES);
    return SOURCE_SKIPPED;
}
