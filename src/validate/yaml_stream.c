#include "validate/yaml_stream.h"

#include "base/utf8.h"

/* "---" or "..." alone, or before a space. No line within a document may begin like that, not even
   in a block scalar or a quoted one (YAML 1.2.2, 9.1.2: c-forbidden). */
static bool is_marker(struct str line, struct str marker)
{
    return str_starts_with(line, marker) &&
           (line.length == marker.length || char_is_any(line.text[marker.length], " \t\r"));
}

/* Is the line part of a document? Comments, directives and blank lines stand in front of one. */
static bool is_content(struct str line)
{
    struct str text = str_trim(line);

    return text.length && text.text[0] != '#' && line.text[0] != '%';
}

struct str yaml_stream_next(struct str *rest, size_t *line)
{
    const char *start = rest->text;
    bool first = *line == 0;
    bool begun = false;

    while (rest->text) {
        struct str before = *rest;
        struct str text = str_cut(rest, '\n');

        if (*line == 0)
            text = utf8_without_mark(text);
        if (is_marker(text, STR("---"))) {
            if (begun) {
                *rest = before;
                return (struct str){start, (size_t)(before.text - start)};
            }
            begun = true;
        } else if (is_content(text) && !is_marker(text, STR("..."))) {
            begun = true;
        }
        ++*line;
        if (begun && is_marker(text, STR("...")) && rest->text)
            return (struct str){start, (size_t)(rest->text - start)};
        if (!rest->text && (begun || first))
            return (struct str){start, (size_t)(text.text + text.length - start)};
    }
    return STR_NONE;
}
