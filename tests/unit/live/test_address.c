/* Which addresses a fetched reference may not lead to. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "live/address.h"

#include "unit.h"

static const struct {
    const char *address;
    bool open;
} rows[] = {
    {"8.8.8.8", true},
    {"1.1.1.1", true},
    {"9.255.255.255", true},
    {"11.0.0.0", true},
    {"100.63.255.255", true},
    {"100.128.0.0", true},
    {"172.15.255.255", true},
    {"172.32.0.0", true},
    {"198.17.255.255", true},
    {"198.20.0.0", true},
    {"223.255.255.255", true},
    {"0.0.0.0", false},
    {"0.255.0.1", false},
    {"10.0.0.1", false},
    {"100.64.0.0", false},
    {"100.127.255.255", false},
    {"127.0.0.1", false},
    {"127.255.255.254", false},
    {"169.254.169.254", false},
    {"172.16.0.0", false},
    {"172.31.255.255", false},
    {"192.0.0.8", false},
    {"192.0.2.1", false},
    {"192.168.1.1", false},
    {"198.18.0.1", false},
    {"198.19.255.255", false},
    {"203.0.113.7", false},
    {"224.0.0.1", false},
    {"239.255.255.255", false},
    {"255.255.255.255", false},
    {"2606:4700:4700::1111", true},
    {"2a00:1450::1", true},
    {"3fff:1000::1", true},
    {"::", false},
    {"::1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:8.8.8.8", false},
    {"::127.0.0.1", false},
    {"64:ff9b::7f00:1", false},
    {"100::1", false},
    {"2001::1", false},
    {"2001:1ff::1", false},
    {"2001:200::1", true},
    {"2001:db8::1", false},
    {"2002:7f00:1::1", false},
    {"3fff:fff::1", false},
    {"fc00::1", false},
    {"fd12:3456::1", false},
    {"fe80::1", false},
    {"ff02::1", false},
};

START_TEST(knows_special_addresses)
{
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET};
    const struct sockaddr *address = (const struct sockaddr *)&four;

    if (inet_pton(AF_INET, rows[_i].address, &four.sin_addr) != 1) {
        ck_assert_int_eq(inet_pton(AF_INET6, rows[_i].address, &six.sin6_addr), 1);
        address = (const struct sockaddr *)&six;
    }
    ck_assert_msg(address_is_public(address) == rows[_i].open, "%s", rows[_i].address);
}
END_TEST

START_TEST(knows_nothing_else)
{
    const struct sockaddr_un local = {.sun_family = AF_UNIX};

    ck_assert(!address_is_public((const struct sockaddr *)&local));
}
END_TEST

UNIT_SUITE("address", UNIT_LOOP(knows_special_addresses, rows); UNIT_TEST(knows_nothing_else))
