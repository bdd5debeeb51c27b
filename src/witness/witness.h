/* Schemas as sets of values: finds a value that is in all of some and in none of others, or proves
   that there is none. Knows no OpenAPI.

   How it works is told at the top of search.c. */
#ifndef OASDRIFT_WITNESS_WITNESS_H
#define OASDRIFT_WITNESS_WITNESS_H

#include "schema/program_cursor.h"
#include "schema/schema.h"

/* Limits of one question. Meeting one makes the answer WITNESS_UNDECIDED, with the reason. */
enum {
    WITNESS_MAX_STEPS = 400 * 1000,            /* of the search, whatever it asks on the way */
    WITNESS_MAX_DEPTH = 512,                   /* of a value */
    WITNESS_MAX_MEMORY = 256 * 1024 * 1024,    /* bytes of all that one engine keeps, */
    WITNESS_MEMORY_AHEAD = 48 * 1024 * 1024,   /* of which so many are left for the next value */
    WITNESS_MAX_VALUE_BYTES = 2 * 1024 * 1024, /* of a value, as JSON text */
    WITNESS_MAX_ITEMS = 100 * 1000             /* of an array, and members of an object */
};

/* Why a question is not decided: a closed list, reasons.def. */
enum witness_reason {
    WITNESS_NO_REASON,
#define REASON(identifier, name, sentence) WITNESS_##identifier,
#include "witness/reasons.def"
#undef REASON
    WITNESS_REASONS
};
const char *witness_reason_name(enum witness_reason reason);     /* "steps" */
const char *witness_reason_sentence(enum witness_reason reason); /* "the search needs too ..." */

enum witness_answer {
    WITNESS_VALUE,    /* here is one; our evaluator agrees */
    WITNESS_NONE,     /* there is none: proved */
    WITNESS_UNDECIDED /* a limit was met, or something is beyond the engine */
};

struct witness_settings {
    enum schema_direction direction;
    bool minimal;  /* the least value; else a readable one where there is a choice: examples,
                      defaults, words that fit the format */
    uint64_t seed; /* 0: the plain order; others: values in another order, always the same one */
    uint64_t max_steps; /* of one question, fewer than WITNESS_MAX_STEPS; 0: as many */
    int64_t now_ms;     /* what dates and times are near to, since 1970; 0: 2024-01-01 */
    /* What the values of a schema are called that is no property's; STR_NONE: it is not known. Of
       one schema always the same. NULL: of none is it known. */
    struct str (*name_of)(void *context, const struct node *schema);
    void *name_context;
};

/* The engine: one thread's. It keeps what it found out, so asking again is cheap. Schemas must
   outlive it. */
struct witness;
struct witness *witness_new(const struct witness_settings *settings);
void witness_free(struct witness *witness);
/* Steps that all questions took so far, and bytes that the engine keeps. */
uint64_t witness_spent(const struct witness *witness);
size_t witness_bytes(const struct witness *witness);

/* A part of the question: the value satisfies the schema's block, or does not. */
struct witness_term {
    struct program_block block; /* program_entry of a schema; or a block within it */
    bool negated;
};

struct witness_question;
/* All terms together. Lives as long as the engine. */
const struct witness_question *witness_ask(struct witness *witness,
                                           const struct witness_term *terms, size_t count);
/* The question's n-th value, from 0, as a node that lives as long as the engine; no value comes
   twice. WITNESS_NONE: it has n values, or fewer. *reason (may be NULL) is set for
   WITNESS_UNDECIDED. */
enum witness_answer witness_find(struct witness *witness, const struct witness_question *question,
                                 uint64_t n, const struct node **value,
                                 enum witness_reason *reason);

#endif
