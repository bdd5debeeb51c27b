#include "stream/yaml_lines.h"

#include "base/utf8.h"
#include "stream/record_reader.h"

void yaml_lines_init(struct yaml_lines *lines, struct byte_stream *stream, struct str file)
{
    *lines = (struct yaml_lines){.stream = stream, .file = file};
    strbuf_init(&lines->line, RECORD_MAX_BYTES);
}

void yaml_lines_release(struct yaml_lines *lines)
{
    strbuf_release(&lines->line);
}

bool yaml_lines_next(struct yaml_lines *lines, struct error *err)
{
    struct error failure = {0};

    switch (stream_line_read(lines->stream, &lines->line, &lines->place, &failure)) {
    case LINE_GOT:
    case LINE_UNENDED:
        return true;
    case LINE_END:
        lines->ended = true;
        return true;
    case LINE_FAILED:
        break;
    }
    return yaml_lines_fail(lines, err, failure.message);
}

bool yaml_lines_next_content(struct yaml_lines *lines, struct error *err)
{
    do
        if (!yaml_lines_next(lines, err))
            return false;
    while (!lines->ended && !yaml_lines_has_content(lines));
    return true;
}

static bool is_key(const struct yaml_lines *lines, const char *const *keys, struct str *rest)
{
    struct str line = utf8_without_mark(strbuf_str(&lines->line));

    for (; *keys; keys++) {
        struct str key = str_of(*keys);

        if (str_starts_with(line, key) && line.length > key.length &&
            line.text[key.length] == ':') {
            *rest = str_trim(str_slice(line, key.length + 1, SIZE_MAX));
            return true;
        }
    }
    return false;
}

bool yaml_lines_next_key(struct yaml_lines *lines, const char *const *keys, struct str *rest,
                         struct error *err)
{
    *rest = STR_NONE;
    do
        if (!yaml_lines_next(lines, err))
            return false;
    while (!lines->ended && !is_key(lines, keys, rest));
    return true;
}

size_t yaml_lines_indent(const struct yaml_lines *lines)
{
    struct str line = strbuf_str(&lines->line);
    size_t indent = 0;

    while (indent < line.length && line.text[indent] == ' ')
        indent++;
    return indent;
}

bool yaml_lines_has_content(const struct yaml_lines *lines)
{
    struct str line = str_trim(strbuf_str(&lines->line));

    return line.length && line.text[0] != '#';
}

void yaml_lines_copy(const struct yaml_lines *lines, struct strbuf *text)
{
    strbuf_add(text, strbuf_str(&lines->line));
    strbuf_add_char(text, '\n');
    text->overflowed = text->overflowed || lines->line.overflowed;
}

bool yaml_lines_fail(const struct yaml_lines *lines, struct error *err, const char *what)
{
    return error_raise_at(err, lines->file, lines->place.line, lines->place.column, "%s", what);
}
