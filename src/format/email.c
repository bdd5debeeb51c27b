/* RFC 5321, 4.1.2: Mailbox = Local-part "@" ( Domain / address-literal ). */
#include "format/character.h"
#include "format/grammars.h"

enum { MAX_LOCAL_PART = 64 }; /* octets, RFC 5321, 4.5.3.1.1 */

/* RFC 5322, 3.2.3: those of a token, and five more. */
static bool is_atom_character(char c, bool wide)
{
    return is_token_character(c) || c == '/' || c == '=' || c == '?' || c == '{' || c == '}' ||
           (wide && (unsigned char)c >= 0x80);
}

static bool is_dot_string(struct str text, bool wide)
{
    struct str rest = text;

    while (rest.text) {
        struct str atom = str_cut(&rest, '.');

        if (atom.length == 0)
            return false;
        for (size_t i = 0; i < atom.length; i++)
            if (!is_atom_character(atom.text[i], wide))
                return false;
    }
    return text.length > 0;
}

static bool is_quoted_string(struct str text, bool wide)
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
        } else if ((unsigned char)c >= 0x80 ? !wide : c < ' ' || c > '~' || c == '"') {
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

/* `wide`: RFC 6531, 3.3 adds what is beyond ASCII to atoms and quoted strings, and U-labels to
   domains. */
static bool is_mailbox(struct str text, bool wide)
{
    size_t at = text.length;
    struct str local, domain;

    while (at && text.text[at - 1] != '@')
        at--;
    if (at == 0)
        return false;
    local = str_slice(text, 0, at - 1);
    domain = str_slice(text, at, text.length);
    if (local.length > MAX_LOCAL_PART ||
        (!is_dot_string(local, wide) && !is_quoted_string(local, wide)))
        return false;
    return is_address_literal(domain) ||
           (wide ? format_idn_hostname(domain) : format_hostname(domain));
}

bool format_email(struct str text)
{
    return is_mailbox(text, false);
}

bool format_idn_email(struct str text)
{
    return is_mailbox(text, true);
}
