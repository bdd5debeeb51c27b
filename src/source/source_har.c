/* --from har: {"log": {"entries": [...]}} and its bare forms. */
#include <stdlib.h>

#include "base/alloc.h"
#include "source/har_entry.h"
#include "source/source_types.h"

static bool recognises(struct str head)
{
    head = str_trim(head);
    return head.length && (head.text[0] == '{' || head.text[0] == '[');
}

static bool open(struct source *source, struct error *err)
{
    struct har_reader *reader = alloc_zeroed(1, sizeof *reader);

    (void)err;
    har_reader_init(reader, source->input, source->name);
    source->state = reader;
    return true;
}

static enum source_step next(struct source *source, struct exchange *exchange, struct error *err)
{
    struct har_reader *reader = source->state;
    struct record record = {0};
    enum har_step step = har_reader_next(reader, &record, err);

    exchange->offset = record.place.offset;
    switch (step) {
    case HAR_ENTRY:
        return har_entry_read(source, &record, &reader->producer, exchange, err);
    case HAR_ENTRY_TOO_LARGE:
        error_raise_at(err, source->name, record.place.line, record.place.column,
                       "the entry is larger than the limit of %d bytes", RECORD_MAX_BYTES);
        return SOURCE_SKIPPED;
    case HAR_END:
        return SOURCE_END;
    case HAR_FAILED:
        break;
    }
    return SOURCE_FAILED;
}

static void close(struct source *source)
{
    har_reader_release(source->state);
    free(source->state);
}

const struct source_type source_har = {
    .name = "har",
    .recognises = recognises,
    .open = open,
    .next = next,
    .close = close,
};
