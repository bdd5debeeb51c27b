/* Bytes written as text. */
#include "base/columns.h"
#include "format/character.h"
#include "format/grammars.h"

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
    const uint64_t dash_to_digit = (uint64_t)('-' ^ '0') << 8 * 4;
    const char *c = text.text;
    uint64_t strangers;

    if (text.length != 36 || c[8] != '-' || c[13] != '-' || c[18] != '-' || c[23] != '-')
        return false;
    strangers = columns_not_hex(columns_load(c)) | columns_not_hex(columns_load(c + 24)) |
                columns_not_hex(columns_load(c + 28));
    /* The groups of four and what follows them. The dashes are known to be there, and are made
       digits. */
    strangers |= columns_not_hex(columns_load(c + 9) ^ dash_to_digit) |
                 columns_not_hex(columns_load(c + 14) ^ dash_to_digit) |
                 columns_not_hex(columns_load(c + 19) ^ dash_to_digit);
    return strangers == 0;
}
