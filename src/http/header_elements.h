/* The elements of a header that is a list, or stands on several lines: by its own grammar, where
   HTTP or an extension defines one. */
#ifndef OASDRIFT_HTTP_HEADER_ELEMENTS_H
#define OASDRIFT_HTTP_HEADER_ELEMENTS_H

#include "http/exchange.h"
#include "http/known_header.h"

/* All lines of the header, without white space around them, with HEADER_LINE between them;
   STR_NONE when it is absent. */
struct str headers_lines(struct arena *arena, const struct headers *headers, struct str name);
#define HEADER_LINE '\n' /* stands in no line (RFC 9110, 5.5) */
/* Lines with commas between them instead (RFC 9110, 5.3). */
struct str header_joined(struct arena *arena, struct str lines);
/* Lines as one value: joined, but of a header whose lines are values the first. */
struct str header_value(struct arena *arena, struct str name, struct str lines);

/* How the header is taken apart; HEADER_FREE where nobody defines it. */
enum header_lines header_lines_of(struct str name);
/* The next element of the lines, without surrounding white space; STR_NONE at the end. Where the
   grammar is free, it is that of RFC 9110, 5.6.1, and a date keeps its comma. Empty elements of
   lists are passed over. */
struct str header_element_next(enum header_lines grammar, struct str *lines);

#endif
