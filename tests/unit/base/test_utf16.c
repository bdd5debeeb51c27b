#include "base/utf16.h"
#include "unit.h"

#define TEXT(literal) STR_INITIAL(literal)

static const struct {
    struct str text;
    enum utf16_order order;
} detect_rows[] = {
    {TEXT("\xff\xfe"
          "a\0"),
     UTF16_LITTLE},
    {TEXT("\xfe\xff\0a"), UTF16_BIG},
    {TEXT("a\0b\0"), UTF16_LITTLE},
    {TEXT("\0a\0b"), UTF16_BIG},
    {TEXT("{\0"), UTF16_LITTLE},
    {TEXT("openapi"), UTF16_NONE},
    {TEXT("\xef\xbb\xbf"
          "a"),
     UTF16_NONE},
    {TEXT("\xff\xfe\0\0a\0\0\0"), UTF16_NONE}, /* UTF-32 */
    {TEXT("a\0\0\0"), UTF16_NONE},
    {TEXT("\0\0\0a"), UTF16_NONE},
    {TEXT("a"), UTF16_NONE},
    {TEXT(""), UTF16_NONE},
};

START_TEST(detects)
{
    ck_assert_msg(utf16_detect(detect_rows[_i].text) == detect_rows[_i].order, "row %d", _i);
}
END_TEST

static const struct {
    struct str text;
    enum utf16_order order;
    const char *utf8;
    bool whole;
} convert_rows[] = {
    {TEXT("a\0\xe4\0\xac\x20"), UTF16_LITTLE, "a\xc3\xa4\xe2\x82\xac", true},
    {TEXT("\0a\0\xe4\x20\xac"), UTF16_BIG, "a\xc3\xa4\xe2\x82\xac", true},
    {TEXT("\xfe\xff\0a"), UTF16_BIG,
     "\xef\xbb\xbf"
     "a",
     true},
    {TEXT("\xd8\x3d\xde\x00\0!"), UTF16_BIG, "\xf0\x9f\x98\x80!", true},
    {TEXT("\x3d\xd8\x00\xde"), UTF16_LITTLE, "\xf0\x9f\x98\x80", true},
    {TEXT("\0a\xd8\x3d\0b"), UTF16_BIG, "a", false}, /* a high one alone */
    {TEXT("\0a\xde\x00\0b"), UTF16_BIG, "a", false}, /* a low one alone */
    {TEXT("\0a\xd8\x3d"), UTF16_BIG, "a", false},    /* cut off */
    {TEXT("\0a\0"), UTF16_BIG, "a", false},          /* half a unit */
};

START_TEST(converts)
{
    struct arena arena;
    struct str converted;

    arena_init(&arena);
    ck_assert_msg(utf16_to_utf8(&arena, convert_rows[_i].text, convert_rows[_i].order,
                                &converted) == convert_rows[_i].whole,
                  "row %d", _i);
    ck_assert_str(converted, convert_rows[_i].utf8);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("utf16", UNIT_LOOP(detects, detect_rows); UNIT_LOOP(converts, convert_rows))
