/* How lists and long texts are laid out in reports of lines. */
#ifndef OASDRIFT_REPORT_TEXT_LAYOUT_H
#define OASDRIFT_REPORT_TEXT_LAYOUT_H

#include "base/strbuf.h"

/* How many of `count` are shown, where there is room for `limit` and a line that tells how many are
   left out: of one more than that, all. */
size_t shown_of(size_t count, size_t limit);

/* Adds words to lines, of the first of which `at` columns are written, going on in a new one behind
   `indent` spaces when `columns` are full. */
struct text_fill {
    struct strbuf *out;
    size_t at, indent, columns;
};
void text_fill_add(struct text_fill *fill, struct str word);

/* The shape of a text over several lines, the first of which is written up to `indent`. */
struct text_lines {
    size_t indent, columns;
    size_t most; /* lines, 1 at least; of a longer text "..." ends the last one */
};
/* Breaks the text at blanks, and what is wider than a line anywhere. */
void text_add_lines(struct strbuf *out, struct str text, const struct text_lines *shape);

#endif
