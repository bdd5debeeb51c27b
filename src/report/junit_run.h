/* The suites and cases of a run. They are listed from the description and not from traffic, so that
   every run has the same: a suite for each operation, a case for each check of the operation and of
   each of its slots, and a few suites that are not about one operation, whose cases are fixed.
   Names hold no host, count, value, time or index.

   A case with drift is a failure. A case that was not exercised is skipped. A case that could not
   be judged is skipped with the reason; with --require-complete it is an error, as it changes the
   exit code then: a report has failures and errors only where the exit code is not 0. What could
   not be looked at at all is an error. */
#ifndef OASDRIFT_REPORT_JUNIT_RUN_H
#define OASDRIFT_REPORT_JUNIT_RUN_H

#include "base/map.h"
#include "base/strbuf.h"
#include "report/gathered_run.h"
#include "report/junit.h"
#include "report/renderer.h"

struct junit_check; /* junit_checks.c */

/* What a case is about, and what was found there. */
struct junit_evidence {
    /* Both NULL in suites that are not about one operation; the slot is NULL in cases that are
       about the whole operation. */
    const struct junit_check *check;
    const struct coverage_slot *slot;
    const char *idle; /* why no exchange gave an answer; NULL: some did */
    bool is_off;      /* all rules that it asks are off: nothing is found by them */
    struct str off;   /* those that are off, "request.body-schema, ..."; may be absent */
    VEC(const struct finding *) failing;
    VEC(const struct finding *) below; /* below --fail-on, or excused: they do not fail it */
    VEC(const struct not_checked *) unjudged;
    VEC(const struct diagnostic *) diagnostics;
};

struct junit_run {
    struct gathered_run gathered;
    enum severity fail_on;
    bool complete;                  /* --require-complete */
    struct junit_document document; /* suites in the description's order, then all others */
    struct map operations;          /* "API METHOD PATH" -> size_t: which suite of the document */
    struct map reserved; /* "SUITE CASE" of the others -> the case's struct junit_evidence */
    struct strbuf key;   /* of a look-up in either */
};

void junit_run_init(struct junit_run *run, const struct report_style *style);
void junit_run_release(struct junit_run *run);
/* Makes the document from what was gathered; call once, after the last event. */
void junit_run_finish(struct junit_run *run);

/* ---- between the files that make the document ---- */

/* Adds a case to the suite; returns it, until the next one is added. */
struct junit_case *junit_add_case(struct junit_run *run, struct junit_suite *suite, struct str name,
                                  const struct junit_evidence *evidence);
/* Borrowed until the next one is made: a key of the maps of the run. */
struct str junit_key(struct junit_run *run, struct str first, struct str second);
/* Names the suite, after the title of the description. */
void junit_name_run_suite(struct junit_run *run, struct junit_suite *suite, struct str name,
                          struct str whole);
/* junit_reserved.c: adds the suites that are not about one operation. */
void junit_list_reserved(struct junit_run *run);
/* The case in them that a finding belongs to, which hit no operation that has a suite. */
struct junit_evidence *junit_reserved_case_for(struct junit_run *run,
                                               const struct finding *finding);
/* Likewise of an entry that was not checked, and of diagnostics. */
struct junit_evidence *junit_case_not_checked(struct junit_run *run,
                                              const struct not_checked *entry);
struct junit_evidence *junit_case_diagnostics(struct junit_run *run);
/* NULL when the description has no such operation. */
struct junit_suite *junit_operation_suite(struct junit_run *run, const struct operation_name *name);
/* junit_evidence.c: gives each case the findings, and what else was gathered, that belong to it. */
void junit_take_evidence(struct junit_run *run);
/* junit_operation.c: adds all cases of the suite's operation. */
void junit_list_operation(struct junit_run *run, struct junit_suite *suite);
/* The evidence of the case among them that a finding belongs to; never NULL, for the last case
   takes what no other does. */
struct junit_evidence *junit_case_for(struct junit_suite *suite, rule_index rule, enum part part,
                                      struct str name, struct str status_key,
                                      struct str media_type);
/* That last case. */
struct junit_evidence *junit_case_other(const struct junit_suite *suite);
/* junit_outcome.c: sets the outcome and the texts from the evidence. */
void junit_judge_case(struct junit_run *run, const struct junit_suite *suite,
                      struct junit_case *one);

#endif
