/* The lines of a YAML file of which a block is cut out by its indentation, one line at hand. */
#ifndef OASDRIFT_STREAM_YAML_LINES_H
#define OASDRIFT_STREAM_YAML_LINES_H

#include "stream/stream_line.h"

struct yaml_lines {
    struct byte_stream *stream;
    struct str file;
    struct strbuf line;        /* at hand, without its line feed */
    struct stream_place place; /* of it */
    bool ended;                /* there is none any more, or the caller needs no more */
};

/* Borrows stream and file. */
void yaml_lines_init(struct yaml_lines *lines, struct byte_stream *stream, struct str file);
void yaml_lines_release(struct yaml_lines *lines);

/* The next line. false and err when the stream failed. */
bool yaml_lines_next(struct yaml_lines *lines, struct error *err);
/* The next line with content. */
bool yaml_lines_next_content(struct yaml_lines *lines, struct error *err);
/* The next line with one of the keys (NULL behind the last) at column 1; *rest is what stands
   behind its colon. */
bool yaml_lines_next_key(struct yaml_lines *lines, const char *const *keys, struct str *rest,
                         struct error *err);

size_t yaml_lines_indent(const struct yaml_lines *lines);
/* Is the line neither blank nor a comment? Within a block scalar a comment is text, but deeper than
   its key. */
bool yaml_lines_has_content(const struct yaml_lines *lines);
/* Adds the line and a line feed. A line that passed its ceiling makes the text overflow, too. */
void yaml_lines_copy(const struct yaml_lines *lines, struct strbuf *text);
/* error_raise_at with the line's place. */
bool yaml_lines_fail(const struct yaml_lines *lines, struct error *err, const char *what);

#endif
