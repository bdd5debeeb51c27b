#include "base/strbuf.h"
#include "example_run.h"
#include "report/markdown_text.h"

#define APART "&#8203;"

static const struct {
    const char *text, *shown;
} texts[] = {
    {"plain text, (as it is) + - 1.5 = {a}", "plain text, (as it is) + - 1.5 = {a}"},
    {"a|b", "a&#124;b"},
    {"`a` ``b``", "&#96;a&#96; &#96;&#96;b&#96;&#96;"},
    {"*a* **b**", "&#42;a&#42; &#42;&#42;b&#42;&#42;"},
    {"snake_case_name _a_ __b__", "snake_case_name &#95;a&#95; &#95;&#95;b&#95;&#95;"},
    {"[a](b) ![c](d)", "&#91;a&#93;(b) !&#91;c&#93;(d)"},
    {"<b onclick=x>&amp;</b>", "&lt;b onclick=x&gt;&amp;amp;&lt;/b&gt;"},
    {"a\\|b\\", "a&#92;&#124;b&#92;"},
    {"a\nb", "a b"},
    {"@octocat a@b.c", "@" APART "octocat a@" APART "b.c"},
    {"#123 #/components !7 &8 ~9",
     "#" APART "123 #/components !" APART "7 &amp;" APART "8 &#126;" APART "9"},
    {"octocat/hello#123 GH-12 gh-1 high-1",
     "octocat/hello#" APART "123 GH-" APART "12 gh-" APART "1 high-1"},
    {"http://a/b ftp://c", "http:" APART "//a/b ftp:" APART "//c"},
    {"www.a.b WWW.c awww.d", "www" APART ".a.b WWW" APART ".c awww.d"},
    {":smile: :+1: :100: a:b 10:30:00 urn:x:y",
     ":" APART "smile: :" APART "+1: :" APART "100: a:b 10:30:00 urn:" APART "x:y"},
    {"$x$ ${{ github.token }}", "<span>$</span>x<span>$</span> <span>$</span>{{ github.token }}"},
};

START_TEST(writes_text_that_is_no_markup)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    markdown_text(&out, str_of(texts[_i].text));
    ck_assert_str(strbuf_str(&out), texts[_i].shown);
    strbuf_release(&out);
}
END_TEST

static const struct {
    const char *lines, *shown;
} blocks[] = {
    {"", ""},
    {"\n", ""},
    {"a\n  b  \n", "<pre>\na\n  b\n</pre>\n"},
    {"a\n\n```\nb", "<pre>\na\n\n```\nb\n</pre>\n"},
    {"</pre><b>&lt;", "<pre>\n&#60;/pre&#62;&#60;b&#62;&#38;lt;\n</pre>\n"},
    {"$a ${{ b }}", "<pre>\n$a &#36;{{ b }}\n</pre>\n"},
};

START_TEST(writes_lines_as_they_are)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    markdown_block(&out, str_of(blocks[_i].lines));
    ck_assert_str(strbuf_str(&out), blocks[_i].shown);
    strbuf_release(&out);
}
END_TEST

/* ---- a run ---- */

START_TEST(begins_with_a_marker_and_the_verdict)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    char *text = render("markdown", &style);
    const char *expected = "<!-- oasdrift check Pet_store ";

    ck_assert_msg(strncmp(text, expected, strlen(expected)) == 0, "%s", text);
    ck_assert_ptr_nonnull(strstr(text, "\n## ❌ Pet store 1.2.0: findings\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n**2 errors, 1 warning, 0 info; 4 not checked; could not "
                                       "look: 1** (exit 1: "));
    free(text);
}
END_TEST

START_TEST(has_a_row_and_details_for_each_cause)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    char *text = render("markdown", &style);

    ck_assert_ptr_nonnull(strstr(
        text, "\n| error | response body /items/3/id: expected integer, found string \"17a\" | "
              "<code>GET /pets/{petId}</code> |\n"));
    ck_assert_ptr_nonnull(strstr(text, "<pre>\ncurl -sS 'https://api.example/pets/3'\n</pre>\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n- <code>run.recording-malformed</code> session.har entry "
                                       "7: the entry has no request\n"));
    free(text);
}
END_TEST

