/* Two recordings of the same operations side by side, whatever the description says: statuses,
   media types, properties, types and documented values that only one of them has. */
#ifndef OASDRIFT_OBSERVE_COMPARE_H
#define OASDRIFT_OBSERVE_COMPARE_H

#include "http/exchange.h"
#include "observe/observe.h"
#include "rules/settle.h"

/* The recording that is judged, and the one that it is compared with. */
enum compared { COMPARED_NEW, COMPARED_OLD };

struct comparison;

/* api is borrowed. */
struct comparison *comparison_new(struct api *api);
void comparison_free(struct comparison *comparison);
/* Copies what it keeps. An exchange that hit no operation, or has no response, adds nothing. */
void comparison_add(struct comparison *comparison, enum compared side,
                    const struct exchange *exchange, const struct exercised *exercised);
/* Adds the differences (drift.*-differs) of operations that both recordings hit. How many are kept,
   and that more are told of as run.limit, is up to findings (FINDINGS_MAX). */
void comparison_find(struct comparison *comparison, const struct settler *settler,
                     struct findings *findings);

#endif
