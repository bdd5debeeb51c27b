#include "stream/yaml_examples.h"

#include "base/utf8.h"
#include "stream/yaml_line.h"

void yaml_examples_init(struct yaml_examples *examples, struct byte_stream *stream, struct str file,
                        const char *key)
{
    *examples = (struct yaml_examples){.stream = stream, .file = file, .key = key};
    strbuf_init(&examples->item, RECORD_MAX_BYTES);
    strbuf_init(&examples->outer, YAML_OUTER_MAX_BYTES);
    strbuf_init(&examples->line, RECORD_MAX_BYTES);
}

void yaml_examples_release(struct yaml_examples *examples)
{
    strbuf_release(&examples->item);
    strbuf_release(&examples->outer);
    strbuf_release(&examples->line);
}

static bool fail(const struct yaml_examples *examples, struct error *err, const char *what)
{
    return error_raise_at(err, examples->file, examples->place.line, examples->place.column, "%s",
                          what);
}

static bool read_line(struct yaml_examples *examples, struct error *err)
{
    struct error failure = {0};

    switch (stream_line_read(examples->stream, &examples->line, &examples->place, &failure)) {
    case LINE_GOT:
    case LINE_UNENDED:
        return true;
    case LINE_END:
        examples->ended = true;
        return true;
    case LINE_FAILED:
        break;
    }
    return fail(examples, err, failure.message);
}

static size_t indent_at(const struct yaml_examples *examples)
{
    return yaml_line_indent(strbuf_str(&examples->line));
}

/* The next line that is neither blank nor a comment. */
static bool read_content(struct yaml_examples *examples, struct error *err)
{
    do
        if (!read_line(examples, err))
            return false;
    while (!examples->ended && !yaml_line_has_content(strbuf_str(&examples->line)));
    return true;
}

/* "key:"; *rest is what stands behind its colon. */
static bool is_key(const struct yaml_examples *examples, struct str *rest)
{
    struct str line = utf8_without_mark(strbuf_str(&examples->line));
    struct str name = str_of(examples->key);

    if (!str_starts_with(line, name) || line.length == name.length || line.text[name.length] != ':')
        return false;
    *rest = str_trim(str_slice(line, name.length + 1, SIZE_MAX));
    return true;
}

/* Reads up to the first outer member's line. `ended` when there is none. */
static bool start(struct yaml_examples *examples, struct error *err)
{
    struct str rest = STR_NONE;

    examples->started = true;
    do
        if (!read_line(examples, err))
            return false;
    while (!examples->ended && !is_key(examples, &rest));
    if (examples->ended)
        return error_raise(err, "%.*s: there are no %s in it", STR_ARGS(examples->file),
                           examples->key);
    if (str_is(rest, "{}")) {
        examples->ended = true;
        return true;
    }
    if (rest.length && rest.text[0] != '#')
        return fail(examples, err, "what is under this key must stand on lines of its own");
    if (!read_content(examples, err))
        return false;
    examples->outer_indent = indent_at(examples);
    examples->ended = examples->ended || examples->outer_indent == 0;
    return true;
}

/* Takes the outer member's line, and reads on to the first line below it. */
static bool take_outer(struct yaml_examples *examples, struct error *err)
{
    strbuf_clear(&examples->outer);
    strbuf_add(&examples->outer, strbuf_str(&examples->line));
    strbuf_add_char(&examples->outer, '\n');
    examples->outer.overflowed = examples->outer.overflowed || examples->line.overflowed;
    if (!read_content(examples, err))
        return false;
    examples->inner_indent = indent_at(examples);
    return true;
}

/* Does the line end the inner member before it? */
static bool ends_item(const struct yaml_examples *examples)
{
    return examples->ended || (yaml_line_has_content(strbuf_str(&examples->line)) &&
                               indent_at(examples) <= examples->inner_indent);
}

static bool take_inner(struct yaml_examples *examples, struct error *err)
{
    do {
        strbuf_add(&examples->item, strbuf_str(&examples->line));
        strbuf_add_char(&examples->item, '\n');
        examples->item.overflowed = examples->item.overflowed || examples->line.overflowed;
        if (!read_line(examples, err))
            return false;
    } while (!ends_item(examples));
    return true;
}

enum record_outcome yaml_examples_next(struct yaml_examples *examples, struct record *record,
                                       struct error *err)
{
    bool outer;

    if (!examples->started && !start(examples, err))
        return RECORD_FAILED;
    if (examples->ended || indent_at(examples) == 0)
        return RECORD_END;
    if (indent_at(examples) < examples->outer_indent) {
        fail(examples, err, "this line stands less deep than the first one under the key");
        return RECORD_FAILED;
    }
    record->place = examples->place;
    outer = indent_at(examples) == examples->outer_indent;
    if (outer && !take_outer(examples, err))
        return RECORD_FAILED;
    strbuf_clear(&examples->item);
    strbuf_add(&examples->item, strbuf_str(&examples->outer));
    examples->item.overflowed = examples->item.overflowed || examples->outer.overflowed;
    if (!outer || (!examples->ended && examples->inner_indent > examples->outer_indent)) {
        record->place = examples->place;
        if (!take_inner(examples, err))
            return RECORD_FAILED;
    }
    record->text = strbuf_str(&examples->item);
    return examples->item.overflowed ? RECORD_TOO_LARGE : RECORD_GOT;
}
