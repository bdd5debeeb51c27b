#include "base/near_miss.h"

#include <stdio.h>

struct near_miss near_miss_of(struct str word)
{
    /* One slip in a short word, else two, or one in three letters of a long one. */
    size_t slips = word.length <= 4 ? 1 : word.length <= 8 ? 2 : word.length / 3;

    return (struct near_miss){.word = word, .distance = slips + 1};
}

/* A list of what there is has each once. */
static void note_tried(struct near_miss *miss, struct str candidate)
{
    for (size_t i = 0; i < miss->tried_count && i < ARRAY_LENGTH(miss->tried); i++)
        if (str_equal(miss->tried[i], candidate))
            return;
    if (miss->tried_count < ARRAY_LENGTH(miss->tried))
        miss->tried[miss->tried_count] = candidate;
    miss->tried_count++;
}

void near_miss_try(struct near_miss *miss, struct str candidate)
{
    size_t distance = str_distance(miss->word, candidate, miss->distance);

    note_tried(miss, candidate);
    if (distance > 1 && str_equal_ignoring_case(miss->word, candidate))
        distance = 1;
    if (distance < miss->distance) {
        miss->distance = distance;
        miss->best = candidate;
    }
}

const char *near_miss_hint(struct near_miss *miss)
{
    if (!miss->best.text)
        return "";
    snprintf(miss->hint, sizeof miss->hint, "; did you mean \"%.*s\"?", STR_ARGS(miss->best));
    return miss->hint;
}

const char *near_miss_hint_or_all(struct near_miss *miss)
{
    size_t shown = 0, length = 0;

    if (miss->best.text || miss->tried_count == 0)
        return near_miss_hint(miss);
    for (; shown < miss->tried_count && shown < ARRAY_LENGTH(miss->tried); shown++) {
        struct str name = miss->tried[shown];

        if (length + name.length + sizeof "; there is \"\", ..." > sizeof miss->hint)
            break;
        length += (size_t)snprintf(miss->hint + length, sizeof miss->hint - length, "%s\"%.*s\"",
                                   shown ? ", " : "; there is ", STR_ARGS(name));
    }
    if (shown == 0)
        return "";
    snprintf(miss->hint + length, sizeof miss->hint - length, "%s",
             shown < miss->tried_count ? ", ..." : "");
    return miss->hint;
}

void near_miss_is(struct near_miss *miss, struct str candidate)
{
    miss->best = candidate;
    miss->distance = 0;
}
