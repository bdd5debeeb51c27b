/* What is wrong with an instance in words, in lines like those of compilers; the formats that
   people read share them. */
#ifndef OASDRIFT_REPORT_INSTANCE_TEXT_H
#define OASDRIFT_REPORT_INSTANCE_TEXT_H

#include "validate/validate.h"

/* "FILE:LINE:COLUMN: why" of an instance that could not be read or judged. */
void instance_text_problem(struct strbuf *out, const struct validation *validation);
/* A line for each failure: for warnings, or for all others; the latter are followed by a line with
   the number of those that were left out. */
void instance_text_failures(struct strbuf *out, const struct validation *validation, bool warnings);

#endif
