#include "redact/known_words.h"

#include "base/alloc.h"
#include "base/map.h"
#include "redact/known_secrets.h"

void known_words_release(struct known_words *words)
{
    free(words->slots);
    *words = (struct known_words){0};
}

static uint64_t number_of(struct str word)
{
    char folded[KNOWN_WORD_MAX_BYTES];
    uint64_t number;

    for (size_t i = 0; i < word.length; i++)
        folded[i] = secret_fold(word.text[i]);
    number = str_hash((struct str){folded, word.length});
    return number ? number : 1;
}

static uint64_t *slot_of(const struct known_words *words, uint64_t number)
{
    size_t at = number & (words->capacity - 1);

    while (words->slots[at] && words->slots[at] != number)
        at = (at + 1) & (words->capacity - 1);
    return &words->slots[at];
}

static void grow(struct known_words *words)
{
    struct known_words larger = {.capacity = words->capacity ? words->capacity * 2 : 1024,
                                 .count = words->count};

    larger.slots = alloc_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < words->capacity; i++)
        if (words->slots[i])
            *slot_of(&larger, words->slots[i]) = words->slots[i];
    free(words->slots);
    *words = larger;
}

static bool is_word(struct str word)
{
    return word.length >= SECRET_MIN_BYTES && word.length <= KNOWN_WORD_MAX_BYTES;
}

void known_words_add(struct known_words *words, struct str word)
{
    uint64_t number, *slot;

    if (!is_word(word))
        return;
    if (words->count * 2 >= words->capacity)
        grow(words);
    number = number_of(word);
    slot = slot_of(words, number);
    words->count += !*slot;
    *slot = number;
}

bool known_words_have(const struct known_words *words, struct str word)
{
    return words->count > 0 && is_word(word) && *slot_of(words, number_of(word));
}
