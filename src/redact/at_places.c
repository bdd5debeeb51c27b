/* Parts of a message without what their structure tells is secret. */
#include "redact/search.h"

struct str redact_header_at(const struct redaction *redaction, struct arena *arena, struct str name,
                            struct str value, const struct secret_places *places)
{
    struct search search = {.redaction = redaction, .arena = arena, .places = places};

    return search_header(&search, name, value);
}

struct str redact_pairs_at(const struct redaction *redaction, struct arena *arena, struct str pairs,
                           const struct secret_places *places)
{
    struct search search = {.redaction = redaction, .arena = arena, .places = places};

    return search_pairs(&search, pairs);
}

struct str redact_body_at(const struct redaction *redaction, struct arena *arena, struct str type,
                          struct str bytes, const struct secret_places *places)
{
    struct search search = {.redaction = redaction, .arena = arena, .places = places};

    return search_body(&search, type, bytes);
}
