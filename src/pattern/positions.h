/* A pattern as a graph of positions between code points, look-around included (Thompson's
   construction). What no automaton can express, a back-reference, is replaced by something that
   matches more or by something that matches less, as the caller wishes. Private to pattern/. */
#ifndef OASDRIFT_PATTERN_POSITIONS_H
#define OASDRIFT_PATTERN_POSITIONS_H

#include "pattern/character_set.h"
#include "pattern/tree.h"

enum {
    POSITIONS_MAX = 200 * 1000,
    POSITIONS_MAX_LOOKS = 64,
    POSITIONS_MAX_LOOK_NESTING = 4, /* look-aheads within look-aheads */
    POSITIONS_MAX_SETS = 4096,
    POSITIONS_MAX_COPIES = 16 /* of groups, for back-references */
};

enum position_kind {
    POSITION_MATCH, /* index 0; a look-around's body ends there too */
    POSITION_SET,   /* a character of sets[other] leads to next */
    POSITION_SPLIT, /* leads to next and to other */
    POSITION_START, /* leads to next where it holds, and so on */
    POSITION_END,
    POSITION_BOUNDARY,
    POSITION_NOT_BOUNDARY,
    POSITION_LOOK /* looks[other] */
};

struct graph_position {
    uint8_t kind;
    uint32_t next, other;
};

struct look {
    bool negated;
    bool behind;
    uint32_t start;
};

/* What stands for a term that cannot be expressed. */
enum approximation {
    APPROXIMATE_MORE, /* all that match, and others perhaps */
    APPROXIMATE_LESS  /* only what matches, but perhaps not all */
};

struct positions {
    VEC(struct graph_position) items;
    VEC(struct look) looks;
    VEC(struct character_set) sets;
    uint32_t start;
    bool has_boundaries;
    bool has_behinds;
    bool approximate; /* something was replaced */
};

/* false: it would be too large, or holds a property that is not known. The caller releases it in
   either case. */
bool positions_make(struct positions *positions, struct property_sets *properties,
                    const struct term *root, enum approximation approximation);
void positions_release(struct positions *positions);

#endif
