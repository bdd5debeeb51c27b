/* RFC 5321, 4.1.2: Mailbox = Local-part "@" ( Domain / address-literal ). */
#include "schema/format.h"

enum { MAX_LOCAL_PART = 64 }; /* octets, RFC 5321, 4.5.3.1.1 */

static bool is_atom_character(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_dot_string(struct str text)
{
    struct str rest = text;

    while (rest.text) {
        struct str atom = str_cut(&rest, '.');

        if (atom.length == 0)
            return false;
        for (size_t i = 0; i < atom.length; i++)
            if (!is_atom_character(atom.text[i]))
                return false;
    }
    return text.length > 0;
}

static bool is_quoted_string(struct str text)
{
    if (text.length < 2 || text.text[0] != '"' || text.text[text.length - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < text.length; i++) {
        char c = text.text[i];

        if (c == '\\') {
            i++;
            c = text.text[i];
            if (i + 1 >= text.length || c < ' ' || c > '~')
                return false;
        } else if (c < ' ' || c > '~' || c == '"') {
            return false;
        }
    }
    return true;
}

static bool is_address_literal(struct str text)
{
    if (text.length < 2 || text.text[0] != '[' || text.text[text.length - 1] != ']')
        return false;
    text = str_slice(text, 1, text.length - 2);
    if (str_equal_ignoring_case(str_slice(text, 0, 5), STR("IPv6:")))
        return format_ipv6(str_slice(text, 5, text.length));
    return format_ipv4(text);
}

bool format_email(struct str text)
{
    size_t at = text.length;
    struct str local, domain;

    while (at && text.text[at - 1] != '@')
        at--;
    if (at == 0)
        return false;
    local = str_slice(text, 0, at - 1);
    domain = str_slice(text, at, text.length);
    if (local.length > MAX_LOCAL_PART || (!is_dot_string(local) && !is_quoted_string(local)))
        return false;
    return format_hostname(domain) || is_address_literal(domain);
}
