#include "decode/decoding.h"

void decoding_init(struct decoding *decoding, struct api *api, struct arena *arena,
                   struct evaluator *evaluator)
{
    *decoding = (struct decoding){.api = api, .arena = arena, .evaluator = evaluator};
    arena_init(&decoding->lasting);
}

void decoding_release(struct decoding *decoding)
{
    pointer_map_release(&decoding->shapes);
    pointer_map_release(&decoding->octets);
    arena_release(&decoding->lasting);
}

const struct schema *decoding_schema(struct decoding *decoding, const struct node *schema)
{
    struct schema_memo *memo =
        &decoding->schemas[((uintptr_t)schema / sizeof(struct node)) % SCHEMA_MEMO_PLACES];
    const struct schema *compiled;

    if (!schema)
        return NULL;
    if (memo->node == schema)
        return memo->schema;
    compiled = openapi_compile(decoding->api, schema, NULL);
    if (compiled)
        *memo = (struct schema_memo){schema, compiled};
    return compiled;
}
