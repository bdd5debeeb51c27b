/* What every report is rendered from, whether events come from a run or from event files. The
   order: start, exchange* (only with --each-exchange), finding*, withheld*, not-checked*, error*,
   coverage, secrets, end; secrets only where some were learned that cannot be guessed. */
#ifndef OASDRIFT_EVENT_EVENT_H
#define OASDRIFT_EVENT_EVENT_H

#include "base/error.h"
#include "event/exchange_shown.h"
#include "finding/seal.h"
#include "redact/secret_digest.h"

struct description_info {
    struct str file, title, version, openapi, sha256;
    struct str api, target; /* of several: its name, and the base URL of a live run; else absent */
};

/* How recordings are divided among shards (--shard-by).
   AUTO: a plain file of HAR lines by ranges, all others by records; of one recording: not told.
   RECORDS: by a hash of the recording's number and the record's: each shard reads everything up to
   its own records, and judges those alone.
   FILES: by the recording's number: what is another shard's is not opened.
   RANGES: the same as AUTO, and an error for what is no plain file of HAR lines. A shard owns the
   lines whose first byte is in its range.
   INPUT: what is given is the shard's own part already, as from `parallel --pipe` or Spark's
   pipe(): nothing is left out. */
enum share_by { SHARE_BY_AUTO, SHARE_BY_RECORDS, SHARE_BY_FILES, SHARE_BY_RANGES, SHARE_BY_INPUT };

/* Which part of a run the events belong to: index runs from 1 to count; both are 0 for a run that
   was not divided. */
struct shard {
    size_t index, count;
    bool told; /* `by` is, and what is known of the whole; older event files lack that */
    enum share_by by;
};

struct event_start {
    const struct description_info *descriptions;
    size_t description_count;
    struct str run; /* id of the run: its shards have the same */
    struct shard shard;
    struct str rules_sha256;  /* of the rule sets in force */
    const bool *rules_off;    /* by enum rule: off wherever it may be; NULL: not told, as by earlier
                                 versions */
    struct str command;       /* "check", "run", "lint" */
    struct str target;        /* base URL of a live run; else absent */
    enum shown_values values; /* of what was recorded, in all events */
    struct str time;          /* UTC, "2026-11-22T20:00:00Z"; fixed under --reproducible */
};

/* What an operation offers and how often it was exercised. A closed list, so that reports name what
   was not exercised. */
enum slot_kind {
    SLOT_PARAMETER,    /* location in `detail` ("path"), name in `name` */
    SLOT_OMITTED,      /* an optional parameter left out; location and name as above */
    SLOT_REQUEST_BODY, /* media type in `media_type` */
    SLOT_STATUS,       /* status key in `name` */
    SLOT_RESPONSE,     /* status key in `name`, media type in `media_type` ("" when no content) */
    SLOT_HEADER        /* of a response: header's name in `name`, status key in `detail` */
};
enum { SLOT_KINDS = SLOT_HEADER + 1 };

struct coverage_slot {
    enum slot_kind kind;
    struct str name, detail, media_type;
    uint64_t seen;   /* exchanges in which it was present */
    uint64_t judged; /* of them: a body that its schema was held against; of SLOT_STATUS: whether
                        there was a body is known. Of the other kinds as many as were seen */
    uint64_t read;   /* of them: a body that a decoder has looked into. Of the other kinds as many
                        as were seen */
    uint64_t valued; /* of them: a body whose schema states documented values, held against them */
    const bool *rules_off; /* of SLOT_STATUS: off there, and not for the whole operation; NULL: none
                              is */
    struct place place;
};

/* What came of the exchanges that hit an operation. */
enum { OPERATION_MAX_FAILURES = 4 };
struct operation_answers {
    uint64_t succeeded; /* 2xx, or what the description has in its place; observe.h */
    int failures[OPERATION_MAX_FAILURES]; /* other statuses: the lowest, in their order */
    size_t failure_count;
    uint64_t judged;     /* the description of the operation could be read, and was held against
                            them */
    uint64_t secured;    /* security requirements were held against the request */
    uint64_t body_known; /* whether there was a request body is known */
    uint64_t asserted;   /* an assertion of a rule set was true or false */
};

struct coverage_operation {
    struct operation_name name;
    const struct str *tags; /* rule sets ask for them */
    size_t tag_count;
    struct place place;
    uint64_t seen; /* exchanges that hit it */
    struct operation_answers answers;
    bool selected; /* not excluded by a filter, or by --changed-since */
    const bool
        *rules_off; /* off there, and not wherever they may be (event_start); NULL: none is */
    const struct coverage_slot *slots;
    size_t slot_count;
};

