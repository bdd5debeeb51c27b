/* Patterns that are one class of characters, so and so many times. */
#include "pattern/repetition.h"
#include "unit.h"

static const struct {
    const char *pattern, *class; /* NULL: it is none */
    uint64_t minimum, maximum;
} rows[] = {
    {"^.$", ".", 1, 1},
    {"^....$", ".", 4, 4},
    {"^[a-z]{1,200}$", "[a-z]", 1, 200},
    {"^[a-z][a-z]*$", "[a-z]", 1, UINT64_MAX},
    {"^\\d{3}\\d?\\d{2,}$", "\\d", 5, UINT64_MAX},
    {"^\\w+?$", "\\w", 1, UINT64_MAX},
    {"^[^\\]\\\\]{7}$", "[^\\]\\\\]", 7, 7},
    {"^[]{2}$", "[]", 2, 2},
    {"^[$^]{2}$", "[$^]", 2, 2},
    {"^$", NULL, 0, 0},
    {"^", NULL, 0, 0},
    {"$", NULL, 0, 0},
    {"", NULL, 0, 0},
    {".{3}$", NULL, 0, 0},
    {"^.{3}", NULL, 0, 0},
    {"^.{3}$|a", NULL, 0, 0},
    {"^.{3}$$", NULL, 0, 0},
    {"^.\\d$", NULL, 0, 0},
    {"^\\b.$", NULL, 0, 0},
    {"^(.){3}$", NULL, 0, 0},
    {"^a{3}$", NULL, 0, 0},
    {"^.{3,2}$", NULL, 0, 0},
    {"^.{,2}$", NULL, 0, 0},
    {"^.{2$", NULL, 0, 0},
    {"^.**$", NULL, 0, 0},
    {"^[a-z$", NULL, 0, 0},
    {"^[a\\", NULL, 0, 0},
    {"^\\", NULL, 0, 0},
    {"^.{1234567890123}$", NULL, 0, 0},
};

START_TEST(is_read)
{
    struct repetition repetition;
    bool is = pattern_is_repetition(str_of(rows[_i].pattern), &repetition);

    ck_assert_msg(is == (rows[_i].class != NULL), "%s", rows[_i].pattern);
    if (!is)
        return;
    ck_assert_str(repetition.class, rows[_i].class);
    ck_assert_msg(repetition.minimum == rows[_i].minimum && repetition.maximum == rows[_i].maximum,
                  "%s: %llu to %llu", rows[_i].pattern, (unsigned long long)repetition.minimum,
                  (unsigned long long)repetition.maximum);
}
END_TEST

UNIT_SUITE("repetition", UNIT_LOOP(is_read, rows))
