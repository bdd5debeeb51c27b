/* Event files of the shards of a run to the events of the whole. In whatever order and grouping
   they come, and however often one does, the result is the same. Only counts and texts that were
   redacted before they were written take part: nothing is judged again. */
#ifndef OASDRIFT_RUN_MERGE_H
#define OASDRIFT_RUN_MERGE_H

#include "run/conclusion.h"

enum { MERGE_MAX_EXCHANGES = 4 * 1000 * 1000 /* events of --each-exchange kept in memory */ };

struct merge_settings {
    struct demands demands;
    struct baselines *baselines; /* NULL: none. The shards' own are not asked */
    const struct rules *rules;   /* severities of what only the whole can tell; NULL: default */
    bool reproducible;
    bool exchanges; /* events of exchanges are wanted */
    bool lines;     /* the shards' own lines are wanted, for merge_lines */
    const volatile int *interrupted;
};

struct merge;

struct merge *merge_new(const struct merge_settings *settings);
void merge_free(struct merge *merge);
/* Reads a file: the events of a shard, of a whole run, or several of them behind each other. A file
   without its trailer is noted as unfinished and counts for nothing. false and err when it is no
   event file, was changed, or belongs to another run: another description, other rules, another
   number of shards, or the same shard with other content. */
bool merge_add(struct merge *merge, const char *path, struct error *err);
/* What was said twice, a sentence each; STR_NONE past the last. */
struct str merge_repeated_at(const struct merge *merge, size_t index);
/* After the last file. Is a shard missing, and with it the report incomplete? */
bool merge_is_partial(struct merge *merge);
/* Sends everything from start to end; the exit code. False marks of err as conclude(). There is no
   start to send when no file was finished: EXIT_CODE_INCOMPLETE and err. */
int merge_conclude(struct merge *merge, const struct event_sink *sink, struct error *err);
/* The events of the shards that are there as they came, shard after shard: what an ndjson report of
   a part is, so that the rest can be added later. */
bool merge_lines(struct merge *merge, bool (*line)(void *context, struct str line), void *context);

#endif
