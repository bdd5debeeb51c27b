/* A folder of results that Allure (2 and 3) makes its report from: a file for each case, which are
   those of JUnit. */
#ifndef OASDRIFT_REPORT_ALLURE_H
#define OASDRIFT_REPORT_ALLURE_H

#include <stdio.h>

#include "report/junit_run.h"

/* What all results of a run have in common. */
struct allure_run {
    struct arena *arena;
    const struct junit_document *document;
    int64_t time_ms; /* since 1970: when the run began */
};

/* Adds the file of the case, and those that are attached to it. Their names come from the case's
   id: a later run replaces them. */
void allure_add_result(FILE *out, const struct allure_run *run, const struct junit_suite *suite,
                       const struct junit_case *one);

#endif