/* ---- its limits ---- */

/* So many findings, each of a cause of its own, with long texts; the caller frees what is written.
 */
static char *render_many(int count, size_t room, struct rendering *rendering)
{
    struct report_style style = {.fail_on = SEVERITY_ERROR, .verbosity = 1, .room = room};
    struct finding finding = example_findings[0];
    char message[2000];
    size_t length = sizeof message - 1;

    for (size_t i = 0; i < length; i++)
        message[i] = i % 50 == 49 ? ' ' : '|'; /* no name is long */
    message[length] = '\0';
    finding.samples[0].curl = str_of(message);
    begin(rendering, "markdown", &style);
    send(rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    for (int i = 0; i < count; i++) {
        snprintf(finding.fingerprint, sizeof finding.fingerprint, "%016x", i);
        snprintf(finding.cause, sizeof finding.cause, "%016x", i);
        message[i % 100] = (char)('a' + i % 26);
        finding.message = str_of(message);
        send(rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    }
    send(rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    fflush(rendering->report.out);
    return rendering->text;
}

static const struct {
    const char *name;
    int count;
    size_t room, limit;
    const char *said; /* NULL: all of it fits */
} limits[] = {
    {"a few causes", 2, 0, 65000, NULL},
    {"more than a comment takes", 300, 0, 65000, "there is room for 65000 bytes in a comment"},
    {"more than a comment has rows for", 3000, 0, 65000, "more causes"},
    {"a summary", 300, 1 << 20, 1 << 20, "there is room for 1048576 bytes in the summary"},
    {"what is left of a summary", 300, 4000, 4000, "there is room for 4000 bytes in the summary"},
};

START_TEST(says_what_found_no_room)
{
    struct rendering rendering;
    char *text = render_many(limits[_i].count, limits[_i].room, &rendering);
    const char *notice = rendering.report.notice;

    ck_assert_msg(rendering.length > 0 && rendering.length <= limits[_i].limit, "%s: %zu",
                  limits[_i].name, rendering.length);
    ck_assert_msg(limits[_i].said ? strstr(text, limits[_i].said) && strstr(notice, limits[_i].said)
                                  : !*notice,
                  "%s: %s", limits[_i].name, notice);
    ck_assert_msg(!limits[_i].said || rendering.length > limits[_i].limit * 3 / 4 ||
                      limits[_i].limit < 10000,
                  "%s: only %zu", limits[_i].name, rendering.length);
    free(finish(&rendering));
}
END_TEST

START_TEST(writes_nothing_where_nothing_fits)
{
    struct rendering rendering;

    render_many(2, 100, &rendering);
    ck_assert_uint_eq(rendering.length, 0);
    ck_assert_ptr_nonnull(strstr(rendering.report.notice, "nothing is written"));
    free(finish(&rendering));
}
END_TEST

/* Marks (U+0301) take no column, and may be as many as they like. */
START_TEST(keeps_names_short)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct description_info description = example_description;
    struct event_start start = example_start;
    struct rendering rendering;
    char marks[100001] = "";

    for (size_t i = 0; i < sizeof marks - 1; i += 2) {
        marks[i] = (char)0xcc;
        marks[i + 1] = (char)0x81;
    }
    description.title = description.version = start.target = str_of(marks);
    start.descriptions = &description;
    begin(&rendering, "markdown", &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    fflush(rendering.report.out);
    ck_assert_uint_gt(rendering.length, 0);
    ck_assert_uint_lt(rendering.length, 2000);
    free(finish(&rendering));
}
END_TEST

UNIT_SUITE("markdown", UNIT_LOOP(writes_text_that_is_no_markup, texts);
           UNIT_LOOP(writes_lines_as_they_are, blocks);
           UNIT_TEST(begins_with_a_marker_and_the_verdict);
           UNIT_TEST(has_a_row_and_details_for_each_cause);
           UNIT_LOOP(says_what_found_no_room, limits); UNIT_TEST(writes_nothing_where_nothing_fits);
           UNIT_TEST(keeps_names_short))
