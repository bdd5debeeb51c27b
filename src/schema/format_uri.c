/* RFC 3986, appendix A. */
#include "schema/format.h"

static bool is_one_of(char c, const char *characters)
{
    return c && strchr(characters, c);
}

static bool is_unreserved(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || is_one_of(c, "-._~");
}

/* pct-encoded / unreserved / sub-delims / those of `extra`. */
static bool is_made_of(struct str text, const char *extra)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '%') {
            if (text.length - i < 3 || ascii_hex_value(text.text[i + 1]) < 0 ||
                ascii_hex_value(text.text[i + 2]) < 0)
                return false;
            i += 2;
        } else if (!is_unreserved(c) && !is_one_of(c, "!$&'()*+,;=") && !is_one_of(c, extra)) {
            return false;
        }
    }
    return true;
}

static bool is_scheme(struct str text)
{
    if (text.length == 0 || !ascii_is_alpha(text.text[0]))
        return false;
    for (size_t i = 1; i < text.length; i++)
        if (!ascii_is_alpha(text.text[i]) && !ascii_is_digit(text.text[i]) &&
            !is_one_of(text.text[i], "+-."))
            return false;
    return true;
}

/* "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) */
static bool is_future_address(struct str text)
{
    size_t dot = str_find_char(text, '.');
    struct str tail = str_slice(text, dot + 1, text.length);

    if (dot < 2 || dot == text.length || (text.text[0] | 0x20) != 'v' || tail.length == 0)
        return false;
    for (size_t i = 1; i < dot; i++)
        if (ascii_hex_value(text.text[i]) < 0)
            return false;
    return str_find_char(tail, '%') == tail.length && is_made_of(tail, ":");
}

static bool is_port(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_digit(text.text[i]))
            return false;
    return true;
}

/* host [ ":" port ] */
static bool is_host_and_port(struct str text)
{
    size_t end;

    if (str_starts_with(text, STR("["))) {
        struct str address;

        end = str_find_char(text, ']');
        address = str_slice(text, 1, end - 1);
        if (end == text.length || (!format_ipv6(address) && !is_future_address(address)))
            return false;
        text = str_slice(text, end + 1, text.length);
        return text.length == 0 ||
               (text.text[0] == ':' && is_port(str_slice(text, 1, text.length)));
    }
    end = str_find_char(text, ':');
    return is_made_of(str_slice(text, 0, end), "") &&
           is_port(str_slice(text, end + 1, text.length));
}

static bool is_authority(struct str text)
{
    size_t at = str_find_char(text, '@');

    if (at == text.length)
        return is_host_and_port(text);
    return is_made_of(str_slice(text, 0, at), ":") &&
           is_host_and_port(str_slice(text, at + 1, text.length));
}

/* What follows the scheme, without query and fragment. */
static bool is_hierarchy(struct str text)
{
    size_t end;

    if (!str_starts_with(text, STR("//")))
        return is_made_of(text, ":@/");
    text = str_slice(text, 2, text.length);
    end = str_find_char(text, '/');
    return is_authority(str_slice(text, 0, end)) &&
           is_made_of(str_slice(text, end, text.length), ":@/");
}

/* Takes "?query" and "#fragment" off. */
static bool take_query_and_fragment(struct str *text)
{
    size_t hash = str_find_char(*text, '#');
    struct str fragment = str_slice(*text, hash + 1, text->length);
    struct str query;
    size_t mark;

    *text = str_slice(*text, 0, hash);
    mark = str_find_char(*text, '?');
    query = str_slice(*text, mark + 1, text->length);
    *text = str_slice(*text, 0, mark);
    return is_made_of(fragment, ":@/?") && is_made_of(query, ":@/?");
}

bool format_uri(struct str text)
{
    size_t colon;

    if (!take_query_and_fragment(&text))
        return false;
    colon = str_find_char(text, ':');
    return colon < text.length && is_scheme(str_slice(text, 0, colon)) &&
           is_hierarchy(str_slice(text, colon + 1, text.length));
}

bool format_uri_reference(struct str text)
{
    size_t colon, slash;

    if (format_uri(text))
        return true;
    if (!take_query_and_fragment(&text))
        return false;
    /* path-noscheme: a colon in the first segment would make it a scheme. */
    colon = str_find_char(text, ':');
    slash = str_find_char(text, '/');
    return !(colon < slash) && is_hierarchy(text);
}
