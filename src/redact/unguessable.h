/* Texts that nobody can guess, by their form: their hash gives nothing away. */
#ifndef OASDRIFT_REDACT_UNGUESSABLE_H
#define OASDRIFT_REDACT_UNGUESSABLE_H

#include "base/str.h"

/* Windows of at least 128 bits: of both letter cases and digits (22 * log2(62) = 131), and of one
   case or of hexadecimal digits (32 * 4 = 128). */
enum { UNGUESSABLE_MIXED = 22, UNGUESSABLE_PLAIN = 32 };

/* How many bytes of the text's beginning look as if each were drawn at random: one of the lengths
   above; 0: it does not begin so. It hangs on no byte behind them. False for words and dates
   however they are put together or spelt (l33t), walks over a keyboard, repeats, UUIDs, and for
   text in Base64 or in hexadecimal digits ("user:password", JSON). Of random texts some are
   refused. */
size_t unguessable_length(struct str text);
/* Of letters, digits and the marks of Base64 and base64url (RFC 4648): a window has no other. */
bool unguessable_byte(char c);

#endif
