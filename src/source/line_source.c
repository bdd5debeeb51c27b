/* Recordings with one record a line, the form for pipes. Only a broken line itself is lost. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "source/record_source.h"
#include "stream/stream_line.h"

struct lines {
    struct strbuf text;
};

static bool open(struct source *source, struct error *err)
{
    struct lines *lines = alloc_zeroed(1, sizeof *lines);

    (void)err;
    strbuf_init(&lines->text, RECORD_MAX_BYTES);
    source->state = lines;
    return true;
}

static void close(struct source *source)
{
    struct lines *lines = source->state;

    strbuf_release(&lines->text);
    free(lines);
}

static enum line_outcome read_line(struct source *source, struct record *record, struct error *err)
{
    struct lines *lines = source->state;
    struct error failure = {0};
    enum line_outcome outcome =
        stream_line_read(source->input, &lines->text, &record->place, &failure);

    if (outcome == LINE_FAILED)
        error_raise_at(err, source->name, record->place.line, 0, "%s", failure.message);
    return outcome;
}

/* What is cut off at the ceiling may have gone on with anything. */
static bool is_blank(const struct strbuf *line)
{
    return !line->overflowed && str_trim(utf8_without_mark(strbuf_str(line))).length == 0;
}

static enum record_outcome cut(struct source *source, struct record *record, struct error *err)
{
    struct lines *lines = source->state;
    enum line_outcome step;

    do
        step = read_line(source, record, err);
    while (step == LINE_GOT && is_blank(&lines->text));
    if (step == LINE_FAILED)
        return RECORD_FAILED;
    if (step == LINE_END || is_blank(&lines->text))
        return RECORD_END;
    record->text = strbuf_str(&lines->text);
    record->unended = step == LINE_UNENDED;
    return lines->text.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}

const struct record_form record_form_lines = {
    .open = open,
    .cut = cut,
    .close = close,
    .parse = record_read_json,
};

const struct record_form record_form_text_lines = {
    .open = open,
    .cut = cut,
    .close = close,
};
