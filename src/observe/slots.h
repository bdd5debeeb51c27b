/* Private to observe/: what an operation offers, beside its schemas. */
#ifndef OASDRIFT_OBSERVE_SLOTS_H
#define OASDRIFT_OBSERVE_SLOTS_H

#include "observe/observe.h"

/* What a slot stands for: the parameter or header, the media type, the response. */
struct slot_subject {
    const void *item;
    const struct response_object *response; /* of STATUS, RESPONSE and HEADER */
};

struct slots {
    struct coverage_slot *items; /* NULL until listed */
    struct slot_subject *subjects;
    size_t count;
};

void slots_list(struct slots *slots, struct arena *arena, const struct operation *operation);
/* Counts what the exchange exercised. */
void slots_count(struct slots *slots, const struct exercised *exercised);

#endif
