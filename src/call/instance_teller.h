/* What validate tells of the failures of its instances: without the secrets of the instance. */
#ifndef OASDRIFT_CALL_INSTANCE_TELLER_H
#define OASDRIFT_CALL_INSTANCE_TELLER_H

#include "finding/seal.h"
#include "validate/validate.h"

struct instance_teller {
    struct sealing sealing;      /* its redaction is set for each thread */
    struct redaction *redaction; /* owned: what each thread's begins as */
};

/* sealing: borrowed texts; VALUES_REDACTED or VALUES_NONE. root: of the schema's document, whose
   words are no secrets. */
void instance_teller_init(struct instance_teller *teller, const struct sealing *sealing,
                          const struct node *root);
void instance_teller_release(struct instance_teller *teller);
/* For a sink; borrows the teller. */
struct validation_teller instance_teller_of(struct instance_teller *teller);

#endif
