/* How the server of a live run answered. All requests are valid: a server that answers none with a
   success is not the one that is described, or lacks something. */
#ifndef OASDRIFT_RUN_ANSWERS_H
#define OASDRIFT_RUN_ANSWERS_H

#include "event/event.h"
#include "http/exchange.h"
#include "openapi/openapi.h"

struct answers {
    const struct api *api;
    uint64_t count;     /* answers */
    uint64_t successes; /* of them: 2xx or 3xx */
    uint64_t not_found; /* 404 */
    uint64_t forbidden; /* 401 or 403 */
    int first_status;   /* of the first answer */
};

void answers_init(struct answers *answers, const struct api *api);
/* An exchange without a response does not count. */
void answers_note(struct answers *answers, const struct exchange *exchange);
/* Were there answers, and no success among them? */
bool answers_are_all_failures(const struct answers *answers);
/* What to say then, with the likely cause; made in the arena. url: the base of the requests. */
struct str answers_complaint(const struct answers *answers, struct arena *arena, struct str url);

/* "no request was answered with a success (404); toolId was invented: ...". doubts: may be absent.
 */
struct str answers_without_success(struct arena *arena, const struct operation_answers *answers,
                                   struct str doubts);

#endif
