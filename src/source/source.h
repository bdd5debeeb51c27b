/* Where exchanges come from. A source is a row with functions; exchanges come one at a time and
   memory does not grow with their number. */
#ifndef OASDRIFT_SOURCE_SOURCE_H
#define OASDRIFT_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/file_uses.h"
#include "http/exchange.h"
#include "source/share.h"
#include "stream/line_range.h"
#include "stream/record_reader.h"

/* GOT: an exchange; its failure, when present, tells why there is no response. SKIPPED: this record
   gives none, and reading goes on: with err raised the record is broken (file:line:column);
   without, exchange->failure tells why there is nothing to judge (a websocket, an answer from the
   cache, no value for a parameter...), and exchange->request has method and url. END. FAILED:
   nothing more can be read; err tells why. */
enum source_step { SOURCE_GOT, SOURCE_SKIPPED, SOURCE_END, SOURCE_FAILED };

/* What a format is recognised by; the longer where the first is not enough. */
enum { SOURCE_HEAD_BYTES = 4096, SOURCE_LONG_HEAD_BYTES = 64 * 1024 };

struct source;
struct archive;
struct node;

/* How a recording falls into records, and what the text of one says. Where a record ends is found
   in order; any thread may parse one, which changes nothing of the source. */
struct record_form {
    bool (*open)(struct source *source, struct error *err); /* may choose another source->form */
    enum record_outcome (*cut)(struct source *source, struct record *record, struct error *err);
    void (*close)(struct source *source);
    /* NULL: the record is broken, and err has its place. No function: the format reads the text. */
    const struct node *(*parse)(struct source *source, const struct record *record,
                                struct error *err);
};

/* A row says what differs between formats; record_source.h has what they share. */
struct source_type {
    const char *name;                    /* as in --from har */
    const char *summary;                 /* for the help: who writes it */
    bool (*recognises)(struct str head); /* the first SOURCE_HEAD_BYTES; NULL: only by name */
    /* The same, on weaker evidence: asked when no format recognises a recording that was named. */
    bool (*suspects)(struct str head);
    const struct record_layout *layout; /* where the records stand in one JSON text */
    const struct record_form *form;     /* NULL: record_form_json, by the layout */
    /* What replaces placeholders in a record's text before it is parsed; NULL: nothing does. */
    struct str (*expand)(struct arena *arena, struct str json, const struct node *context);
    /* One record, as any thread may read it. root: what the form made of its text; source->context
       has what the layout notes of the recording as a whole. */
    enum source_step (*read)(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err);

    /* Of live sources, instead of all that is below `recognises`. */
    enum source_step (*next)(struct source *source, struct exchange *exchange, struct error *err);
    void (*close)(struct source *source);
};

/* What a recording says about all its records, read. Each thread has its own. */
struct source_context {
    struct arena arena;
    const struct node *node; /* NULL: nothing, or it cannot be read */
    uint64_t number;         /* the number of the record's context that this is */
};
void source_context_init(struct source_context *context);
void source_context_release(struct source_context *context);

struct source {
    const struct source_type *type;
    const struct record_form *form; /* of a recording that is open; NULL: live */
    struct str name;           /* the file, as the user wrote it; "-"; a live source's base URL */
    struct byte_stream *input; /* NULL for live sources */
    struct archive *archive;   /* that the recording is in; NULL: none */
    bool is_file;              /* `name` is a path that can be opened once more */
    struct arena *arena;       /* the exchange's: emptied by the caller before each next */
    size_t index;              /* of the next record; skipped ones count */
    struct share share;        /* records of other shards are passed over; zeroed: none are */
    size_t file;               /* the recording's number, for the share */
    bool relative;             /* indexes of exchanges count from the share's first record */
    struct file_uses *uses;    /* asked before a file beside it is read; NULL: any may be */
    struct line_range range;   /* what is added to the places of records; zeroed: nothing */
    uint64_t records;          /* of the share, so far */
    bool ended;                /* END or FAILED was told */
    struct source_context context; /* of source_next, and of the record that a format reads */
    void *state;                   /* the type's own */
};

/* The formats' names, as in --from; NULL past the last. *summary may be NULL. */
const char *source_format(size_t index, const char **summary);
/* Is there one of that name? from: NULL is. */
bool source_format_known(const char *from, struct error *err);

/* Opens a recording of any format in the table, compressed or not; "-" is standard input. `from`
   names the format, or is NULL to recognise it. */
bool source_open(struct source *source, const char *path, const char *from, struct arena *arena,
                 struct error *err);
/* The same of a shard's part: share and file stay with the source. */
bool source_open_share(struct source *source, const char *path, const char *from,
                       const struct share *share, size_t file, struct arena *arena,
                       struct error *err);
/* The same for a file that need not be a recording. *recognised is false, and err not raised, when
   no format claims it. */
bool source_open_if_recognised(struct source *source, const char *path, struct arena *arena,
                               bool *recognised, struct error *err);
/* The same on bytes that the caller keeps. */
bool source_open_memory(struct source *source, struct str name, struct str bytes, const char *from,
                        struct arena *arena, struct error *err);
/* Fills the whole exchange. After END or FAILED it is END. */
enum source_step source_next(struct source *source, struct exchange *exchange, struct error *err);
/* The same in two steps, for recordings: the next record, in its order, and what stands in one.
   Nothing of the source is changed by reading, so any number of threads may; the exchange lies in
   `arena` and in the record's text. */
enum record_outcome source_cut(struct source *source, struct record *record, struct error *err);
enum source_step source_read(const struct source *source, const struct record *record, size_t index,
                             struct source_context *context, struct arena *arena,
                             struct exchange *exchange, struct error *err);
/* Harmless on a zeroed source. */
void source_close(struct source *source);

/* The live source: requests made from the description, fired through live/. */
struct live_settings;
struct api;
bool source_open_live(struct source *source, struct api *api, const struct live_settings *settings,
                      struct arena *arena, struct error *err);

#endif
