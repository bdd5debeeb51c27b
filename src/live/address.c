#include "live/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

struct network {
    unsigned char prefix[16];
    unsigned bits;
};

static const struct network special_ipv4[] = {
    {{0}, 8},             /* this network: RFC 791, 3.2 */
    {{10}, 8},            /* private: RFC 1918 */
    {{100, 64}, 10},      /* carrier-grade NAT: RFC 6598 */
    {{127}, 8},           /* loopback: RFC 1122, 3.2.1.3 */
    {{169, 254}, 16},     /* link-local: RFC 3927 */
    {{172, 16}, 12},      /* private: RFC 1918 */
    {{192, 0, 0}, 24},    /* protocol assignments: RFC 6890 */
    {{192, 0, 2}, 24},    /* documentation: RFC 5737 */
    {{192, 88, 99}, 24},  /* 6to4 relays: RFC 7526 */
    {{192, 168}, 16},     /* private: RFC 1918 */
    {{198, 18}, 15},      /* benchmarking: RFC 2544 */
    {{198, 51, 100}, 24}, /* documentation: RFC 5737 */
    {{203, 0, 113}, 24},  /* documentation: RFC 5737 */
    {{224}, 4},           /* multicast: RFC 5771 */
    {{240}, 4},           /* reserved, broadcast: RFC 1112, 4 */
};

/* Everything outside 2000::/3 is special (RFC 4291, 2.4); these lie inside it. */
static const struct network global_ipv6 = {{0x20}, 3};
static const struct network special_ipv6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* protocol assignments, Teredo: RFC 2928, RFC 4380 */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation: RFC 3849 */
    {{0x20, 0x02}, 16},             /* 6to4, carries an IPv4 address: RFC 3056 */
    {{0x3f, 0xff, 0x00}, 20},       /* documentation: RFC 9637 */
};

static bool covers(const struct network *network, const unsigned char *address)
{
    size_t bytes = network->bits / 8;
    unsigned rest = network->bits % 8;
    unsigned char mask = (unsigned char)(0xff00u >> rest);

    return memcmp(network->prefix, address, bytes) == 0 &&
           (rest == 0 || (network->prefix[bytes] & mask) == (address[bytes] & mask));
}

static bool is_special(const struct network *networks, size_t count, const unsigned char *address)
{
    for (size_t i = 0; i < count; i++)
        if (covers(&networks[i], address))
            return true;
    return false;
}

static bool ipv4_is_public(const unsigned char *address)
{
    return !is_special(special_ipv4, ARRAY_LENGTH(special_ipv4), address);
}

static bool ipv6_is_public(const unsigned char *address)
{
    return covers(&global_ipv6, address) &&
           !is_special(special_ipv6, ARRAY_LENGTH(special_ipv6), address);
}

bool address_is_public(const struct sockaddr *address)
{
    unsigned char bytes[16];

    if (address->sa_family == AF_INET) {
        memcpy(bytes, (const char *)address + offsetof(struct sockaddr_in, sin_addr), 4);
        return ipv4_is_public(bytes);
    }
    if (address->sa_family == AF_INET6) {
        memcpy(bytes, (const char *)address + offsetof(struct sockaddr_in6, sin6_addr), 16);
        return ipv6_is_public(bytes);
    }
    return false;
}
