/* What of the coverage is told. */
#ifndef OASDRIFT_RUN_SHOWN_COVERAGE_H
#define OASDRIFT_RUN_SHOWN_COVERAGE_H

#include "event/event.h"
#include "redact/redaction.h"

/* Without what is known to be secret in names of properties that no schema describes: a name is
   noted when it comes, and may be learned later. In the arena; the coverage itself where nothing is
   secret. */
const struct event_coverage *coverage_redacted(const struct redaction *redaction,
                                               struct arena *arena,
                                               const struct event_coverage *coverage);
/* Without these names: of parts, a merge then has nothing to tell drift.possible-rename and
   drift.looks-like-map by. */
const struct event_coverage *coverage_without_names(struct arena *arena,
                                                    const struct event_coverage *coverage);

#endif
