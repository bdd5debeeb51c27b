/* Routes in words; all formats share them. */
#ifndef OASDRIFT_REPORT_ROUTES_WORDS_H
#define OASDRIFT_REPORT_ROUTES_WORDS_H

#include "openapi/route.h"

/* "path", "webhook", "callback" */
const char *routes_kind_name(enum operation_kind kind);
/* Why a request matches no operation; "" when it does. */
const char *routes_miss_text(const struct route *route);
/* Why the candidate is the one that is hit, or is not. */
struct str routes_fate_text(struct arena *arena, const struct api *api,
                            const struct route_candidate *candidate);

#endif
