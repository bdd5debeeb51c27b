/* Addresses, alone and as prefixes of networks. */
#include <arpa/inet.h>

#include "format/grammars.h"

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

/* RFC 2673, 3.2, with numbers as RFC 3986 writes them: up to 255, without leading zeros. */
bool format_ipv4(struct str text)
{
    const char *at = text.text, *end = text.text + text.length;

    for (unsigned octets = 1;; octets++) {
        const char *start = at;
        unsigned value = 0;

        while (at < end && ascii_is_digit(*at) && at - start < 4)
            value = value * 10 + (unsigned)(*at++ - '0');
        if (at == start || value > 255 || (*start == '0' && at - start > 1))
            return false;
        if (at == end)
            return octets == 4;
        if (*at++ != '.' || octets == 4)
            return false;
    }
}

bool format_ipv6(struct str text)
{
    return is_address(AF_INET6, text);
}

/* "/" and a number of bits without leading zeros. Bits behind the prefix may be set: it may be the
   prefix of an interface. */
static bool is_prefix(int family, struct str text, uint64_t bits_of_address)
{
    size_t slash = str_find_char(text, '/');
    struct str length = str_slice(text, slash + 1, text.length);
    uint64_t bits;

    if (slash == text.length || (length.length > 1 && length.text[0] == '0'))
        return false;
    text = str_slice(text, 0, slash);
    return str_to_unsigned(length, &bits) && bits <= bits_of_address &&
           (family == AF_INET ? format_ipv4(text) : format_ipv6(text));
}

bool format_ipv4_cidr(struct str text)
{
    return is_prefix(AF_INET, text, 32);
}

bool format_ipv6_cidr(struct str text)
{
    return is_prefix(AF_INET6, text, 128);
}
