/* Which literals come together in one item of an array of a given length. Private to witness/.

   At a given length all that the rules say of some of the items is "at least so many of them
   satisfy a literal": at most k of n satisfy it when at least n - k satisfy its opposite. Such
   demands are met one after the other, by groups of items that are alike: a group is split, and one
   part must satisfy the literal as well. Nothing more is asked of an item than it takes, for what
   fits more values fits better; so it is enough to try every way to spread just the number
   demanded. */
#ifndef OASDRIFT_WITNESS_ITEM_CHOICE_H
#define OASDRIFT_WITNESS_ITEM_CHOICE_H

#include "witness/item_classes.h"

enum {
    ITEM_MAX_ALTERNATIVES = 256, /* of an item: ways to be evaluated, or to need not be */
    ITEM_MAX_OPEN = 32,          /* rest rules that leave an item a choice */
    ITEM_MAX_CHOICES = 20 * 1000 /* of one length: splits tried */
};

struct item_demand {
    size_t count;                 /* index in rules->counts */
    bool negated;                 /* items that do not satisfy its literal */
    const struct item_rest *some; /* instead of a count: an item that is not evaluated; NULL */
    uint64_t needed;
};
struct item_group {
    struct item_class *class;
    struct goal *goal;  /* without what rest rules ask */
    uint32_t evaluated; /* trackers for which its items are */
    uint64_t size;
    size_t first, alternatives; /* in choice->goals: any of them will do */
    size_t served;              /* the first that has a value; SIZE_MAX: none is known to */
    size_t before;              /* for item_layout.c: of its class, the index, + 1; 0: none */
    bool cut;                   /* there are more alternatives */
    enum outcome outcome;       /* of the alternatives together */
};
/* Where the search is: `needed` items more for a demand, from the groups from `group` to `end`. */
struct item_place {
    size_t demand, group, end;
    uint64_t needed;
};
struct item_decision {
    struct item_place before;
    uint64_t taken, least; /* items of the group; least: UINT64_MAX where not looked at */
};

struct item_choice {
    struct witness *witness;
    const struct array_rules *rules;
    struct item_classes *classes;
    uint64_t length, choices;
    VEC(struct item_demand) demands;
    VEC(struct item_group) groups;
    VEC(struct goal *) goals;
    VEC(struct item_decision) decisions;
    VEC(uint32_t) order; /* the group of each item, once all demands are met */
    bool unsure;         /* something was undecided on the way */
};

void item_choice_init(struct item_choice *choice, struct item_classes *classes);
void item_choice_release(struct item_choice *choice);

/* Proved: there is no array of that length or more, whatever is counted. */
bool item_choice_hopeless(struct item_choice *choice, uint64_t length);
/* Fills in the items of a shape of that length, unless OUTCOME_NONE. */
enum outcome item_choice_find(struct item_choice *choice, uint64_t length,
                              struct array_shape *shape);

/* How many of the items below `length` a count looks at. */
uint64_t item_count_covers(const struct item_count *count, uint64_t length);

#endif
