/* A pattern as a tree, as the grammar of ECMA-262 reads its text. What matches texts is made from
   it, and so are texts that match. */
#ifndef OASDRIFT_PATTERN_TREE_H
#define OASDRIFT_PATTERN_TREE_H

#include "base/arena.h"

enum {
    PATTERN_MAX_NESTING = 200,  /* groups */
    PATTERN_MAX_REPEAT = 65535, /* pcre2's limit on {n,m} */
    PATTERN_MAX_GROUPS = 10000
};

#define PATTERN_UNBOUNDED UINT32_MAX /* of a repetition */

enum term_kind {
    TERM_SEQUENCE, /* children in turn */
    TERM_ALTERNATIVES,
    TERM_CHARACTER,
    TERM_ANY, /* . */
    TERM_CLASS,
    TERM_START,    /* ^ */
    TERM_END,      /* $ */
    TERM_BOUNDARY, /* \b */
    TERM_NOT_BOUNDARY,
    TERM_CAPTURE,
    TERM_GROUP, /* (?: ) */
    TERM_AHEAD, /* (?= ) */
    TERM_NOT_AHEAD,
    TERM_BEHIND, /* (?<= ) */
    TERM_NOT_BEHIND,
    TERM_BACK_REFERENCE,
    TERM_REPEAT /* its child, minimum to maximum times */
};

enum class_kind {
    CLASS_RANGE, /* first to last */
    CLASS_DIGIT,
    CLASS_WORD,
    CLASS_SPACE,
    CLASS_PROPERTY
};

struct class_item {
    enum class_kind kind;
    bool negated; /* \D \W \S \P */
    uint32_t first, last;
    struct str property; /* as pcre2 calls it: "Lu", "sc:Greek" */
    const struct class_item *next;
};

struct term {
    enum term_kind kind;
    bool negated;              /* CLASS */
    bool lazy;                 /* REPEAT */
    uint32_t value;            /* CHARACTER: code point; CAPTURE, BACK_REFERENCE: group, from 1 */
    uint32_t minimum, maximum; /* REPEAT */
    const struct class_item *items; /* CLASS */
    struct term *child;
    struct term *next;
};

struct pattern_tree {
    const struct term *root;
    uint32_t group_count;
    const char *unsupported; /* valid, but beyond the engine: why; else NULL */
};

/* By the grammar of the u flag, or else by the lenient one; *lenient tells whether only that one
   reads the text. false when neither does; *problem tells why. */
bool pattern_parse(struct arena *arena, struct str text, struct pattern_tree *tree, bool *lenient,
                   const char **problem);

#endif
