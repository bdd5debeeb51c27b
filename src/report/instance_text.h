/* Instances as lines, as compilers write them: for the formats that show such lines. */
#ifndef OASDRIFT_REPORT_INSTANCE_TEXT_H
#define OASDRIFT_REPORT_INSTANCE_TEXT_H

#include "validate/validate.h"

/* "FILE:LINE:COLUMN: why" of an instance that could not be read or judged. */
void instance_text_problem(struct strbuf *out, const struct validation *validation);
/* A line for each failure that is a warning, or for each that is none; behind the latter, how many
   more there are. */
void instance_text_failures(struct strbuf *out, const struct validation *validation, bool warnings);

#endif
