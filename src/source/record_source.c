#include "source/record_source.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "document/document.h"

struct records {
    struct record_reader reader;
    struct arena arena;         /* the context's */
    const struct node *context; /* the last one; NULL before */
};

/* Passes through the recording once, for what stands at its end. What cannot be read is told when
   it is read for its records. */
static void read_ahead(struct records *records, const struct source *source)
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
    strbuf_add(&records->reader.context, strbuf_str(&reader.context));
    record_reader_release(&reader);
    byte_stream_close(stream);
}

bool record_source_open(struct source *source, struct error *err)
{
    struct records *records = alloc_zeroed(1, sizeof *records);

    (void)err;
    record_reader_init(&records->reader, source->type->layout, source->input, source->name);
    arena_init(&records->arena);
    source->state = records;
    if (source->type->layout->context_late && source->is_file)
        read_ahead(records, source);
    return true;
}

void record_source_close(struct source *source)
{
    struct records *records = source->state;

    record_reader_release(&records->reader);
    arena_release(&records->arena);
    free(records);
}

/* What a format notes of the recording as a whole. One that cannot be read tells nothing. */
static const struct node *context_of(struct records *records)
{
    struct strbuf *text = &records->reader.context;
    const struct document *document;

    if (text->length) {
        arena_clear(&records->arena);
        document =
            json_read(&records->arena, STR_NONE, str_copy(&records->arena, strbuf_str(text)), NULL);
        records->context = document ? document->root : NULL;
        strbuf_clear(text);
    }
    return records->context;
}

enum source_step record_too_large(const struct source *source, const struct record *record,
                                  struct error *err)
{
    error_raise_at(err, source->name, record->place.line, record->place.column,
                   "the entry is larger than the limit of %d bytes", RECORD_MAX_BYTES);
    return SOURCE_SKIPPED;
}

enum source_step record_source_next(struct source *source, struct exchange *exchange,
                                    struct error *err)
{
    struct records *records = source->state;
    struct record record = {0};
    enum record_outcome outcome = record_reader_next(&records->reader, &record, err);

    exchange->offset = record.place.offset;
    switch (outcome) {
    case RECORD_GOT:
        return source->type->read(source, &record, context_of(records), exchange, err);
    case RECORD_TOO_LARGE:
        return record_too_large(source, &record, err);
    case RECORD_END:
        return SOURCE_END;
    case RECORD_FAILED:
        break;
    }
    return SOURCE_FAILED;
}

/* ---- reading one ---- */

bool record_read_json(struct source *source, const struct record *record, const struct node **root,
                      struct error *err)
{
    struct str text = str_copy(source->arena, record->text);
    struct read_failure failure = {0};
    const struct document *document = json_read(source->arena, source->name, text, &failure);
    size_t line = record->place.line, column = record->place.column;

    if (!document) {
        /* The failure's place counts from the record's start. */
        column = failure.line > 1 ? failure.column : column + failure.column - 1;
        line += failure.line - 1;
        return error_raise_at(err, source->name, line, column, "%s", failure.message);
    }
    *root = document->root;
    return true;
}

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
