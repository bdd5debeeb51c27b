#include "base/glob.h"

#include <time.h>

#include "unit.h"

static const struct {
    const char *pattern, *text;
    bool matches;
} rows[] = {
    {"", "", true},
    {"", "a", false},
    {"/pets", "/pets", true},
    {"/pets", "/pets/", false},
    {"/pets/{petId}", "/pets/{petId}", true},
    {"/pets/*", "/pets/{petId}", true},
    {"/pets/*", "/pets/", true},
    {"/pets/*", "/pets/1/toys", false},
    {"/pets/*/toys", "/pets/1/toys", true},
    {"/*/*", "/a/b", true},
    {"/*/*", "/a", false},
    {"*", "a", true},
    {"*", "/a", false},
    {"**", "/a/b", true},
    {"**", "", true},
    {"/pets/**", "/pets/1/toys", true},
    {"/pets/**", "/pets", false},
    {"/**/debug", "/debug", true},
    {"/**/debug", "/a/debug", true},
    {"/**/debug", "/a/b/debug", true},
    {"/**/debug", "/a/xdebug", false},
    {"/**/debug", "/xdebug", false},
    {"**/debug", "debug", true},
    {"**/debug", "a/debug", true},
    {"/**/*/id", "/id", false},
    {"/**/*/id", "/a/id", true},
    {"/**/*/id", "/a/b/c/id", true},
    {"/a/**/b/**/c", "/a/b/c", true},
    {"/a/**/b/**/c", "/a/x/b/y/z/c", true},
    {"/a/**/b/**/c", "/a/x/y/c", false},
    {"/a**b", "/a/x/b", false},
    {"/a**b", "/axb", true},
    {"/a/**b", "/a/x/b", false},
    {"/items/*/id", "/items/0/id", true},
    {"/items/?/id", "/items/0/id", true},
    {"/items/?/id", "/items/10/id", false},
    {"/a?b", "/a/b", false},
    {"a*b*c", "aXbYbZc", true},
    {"a*b*c", "aXbYbZ", false},
    {"*a", "aaa", true},
};

START_TEST(matches)
{
    ck_assert_msg(glob_matches(str_of(rows[_i].pattern), str_of(rows[_i].text)) == rows[_i].matches,
                  "%s and %s", rows[_i].pattern, rows[_i].text);
}
END_TEST

static const struct {
    const char *pattern, *name;
    bool matches;
} names[] = {
    {"x-amz-*", "X-Amz-Id-2", true},
    {"X-*", "x-a/b", true},
    {"via", "Via", true},
    {"via", "viaduct", false},
    {"*-id", "x-request-id", true},
    {"?ia", "via", true},
    {"*", "", true},
};

START_TEST(matches_names)
{
    ck_assert_msg(glob_matches_name(str_of(names[_i].pattern), str_of(names[_i].name)) ==
                      names[_i].matches,
                  "%s and %s", names[_i].pattern, names[_i].name);
}
END_TEST

/* What takes exponential time where every star tries every place. */
START_TEST(takes_no_more_than_the_product)
{
    static char pattern[2001], text[20001];
    clock_t started = clock();

    for (size_t i = 0; i + 1 < sizeof pattern; i += 2)
        memcpy(pattern + i, i % 8 ? "*a" : "a*", 2);
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 2] = 'b';
    ck_assert(!glob_matches(str_of(pattern), (struct str){text, sizeof text - 1}) ||
              pattern[sizeof pattern - 2] == '*');
    ck_assert(!glob_matches(STR("**/a*a*a*a*a*a*c"), (struct str){text, sizeof text - 1}));
    ck_assert_int_lt((clock() - started) / CLOCKS_PER_SEC, 5);
}
END_TEST

UNIT_SUITE("glob", UNIT_LOOP(matches, rows); UNIT_LOOP(matches_names, names);
           UNIT_TEST(takes_no_more_than_the_product))
