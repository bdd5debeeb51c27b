/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef OASDRIFT_BASE_UTF8_H
#define OASDRIFT_BASE_UTF8_H

#include "base/arena.h"

enum { UTF8_MAX_BYTES = 4, UTF8_MARK_BYTES = 3, UTF8_REPLACEMENT = 0xfffd };

/* The first character of s; returns its bytes (1 to 4), 0 when s is empty or does not start with
   a valid character. */
size_t utf8_decode(struct str s, uint32_t *code);
/* Returns the bytes written (1 to 4). code must be a scalar value. */
size_t utf8_encode(uint32_t code, char out[static UTF8_MAX_BYTES]);
/* Offset of the first byte that is no part of a valid character, or s.length. */
size_t utf8_valid_prefix(struct str s);
static inline bool utf8_is_valid(struct str s)
{
    return utf8_valid_prefix(s) == s.length;
}
/* Characters in valid UTF-8; in any text the bytes that begin one. */
size_t utf8_length(struct str s);
/* A byte that is not a character's first. */
static inline bool utf8_continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}
/* The columns that the text takes on a terminal: two for wide characters (Unicode, UAX 11), none
   for marks that combine with the one before; control characters count as one. */
size_t utf8_columns(struct str s);
/* The beginning that takes no more columns. */
struct str utf8_cut_columns(struct str s, size_t columns);
/* The first `limit` bytes, or up to three fewer, so that no character of valid UTF-8 is cut. */
struct str utf8_cut(struct str s, size_t limit);
/* The text; a longer one is cut between two characters and ends in "...", in the arena. limit: at
   least 3 bytes. */
struct str utf8_shortened(struct arena *arena, struct str s, size_t limit);
/* Does it start with a byte order mark (U+FEFF)? */
bool utf8_has_mark(struct str s);
struct str utf8_without_mark(struct str s);

#endif
