/* A page of help. What it says is written once, as calls of these functions; a format makes text
   for a terminal of it, or mdoc(7), which man reads. All goes to standard output.

   Prose is paragraphs with an empty line between them; lines that begin with two blanks stand as
   they are, and what is between backquotes is what somebody types. */
#ifndef OASDRIFT_CLI_PAGE_H
#define OASDRIFT_CLI_PAGE_H

#include "cli/option.h"

struct page_head {
    const char *name;    /* "oasdrift-check" */
    int section;         /* of the manual */
    const char *called;  /* "oasdrift check"; NULL: it is about no command */
    const char *usage;   /* what follows that; NULL: nothing does */
    const char *summary; /* one line */
};

/* What the term of an entry is. */
enum page_term { TERM_WORD, TERM_USAGE, TERM_VARIABLE, TERM_PATH };

struct page {
    const struct page_format *format;
    const char *pending; /* of text: a title that nothing stands under yet */
    int column;          /* of text: where what entries say begins */
    bool in_list;        /* of mdoc: a list is open */
    bool after_title;    /* of mdoc: nothing stands under the last title yet */
};

struct page_format {
    void (*head)(struct page *page, const struct page_head *head);
    /* The title in small letters. column: of its entries. */
    void (*section)(struct page *page, const char *title, int column);
    void (*subsection)(struct page *page, const char *title);
    void (*paragraph)(struct page *page, struct str text);
    void (*literal)(struct page *page, struct str lines);
    void (*entry)(struct page *page, enum page_term kind, const char *term, const char *text);
    void (*option)(struct page *page, const struct option *row);
    void (*see_also)(struct page *page, const char *name, int section, bool is_last);
    void (*end)(struct page *page);
};

extern const struct page_format page_text, page_mdoc;

enum { PAGE_WIDTH = 79 };

void page_prose(struct page *page, const char *prose);
/* Lines of a shell or a file, indented. */
void page_examples(struct page *page, const char *examples);
/* A line of text, of which `used` columns are written, goes on with the text: from `column` on, on
   the next line when that is passed already. Words are wrapped at PAGE_WIDTH. */
void text_column(int used, int column, struct str text);
/* A row of an option, as text; `value` is what stands for what it takes, NULL for nothing. */
void text_option(const struct option *row, const char *value, int column);
/* What the option takes: its choices, else its argument; NULL: nothing. */
const char *option_value(const struct option *row);

#endif