/* A part of a schema that values exercise. */
enum point_kind {
    POINT_PROPERTY,   /* seen: objects that have the property; other: those of them with null */
    POINT_ENUM_VALUE, /* the value as JSON in `name`; seen: values equal to it */
    POINT_BRANCH,     /* "oneOf/0" in `name`; seen: values that are valid by it */
    POINT_KEYWORD     /* seen: values of a kind it is about, which it could refuse; other: of them,
                         refused */
};
enum { POINT_KINDS = POINT_KEYWORD + 1 };

struct coverage_point {
    enum point_kind kind;
    struct str name;
    uint64_t seen, other;
    bool required; /* a property that the schema requires */
    bool bound;    /* a keyword that sets a bound to a parameter: both of its sides are asked for */
    struct place place;
};

/* A property that was there and that no schema describes. */
struct coverage_undocumented {
    struct str name; /* redacted */
    uint64_t seen, nulls;
    unsigned kinds; /* of its values (document/kinds.h) */
};
/* The names with the lowest hashes are kept, so that all shards of a run keep the same. */
enum { COVERAGE_MAX_UNDOCUMENTED = 100 };

enum coverage_direction { IN_PARAMETER, IN_REQUEST, IN_RESPONSE };

/* A schema that was applied to at least one value, known by its place. A component that several
   operations share is one. */
struct coverage_schema {
    enum coverage_direction direction;
    struct place place;
    uint64_t values, objects;            /* that it was applied to; objects are among the values */
    const struct coverage_point *points; /* the schema's order */
    size_t point_count;
    const struct str *requires; /* names that it asks for and does not describe: another schema of
                                   the same objects may */
    size_t require_count;
    const struct coverage_undocumented *undocumented; /* by hash of the name */
    size_t undocumented_count;
    bool undocumented_left_out; /* there were more than COVERAGE_MAX_UNDOCUMENTED */
};

struct event_coverage {
    const struct coverage_operation *operations; /* in the description's order */
    size_t operation_count;
    const struct coverage_schema *schemas; /* sorted by file, pointer, direction */
    size_t schema_count;
    uint64_t points[POINT_KINDS]; /* all that the description has, schemas never applied included */
    uint64_t bound_sides;         /* all that the description has: two for each parameter's bound */
    bool observed;                /* schemas were looked at (--no-coverage: they were not) */
};

struct event_exchange {
    struct str source;
    size_t index;
    struct str method, url; /* redacted */
    int status;
    struct operation_name operation;
    enum verdict verdict;
    const struct str *rules; /* that it breaks, as "response.body-schema.type"; each once */
    size_t rule_count;
    /* For reports that show exchanges (event_sink.wants_contents); not written to event files. */
    const struct exchange_shown *shown; /* NULL: nobody wants it */
    uint64_t content;                   /* where that waits, until the run ends */
    bool aside;                         /* --each-exchange did not ask for it */
};

/* How the findings compare with the baseline; those of gates do not count here. */
struct baseline_tally {
    bool used;            /* there was a baseline */
    uint64_t fresh;       /* findings that are not in it, or whose entry has expired */
    uint64_t known;       /* findings that are in it */
    uint64_t resolved;    /* entries whose place was judged and whose finding is gone */
    uint64_t unexercised; /* entries whose place this run did not judge */
    uint64_t expired;     /* entries that are past their date and excuse nothing */
};

/* A finding of a shard that stands only where another shard has seen what the recording may lack
   (finding->lack). The merge tells. */
struct event_withheld {
    struct str source; /* the recording */
    const struct finding *finding;
};

/* A recording, and how many of its records this run, or this shard of it, judged. A shard says as
   well what it knows of the whole, for all shards must have been given the same. */
struct event_source {
    struct str name;
    uint64_t records;
    bool relative;  /* indexes are counted from the shard's first record, not the recording's */
    unsigned shown; /* of what it may lack: bits of enum lack */
    /* Of a shard alone: */
    bool foreign;          /* a file of a folder that is no recording; named for its number */
    enum share_by divided; /* AUTO: it could not be opened */
    uint64_t bytes;        /* of the file as it is stored; 0: it is none, or is not there */
    bool counted;          /* it was read to its end, those of other shards as well, */
    uint64_t all_records;  /* and has that many */
};

