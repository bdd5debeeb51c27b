/* What every report is rendered from, whether events come from a run or from event files. The
   order: start, exchange* (only with --each-exchange), finding*, not-checked*, error*, coverage,
   end. */
#ifndef OASDRIFT_FINDING_EVENT_H
#define OASDRIFT_FINDING_EVENT_H

#include "base/error.h"
#include "finding/finding.h"

struct description_info {
    struct str file, title, version, openapi, sha256;
};

struct event_start {
    const struct description_info *descriptions;
    size_t description_count;
    struct str command; /* "check", "run", "lint" */
    struct str target;  /* base URL of a live run; else absent */
    struct str time;    /* UTC, "2026-11-22T20:00:00Z"; fixed under --reproducible */
};

/* What the description offers and how often it was exercised. A closed list, so that reports name
   what was not exercised. */
enum slot_kind {
    SLOT_PARAMETER,    /* location in `detail` ("path"), name in `name` */
    SLOT_REQUEST_BODY, /* media type in `media_type` */
    SLOT_RESPONSE      /* status key in `name`, media type in `media_type` ("" when no content) */
};

struct coverage_slot {
    enum slot_kind kind;
    struct str name, detail, media_type;
    uint64_t seen; /* exchanges in which it was there and judged */
    struct place place;
};

struct coverage_operation {
    struct operation_name name;
    struct place place;
    uint64_t seen; /* exchanges that hit it */
    bool selected; /* not excluded by a filter */
    const struct coverage_slot *slots;
    size_t slot_count;
};

struct event_coverage {
    const struct coverage_operation *operations; /* the description's order */
    size_t operation_count;
};

struct event_exchange {
    struct str source;
    size_t index;
    struct str method, url; /* redacted */
    int status;
    struct operation_name operation;
    enum verdict verdict;
    const struct str *rules; /* ids with keyword, each once */
    size_t rule_count;
};

/* How the findings stand to the baseline, gates apart. */
struct baseline_tally {
    bool used;             /* there was a baseline */
    uint64_t fresh, known; /* findings that are not in it, or have expired there; that are */
    uint64_t resolved;     /* entries that were looked for, and are not found any more */
    uint64_t unexercised;  /* entries about what the run did not look at */
    uint64_t expired;      /* entries that excuse nothing any more */
};

struct event_end {
    uint64_t exchanges;
    uint64_t judged; /* of them: had a response that was looked at; descriptions, of lint */
    uint64_t operations_seen, operations_total;
    uint64_t
        findings[SEVERITY_ERROR + 1]; /* by severity: each fingerprint once; not the known ones */
    struct baseline_tally baseline;
    uint64_t not_checked, errors; /* sums of counts */
    uint64_t duration_ms;         /* 0 under --reproducible */
    int exit_code;
};

enum event_kind {
    EVENT_START,
    EVENT_EXCHANGE,
    EVENT_FINDING,
    EVENT_NOT_CHECKED,
    EVENT_ERROR,
    EVENT_COVERAGE,
    EVENT_END
};

struct event {
    enum event_kind kind;
    union {
        const struct event_start *start;
        const struct event_exchange *exchange;
        const struct finding *finding;
        const struct not_checked *not_checked;
        const struct diagnostic *error;
        const struct event_coverage *coverage;
        const struct event_end *end;
    };
};

/* Where a run sends its events. */
struct event_sink {
    bool (*event)(void *context, const struct event *event, struct error *err);
    void *context;
    bool wants_coverage; /* false: EVENT_COVERAGE, which lists every operation, is left out */
};

#endif
