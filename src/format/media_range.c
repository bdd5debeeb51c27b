/* RFC 9110, 12.5.1: media-range, which is a media type that may hold stars. */
#include "format/character.h"
#include "format/grammars.h"

static size_t count_token(struct str text)
{
    size_t count = 0;

    while (count < text.length && is_token_character(text.text[count]))
        count++;
    return count;
}

/* 5.6.4: qdtext is all but controls, quotes and backslashes; obs-text is in it. 0 when text does
   not start with a quoted string. */
static size_t count_quoted(struct str text)
{
    if (!str_starts_with(text, STR("\"")))
        return 0;
    for (size_t i = 1; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c == '"')
            return i + 1;
        if (c == '\\' && ++i < text.length)
            c = (unsigned char)text.text[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return 0;
    }
    return 0;
}

static struct str skip_space(struct str text)
{
    size_t count = 0;

    while (count < text.length && (text.text[count] == ' ' || text.text[count] == '\t'))
        count++;
    return str_slice(text, count, text.length);
}

/* 5.6.6: *( OWS ";" OWS [ name "=" ( token / quoted-string ) ] ) */
static bool is_parameters(struct str text)
{
    while (text.length) {
        size_t name, value;

        text = skip_space(text);
        if (!str_starts_with(text, STR(";")))
            return false;
        text = skip_space(str_slice(text, 1, text.length));
        name = count_token(text);
        if (name == 0)
            continue;
        text = str_slice(text, name, text.length);
        if (!str_starts_with(text, STR("=")))
            return false;
        text = str_slice(text, 1, text.length);
        value = str_starts_with(text, STR("\"")) ? count_quoted(text) : count_token(text);
        if (value == 0)
            return false;
        text = str_slice(text, value, text.length);
    }
    return true;
}

bool format_media_range(struct str text)
{
    size_t type = count_token(text), subtype;
    struct str rest = str_slice(text, type, text.length);

    if (type == 0 || !str_starts_with(rest, STR("/")))
        return false;
    rest = str_slice(rest, 1, rest.length);
    subtype = count_token(rest);
    /* A star is a token character, but a star as the type needs a star as the subtype. */
    if (subtype == 0 ||
        (str_is(str_slice(text, 0, type), "*") && !str_is(str_slice(rest, 0, subtype), "*")))
        return false;
    return is_parameters(str_slice(rest, subtype, rest.length));
}
