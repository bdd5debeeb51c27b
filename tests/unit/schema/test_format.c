/* Formats, beside what the official suite asks (test_suite.c). */
#include "schema_text.h"

static const struct {
    const char *format, *instance;
    bool holds;
} rows[] = {
    {"date-time", "\"2026-02-10T10:00:00.000Z\"", true},
    {"date-time", "\"2026-02-10T10: 00: 00.000Z\"", false},
    {"date-time", "\"2026-02-10 10:00:00Z\"", false},
    {"date-time", "\"2026-02-10t10:00:00z\"", true},
    {"date-time", "\"2026-02-30T10:00:00Z\"", false},
    {"date-time", "\"2026-02-10T10:00:00\"", false},
    {"date-time", "\"2026-02-10T10:00:00+0000\"", false},
    {"date-time", "\"2026-02-10T10:00:00-00:00\"", true},
    {"date-time", "\"2026-02-10T23:59:60Z\"", true},
    {"date-time", "\"2026-02-10T10:00:60Z\"", false},
    {"date-time", "\"2026-02-10T10:00:00.Z\"", false},
    {"date-time", "\"2026-02-10T10:00:00Z\\u0000\"", false},
    {"date-time", "5", true},
    {"date", "\"2024-02-29\"", true},
    {"date", "\"2100-02-29\"", false},
    {"date", "\"0000-01-01\"", true},
    {"time", "\"10:00:00+23:59\"", true},
    {"time", "\"10:00:00\"", false},
    {"duration", "\"P1Y2M3DT4H5M6S\"", true},
    {"duration", "\"P1Y2D\"", false},
    {"duration", "\"P2W\"", true},
    {"duration", "\"P\"", false},
    {"duration", "\"PT\"", false},
    {"uuid", "\"123e4567-e89b-12d3-a456-426614174000\"", true},
    {"uuid", "\"123e4567e89b12d3a456426614174000\"", false},
    {"ipv4", "\"127.0.0.1\"", true},
    {"ipv4", "\"127.0.0.01\"", false},
    {"ipv4", "\"127.0.0.1\\u0000\"", false},
    {"ipv6", "\"::1\"", true},
    {"ipv6", "\"fe80::1%eth0\"", false},
    {"hostname", "\"a.example\"", true},
    {"hostname", "\"-a.example\"", false},
    {"hostname", "\"\"", false},
    {"email", "\"a@b.example\"", true},
    {"email", "\"a b@c\"", false},
    {"email", "\"\\\"a b\\\"@c\"", true},
    {"email", "\"\\\"a\\\\\"", false},
    {"email", "\"a@[127.0.0.1]\"", true},
    {"email", "\"@\"", false},
    {"uri", "\"https://u@h:1/p?q#f\"", true},
    {"uri", "\"urn:a:b\"", true},
    {"uri", "\"/p\"", false},
    {"uri", "\"http://a b\"", false},
    {"uri", "\"http://%zz\"", false},
    {"uri", "\"http://[::1\"", false},
    {"uri", "\"http://[]\"", false},
    {"uri-reference", "\"/p\"", true},
    {"uri-reference", "\"\"", true},
    {"uri-reference", "\"1:b\"", false},
    {"json-pointer", "\"/a~1b\"", true},
    {"json-pointer", "\"/a~\"", false},
    {"json-pointer", "\"a\"", false},
    {"regex", "\"^a$\"", true},
    {"regex", "\"\\\\A\"", false},
    {"regex", "\"(?<=a+)b\"", true},
    {"byte", "\"YWI=\"", true},
    {"byte", "\"YWI\"", false},
    {"byte", "\"====\"", false},
    {"byte", "\"\"", true},
    {"int32", "2147483647", true},
    {"int32", "-2147483649", false},
    {"int32", "1.5", false},
    {"int32", "1e2", true},
    {"int32", "\"x\"", true},
    {"int64", "9223372036854775807", true},
    {"int64", "9223372036854775808", false},
    {"float", "3.4028235e38", true},
    {"float", "-3.5e38", false},
    {"double", "1.7976931348623157e308", true},
    {"double", "1e309", false},
    {"double", "0.1", true},
    {"binary", "\"anything\"", true},
    {"password", "\"anything\"", true},
    {"of-our-own", "\"anything\"", true},
};

START_TEST(holds)
{
    struct arena arena;
    const struct node *instance;

    arena_init(&arena);
    instance = read_text(&arena, rows[_i].instance);
    ck_assert_msg(format_holds(str_of(rows[_i].format), instance) == rows[_i].holds, "%s %s",
                  rows[_i].format, rows[_i].instance);
    arena_release(&arena);
}
END_TEST

START_TEST(knows_its_names)
{
    ck_assert(format_is_known(STR("password")));
    ck_assert(format_is_known(STR("date-time")));
    ck_assert(!format_is_known(STR("of-our-own")));
}
END_TEST

UNIT_MAIN("format", UNIT_LOOP(holds, rows); UNIT_TEST(knows_its_names))
