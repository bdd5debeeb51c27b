/* What a line of a block of YAML is, by its beginning. */
#ifndef OASDRIFT_STREAM_YAML_LINE_H
#define OASDRIFT_STREAM_YAML_LINE_H

#include "base/str.h"

static inline size_t yaml_line_indent(struct str line)
{
    size_t indent = 0;

    while (indent < line.length && line.text[indent] == ' ')
        indent++;
    return indent;
}

/* Neither blank nor a comment. Within a block scalar a comment is text, but deeper than its key. */
static inline bool yaml_line_has_content(struct str line)
{
    line = str_trim(line);
    return line.length && line.text[0] != '#';
}

#endif
