/* Validates instances on one thread, and keeps the memory for it. */
#ifndef OASDRIFT_VALIDATE_INSTANCE_WORKER_H
#define OASDRIFT_VALIDATE_INSTANCE_WORKER_H

#include "validate/validate.h"

struct validated_part {
    struct validation_counts counts;
    struct strbuf texts[VALIDATION_TEXTS];
};

struct instance_worker;

/* All is borrowed. */
struct instance_worker *instance_worker_new(const struct schema *schema,
                                            const struct validation_sink *sink);
void instance_worker_free(struct instance_worker *worker);
/* Validates the batch; the result replaces what `part` holds. */
void instance_worker_batch(struct instance_worker *worker, const struct instance_batch *batch,
                           struct validated_part *part);

#endif
