/* What values were seen at one place: kinds, formats, words, members. */
#ifndef OASDRIFT_OBSERVE_SHAPE_H
#define OASDRIFT_OBSERVE_SHAPE_H

#include "base/map.h"
#include "document/node.h"

enum {
    SHAPE_MAX_DEPTH = 32,     /* deeper values are described as anything */
    SHAPE_MAX_MEMBERS = 64,   /* of one object; with more, its keys are data: a map */
    SHAPE_MAX_LITERALS = 8,   /* different words that may be an enum */
    SHAPE_LITERAL_BYTES = 40, /* of such a word */
    SHAPE_LEAST_SEEN = 30     /* so many values before their regularity counts for something */
};

struct literal {
    struct str text;
    uint64_t seen;
};

struct shape {
    uint64_t seen;
    uint64_t nulls, booleans, integers, numbers, strings, arrays, objects;
    unsigned formats; /* of strings: those that hold for each so far; shape.c lists them */
    bool beyond_int32, beyond_int64; /* an integer was */
    bool decimal; /* an integer was written with a fraction or an exponent: 8.0 */
    struct literal literals[SHAPE_MAX_LITERALS];
    size_t literal_count;
    bool open;           /* too many different strings, or one that is no word: no enum */
    struct shape *items; /* of all arrays; NULL: none had an element */
    struct map members;  /* of all objects: name -> struct shape */
    struct shape *map;   /* the values of all members, once there were too many names */
};

struct shape *shape_new(struct arena *arena);
/* Tables on the heap; the shape itself is the arena's. NULL is fine. */
void shape_release(struct shape *shape);
/* Keeps what it needs in the arena. */
void shape_add(struct arena *arena, struct shape *shape, const struct node *value);
/* The most telling format that every string holds; NULL: none does, or there was no string. */
const char *shape_format(const struct shape *shape);

#endif
