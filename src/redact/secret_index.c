/* Searching takes a step for each byte of the text, and more only where some pattern starts with
   the same bytes: then the place of the text among the sorted patterns is looked up, in as many
   steps as the number of patterns has bits, and what has been compared is not compared again. The
   index grows as sorted levels that are merged when they come near in size (Bentley and Saxe's
   logarithmic method), so that searching and adding may take turns. */
#include "redact/secret_index.h"

#include <assert.h>

enum {
    START_BITS_MIN_LOG = 16,
    START_BITS_MAX_LOG = 24,
    WORD = 8 /* bytes of a pattern by which most are sorted */
};

void secret_index_forget(struct known_secrets *known)
{
    for (size_t i = 0; i < known->level_count; i++)
        free(known->levels[i].ranks);
    known->level_count = known->indexed = 0;
    free(known->starts);
    known->starts = NULL;
    known->start_shift = 0;
}

/* Ranks are told as a number + 1. Above all is 0, which has no length and is its own jump. */
static uint32_t above(const struct secret_level *level, uint32_t rank)
{
    return rank ? level->ranks[rank - 1].above : 0;
}

static uint32_t jump(const struct secret_level *level, uint32_t rank)
{
    return rank ? level->ranks[rank - 1].jump : 0;
}

static uint32_t depth(const struct secret_level *level, uint32_t rank)
{
    return rank ? level->ranks[rank - 1].depth : 0;
}

static struct str text_of(const struct known_secrets *known, const struct secret_level *level,
                          uint32_t rank)
{
    return rank ? known_secrets_at(known, level->ranks[rank - 1].pattern) : STR("");
}

/* What is above each one, and a jump over several: with jumps of such lengths the way up takes as
   many steps as the depth has bits (Myers, "An applicative random-access stack", 1983). */
static void link_level(const struct known_secrets *known, struct secret_level *level)
{
    for (uint32_t rank = 1; rank <= level->count; rank++) {
        struct secret_rank *here = &level->ranks[rank - 1];
        struct str text = text_of(known, level, rank);
        uint32_t up = rank - 1, far;

        while (up && !str_starts_with(text, text_of(known, level, up)))
            up = above(level, up);
        far = jump(level, up);
        here->above = up;
        here->depth = depth(level, up) + 1;
        here->jump = depth(level, up) - depth(level, far) ==
                             depth(level, far) - depth(level, jump(level, far))
                         ? jump(level, far)
                         : up;
    }
}

static int by_bytes(const struct secret_rank *a, const struct secret_rank *b,
                    const struct known_secrets *known)
{
    return str_compare(known_secrets_at(known, a->pattern), known_secrets_at(known, b->pattern));
}

/* A pattern with its first bytes, by which most comparisons are decided. */
struct sorted {
    uint64_t start;
    uint32_t pattern;
};

static struct sorted sorted_of(const struct known_secrets *known, uint32_t pattern)
{
    struct str text = str_slice(known_secrets_at(known, pattern), 0, WORD);
    struct sorted sorted = {.pattern = pattern};

    for (size_t i = 0; i < text.length; i++)
        sorted.start |= (uint64_t)(unsigned char)text.text[i] << (8 * (WORD - 1 - i));
    return sorted;
}

static bool comes_first(const struct known_secrets *known, const struct sorted *a,
                        const struct sorted *b)
{
    if (a->start != b->start)
        return a->start < b->start;
    return str_compare(known_secrets_at(known, a->pattern), known_secrets_at(known, b->pattern)) <
           0;
}

/* Two sorted runs, from start and from middle on, into one. */
static void merge_runs(const struct known_secrets *known, const struct sorted *from,
                       struct sorted *to, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;

    for (size_t i = start; i < end; i++)
        to[i] = right == end || (left < middle && !comes_first(known, &from[right], &from[left]))
                    ? from[left++]
                    : from[right++];
}

/* By merging runs of twice the length each time; in one of the two halves of `both`. */
static const struct sorted *sort_patterns(const struct known_secrets *known, struct sorted *both,
                                          size_t count)
{
    struct sorted *from = both, *to = both + count;

    for (size_t run = 1; run < count; run *= 2) {
        struct sorted *sorted = to;

        for (size_t start = 0; start < count; start += 2 * run) {
            size_t middle = start + run < count ? start + run : count;

            merge_runs(known, from, to, start, middle, middle + run < count ? middle + run : count);
        }
        to = from;
        from = sorted;
    }
    return from;
}

