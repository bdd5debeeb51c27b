/* Text from outside made safe to print: no control byte, no bidi trick, no broken UTF-8 gets out.
 */
#ifndef OASDRIFT_BASE_ESCAPE_H
#define OASDRIFT_BASE_ESCAPE_H

#include "base/str.h"

struct strbuf;

/* A character beyond C0 that does something where it is shown: DEL, C1, the bidi controls
   (U+200E/F, U+202A-E, U+2066-9), U+2028/9. Formats escape C0 by rules of their own. */
bool is_control_beyond_c0(uint32_t code);
/* Writes text to out with control characters as \u{1b}, bytes that are no UTF-8 as \xff; cuts
   between characters when out (capacity bytes) is full. Returns the bytes written; adds no NUL. */
size_t escape_control(struct str text, char *out, size_t capacity);
/* Would it change anything? */
bool escape_control_needed(struct str text);
/* The same as escape_control, appended to a buffer without a cut. */
void escape_control_to(struct strbuf *out, struct str text);

#endif
