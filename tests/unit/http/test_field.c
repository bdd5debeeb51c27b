#include "unit.h"

#include "http/cookie.h"
#include "http/exchange.h"
#include "http/field.h"
#include "http/status.h"

static const struct {
    struct str text;
    bool name, value;
} field_rows[] = {
    {STR_INITIAL("X-Api-Key"), true, true},
    {STR_INITIAL(""), false, true},
    {STR_INITIAL("a b"), false, true},
    {STR_INITIAL("a:b"), false, true},
    {STR_INITIAL("a\r\nb"), false, false},
    {STR_INITIAL("a\nb"), false, false},
    {STR_INITIAL("a\0b"), false, false},
    {STR_INITIAL("a\tb"), false, true},
    {STR_INITIAL(" a"), false, false},
    {STR_INITIAL("a\t"), false, false},
    {STR_INITIAL("caf\xc3\xa9"), false, true},
    {STR_INITIAL("a\x7f"), false, false},
    {STR_INITIAL("!#$%&'*+-.^_`|~09azAZ"), true, true},
};

START_TEST(judges_fields)
{
    ck_assert_msg(header_name_is_valid(field_rows[_i].text) == field_rows[_i].name, "row %d", _i);
    ck_assert_msg(header_value_is_valid(field_rows[_i].text) == field_rows[_i].value, "row %d", _i);
}
END_TEST

static const struct {
    const char *list;
    const char *elements[4]; /* NULL after the last */
} list_rows[] = {
    {"", {NULL}},
    {"gzip", {"gzip"}},
    {" a , b,c", {"a", "b", "c"}},
    {",,a,,b,", {"a", "b"}},
    {"\"x, y\", z", {"\"x, y\"", "z"}},
    {"\"x\\\", y\", z", {"\"x\\\", y\"", "z"}},
    {"\"open, z", {"\"open, z"}},
};

START_TEST(splits_lists)
{
    struct str rest = str_of(list_rows[_i].list);

    for (size_t i = 0; list_rows[_i].elements[i]; i++)
        ck_assert_str(field_list_next(&rest), list_rows[_i].elements[i]);
    ck_assert_msg(!field_list_next(&rest).text, "more in \"%s\"", list_rows[_i].list);
}
END_TEST

static const struct {
    const char *header;
    const char *pairs[6]; /* name, value, ...; NULL after the last */
} cookie_rows[] = {
    {"", {NULL}},
    {"a=1", {"a", "1"}},
    {"a=1; b=2", {"a", "1", "b", "2"}},
    {"a=1;b=x=y;", {"a", "1", "b", "x=y"}},
    {"a=\"q\"; b=\"", {"a", "\"q\"", "b", "\""}},
    {"alone; b=", {"", "alone", "b", ""}},
    {";; a = 1 ;", {"a", "1"}},
};

START_TEST(reads_cookies)
{
    struct str rest = str_of(cookie_rows[_i].header), name, value;

    for (size_t i = 0; cookie_rows[_i].pairs[i]; i += 2) {
        ck_assert_msg(cookie_next(&rest, &name, &value), "too few in %s", cookie_rows[_i].header);
        ck_assert_str(name, cookie_rows[_i].pairs[i]);
        ck_assert_str(value, cookie_rows[_i].pairs[i + 1]);
    }
    ck_assert_msg(!cookie_next(&rest, &name, &value), "more in %s", cookie_rows[_i].header);
}
END_TEST

static const struct {
    struct str name, value;
    bool valid;
} pair_rows[] = {
    {STR_INITIAL("session"), STR_INITIAL("abc"), true},
    {STR_INITIAL("session"), STR_INITIAL(""), true},
    {STR_INITIAL("session"), STR_INITIAL("a b"), false},
    {STR_INITIAL("session"), STR_INITIAL("a;b"), false},
    {STR_INITIAL("session"), STR_INITIAL("a\nb"), false},
    {STR_INITIAL("s p"), STR_INITIAL("a"), false},
    {STR_INITIAL(""), STR_INITIAL("a"), false},
    {STR_INITIAL("session"), STR_INITIAL("a\"b"), false},
};

START_TEST(judges_cookie_pairs)
{
    ck_assert_msg(cookie_pair_is_valid(pair_rows[_i].name, pair_rows[_i].value) ==
                      pair_rows[_i].valid,
                  "row %d", _i);
}
END_TEST

START_TEST(finds_headers)
{
    struct header items[] = {{STR("Content-Type"), STR("text/html")},
                             {STR("SET-COOKIE"), STR("a=1")},
                             {STR("Set-Cookie"), STR("b=2")}};
    struct headers headers = {.items = items, .count = ARRAY_LENGTH(items)};

    ck_assert_str(headers_get(&headers, "content-type"), "text/html");
    ck_assert_str(headers_get(&headers, "set-cookie"), "a=1");
    ck_assert(headers_get(&headers, "content").text == NULL);
    ck_assert(headers_count(&headers, "set-cookie") == 2);
    ck_assert(headers_count(&headers, "Accept") == 0);
}
END_TEST

static const struct {
    const char *method;
    int status;
    bool bodyless;
    const char *reason;
} status_rows[] = {
    {"GET", 200, false, "OK"},
    {"HEAD", 200, true, "OK"},
    {"GET", 204, true, "No Content"},
    {"GET", 304, true, "Not Modified"},
    {"GET", 100, true, "Continue"},
    {"GET", 404, false, "Not Found"},
    {"CONNECT", 200, true, "OK"},
    {"CONNECT", 502, false, "Bad Gateway"},
    {"head", 200, false, "OK"},
    {"GET", 299, false, ""},
    {"GET", 0, false, ""},
};

START_TEST(knows_statuses)
{
    ck_assert_msg(response_is_bodyless(str_of(status_rows[_i].method), status_rows[_i].status) ==
                      status_rows[_i].bodyless,
                  "%s %d", status_rows[_i].method, status_rows[_i].status);
    ck_assert_str_eq(status_reason(status_rows[_i].status), status_rows[_i].reason);
}
END_TEST

UNIT_SUITE("field", UNIT_LOOP(judges_fields, field_rows); UNIT_LOOP(splits_lists, list_rows);
           UNIT_LOOP(reads_cookies, cookie_rows); UNIT_LOOP(judges_cookie_pairs, pair_rows);
           UNIT_TEST(finds_headers); UNIT_LOOP(knows_statuses, status_rows))
