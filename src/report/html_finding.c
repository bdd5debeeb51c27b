/* What stands at the place of a finding: in the description and in the exchange. */
#include <inttypes.h>

#include "report/finding_text.h"
#include "report/html.h"

static void pair(struct html_writer *html, const char *name, struct str value, const char *class)
{
    if (!value.length)
        return;
    html_open(html, "div", class);
    html_leaf(html, "dt", NULL, str_of(name));
    html_open(html, "dd", NULL);
    html_leaf(html, "code", NULL, value);
    html_close(html);
    html_close(html);
}

static void comparison(struct html_writer *html, const struct finding *finding)
{
    if (!finding->expected.length && !finding->found.length)
        return;
    html_open(html, "dl", "compare");
    pair(html, "expected", finding->expected, "expected");
    pair(html, "found", finding->found, "found");
    html_close(html);
}

static void caption(struct html_writer *html, const char *what, struct str where)
{
    html_open(html, "figcaption", NULL);
    html_leaf(html, "span", "of", str_of(what));
    html_say(html, " ");
    html_leaf(html, "code", NULL, where);
    html_close(html);
}

/* The line, and below it the one with the carets. */
static void description_lines(struct html_writer *html, struct str lines)
{
    html_open(html, "pre", "source");
    html_number(html, "tabindex", 0); /* the keyboard reaches what is wider than the screen */
    html_text(html, str_cut(&lines, '\n'));
    if (lines.length) {
        html_say(html, "\n");
        html_leaf(html, "span", "caret", str_cut(&lines, '\n'));
    }
    html_close(html);
}

static void description_excerpt(struct html_writer *html, const struct finding *finding)
{
    const struct place *place = &finding->description;
    struct strbuf lines, where;

    if (!place->file.length || !place->line)
        return;
    strbuf_init(&lines, SIZE_MAX);
    strbuf_init(&where, SIZE_MAX);
    finding_text_excerpt(&lines, finding, palette_of(false));
    finding_text_place(&where, finding);
    html_open(html, "figure", NULL);
    caption(html, "description", strbuf_str(&where));
    if (lines.length)
        description_lines(html, strbuf_str(&lines));
    html_close(html);
    strbuf_release(&where);
    strbuf_release(&lines);
}

static void exchange_lines(struct html_writer *html, const struct excerpt *excerpt)
{
    size_t number = 1;

    html_open(html, "pre", NULL);
    for (struct str rest = excerpt->text; rest.text; number++) {
        struct str line = str_cut(&rest, '\n');

        if (number > 1)
            html_say(html, "\n");
        if (number == excerpt->line) {
            html_open(html, "mark", NULL);
            html_leaf(html, "span", "pointer", STR("> "));
            html_text(html, line);
            html_close(html);
        } else {
            html_say(html, "  ");
            html_text(html, line);
        }
    }
    html_close(html);
}

/* "GET https://api/pets 200 · session.har entry 118" */
static void request_line(struct strbuf *text, const struct sample *sample)
{
    name_text(text, sample->method);
    strbuf_add_text(text, sample->method.length ? " " : "");
    name_text(text, sample->url);
    if (sample->status > 0)
        strbuf_addf(text, " %d", sample->status);
    strbuf_add_text(text, text->length ? " · " : "");
    sample_text(text, sample);
}

static void exchange_excerpt(struct html_writer *html, const struct finding *finding)
{
    const struct sample *sample = &finding->samples[0];
    struct strbuf line;

    if (finding->sample_count == 0 || finding->part == PART_DESCRIPTION)
        return;
    strbuf_init(&line, SIZE_MAX);
    request_line(&line, sample);
    html_open(html, "figure", NULL);
    caption(html, "exchange", strbuf_str(&line));
    if (sample->excerpt.text.length)
        exchange_lines(html, &sample->excerpt);
    html_close(html);
    strbuf_release(&line);
}

static void command(struct html_writer *html, const struct finding *finding)
{
    if (finding->sample_count == 0 || !finding->samples[0].curl.length)
        return;
    html_open(html, "figure", "curl");
    html_open(html, "figcaption", NULL);
    html_leaf(html, "span", "of", STR("reproduce"));
    html_close(html);
    html_leaf(html, "pre", NULL, finding->samples[0].curl);
    html_close(html);
}

void html_evidence(struct html_writer *html, const struct finding *finding)
{
    comparison(html, finding);
    html_open(html, "div", "evidence");
    description_excerpt(html, finding);
    exchange_excerpt(html, finding);
    html_close(html);
    command(html, finding);
}
