#include "finding/excerpt.h"

#include "base/strbuf.h"
#include "base/utf8.h"

/* ---- limits ---- */

/* Characters beyond the ceiling are left out. */
static struct str cut_line(struct arena *arena, struct str line)
{
    size_t characters = 0, at = 0;

    while (at < line.length && characters < EXCERPT_MAX_COLUMNS) {
        do
            at++;
        while (at < line.length && utf8_continues(line.text[at]));
        characters++;
    }
    return utf8_shortened(arena, line, at);
}

struct excerpt excerpt_fitted(struct arena *arena, struct str text, size_t meant)
{
    struct str lines[EXCERPT_MAX_LINES], rest = text;
    struct excerpt excerpt = {.text = STR_NONE};
    size_t count = 0, from = 0, bytes = 0;
    struct strbuf out;

    if (!text.length)
        return excerpt;
    while (rest.text && count < EXCERPT_MAX_LINES) {
        lines[count] = cut_line(arena, str_cut(&rest, '\n'));
        bytes += lines[count++].length + 1;
    }
    while (bytes > EXCERPT_MAX_BYTES && from + 1 < count)
        bytes -= (count > meant ? lines[--count] : lines[from++]).length + 1;
    strbuf_init(&out, EXCERPT_MAX_BYTES);
    for (size_t i = from; i < count; i++) {
        strbuf_add_text(&out, i > from ? "\n" : "");
        strbuf_add(&out, lines[i]);
    }
    excerpt.text = str_copy(arena, strbuf_str(&out));
    excerpt.line = meant > from && meant <= count ? meant - from : 0;
    strbuf_release(&out);
    return excerpt;
}
