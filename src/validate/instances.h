/* Reads instances from files in batches: one whole file, or many lines of NDJSON. Files may be
   compressed (gzip, zlib, zstd). */
#ifndef OASDRIFT_VALIDATE_INSTANCES_H
#define OASDRIFT_VALIDATE_INSTANCES_H

#include "base/error.h"
#include "base/vec.h"

enum {
    INSTANCE_MAX_BYTES = 1024 * 1024 * 1024, /* of a file that is one instance, or of one line */
    INSTANCE_BATCH_BYTES = 256 * 1024,       /* of lines: stays in a processor's own cache */
    INSTANCE_BUFFER_KEPT = 8 * 1024 * 1024,  /* a larger buffer is given back after its batch */
    INSTANCE_WAIT_MS = 100 /* how long to wait for a pipe before looking whether to stop */
};

enum instance_format { INSTANCE_BY_NAME, INSTANCE_JSON, INSTANCE_LINES, INSTANCE_YAML };

/* "json", "ndjson", "yaml". */
bool instance_format_named(const char *name, enum instance_format *format);

struct instance_batch {
    struct str file;
    enum instance_format format;
    struct str text;         /* the file, or whole lines of it; FILE_PADDING bytes follow it */
    size_t first_line;       /* of lines, from 1 */
    VEC(struct str) lines;   /* of lines: each of them, without its line feed */
    bool first, last;        /* of its file */
    struct error unreadable; /* raised: there is no text */
    /* private */
    char *buffer;
    size_t capacity;
};

void instance_batch_release(struct instance_batch *batch);

struct instance_settings {
    const char *const *paths; /* "-": standard input */
    size_t path_count;
    enum instance_format format;
    const volatile int *interrupted; /* may be NULL */
};

struct instance_reader;

/* All is borrowed. */
struct instance_reader *instance_reader_new(const struct instance_settings *settings);
void instance_reader_free(struct instance_reader *reader);
/* Reads the next batch. false: there is none, or it was interrupted. A file that cannot be read is
   a batch, too. */
bool instance_reader_next(struct instance_reader *reader, struct instance_batch *batch);

#endif
