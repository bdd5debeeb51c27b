/* Searching takes a step for each byte of the text, and more only where some pattern starts with
   the same bytes: then the place of the text among the sorted patterns is looked up, in as many
   steps as the number of patterns has bits, and what has been compared is not compared again. The
   index grows as sorted levels that are merged when they come near in size (Bentley and Saxe's
   logarithmic method), so that searching and adding may take turns. */
#include "redact/known_secrets.h"

#include <assert.h>

#include "base/map.h"
#include "redact/known_words.h"

enum {
    START_BYTES = 4, /* of a pattern, by which most places of a text are passed over */
    START_BITS_MIN_LOG = 16,
    START_BITS_MAX_LOG = 24,
    ASKED_MAX_BYTES = 1024, /* of a text that needs no arena */
    PATTERN_BYTES = 48      /* kept beside the bytes of a pattern */
};

static_assert((int)START_BYTES <= (int)SECRET_MIN_BYTES, "a pattern has the bytes of its start");

char secret_fold(char c)
{
    return c == '+' ? ' ' : ascii_lower(c);
}

void known_secrets_release(struct known_secrets *known)
{
    for (size_t i = 0; i < known->level_count; i++)
        free(known->levels[i].ranks);
    free(known->starts);
    free(known->slots);
    free(known->pool.bytes);
    VEC_RELEASE(&known->patterns);
    *known = (struct known_secrets){.words = known->words};
}

struct str known_secrets_at(const struct known_secrets *known, size_t index)
{
    const struct secret_pattern *pattern = &known->patterns.items[index];

    return (struct str){known->pool.bytes + pattern->at, pattern->length};
}

/* ---- the set ---- */

/* The slot that holds the text, or the free one where it would go. */
static uint32_t *slot_of(const struct known_secrets *known, struct str text, uint32_t hash)
{
    size_t at = hash & (known->slot_count - 1);

    while (known->slots[at] && (known->patterns.items[known->slots[at] - 1].hash != hash ||
                                !str_equal(known_secrets_at(known, known->slots[at] - 1), text)))
        at = (at + 1) & (known->slot_count - 1);
    return &known->slots[at];
}

static void fill_slots(struct known_secrets *known)
{
    memset(known->slots, 0, known->slot_count * sizeof *known->slots);
    for (size_t i = 0; i < known->patterns.count; i++) {
        size_t at = known->patterns.items[i].hash & (known->slot_count - 1);

        while (known->slots[at])
            at = (at + 1) & (known->slot_count - 1);
        known->slots[at] = (uint32_t)i + 1;
    }
}

static void grow_slots(struct known_secrets *known)
{
    known->slot_count = known->slot_count ? known->slot_count * 2 : 64;
    known->slots = alloc_resize(known->slots, known->slot_count * sizeof *known->slots);
    fill_slots(known);
}

static void forget_levels(struct known_secrets *known)
{
    for (size_t i = 0; i < known->level_count; i++)
        free(known->levels[i].ranks);
    known->level_count = known->indexed = 0;
    free(known->starts);
    known->starts = NULL;
    known->start_shift = 0;
}

void known_secrets_clear(struct known_secrets *known)
{
    if (known->patterns.count == known->given)
        return;
    known->patterns.count = known->given;
    known->pool.length = known->given_bytes;
    known->full = false;
    fill_slots(known);
    if (known->indexed > known->given)
        forget_levels(known);
}

void known_secrets_keep(struct known_secrets *known)
{
    for (size_t i = known->given; i < known->patterns.count; i++)
        known->patterns.items[i].asked = true;
    known->given = known->patterns.count;
    known->given_bytes = known->pool.length;
}

static void add_bytes(struct known_secrets *known, struct str text)
{
    while (known->pool.capacity < known->pool.length + text.length) {
        known->pool.capacity = known->pool.capacity ? known->pool.capacity * 2 : 1024;
        known->pool.bytes = alloc_resize(known->pool.bytes, known->pool.capacity);
    }
    memcpy(known->pool.bytes + known->pool.length, text.text, text.length);
    known->pool.length += text.length;
}

static bool is_token_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-._~/=%");
}

