/* All texts of a kind, against what is known of their formats: random words of a pattern do not
   show where it says too little. */
#include "../witness/format_known.h"
#include "base/strbuf.h"

/* Every month and day of a year, and some that are none. */
static void check_dates(const struct known *known, struct strbuf *text, int year)
{
    for (int month = 0; month <= 13; month++)
        for (int day = 0; day <= 32; day++) {
            strbuf_clear(text);
            strbuf_addf(text, "%04d-%02d-%02d", year, month, day);
            check_text(known, strbuf_str(text));
        }
}

static void check_http_dates(const struct known *known, struct strbuf *text, int year)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (const char *month = months; *month; month += 3)
        for (int day = 0; day <= 32; day++) {
            strbuf_clear(text);
            strbuf_addf(text, "Sunday, %02d-%.3s-%02d 00:00:00 GMT", day, month, year % 100);
            check_text(known, strbuf_str(text));
            strbuf_clear(text);
            strbuf_addf(text, "Mon, %02d %.3s %04d 23:59:60 GMT", day, month, year);
            check_text(known, strbuf_str(text));
            strbuf_clear(text);
            strbuf_addf(text, "Mon %.3s %2d 00:00:00 %04d", month, day, year);
            check_text(known, strbuf_str(text));
        }
}

static const struct {
    const char *format;
    void (*check)(const struct known *known, struct strbuf *text, int year);
} calendars[] = {{"date", check_dates}, {"http-date", check_http_dates}};

START_TEST(dates_lie_between)
{
    struct strbuf text;
    struct known known;

    open_known(&known, calendars[_i].format);
    strbuf_init(&text, SIZE_MAX);
    for (int year = 1899; year <= 2101; year++)
        calendars[_i].check(&known, &text, year);
    calendars[_i].check(&known, &text, 0);
    calendars[_i].check(&known, &text, 9999);
    strbuf_release(&text);
    close_known(&known);
}
END_TEST

/* Every minute of a day, with and without an offset. */
START_TEST(leap_seconds_lie_between)
{
    static const char *const offsets[] = {"Z", "+00:00", "-00:00", "+05:30", "-08:00", "+23:59"};
    struct strbuf text;
    struct known known;

    open_known(&known, "time");
    strbuf_init(&text, SIZE_MAX);
    for (int minute = 0; minute < 25 * 60; minute++)
        for (size_t i = 0; i < ARRAY_LENGTH(offsets); i++) {
            strbuf_clear(&text);
            strbuf_addf(&text, "%02d:%02d:60%s", minute / 60, minute % 60, offsets[i]);
            check_text(&known, strbuf_str(&text));
        }
    strbuf_release(&text);
    close_known(&known);
}
END_TEST

static void add_groups(struct strbuf *text, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        strbuf_addf(text, "%s%x", i ? ":" : "", 0xfff8u >> i);
}

/* So many groups before and behind "::" (one and no other if there is none), the last of them an
   address of IPv4 or not. */
static void check_address(const struct known *known, unsigned shape, unsigned before,
                          unsigned behind)
{
    const bool shortened = shape & 1, ends_in_ipv4 = shape & 2;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (str_starts_with(known->format->name, STR("uri")))
        strbuf_add_text(&text, "a://[");
    add_groups(&text, before);
    strbuf_add_text(&text, shortened ? "::" : before && behind ? ":" : "");
    add_groups(&text, behind);
    if (ends_in_ipv4)
        strbuf_addf(&text, "%s192.0.2.255", behind || (before && !shortened) ? ":" : "");
    if (str_starts_with(known->format->name, STR("uri")))
        strbuf_add_char(&text, ']');
    if (str_ends_with(known->format->name, STR("cidr")))
        strbuf_add_text(&text, "/64");
    check_text(known, strbuf_str(&text));
    strbuf_release(&text);
}

static const char *const formats_of_addresses[] = {"ipv6", "ipv6-cidr", "uri", "uri-reference"};

START_TEST(addresses_lie_between)
{
    struct known known;

    open_known(&known, formats_of_addresses[_i]);
    for (unsigned shape = 0; shape < 4; shape++)
        for (unsigned before = 0; before < 10; before++)
            for (unsigned behind = 0; behind < 10; behind++)
                check_address(&known, shape, before, behind);
    close_known(&known);
}
END_TEST

/* Every number up to 999 as an octet, with and without zeros before it, and as a prefix's length.
 */
static const struct {
    const char *format, *before, *behind;
} numbered[] = {
    {"ipv4", "", ".0.0.1"},   {"ipv4", "1.2.3.", ""},   {"ipv4-cidr", "1.2.3.4/", ""},
    {"ipv6-cidr", "::/", ""}, {"ipv6", "::", ".0.0.1"},
};

START_TEST(octets_lie_between)
{
    struct strbuf text;
    struct known known;

    open_known(&known, numbered[_i].format);
    strbuf_init(&text, SIZE_MAX);
    for (int number = 0; number < 1000; number++)
        for (int digits = 1; digits <= 3; digits++) {
            strbuf_clear(&text);
            strbuf_addf(&text, "%s%0*d%s", numbered[_i].before, digits, number,
                        numbered[_i].behind);
            check_text(&known, strbuf_str(&text));
        }
    strbuf_release(&text);
    close_known(&known);
}
END_TEST

/* Around each number that begins like the bound and differs in one digit. */
static const struct {
    const char *format, *bound;
} bounds[] = {
    {"int64", "9223372036854775807"},
    {"int64", "-9223372036854775808"},
    {"uint64", "18446744073709551615"},
};

START_TEST(bounds_lie_between)
{
    struct known known;
    char text[32];
    bool whole = true;

    open_known(&known, bounds[_i].format);
    for (size_t at = 0; bounds[_i].bound[at]; at++)
        for (char digit = '0'; digit <= '9' && bounds[_i].bound[at] != '-'; digit++)
            for (char rest = '0'; rest <= '9'; rest += 9) {
                size_t length = strlen(bounds[_i].bound);

                memset(text, rest, length);
                text[length] = '\0';
                memcpy(text, bounds[_i].bound, at);
                text[at] = digit;
                check_text(&known, str_of(text));
                whole = whole && (holds(known.format, str_of(text)) ==
                                  automaton_matches(known.inside, str_of(text)));
            }
    ck_assert_msg(whole, "%s: integers without an exponent are not all inside", bounds[_i].format);
    close_known(&known);
}
END_TEST

UNIT_SUITE("format_shapes", UNIT_LOOP(dates_lie_between, calendars);
           UNIT_TEST(leap_seconds_lie_between);
           UNIT_LOOP(addresses_lie_between, formats_of_addresses);
           UNIT_LOOP(octets_lie_between, numbered); UNIT_LOOP(bounds_lie_between, bounds))
