/* UTF-16 (RFC 2781), which libyaml and some editors write; everything behind reads UTF-8. */
#ifndef OASDRIFT_BASE_UTF16_H
#define OASDRIFT_BASE_UTF16_H

#include "base/arena.h"

/* The units that are no characters: the first and the second one of a pair. */
static inline bool utf16_is_high(uint32_t unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}
static inline bool utf16_is_low(uint32_t unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}
static inline bool utf16_is_surrogate(uint32_t unit)
{
    return unit >= 0xd800 && unit <= 0xdfff;
}
/* The character of a pair. */
static inline uint32_t utf16_join(uint32_t high, uint32_t low)
{
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

enum utf16_order { UTF16_NONE, UTF16_LITTLE, UTF16_BIG };

/* By its byte order mark; else by its first character, which is ASCII in every JSON and YAML text,
   beside a zero byte (YAML 1.2.2, 5.2). UTF16_NONE: it is something else, UTF-32 included. */
enum utf16_order utf16_detect(struct str text);
/* The text in UTF-8 and in the arena, its mark included, with FILE_PADDING zero bytes behind it.
   false: an unpaired surrogate or half a unit stands behind what is in *converted. */
bool utf16_to_utf8(struct arena *arena, struct str text, enum utf16_order order,
                   struct str *converted);

#endif
