/* Percent-encoding (RFC 3986, 2.1). */
#ifndef OASDRIFT_BASE_PERCENT_H
#define OASDRIFT_BASE_PERCENT_H

#include "base/arena.h"

struct strbuf;

enum plus { PLUS_IS_LITERAL, PLUS_IS_SPACE /* in queries and forms */ };

/* Decodes; text without anything to decode is returned as it is. Bytes come out as they are, NUL
   and broken UTF-8 included. false when a '%' is not followed by two hexadecimal digits: it stays
   in the result as written. */
bool percent_decode(struct arena *arena, struct str text, enum plus plus, struct str *decoded);
/* The decoded text of what is not a query or form, whatever is malformed in it; NUL-terminated. */
struct str percent_decoded(struct arena *arena, struct str text);
/* What RFC 3986, 6.2.2 holds for equal made equal: escapes of unreserved characters undone, the
   digits of others in upper case, and bytes that may not stand in a URL encoded. */
struct str percent_normalise(struct arena *arena, struct str text);
/* The same for the one character at *at, which moves behind it. Returns the bytes written. */
size_t percent_normal_character(struct str text, size_t *at, char out[static 3]);

/* Appends text with everything but unreserved characters encoded: fits a path segment, a query name
   or value, a form. */
void percent_encode(struct strbuf *out, struct str text);
/* The same and leaves reserved characters alone (OpenAPI's allowReserved), but not '#', and an
   escape that is one already stays. */
void percent_encode_reserved(struct strbuf *out, struct str text);
/* Appends text as a fragment (RFC 3986, 3.5): what may not stand in one, and '%', is encoded. */
void percent_encode_fragment(struct strbuf *out, struct str text);

#endif