static bool is_token(struct str folded)
{
    for (size_t i = 0; i < folded.length; i++)
        if (!is_token_byte(folded.text[i]))
            return false;
    return true;
}

/* What is kept of a token may be all of it: that is not known of a pattern. */
static bool is_beginning(struct str pattern)
{
    return pattern.length == SECRET_TOKEN_BYTES && is_token(pattern);
}

/* Also as a part of a word? */
static bool is_long(struct str folded)
{
    return folded.length >= SECRET_ANYWHERE_DIGITS ||
           (folded.length >= SECRET_ANYWHERE_BYTES && !str_is_digits(folded));
}

/* hash: of the text. */
static bool add_pattern(struct known_secrets *known, struct str text, uint32_t hash, bool anywhere)
{
    uint32_t *slot;

    if (known->slot_count < known->patterns.count * 2 + 2)
        grow_slots(known);
    slot = slot_of(known, text, hash);
    if (*slot) {
        known->patterns.items[*slot - 1].anywhere |= anywhere;
        return false;
    }
    if (known->pool.length + text.length + (known->patterns.count + 1) * PATTERN_BYTES >
        KNOWN_SECRETS_MAX_BYTES) {
        known->full = true;
        return false;
    }
    *slot = (uint32_t)known->patterns.count + 1;
    VEC_ADD(&known->patterns, ((struct secret_pattern){.at = (uint32_t)known->pool.length,
                                                       .length = (uint32_t)text.length,
                                                       .hash = hash,
                                                       .anywhere = anywhere,
                                                       .extends = is_beginning(text)}));
    add_bytes(known, text);
    return true;
}

/* Has it enough bytes that tell something? "----" and "    " stand everywhere. */
static bool tells(struct str folded)
{
    if (folded.length < SECRET_MIN_DIGITS && str_is_digits(folded))
        return false;
    for (size_t i = 0; i < folded.length; i++)
        if (ascii_is_alpha(folded.text[i]) || ascii_is_digit(folded.text[i]) ||
            (unsigned char)folded.text[i] >= 0x80)
            return true;
    return false;
}

/* The text, or the beginning of a long token. */
static struct str kept_of(struct str folded)
{
    return folded.length > SECRET_TOKEN_BYTES && is_token(folded)
               ? str_slice(folded, 0, SECRET_TOKEN_BYTES)
               : folded;
}

static bool add_folded(struct known_secrets *known, struct str text, bool anywhere)
{
    struct str kept = kept_of(text);

    if (text.length < SECRET_MIN_BYTES || (!anywhere && !tells(text)))
        return false;
    return add_pattern(known, kept, (uint32_t)str_hash(kept), anywhere || is_long(text));
}

enum { WORD = 8 };

static uint64_t in_each_byte(unsigned value)
{
    return value * UINT64_C(0x0101010101010101);
}

/* secret_fold of eight bytes. Sums of seven bits carry into the eighth, and no further. */
static uint64_t fold_word(uint64_t word)
{
    uint64_t low = word & in_each_byte(0x7f), ascii = ~word & in_each_byte(0x80);
    uint64_t from_a = low + in_each_byte(0x80 - 'A'), behind_z = low + in_each_byte(0x7f - 'Z');
    uint64_t no_plus = (low ^ in_each_byte('+')) + in_each_byte(0x7f);

    word |= (ascii & from_a & ~behind_z) >> 2; /* 0x80 to 0x20 */
    return word ^ ((ascii & ~no_plus) >> 7) * ('+' ^ ' ');
}

static void fold_into(char *bytes, struct str text)
{
    size_t at = 0;

    for (; text.length - at >= WORD; at += WORD) {
        uint64_t word;

        memcpy(&word, text.text + at, WORD);
        word = fold_word(word);
        memcpy(bytes + at, &word, WORD);
    }
    for (; at < text.length; at++)
        bytes[at] = secret_fold(text.text[at]);
}

static struct str folded(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.length + 1);

    fold_into(copy, text);
    return (struct str){copy, text.length};
}

/* What the value is when every escape in it is undone. */
static void add_unescaped(struct known_secrets *known, struct arena *arena, struct str value,
                          bool anywhere)
{
    struct str unescaped = value_unescaped(arena, value);

    if (unescaped.text != value.text)
        add_folded(known, folded(arena, unescaped), anywhere);
}

