/* What several findings come from: the one thing that a reader would look into. Reports for people
   have one entry a cause (report/causes.h), those for programs the id of it with each finding. */
#ifndef OASDRIFT_FINDING_CAUSE_H
#define OASDRIFT_FINDING_CAUSE_H

#include "finding/finding.h"

/* Fills finding->cause, as cause.c tells: what it has alone, unless others explain it (struct
   explanation). folder: as for finding_fingerprint. known_by: of a path
   that is not described, the part of its generalised form up to where it leaves those that are
   (route_leaving); absent: its first segment. Of a mistake in a description, what else has the same
   cause, as struct error has it; absent: nothing. */
void finding_cause(struct finding *finding, struct str folder, struct str known_by);

#endif
