#include "redact/secret_form.h"

enum {
    RANDOM_MIN_BYTES = 8,
    RANDOM_CHANGE_BYTES = 5 /* on average, a class of characters lasts no longer in a random text */
};

static bool is_token_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-._~+/=");
}

enum character_class { CLASS_NONE, CLASS_DIGIT, CLASS_LOWER, CLASS_UPPER, CLASS_COUNT };

static enum character_class class_of(char c)
{
    if (ascii_is_digit(c))
        return CLASS_DIGIT;
    if (!ascii_is_alpha(c))
        return CLASS_NONE;
    return c >= 'a' ? CLASS_LOWER : CLASS_UPPER;
}

/* Marks between words are no change: "release-2024-10" has two, of 15 bytes. */
bool secret_form_is_random(struct str value)
{
    bool has[CLASS_COUNT] = {false};
    enum character_class before = CLASS_NONE;
    size_t changes = 0;

    if (value.length < RANDOM_MIN_BYTES)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        enum character_class class = class_of(value.text[i]);

        if (!is_token_byte(value.text[i]))
            return false;
        if (class == CLASS_NONE)
            continue;
        changes += before != CLASS_NONE && class != before;
        has[class] = true;
        before = class;
    }
    return has[CLASS_DIGIT] && (has[CLASS_LOWER] || has[CLASS_UPPER]) &&
           (changes * RANDOM_CHANGE_BYTES >= value.length ||
            (has[CLASS_LOWER] && has[CLASS_UPPER] && changes > 2));
}
