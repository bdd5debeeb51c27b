/* Bytes written as text. */
#include "schema/format.h"
#include "schema/format_character.h"

/* The "=" at the end, two at most. */
static size_t count_padding(struct str text)
{
    size_t padding = 0;

    while (padding < 2 && padding < text.length && text.text[text.length - 1 - padding] == '=')
        padding++;
    return padding;
}

static bool is_made_of(struct str text, char digit_62, char digit_63)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (!is_alphanumeric(c) && c != digit_62 && c != digit_63)
            return false;
    }
    return true;
}

/* RFC 4648, 4: with padding, without line ends. */
bool format_byte(struct str text)
{
    return text.length % 4 == 0 &&
           is_made_of(str_slice(text, 0, text.length - count_padding(text)), '+', '/');
}

/* RFC 4648, 5: the padding may be left out, for the length of the text is known (3.2). */
bool format_base64url(struct str text)
{
    size_t padding = count_padding(text);

    return (padding ? text.length % 4 == 0 : text.length % 4 != 1) &&
           is_made_of(str_slice(text, 0, text.length - padding), '-', '_');
}

bool format_uuid(struct str text)
{
    if (text.length != 36)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? text.text[i] != '-' : ascii_hex_value(text.text[i]) < 0)
            return false;
    }
    return true;
}
