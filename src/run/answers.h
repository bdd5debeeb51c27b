/* How the server of a live run answered. All requests are valid: a server that answers none with a
   success is not the one that is described, or lacks something. */
#ifndef OASDRIFT_RUN_ANSWERS_H
#define OASDRIFT_RUN_ANSWERS_H

#include "http/exchange.h"
#include "openapi/openapi.h"

struct answers {
    const struct api *api;
    bool *succeeded;    /* of each operation: a request of it was answered with 2xx */
    uint64_t count;     /* answers */
    uint64_t successes; /* of them: 2xx or 3xx */
    uint64_t not_found; /* 404 */
    uint64_t forbidden; /* 401 or 403 */
    int first_status;   /* of the first answer */
};

void answers_init(struct answers *answers, const struct api *api);
void answers_release(struct answers *answers);
/* operation: the one that the request hit; NULL: none. An exchange without a response does not
   count. */
void answers_note(struct answers *answers, const struct exchange *exchange,
                  const struct operation *operation);
uint64_t answers_operations_succeeded(const struct answers *answers);
/* Were there answers, and no success among them? */
bool answers_are_all_failures(const struct answers *answers);
/* What to say then, with the likely cause; made in the arena. url: the base of the requests. */
struct str answers_complaint(const struct answers *answers, struct arena *arena, struct str url);

#endif
