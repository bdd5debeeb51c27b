/* JUnit XML: the suites and cases of a document, and the one writer of them. Formats differ by
   their profile, a row in junit_writer.c. */
#ifndef OASDRIFT_REPORT_JUNIT_H
#define OASDRIFT_REPORT_JUNIT_H

#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"
#include "event/event.h"

/* Limits of what one case tells. */
enum {
    JUNIT_MESSAGE_MAX_BYTES = 1024,
    JUNIT_TEXT_MAX_BYTES = 8 * 1024,
    JUNIT_FINDINGS_MAX = 5 /* listed in a case; the rest is counted */
};

enum junit_outcome { JUNIT_PASSED, JUNIT_SKIPPED, JUNIT_ERROR, JUNIT_FAILURE };

struct junit_evidence; /* junit_run.h */

struct junit_case {
    struct str classname; /* "Petstore.getPet" */
    struct str name;      /* "GET /pets/{petId} 200 application/json: body-schema" */
    struct str file;      /* where the description has it; absent: nowhere */
    size_t line;
    enum junit_outcome outcome;
    struct str type;                 /* dotted id, of a failure or error */
    struct str message;              /* its first line */
    struct str text;                 /* all of it; its first line has the message too */
    struct str output;               /* what does not make the outcome: findings below --fail-on */
    struct junit_evidence *evidence; /* of a run: what the outcome is made from; else NULL */
};

struct junit_suite {
    struct str name;    /* "getPet", "_undocumented", "_description", "_run" */
    struct str package; /* "Petstore" */
    struct str file;
    const struct coverage_operation *operation; /* NULL: it stands for none */
    VEC(struct junit_case) cases;
    struct str output; /* absent: the cases' own, one after the other */
};

/* All is borrowed, but for the lists of suites and cases. */
struct junit_document {
    struct str title, version, sha256; /* of the description */
    struct str target;                 /* base URL of a live run */
    struct str time;                   /* "2026-11-22T20:00:00Z" */
    uint64_t duration_ms;
    VEC(struct junit_suite) suites;
};

void junit_document_release(struct junit_document *document);

/* What the readers of a format understand. */
struct junit_profile {
    const char *format; /* its name */
    bool totals;        /* testsuites has a name, counts and a time */
    bool files; /* suites and cases have a file and a line; else a property tells the file */
    bool case_properties;
    bool case_output; /* a case has its own system-out; else its suite's has it */
};

/* NULL when the format has none. */
const struct junit_profile *junit_profile_of(const char *format);

void junit_write(FILE *out, const struct junit_profile *profile,
                 const struct junit_document *document);

/* junit_slug.c: names of suites and packages, in A-Z, a-z, 0-9, '_' and '-' (Jenkins splits a
   classname at its dots). */
struct str junit_slug(struct arena *arena, struct str text);
/* The operationId or "GET_pets_petId". distinct: with six digits of a hash of the route behind it,
   for operations whose names come to the same. */
struct str junit_operation_slug(struct arena *arena, const struct operation_name *name,
                                bool distinct);

#endif
