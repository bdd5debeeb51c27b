/* What reports say of routes in words: the same in every format. */
#ifndef OASDRIFT_REPORT_ROUTES_WORDS_H
#define OASDRIFT_REPORT_ROUTES_WORDS_H

#include "openapi/openapi.h"

/* "path", "webhook", "callback" */
const char *routes_kind_name(enum operation_kind kind);
/* Why a request hits nothing; "" when it hits. */
const char *routes_miss_text(enum route_miss miss);
/* Why a candidate is hit or not. */
struct str routes_fate_text(struct arena *arena, const struct api *api,
                            const struct route_candidate *candidate);

#endif
