/* Turns the event files of the shards of a run into the events of the whole. The result does not
   depend on the order or grouping of the files, or on how often one is given. Nothing is judged
   again: only counts and redacted texts take part, and the severities of rule sets that the files
   were not judged by, where events tell enough (merge_grade.c). */
#ifndef OASDRIFT_RUN_MERGE_H
#define OASDRIFT_RUN_MERGE_H

#include "run/conclusion.h"

enum { MERGE_MAX_EXCHANGES = 4 * 1000 * 1000 /* events of --each-exchange kept in memory */ };

struct merge_settings {
    struct demands demands;
    struct baselines *baselines; /* NULL: none. Those of the shards do not matter */
    const struct rules *rules;   /* for what only the whole can tell; NULL: default severities */
    size_t expected; /* parts that there must be, shards or whole runs; 0: what the shards say */
    bool reproducible;
    enum shown_values values; /* VALUES_NONE: files that show more are refused */
    bool exchanges;           /* events of exchanges are wanted */
    bool lines;               /* the lines of the files are wanted, for merge_lines */
    const volatile int *interrupted;
};

struct merge;

struct merge *merge_new(const struct merge_settings *settings);
void merge_free(struct merge *merge);
/* Reads a file: the events of a shard or of a whole run, or several of these one after the other. A
   file without its trailer is noted as unfinished and does not count. false and err when it is no
   event file, was changed, or belongs to another run: another description, other rules, another
   number of shards, or the same shard with other content. The path need not outlive the call. */
bool merge_add(struct merge *merge, const char *path, struct error *err);
/* A sentence about each part that was given twice; STR_NONE past the last. */
struct str merge_repeated_at(const struct merge *merge, size_t index);
/* Call it after the last file. Is a shard missing, so that the report is incomplete? */
bool merge_is_partial(struct merge *merge);
/* "shards 2 and 5 to 7 of 8 are missing", after merge_conclude, or that one was given another
   input; STR_NONE: all is as it was expected. */
struct str merge_missing_text(struct merge *merge);
/* Adds a diagnostic; the message need not outlive the call. */
void merge_diagnose(struct merge *merge, const char *id, struct str message);
/* Call it after the last file. Were the parts judged by rule sets? */
bool merge_was_judged_by_rules(struct merge *merge);
/* Sends everything from start to end, and returns the exit code. EXIT_CODE_INTERNAL and err when an
   event could not be sent; EXIT_CODE_INCOMPLETE and err when no file was finished;
   EXIT_CODE_UNUSABLE and err when the files' coverage does not fit together, the rule sets cannot
   be applied to them, or other parts are expected. */
int merge_conclude(struct merge *merge, const struct event_sink *sink, struct error *err);
/* Passes on the lines of the files as they are, shard after shard. They are the ndjson report when
   shards are missing, so that the rest can be added later. */
bool merge_lines(struct merge *merge, bool (*line)(void *context, struct str line), void *context);

#endif
