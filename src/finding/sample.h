/* Which samples of a finding are kept. */
#ifndef OASDRIFT_FINDING_SAMPLE_H
#define OASDRIFT_FINDING_SAMPLE_H

#include "finding/finding.h"

/* Less than 0: a goes before b, and is kept rather than b. 0: they are the same exchange. */
int sample_compare(const struct sample *a, const struct sample *b);

#endif
