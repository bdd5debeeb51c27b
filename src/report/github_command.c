#include "report/github_command.h"

#include <stdio.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static void add_escaped(struct strbuf *out, struct str text, const char *special)
{
    for (size_t i = 0; i < text.length; i++) {
        if (char_is_any(text.text[i], special))
            strbuf_addf(out, "%%%02X", (unsigned char)text.text[i]);
        else
            strbuf_add_char(out, text.text[i]);
    }
}

/* What ends a property stands for itself in a message, which goes to the end of the line. */
static void add_message(struct strbuf *out, struct str text)
{
    add_escaped(out, text, "%\r\n");
}

/* `first`: nothing stands before it. */
static void add_text(struct strbuf *out, bool *first, const char *name, struct str value)
{
    if (!value.length)
        return;
    strbuf_addf(out, "%c%s=", *first ? ' ' : ',', name);
    add_escaped(out, value, "%\r\n:,");
    *first = false;
}

static void add_number(struct strbuf *out, bool *first, const char *name, size_t value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", value);
    add_text(out, first, name, value ? str_of(digits) : STR_NONE);
}

static void add_place(struct strbuf *out, bool *first, const struct source_place *place)
{
    struct strbuf path;

    if (!place || !place->path.length)
        return;
    strbuf_init(&path, SIZE_MAX);
    escape_control_to(&path, place->path);
    add_text(out, first, "file", strbuf_str(&path));
    strbuf_release(&path);
    add_number(out, first, "line", place->line);
    add_number(out, first, "endLine", place->line);
    add_number(out, first, "col", place->column);
    add_number(out, first, "endColumn", place->end_column);
}

void github_command(struct strbuf *out, const struct github_annotation *annotation)
{
    bool first = true;

    strbuf_addf(out, "::%s", annotation->kind);
    add_place(out, &first, annotation->place);
    add_text(out, &first, "title", utf8_cut(annotation->title, GITHUB_TITLE_MAX));
    strbuf_add_text(out, "::");
    add_message(out, utf8_cut(annotation->message, GITHUB_MESSAGE_MAX));
    strbuf_add_char(out, '\n');
}
