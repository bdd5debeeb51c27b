/* Sections and tables, as all parts of the page have them. */
#include <inttypes.h>

#include "report/html.h"

void html_shown(struct html_writer *html, const char *element, const char *class, struct str name,
                void (*text)(struct strbuf *out, struct str name))
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    text(&shown, name);
    html_leaf(html, element, class, strbuf_str(&shown));
    strbuf_release(&shown);
}

void html_section(struct html_writer *html, const char *id, const char *heading,
                  const uint64_t *count)
{
    html_open(html, "section", NULL);
    html_attribute(html, "id", str_of(id));
    html_attribute(html, "aria-label", str_of(heading));
    html_open(html, "h2", NULL);
    html_say(html, heading);
    if (count) {
        html_say(html, " ");
        html_open(html, "span", "count");
        html_sayf(html, "%" PRIu64, *count);
        html_close(html);
    }
    html_close(html);
}

void html_more(struct html_writer *html, uint64_t count, const char *one, const char *many)
{
    if (count == 0)
        return;
    html_open(html, "p", "more");
    html_say(html, "and ");
    html_counted(html, count, one, many);
    html_say(html, ": the json and ndjson reports have all");
    html_close(html);
}

void html_table(struct html_writer *html, const char *caption, const char *const *names)
{
    struct strbuf label;

    strbuf_init(&label, SIZE_MAX);
    strbuf_addf(&label, "table: %s", caption);
    html_open(html, "div", "scroll");
    html_attribute(html, "role", STR("region"));
    html_attribute(html, "aria-label", strbuf_str(&label));
    html_number(html, "tabindex", 0);
    strbuf_release(&label);
    html_open(html, "table", NULL);
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    for (; *names; names++) {
        html_open(html, "th", NULL);
        html_attribute(html, "scope", STR("col"));
        html_say(html, *names);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_open(html, "tbody", NULL);
}

void html_table_end(struct html_writer *html)
{
    html_close(html);
    html_close(html);
    html_close(html);
}

void html_row(struct html_writer *html, struct str name)
{
    html_open(html, "tr", NULL);
    html_open(html, "th", NULL);
    html_attribute(html, "scope", STR("row"));
    html_text(html, name);
    html_close(html);
}

void html_cell(struct html_writer *html, uint64_t number, const char *class)
{
    html_open(html, "td", class);
    html_sayf(html, "%" PRIu64, number);
    html_close(html);
}

void html_bar(struct html_writer *html, uint64_t seen, uint64_t total)
{
    html_open(html, "svg", seen < total ? "bar" : "bar full");
    html_attribute(html, "viewBox", STR("0 0 1000 10"));
    html_attribute(html, "preserveAspectRatio", STR("none"));
    html_attribute(html, "aria-hidden", STR("true"));
    html_open(html, "rect", NULL);
    html_number(html, "width", total ? (uint64_t)((double)seen / (double)total * 1000) : 1000);
    html_number(html, "height", 10);
    html_close(html);
    html_close(html);
}
