#include "base/sha256.h"
#include "report/html.h"
#include "unit.h"

/* As STR, where C wants a constant. */
#define TEXT(literal)                                                                              \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* ---- one escape for text and values ---- */

static const struct {
    const char *name;
    struct str text;
    const char *expected; /* the same in text and in a value */
} texts[] = {
    {"plain", TEXT("limit <= 3"), "limit &lt;= 3"},
    {"the end of a script", TEXT("</script><script>alert(1)</script>"),
     "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"a comment", TEXT("<!-- -->"), "&lt;!-- --&gt;"},
    {"CDATA", TEXT("]]>"), "]]&gt;"},
    {"both quotes", TEXT("\"' onclick='x()\""), "&quot;&#39; onclick=&#39;x()&quot;"},
    {"a reference", TEXT("&lt;&#x3c;"), "&amp;lt;&amp;#x3c;"},
    {"NUL", TEXT("a\0b"), "a\\u{0}b"},
    {"line feed and tab", TEXT("a\n\tb"), "a\n&#9;b"},
    {"carriage return and escape", TEXT("a\r\x1b[2J"), "a\\u{d}\\u{1b}[2J"},
    {"right-to-left override",
     TEXT("a\u202e"
          "b"),
     "a\\u{202e}b"},
    {"C1",
     TEXT("a\xc2\x85"
          "b"),
     "a\\u{85}b"},
    {"a line separator",
     TEXT("a\u2028"
          "b"),
     "a\\u{2028}b"},
    {"noncharacters", TEXT("\uffff\ufdd0\U0001fffe"), "\\u{ffff}\\u{fdd0}\\u{1fffe}"},
    {"no UTF-8", TEXT("a\xff\xc0\xaf\xed\xa0\x80"), "a\\xff\\xc0\\xaf\\xed\\xa0\\x80"},
    {"cut UTF-8", TEXT("a\xe2\x82"), "a\\xe2\\x82"},
    {"wide characters", TEXT("猫 é 🐈"), "猫 é 🐈"},
};

START_TEST(escapes)
{
    struct html_writer html;
    struct strbuf out, expected;

    strbuf_init(&out, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    html_init(&html, &out);
    html_open(&html, "b", NULL);
    html_attribute(&html, "title", texts[_i].text);
    html_text(&html, texts[_i].text);
    html_close(&html);
    strbuf_addf(&expected, "<b title=\"%s\">%s</b>", texts[_i].expected, texts[_i].expected);
    ck_assert_msg(str_equal(strbuf_str(&out), strbuf_str(&expected)), "%s: %s", texts[_i].name,
                  out.text);
    strbuf_release(&out);
    strbuf_release(&expected);
}
END_TEST

START_TEST(has_no_end_tag_where_html_has_none)
{
    struct html_writer html;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    html_init(&html, &out);
    html_open(&html, "b", "id");
    html_open(&html, "input", NULL);
    html_flag(&html, "hidden");
    html_number(&html, "size", 7);
    html_close(&html);
    html_leaf(&html, "b", NULL, STR(""));
    html_close(&html);
    ck_assert_str_eq(out.text, "<b class=\"id\"><input hidden size=\"7\"><b></b></b>");
    strbuf_release(&out);
}
END_TEST

/* ---- pages of rules ---- */

static const struct {
    const char *name, *text, *expected;
} pages[] = {
    {"the first heading is left out", "# a.rule\n\nIt says `so`.",
     "\n<p>It says <code>so</code>.</p>"},
    {"a heading", "## Why", "\n<h3>Why</h3>"},
    {"code", "```yaml\na: <b>\n\nc: 1\n```\n\nthen",
     "<pre tabindex=\"0\">a: &lt;b&gt;\n\nc: 1</pre>\n<p>then</p>"},
    {"code that does not end", "```yaml\na: 1", "<pre tabindex=\"0\">a: 1</pre>"},
    {"a list", "- one\n  more\n- two", "\n<ul>\n<li>one\n  more</li>\n<li>two</li></ul>"},
    {"bold", "is **not** so", "\n<p>is <strong>not</strong> so</p>"},
    {"a mark alone", "one ` and ** two", "\n<p>one ` and ** two</p>"},
    {"nothing", "", ""},
};

START_TEST(shows_pages)
{
    struct html_writer html;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    html_init(&html, &out);
    html_markdown(&html, str_of(pages[_i].text));
    ck_assert_msg(str_is(strbuf_str(&out), pages[_i].expected), "%s: %s", pages[_i].name,
                  strbuf_str(&out).text);
    ck_assert_uint_eq(html.depth, 0);
    strbuf_release(&out);
}
END_TEST

/* What is embedded as it is must not end its element. */
START_TEST(assets_end_no_element)
{
    ck_assert(html_asset("page.css").length > 0);
    ck_assert(html_asset("page.js").length > 0);
    ck_assert_uint_eq(str_find(html_asset("page.css"), STR("</")), SIZE_MAX);
    ck_assert_uint_eq(str_find(html_asset("page.js"), STR("</")), SIZE_MAX);
    ck_assert_uint_eq(str_find(html_asset("page.js"), STR("<!--")), SIZE_MAX);
    ck_assert(html_asset("none").text == NULL);
}
END_TEST

UNIT_SUITE("html", UNIT_LOOP(escapes, texts); UNIT_TEST(has_no_end_tag_where_html_has_none);
           UNIT_LOOP(shows_pages, pages); UNIT_TEST(assets_end_no_element))
