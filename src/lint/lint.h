/* The description itself against the rules. No I/O. */
#ifndef OASDRIFT_LINT_LINT_H
#define OASDRIFT_LINT_LINT_H

#include "check/check.h"

enum { LINT_MAX_FINDINGS = 100000 /* of one description; what is beyond is a not-checked entry */ };

/* Structure, references, patterns, path templates, examples and defaults against schemas. The
   judgement's memory is the checker's, until its next check. */
void lint_description(struct checker *checker, struct judgement *judgement);

#endif
