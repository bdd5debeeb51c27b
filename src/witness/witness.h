/* Schemas as sets of values: finds a value that is in all of some and in none of others, or proves
   that there is none. Knows no OpenAPI.

   How it works is told at the top of search.c: read that first, then literal.h, goal.h, search.h,
   shape.h. Each layer asks those below it, and the solvers of arrays and objects ask for goals of
   items and members.

   Questions
       witness.c         life, limits, memory, what is interned; witness_find
       targets.c         the instructions of a schema, and the way to each
       boundary.c        values at an instruction's boundary
       fault.c           values that break one instruction alone; certificate.c is the proof of it
       conflict.c        which instructions contradict each other, or make another one needless
   What is asked
       literal.c         one thing that is asked of a value, and its opposite
       twin.c            literals of two programs that say the same are one
       dynamic_scope.c   where dynamic references lead
       omission.c        a schema without one of its instructions
       aim.c             on the way to a target: what has to hold around it
       goal.c            all that is asked of a value; the values it has; goals that are open
       kind_order.c      which kinds of values are tried first
   One kind of values
       search.c          models of the facts; which fork is taken
       entries.c         all that is asked, each thing once
       expand.c          what follows from an entry: parts, a fact, a fork
       fork.c            the ways in which a fork can be true
       tagged.c          objects with a discriminator
       leaf.c            facts to the solver of the kind; leaf_array.c, leaf_object.c
       written.c         numbers that draft 4 tells apart by how they are written
       shape.c           what values look like, so that the n-th can be written
   Numbers (numbers.h)
       numbers.c         the set as it is filled; number_plain.c answers what is usual
       number_walk.c     number by number, by number_plan.c's segments and number_ladder.c's steps
       number_count.c    how many there are
       number_lattice.c  multiples in an interval; number_step.c, number_cut.c
       number_format.c   int32, float, ... as ranges; number_text.c writes
   Texts (texts.h)
       text_rules.c      what is asked
       texts.c           products of automata (pattern/language.h), which text_cache.c keeps
       text_proposals.c  readable words first: hint_word.c, text_words.c, format_word.c with
                         format_time.c and format_host.c
       format_language.c what formats take; plain_text.c: how their texts are mostly written
   Arrays (array_rules.h)
       array_rules.c     which lengths are tried
       item_classes.c    items that are interchangeable
       item_choice.c     which literals come together in one item; item_layout.c: where it stands
       distinct.c        values that differ, for uniqueItems
       array_shape.c     the arrays one by one
   Objects
       object_rules.c    object_search.h lists the files about objects */
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
