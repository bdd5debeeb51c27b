/* Which items of an array are interchangeable: those of which all rules say the same. Private to
   witness/.

   The places of an array fall into runs, which begin and end where a rule does. Runs are made as
   far as they are asked for, so goals of items that are never looked at are not made. */
#ifndef OASDRIFT_WITNESS_ITEM_CLASSES_H
#define OASDRIFT_WITNESS_ITEM_CLASSES_H

#include "base/pointer_map.h"
#include "witness/array_rules.h"

struct item_class {
    struct goal *base;   /* what all rules that hold for every item ask together */
    uint32_t evaluated;  /* the trackers for which item rules evaluate them */
    const bool *counted; /* of each of rules->counts: are they in its range? */
    size_t open_count;   /* rest rules that are kept by their literal, or else by a count that */
    const size_t *open;  /* evaluates the item: indices in rules->rest */
    uint64_t size;       /* of an array of the length that item_classes_measure was told */
    size_t group; /* for item_layout.c, while it puts groups in order: which one's turn it is, */
    uint64_t group_left;     /* items of it that are left, */
    size_t groups_left;      /* and the next one, + 1 */
    struct item_class *next; /* another with the same base */
};
struct item_run {
    uint64_t first, end; /* UINT64_MAX: all that follow */
    struct item_class *class;
};

struct item_classes {
    struct witness *witness;
    const struct array_rules *rules;
    VEC(uint64_t) starts; /* of all runs, ascending; the last run has no end */
    VEC(struct item_run) runs;
    VEC(const struct item_rule *) waiting; /* for a later run, the last of them for the next one */
    VEC(const struct item_rule *) holding; /* in the last run that was made */
    VEC(struct item_class *) items;
    struct pointer_map by_base; /* the first class of a base */
};

/* The rules must outlive it. */
void item_classes_init(struct item_classes *classes, struct witness *witness,
                       const struct array_rules *rules);
void item_classes_release(struct item_classes *classes);

/* The index-th run; NULL past the last. Valid until the next call. */
const struct item_run *item_classes_run(struct item_classes *classes, size_t index);
struct item_class *item_classes_at(struct item_classes *classes, uint64_t place);
/* Where the last run begins: all that come later are of one class. */
uint64_t item_classes_tail(const struct item_classes *classes);
/* Sets the sizes of the classes in an array of that length. Those of size 0 may be missing. */
void item_classes_measure(struct item_classes *classes, uint64_t length);

#endif
