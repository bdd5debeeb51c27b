/* Pages of help as mdoc(7), which man, mandoc and groff read. */
#include "cli/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/str.h"
#include "oasdrift.h"

enum { LINE_WIDTH = 72 };

/* ---- text ---- */

/* The characters that roff would take for something else: what is typed keeps its hyphens. */
static void put_character(char c, bool is_code)
{
    switch (c) {
    case '\\':
        fputs("\\e", stdout);
        break;
    case '-':
        fputs(is_code ? "\\-" : "-", stdout);
        break;
    case '^':
        fputs("\\(ha", stdout);
        break;
    case '~':
        fputs("\\(ti", stdout);
        break;
    case '\'':
        fputs(is_code ? "\\(aq" : "'", stdout);
        break;
    case '"':
        fputs("\\(dq", stdout);
        break;
    default:
        putchar(c);
    }
}

static bool is_capital(char c)
{
    return ascii_lower(c) != c;
}

static bool ends_sentence(struct str word, struct str next)
{
    return char_is_any(word.text[word.length - 1], ".?!") && is_capital(next.text[0]);
}

static size_t word_length(struct str text)
{
    return str_find_any(text, " \n");
}

/* One word; *is_code: are we between backquotes? A line that begins with a dot or an apostrophe
   would be a request. */
static void put_word(struct str word, bool begins_line, bool *is_code)
{
    if (begins_line && char_is_any(word.text[0], ".'"))
        fputs("\\&", stdout);
    for (size_t i = 0; i < word.length; i++) {
        if (word.text[i] == '`') {
            *is_code = !*is_code;
            fputs(*is_code ? "\\fB" : "\\fR", stdout);
        } else {
            put_character(word.text[i], *is_code);
        }
    }
}

/* Running text: each sentence begins a line, as mdoc(7) asks for, and no line is long. */
static void put_text(struct str text)
{
    bool is_code = false;
    size_t used = 0;

    while (text.length) {
        struct str word = str_slice(text, 0, word_length(text));

        text = str_slice(text, word.length + 1, SIZE_MAX);
        if (!word.length)
            continue;
        if (used && used + word.length > LINE_WIDTH) {
            putchar('\n');
            used = 0;
        }
        if (used)
            putchar(' ');
        put_word(word, used == 0, &is_code);
        used += word.length + 1;
        if (text.length && !is_code && ends_sentence(word, text)) {
            putchar('\n');
            used = 0;
        }
    }
    putchar('\n');
}

static bool is_word(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-_.");
}

static bool is_placeholder(struct str word)
{
    for (size_t i = 0; i < word.length; i++)
        if (ascii_upper(word.text[i]) != word.text[i])
            return false;
    return is_capital(word.text[0]);
}

/* "DESCRIPTION [--port N]": names that stand for something in italics, what is typed in bold. An
   argument of a macro: no word of it is a macro's name. */
static void put_usage(const char *usage)
{
    struct str rest = str_of(usage);

    while (rest.length) {
        size_t length = 0;

        while (length < rest.length && is_word(rest.text[length]))
            length++;
        if (length) {
            printf("%s", is_placeholder(str_slice(rest, 0, length)) ? "\\fI" : "\\fB");
            for (size_t i = 0; i < length; i++)
                put_character(rest.text[i], true);
            fputs("\\fR", stdout);
        } else {
            put_character(rest.text[0], true);
            length = 1;
        }
        rest = str_slice(rest, length, SIZE_MAX);
    }
}

/* One word of a macro's arguments, whatever it is made of. */
static void put_argument(const char *text)
{
    printf(" \"\\&");
    for (; *text; text++)
        put_character(*text, true);
    putchar('"');
}

/* ---- the page ---- */

static void end_list(struct page *page)
{
    if (page->in_list)
        puts(".El");
    page->in_list = false;
}

static void start_list(struct page *page)
{
    if (!page->in_list)
        puts(".Bl -tag -width Ds");
    page->in_list = true;
    page->after_title = false;
}

static void put_title(struct page *page, const char *macro, const char *title, bool in_capitals)
{
    end_list(page);
    page->after_title = true;
    fputs(macro, stdout);
    putchar(' ');
    for (; *title; title++)
        put_character(in_capitals ? ascii_upper(*title) : *title, false);
    putchar('\n');
}

/* SOURCE_DATE_EPOCH makes the same bytes whenever it is made. */
static void put_date(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds = 0;
    time_t now = time(NULL);
    struct tm utc;
    char text[32];

    if (epoch && str_to_unsigned(str_of(epoch), &seconds))
        now = (time_t)seconds;
    gmtime_r(&now, &utc);
    strftime(text, sizeof text, "%B %d, %Y", &utc);
    printf(".Dd %s\n", text);
}

static void head(struct page *page, const struct page_head *head)
{
    put_date();
    printf(".Dt ");
    for (const char *at = head->name; *at; at++)
        putchar(ascii_upper(*at));
    printf(" %d\n.Os oasdrift %s\n.Sh NAME\n.Nm %s\n.Nd ", head->section, oasdrift_version(),
           head->name);
    put_text(str_of(head->summary));
    if (head->called) {
        printf(".Sh SYNOPSIS\n.Nm %s\n", head->called);
        if (head->usage) {
            put_usage(head->usage);
            putchar('\n');
        }
    }
    puts(".Sh DESCRIPTION");
    page->after_title = true;
}

static void section(struct page *page, const char *title, int column)
{
    (void)column;
    put_title(page, ".Sh", title, true);
}

static void subsection(struct page *page, const char *title)
{
    put_title(page, ".Ss", title, false);
}

static void paragraph(struct page *page, struct str text)
{
    end_list(page);
    if (!page->after_title)
        puts(".Pp");
    page->after_title = false;
    put_text(text);
}

static void literal(struct page *page, struct str lines)
{
    end_list(page);
    page->after_title = false;
    puts(".Bd -literal");
    while (lines.text) {
        struct str line = str_cut(&lines, '\n');

        if (str_starts_with(line, STR(".")))
            fputs("\\&", stdout);
        for (size_t i = 0; i < line.length; i++)
            put_character(line.text[i], true);
        putchar('\n');
    }
    puts(".Ed");
}

static void entry(struct page *page, enum page_term kind, const char *term, const char *text)
{
    start_list(page);
    fputs(".It", stdout);
    switch (kind) {
    case TERM_WORD:
        fputs(" Cm", stdout);
        break;
    case TERM_VARIABLE:
        fputs(" Ev", stdout);
        break;
    case TERM_PATH:
        fputs(" Pa", stdout);
        break;
    case TERM_USAGE:
        putchar(' ');
        put_usage(term);
        break;
    }
    if (kind != TERM_USAGE)
        put_argument(term);
    putchar('\n');
    put_text(str_of(text));
}

static void option(struct page *page, const struct option *row)
{
    start_list(page);
    fputs(".It", stdout);
    if (row->letter)
        printf(" Fl %c ,", row->letter);
    fputs(" Fl \\-", stdout);
    for (const char *at = row->name; *at; at++)
        put_character(*at, true);
    if (option_value(row)) {
        printf(" Ar");
        put_argument(option_value(row));
    }
    putchar('\n');
    put_text(str_of(row->help));
}

static void see_also(struct page *page, const char *name, int number, bool is_last)
{
    (void)page;
    printf(".Xr %s %d%s\n", name, number, is_last ? "" : " ,");
}

static void end(struct page *page)
{
    end_list(page);
}

const struct page_format page_mdoc = {head,  section, subsection, paragraph, literal,
                                      entry, option,  see_also,   end};
