/* Base64 (RFC 4648, 4), strictly: padded, no white space, no bits left over. */
#ifndef OASDRIFT_BASE_BASE64_H
#define OASDRIFT_BASE_BASE64_H

#include "base/arena.h"

/* *bytes is set too when bits left over are all that is wrong. */
bool base64_decode(struct arena *arena, struct str text, struct str *bytes);
/* The text of printable ASCII that Base64 or base64url (5) says, padded or not; STR_NONE: it says
   something else. */
struct str base64_text(struct arena *arena, struct str text);
/* What the character stands for, in Base64 or base64url; -1: it is of neither. */
static inline int base64_digit(char c)
{
    extern const unsigned char base64_digits[256]; /* one more than that; 0: of neither */

    return base64_digits[(unsigned char)c] - 1;
}
struct str base64_encode(struct arena *arena, struct str bytes);

#endif
