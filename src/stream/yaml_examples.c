#include "stream/yaml_examples.h"

void yaml_examples_init(struct yaml_examples *examples, struct byte_stream *stream, struct str file,
                        const char *key)
{
    *examples = (struct yaml_examples){.key = key};
    yaml_lines_init(&examples->lines, stream, file);
    strbuf_init(&examples->item, RECORD_MAX_BYTES);
    strbuf_init(&examples->outer, YAML_OUTER_MAX_BYTES);
}

void yaml_examples_release(struct yaml_examples *examples)
{
    yaml_lines_release(&examples->lines);
    strbuf_release(&examples->item);
    strbuf_release(&examples->outer);
}

/* Reads up to the first outer member's line. `ended` when there is none. */
static bool start(struct yaml_examples *examples, struct error *err)
{
    const char *const keys[] = {examples->key, NULL};
    struct yaml_lines *lines = &examples->lines;
    struct str rest;

    examples->started = true;
    if (!yaml_lines_next_key(lines, keys, &rest, err))
        return false;
    if (lines->ended)
        return error_raise(err, "%.*s: there are no %s in it", STR_ARGS(lines->file),
                           examples->key);
    if (str_is(rest, "{}")) {
        lines->ended = true;
        return true;
    }
    if (rest.length && rest.text[0] != '#')
        return yaml_lines_fail(lines, err, "what is under this key must stand on lines of its own");
    if (!yaml_lines_next_content(lines, err))
        return false;
    examples->outer_indent = yaml_lines_indent(lines);
    lines->ended = lines->ended || examples->outer_indent == 0;
    return true;
}

/* Takes the outer member's line, and reads on to the first line below it. */
static bool take_outer(struct yaml_examples *examples, struct error *err)
{
    strbuf_clear(&examples->outer);
    yaml_lines_copy(&examples->lines, &examples->outer);
    if (!yaml_lines_next_content(&examples->lines, err))
        return false;
    examples->inner_indent = yaml_lines_indent(&examples->lines);
    return true;
}

/* Does the line end the inner member before it? */
static bool ends_item(const struct yaml_examples *examples)
{
    return examples->lines.ended || (yaml_lines_has_content(&examples->lines) &&
                                     yaml_lines_indent(&examples->lines) <= examples->inner_indent);
}

static bool take_inner(struct yaml_examples *examples, struct error *err)
{
    do {
        yaml_lines_copy(&examples->lines, &examples->item);
        if (!yaml_lines_next(&examples->lines, err))
            return false;
    } while (!ends_item(examples));
    return true;
}

enum record_outcome yaml_examples_next(struct yaml_examples *examples, struct record *record,
                                       struct error *err)
{
    struct yaml_lines *lines = &examples->lines;
    size_t indent;
    bool outer;

    if (!examples->started && !start(examples, err))
        return RECORD_FAILED;
    indent = yaml_lines_indent(lines);
    if (lines->ended || indent == 0)
        return RECORD_END;
    if (indent < examples->outer_indent) {
        yaml_lines_fail(lines, err, "this line stands less deep than the first one under the key");
        return RECORD_FAILED;
    }
    record->place = lines->place;
    outer = indent == examples->outer_indent;
    if (outer && !take_outer(examples, err))
        return RECORD_FAILED;
    strbuf_clear(&examples->item);
    strbuf_add(&examples->item, strbuf_str(&examples->outer));
    examples->item.overflowed = examples->item.overflowed || examples->outer.overflowed;
    if (!outer || (!lines->ended && examples->inner_indent > examples->outer_indent)) {
        record->place = lines->place;
        if (!take_inner(examples, err))
            return RECORD_FAILED;
    }
    record->text = strbuf_str(&examples->item);
    return examples->item.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}
