#include "http/field.h"

#include "format/character.h"

bool token_is_valid(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!is_token_character(text.text[i]))
            return false;
    }
    return text.length > 0;
}

bool header_name_is_valid(struct str name)
{
    return token_is_valid(name);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool header_value_is_valid(struct str value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.text[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return value.length == 0 ||
           (!is_blank(value.text[0]) && !is_blank(value.text[value.length - 1]));
}

bool header_is_of_connection(struct str name)
{
    static const char *const names[] = {
        "connection",                /* RFC 9110, 7.6.1 */
        "content-length",            /* RFC 9112, 6.2 */
        "http2-settings",            /* RFC 7540, 3.2.1 */
        "keep-alive",                /* RFC 9112, C.2.2 */
        "proxy-authenticate",        /* RFC 9110, 11.7: these are between client and proxy */
        "proxy-authentication-info", /* RFC 9110, 11.7.3 */
        "proxy-authorization",       /* RFC 9110, 11.7.2 */
        "proxy-connection",          /* RFC 9112, C.2.2 */
        "te",                        /* RFC 9110, 10.1.4 */
        "trailer",                   /* RFC 9110, 6.6.2 */
        "transfer-encoding",         /* RFC 9112, 6.1 */
        "upgrade",                   /* RFC 9110, 7.8 */
    };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

/* Offset of the comma that ends the first element, or the length. */
static size_t element_end(struct str list)
{
    bool quoted = false;

    for (size_t i = 0; i < list.length; i++) {
        char c = list.text[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            return i;
    }
    return list.length;
}

struct str field_list_next(struct str *rest)
{
    while (rest->text) {
        size_t end = element_end(*rest);
        struct str element = str_trim(str_slice(*rest, 0, end));

        *rest = end < rest->length ? str_slice(*rest, end + 1, SIZE_MAX) : STR_NONE;
        if (element.length > 0)
            return element;
    }
    return STR_NONE;
}
