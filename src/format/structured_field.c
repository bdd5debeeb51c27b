/* Bare items of structured fields (RFC 9651, 3.3), as they stand in a header. */
#include "format/character.h"
#include "format/grammars.h"

/* Padding may be left out (4.2.7). */
bool format_sf_binary(struct str text)
{
    size_t end;

    if (text.length < 2 || text.text[0] != ':' || text.text[text.length - 1] != ':')
        return false;
    text = str_slice(text, 1, text.length - 2);
    end = str_find_char(text, '=');
    if (end < text.length)
        return format_byte(text);
    for (size_t i = 0; i < end; i++)
        if (!is_alphanumeric(text.text[i]) && text.text[i] != '+' && text.text[i] != '/')
            return false;
    return text.length % 4 != 1;
}

bool format_sf_boolean(struct str text)
{
    return str_equal(text, STR("?0")) || str_equal(text, STR("?1"));
}

bool format_sf_string(struct str text)
{
    if (text.length < 2 || text.text[0] != '"' || text.text[text.length - 1] != '"')
        return false;
    text = str_slice(text, 1, text.length - 2);
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c < ' ' || c > '~' || c == '"')
            return false;
        if (c != '\\')
            continue;
        if (++i == text.length || (text.text[i] != '"' && text.text[i] != '\\'))
            return false;
    }
    return true;
}

bool format_sf_token(struct str text)
{
    if (text.length == 0 || (!ascii_is_alpha(text.text[0]) && text.text[0] != '*'))
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (!is_token_character(text.text[i]) && text.text[i] != ':' && text.text[i] != '/')
            return false;
    return true;
}
