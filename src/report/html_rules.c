/* The rules that were broken, with how often, and what each one is about: its page (rules/). */
#include <inttypes.h>

#include "base/map.h"
#include "report/html.h"
#include "report/rule_table.h"
#include "rules/rule_set.h"

/* ---- Markdown, as far as rules/ use it ---- */

/* The text with what stands between two of the marks in an element; a mark alone is text. */
static void marked(struct html_writer *html, struct str text, struct str mark, const char *element,
                   void (*rest)(struct html_writer *html, struct str text))
{
    while (text.length) {
        size_t from = str_find(text, mark);
        struct str behind =
            str_slice(text, from == SIZE_MAX ? SIZE_MAX : from + mark.length, SIZE_MAX);
        size_t to = from == SIZE_MAX ? SIZE_MAX : str_find(behind, mark);

        if (to == SIZE_MAX) {
            rest(html, text);
            return;
        }
        rest(html, str_slice(text, 0, from));
        html_leaf(html, element, NULL, str_slice(behind, 0, to));
        text = str_slice(behind, to + mark.length, SIZE_MAX);
    }
}

static void strong(struct html_writer *html, struct str text)
{
    marked(html, text, STR("**"), "strong", html_text);
}

static void inline_text(struct html_writer *html, struct str text)
{
    marked(html, text, STR("`"), "code", strong);
}

static void list(struct html_writer *html, struct str lines)
{
    bool open = false;

    html_open(html, "ul", NULL);
    while (lines.text) {
        struct str line = str_cut(&lines, '\n');

        if (str_starts_with(line, STR("- "))) {
            if (open)
                html_close(html);
            html_open(html, "li", NULL);
            open = true;
            line = str_slice(line, 2, SIZE_MAX);
        } else {
            html_say(html, "\n");
        }
        inline_text(html, line);
    }
    if (open)
        html_close(html);
    html_close(html);
}

/* Lines that may be wider than the screen: the keyboard reaches them as well. */
static void code_block(struct html_writer *html, struct str text)
{
    html_open(html, "pre", NULL);
    html_number(html, "tabindex", 0);
    html_text(html, text);
    html_close(html);
}

static void block(struct html_writer *html, struct str text)
{
    if (!text.length || str_starts_with(text, STR("# ")))
        return;
    if (str_starts_with(text, STR("## "))) {
        html_leaf(html, "h3", NULL, str_slice(text, 3, SIZE_MAX));
    } else if (str_starts_with(text, STR("|"))) { /* a table is read as it stands */
        code_block(html, text);
    } else if (str_starts_with(text, STR("- "))) {
        list(html, text);
    } else {
        html_open(html, "p", NULL);
        inline_text(html, text);
        html_close(html);
    }
}

/* Moves *text behind the fenced block that it starts with. */
static struct str take_fenced(struct str *text)
{
    struct str code;
    size_t end;

    str_cut(text, '\n');
    end = str_find(*text, STR("\n```"));
    code = str_slice(*text, 0, end);
    *text = end == SIZE_MAX ? STR_NONE : str_slice(*text, end + 4, SIZE_MAX);
    return code;
}

void html_markdown(struct html_writer *html, struct str text)
{
    while ((text = str_trim(text)).length) {
        size_t end;

        if (str_starts_with(text, STR("```"))) {
            code_block(html, take_fenced(&text));
            continue;
        }
        end = str_find(text, STR("\n\n"));
        block(html, str_slice(text, 0, end));
        text = str_slice(text, end, SIZE_MAX);
    }
}

/* ---- the table ---- */

static void table(struct html_writer *html, const struct causes *causes)
{
    static const char *const names[] = {"rule", "severity", "causes", "findings", "times", NULL};
    struct rule_table rules;

    rule_table_init(&rules, causes);
    html_table(html, "Rules and counts", names);
    for (size_t i = 0; i < rules.count; i++) {
        const struct rule_row *row = &rules.rows[i];

        html_row(html, row->rule);
        html_leaf(html, "td", severity_name(row->severity), str_of(severity_name(row->severity)));
        html_cell(html, row->causes, NULL);
        html_cell(html, row->findings, NULL);
        html_cell(html, row->count, NULL);
        html_close(html);
    }
    html_table_end(html);
    rule_table_release(&rules);
}

/* ---- the pages ---- */

static void page_of(struct html_writer *html, rule_index rule)
{
    const struct rule_info *info = rule_info(rule);
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "rule-%s", info->id);
    html_open(html, "details", "page");
    html_attribute(html, "id", strbuf_str(&text));
    html_open(html, "summary", NULL);
    html_leaf(html, "code", "name", str_of(info->id));
    html_sayf(html, " %s", info->title);
    html_close(html);
    strbuf_clear(&text);
    strbuf_addf(&text, "%s.md", info->id);
    html_markdown(html, embedded_file(strbuf_str(&text)));
    html_close(html);
    strbuf_release(&text);
}

void html_rules(struct html_writer *html, const struct html_page *page)
{
    const struct causes *causes = &page->gathered.causes;
    struct map told = {0};
    uint64_t count;

    if (causes->count == 0)
        return;
    for (size_t i = 0; i < causes->count; i++)
        *map_put(&told, str_of(rule_info(causes->entries[i].shown->rule)->id)) =
            (void *)causes->entries[i].shown;
    count = told.count;
    html_section(html, "rules", "Rules", &count);
    table(html, causes);
    for (size_t i = 0; i < told.count; i++)
        page_of(html, ((const struct finding *)told.entries[i].value)->rule);
    html_close(html);
    map_release(&told);
}
