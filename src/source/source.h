/* Where exchanges come from. A source is a row with functions; exchanges come one at a time and
   memory does not grow with their number. */
#ifndef OASDRIFT_SOURCE_SOURCE_H
#define OASDRIFT_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "http/exchange.h"

/* GOT: an exchange; its failure, when present, tells why there is no response. SKIPPED: this record
   gives none, and reading goes on: with err raised the record is broken (file:line:column);
   without, exchange->failure tells why there is nothing to judge (a websocket, an answer from the
   cache, no value for a parameter...), and exchange->request has method and url. END. FAILED:
   nothing more can be read; err tells why. */
enum source_step { SOURCE_GOT, SOURCE_SKIPPED, SOURCE_END, SOURCE_FAILED };

enum { SOURCE_HEAD_BYTES = 4096 };

struct source;

struct source_type {
    const char *name;                    /* as in --from har */
    bool (*recognises)(struct str head); /* the first SOURCE_HEAD_BYTES; NULL: only by name */
    bool (*open)(struct source *source, struct error *err);
    enum source_step (*next)(struct source *source, struct exchange *exchange, struct error *err);
    void (*close)(struct source *source);
};

struct source {
    const struct source_type *type;
    struct str name;           /* the file, as the user wrote it; "-"; a live source's base URL */
    struct byte_stream *input; /* NULL for live sources */
    struct arena *arena;       /* the exchange's: emptied by the caller before each next */
    size_t index;              /* of the next record; skipped ones count */
    bool ended;                /* END or FAILED was told */
    void *state;               /* the type's own */
};

/* Opens a recording: a HAR, HAR lines, either with gzip, "-" for standard input. `from` names the
   format, or is NULL to recognise it. */
bool source_open(struct source *source, const char *path, const char *from, struct arena *arena,
                 struct error *err);
/* The same on bytes that the caller keeps. */
bool source_open_memory(struct source *source, struct str name, struct str bytes, const char *from,
                        struct arena *arena, struct error *err);
/* Fills the whole exchange. After END or FAILED it is END. */
enum source_step source_next(struct source *source, struct exchange *exchange, struct error *err);
/* Harmless on a zeroed source. */
void source_close(struct source *source);

/* The live source: requests made from the description, fired through live/. */
struct live_settings;
struct api;
bool source_open_live(struct source *source, struct api *api, const struct live_settings *settings,
                      struct arena *arena, struct error *err);

#endif
