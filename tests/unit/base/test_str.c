/* Text as slices: sets of characters, and formatting that a NUL does not end. */
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text_format.h"
#include "unit.h"

static const struct {
    struct str text;
    const char *set;
    size_t at;
} found[] = {
    {STR_INITIAL("a/b?c"), "?/", 1}, {STR_INITIAL("abc"), "?/", 3}, {STR_INITIAL("a\0?"), "?/", 2},
    {STR_INITIAL("a\0b"), "?/", 3},  {STR_INITIAL(""), "?/", 0},    {STR_INITIAL("?"), "", 1},
};

START_TEST(finds_any)
{
    ck_assert_uint_eq(str_find_any(found[_i].text, found[_i].set), found[_i].at);
}
END_TEST

START_TEST(no_set_holds_nul)
{
    ck_assert(!char_is_any('\0', "abc") && !char_is_any('\0', ""));
    ck_assert(char_is_any('c', "abc") && !char_is_any('d', "abc"));
}
END_TEST

/* ---- formatting ---- */

/* What vsnprintf makes of the same, for texts without a NUL. */
static void compare(size_t size, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void compare(size_t size, const char *format, ...)
{
    char got[64], expected[64];
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(expected, size, format, args);
    va_end(args);
    va_start(args, format);
    ck_assert_uint_eq(text_format(got, size, format, args), (size_t)length);
    va_end(args);
    ck_assert_str_eq(got, expected);
}

START_TEST(formats_as_printf)
{
    static const size_t sizes[] = {64, 17, 8, 2, 1};
    size_t size = sizes[_i];

    compare(size, "plain");
    compare(size, "%s and %.*s, %.2s|%6s|%-6s|%*s|%-*s|", "one", 2, "two", "three", "r", "l", 3,
            "x", 4, "y");
    compare(size, "%d %i %5d %-5d|%05d %+d", -1, 2, 3, 4, 5, 6);
    compare(size, "%u %x %02X %#o %c%%", 7u, 255u, 10u, 8u, 'c');
    compare(size, "%ld %lu %lld %llu", -8L, 9UL, -10LL, 11ULL);
    compare(size, "%zu %td %jd", (size_t)12, (ptrdiff_t)-13, (intmax_t)-14);
    compare(size, "%g %.15g %.3f %e", 0.5, 0.1, 1.0 / 3, 12345.678);
    compare(size, "%p", (void *)&size);
    compare(size, "%03o %.3d %*d", 7u, 5, -4, 6);
}
END_TEST

START_TEST(formats_nul)
{
    struct arena arena;
    struct strbuf out;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    ck_assert(
        str_equal(str_format(&arena, "<%.*s> %d", STR_ARGS(STR("a\0b")), 1), STR("<a\0b> 1")));
    strbuf_addf(&out, "%.*s|%5.*s|%-5.*s|", STR_ARGS(STR("\0")), STR_ARGS(STR("\0x")),
                STR_ARGS(STR_NONE));
    ck_assert(str_equal(strbuf_str(&out), STR("\0|   \0x|     |")));
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(formats_what_is_long)
{
    struct arena arena;
    char text[2000];

    arena_init(&arena);
    memset(text, 'x', sizeof text);
    ck_assert_uint_eq(str_format(&arena, "%.*s%s", (int)sizeof text, text, "!").length,
                      sizeof text + 1);
    arena_release(&arena);
}
END_TEST

/* ---- distances ---- */

static const struct {
    const char *a, *b;
    size_t limit, distance;
} distances[] = {
    {"", "", 3, 0},
    {"", "abc", 3, 3},
    {"abc", "", 3, 3},
    {"", "abcd", 3, 4},
    {"abc", "abc", 3, 0},
    {"kitten", "sitting", 9, 3},
    {"flaw", "lawn", 9, 2},
    {"ab", "ba", 9, 1},
    {"prot", "port", 9, 1},
    {"ca", "abc", 9, 3}, /* what was swapped is not edited again */
    {"abcdef", "ghijkl", 2, 3},
    {"xabcxabc", "abc", 9, 5},
    {"\xff\x01", "\xff", 9, 1},
};

START_TEST(tells_distances)
{
    struct str a = str_of(distances[_i].a), b = str_of(distances[_i].b);

    ck_assert_uint_eq(str_distance(a, b, distances[_i].limit), distances[_i].distance);
    ck_assert_uint_eq(str_distance(b, a, distances[_i].limit), distances[_i].distance);
}
END_TEST

static size_t least(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

/* Cell by cell. */
static size_t plain_distance(struct str a, struct str b)
{
    size_t table[65][65];

    for (size_t i = 0; i <= a.length; i++)
        for (size_t j = 0; j <= b.length; j++) {
            if (i == 0 || j == 0)
                table[i][j] = i + j;
            else {
                table[i][j] = least(table[i - 1][j] + 1, table[i][j - 1] + 1,
                                    table[i - 1][j - 1] + (a.text[i - 1] != b.text[j - 1]));
                if (i > 1 && j > 1 && a.text[i - 1] == b.text[j - 2] &&
                    a.text[i - 2] == b.text[j - 1])
                    table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1, table[i][j]);
            }
        }
    return table[a.length][b.length];
}

static struct str random_text(unsigned *state, char text[static 64])
{
    size_t length;

    *state = *state * 1103515245u + 12345u;
    length = *state >> 16 & 63;
    length += *state >> 24 & 1; /* up to 64 */
    for (size_t i = 0; i < length; i++) {
        *state = *state * 1103515245u + 12345u;
        text[i] = (char)('a' + (*state >> 16) % 3);
    }
    return (struct str){text, length};
}

START_TEST(tells_distances_as_the_table_does)
{
    unsigned state = 1;

    for (int i = 0; i < 5000; i++) {
        char one[64], other[64];
        struct str a = random_text(&state, one), b = random_text(&state, other);

        ck_assert_msg(str_distance(a, b, 64) == plain_distance(a, b), "%.*s and %.*s", STR_ARGS(a),
                      STR_ARGS(b));
    }
}
END_TEST

UNIT_SUITE("text", UNIT_LOOP(finds_any, found); UNIT_TEST(no_set_holds_nul);
           tcase_add_loop_test(tests, formats_as_printf, 0, 5); UNIT_TEST(formats_nul);
           UNIT_TEST(formats_what_is_long); UNIT_LOOP(tells_distances, distances);
           UNIT_TEST(tells_distances_as_the_table_does))
