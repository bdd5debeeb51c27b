/* The search for values of one kind that a goal has. Private to witness/; search.c tells how it
   works. */
#ifndef OASDRIFT_WITNESS_SEARCH_H
#define OASDRIFT_WITNESS_SEARCH_H

#include "base/vec.h"
#include "witness/goal.h"
#include "witness/shape.h"

/* How many unevaluated keywords, each in its own schema, may look at one value; further ones are
   left to the evaluator. */
enum { SEARCH_MAX_TRACKERS = 32 };
/* Facts that are not decided, in one search, after which no more ways are tried for their sake. */
enum { SEARCH_MAX_UNDECIDED = 64 };

/* Of a `contains`, the parts of its literal: the first two of one that does not hold, the others of
   one that does, with no more matches than it needs, or as many as it takes. */
enum contains_part { CONTAINS_TOO_FEW = 1, CONTAINS_TOO_MANY, CONTAINS_FEWEST, CONTAINS_MOST };
/* Of a `required` that does not hold: all but one of the names are there. */
enum { REQUIRED_JUST_ONE = 1 };

/* So many are compared one by one. */
enum { SEARCH_FEW_ENTRIES = 32 };

/* Something that is asked of the value. */
struct entry {
    const struct literal *literal;
    /* A set: the unevaluated keywords for which it evaluates items and members. */
    uint32_t trackers;
    uint32_t own; /* of an unevaluated keyword: the tracker that is its own; 0: none was left */
};

/* Something that can be true in several ways. */
struct fork {
    struct entry entry;
    bool taken; /* one of them was chosen */
};

struct search {
    struct witness *witness;
    const struct goal *goal;
    enum node_kind kind;       /* of the values looked for */
    struct arena *models;      /* for the one that is looked at */
    VEC(struct entry) entries; /* all that is asked; from `next` on not looked at yet */
    size_t next;
    uint32_t *places; /* of entries, by literal: index + 1; where there are many (entries.c) */
    size_t place_count, places_used;
    VEC(struct entry) facts; /* of them, what the solver of the kind reads */
    VEC(struct fork) forks;  /* of them, what has several ways */
    size_t counted;          /* bytes of these lists */
    unsigned undecided_models;
    uint32_t tracker_count;
    uint32_t exact; /* a set: those for which it has to be known what is not evaluated, too */
};

static inline unsigned kind_bit(enum node_kind kind)
{
    return 1u << kind;
}

static inline bool is_unevaluated(const struct instruction *step)
{
    return step->op == OP_UNEVALUATED_ITEMS || step->op == OP_UNEVALUATED_PROPERTIES;
}

/* Does the block, as it was compiled, hold or fail for all values of the kind (schema/prepare.c)?
 */
static inline bool search_foresees(const struct search *search, const struct instruction *block,
                                   bool holds)
{
    const struct verdicts *verdicts = &block->foregone.verdicts;
    unsigned kinds = holds ? verdicts->holds : verdicts->fails;
    unsigned bits =
        kind_bit(search->kind) | (search->kind == NODE_NUMBER ? 1u << NODE_INTEGER_BIT : 0u);

    return (kinds & bits) == bits;
}

/* Adds what is asked, unless it is there already (entries.c). */
void search_add(struct search *search, const struct entry *entry);
/* Is the literal among what is asked? */
bool search_is_asked(const struct search *search, const struct literal *literal);
/* Looks at an entry: it becomes a fact, a fork, or what follows from it is added. false: no value
   of the kind satisfies it (expand.c). */
bool search_expand(struct search *search, const struct entry *entry);
/* A bit for one more unevaluated keyword; false: there are too many. */
bool search_new_tracker(struct search *search, uint32_t *tracker);
/* Of a REQUIRED or its opposite: is the name asked for in the direction of the messages? */
bool search_asks_for(const struct search *search, const struct literal *literal,
                     const struct name *name);
/* All its names that are asked for are there. */
void search_add_required(struct search *search, const struct literal *literal);
/* Adds the index-th way in which a fork can be true, from 0. false: there are no more. *possible is
   false where no value of the kind is so (fork.c). */
bool search_take(struct search *search, const struct entry *fork, size_t index, bool *possible);
/* A value that the facts allow, whatever the forks say (leaf.c). */
enum outcome search_leaf(struct search *search, struct shape *shape, const struct node **value);

/* Looks for a value of the kind. OUTCOME_VALUE: *shape is what such values look like, and *value
   one that the evaluator accepts. */
enum outcome search_kind(struct witness *witness, const struct goal *goal, enum node_kind kind,
                         struct shape *shape, const struct node **value);
/* The same where only the value is wanted: a shape takes much more memory. */
enum outcome search_kind_once(struct witness *witness, const struct goal *goal, enum node_kind kind,
                              const struct node **value);

#endif
