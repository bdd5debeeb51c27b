/* Texts that come with every exchange, such as names and pointers, are searched once. */
#include "redact/redaction.h"
#include "redact/values.h"

enum { RECALLED_MAX = 8 * 1024, RECALLED_MAX_BYTES = 160 };

/* What is known: it grows, and is forgotten as a whole. */
static uint64_t version_of(const struct redaction *redaction)
{
    return (redaction->forgotten << 32) + redaction->known->patterns.count + 1;
}

/* Nothing was found in the text at the version; 0: it is new. NULL: it is not remembered. */
static uint64_t *version_place(struct redaction *redaction, struct str text)
{
    uint64_t *place;

    if (text.length > RECALLED_MAX_BYTES)
        return NULL;
    place = map_get(&redaction->recalled, text);
    if (place || redaction->recalled.count == RECALLED_MAX)
        return place;
    place = ARENA_NEW(&redaction->arena, uint64_t);
    *map_put(&redaction->recalled, str_copy(&redaction->arena, text)) = place;
    return place;
}

struct str redact_recalled(struct redaction *redaction, struct arena *arena, struct str text)
{
    uint64_t version = version_of(redaction), *place;
    struct str redacted;

    if (text.length == 0)
        return text;
    place = version_place(redaction, text);
    if (place && *place == version)
        return text;
    redacted = redact_text(redaction, arena, text);
    if (place)
        *place = str_equal(redacted, text) ? version : 0;
    return redacted;
}