/* How often an assertion of the rule sets was true, false or not applicable, over the exchanges of
   its operation and status. */
struct assertion_tally {
    struct str name;
    struct operation_name operation; /* absent: it is for all of them */
    uint64_t held, failed, not_applicable;
};

enum exit_code {
    EXIT_CODE_OK = 0,
    EXIT_CODE_FINDINGS = 1,
    EXIT_CODE_UNUSABLE = 2,
    EXIT_CODE_INCOMPLETE = 3,
    EXIT_CODE_INTERNAL = 4,
    EXIT_CODE_INTERRUPTED = 130
};

struct event_end {
    uint64_t excluded;           /* exchanges that filters left out; they are among `exchanges` */
    uint64_t excluded_unmatched; /* of them: that hit no operation */
    uint64_t exchanges;
    uint64_t
        judged; /* of them: that were looked at, if only their request; of lint: descriptions */
    uint64_t operations_seen, operations_total;
    bool live;                     /* requests were fired */
    uint64_t operations_succeeded; /* of a live run: operations that were answered with a success */
    const struct coverage_operation *const *unsuccessful; /* that were hit, and never answered with
                                                             a success; not written: coverage has
                                                             them */
    size_t unsuccessful_count;
    uint64_t findings[SEVERITY_ERROR +
                      1]; /* by severity; a fingerprint counts once, an excused finding does not */
    uint64_t ignored;     /* findings that rule sets ignore */
    uint64_t findings_left_out; /* for which there was no room (FINDINGS_MAX) */
    struct baseline_tally baseline;
    const struct assertion_tally *assertions; /* in the order of the rule sets */
    size_t assertion_count;
    uint64_t not_checked, errors;       /* an entry that happened n times counts n times */
    const struct event_source *sources; /* in the order they were given */
    size_t source_count;
    uint64_t duration_ms; /* 0 under --reproducible */
    int exit_code;        /* enum exit_code */
};

/* A copy of a list by enum rule; NULL of NULL. */
const bool *rules_off_copy(struct arena *arena, const bool *rules_off);
/* Is the rule off there, so that nobody has looked for it? rules_off: of the start; operation:
   NULL: wherever it may be; status: the key of one of its responses, or absent. */
bool rule_is_off(const bool *rules_off, const struct coverage_operation *operation,
                 struct str status, rule_index rule);
/* Is there a finding that finding_counts()? With --exit-zero the exit code may be 0 all the same.
 */
bool event_end_has_counting(const struct event_end *end, enum severity fail_on);

/* NULL when the coverage has no such operation; it is looked for in the list. */
const struct coverage_operation *coverage_operation_named(const struct event_coverage *coverage,
                                                          const struct operation_name *name);
/* Add what other exchanges came to. */
void coverage_slot_add(struct coverage_slot *slot, const struct coverage_slot *added);
void assertion_tally_add(struct assertion_tally *tally, const struct assertion_tally *added);
void operation_answers_add(struct operation_answers *answers,
                           const struct operation_answers *added);
/* One more status that is no success. */
void operation_answers_fail(struct operation_answers *answers, int status);

enum event_kind {
    EVENT_START,
    EVENT_EXCHANGE,
    EVENT_FINDING,
    EVENT_WITHHELD,
    EVENT_NOT_CHECKED,
    EVENT_ERROR,
    EVENT_COVERAGE,
    EVENT_SECRETS,
    EVENT_END
};

struct event {
    enum event_kind kind;
    union {
        const struct event_start *start;
        const struct event_exchange *exchange;
        const struct finding *finding;
        const struct event_withheld *withheld;
        const struct not_checked *not_checked;
        const struct diagnostic *error;
        const struct event_coverage *coverage;
        const struct secret_digests *secrets;
        const struct event_end *end;
    };
};

/* Where a run sends its events. */
struct event_sink {
    bool (*event)(void *context, const struct event *event, struct error *err);
    void *context;
    bool wants_coverage; /* false: EVENT_COVERAGE, which lists every operation, is left out */
    bool wants_contents; /* EVENT_EXCHANGE has what was sent, of those with findings at least; then
                            never at once */
    bool at_once;        /* EVENT_EXCHANGE comes when it is judged; else when the run has ended, and
                            without what was learned until then */
};

/* "auto", "records"...; NULL past the last. */
const char *share_by_name(unsigned by);
/* Is it the name of the measure? '-' may stand for '_'. */
bool measure_is_named(const char *id, struct str name);
#endif
