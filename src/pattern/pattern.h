/* ECMA-262 regular expressions (ECMA-262 22.2, the grammar of the u flag), read by our own parser
   and run as byte-class loops where they are simple, as automata where they are regular, by pcre2
   otherwise. No set of pcre2 options makes it read the ECMA dialect; so pcre2 never sees a pattern
   as it was written.
       parse.c           text -> struct term tree, strict or lenient
       class.c           escapes and classes
       properties.c      the names \p{...} may hold
       spans.c           classes -> spans of code points
       loop.c            tree -> byte-class loops, for simple patterns; byte_span.c runs them
       graph.c           tree -> graph of states over bytes
       table.c           graph -> deterministic table, and running it
       automaton.c       a table for the pattern and each condition behind ^
       translate.c       tree -> pcre2's dialect
       pattern.c         compiling, and matching within limits */
#ifndef OASDRIFT_PATTERN_PATTERN_H
#define OASDRIFT_PATTERN_PATTERN_H

#include "base/arena.h"
#include "base/error.h"

/* Limits. When one is met, the answer is PATTERN_UNKNOWN. */
enum {
    PATTERN_MAX_BYTES = 64 * 1024,
    PATTERN_SUBJECT_MAX_BYTES = 1024 * 1024,
    PATTERN_MATCH_LIMIT = 200000,
    PATTERN_DEPTH_LIMIT = 20000,
    PATTERN_HEAP_LIMIT_KIB = 32 * 1024,
    PATTERN_DEADLINE_MS = 50, /* one match, over all start positions */
    PATTERN_TOTAL_MS = 2000   /* all matches of one matcher, until it is reset */
};

enum pattern_answer { PATTERN_MATCHES, PATTERN_FAILS, PATTERN_UNKNOWN };

struct pattern;
/* Compiles an ECMA-262 pattern by the grammar of the u flag, or else by the lenient one; *lenient
   tells whether only that one reads it. All but pcre2's code lives in the arena. NULL and err when
   it is no pattern; a pattern that is valid but beyond the engine is returned, and answers
   PATTERN_UNKNOWN. */
const struct pattern *pattern_compile(struct arena *arena, struct str text, bool *lenient,
                                      struct error *err);
void pattern_release(const struct pattern *pattern); /* frees pcre2's code; NULL is fine */
/* Unanchored search. reason (may be NULL) is set for PATTERN_UNKNOWN. */
enum pattern_answer pattern_match(const struct pattern *pattern, struct str subject,
                                  const char **reason);
struct str pattern_text(const struct pattern *pattern);

/* What matching needs, made once a thread. */
struct pattern_matcher {
    void *match_data;    /* pcre2_match_data */
    void *match_context; /* pcre2_match_context */
    int64_t deadline_ms; /* of the match that is running */
    int64_t spent_ms;    /* by all matches since the owner set it to 0 */
    uint64_t bytes;      /* run over, and not yet in spent_ms */
};
void pattern_matcher_init(struct pattern_matcher *matcher);
void pattern_matcher_release(struct pattern_matcher *matcher);
/* pattern_match with a matcher that is kept. subject is valid UTF-8. */
enum pattern_answer pattern_search(const struct pattern *pattern, struct pattern_matcher *matcher,
                                   struct str subject, const char **reason);

#endif
