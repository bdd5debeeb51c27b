#include "base/escape.h"

#include "base/strbuf.h"
#include "unit.h"

/* shown NULL: as it is. */
static const struct {
    const char *text, *shown;
} rows[] = {
    {"plain \xc3\xa9 \xf0\x9f\x98\x80", NULL},
    {"a\nb\x1b[31m", "a\\u{a}b\\u{1b}[31m"},
    {"\x7f\xc2\x85", "\\u{7f}\\u{85}"},
    {"\xe2\x80\xae", "\\u{202e}"},
    {"\xef\xbb\xbfx\xef\xbf\xbe\xef\xbf\xbf", "\\u{feff}x\\u{fffe}\\u{ffff}"},
    {"\xff\xed\xa0\x80", "\\xff\\xed\\xa0\\x80"},
    /* commands to the CI server that shows the log */
    {"a ##vso[task.x]b", "a \\u{23}#vso[task.x]b"},
    {"##[error]x", "\\u{23}#[error]x"},
    {"###[error]x", "#\\u{23}#[error]x"},
    {"x##teamcity[a]", "x\\u{23}#teamcity[a]"},
    {"## heading [x]", NULL},
    {"::error::x", "\\u{3a}:error::x"},
    {"  ::error::x", "  \\u{3a}:error::x"},
    {"a ::error::x", NULL},
    {"::1", NULL},
    {"::", NULL},
};

START_TEST(escapes)
{
    struct str text = str_of(rows[_i].text);
    const char *shown = rows[_i].shown ? rows[_i].shown : rows[_i].text;
    struct strbuf out;
    char cut[64];

    strbuf_init(&out, SIZE_MAX);
    escape_control_to(&out, text);
    ck_assert_str(strbuf_str(&out), shown);
    ck_assert_str(((struct str){cut, escape_control(text, cut, sizeof cut)}), shown);
    ck_assert_msg(escape_control_needed(text) == (rows[_i].shown != NULL), "%s", rows[_i].text);
    strbuf_release(&out);
}
END_TEST

UNIT_SUITE("escape", UNIT_LOOP(escapes, rows))
