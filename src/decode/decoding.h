/* Bytes to values: what every decoder works with. Decoders read the bodies, parts, parameters and
   headers of messages as the description says they are written; they know nothing of checks. */
#ifndef OASDRIFT_DECODE_DECODING_H
#define OASDRIFT_DECODE_DECODING_H

#include "base/pointer_map.h"
#include "openapi/openapi.h"

/* What openapi_compile answered before, by the schema's address. */
enum { SCHEMA_MEMO_PLACES = 512 };

struct schema_memo {
    const struct node *node;
    const struct schema *schema;
};

/* What it is made with is borrowed. The api may be shared with other threads; the rest is one
   thread's own. */
struct decoding {
    struct api *api;
    struct arena *arena;         /* values, and what is told of them, are made there */
    struct evaluator *evaluator; /* asked which reading of a text holds */
    struct schema_memo schemas[SCHEMA_MEMO_PLACES];
    struct pointer_map shapes; /* schema node -> what schema_shape.c keeps of it, in lasting */
    struct pointer_map octets; /* the same of octets.c: its answers */
    struct arena lasting;      /* as long as the decoding */
};

void decoding_init(struct decoding *decoding, struct api *api, struct arena *arena,
                   struct evaluator *evaluator);
void decoding_release(struct decoding *decoding);

/* The schema compiled; NULL when it is NULL, or cannot be compiled: openapi_compile tells why. */
const struct schema *decoding_schema(struct decoding *decoding, const struct node *schema);

#endif
