/* JSON text, written: every JSON that leaves the program, and what is put together to be read, goes
   through here. */
#ifndef OASDRIFT_DOCUMENT_JSON_WRITER_H
#define OASDRIFT_DOCUMENT_JSON_WRITER_H

#include "base/strbuf.h"

struct json_writer {
    struct strbuf *out;
    size_t string_limit; /* bytes; longer strings are cut, with "..." before the closing quote */
    bool lines;          /* a member or element a line, two spaces a level */
    bool shown;          /* it may come to a terminal: control characters beyond C0
                            (base/escape.h) are escaped in strings too, which are valid UTF-8 */
    /* its own */
    size_t level;
    bool has_member; /* the innermost container */
};

/* bracket: '[' or '{'. */
void json_writer_open(struct json_writer *writer, char bracket);
/* bracket: ']' or '}'. */
void json_writer_close(struct json_writer *writer, char bracket);
/* Before each element of an array. */
void json_writer_element(struct json_writer *writer);
/* Before each value of an object. */
void json_writer_key(struct json_writer *writer, struct str key);
void json_writer_string(struct json_writer *writer, struct str text);

/* ---- escapes (RFC 8259, 7) ---- */

/* Appends what stands between the quotes: quote, backslash and C0 are escaped, other bytes are left
   as they are. */
void json_add_escaped(struct strbuf *out, struct str text);
/* With the quotes. */
void json_add_string(struct strbuf *out, struct str text);
/* What the letter behind a backslash means: 'n' a line feed, '"' itself. NUL for 'u' and for those
   that mean nothing. */
char json_escape_meaning(char letter);

#endif
