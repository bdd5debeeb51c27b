/* Coverage of several shards, or of several APIs, as one. Adding is associative and commutative. */
#ifndef OASDRIFT_OBSERVE_COVERAGE_UNION_H
#define OASDRIFT_OBSERVE_COVERAGE_UNION_H

#include "base/error.h"
#include "event/event.h"

struct coverage_union;

struct coverage_union *coverage_union_new(void);
void coverage_union_free(struct coverage_union *united);
/* Copies. false and err when it is of another description. */
bool coverage_union_add(struct coverage_union *united, const struct event_coverage *coverage,
                        struct error *err);
/* Copies the coverage of another API: its operations stand behind the others. What schemas they
   share is one, and was counted once (observation_count_once). */
void coverage_union_join(struct coverage_union *united, const struct event_coverage *coverage);
/* Borrowed until the next addition. */
const struct event_coverage *coverage_union_result(struct coverage_union *united);

/* qsort's order of schemas in a coverage event: file, pointer, direction. */
int coverage_compare_schemas(const void *left, const void *right);

#endif
