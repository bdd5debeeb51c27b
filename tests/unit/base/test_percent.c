#include "base/percent.h"
#include "base/strbuf.h"
#include "unit.h"

static const struct {
    const char *text;
    enum plus plus;
    bool valid;
    struct str decoded;
    const char *normalised;
} rows[] = {
    {"abc", PLUS_IS_LITERAL, true, STR_INITIAL("abc"), "abc"},
    {"a%20b", PLUS_IS_LITERAL, true, STR_INITIAL("a b"), "a%20b"},
    {"a+b", PLUS_IS_LITERAL, true, STR_INITIAL("a+b"), "a+b"},
    {"a+b%2B", PLUS_IS_SPACE, true, STR_INITIAL("a b+"), "a+b%2B"},
    {"%41%2d%2f", PLUS_IS_LITERAL, true, STR_INITIAL("A-/"), "A-%2F"},
    {"%00", PLUS_IS_LITERAL, true, STR_INITIAL("\0"), "%00"},
    {"%c3%a9", PLUS_IS_LITERAL, true, STR_INITIAL("\xc3\xa9"), "%C3%A9"},
    {"100%", PLUS_IS_LITERAL, false, STR_INITIAL("100%"), "100%25"},
    {"%4", PLUS_IS_LITERAL, false, STR_INITIAL("%4"), "%254"},
    {"%zz%41", PLUS_IS_LITERAL, false, STR_INITIAL("%zzA"), "%25zzA"},
    {"%%41", PLUS_IS_LITERAL, false, STR_INITIAL("%A"), "%25A"},
};

START_TEST(decodes_percent)
{
    struct arena arena;
    struct str decoded;

    arena_init(&arena);
    ck_assert_msg(percent_decode(&arena, str_of(rows[_i].text), rows[_i].plus, &decoded) ==
                      rows[_i].valid,
                  "%s", rows[_i].text);
    ck_assert_msg(str_equal(decoded, rows[_i].decoded), "%s", rows[_i].text);
    ck_assert_str(percent_normalise(&arena, str_of(rows[_i].text)), rows[_i].normalised);
    arena_release(&arena);
}
END_TEST

START_TEST(decodes_whatever_is_malformed)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(percent_decoded(&arena, STR("a%41%2fb%zz%4")), "aA/b%zz%4");
    ck_assert(str_equal(percent_decoded(&arena, STR("a\0%00b")), STR("a\0\0b")));
    arena_release(&arena);
}
END_TEST

START_TEST(encodes_percent)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    percent_encode(&out, STR("a-b/c?d&e=f+g \xc3\xa9%"));
    ck_assert_str(strbuf_str(&out), "a-b%2Fc%3Fd%26e%3Df%2Bg%20%C3%A9%25");
    strbuf_clear(&out);
    percent_encode_reserved(&out, STR("a/b?c d#%41%"));
    ck_assert_str(strbuf_str(&out), "a/b?c%20d%23%41%25");
    strbuf_release(&out);
}
END_TEST

UNIT_SUITE("percent", UNIT_LOOP(decodes_percent, rows); UNIT_TEST(decodes_whatever_is_malformed);
           UNIT_TEST(encodes_percent))
