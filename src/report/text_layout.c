#include "report/text_layout.h"

#include "base/utf8.h"

size_t shown_of(size_t count, size_t limit)
{
    return count <= limit + 1 ? count : limit;
}

void text_fill_add(struct text_fill *fill, struct str word)
{
    size_t width = utf8_columns(word);

    if (fill->at > fill->indent && fill->at + 1 + width > fill->columns) {
        strbuf_addf(fill->out, "\n%*s", (int)fill->indent, "");
        fill->at = fill->indent;
    } else if (fill->at > fill->indent) {
        strbuf_add_char(fill->out, ' ');
        fill->at++;
    }
    strbuf_add(fill->out, word);
    fill->at += width;
}

/* Whatever the width is: a terminal may have any. */
enum { LINE_MIN = 16 };

/* Moves *text behind what fits into a line: up to a blank, where there is one. */
static struct str take_line(struct str *text, size_t columns)
{
    struct str line = utf8_cut_columns(*text, columns);
    size_t blank = str_find_last(line, ' ');

    if (line.length < text->length && text->text[line.length] != ' ' && blank < line.length)
        line.length = blank;
    *text = str_trim(str_slice(*text, line.length, SIZE_MAX));
    return line;
}

void text_add_lines(struct strbuf *out, struct str text, const struct text_lines *shape)
{
    size_t columns =
        shape->columns < shape->indent + LINE_MIN ? LINE_MIN : shape->columns - shape->indent;

    for (size_t line = 1; line < shape->most && utf8_columns(text) > columns; line++) {
        strbuf_add(out, take_line(&text, columns));
        strbuf_addf(out, "\n%*s", (int)shape->indent, "");
    }
    if (utf8_columns(text) <= columns) {
        strbuf_add(out, text);
        return;
    }
    strbuf_add(out, take_line(&text, columns - strlen("...")));
    strbuf_add_text(out, "...");
}
