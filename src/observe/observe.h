/* What the exchanges exercised, as sets that can be united. */
#ifndef OASDRIFT_OBSERVE_OBSERVE_H
#define OASDRIFT_OBSERVE_OBSERVE_H

#include "finding/event.h"
#include "openapi/openapi.h"

/* What one exchange was found to exercise; all borrowed from the description, but for the list. */
struct exercised {
    const struct operation *operation;         /* NULL: it hit none */
    const struct response_object *response;    /* NULL: undocumented, or there was none */
    const struct media_type *response_type;    /* NULL: no body, or an undocumented type */
    const struct media_type *request_type;     /* the same of the request */
    const struct parameter *const *parameters; /* those that were there and could be read */
    size_t parameter_count;
};

struct observation;

/* Operations are opened, and their slots listed, when they are first hit or at
   observation_coverage. */
struct observation *observation_new(struct api *api);
void observation_free(struct observation *observation);
void observe_exchange(struct observation *observation, const struct exercised *exercised);
/* Adds what another one of the same api has seen; in whichever order, it comes to the same. */
void observation_unite(struct observation *observation, const struct observation *from);
uint64_t observation_operations_seen(const struct observation *observation);
/* Borrowed until the observation changes. */
const struct event_coverage *observation_coverage(struct observation *observation);

#endif
