/* What is asked of one value, and its opposite. Private to witness/.

   A literal is interned: equal ones are one address, and `number` orders them in the order in which
   they were first met, which is the same in every run. */
#ifndef OASDRIFT_WITNESS_LITERAL_H
#define OASDRIFT_WITNESS_LITERAL_H

#include "schema/program.h"

struct witness;

enum literal_kind {
    LITERAL_BLOCK,   /* it satisfies the schema whose SCHEMA instruction `at` is */
    LITERAL_STEP,    /* the instruction `at` holds for it */
    LITERAL_CONST,   /* it equals `node` */
    LITERAL_KINDS,   /* it is of one of `kinds` (numbers: KIND_INTEGER integral, KIND_NUMBER not) */
    LITERAL_SIZE,    /* where it is of one of `kinds`, a string, array or object: it has at least
                        `count` code points, items or members */
    LITERAL_PRESENT, /* where it is an object: it has a member named `name` */
    LITERAL_MEMBER,  /* where it is an object with a member named `name`: `part` is true of that */
    LITERAL_ITEM,    /* where it is an array with an item at index `count`: `part` is true of it */
    LITERAL_PATTERN, /* where it is a string: it matches `pattern` */
    LITERAL_MET      /* it satisfies the block `at` with but one exception: see aim.h */
};

struct literal {
    enum literal_kind kind;
    bool negated;
    bool strict; /* no required name is let off for its direction: below `not` */
    uint16_t kinds;
    uint32_t number;
    const struct program *program; /* of `at` */
    const struct instruction *at;
    const struct dynamic_scope *scope; /* BLOCK, STEP: where dynamic references lead; NULL */
    const struct node *node;
    const struct pattern *pattern;
    const struct literal *part; /* MEMBER, ITEM; is not negated itself where `negated` is */
    const struct aim *aim;
    struct str name;
    uint64_t count;
};

/* The interned literal that equals it (`number` aside). Names are copied. */
const struct literal *literal_of(struct witness *witness, const struct literal *like);
/* Its opposite, interned. */
const struct literal *literal_not(struct witness *witness, const struct literal *literal);

const struct literal *literal_const(struct witness *witness, const struct node *node, bool negated);
const struct literal *literal_kinds(struct witness *witness, unsigned kinds);
const struct literal *literal_size(struct witness *witness, unsigned kinds, uint64_t count,
                                   bool negated);
const struct literal *literal_present(struct witness *witness, struct str name, bool negated);
const struct literal *literal_pattern(struct witness *witness, const struct pattern *pattern,
                                      bool negated);
/* A block that lies in the same program as `around`, with its scope and strictness. */
const struct literal *literal_block(struct witness *witness, const struct literal *around,
                                    const struct instruction *block, bool negated);

/* Does it hold for the value? Our evaluator tells. */
enum schema_verdict literal_decide(struct witness *witness, const struct literal *literal,
                                   const struct node *value);

#endif
