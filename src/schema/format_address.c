/* Addresses of hosts. */
#include <arpa/inet.h>

#include "schema/format.h"

enum { MAX_HOSTNAME = 253, MAX_LABEL = 63 };

/* inet_pton on a text that may hold anything. */
static bool is_address(int family, struct str text)
{
    char address[INET6_ADDRSTRLEN];
    unsigned char bytes[16];

    if (text.length == 0 || text.length >= sizeof address || memchr(text.text, 0, text.length))
        return false;
    memcpy(address, text.text, text.length);
    address[text.length] = 0;
    return inet_pton(family, address, bytes) == 1;
}

bool format_ipv4(struct str text)
{
    return is_address(AF_INET, text);
}

bool format_ipv6(struct str text)
{
    return is_address(AF_INET6, text);
}

/* Letters, digits and hyphens (RFC 1123, 2.1). Hyphens in the third and fourth place are kept for
   A-labels (RFC 5890, 2.3.1), whose Punycode is not looked at. */
static bool is_label(struct str label)
{
    if (label.length == 0 || label.length > MAX_LABEL || label.text[0] == '-' ||
        label.text[label.length - 1] == '-')
        return false;
    for (size_t i = 0; i < label.length; i++)
        if (!ascii_is_alpha(label.text[i]) && !ascii_is_digit(label.text[i]) &&
            label.text[i] != '-')
            return false;
    if (label.length >= 4 && label.text[2] == '-' && label.text[3] == '-')
        return str_equal_ignoring_case(str_slice(label, 0, 2), STR("xn")) && label.length > 4;
    return true;
}

bool format_hostname(struct str text)
{
    struct str rest = text;

    if (text.length == 0 || text.length > MAX_HOSTNAME)
        return false;
    while (rest.text)
        if (!is_label(str_cut(&rest, '.')))
            return false;
    return true;
}
