#include "stream/yaml_items.h"

#include "base/utf8.h"
#include "stream/yaml_line.h"

void yaml_items_init(struct yaml_items *items, struct byte_stream *stream, struct str file,
                     const char *const *keys)
{
    *items = (struct yaml_items){.stream = stream, .file = file, .keys = keys};
    strbuf_init(&items->item, RECORD_MAX_BYTES);
    strbuf_init(&items->line, RECORD_MAX_BYTES);
}

void yaml_items_release(struct yaml_items *items)
{
    strbuf_release(&items->item);
    strbuf_release(&items->line);
}

static bool read_line(struct yaml_items *items, struct error *err)
{
    struct error failure = {0};

    switch (stream_line_read(items->stream, &items->line, &items->place, &failure)) {
    case LINE_GOT:
    case LINE_UNENDED:
        return true;
    case LINE_END:
        items->ended = true;
        return true;
    case LINE_FAILED:
        break;
    }
    return error_raise_at(err, items->file, items->place.line, items->place.column, "%s",
                          failure.message);
}

/* ---- lines ---- */

/* "- x" or "-" alone, with its dash at `indent`. */
static bool starts_item(struct str line, size_t indent)
{
    line = str_slice(line, indent, SIZE_MAX);
    return line.length && line.text[0] == '-' &&
           (line.length == 1 || line.text[1] == ' ' || line.text[1] == '\r');
}

/* The key that holds the sequence; *rest is what stands behind its colon. */
static bool is_key(const struct yaml_items *items, struct str line, struct str *rest)
{
    line = utf8_without_mark(line);
    for (const char *const *key = items->keys; *key; key++) {
        struct str name = str_of(*key);

        if (str_starts_with(line, name) && line.length > name.length &&
            line.text[name.length] == ':') {
            *rest = str_trim(str_slice(line, name.length + 1, SIZE_MAX));
            return true;
        }
    }
    return false;
}

/* ---- items ---- */

static bool fail(struct yaml_items *items, struct error *err, const char *what)
{
    return error_raise_at(err, items->file, items->place.line, items->place.column, "%s", what);
}

/* Reads up to the first item's line. `ended` when there is none. */
static bool start(struct yaml_items *items, struct error *err)
{
    struct str line, rest = STR_NONE;

    items->started = true;
    do
        if (!read_line(items, err))
            return false;
    while (!items->ended && !is_key(items, strbuf_str(&items->line), &rest));
    if (items->ended)
        return fail(items, err, "no cassette: it has no list of interactions");
    if (str_is(rest, "[]")) {
        items->ended = true;
        return true;
    }
    if (rest.length && rest.text[0] != '#')
        return fail(items, err, "the list of interactions must stand on lines of its own");
    do {
        if (!read_line(items, err))
            return false;
        line = strbuf_str(&items->line);
    } while (!items->ended && !yaml_line_has_content(line));
    items->indent = yaml_line_indent(line);
    items->ended = items->ended || !starts_item(line, items->indent);
    return true;
}

/* Does the line end the item before it? Text of a block scalar stands deeper than the dash. */
static bool ends_item(const struct yaml_items *items)
{
    struct str line = strbuf_str(&items->line);

    return items->ended || (yaml_line_has_content(line) && yaml_line_indent(line) <= items->indent);
}

/* Takes the line into the item. A line that passes its ceiling makes the item too large. */
static void take_line(struct yaml_items *items)
{
    strbuf_add(&items->item, strbuf_str(&items->line));
    strbuf_add_char(&items->item, '\n');
    items->item.overflowed = items->item.overflowed || items->line.overflowed;
}

enum record_outcome yaml_items_next(struct yaml_items *items, struct record *record,
                                    struct error *err)
{
    if (!items->started && !start(items, err))
        return RECORD_FAILED;
    if (items->ended || !starts_item(strbuf_str(&items->line), items->indent))
        return RECORD_END;
    strbuf_clear(&items->item);
    record->place = items->place;
    do {
        take_line(items);
        if (!read_line(items, err))
            return RECORD_FAILED;
    } while (!ends_item(items));
    record->text = strbuf_str(&items->item);
    return items->item.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}
