/* Baselines: accepted findings, by fingerprint, in a file that people read, compare and edit. One
   file serves recorded runs, live runs and lint. */
#ifndef OASDRIFT_BASELINE_BASELINE_H
#define OASDRIFT_BASELINE_BASELINE_H

#include "base/error.h"
#include "document/node.h"
#include "event/event.h"
#include "finding/seal.h"

/* Limits of a file. */
enum { BASELINE_MAX_BYTES = 64 * 1024 * 1024, BASELINE_MAX_ENTRIES = 100 * 1000 };

/* What is known of an entry once a run is over. */
enum baseline_outcome {
    BASELINE_UNEXERCISED, /* the run did not look at what the entry is about: nothing is known */
    BASELINE_FOUND,       /* the finding is still there */
    BASELINE_GONE         /* the run looked, and it is not there any more */
};

struct baseline_entry {
    char fingerprint[FINGERPRINT_LENGTH + 1];
    /* For the reader, and to tell what a run must have looked at. */
    struct str rule;         /* id with keyword */
    struct str method, path; /* of the operation; absent: none */
    struct str api;          /* where the run judged several; absent: it is not known */
    struct str status, media_type, part, name, pointer;
    struct str description; /* "file#pointer" */
    struct str message;     /* as it was when it was accepted */
    unsigned kinds;         /* of values that are accepted there; 0: any */
    struct acceptance accepted;
    struct str last_seen;
    bool sealed;              /* its texts were: what is found again brings them back */
    const struct node *place; /* in the file; NULL: new */
    enum baseline_outcome outcome;
};

struct baseline;
struct strbuf;

struct baseline *baseline_new(void);
void baseline_free(struct baseline *baseline);
/* Reads a file. What it does not understand is an error with file:line:column and a near-miss hint;
   fields of an entry that begin with "x-" are kept. */
bool baseline_read(struct baseline *baseline, const char *path, struct error *err);
size_t baseline_count(const struct baseline *baseline);
const struct baseline_entry *baseline_at(const struct baseline *baseline, size_t index);

/* How a run stands to a baseline. */
struct baseline_question {
    struct findings *findings;             /* all of the run's, gates apart */
    const struct event_coverage *coverage; /* NULL: nothing was exercised */
    bool lint;                             /* the description itself was judged */
    uint64_t least;                        /* observations that drift.* over many exchanges needs */
    bool compared;                         /* another recording was held against this one */
    const bool *rules_off;                 /* as in event_start */
    /* Is the entry's rule, its keyword or name off by these rules, so that nobody looked for it?
       operation: where the entry is; NULL: none. NULL: the events' lists tell all there is. */
    bool (*is_off)(const void *rules, const struct baseline_entry *entry,
                   const struct coverage_operation *operation);
    const void *rules;
    bool cut;                      /* there was no room for some findings */
    bool partial;                  /* interrupted, or a shard: what was not found may yet be */
    struct str folder;             /* of the description: entries name files as seen from there */
    struct str today;              /* "2026-11-25" */
    const struct sealing *sealing; /* of what is told of the run; NULL: nothing is left out */
};

/* For a run that shows no values: what entries hold of others. A file that such a run has written
   says so, and has nothing to lose; of any other, messages are dropped, and names that
   question->sealing does not hold. What people wrote stays. */
void baseline_seal(struct baseline *baseline, const struct baseline_question *question);

/* Tells for each entry what became of it. */
void baseline_compare(struct baseline *baseline, const struct baseline_question *question);
/* Is the finding known, new, or neither, as it is not one to accept (state.h)? *accepted is set for
   a known one, borrowed, else NULL. A known one whose entry expired before `today` is new, as is
   one with a value of a kind that the entry does not accept. */
enum baseline_state baseline_state_of(const struct baseline *baseline,
                                      const struct finding *finding, struct str today,
                                      const struct acceptance **accepted);
/* Kinds of the finding's values that its entry does not accept; 0: none, or it has no entry.
 *accepted: those that it does. */
unsigned baseline_new_kinds(const struct baseline *baseline, const struct finding *finding,
                            unsigned *accepted);
/* Does the entry excuse nothing any more? */
bool baseline_has_expired(const struct baseline_entry *entry, struct str today);

struct baseline_change {
    size_t added, kept, removed;
    size_t widened; /* of those kept: values of further kinds are accepted */
    size_t gone;    /* of those kept: not found again, though the run looked */
};
/* The age at which last_seen is renewed. */
enum { BASELINE_RENEW_DAYS = 30 };
/* Compares; adds findings that are not in it yet, and renews old dates of those that are. What is
   gone stays, unless pruned. What people wrote (reason, owner, ticket, expires, x-...) and the
   first message stay. Gates are never taken in. */
struct baseline_change baseline_update(struct baseline *baseline,
                                       const struct baseline_question *question, bool prune);
/* Adds the text of the file. Entries are in the order of operation, place and rule, so that a
   change is a small diff. */
void baseline_write(const struct baseline *baseline, struct strbuf *out);

#endif
