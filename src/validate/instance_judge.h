/* One thread's judging of instances, with all the memory it needs. */
#ifndef OASDRIFT_VALIDATE_INSTANCE_JUDGE_H
#define OASDRIFT_VALIDATE_INSTANCE_JUDGE_H

#include "validate/validate.h"

struct judged_part {
    struct validation_counts counts;
    struct strbuf texts[VALIDATION_TEXTS];
};

struct instance_judge;

/* All is borrowed. */
struct instance_judge *instance_judge_new(const struct schema *schema,
                                          const struct validation_sink *sink);
void instance_judge_free(struct instance_judge *judge);
/* What the batch came to replaces what `part` holds. */
void instance_judge_batch(struct instance_judge *judge, const struct instance_batch *batch,
                          struct judged_part *part);

#endif
