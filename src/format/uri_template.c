/* RFC 6570, 2: literals and expressions. */
#include "base/utf8.h"
#include "format/character.h"
#include "format/grammars.h"

/* 2.1; the apostrophe is among them by erratum 6937. */
static bool is_literal_character(char c)
{
    switch (c) {
    case '"':
    case '%':
    case '<':
    case '>':
    case '\\':
    case '^':
    case '`':
    case '{':
    case '|':
    case '}':
        return false;
    default:
        return c > ' ' && c <= '~';
    }
}

/* The length of the literal character at the start of text, 0 when there is none. */
static size_t count_literal(struct str text)
{
    uint32_t code;
    size_t bytes;

    if (is_literal_character(text.text[0]))
        return 1;
    if (text.text[0] == '%')
        return starts_with_escape(text) ? 3 : 0;
    if ((unsigned char)text.text[0] < 0x80)
        return 0;
    bytes = utf8_decode(text, &code);
    return bytes && (is_ucschar(code) || is_iprivate(code)) ? bytes : 0;
}

/* 2.3: varchar *( ["."] varchar ) */
static bool is_variable_name(struct str name)
{
    bool after_character = false;

    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        if (c == '.') {
            if (!after_character)
                return false;
            after_character = false;
            continue;
        }
        if (c == '%') {
            if (!starts_with_escape(str_slice(name, i, 3)))
                return false;
            i += 2;
        } else if (!is_alphanumeric(c) && c != '_') {
            return false;
        }
        after_character = true;
    }
    return after_character;
}

/* 2.4: ":" and 1 to 9999, or "*". */
static bool is_variable(struct str variable)
{
    size_t colon = str_find_char(variable, ':');
    struct str length = str_slice(variable, colon + 1, variable.length);

    if (colon < variable.length)
        return length.length >= 1 && length.length <= 4 && length.text[0] != '0' &&
               count_digits(length) == length.length &&
               is_variable_name(str_slice(variable, 0, colon));
    if (str_ends_with(variable, STR("*")))
        variable = str_slice(variable, 0, variable.length - 1);
    return is_variable_name(variable);
}

/* What stands between braces. The operators that 2.2 reserves, "=,!@|", are refused. */
static bool is_expression(struct str text)
{
    struct str rest = text;

    if (text.length && char_is_any(text.text[0], "+#./;?&"))
        rest = str_slice(text, 1, text.length);
    while (rest.text)
        if (!is_variable(str_cut(&rest, ',')))
            return false;
    return true;
}

bool format_uri_template(struct str text)
{
    while (text.length) {
        size_t bytes;

        if (text.text[0] == '{') {
            bytes = str_find_char(text, '}') + 1;
            if (bytes > text.length || !is_expression(str_slice(text, 1, bytes - 2)))
                return false;
        } else {
            bytes = count_literal(text);
            if (bytes == 0)
                return false;
        }
        text = str_slice(text, bytes, text.length);
    }
    return true;
}
