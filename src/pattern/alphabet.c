/* Refining a partition: all code points are one class at first, and each set splits the classes
   that it holds only a part of. */
#include "pattern/alphabet.h"

static int compare(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    return (one > other) - (one < other);
}

static void find_starts(struct alphabet *alphabet, const struct character_set *sets, size_t count)
{
    size_t kept = 0;

    VEC_ADD(&alphabet->starts, 0);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sets[i].spans.count; j++) {
            VEC_ADD(&alphabet->starts, sets[i].spans.items[j].first);
            if (sets[i].spans.items[j].last + 1 < CODE_POINT_END)
                VEC_ADD(&alphabet->starts, sets[i].spans.items[j].last + 1);
        }
    qsort(alphabet->starts.items, alphabet->starts.count, sizeof *alphabet->starts.items, compare);
    for (size_t i = 1; i < alphabet->starts.count; i++)
        if (alphabet->starts.items[i] != alphabet->starts.items[kept])
            alphabet->starts.items[++kept] = alphabet->starts.items[i];
    alphabet->starts.count = kept + 1;
}

size_t alphabet_span(const struct alphabet *alphabet, uint32_t code)
{
    size_t low = 0, high = alphabet->starts.count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (alphabet->starts.items[middle] <= code)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* How many spans a class has, and of those how many the set holds. */
struct class_use {
    uint32_t size, held;
    uint32_t split; /* the class of those that are held; 0: not yet one */
};

/* The spans of the alphabet that the set's span is made of. */
static size_t end_of(const struct alphabet *alphabet, struct span span)
{
    return span.last + 1 < CODE_POINT_END ? alphabet_span(alphabet, span.last + 1)
                                          : alphabet->starts.count;
}

static void count_held(const struct alphabet *alphabet, struct class_use *uses,
                       const struct character_set *set)
{
    for (size_t i = 0; i < set->spans.count; i++)
        for (size_t at = alphabet_span(alphabet, set->spans.items[i].first),
                    end = end_of(alphabet, set->spans.items[i]);
             at < end; at++)
            uses[alphabet->classes.items[at]].held++;
}

static void move_held(struct alphabet *alphabet, struct class_use *uses, size_t at)
{
    uint32_t class = alphabet->classes.items[at];

    if (uses[class].held == uses[class].size)
        return;
    if (!uses[class].split)
        uses[class].split = alphabet->class_count++;
    alphabet->classes.items[at] = uses[class].split;
}

static void split_by(struct alphabet *alphabet, struct class_use *uses,
                     const struct character_set *set)
{
    uint32_t count = alphabet->class_count;

    count_held(alphabet, uses, set);
    for (size_t i = 0; i < set->spans.count; i++)
        for (size_t at = alphabet_span(alphabet, set->spans.items[i].first),
                    end = end_of(alphabet, set->spans.items[i]);
             at < end; at++)
            move_held(alphabet, uses, at);
    for (uint32_t class = 0; class < count; class ++) {
        if (uses[class].split) {
            uses[uses[class].split].size = uses[class].held;
            uses[class].size -= uses[class].held;
        }
        uses[class].held = uses[class].split = 0;
    }
}

void alphabet_finish(struct alphabet *alphabet)
{
    for (uint32_t code = 0; code < ALPHABET_ASCII; code++)
        alphabet->ascii[code] = alphabet->classes.items[alphabet_span(alphabet, code)];
}

void alphabet_make(struct alphabet *alphabet, const struct character_set *sets, size_t count)
{
    struct class_use *uses;

    *alphabet = (struct alphabet){.class_count = 1};
    find_starts(alphabet, sets, count);
    for (size_t i = 0; i < alphabet->starts.count; i++)
        VEC_ADD(&alphabet->classes, 0);
    uses = alloc_zeroed(alphabet->starts.count + 1, sizeof *uses);
    uses[0].size = (uint32_t)alphabet->starts.count;
    for (size_t i = 0; i < count; i++)
        split_by(alphabet, uses, &sets[i]);
    free(uses);
    alphabet_finish(alphabet);
}

uint32_t alphabet_class(const struct alphabet *alphabet, uint32_t code)
{
    return code < ALPHABET_ASCII ? alphabet->ascii[code]
                                 : alphabet->classes.items[alphabet_span(alphabet, code)];
}

void alphabet_release(struct alphabet *alphabet)
{
    VEC_RELEASE(&alphabet->starts);
    VEC_RELEASE(&alphabet->classes);
}
