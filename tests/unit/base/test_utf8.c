#include "base/utf8.h"
#include "unit.h"

static const struct {
    const char *text;
    size_t limit, kept;
} cut_rows[] = {
    {"abc", 3, 3},           {"abc", 2, 2},
    {"abc", 0, 0},           {"a\xc3\xa9z", 2, 1},
    {"a\xc3\xa9z", 3, 3},    {"\xf0\x9f\x98\x80", 3, 0},
    {"\xe2\x82\xac!", 3, 3}, {"\x80\x80\x80\x80\x80\x80\x80\x80", 6, 3}, /* no UTF-8: three back */
};

START_TEST(cuts)
{
    struct str cut = utf8_cut(str_of(cut_rows[_i].text), cut_rows[_i].limit);

    ck_assert_msg(cut.length == cut_rows[_i].kept, "row %d: %zu", _i, cut.length);
}
END_TEST

static const struct {
    const char *text, *without;
} mark_rows[] = {
    {"\xef\xbb\xbf{}", "{}"}, {"{}", "{}"}, {"\xef\xbb", "\xef\xbb"}, {"\xef\xbb\xbf", ""}};

START_TEST(takes_marks_off)
{
    ck_assert_str(utf8_without_mark(str_of(mark_rows[_i].text)), mark_rows[_i].without);
    ck_assert(utf8_has_mark(str_of(mark_rows[_i].text)) ==
              (strlen(mark_rows[_i].text) > strlen(mark_rows[_i].without)));
}
END_TEST

static const struct {
    const char *text;
    size_t columns;
    const char *first_three; /* what fits in three columns */
} column_rows[] = {{"abcd", 4, "abc"},
                   {"\xe6\x97\xa5\xe6\x9c\xac", 4, "\xe6\x97\xa5"},
                   {"e\xcc\x81x", 2, "e\xcc\x81x"},
                   {"\xf0\x9f\x98\x80!", 3, "\xf0\x9f\x98\x80!"},
                   {"\xef\xbc\xa1 b", 4, "\xef\xbc\xa1 "},
                   {"\xff\xfe", 2, "\xff\xfe"},
                   {"", 0, ""}};

START_TEST(counts_columns)
{
    struct str text = str_of(column_rows[_i].text);

    ck_assert_uint_eq(utf8_columns(text), column_rows[_i].columns);
    ck_assert_str(utf8_cut_columns(text, 3), column_rows[_i].first_three);
}
END_TEST

static const struct {
    const char *text;
    size_t valid;
} valid_rows[] = {
    {"abcdefghijkl", 12},    {"abcdefgh\xff", 8},      {"\xc0\x80", 0}, /* overlong */
    {"\xed\xa0\x80", 0},                                                /* a surrogate */
    {"\xf4\x90\x80\x80", 0},                                            /* above U+10FFFF */
    {"a\xe2\x82", 1},        {"\xf0\x9f\x98\x80z", 5},
};

START_TEST(finds_what_is_no_utf8)
{
    ck_assert_uint_eq(utf8_valid_prefix(str_of(valid_rows[_i].text)), valid_rows[_i].valid);
}
END_TEST

UNIT_SUITE("utf8", UNIT_LOOP(cuts, cut_rows); UNIT_LOOP(takes_marks_off, mark_rows);
           UNIT_LOOP(counts_columns, column_rows); UNIT_LOOP(finds_what_is_no_utf8, valid_rows))
