#include "report/html_writer.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/utf8.h"

void html_init(struct html_writer *html, struct strbuf *out)
{
    *html = (struct html_writer){.out = out};
}

/* ---- escaping ---- */

/* Control characters and noncharacters (13.2.3.5 has them as parse errors). */
static bool is_written_as_is(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    return !is_control_beyond_c0(c) && (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef);
}

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t': /* no bare control character but the line feed stands in the file */
        return "&#9;";
    default:
        return NULL;
    }
}

/* The bytes at the start of the text that need nothing. */
static size_t plain_prefix(struct str text)
{
    size_t at = 0;

    while (at < text.length && text.text[at] >= 0x20 && text.text[at] < 0x7f &&
           !reference(text.text[at]))
        at++;
    return at;
}

static void add_escaped(struct strbuf *out, struct str text)
{
    while (text.length) {
        uint32_t code;
        size_t used = plain_prefix(text);

        if (used) {
            strbuf_add(out, str_slice(text, 0, used));
        } else if ((used = utf8_decode(text, &code)) == 0) {
            strbuf_addf(out, "\\x%02x", (unsigned char)text.text[0]);
            used = 1;
        } else if (!is_written_as_is(code)) {
            strbuf_addf(out, "\\u{%" PRIx32 "}", code);
        } else if (reference(text.text[0])) {
            strbuf_add_text(out, reference(text.text[0]));
        } else {
            strbuf_add(out, str_slice(text, 0, used));
        }
        text = str_slice(text, used, SIZE_MAX);
    }
}

/* ---- elements ---- */

/* Elements that begin a line, so that the source can be read and compared. */
static bool begins_line(const char *name)
{
    static const char *const names[] = {
        "html", "head",   "meta",   "title", "style", "script",   "body",    "header",
        "main", "footer", "nav",    "aside", "form",  "section",  "article", "h2",
        "h3",   "table",  "thead",  "tbody", "tr",    "ul",       "li",      "dl",
        "p",    "div",    "figure", "svg",   "label", "fieldset", "details"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool has_no_end(const char *name)
{
    return strcmp(name, "meta") == 0 || strcmp(name, "input") == 0 || strcmp(name, "br") == 0;
}

static void close_tag(struct html_writer *html)
{
    if (html->in_tag)
        strbuf_add_char(html->out, '>');
    html->in_tag = false;
}

void html_open(struct html_writer *html, const char *name, const char *class)
{
    assert(html->depth < HTML_MAX_DEPTH); /* our pages nest no deeper */
    close_tag(html);
    strbuf_addf(html->out, "%s<%s", begins_line(name) ? "\n" : "", name);
    if (class)
        strbuf_addf(html->out, " class=\"%s\"", class);
    html->open[html->depth++] = name;
    html->in_tag = true;
}

void html_attribute(struct html_writer *html, const char *name, struct str value)
{
    assert(html->in_tag); /* attributes come before content */
    strbuf_addf(html->out, " %s=\"", name);
    add_escaped(html->out, value);
    strbuf_add_char(html->out, '"');
}

void html_number(struct html_writer *html, const char *name, uint64_t value)
{
    strbuf_addf(html->out, " %s=\"%" PRIu64 "\"", name, value);
}

void html_flag(struct html_writer *html, const char *name)
{
    strbuf_addf(html->out, " %s", name);
}

void html_text(struct html_writer *html, struct str text)
{
    close_tag(html);
    add_escaped(html->out, text);
}

void html_say(struct html_writer *html, const char *text)
{
    html_text(html, str_of(text));
}

void html_sayf(struct html_writer *html, const char *format, ...)
{
    char text[256]; /* numbers and words of ours */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    html_say(html, text);
}

void html_counted(struct html_writer *html, uint64_t count, const char *one, const char *many)
{
    html_sayf(html, "%" PRIu64 " %s", count, str_counted(count, one, many));
}

void html_close(struct html_writer *html)
{
    const char *name = html->open[--html->depth];

    close_tag(html);
    if (!has_no_end(name))
        strbuf_addf(html->out, "</%s>", name);
}

void html_leaf(struct html_writer *html, const char *name, const char *class, struct str text)
{
    html_open(html, name, class);
    html_text(html, text);
    html_close(html);
}

void html_raw(struct html_writer *html, struct str text)
{
    close_tag(html);
    strbuf_add(html->out, text);
}
