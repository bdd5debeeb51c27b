/* A finding: the answer "this drifted". All its text is plain data, so that a finding can be
   written to an event file and read back. While a run goes on, data in messages and reasons is
   marked (base/data_span.h) and not redacted yet: seal.h makes the texts that leave the program. */
#ifndef OASDRIFT_FINDING_FINDING_H
#define OASDRIFT_FINDING_FINDING_H

#include "base/arena.h"
#include "base/str.h"
#include "finding/rule.h"

/* Rows of the JSON report's where.part; names in part_name. */
enum part {
    PART_REQUEST_PATH,
    PART_REQUEST_QUERY,
    PART_REQUEST_HEADER,
    PART_REQUEST_COOKIE,
    PART_REQUEST_BODY,
    PART_RESPONSE_STATUS,
    PART_RESPONSE_HEADER,
    PART_RESPONSE_BODY,
    PART_DESCRIPTION
};
const char *part_name(enum part part); /* "request.path" ... */
static inline bool part_is_of_response(enum part part)
{
    return part == PART_RESPONSE_STATUS || part == PART_RESPONSE_HEADER ||
           part == PART_RESPONSE_BODY;
}
bool part_parse(struct str name, enum part *part);

struct operation_name {
    struct str method, path, id; /* all absent: the exchange hit no operation */
    struct str api;              /* of several in the run; else absent */
};

/* A copy in the arena; what is absent stays so. */
struct operation_name operation_name_copy(struct arena *arena, const struct operation_name *name);
/* Is it the same operation, by API, method and path? */
bool operation_name_equal(const struct operation_name *a, const struct operation_name *b);

/* A place in a description file. */
struct place {
    struct str file;     /* a path, as the user named it, or a URL: no file of a repository */
    size_t line, column; /* from 1; 0: no place */
    struct str pointer;  /* JSON Pointer */
    struct str excerpt;  /* the source line, for text reports; may be absent */
    size_t skipped; /* columns of the line before the excerpt; 0 unless the line is very long */
    size_t width;   /* columns to underline */
};

struct request_excerpt; /* redact/request_excerpt.h */

/* What stood at the finding's place in the exchange, as a few lines for people: the object or array
   around it, one level deep, "..." for what is left out; the lines of a text; a parameter or header
   as "name: value". Of fewer than the limits below; secrets taken out. */
struct excerpt {
    struct str text; /* lines with '\n' between them, none at the end; absent: there is none */
    size_t line;     /* the one that the finding is about, from 1; 0: none of them in particular */
};

/* One exchange in which a finding was seen. */
struct sample {
    struct str source;
    size_t index;
    uint64_t offset;
    struct str time, method, url;
    int status;
    const struct request_excerpt *request; /* until it is sealed: of what curl is made; else NULL */
    struct str curl;                       /* the command that sends the request again */
    struct excerpt excerpt;                /* of a finding's first sample alone */
};

/* Limits. Nothing beyond them is lost in silence: a diagnostic says how much was left out. */
enum {
    FINGERPRINT_LENGTH = 16,
    FINDING_MAX_SAMPLES = 3,
    LEDGER_MAX_SOURCES = 3,   /* of an entry: the first in the order of their names */
    FINDINGS_MAX = 20 * 1000, /* fingerprints */
    LEDGER_MAX = 20 * 1000,   /* entries that differ */
    DIAGNOSTICS_MAX = 1000,
    FINDING_TEXT_MAX = 4 * 1024,    /* bytes of a message, a name, a pointer... kept */
    FINDING_MARKED_MAX = 16 * 1024, /* the same of a message with marked data */
    EVIDENCE_MAX_BYTES = 200,       /* of what is expected, and what was found; beyond it: "..." */
    EXCERPT_MAX_LINES = 12,
    EXCERPT_MAX_COLUMNS = 100, /* characters of a line */
    EXCERPT_MAX_BYTES = 1024   /* of an excerpt that leaves the program */
};

/* What whoever keeps a recording takes out of all of it: that it lacks in one exchange is a fault
   only where the recording shows it in others. A set has the bits 1u << lack. */
enum lack { LACK_NOTHING, LACK_CREDENTIALS, LACK_COOKIES, LACK_SET_COOKIES };
enum { LACK_KINDS = LACK_SET_COOKIES + 1 };
const char *lack_name(enum lack lack); /* "credentials", "cookies", "set-cookies" */

/* How a finding stands to the baseline (baseline.h) and to the ignores of rule sets. */
enum baseline_state { BASELINE_NONE, BASELINE_NEW, BASELINE_KNOWN, BASELINE_IGNORED };
const char *baseline_state_name(enum baseline_state state); /* "new", "known", "ignored" */

/* Why a finding was accepted; all may be absent. Dates as "2026-11-25". */
struct acceptance {
    struct str reason, owner, ticket;
    struct str expires; /* the last day on which it is excused */
    struct str first_seen;
};

