#include <time.h>

#include "generate/pattern_example.h"
#include "pattern/pattern.h"
#include "schema/schema.h"
#include "unit.h"

static const struct {
    const char *pattern;
    size_t extra;
    const char *text; /* NULL: none can be made */
} rows[] = {
    {"^[a-fA-F0-9]{24}$", 0, "aaaaaaaaaaaaaaaaaaaaaaaa"},
    {"^(([a-fA-F0-9]{24})|([a-zA-Z0-9\\-]{3,}))$", 0, "aaaaaaaaaaaaaaaaaaaaaaaa"},
    {"^(\\w{1,})$", 0, "a"},
    {"^(\\w{1,})$", 3, "aaaa"},
    {"^\\d{4}-\\d{2}-\\d{2}$", 0, "0000-00-00"},
    {"^[A-Z]{2}[0-9]*$", 0, "AA"},
    {"^[A-Z]{2}[0-9]{0,2}$", 9, "AA00"},
    {"^a?b+?c*$", 0, "b"},
    {"^a?b+?c*$", 1, "abbc"},
    {"^(?:foo|bar)-(?<n>x)$", 0, "foo-x"},
    {"^[^a-z0-9]$", 0, "A"},
    {"^[\\s]$", 0, " "},
    {"^\\S\\D\\W$", 0, "aa-"},
    {"^\\x41\\u0042\\.\\/$", 0, "AB./"},
    {"^caf\xc3\xa9$", 0, "caf\xc3\xa9"},
    {"^[\xc3\xa9]$", 0, "\xc3\xa9"},
    {"abc", 0, "abc"},
    {"", 0, ""},
    {"^.$", 0, "a"},
    {"^(a{2}b){2}$", 0, "aabaab"},
    {"^(?=a)a$", 0, NULL},
    {"^(a)\\1$", 0, NULL},
    {"^\\p{Lu}$", 0, NULL},
    {"^[]$", 0, NULL},
    {"(", 0, NULL},
    {"[a", 0, NULL},
};

START_TEST(makes)
{
    struct strbuf out;
    bool made;

    strbuf_init(&out, 4096);
    made = pattern_example(str_of(rows[_i].pattern), rows[_i].extra, &out);
    ck_assert_msg(made == (rows[_i].text != NULL), "%s: \"%.*s\"", rows[_i].pattern,
                  STR_ARGS(strbuf_str(&out)));
    if (made)
        ck_assert_str(strbuf_str(&out), rows[_i].text);
    strbuf_release(&out);
}
END_TEST

/* What is made, matches. */
START_TEST(matches)
{
    struct arena arena;
    struct strbuf out;
    struct error err = {0};
    const struct pattern *pattern;
    bool lenient;

    arena_init(&arena);
    strbuf_init(&out, 4096);
    if (rows[_i].text) {
        pattern = pattern_compile(&arena, str_of(rows[_i].pattern), &lenient, &err);
        ck_assert_msg(pattern != NULL, "%s", err.message);
        ck_assert(pattern_example(str_of(rows[_i].pattern), rows[_i].extra, &out));
        ck_assert_msg(pattern_match(pattern, strbuf_str(&out), NULL) == PATTERN_MATCHES, "%s",
                      rows[_i].pattern);
        pattern_release(pattern);
    }
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

static const char *const hostile[] = {
    "^((((a{1000}){1000}){1000}){1000})$",
    "^(((((){1000}){1000}){1000}){1000})$",
    "^(a{65535}){65535}$",
};

START_TEST(gives_up)
{
    struct strbuf out;
    clock_t start = clock();

    strbuf_init(&out, 1024 * 1024);
    ck_assert_msg(!pattern_example(str_of(hostile[_i]), 0, &out), "%s", hostile[_i]);
    ck_assert_msg(clock() - start < 2 * CLOCKS_PER_SEC, "%s", hostile[_i]);
    strbuf_release(&out);
}
END_TEST

UNIT_SUITE("pattern_example", UNIT_LOOP(makes, rows); UNIT_LOOP(matches, rows);
           UNIT_LOOP(gives_up, hostile))
