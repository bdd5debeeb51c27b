/* The records of a JSON recording, one at a time, wherever its format keeps them: a table says
   which members and elements lead to them. Only the record at hand is in memory. */
#ifndef OASDRIFT_STREAM_RECORD_READER_H
#define OASDRIFT_STREAM_RECORD_READER_H

#include "stream/json_scanner.h"

/* Bytes of one record; a larger one is passed over, which is said. Levels of containers around
   records. */
enum { RECORD_MAX_BYTES = 64 * 1024 * 1024, RECORD_MAX_LEVELS = 128 };

/* A record's text cut out of a stream. */
struct record {
    struct str text; /* the reader's, until its next record; in a batch the batch's */
    bool lasting;    /* the text lives longer than what is read from it: no copy is needed */
    bool unended;    /* the recording ends in it, without the line end that would close it */
    struct stream_place place;
    /* What the recording says about all its records (LEVEL_CONTEXT); lives as long as `text`. Each
       such text has its own number, from 1; 0: there was none. */
    struct str context;
    uint64_t context_number;
};

/* Where a value is, by the numbers of a format's table; each format has its own numbers from
   LEVEL_ROOT + 1 on. The other two say what to do with the value. */
enum { LEVEL_ROOT = 0, LEVEL_CONTEXT = 254, LEVEL_RECORD = 255 };

/* "At this level, the member `key` (NULL: every element, when it is an array) is at that level."
   The first that fits holds; what none fits is passed over. A table ends with a zeroed row. */
struct record_step {
    unsigned char level;
    const char *key;
    unsigned char to;
};

/* Where a format keeps its records. */
struct record_layout {
    const struct record_step *steps;
    const char *name;    /* "HAR", for messages */
    const char *records; /* "log.entries" */
    bool several;        /* JSON texts follow each other, as in JSON lines */
    bool context_late;   /* the context stands behind the records that need it: a file is read
                            twice */
};

enum record_outcome {
    RECORD_GOT,
    RECORD_TOO_LARGE,
    RECORD_END,
    RECORD_FAILED /* cut off, or another format; what came before was delivered */
};

struct record_reader {
    struct json_scanner scanner;
    const struct record_layout *layout;
    struct strbuf text, key;
    struct strbuf context;   /* the text of the last LEVEL_CONTEXT value; empty: none yet */
    uint64_t context_number; /* its number among the contexts, from 1; 0: there was none yet */
    struct record_level {
        unsigned char level;
        bool array;
        bool begun; /* a member or element was read: a comma comes next */
    } levels[RECORD_MAX_LEVELS];
    size_t level_count;
    bool started, records_seen;
};

/* Borrows stream and file. */
void record_reader_init(struct record_reader *reader, const struct record_layout *layout,
                        struct byte_stream *stream, struct str file);
void record_reader_release(struct record_reader *reader);
enum record_outcome record_reader_next(struct record_reader *reader, struct record *record,
                                       struct error *err);

#endif