/* The texts of a finding, as they are made; data in them is marked. */
struct told {
    struct str message;
    struct str expected, found; /* as in struct finding */
};

/* That another finding tells why this one is: the property that breaks the branch of a oneOf that
   was meant tells why no branch fits. Then both have the cause of the other one, unless that is
   less severe. */
struct explanation {
    uint64_t count;                     /* of the finding's occurrences, those that it explains */
    bool is_shown;                      /* of these is what is shown of the finding: another one
                                           would be shown before it */
    char by[FINGERPRINT_LENGTH + 1];    /* the other one; of several the first by fingerprint */
    char cause[FINGERPRINT_LENGTH + 1]; /* what it would have alone; empty: it has it */
    uint64_t cause_exchanges;           /* the same of that */
};

struct finding {
    rule_index rule;
    struct str keyword; /* schema keyword or the assertion's name; may be absent */
    enum severity severity;
    /* What tempered it, for rule sets that come later: not above the ceiling, which is the weakest
       of all occurrences; by_default in place of the rule's default. SEVERITY_OFF: nothing. */
    enum severity ceiling, by_default;
    enum finding_class class;
    struct str message;
    size_t message_added; /* bytes at its end that are no part of the finding: see below */
    /* Where the rule compares something with something: what would have been right, and what stood
       there, in a few words: "string", "number 12.5"; "200, 4XX", "503". Either may be absent. */
    struct str expected, found;
    struct operation_name operation;
    int status; /* 0: none */
    struct str
        status_key; /* documented key ("200", "4XX"), else the status in digits; may be absent */
    struct str media_type; /* without parameters; may be absent */
    enum part part;
    struct str name;     /* of the parameter or header; where no operation was hit, what the URLs
                            that share the finding begin with; may be absent */
    struct str pointer;  /* within the part's value */
    size_t line, column; /* within the body or header value, from 1; 0: no place */
    struct place description;
    char fingerprint[FINGERPRINT_LENGTH + 1];
    char cause[FINGERPRINT_LENGTH + 1]; /* finding/cause.h */
    unsigned kinds; /* of the values that broke a schema there (document/kinds.h), integers told
                       apart; 0: it is about no value */
    uint64_t observations;    /* of drift.*: how many objects, values or exchanges say it; else 0 */
    uint64_t count;           /* occurrences that share the fingerprint */
    uint64_t exchanges;       /* in so many exchanges; 0: in none, or it is not known */
    uint64_t cause_exchanges; /* exchanges of its operation with a finding of its cause; as
                                 findings_at tells it */
    struct explanation explained;
    struct sample samples[FINDING_MAX_SAMPLES];
    size_t sample_count;
    enum baseline_state baseline;
    struct acceptance accepted; /* of a known or an ignored one */
    bool brief;     /* it was told before: without its message, what is shown of it, and samples */
    enum lack lack; /* what may have been taken out, until that is decided */
};

/* Known or ignored: it is told, and does not count for the exit code. */
static inline bool finding_is_excused(const struct finding *finding)
{
    return finding->baseline == BASELINE_KNOWN || finding->baseline == BASELINE_IGNORED;
}

/* Each of its occurrences is. */
static inline bool finding_is_explained(const struct finding *finding)
{
    return finding->explained.count && finding->explained.count == finding->count;
}

/* Is what is shown of it one that another finding explains? */
static inline bool finding_shows_explained(const struct finding *finding)
{
    return finding->explained.count && finding->explained.is_shown;
}

/* Another finding explains one more of its occurrences, or more of them. */
void finding_explain(struct finding *finding, const char *by, uint64_t count);

/* No ceiling is the weakest. */
static inline enum severity finding_weaker_ceiling(enum severity a, enum severity b)
{
    if (a == SEVERITY_OFF || b == SEVERITY_OFF)
        return SEVERITY_OFF;
    return a > b ? a : b;
}

/* Does it count for the exit code? fail_on: the least severity that does; SEVERITY_OFF: none. */
static inline bool finding_counts(const struct finding *finding, enum severity fail_on)
{
    return fail_on != SEVERITY_OFF && finding->severity >= fail_on && !finding_is_excused(finding);
}

/* What an entry of the ledger is about. */
enum ledger_subject {
    LEDGER_EXCHANGE, /* a slot of an exchange, a recording, a description */
    LEDGER_LIMIT,    /* findings of one exchange that were left out, by whatever rule */
    /* What only the whole run can tell: */
    LEDGER_ASSERTION, /* `name` of the rule sets never applied */
    LEDGER_SUCCESS    /* no request of a live run was answered with a success */
};
enum { LEDGER_SUBJECTS = LEDGER_SUCCESS + 1 };
const char *ledger_subject_name(enum ledger_subject subject); /* NULL: of an exchange */

