/* Two recordings of the same operations side by side, whatever the description says: statuses,
   media types, properties, types and documented values that only one of them has. */
#ifndef OASDRIFT_OBSERVE_COMPARE_H
#define OASDRIFT_OBSERVE_COMPARE_H

#include "http/exchange.h"
#include "observe/observe.h"
#include "rules/rule_set.h"

/* The recording that is judged, and the one that it is compared with. */
enum compared { COMPARED_NEW, COMPARED_OLD };

/* Differences beyond it are not told. */
enum { COMPARE_MAX_FINDINGS = 5000 };

struct comparison;

/* api and rules are borrowed. */
struct comparison *comparison_new(struct api *api, const struct rules *rules);
void comparison_free(struct comparison *comparison);
/* Copies what it keeps. An exchange that hit no operation, or has no response, adds nothing. */
void comparison_add(struct comparison *comparison, enum compared side,
                    const struct exchange *exchange, const struct exercised *exercised);
/* The differences, as findings in the comparison's memory (drift.*-differs), of operations that
   both recordings hit; in the description's order, without fingerprints and as it was seen, secrets
   included (run_find). */
const struct finding *comparison_findings(struct comparison *comparison, size_t *count);

#endif
