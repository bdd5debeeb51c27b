/* What was expected, and what was found, of findings that compare the exchange with what the
   description lists: statuses, media types, parameters, headers, bodies. Schemas tell it
   themselves (schema_failure_evidence). */
#ifndef OASDRIFT_CHECK_EVIDENCE_H
#define OASDRIFT_CHECK_EVIDENCE_H

#include "check/raise.h"

/* Fills in expected and found by the finding's rule, data marked; leaves them where there is
   nothing to compare. In the check's arena. */
void evidence_add(struct checker *checker, const struct raised *raised, struct told *told);

#endif
