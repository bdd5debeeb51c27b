/* JUnit's suites and cases. The list comes from the description, not from traffic, so that the same
   names turn up in every run: suite = operation, case = (operation, slot, check). Not exercised is
   skipped, drift is a failure. What could not be judged is skipped too, with its reason, and an
   error where --require-complete makes it count: no report is red when the exit code is 0. A run
   that could not look is an error. No host, count, value, time or index is part of a name. Shared
   by report_junit.c and report_junit_strict.c. */
#ifndef OASDRIFT_REPORT_JUNIT_CASES_H
#define OASDRIFT_REPORT_JUNIT_CASES_H

#include "base/arena.h"
#include "base/vec.h"
#include "event/event.h"
#include "report/report.h"

/* Limits of what one case tells. */
enum {
    JUNIT_MESSAGE_MAX_BYTES = 1024,
    JUNIT_TEXT_MAX_BYTES = 8 * 1024,
    JUNIT_FINDINGS_MAX = 5 /* listed in a case; the rest is counted */
};

/* The stronger one comes later: a case takes the strongest it is given. */
enum junit_outcome { JUNIT_PASSED, JUNIT_SKIPPED, JUNIT_ERROR, JUNIT_FAILURE };

struct junit_check; /* junit_checks.c */

struct junit_case {
    /* What it asks, and of which slot: NULL in the reserved suites and for whole operations. */
    const struct junit_check *check;
    const struct coverage_slot *slot;
    bool exercised; /* some exchange gave an answer */
    /* What fell into it. */
    VEC(const struct finding *) failing;
    VEC(const struct finding *) below; /* --fail-on, or known to the baseline */
    VEC(const struct not_checked *) unjudged;
    VEC(const struct diagnostic *) diagnostics;

    /* What is written. */
    struct str classname;            /* "Petstore.getPet" */
    struct str name;                 /* "GET /pets/{petId} 200 application/json: body-schema" */
    char id[FINGERPRINT_LENGTH + 1]; /* of "classname#name" */
    struct str file;
    size_t line; /* of the operation or slot; 0: none */
    enum junit_outcome outcome;
    struct str type;    /* dotted id, of a failure or error */
    struct str message; /* its first line */
    struct str text;    /* all of it; its first line has the message too */
    struct str output;  /* findings below --fail-on */
};

struct junit_suite {
    struct str name;    /* "getPet", "_undocumented", "_description", "_run" */
    struct str package; /* "Petstore" */
    struct str file;
    const struct coverage_operation *operation; /* NULL for the reserved ones */
    VEC(struct junit_case) cases;
    size_t failures, errors, skipped;
};

/* What a run came to, kept until its end. */
struct junit {
    struct arena arena;
    struct findings *findings;                                /* copies */
    struct str command, title, version, time, target, sha256; /* of the first description */
    const struct event_coverage *coverage;                    /* a copy; NULL: none came */
    enum severity fail_on;
    bool complete;                  /* --require-complete */
    VEC(struct junit_suite) suites; /* after junit_finish: the description's order, then reserved */
};

void junit_init(struct junit *junit, const struct report_style *style);
void junit_release(struct junit *junit);
/* Takes a copy of what the event holds. */
void junit_add(struct junit *junit, const struct event *event);
/* Lists the suites; call once, after the last event. */
void junit_finish(struct junit *junit);

/* ---- between the files of JUnit ---- */

/* junit_checks.c: adds the closed list of an operation's cases to its suite. */
void junit_list_operation(struct junit *junit, struct junit_suite *suite);
/* The case of that list that answers for a finding; never NULL: the last one takes what is left. */
struct junit_case *junit_case_for(struct junit_suite *suite, enum rule rule, enum part part,
                                  struct str name, struct str status_key, struct str media_type);
/* junit_outcome.c: outcome and texts from what fell into the case. */
void junit_judge_case(struct junit *junit, struct junit_suite *suite, struct junit_case *one);
/* junit_slug.c: names of suites and packages, in A-Z, a-z, 0-9, '_' and '-' (Jenkins splits a
   classname at its dots). */
struct str junit_slug(struct arena *arena, struct str text);
/* The operationId or "GET_pets_petId"; `clash` appends six digits of a hash. */
struct str junit_operation_slug(struct arena *arena, const struct operation_name *name, bool clash);
void junit_case_id(struct junit_case *one);

#endif
