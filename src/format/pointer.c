/* JSON Pointer (RFC 6901, 3) and Relative JSON Pointer (draft-bhutton-relative-json-pointer-00,
   3). */
#include "format/character.h"
#include "format/grammars.h"

bool format_json_pointer(struct str text)
{
    if (text.length && text.text[0] != '/')
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '~' &&
            (i + 1 == text.length || (text.text[i + 1] != '0' && text.text[i + 1] != '1')))
            return false;
    return true;
}

/* Digits without a leading zero; *text goes behind them. */
static bool take_integer(struct str *text)
{
    size_t digits = count_digits(*text);

    if (digits == 0 || (digits > 1 && text->text[0] == '0'))
        return false;
    *text = str_slice(*text, digits, text->length);
    return true;
}

bool format_relative_json_pointer(struct str text)
{
    if (!take_integer(&text))
        return false;
    /* index-manipulation; drafts before 2020 did not have it. */
    if (text.length && (text.text[0] == '+' || text.text[0] == '-')) {
        text = str_slice(text, 1, text.length);
        if (str_starts_with(text, STR("0")) || !take_integer(&text))
            return false;
    }
    return str_equal(text, STR("#")) || format_json_pointer(text);
}
