/* What one call of the library works with, made from its options: descriptions, rules, reports, the
   run. */
#ifndef OASDRIFT_CALL_SESSION_H
#define OASDRIFT_CALL_SESSION_H

#include "base/vec.h"
#include "call/references.h"
#include "oasdrift.h"
#include "observe/compare.h"
#include "openapi/filter.h"
#include "redact/redaction.h"
#include "report/report.h"
#include "run/run.h"

struct output;

struct session {
    const struct oasdrift_options *options;
    struct references references; /* made by the first session_load */
    bool references_known;
    VEC(struct api *) apis;
    struct rules *rules;
    struct filter filter;
    struct redaction *redaction;
    VEC(struct output *) outputs; /* one for each --report */
    struct baselines baselines;
    bool silent;                   /* no report but those that were asked for */
    bool verbatim;                 /* ndjson reports get lines, no events: session_write_verbatim */
    struct comparison *comparison; /* --against; else NULL */
    struct run_listener listener;  /* set before session_start, as what follows */
    struct event_sink also;        /* gets what the reports get; .event NULL: nobody */
    struct api *old;               /* --changed-since */
    struct changed *changed;       /* what differs from it */
    struct share share;            /* --shard */
    size_t file_count;             /* recordings so far */
    struct run *run;
    struct arena arena;          /* settings made from options */
    struct arena exchange_arena; /* of the sources */
};

void session_init(struct session *session, const struct oasdrift_options *options);
void session_release(struct session *session);
/* Loads a description; may be called several times before session_start. */
bool session_load(struct session *session, const char *path, struct error *err);
/* Rules, reports and the run itself. */
bool session_start(struct session *session, const char *command, struct error *err);
/* What rule sets say of operations that no description has. */
void session_tell_unmatched_rules(const struct session *session);
/* The run's end: reports are finished and put in their places. Returns the exit code. */
int session_finish(struct session *session, struct error *err);

/* ---- reports: parts of the above, for calls without a run (session_reports.c) ---- */

/* Opens the reports that the options ask for. */
bool session_open_reports(struct session *session, enum severity fail_on, struct error *err);
/* Where their events go. */
struct event_sink session_sink(struct session *session);
/* Is one of them in that format? */
bool session_reports_as(const struct session *session, const char *format);
/* A line into the ndjson reports, where session->verbatim is set. */
bool session_write_verbatim(void *session, struct str line);
/* Puts the reports in their places. */
bool session_commit(struct session *session, struct error *err);
/* Drops what was not committed. */
void session_close_reports(struct session *session);

/* ---- --baseline and --write-baseline, where they are given (session_baselines.c) ---- */

bool session_open_baselines(struct session *session, struct error *err);
bool session_write_baseline(struct session *session, int code, struct error *err);
/* The date in UTC, "2026-11-25"; as run_time tells it. */
struct str session_today(struct session *session, bool reproducible);

/* The options' openapi settings; for calls that need no session. */
struct api *options_load_api(const struct oasdrift_options *options,
                             const struct references *references, const char *path,
                             struct error *err);

#endif
