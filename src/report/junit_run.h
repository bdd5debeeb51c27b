/* The suites and cases of a run. The list comes from the description, not from traffic, so that the
   same names turn up in every run: suite = operation, case = (operation, slot, check). Not
   exercised is skipped, drift is a failure. What could not be judged is skipped too, with its
   reason, and an error where --require-complete makes it count: no report is red when the exit code
   is 0. A run that could not look is an error. No host, count, value, time or index is part of a
   name. */
#ifndef OASDRIFT_REPORT_JUNIT_RUN_H
#define OASDRIFT_REPORT_JUNIT_RUN_H

#include "report/gathered_run.h"
#include "report/junit.h"
#include "report/renderer.h"

struct junit_check; /* junit_checks.c */

/* What a case asks, and what fell into it. */
struct junit_evidence {
    /* NULL in the reserved suites; the slot also where the whole operation is asked. */
    const struct junit_check *check;
    const struct coverage_slot *slot;
    bool exercised; /* some exchange gave an answer */
    VEC(const struct finding *) failing;
    VEC(const struct finding *) below; /* --fail-on, or known to the baseline */
    VEC(const struct not_checked *) unjudged;
    VEC(const struct diagnostic *) diagnostics;
};

struct junit_run {
    struct gathered_run gathered;
    enum severity fail_on;
    bool complete;                  /* --require-complete */
    struct junit_document document; /* suites in the description's order, then the reserved ones */
};

void junit_run_init(struct junit_run *run, const struct report_style *style);
void junit_run_release(struct junit_run *run);
/* Makes the document from what was gathered; call once, after the last event. */
void junit_run_finish(struct junit_run *run);

/* A case as it is before anything fell into it, added to the suite. */
struct junit_case *junit_add_case(struct junit_run *run, struct junit_suite *suite, struct str name,
                                  const struct junit_evidence *evidence);
/* junit_checks.c: adds the closed list of an operation's cases to its suite. */
void junit_list_operation(struct junit_run *run, struct junit_suite *suite);
/* The case of that list that answers for a finding; never NULL: the last one takes what is left. */
struct junit_case *junit_case_for(struct junit_suite *suite, enum rule rule, enum part part,
                                  struct str name, struct str status_key, struct str media_type);
/* junit_outcome.c: outcome and texts from what fell into the case. */
void junit_judge_case(struct junit_run *run, const struct junit_suite *suite,
                      struct junit_case *one);

#endif
