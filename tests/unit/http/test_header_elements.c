/* What the lines of a header come to. */
#include "http/header_elements.h"

#include "unit.h"

static const struct {
    const char *header, *lines;
    const char *elements[5]; /* NULL after the last */
} rows[] = {
    {"Set-Cookie", "a=1\nb=2", {"a=1", "b=2"}},
    {"set-cookie",
     "a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT\nb=2",
     {"a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT", "b=2"}},
    {"Link",
     "<http://x/?ids=1,2>; rel=next, <http://x/a\"b>; title=\"a, <b\"",
     {"<http://x/?ids=1,2>; rel=next", "<http://x/a\"b>; title=\"a, <b\""}},
    {"Date", "Wed, 09 Jun 2027 10:18:14 GMT", {"Wed, 09 Jun 2027 10:18:14 GMT"}},
    {"Retry-After", "Wed, 09 Jun 2027 10:18:14 GMT", {"Wed, 09 Jun 2027 10:18:14 GMT"}},
    {"Accept",
     "text/html;q=0.5, a/b;c=\"d, e\"\n*/*",
     {"text/html;q=0.5", "a/b;c=\"d, e\"", "*/*"}},
    {"Cache-Control", "private=\"a, b\", max-age=1,,", {"private=\"a, b\"", "max-age=1"}},
    {"Warning",
     "199 - \"a, \\\"b\" \"Wed, 09 Jun 2027 10:18:14 GMT\", 110 - \"c\"",
     {"199 - \"a, \\\"b\" \"Wed, 09 Jun 2027 10:18:14 GMT\"", "110 - \"c\""}},
    {"WWW-Authenticate",
     "Basic realm=\"a, b\", charset=UTF-8, Bearer realm=x, error=\"y\", Negotiate\nDigest "
     "qop=\"a,b\"",
     {"Basic realm=\"a, b\", charset=UTF-8", "Bearer realm=x, error=\"y\"", "Negotiate",
      "Digest qop=\"a,b\""}},
    {"X-Tags", "a, \"b, c\"\n d ", {"a", "\"b, c\"", "d"}},
    {"X-Tags", "\"a\nb, c", {"\"a", "b", "c"}},
    {"X-Tags", "\"a\\\nb, c", {"\"a\\", "b", "c"}},
    {"WWW-Authenticate", "Basic realm=a,\ncharset=x", {"Basic realm=a", "charset=x"}},
    {"X-Dates",
     "Wed, 09 Jun 2027 10:18:14 GMT, Sunday, 06-Nov-94 08:49:37 GMT",
     {"Wed, 09 Jun 2027 10:18:14 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}},
    {"X-Days", "Mon, Tue,Wed", {"Mon", "Tue", "Wed"}},
    {"X-Tags", ", ,", {NULL}},
    {"X-Tags", "", {NULL}},
    {"X-Tags", "\"open, a", {"\"open, a"}},
    {"Link", "<open, a", {"<open, a"}},
    {"Date", "", {""}},
};

START_TEST(elements)
{
    enum header_lines grammar = header_lines_of(str_of(rows[_i].header));
    struct str rest = str_of(rows[_i].lines);

    for (size_t i = 0; rows[_i].elements[i]; i++)
        ck_assert_str(header_element_next(grammar, &rest), rows[_i].elements[i]);
    ck_assert_msg(!header_element_next(grammar, &rest).text, "more in %s", rows[_i].lines);
}
END_TEST

static struct header headers_of_rows[] = {
    {{"Accept", 6}, {"text/html", 9}},   {{"Set-Cookie", 10}, {"a=1", 3}},
    {{"accept", 6}, {" text/xml ", 10}}, {{"SET-COOKIE", 10}, {"b=2", 3}},
    {{"Empty", 5}, {NULL, 0}},
};

static const struct {
    const char *name, *lines, *value; /* NULL: absent */
} line_rows[] = {
    {"ACCEPT", "text/html\ntext/xml", "text/html, text/xml"},
    {"set-cookie", "a=1\nb=2", "a=1"},
    {"empty", "", ""},
    {"host", NULL, NULL},
};

START_TEST(lines)
{
    const struct headers headers = {.items = headers_of_rows,
                                    .count = ARRAY_LENGTH(headers_of_rows)};
    struct str name = str_of(line_rows[_i].name), found;
    struct arena arena;

    arena_init(&arena);
    found = headers_lines(&arena, &headers, name);
    ck_assert((found.text != NULL) == (line_rows[_i].lines != NULL));
    if (line_rows[_i].lines) {
        ck_assert_str(found, line_rows[_i].lines);
        ck_assert_str(header_value(&arena, name, found), line_rows[_i].value);
    }
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("header elements", UNIT_LOOP(elements, rows); UNIT_LOOP(lines, line_rows))
