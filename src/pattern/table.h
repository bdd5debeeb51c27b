/* A search for a pattern as a table: one look-up a byte (graph.h made deterministic). */
#ifndef OASDRIFT_PATTERN_TABLE_H
#define OASDRIFT_PATTERN_TABLE_H

#include "base/byte_span.h"
#include "pattern/tree.h"

enum {
    TABLE_MAX_STATES = 2048,
    TABLE_MAX_WORK = 500 * 1000 /* graph states looked at while the table is made */
};

/* entries[(state << shift) + class of the byte] is the next state, shifted. */
struct table {
    uint8_t classes[256];
    uint16_t *entries;
    struct table_state *states;
    uint16_t class_count;
    uint8_t shift;
    size_t work; /* what making it came to, as TABLE_MAX_WORK counts */
};

struct table_state {
    bool matches_at_end;
    bool lingers;          /* many bytes lead back to it, those of `stays` */
    struct byte_set stays; /* ASCII only */
};

/* Makes the table that searches for a row of terms. false: graph_build cannot, or a limit was met.
   The caller releases the table in either case. */
bool table_make(struct table *table, const struct term *terms);
void table_release(struct table *table);
/* subject is valid UTF-8. */
bool table_matches(const struct table *table, struct str subject);

#endif
