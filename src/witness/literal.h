/* What is asked of one value, and its opposite. Private to witness/.

   A literal is interned: equal ones are one address, and `number` orders them in the order in which
   they were first met, which is the same in every run. */
#ifndef OASDRIFT_WITNESS_LITERAL_H
#define OASDRIFT_WITNESS_LITERAL_H

#include "schema/program.h"

struct omission;
struct witness;

enum literal_kind {
    LITERAL_BLOCK, /* it satisfies the schema whose SCHEMA instruction `at` is */
    LITERAL_STEP,  /* the instruction `at` holds for it */
    LITERAL_CONST, /* it equals `node` */
    LITERAL_KINDS, /* it is of one of `kinds`, as `type` means them: KIND_NUMBER are all numbers */
    LITERAL_SIZE,  /* where it is of one of `kinds`, a string, array or object: it has at least
                      `count` code points, items or members */
    LITERAL_PRESENT, /* where it is an object: it has a member named `name` */
    LITERAL_MEMBER,  /* where it is an object with a member named `name`: `part` is true of that */
    LITERAL_ITEM,    /* where it is an array with an item at index `count`: `part` is true of it */
    LITERAL_PATTERN, /* where it is a string: it matches `pattern` */
    LITERAL_EITHER,  /* whatever it is. But whether it satisfies the block `at` counts for what
                        keywords evaluate; `count` is not 0: it has to be known either way */
    LITERAL_AIM      /* see aim.h */
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
    struct omission *without; /* BLOCK, STEP: what is left out of it; NULL: nothing, or nothing that
                                 it can come to */
    const struct node *node;
    const struct pattern *pattern;
    const struct literal *part; /* MEMBER, ITEM; is not negated itself where `negated` is */
    const struct aim *aim;
    struct str name;
    uint64_t count;           /* of a STEP that has several parts: which of them, from 1; 0: all */
    struct literal *opposite; /* of a BLOCK or STEP, once that is asked as well; NULL */
};

/* The resources with dynamic anchors that were entered on the way to a schema, each once, the
   innermost first (2020-12 core, 7.1). Interned. */
struct dynamic_scope {
    const struct dynamic_anchor *anchors;
    const struct dynamic_scope *outer; /* NULL: this is the outermost */
    unsigned depth;                    /* from 1 */
};
/* The scope within: `scope` may be NULL, and is the result where the anchors are in it. */
const struct dynamic_scope *dynamic_scope_enter(struct witness *witness,
                                                const struct dynamic_scope *scope,
                                                const struct dynamic_anchor *anchors);
/* The literal of a schema as seen from within: entered, if it is a resource of its own. */
struct literal literal_within(struct witness *witness, const struct literal *literal);
/* Where a dynamic reference leads. */
const struct schema *dynamic_scope_find(const struct dynamic_scope *scope,
                                        const struct dynamic_call *call);

/* The interned literal that equals it (`number` aside). Names are copied. */
const struct literal *literal_of(struct witness *witness, const struct literal *like);
/* Is it a block that is false, or the step that is left out? */
bool literal_is_closed(const struct literal *literal);
bool literal_is_omitted(const struct literal *literal);
/* Its opposite, interned. */
const struct literal *literal_not(struct witness *witness, const struct literal *literal);

const struct literal *literal_const(struct witness *witness, const struct node *node, bool negated);
const struct literal *literal_kinds(struct witness *witness, unsigned kinds);
const struct literal *literal_size(struct witness *witness, unsigned kinds, uint64_t count,
                                   bool negated);
const struct literal *literal_present(struct witness *witness, struct str name, bool negated);
const struct literal *literal_pattern(struct witness *witness, const struct pattern *pattern,
                                      bool negated);
/* A block or step that lies in the same program as `around`, with its scope and
   strictness, and without what that is without. */
const struct literal *literal_block(struct witness *witness, const struct literal *around,
                                    const struct instruction *block, bool negated);
const struct literal *literal_step(struct witness *witness, const struct literal *around,
                                   const struct instruction *step, uint64_t part, bool negated);

/* The question, of a block or step that stands where the literal does, to the evaluator; `scopes`
   has room for PROGRAM_MAX_SCOPES. */
struct program_ask literal_ask(const struct witness *witness, const struct literal *literal,
                               const struct instruction *at, const struct dynamic_anchor **scopes);

/* Does it hold for the value? Our evaluator tells. Of an unevaluated keyword alone: yes, for only
   its block can tell. */
enum schema_verdict literal_decide(struct witness *witness, const struct literal *literal,
                                   const struct node *value);

#endif
