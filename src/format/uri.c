/* RFC 3986, appendix A, and RFC 3987, 2.2, which adds characters to it. */
#include "base/byte_span.h"
#include "base/utf8.h"
#include "format/character.h"
#include "format/grammars.h"

/* What a part may hold beside unreserved characters, sub-delims and escapes. */
enum {
    COLON = 1u << 0,
    AT_AND_SLASH = 1u << 1,
    QUESTION = 1u << 2,
    UCSCHAR = 1u << 3, /* of an IRI */
    IPRIVATE = 1u << 4,

    PATH = COLON | AT_AND_SLASH,
    FRAGMENT = PATH | QUESTION,
};

static size_t count_wide(struct str text, unsigned allowed)
{
    uint32_t code;
    size_t bytes = allowed & UCSCHAR ? utf8_decode(text, &code) : 0;

    if (bytes && (is_ucschar(code) || (allowed & IPRIVATE && is_iprivate(code))))
        return bytes;
    return 0;
}

/* The length of the character at text[at] when it is one of those allowed, else 0. */
static size_t count_character(struct str text, size_t at, unsigned allowed)
{
    char c = text.text[at];

    if (is_alphanumeric(c))
        return 1;
    switch (c) {
    case '-':
    case '.':
    case '_':
    case '~': /* unreserved */
    case '!':
    case '$':
    case '&':
    case '\'':
    case '(':
    case ')':
    case '*':
    case '+':
    case ',':
    case ';':
    case '=': /* sub-delims */
        return 1;
    case '%':
        return starts_with_escape(str_slice(text, at, 3)) ? 3 : 0;
    case ':':
        return allowed & COLON ? 1 : 0;
    case '@':
    case '/':
        return allowed & AT_AND_SLASH ? 1 : 0;
    case '?':
        return allowed & QUESTION ? 1 : 0;
    default:
        return (unsigned char)c < 0x80 ? 0
                                       : count_wide(str_slice(text, at, UTF8_MAX_BYTES), allowed);
    }
}

static bool is_made_of(struct str text, unsigned allowed)
{
    for (size_t at = 0; at < text.length;) {
        size_t bytes = count_character(text, at, allowed);

        if (bytes == 0)
            return false;
        at += bytes;
    }
    return true;
}

static bool is_scheme(struct str text)
{
    if (text.length == 0 || !ascii_is_alpha(text.text[0]))
        return false;
    for (size_t i = 1; i < text.length; i++) {
        char c = text.text[i];

        if (!is_alphanumeric(c) && c != '+' && c != '-' && c != '.')
            return false;
    }
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
    return str_find_char(tail, '%') == tail.length && is_made_of(tail, COLON);
}

static bool is_port(struct str text)
{
    return count_digits(text) == text.length;
}

/* host [ ":" port ]; `wide` is 0 or UCSCHAR. */
static bool is_host_and_port(struct str text, unsigned wide)
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
    return is_made_of(str_slice(text, 0, end), wide) &&
           is_port(str_slice(text, end + 1, text.length));
}

static bool is_authority(struct str text, unsigned wide)
{
    size_t at = str_find_char(text, '@');

    if (at == text.length)
        return is_host_and_port(text, wide);
    return is_made_of(str_slice(text, 0, at), COLON | wide) &&
           is_host_and_port(str_slice(text, at + 1, text.length), wide);
}

/* What follows the scheme, without query and fragment. */
static bool is_hierarchy(struct str text, unsigned wide)
{
    size_t end;

    if (!str_starts_with(text, STR("//")))
        return is_made_of(text, PATH | wide);
    text = str_slice(text, 2, text.length);
    end = str_find_char(text, '/');
    return is_authority(str_slice(text, 0, end), wide) &&
           is_made_of(str_slice(text, end, text.length), PATH | wide);
}

/* Takes "?query" and "#fragment" off. */
static bool take_query_and_fragment(struct str *text, unsigned wide)
{
    size_t hash = str_find_char(*text, '#');
    struct str fragment = str_slice(*text, hash + 1, text->length);
    struct str query;
    size_t mark;

    *text = str_slice(*text, 0, hash);
    mark = str_find_char(*text, '?');
    query = str_slice(*text, mark + 1, text->length);
    *text = str_slice(*text, 0, mark);
    return is_made_of(fragment, FRAGMENT | wide) && is_made_of(query, FRAGMENT | IPRIVATE | wide);
}

static bool is_absolute(struct str text, unsigned wide)
{
    size_t colon;

    if (!take_query_and_fragment(&text, wide))
        return false;
    colon = str_find_char(text, ':');
    return colon < text.length && is_scheme(str_slice(text, 0, colon)) &&
           is_hierarchy(str_slice(text, colon + 1, text.length), wide);
}

static bool is_reference(struct str text, unsigned wide)
{
    size_t colon, slash;

    if (is_absolute(text, wide))
        return true;
    if (!take_query_and_fragment(&text, wide))
        return false;
    /* path-noscheme: a colon in the first segment would make it a scheme. */
    colon = str_find_char(text, ':');
    slash = str_find_char(text, '/');
    return !(colon < slash) && is_hierarchy(text, wide);
}

/* ---- most URIs, in a few steps ---- */

#define IS_ALPHANUMERIC(c)                                                                         \
    (((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z') || ((c) >= '0' && (c) <= '9'))
/* unreserved and sub-delims */
#define IS_NAME(c)                                                                                 \
    (IS_ALPHANUMERIC(c) || (c) == '-' || (c) == '.' || (c) == '_' || (c) == '~' || (c) == '!' ||   \
     (c) == '$' || (c) == '&' || (c) == '\'' || (c) == '(' || (c) == ')' || (c) == '*' ||          \
     (c) == '+' || (c) == ',' || (c) == ';' || (c) == '=')
#define IS_FRAGMENT(c) (IS_NAME(c) || (c) == ':' || (c) == '@' || (c) == '/' || (c) == '?')

/* Is it certainly a URI, without an escape, an address in brackets, a user or a port? false: it has
   to be parsed. */
static bool is_plain(struct str text)
{
    static const struct byte_set name = BYTE_SET(IS_NAME), fragment = BYTE_SET(IS_FRAGMENT);
    size_t at = str_find_char(text, ':');

    if (at == text.length || !is_scheme(str_slice(text, 0, at)))
        return false;
    at++;
    if (text.length - at >= 2 && text.text[at] == '/' && text.text[at + 1] == '/') {
        at += 2;
        at += byte_span(&name, text.text, at, text.length);
        if (at < text.length && (text.text[at] == ':' || text.text[at] == '@'))
            return false;
    }
    at += byte_span(&fragment, text.text, at, text.length);
    at += at < text.length && text.text[at] == '#';
    return byte_set_covers(&fragment, text.text, at, text.length);
}

bool format_uri(struct str text)
{
    return is_plain(text) || is_absolute(text, 0);
}

bool format_uri_reference(struct str text)
{
    return is_reference(text, 0);
}

bool format_iri(struct str text)
{
    return is_absolute(text, UCSCHAR);
}

bool format_iri_reference(struct str text)
{
    return is_reference(text, UCSCHAR);
}
