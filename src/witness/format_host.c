/* Hosts, networks and mailboxes that are set aside for examples. */
#include <inttypes.h>

#include "witness/format_writer.h"

/* The networks of RFC 5737, then 10.0.0.0/8. */
static bool add_network(const struct word *word, uint64_t index)
{
    static const char *const networks[] = {"192.0.2", "198.51.100", "203.0.113"};

    if (index < ARRAY_LENGTH(networks))
        return strbuf_add_text(word->out, networks[index]);
    index -= ARRAY_LENGTH(networks);
    return index <= 0xffff &&
           strbuf_addf(word->out, "10.%" PRIu64 ".%" PRIu64, index >> 8, index & 0xff);
}

bool word_write_ipv4(const struct word *word)
{
    const uint64_t hosts = 254; /* of a network: neither the first nor the last address */

    return add_network(word, word->turn / hosts) &&
           strbuf_addf(word->out, ".%" PRIu64, word->turn % hosts + 1);
}

bool word_write_ipv4_cidr(const struct word *word)
{
    return add_network(word, word->turn) && strbuf_add_text(word->out, ".0/24");
}

/* RFC 3849: 2001:db8::/32 */
bool word_write_ipv6(const struct word *word)
{
    uint64_t number = word->number;

    if (number <= 0xffff)
        return strbuf_addf(word->out, "2001:db8::%" PRIx64, number);
    return number <= UINT32_MAX &&
           strbuf_addf(word->out, "2001:db8::%" PRIx64 ":%" PRIx64, number >> 16, number & 0xffff);
}

bool word_write_ipv6_cidr(const struct word *word)
{
    if (word->turn == 0)
        return strbuf_add_text(word->out, "2001:db8::/32");
    return word->turn <= 0xffff && strbuf_addf(word->out, "2001:db8:%" PRIx64 "::/48", word->turn);
}

bool word_write_hostname(const struct word *word)
{
    return strbuf_addf(word->out, "host%" PRIu64 ".example.com", word->number);
}

bool word_write_email(const struct word *word)
{
    word_add_slug(word, "email emails e mail mails address addresses", '.', "user");
    word_add_number(word, "");
    return strbuf_add_text(word->out, "@example.com");
}