bool known_secrets_add(struct known_secrets *known, struct str value, bool anywhere)
{
    char few[ASKED_MAX_BYTES];
    struct str text = {few, value.length};
    struct arena arena;
    bool added;

    if (value.length < SECRET_MIN_BYTES || value.length > UINT32_MAX / 2)
        return false;
    arena_init(&arena);
    if (value.length <= sizeof few)
        fold_into(few, value);
    else
        text = folded(&arena, value);
    added = add_folded(known, text, anywhere);
    if (added)
        add_unescaped(known, &arena, value, anywhere);
    arena_release(&arena);
    return added;
}

bool known_secrets_add_pattern(struct known_secrets *known, const struct secret_text *pattern)
{
    return add_pattern(known, pattern->text, pattern->hash, is_long(pattern->text));
}

/* ---- the index ---- */

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

static size_t start_bit(const struct known_secrets *known, const char *folded)
{
    uint32_t start;

    memcpy(&start, folded, START_BYTES);
    return (start * 0x9e3779b1u) >> known->start_shift; /* Knuth's multiplicative hashing */
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
        size_t bit = start_bit(known, known_secrets_at(known, i).text);

        known->starts[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
}

static void index_patterns(struct known_secrets *known)
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

/* ---- searching ---- */

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
static uint32_t longest_at(struct known_secrets *known, const struct secret_level *level,
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

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool is_part_of_word(struct str text, size_t start, size_t end)
{
    return (start > 0 && is_word_byte(text.text[start - 1])) ||
           (end < text.length && is_word_byte(text.text[end]));
}

static bool is_word(const struct known_secrets *known, struct secret_pattern *pattern)
{
    struct str text = {known->pool.bytes + pattern->at, pattern->length};

    if (!pattern->asked)
        pattern->is_word = known->words && known_words_have(known->words, text);
    pattern->asked = true;
    return pattern->is_word;
}

/* *token_end: how far a token reaches that was walked before; it is walked once. */
static size_t token_end_from(struct known_secrets *known, struct str text, size_t end,
                             size_t *token_end)
{
    if (end < *token_end)
        return *token_end;
    while (end < text.length && is_token_byte(text.text[end])) {
        known->steps++;
        end++;
    }
    return *token_end = end;
}

/* Where the longest pattern ends that stands at `at`; 0: none does. */
static size_t match_end(struct known_secrets *known, const struct secret_level *level,
                        struct str text, size_t at, size_t *token_end)
{
    uint32_t rank = longest_at(known, level, str_slice(text, at, SIZE_MAX));

    for (; rank; rank = above(level, rank)) {
        struct secret_pattern *pattern = &known->patterns.items[level->ranks[rank - 1].pattern];
        size_t end = at + pattern->length;

        known->steps++;
        if ((!pattern->anywhere && is_part_of_word(text, at, end)) || is_word(known, pattern))
            continue;
        return pattern->extends ? token_end_from(known, text, end, token_end) : end;
    }
    return 0;
}

void known_secrets_mark(struct known_secrets *known, const struct secret_view *view,
                        struct secret_marks *marks)
{
    char few[ASKED_MAX_BYTES];
    struct str text = {few, view->text.length};
    struct arena arena;
    size_t token_end = 0;

    if (known->patterns.count == 0 || view->text.length < SECRET_MIN_BYTES)
        return;
    index_patterns(known);
    arena_init(&arena);
    if (text.length <= sizeof few)
        fold_into(few, view->text);
    else
        text = folded(&arena, view->text);
    known->steps += text.length;
    for (size_t at = 0; at + START_BYTES <= text.length; at++) {
        size_t bit = start_bit(known, text.text + at), end = 0;

        if (!(known->starts[bit / 64] >> (bit % 64) & 1))
            continue;
        for (size_t i = 0; i < known->level_count; i++) {
            size_t one = match_end(known, &known->levels[i], text, at, &token_end);

            end = one > end ? one : end;
        }
        if (end)
            secret_marks_add(marks, view, at, end);
    }
    arena_release(&arena);
}
