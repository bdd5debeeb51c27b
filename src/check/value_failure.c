#include "check/value_failure.h"

static bool compares_branches(struct str keyword)
{
    return str_is(keyword, "oneOf") || str_is(keyword, "anyOf") || str_is(keyword, "not");
}

enum failure_standing failure_standing(const struct schema_failure *failure,
                                       const struct opaque_nodes *opaque)
{
    if (!opaque || opaque->count == 0)
        return FAILURE_COUNTS;
    for (size_t i = 0; i < opaque->count; i++)
        if (opaque->items[i] <= failure->instance && failure->instance < node_end(opaque->items[i]))
            return FAILURE_OPAQUE;
    return compares_branches(failure->keyword) ? FAILURE_DOUBTFUL : FAILURE_COUNTS;
}

bool failure_shows_value(const struct schema_failure *failure)
{
    static const char *const keywords[] = {"enum", "const", "not", "uniqueItems", "oneOf"};

    if (failure->instance->kind != NODE_OBJECT && failure->instance->kind != NODE_ARRAY)
        return true;
    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(failure->keyword, keywords[i]))
            return true;
    return false;
}

/* Does the sentence of the keyword tell kinds and names of members alone? A kind is no secret; a
   length is one, and what a value is not is a part of it. */
static bool tells_kinds(struct str keyword)
{
    static const char *const keywords[] = {"type",
                                           "required",
                                           "dependentRequired",
                                           "dependencies",
                                           "additionalProperties",
                                           "unevaluatedProperties"};

    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++)
        if (str_is(keyword, keywords[i]))
            return true;
    return false;
}

struct told failure_told(struct arena *arena, const struct schema_failure *failure, bool secret)
{
    struct told told = {.message = failure_message(arena, failure, secret)};
    bool hidden = failure->sensitive || secret;
    struct schema_evidence evidence;

    if (hidden && !tells_kinds(failure->keyword))
        return told;
    evidence = schema_failure_evidence(failure, hidden);
    told.expected = evidence.expected;
    told.found = evidence.found;
    return told;
}

struct str failure_message(struct arena *arena, const struct schema_failure *failure, bool secret)
{
    if ((failure->sensitive || secret) && tells_kinds(failure->keyword))
        return schema_failure_hidden(failure);
    if (failure->sensitive || secret)
        return str_format(arena, "does not hold \"%.*s\" (the value is secret and not shown)",
                          STR_ARGS(failure->keyword));
    return schema_failure_marked(failure);
}
