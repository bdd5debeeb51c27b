/* ECMA-262 regular expressions (ECMA-262 22.2, the grammar of the u flag), read by our own parser
   and run as byte-class loops where they are simple, as automata where they are regular, by pcre2
   otherwise. No set of pcre2 options makes it read the ECMA dialect; so pcre2 never sees a pattern
   as it was written.
       pattern_parse.c       text -> struct term tree, strict or lenient
       pattern_class.c       escapes and classes
       pattern_properties.c  the names \p{...} may hold
       pattern_spans.c       classes -> spans of code points
       pattern_loop.c        tree -> byte-class loops, for simple patterns; byte_span.c runs them
       pattern_graph.c       tree -> graph of states over bytes
       pattern_table.c       graph -> deterministic table, and running it
       pattern_automaton.c   a table for the pattern and each condition behind ^
       pattern_translate.c   tree -> pcre2's dialect
       pattern.c             compiling, and matching within limits */
#ifndef OASDRIFT_SCHEMA_PATTERN_H
#define OASDRIFT_SCHEMA_PATTERN_H

#include "base/strbuf.h"
#include "schema/schema.h"

enum {
    PATTERN_MAX_NESTING = 200,  /* groups */
    PATTERN_MAX_REPEAT = 65535, /* pcre2's limit on {n,m} */
    PATTERN_MAX_GROUPS = 10000,
    PATTERN_TOTAL_MS = 2000 /* all matches of one matcher, until it is reset */
};

#define PATTERN_UNBOUNDED  UINT32_MAX /* of a repetition */
#define PATTERN_READER_END UINT32_MAX /* no code point: the text is over */

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

/* ---- parsing ---- */

struct pattern_reader {
    struct arena *arena;
    struct str text;
    size_t at;
    bool lenient;
    bool leniency_used;
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

/* false when text does not follow the grammar; *problem tells why. */
bool pattern_parse(struct arena *arena, struct str text, bool lenient, bool *leniency_used,
                   struct pattern_tree *tree, const char **problem);

/* The next code point without taking it; PATTERN_READER_END at the end, and where it is no UTF-8.
 */
uint32_t pattern_reader_peek(const struct pattern_reader *reader);
uint32_t pattern_reader_take(struct pattern_reader *reader);
/* Takes the character when it is next. */
bool pattern_reader_eat(struct pattern_reader *reader, char c);
/* Returns false. */
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

/* ---- running ---- */

struct pattern_loop; /* see pattern_loop.c */
/* NULL when the tree is not simple enough. */
const struct pattern_loop *pattern_loop_make(struct arena *arena, const struct term *root);
bool pattern_loop_matches(const struct pattern_loop *loop, struct str subject);

/* Writes the tree as pcre2 reads it. NULL, or why pcre2 cannot do what it means. */
const char *pattern_translate(const struct pattern_tree *tree, struct strbuf *out);

struct str pattern_text(const struct pattern *pattern);

/* What matching needs, made once a thread. */
struct pattern_matcher {
    void *match_data;    /* pcre2_match_data */
    void *match_context; /* pcre2_match_context */
    int64_t deadline_ms; /* of the match that runs */
    int64_t spent_ms;    /* by all matches since the owner set it to 0 */
    uint64_t bytes;      /* run over, and not yet in spent_ms */
};
void pattern_matcher_init(struct pattern_matcher *matcher);
void pattern_matcher_release(struct pattern_matcher *matcher);
/* pattern_match with a matcher that is kept. subject is valid UTF-8. */
enum schema_verdict pattern_search(const struct pattern *pattern, struct pattern_matcher *matcher,
                                   struct str subject, const char **reason);

#endif