static void add_level(struct known_secrets *known)
{
    struct secret_level *level = &known->levels[known->level_count++];
    struct sorted *both;
    const struct sorted *sorted;

    level->count = known->patterns.count - known->indexed;
    level->ranks = alloc_bytes(level->count * sizeof *level->ranks);
    both = alloc_bytes(2 * level->count * sizeof *both);
    for (size_t i = 0; i < level->count; i++)
        both[i] = sorted_of(known, (uint32_t)(known->indexed + i));
    sorted = sort_patterns(known, both, level->count);
    for (size_t i = 0; i < level->count; i++)
        level->ranks[i] = (struct secret_rank){.pattern = sorted[i].pattern};
    free(both);
}

/* The last two as one. */
static void merge_levels(struct known_secrets *known)
{
    struct secret_level *a = &known->levels[known->level_count - 2], *b = a + 1;
    struct secret_level both = {.count = a->count + b->count};
    size_t i = 0, j = 0;

    both.ranks = alloc_bytes(both.count * sizeof *both.ranks);
    while (i + j < both.count) {
        bool first =
            j == b->count || (i < a->count && by_bytes(&a->ranks[i], &b->ranks[j], known) < 0);

        both.ranks[i + j] = first ? a->ranks[i] : b->ranks[j];
        i += first;
        j += !first;
    }
    free(a->ranks);
    free(b->ranks);
    *a = both;
    known->level_count--;
}

static void note_starts(struct known_secrets *known)
{
    unsigned shift = 32 - START_BITS_MIN_LOG;

    while (shift > 32 - START_BITS_MAX_LOG && known->patterns.count * 8 > (uint64_t)1
                                                                              << (32 - shift))
        shift--;
    if (known->start_shift != shift) {
        free(known->starts);
        known->starts = alloc_zeroed(((uint64_t)1 << (32 - shift)) / 64, sizeof *known->starts);
        known->start_shift = shift;
        known->indexed = 0; /* of which the starts are noted */
    }
    for (size_t i = known->indexed; i < known->patterns.count; i++) {
        size_t bit = secret_start_bit(known, known_secrets_at(known, i).text);

        known->starts[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
}

void secret_index_update(struct known_secrets *known)
{
    if (known->indexed == known->patterns.count)
        return;
    assert(known->level_count < SECRET_LEVELS_MAX); /* each has twice the count of the next one */
    add_level(known);
    while (known->level_count > 1 && known->levels[known->level_count - 2].count <=
                                         2 * known->levels[known->level_count - 1].count)
        merge_levels(known);
    link_level(known, &known->levels[known->level_count - 1]);
    note_starts(known);
    known->indexed = known->patterns.count;
}

/* ---- looking up ---- */

/* How many bytes two texts have in common, of which the first `from` are known to be. */
static size_t common_length(struct known_secrets *known, struct str a, struct str b, size_t from)
{
    size_t length = a.length < b.length ? a.length : b.length, at = from;

    while (at < length && a.text[at] == b.text[at])
        at++;
    known->steps += at - from + 1;
    return at;
}

/* The longest pattern that the text starts with, as a rank; 0: it starts with none. Of the patterns
   that do not come behind the text, the last one is it, or has it above. */
uint32_t secret_index_longest(struct known_secrets *known, const struct secret_level *level,
                              struct str text)
{
    uint32_t low = 0, high = (uint32_t)level->count, rank;
    size_t common_low = 0, common_high = 0; /* with the one before low, and with the one at high */

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct str pattern = text_of(known, level, middle + 1);
        size_t common = common_length(known, pattern, text,
                                      common_low < common_high ? common_low : common_high);

        if (common == pattern.length ||
            (common < text.length &&
             (unsigned char)pattern.text[common] < (unsigned char)text.text[common])) {
            low = middle + 1;
            common_low = common;
        } else {
            high = middle;
            common_high = common;
        }
    }
    rank = low;
    while (rank && text_of(known, level, rank).length > common_low) {
        uint32_t far = jump(level, rank);

        rank = text_of(known, level, far).length > common_low ? far : above(level, rank);
        known->steps++;
    }
    return rank;
}
