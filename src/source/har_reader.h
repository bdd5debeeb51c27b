/* The entries of a HAR file one at a time: {"log": {"entries": [...]}}, a bare {"entries": [...]}
   or a bare array of entries. Only the entry at hand is in memory. */
#ifndef OASDRIFT_SOURCE_HAR_READER_H
#define OASDRIFT_SOURCE_HAR_READER_H

#include "source/har_producer.h"
#include "source/json_scanner.h"

/* One entry. A larger one is passed over and said. */
enum { RECORD_MAX_BYTES = 64 * 1024 * 1024 };

enum har_step {
    HAR_ENTRY,
    HAR_ENTRY_TOO_LARGE,
    HAR_END,
    HAR_FAILED /* cut off, or no HAR; what came before was delivered */
};

/* A JSON text cut out of a stream. */
struct record {
    struct str text; /* the reader's, until its next entry */
    struct stream_place place;
};

enum { HAR_LEVELS = 3 };

struct har_reader {
    struct json_scanner scanner;
    struct strbuf text, key;
    struct har_producer producer; /* known once log.creator was passed */
    struct har_level {
        enum har_level_kind { HAR_OUTER, HAR_LOG, HAR_ENTRIES } kind;
        bool begun; /* a member or element was read: a comma comes next */
    } levels[HAR_LEVELS];
    size_t level_count;
    bool started, entries_seen;
};

/* Borrows stream and file. */
void har_reader_init(struct har_reader *reader, struct byte_stream *stream, struct str file);
void har_reader_release(struct har_reader *reader);
enum har_step har_reader_next(struct har_reader *reader, struct record *record, struct error *err);

#endif