/* Something that should have been judged and could not be. */
struct not_checked {
    enum ledger_subject about;
    struct str reason;
    struct operation_name operation;
    struct str status_key;
    struct str media_type;
    enum part part;
    struct str name;                    /* of the parameter or header; may be absent */
    char cause[FINGERPRINT_LENGTH + 1]; /* the same for all that one thing keeps from being checked;
                                           "": the reason tells */
    uint64_t count;
    struct str
        sources[LEDGER_MAX_SOURCES]; /* recordings it is about, in the order of their names */
    size_t source_count;
    bool more_sources; /* there are others */
};

/* That a recording has none of what it may lack, so that nothing is judged that hangs on it. */
struct not_checked lack_entry(enum lack lack, struct str source, uint64_t count);
/* Is it such an entry? */
bool lack_is_told(const struct not_checked *entry);

/* "We could not look": a diagnostic, never a finding. */
struct diagnostic {
    const char *id; /* "run.transport-error", "run.recording-malformed", "run.empty", ... */
    struct str message;
    struct str source;
    size_t index;
    bool indexed; /* index means something */
};

/* Fills finding->fingerprint as fingerprint.c tells. folder: of the description that was asked for;
   absent: that of the finding's own file. */
void finding_fingerprint(struct finding *finding, struct str folder);
/* The same, and finding_cause, if its texts tell another place than those of `before`, which it is
   a copy of; it keeps both if not. */
void finding_fingerprint_again(struct finding *finding, const struct finding *before,
                               struct str folder);
/* Each segment of digits alone becomes "*", so that "/items/3/id" and "/items/4/id" are the same.
 */
struct str pointer_generalise(struct arena *arena, struct str pointer);
/* The path of a URL (or a path) with "{}" for segments that look like numbers, UUIDs, hexadecimal
   or other ids and dates: a stable name for traffic that no path template describes. */
struct str path_generalise(struct arena *arena, struct str url);
/* Is it a number, a hexadecimal id, a UUID or a date? A member of such a name belongs to a map. */
bool name_is_key_of_data(struct str name);
/* The operation that the finding is about; where the exchange hit none, the method and the
   generalised path of the first sample; nothing of a finding about a base of URLs. */
struct operation_name finding_operation(struct arena *arena, const struct finding *finding);
/* The id with keyword: "response.body-schema.type", "rule.assertion.ids-agree". */
struct str finding_rule_text(struct arena *arena, const struct finding *finding);

/* What one exchange (or the description) came to. Lives in the exchange's arena. */
enum verdict { VERDICT_PASS, VERDICT_NOT_CHECKED, VERDICT_FAIL, VERDICT_UNMATCHED };
const char *verdict_name(enum verdict verdict); /* "pass", "not-checked", "fail", "unmatched" */

/* Findings of a run, one per fingerprint, with counts and samples; the not-checked ledger; the
   diagnostics. Owns copies of all text. */
struct findings;
struct findings *findings_new(void);
void findings_free(struct findings *findings);
/* Copies. Findings with the same fingerprint are one: counts are added, the highest severity stays,
   and so do the first samples by the names of their sources and their places in these, so that
   shards agree on them; message, line and column are those of the first one. An empty fingerprint
   or cause is filled in, a count of 0 is 1, and a severity of off adds nothing. */
void findings_add(struct findings *findings, const struct finding *finding);
/* What is added from now on is of one more exchange, until this is called again: it is counted once
   for each cause. Without, findings bring the number of exchanges of their cause along. */
void findings_begin_exchange(struct findings *findings);
void findings_add_not_checked(struct findings *findings, const struct not_checked *entry);
void findings_add_diagnostic(struct findings *findings, const struct diagnostic *diagnostic);

/* Adds all of `from`. */
void findings_unite(struct findings *findings, const struct findings *from);
/* Empties it and keeps its memory. */
void findings_clear(struct findings *findings);

/* From now on what others explain has their cause (struct explanation). To be asked for again when
   something was added. */
void findings_settle_causes(struct findings *findings);
/* NULL: there is none. */
const struct finding *findings_find(const struct findings *findings, struct str fingerprint);
/* Settles the causes, and puts all in the order of reports: findings by file and line of the
   description, operation, part, pointer and rule; the ledger by operation; diagnostics as they
   came. */
void findings_sort(struct findings *findings);
size_t findings_count(const struct findings *findings);
/* Findings for which there was no room (FINDINGS_MAX); ask before findings_sort, which tells of
 * them.
 */
uint64_t findings_left_out(const struct findings *findings);
const struct finding *findings_at(const struct findings *findings, size_t index);
/* Sets how the finding stands to the baseline; accepted: borrowed, of a known one, else NULL. */
void findings_mark(struct findings *findings, size_t index, enum baseline_state state,
                   const struct acceptance *accepted);
/* Adds to the finding's message what holds for this run only: no baseline keeps it. */
void findings_add_to_message(struct findings *findings, size_t index, struct str text);
size_t findings_not_checked_count(const struct findings *findings);
const struct not_checked *findings_not_checked_at(const struct findings *findings, size_t index);
size_t findings_diagnostic_count(const struct findings *findings);
const struct diagnostic *findings_diagnostic_at(const struct findings *findings, size_t index);

#endif
