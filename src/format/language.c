/* RFC 5646, 2.1: well-formed language tags. Whether the subtags are registered is not looked at. */
#include "format/character.h"
#include "format/grammars.h"

/* Tags that were registered before the grammar and do not follow it; the "regular" ones do. */
static const char *const irregular[] = {
    "en-GB-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
    "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
    "i-tay",     "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
};

static bool is_alphabetic(struct str subtag)
{
    for (size_t i = 0; i < subtag.length; i++)
        if (!ascii_is_alpha(subtag.text[i]))
            return false;
    return true;
}

static bool is_numeric(struct str subtag)
{
    return count_digits(subtag) == subtag.length;
}

/* Every subtag is 1 to 8 letters or digits. */
static bool is_made_of_subtags(struct str text)
{
    while (text.text) {
        struct str subtag = str_cut(&text, '-');

        if (subtag.length == 0 || subtag.length > 8)
            return false;
        for (size_t i = 0; i < subtag.length; i++)
            if (!is_alphanumeric(subtag.text[i]))
                return false;
    }
    return true;
}

static bool is_language(struct str subtag)
{
    return subtag.length >= 2 && is_alphabetic(subtag);
}

/* Up to three, behind a language of two or three letters. */
static bool is_extended_language(struct str subtag)
{
    return subtag.length == 3 && is_alphabetic(subtag);
}

static bool is_script(struct str subtag)
{
    return subtag.length == 4 && is_alphabetic(subtag);
}

static bool is_region(struct str subtag)
{
    return subtag.length == 2 ? is_alphabetic(subtag) : subtag.length == 3 && is_numeric(subtag);
}

static bool is_variant(struct str subtag)
{
    return subtag.length >= 5 || (subtag.length == 4 && ascii_is_digit(subtag.text[0]));
}

static bool is_singleton(struct str subtag)
{
    return subtag.length == 1;
}

static bool is_private(struct str subtag)
{
    return is_singleton(subtag) && (subtag.text[0] | 0x20) == 'x';
}

/* 1*( singleton 1*( "-" 2*8alphanum ) ), then "x" with anything behind it. `subtag` is the first,
   `rest` what follows it. */
static bool is_extensions(struct str subtag, struct str rest)
{
    while (subtag.text && !is_private(subtag)) {
        if (!is_singleton(subtag) || !rest.text)
            return false;
        subtag = str_cut(&rest, '-');
        if (is_singleton(subtag))
            return false;
        while (subtag.text && !is_singleton(subtag))
            subtag = rest.text ? str_cut(&rest, '-') : STR_NONE;
    }
    return !subtag.text || rest.text;
}

static struct str next_subtag(struct str *rest)
{
    return rest->text ? str_cut(rest, '-') : STR_NONE;
}

static bool is_langtag(struct str text)
{
    struct str rest = text;
    struct str subtag = next_subtag(&rest);
    bool extends = subtag.length <= 3;

    if (is_private(subtag))
        return rest.text;
    if (!is_language(subtag))
        return false;
    subtag = next_subtag(&rest);
    for (int i = 0; extends && i < 3 && is_extended_language(subtag); i++)
        subtag = next_subtag(&rest);
    if (is_script(subtag))
        subtag = next_subtag(&rest);
    if (is_region(subtag))
        subtag = next_subtag(&rest);
    while (is_variant(subtag))
        subtag = next_subtag(&rest);
    return is_extensions(subtag, rest);
}

bool format_language(struct str text)
{
    if (!text.length || !is_made_of_subtags(text))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(irregular); i++)
        if (str_equal_ignoring_case(text, str_of(irregular[i])))
            return true;
    return is_langtag(text);
}
