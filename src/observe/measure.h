/* Coverage in numbers: how much of what the description offers was seen, and what was not. */
#ifndef OASDRIFT_OBSERVE_MEASURE_H
#define OASDRIFT_OBSERVE_MEASURE_H

#include "base/error.h"
#include "event/event.h"
#include "rules/settle.h"

enum measure {
#define MEASURE(name, id, title) MEASURE_##name,
#include "event/measures.def"
#undef MEASURE
    MEASURE_COUNT
};

const char *measure_id(enum measure measure);    /* "enum_values" */
const char *measure_title(enum measure measure); /* "enum values" */

struct tally {
    uint64_t seen, total;
};

/* Of the selected operations. Without observed schemas the measures of schemas are 0 of 0. */
void coverage_measure(const struct event_coverage *coverage, struct tally tallies[MEASURE_COUNT]);

/* In hundredths of a percent, rounded down: all is 10000 only when nothing is missing. Of nothing:
   10000. */
uint64_t tally_share(const struct tally *tally);

/* Something that was not seen. An operation that was never hit is missing as a whole, as is all
   below a property that never came; schemas are told of where a value reached them. */
struct coverage_gap {
    const struct coverage_operation *operation; /* NULL: of a schema */
    const struct coverage_slot *slot;           /* NULL: the operation as a whole, or the point of a
                                                   schema */
    const struct coverage_schema *schema;
    const struct coverage_point *point;
    bool success;     /* the operation was hit, and never answered with one */
    const char *side; /* of a bound: "within", "beyond"; else NULL */
    const struct place *place;
};
typedef void coverage_gap_fn(void *context, const struct coverage_gap *gap);
void coverage_gaps(const struct event_coverage *coverage, coverage_gap_fn *found, void *context);

/* ---- --coverage-fail-under ---- */

struct coverage_limits {
    bool given;
    uint64_t shares[MEASURE_COUNT]; /* hundredths of a percent; 0: none */
};

/* "operations=100,responses=80.5" */
bool coverage_limits_parse(struct coverage_limits *limits, const char *text, struct error *err);
/* Asks for a measure in whole percent, unless it is asked for already. */
void coverage_limits_add(struct coverage_limits *limits, struct str name, unsigned percent);
/* Adds gate.coverage-below for each measure that is below its limit. description: the file it is
   asked of. */
void coverage_limits_check(const struct coverage_limits *limits,
                           const struct event_coverage *coverage, const struct settler *settler,
                           struct str description, struct findings *findings);

#endif
