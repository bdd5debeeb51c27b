/* What a schema offers, and how often values took it up. A sight is made of a compiled schema's
   block the first time a value reaches it, one for each direction; sights are known by the block,
   so that a component that many operations share has one. Private to observe/.

   What is counted is little: values by their kind, and for each property, literal and branch how
   many took it. All else comes from that: a keyword could have refused every value of a kind that
   it is about, an absent property is an object without it. Refusals are noted by their place. */
#ifndef OASDRIFT_OBSERVE_SIGHT_H
#define OASDRIFT_OBSERVE_SIGHT_H

#include "base/pointer_map.h"
#include "observe/strangers.h"
#include "schema/program.h"

/* Steps of one value's walk; a value that needs more is counted as far as they go. */
enum { SIGHT_MAX_STEPS = 1000 * 1000, SIGHT_MAX_DEPTH = 2048, SIGHT_KINDS = NODE_OBJECT + 1 };

struct sight;

/* Where a value may go on from a block. */
struct sight_edge {
    const struct instruction *block;
    struct sight *sight; /* NULL: not gone yet */
    uint64_t seen, nulls;
};

/* One instruction of the block that offers something, or leads on. */
struct sight_step {
    const struct instruction *at;
    const struct program *program; /* of the edges: a reference leads into another */
    struct sight_edge *edges;      /* of properties, items, branches, a reference */
    size_t edge_count;
    uint64_t *literals; /* ENUM: how often each, in the order of the description */
    size_t literal_count;
};

struct sight {
    const struct program *program;
    const struct instruction *schema;
    enum coverage_direction direction;
    uint64_t kinds[SIGHT_KINDS]; /* values, by enum node_kind */
    struct sight_step *steps;
    size_t step_count;
    struct strangers strangers;
    bool reached;       /* from an operation that is asked for; sights_reach */
    struct sight *next; /* of all, in the order in which they were made */
};

struct sights {
    struct arena arena;
    struct pointer_map by_block;   /* SCHEMA instruction, direction -> struct sight */
    struct pointer_map by_members; /* place of a MEMBERS instruction -> struct sight */
    struct pointer_map refusals;   /* place -> uint64_t, how many values were refused there */
    struct sight *first, **last;
    uint64_t least; /* values a schema must have had for its points to get places */
};

void sights_init(struct sights *sights);
void sights_release(struct sights *sights);
struct sight *sight_of(struct sights *sights, const struct program *program,
                       const struct instruction *schema, enum coverage_direction direction);
/* The sight behind an edge; NULL: it leads nowhere. */
struct sight *sight_behind(struct sights *sights, const struct sight *from,
                           const struct sight_step *step, struct sight_edge *edge);
/* Marks the sights of the schema and of all that it leads to. */
void sights_reach(struct sights *sights, const struct schema *schema,
                  enum coverage_direction direction);
/* Adds what `from` counted; both are of one api. */
void sights_unite(struct sights *sights, const struct sights *from);
/* How many values were refused at the place. */
uint64_t *sights_refusals(struct sights *sights, const struct node *place,
                          enum coverage_direction direction);
/* Could the instruction refuse a value? Not those that only apply other schemas. */
bool sight_refuses(const struct sight *sight, const struct instruction *at);
/* A property that does not travel in this direction: readOnly in a request. */
bool sight_leaves_out(const struct sight *sight, const struct instruction *block);
/* Values it was applied to. */
uint64_t sight_values(const struct sight *sight);
/* Of them, those of the kinds. */
uint64_t sight_values_of(const struct sight *sight, unsigned kinds);

static inline const struct origin *sight_origin(const struct sight *sight,
                                                const struct instruction *at)
{
    return &sight->program->origins[at - sight->program->code];
}

/* ---- sight_walk.c ---- */

struct sight_walk {
    struct sights *sights;
    struct evaluator *evaluator; /* judges branches */
    enum coverage_direction direction;
    const struct node *const *opaque; /* parts of the value that are not known */
    size_t opaque_count;
};

/* Counts what the value takes up of the schema. */
void sight_count(const struct sight_walk *walk, const struct schema *schema,
                 const struct node *instance);

/* ---- sight_points.c ---- */

/* The points of a sight, in the schema's order; of NULL points the number only. */
size_t sight_points(struct sights *sights, const struct sight *sight,
                    struct coverage_point *points);

/* Adds how many points of each kind the sight has to the totals. */
void sight_tally(const struct sight *sight, struct event_coverage *coverage);
/* Names that the block asks for and does not describe; the number of them. names: as many places as
   sight_requires(NULL) told. */
size_t sight_requires(const struct sight *sight, struct str *names);

#endif
