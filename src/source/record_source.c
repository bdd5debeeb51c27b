#include "source/record_source.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "document/document.h"

/* Reads through the recording once, for what stands at its end. What cannot be read is told later,
   when its record is read. */
static void read_ahead(struct record_reader *own, const struct source *source)
{
    struct byte_stream *stream = byte_stream_open(source->name.text, NULL);
    struct record_reader reader;
    struct record record;
    enum record_outcome outcome;

    if (!stream)
        return;
    record_reader_init(&reader, source->type->layout, stream, source->name);
    do
        outcome = record_reader_next(&reader, &record, NULL);
    while (outcome == RECORD_GOT || outcome == RECORD_TOO_LARGE);
    strbuf_add(&own->context, strbuf_str(&reader.context));
    own->context_number = reader.context_number;
    record_reader_release(&reader);
    byte_stream_close(stream);
}

static bool open(struct source *source, struct error *err)
{
    struct record_reader *reader = alloc_zeroed(1, sizeof *reader);

    (void)err;
    record_reader_init(reader, source->type->layout, source->input, source->name);
    source->state = reader;
    if (source->type->layout->context_late && source->is_file)
        read_ahead(reader, source);
    return true;
}

static void close(struct source *source)
{
    record_reader_release(source->state);
    free(source->state);
}

static enum record_outcome cut(struct source *source, struct record *record, struct error *err)
{
    return record_reader_next(source->state, record, err);
}

/* ---- reading one ---- */

const struct node *record_read_json(struct source *source, const struct record *record,
                                    struct error *err)
{
    struct str text = record->lasting ? record->text : str_copy(source->arena, record->text);
    struct read_failure failure = {0};
    const struct document *document = json_read(source->arena, source->name, text, &failure);
    size_t line = record->place.line, column = record->place.column;

    if (!document) {
        /* The failure's place is counted from the start of the record. */
        column = failure.line > 1 ? failure.column : column + failure.column - 1;
        line += failure.line - 1;
        read_failure_raise(err, source->name, line, column, &failure);
        return NULL;
    }
    return document->root;
}

static const struct node *parse(struct source *source, const struct record *record,
                                struct error *err)
{
    struct record expanded = *record;

    if (source->type->expand)
        expanded.text = source->type->expand(source->arena, record->text, source->context.node);
    return record_read_json(source, &expanded, err);
}

const struct record_form record_form_json = {
    .open = open,
    .cut = cut,
    .close = close,
    .parse = parse,
};

enum source_step record_broken(const struct source *source, const struct record *record,
                               struct error *err, const char *what)
{
    error_raise_at(err, source->name, record->place.line, record->place.column, "%s", what);
    return SOURCE_SKIPPED;
}

enum source_step record_skipped(struct exchange *exchange, struct str reason)
{
    exchange->failure = reason;
    return SOURCE_SKIPPED;
}
