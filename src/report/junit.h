/* JUnit: a document of suites and cases, and its writers. What is written of it depends on the
   format's profile, a row in junit_writer.c: XML, or what else is made of cases. */
#ifndef OASDRIFT_REPORT_JUNIT_H
#define OASDRIFT_REPORT_JUNIT_H

#include "base/arena.h"
#include "base/vec.h"
#include "event/event.h"
#include "report/renderer.h"

/* What GitLab, the strictest, reads of a file. */
enum { JUNIT_READ_MAX_BYTES = 30 * 1000 * 1000, JUNIT_READ_MAX_CASES = 500 * 1000 };

/* Limits of what one case tells. */
enum {
    JUNIT_MESSAGE_MAX_BYTES = 1024,
    JUNIT_TEXT_MAX_BYTES = 8 * 1024,
    JUNIT_FINDINGS_MAX =
        5, /* told in full in a case; a line each for more, and the rest is counted */
    /* Of names, in characters: a classname is "PACKAGE.SUITE", and within BOUNDED_NAME_MAX. */
    JUNIT_PACKAGE_MAX = 100,
    JUNIT_SUITE_MAX = 99
};

enum junit_outcome { JUNIT_PASSED, JUNIT_SKIPPED, JUNIT_ERROR, JUNIT_FAILURE };

struct junit_evidence; /* junit_run.h */

struct junit_case {
    /* For those who store results, the same in every run: a hash of classname and name as they are
       before they are cut. */
    char id[FINGERPRINT_LENGTH + 1];
    struct str classname; /* "Petstore.getPet" */
    struct str name;      /* "GET /pets/{petId} 200 application/json: body-schema" */
    struct str file;      /* and line: its place in the description; absent: it has none */
    size_t line;
    enum junit_outcome outcome;
    struct str type;                 /* of a failure or error: a dotted id, as of a rule */
    struct str message;              /* what is wrong, in one line */
    struct str text;                 /* all that is wrong; begins with the message */
    struct str output;               /* what does not fail the case: findings below --fail-on */
    struct junit_evidence *evidence; /* what the outcome was made from; NULL unless of a run */
};

struct junit_suite {
    struct str name;     /* "getPet", "_undocumented", "_description", "_run" */
    struct str package;  /* "Petstore" */
    struct str identity; /* "Petstore.getPet", whatever its length */
    struct str file;
    const struct coverage_operation *operation; /* NULL: the suite is not about one operation */
    VEC(struct junit_case) cases;
};

/* The lists of suites and cases are the document's own; everything else is borrowed. */
struct junit_document {
    struct str name;                   /* of the whole, where it is one suite */
    struct str title, version, sha256; /* of the description */
    struct str target;                 /* base URL of a live run */
    struct str run;                    /* its id; shards of one run have the same */
    struct str time;                   /* "2026-11-22T20:00:00Z" */
    uint64_t duration_ms;
    VEC(struct junit_suite) suites;
};

void junit_document_release(struct junit_document *document);

struct junit_counts {
    size_t tests, outcomes[JUNIT_FAILURE + 1];
};

struct junit_counts junit_count(const struct junit_document *document);

/* Which parts of a document a format has: those that its readers understand. */
struct junit_profile {
    const char *format;                                              /* its name */
    void (*write)(FILE *out, const struct junit_document *document); /* NULL: as XML, by the rest */
    bool single; /* one suite is the root, with the cases of all */
    bool totals; /* testsuites has a name, counts and a time */
    bool files;  /* suites and cases have file attributes; else the suite has a property */
    bool case_properties;
    bool case_output; /* a case has a system-out; else all output stands in the suite's */
};

/* NULL when the format has none. */
const struct junit_profile *junit_profile_of(const char *format);

/* Notes in the report when it is more than CI servers read. */
void junit_write(struct report *report, const struct junit_profile *profile,
                 const struct junit_document *document);
void ctrf_write(FILE *out, const struct junit_document *document); /* ctrf_writer.c */
void tap_write(FILE *out, const struct junit_document *document);  /* tap_writer.c */
/* Sets id, classname and name. */
void junit_name_case(struct arena *arena, struct junit_case *one, const struct junit_suite *suite,
                     struct str name);

/* The operationId, or "GET_pets_petId", whatever its length. distinct: six digits of a hash of the
   route follow, for operations that would have the same name. */
struct str junit_operation_slug(struct arena *arena, const struct operation_name *name,
                                bool distinct);
/* Sets name, package and identity: slugs of that package and that name, both within their limits.
   whole: what the name was made of. */
void junit_name_suite(struct arena *arena, struct junit_suite *suite, struct str package,
                      struct str name, struct str whole);

#endif
