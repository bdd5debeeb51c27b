/* What the exchanges exercised, as sets that can be united. */
#ifndef OASDRIFT_OBSERVE_OBSERVE_H
#define OASDRIFT_OBSERVE_OBSERVE_H

#include "finding/event.h"
#include "openapi/openapi.h"

struct observation;

/* Opens every operation of the api to list its slots at observation_coverage. */
struct observation *observation_new(struct api *api);
void observation_free(struct observation *observation);
/* operation, response and media types as check found them; NULL where there is none. */
void observe_exchange(struct observation *observation, const struct operation *operation,
                      const struct route *route, const struct response_object *response,
                      const struct media_type *response_type, const struct media_type *request_type);
uint64_t observation_operations_seen(const struct observation *observation);
/* Borrowed until the observation changes. */
const struct event_coverage *observation_coverage(struct observation *observation);

#endif
