#include "stream/yaml_items.h"

#include "base/utf8.h"

void yaml_items_init(struct yaml_items *items, struct byte_stream *stream, struct str file,
                     const char *const *keys)
{
    *items = (struct yaml_items){.keys = keys};
    yaml_lines_init(&items->lines, stream, file);
    strbuf_init(&items->item, RECORD_MAX_BYTES);
    strbuf_init(&items->anchored, YAML_ANCHORS_MAX_BYTES);
}

void yaml_items_release(struct yaml_items *items)
{
    yaml_lines_release(&items->lines);
    strbuf_release(&items->item);
    strbuf_release(&items->anchored);
}

/* "- x" or "-" alone, with its dash where the items have theirs. */
static bool starts_item(const struct yaml_items *items)
{
    struct str line = str_slice(strbuf_str(&items->lines.line), items->indent, SIZE_MAX);

    return line.length && line.text[0] == '-' &&
           (line.length == 1 || line.text[1] == ' ' || line.text[1] == '\r');
}

/* The first item of a sequence at the root. */
static bool start_at_root(struct yaml_items *items, struct error *err)
{
    struct yaml_lines *lines = &items->lines;
    struct str line;

    do {
        if (!yaml_lines_next_content(lines, err))
            return false;
        line = str_trim(utf8_without_mark(strbuf_str(&lines->line)));
    } while (!lines->ended && str_is(line, "---"));
    items->indent = yaml_lines_indent(lines);
    if (lines->ended || !starts_item(items))
        return yaml_lines_fail(lines, err, "no cassette: it has no list of interactions");
    return true;
}

/* Reads up to the first item's line. `ended` when there is none. */
static bool start(struct yaml_items *items, struct error *err)
{
    struct yaml_lines *lines = &items->lines;
    struct str rest;

    items->started = true;
    if (!items->keys)
        return start_at_root(items, err);
    if (!yaml_lines_next_key(lines, items->keys, &rest, err))
        return false;
    if (lines->ended)
        return yaml_lines_fail(lines, err, "no cassette: it has no list of interactions");
    if (str_is(rest, "[]")) {
        lines->ended = true;
        return true;
    }
    if (rest.length && rest.text[0] != '#')
        return yaml_lines_fail(lines, err,
                               "the list of interactions must stand on lines of its own");
    if (!yaml_lines_next_content(lines, err))
        return false;
    items->indent = yaml_lines_indent(lines);
    lines->ended = lines->ended || !starts_item(items);
    return true;
}

/* Does the line end the item before it? Text of a block scalar stands deeper than the dash. */
static bool ends_item(const struct yaml_items *items)
{
    return items->lines.ended || (yaml_lines_has_content(&items->lines) &&
                                  yaml_lines_indent(&items->lines) <= items->indent);
}

/* "key: &name": an '&' in a text may look so as well, which does no harm. */
static bool may_have_anchors(struct str text)
{
    return str_find(text, STR(" &")) != SIZE_MAX;
}

static void keep_anchors(struct yaml_items *items)
{
    struct str text = strbuf_str(&items->item);

    if (!may_have_anchors(text) || items->anchored.length + text.length > YAML_ANCHORS_MAX_BYTES)
        return;
    strbuf_add(&items->anchored, text);
    items->anchored_count++;
}

enum record_outcome yaml_items_next(struct yaml_items *items, struct record *record,
                                    struct error *err)
{
    if (!items->started && !start(items, err))
        return RECORD_FAILED;
    keep_anchors(items);
    if (items->lines.ended || !starts_item(items))
        return RECORD_END;
    record->context = strbuf_str(&items->anchored);
    record->context_number = items->anchored_count;
    strbuf_clear(&items->item);
    record->place = items->lines.place;
    do {
        yaml_lines_copy(&items->lines, &items->item);
        if (!yaml_lines_next(&items->lines, err))
            return RECORD_FAILED;
    } while (!ends_item(items));
    record->text = strbuf_str(&items->item);
    return items->item.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}
