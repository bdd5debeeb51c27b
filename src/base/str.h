/* Text as a slice: bytes that somebody else owns, with their length. Not NUL-terminated. */
#ifndef OASDRIFT_BASE_STR_H
#define OASDRIFT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *text; /* NULL when absent; "" with length 0 when empty */
    size_t length;    /* bytes */
};

/* A slice of a string literal. Static initialisers take STR_INITIAL, for -Wpedantic lets no
   compound literal be a constant. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INITIAL(literal)                                                                       \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define STR_NONE ((struct str){NULL, 0})
/* printf("%.*s", STR_ARGS(s)) */
#define STR_ARGS(s)         (int)(s).length, ((s).text ? (s).text : "")
#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static inline struct str str_of(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

static inline bool str_is(struct str a, const char *text)
{
    return str_equal(a, str_of(text));
}

/* From byte `from` to the end, or `length` bytes if fewer remain. `from` may be past the end. */
static inline struct str str_slice(struct str s, size_t from, size_t length)
{
    if (from > s.length)
        from = s.length;
    if (length > s.length - from)
        length = s.length - from;
    return (struct str){s.text ? s.text + from : NULL, length};
}
/* As memcmp: the order of bytes; a prefix comes first. */
int str_compare(struct str a, struct str b);
bool str_folds_to(const char *a, const char *b, size_t length); /* of the next one */
/* ASCII letters compare without case (RFC 9110, 5.1). */
static inline bool str_equal_ignoring_case(struct str a, struct str b)
{
    return a.length == b.length && str_folds_to(a.text, b.text, a.length);
}
bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);
/* Offset of the first such byte, or s.length. */
size_t str_find_char(struct str s, char c);
/* Offset of the first byte that is one of the set's, or s.length. */
size_t str_find_any(struct str s, const char *set);
/* Offset of the last such byte, or s.length. */
size_t str_find_last(struct str s, char c);
/* Offset of the first occurrence of needle, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle);
/* Splits at the first `separator`: returns what is before it and moves *rest behind it. At the end
 *rest becomes STR_NONE, so that `while (rest.text)` visits every part, empty ones included. */
struct str str_cut(struct str *rest, char separator);
/* Is there no byte above 0x7f? */
bool str_is_ascii(struct str s);
/* Decimal digits and nothing else, one at least. */
bool str_is_digits(struct str s);
/* Without spaces, tabs, CR and LF at both ends. */
struct str str_trim(struct str s);
/* Decimal digits only, no sign; false when empty, not digits, or above UINT64_MAX. */
bool str_to_unsigned(struct str s, uint64_t *value);
/* How many edits lead from a to b, no more than `limit` + 1: a byte more, less or another, or two
   neighbours swapped. For hints. */
size_t str_distance(struct str a, struct str b, size_t limit);

/* The word that stands behind a count: "exchange" of 1, "exchanges" of all others. */
static inline const char *str_counted(uint64_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/* Whether c is one of the set's characters. NUL, which text from outside may hold, never is. */
static inline bool char_is_any(char c, const char *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

static inline char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}
static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/* -1 when c is no hexadecimal digit. */
static inline int ascii_hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

#endif
