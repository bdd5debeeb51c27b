/* How a set of numbers is gone through: disjoint segments of the number line, each with a ladder of
   steps from coarse to fine. Private to witness/.

   On the first rung of a ladder are the numbers that are shortest to write; each further one has
   those that its step adds. A set that asks for multiples has a last rung, the least common
   multiple itself, with which the segment is complete; any other goes on for ever. */
#ifndef OASDRIFT_WITNESS_NUMBER_PLAN_H
#define OASDRIFT_WITNESS_NUMBER_PLAN_H

#include "witness/number_format.h"
#include "witness/number_lattice.h"

/* Negated formats that split the line; of further ones every number is asked. */
enum { NUMBER_PLAN_MAX_REFUSED = 8 };

/* What is asked, formats aside. */
struct number_demand {
    struct number_cut from, to;
    struct decimal_list divisors, avoided; /* multiples of all, of none; above zero */
    struct decimal_list excluded;          /* in order */
};
/* What no lattice can tell. */
struct number_check {
    const struct format *format; /* NULL: it is no multiple of `avoided` */
    bool negated;
    struct decimal avoided;
};

struct number_segment {
    struct number_cut from, to;
    struct decimal_list avoided;
    int64_t top;        /* the first rung is 10^top, or 10^top x the divisors' common multiple */
    size_t rung;        /* the next */
    size_t filled;      /* 1 + the last rung that had numbers; 0: none had */
    size_t empty_rungs; /* since then */
    bool done;          /* no rung is left */
};
struct number_plan {
    struct arena *arena;
    struct number_demand demand;   /* and what formats add */
    struct number_format *refused; /* NULL: none */
    size_t refused_count;
    struct number_check *checks;
    size_t check_count, check_capacity;
    bool empty;              /* proved without looking */
    bool incomplete;         /* numbers of the set may be missing */
    bool stepped;            /* there are divisors, and `step` is their least common multiple */
    struct number_step step; /* read only: its limbs are the arena's */
    struct number_segment *segments;
    size_t segment_count;
};

void number_plan_init(struct number_plan *plan, struct arena *arena,
                      const struct number_demand *demand);
void number_plan_format(struct number_plan *plan, const struct format *format, bool negated);
/* When all is asked: makes the segments. */
void number_plan_close(struct number_plan *plan);
/* Is it none of those excluded, and do the checks hold? */
bool number_plan_admits(const struct number_plan *plan, const struct decimal *number);
/* ---- number_ladder.c ---- */

/* To the first rung, of a new segment or of all. */
void number_ladder_begin(struct number_plan *plan, struct number_segment *segment);
void number_plan_rewind(struct number_plan *plan);
/* Opens the next rung of a segment that has numbers; false: there is none. */
bool number_segment_open(struct number_plan *plan, struct number_segment *segment,
                         struct number_stream streams[2]);

#endif
