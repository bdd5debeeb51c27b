/* What a schema offers, and how often values took it up. A usage belongs to a block of a compiled
   schema and a direction; it is made when a value first reaches the block. Operations that share a
   component share its usages, for the component has one block.

   What is counted is little: values by their kind, and for each property, literal and branch how
   many took it. All else follows from that: a keyword could have refused every value of a kind that
   it is about; a property is absent from the objects that did not take it. Refusals are counted by
   their place. Private to observe/. */
#ifndef OASDRIFT_OBSERVE_USAGE_H
#define OASDRIFT_OBSERVE_USAGE_H

#include "base/pointer_map.h"
#include "observe/undocumented_names.h"
#include "schema/program_cursor.h"

/* Steps of one value's walk; where it takes more, what was counted up to there counts. */
enum { USAGE_MAX_STEPS = 1000 * 1000, USAGE_MAX_DEPTH = 2048, USAGE_KINDS = NODE_OBJECT + 1 };

struct usage;

/* Where a value may go on from a block. */
struct usage_edge {
    struct program_block block;
    struct usage *usage; /* NULL: no value went on yet */
    uint64_t seen, nulls;
};

/* One step of the block that offers something, or leads on. */
struct usage_step {
    struct program_step step;
    struct usage_edge *edges; /* one for each block of the step, in their order; of an IF always
                                 three: if, then, else, with no block where the schema has none */
    size_t edge_count;
    size_t property_count, pattern_count; /* MEMBERS: how many of the edges are for those */
    uint64_t *literals;                   /* ENUM: how often each; usage_literal */
    size_t literal_count;                 /* places there */
};

struct usage {
    struct program_block block;
    enum coverage_direction direction;
    uint64_t kinds[USAGE_KINDS]; /* values, by enum node_kind */
    struct usage_step *steps;
    size_t step_count;
    struct undocumented_names undocumented;
    bool reached;       /* from an operation that is asked for; usages_reach */
    struct usage *next; /* of all, in the order in which they were made */
};

/* Values that were refused at a place. */
struct refusals {
    uint64_t all;
    uint64_t guessed; /* of these, in a branch of oneOf or anyOf that did not fit: the schema did
                         not count them among its values */
};

struct usages {
    struct arena arena;
    struct pointer_map by_block;   /* what tells blocks apart, direction -> struct usage */
    struct pointer_map by_members; /* place of a MEMBERS step, direction -> struct usage */
    struct pointer_map refusals;   /* place, direction -> struct refusals */
    struct usage *first, **last;
    uint64_t least; /* values a schema must have had for its points to get places */
};

void usages_init(struct usages *usages);
void usages_release(struct usages *usages);
/* Made when there is none yet. */
struct usage *usage_of(struct usages *usages, struct program_block block,
                       enum coverage_direction direction);
/* The usage behind an edge; NULL: it leads nowhere, or to a schema that says nothing. */
struct usage *usage_behind(struct usages *usages, const struct usage *from,
                           struct usage_edge *edge);
/* Marks the usages of the schema and of all that it leads to. */
void usages_reach(struct usages *usages, const struct schema *schema,
                  enum coverage_direction direction);
/* Adds what `from` counted; both are of one api. */
void usages_unite(struct usages *usages, const struct usages *from);
struct refusals *usages_refusals(struct usages *usages, const struct node *place,
                                 enum coverage_direction direction);
/* How often the literal came: its place is as far from the first as its node is. */
static inline uint64_t *usage_literal(const struct usage_step *step, const struct node *literal)
{
    return &step->literals[literal - node_first(step->step.place)];
}
/* Could the step itself refuse a value? Not those that only apply other schemas. */
bool usage_refuses(const struct program_step *step);
/* The `false` of additionalProperties and its like, where the step has one. */
bool usage_closing_block(const struct program_step *step, struct program_block *block);
/* A property that does not travel in this direction: readOnly in a request. */
bool usage_leaves_out(const struct usage *usage, struct program_block block);
/* Was a value refused that it does not count among its values? */
bool usage_is_refused_in_guesses(struct usages *usages, const struct usage *usage);
/* Values it was applied to. */
uint64_t usage_values(const struct usage *usage);
/* Of them, those of the kinds. */
uint64_t usage_values_of(const struct usage *usage, unsigned kinds);

/* ---- usage_walk.c ---- */

struct usage_walk {
    struct usages *usages;
    struct evaluator *evaluator; /* judges branches */
    enum coverage_direction direction;
    const struct node *const *opaque; /* parts of the value that are not known */
    size_t opaque_count;
};

/* Counts what the value takes up of the schema. */
void usage_count(const struct usage_walk *walk, const struct schema *schema,
                 const struct node *instance);

/* ---- usage_points.c ---- */

/* The points of a usage, in the schema's order; of NULL points the number only. */
size_t usage_points(struct usages *usages, const struct usage *usage,
                    struct coverage_point *points);

/* Adds how many points of each kind the usage has to the totals. */
void usage_tally(const struct usage *usage, struct event_coverage *coverage);
/* Names that the block asks for and does not describe; the number of them. names: as many places as
   usage_requires(NULL) told. */
size_t usage_requires(const struct usage *usage, struct str *names);

#endif
