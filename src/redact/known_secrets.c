#include "redact/known_secrets.h"

#include <assert.h>

#include "base/map.h"
#include "redact/known_words.h"
#include "redact/secret_fold.h"
#include "redact/secret_index.h"

enum {
    ASKED_MAX_BYTES = 1024, /* of a text that needs no arena */
    PATTERN_BYTES = 48      /* kept beside the bytes of a pattern */
};

static_assert((int)SECRET_START_BYTES <= (int)SECRET_MIN_BYTES,
              "a pattern has the bytes of its start");

void known_secrets_release(struct known_secrets *known)
{
    secret_index_forget(known);
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

void known_secrets_clear(struct known_secrets *known)
{
    if (known->patterns.count == known->given)
        return;
    known->patterns.count = known->given;
    known->pool.length = known->given_bytes;
    known->full = false;
    fill_slots(known);
    if (known->indexed > known->given)
        secret_index_forget(known);
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

/* "active", "example": somebody's password, and a part of many words, names and hosts. */
static bool is_plain_word(struct str folded)
{
    if (folded.length >= SECRET_ANYWHERE_LETTERS)
        return false;
    for (size_t i = 0; i < folded.length; i++)
        if (!ascii_is_alpha(folded.text[i]))
            return false;
    return true;
}

/* Also as a part of a word? */
static bool is_long(struct str folded)
{
    return folded.length >= SECRET_ANYWHERE_DIGITS ||
           (folded.length >= SECRET_ANYWHERE_BYTES && !str_is_digits(folded) &&
            !is_plain_word(folded));
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
                                                       .plain = is_plain_word(text),
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

/* What the value is when every escape in it is undone. */
static void add_unescaped(struct known_secrets *known, struct arena *arena, struct str value,
                          bool anywhere)
{
    struct str unescaped = value_unescaped(arena, value);

    if (unescaped.text != value.text)
        add_folded(known, secret_folded(arena, unescaped), anywhere);
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
        secret_fold_into(few, value);
    else
        text = secret_folded(&arena, value);
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

/* ---- searching ---- */

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool is_part_of_word(struct str text, size_t start, size_t end)
{
    return (start > 0 && is_word_byte(text.text[start - 1])) ||
           (end < text.length && is_word_byte(text.text[end]));
}

/* Do words lie on both sides of it, as in "a.example", "pre-active", "is_active"? */
static bool joins_words(struct str text, size_t at)
{
    return char_is_any(text.text[at], ".-_") && at > 0 && at + 1 < text.length &&
           is_word_byte(text.text[at - 1]) && is_word_byte(text.text[at + 1]);
}

static bool is_part_of_name(struct str text, size_t start, size_t end)
{
    return (start > 0 && joins_words(text, start - 1)) ||
           (end < text.length && joins_words(text, end));
}

static bool stands_alone(const struct secret_pattern *pattern, struct str text, size_t start,
                         size_t end)
{
    return !is_part_of_word(text, start, end) &&
           !(pattern->plain && is_part_of_name(text, start, end));
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
    uint32_t rank = secret_index_longest(known, level, str_slice(text, at, SIZE_MAX));

    for (; rank; rank = level->ranks[rank - 1].above) {
        struct secret_pattern *pattern = &known->patterns.items[level->ranks[rank - 1].pattern];
        size_t end = at + pattern->length;

        known->steps++;
        if ((!pattern->anywhere && !stands_alone(pattern, text, at, end)) ||
            is_word(known, pattern))
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
    secret_index_update(known);
    arena_init(&arena);
    if (text.length <= sizeof few)
        secret_fold_into(few, view->text);
    else
        text = secret_folded(&arena, view->text);
    known->steps += text.length;
    for (size_t at = 0; at + SECRET_START_BYTES <= text.length; at++) {
        size_t end = 0;

        if (!secret_index_has_start(known, text.text + at))
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
