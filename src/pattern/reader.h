/* Reading a pattern's text, shared by parse.c and class.c. Private to pattern/. */
#ifndef OASDRIFT_PATTERN_READER_H
#define OASDRIFT_PATTERN_READER_H

#include "pattern/tree.h"

#define PATTERN_READER_END UINT32_MAX /* no code point: the text is over */

struct pattern_reader {
    struct arena *arena;
    struct str text;
    size_t at;
    bool lenient;
    const char *problem; /* why it is no pattern; NULL so far */
    const char *unsupported;
    bool gave_up;             /* met a limit: what follows was not read */
    uint32_t group_count;     /* opened so far */
    uint32_t group_total;     /* in the whole text */
    struct group_name *names; /* of the whole text */
    unsigned nesting;
};

/* Group names with their numbers, gathered before parsing: \k may stand before its group. */
struct group_name {
    struct str name;
    uint32_t group;
    struct group_name *next;
};

/* The next code point without taking it; PATTERN_READER_END at the end, and where it is no UTF-8.
 */
uint32_t pattern_reader_peek(const struct pattern_reader *reader);
uint32_t pattern_reader_take(struct pattern_reader *reader);
/* Takes the character when it is next. */
bool pattern_reader_eat(struct pattern_reader *reader, char c);
/* Notes why it is no pattern, and returns false. */
bool pattern_reader_fail(struct pattern_reader *reader, const char *problem);

/* After a backslash: a character (items NULL) or a class. in_class: \b is a backspace, \- is fine.
 */
bool pattern_read_escape(struct pattern_reader *reader, bool in_class, uint32_t *character,
                         struct class_item **item);
/* After '['. */
bool pattern_read_class(struct pattern_reader *reader, struct term *term);

/* A property's name as pcre2 calls it; *negate when pcre2 only knows the opposite. false: ECMA-262
   has no such property. An empty name: pcre2 has none. */
bool pattern_property(struct str key, struct str value, struct str *name, bool *negate);

#endif
