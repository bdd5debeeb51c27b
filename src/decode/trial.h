/* Private to decode/: a body decoded without telling anybody, to see whether what comes of it
   holds. */
#ifndef OASDRIFT_DECODE_TRIAL_H
#define OASDRIFT_DECODE_TRIAL_H

#include "decode/decoders.h"

struct trial {
    struct typed_body body; /* the body, with the trial for a listener */
    bool failed;            /* a fault, something not checked, or a value that does not hold */
    bool valued;
};

/* What a decoder is to be given in the body's place. */
const struct typed_body *trial_begin(struct trial *trial, const struct typed_body *body);
/* Did a value come of it that the media type's schema takes, and no fault? */
bool trial_held(const struct trial *trial);

#endif
