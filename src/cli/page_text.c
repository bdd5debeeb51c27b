/* Pages of help as text, for terminals of 80 columns. */
#include "cli/page.h"

#include <stdio.h>

#include "base/str.h"

enum { OPTIONS_COLUMN = 30 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* How many bytes of the text fit into `width` columns: whole words, and at least one. */
static size_t fitting(struct str text, size_t width)
{
    size_t fits = 0;

    for (size_t i = 0;; i++) {
        if (i < text.length && !is_blank(text.text[i]))
            continue;
        if (fits && i > width)
            return fits;
        fits = i;
        if (i == text.length)
            return fits;
    }
}

void text_column(int used, int column, struct str text)
{
    if (used && used >= column) {
        putchar('\n');
        used = 0;
    }
    do {
        size_t length = fitting(text, (size_t)(PAGE_WIDTH - column));

        printf("%*s", column - used, "");
        for (size_t i = 0; i < length; i++)
            putchar(text.text[i] == '\n' ? ' ' : text.text[i]);
        putchar('\n');
        text = str_slice(text, length + 1, SIZE_MAX);
        used = 0;
    } while (text.length);
}

void text_option(const struct option *row, const char *value, int column)
{
    int used = row->letter ? printf("  -%c, --%s", row->letter, row->name)
                           : printf("      --%s", row->name);

    if (value)
        used += printf(" %s", value);
    text_column(used, column, str_of(row->help));
}

/* What stands under a title comes at once; else an empty line is before it. */
static void title_or_line(struct page *page)
{
    putchar('\n');
    if (page->pending)
        printf("%s:\n", page->pending);
    page->pending = NULL;
}

static void head(struct page *page, const struct page_head *head)
{
    (void)page;
    if (head->called)
        printf("%s%s%s\n", head->called, head->usage ? " " : "", head->usage ? head->usage : "");
    else
        printf("%s\n", head->name);
    text_column(0, 0, str_of(head->summary));
}

static void section(struct page *page, const char *title, int column)
{
    page->pending = title;
    page->column = column;
}

static void subsection(struct page *page, const char *title)
{
    page->pending = title;
}

static void paragraph(struct page *page, struct str text)
{
    title_or_line(page);
    text_column(0, 0, text);
}

static void literal(struct page *page, struct str lines)
{
    title_or_line(page);
    printf("%.*s\n", STR_ARGS(lines));
}

static void title(struct page *page)
{
    if (page->pending)
        title_or_line(page);
}

static void entry(struct page *page, enum page_term kind, const char *term, const char *text)
{
    (void)kind;
    title(page);
    text_column(printf("  %s", term), page->column, str_of(text));
}

static void option(struct page *page, const struct option *row)
{
    title(page);
    text_option(row, option_value(row), OPTIONS_COLUMN);
}

static void see_also(struct page *page, const char *name, int number, bool is_last)
{
    char text[128];
    int length = snprintf(text, sizeof text, "%s(%d)%s", name, number, is_last ? "" : ", ");

    if (page->pending) {
        title_or_line(page);
        page->column = printf("  ");
    }
    if (page->column + length > PAGE_WIDTH)
        page->column = printf("\n  ") - 1;
    page->column += printf("%s%s", text, is_last ? "\n" : "");
}

static void end(struct page *page)
{
    (void)page;
}

const struct page_format page_text = {head,  section, subsection, paragraph, literal,
                                      entry, option,  see_also,   end};
