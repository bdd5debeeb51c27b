#include "report/csv_writer.h"

#include "base/escape.h"
#include "base/strbuf.h"

/* Would a spreadsheet compute it? One that trims a cell would do so behind spaces as well; the wide
   forms are what some make of those keys. */
static bool is_formula(struct str cell)
{
    static const struct str wide[] = {STR_INITIAL("\uff1d"), STR_INITIAL("\uff0b"),
                                      STR_INITIAL("\uff0d"), STR_INITIAL("\uff20")};

    while (cell.length && cell.text[0] == ' ')
        cell = str_slice(cell, 1, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(wide); i++)
        if (str_starts_with(cell, wide[i]))
            return true;
    return cell.length && char_is_any(cell.text[0], "=+-@");
}

static void add_cell(struct strbuf *out, struct str cell)
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    strbuf_add_text(&shown, is_formula(cell) ? "'" : "");
    escape_control_to(&shown, cell);
    if (str_find_any(strbuf_str(&shown), ",\"; ") == shown.length) {
        strbuf_add(out, strbuf_str(&shown));
    } else {
        strbuf_add_char(out, '"');
        for (size_t i = 0; i < shown.length; i++) {
            if (shown.text[i] == '"')
                strbuf_add_char(out, '"');
            strbuf_add_char(out, shown.text[i]);
        }
        strbuf_add_char(out, '"');
    }
    strbuf_release(&shown);
}

void csv_add_row(struct strbuf *out, const struct str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(out, i ? "," : "");
        add_cell(out, cells[i]);
    }
    strbuf_add_text(out, "\r\n");
}

void csv_add_header(struct strbuf *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        strbuf_addf(out, "%s%s", i ? "," : "", names[i]);
    strbuf_add_text(out, "\r\n");
}
