/* The recordings of a run in the order in which they were given, each once, with the number of its
   records. Private to run/. */
#ifndef OASDRIFT_RUN_SOURCE_COUNTS_H
#define OASDRIFT_RUN_SOURCE_COUNTS_H

#include "base/map.h"
#include "base/vec.h"
#include "event/event.h"

/* A zeroed one is empty. */
struct source_counts {
    VEC(struct event_source) items;
    struct map places; /* name -> size_t: which of items */
};

void source_counts_release(struct source_counts *counts);
/* Which of the items has that name; their number: none. */
size_t source_counts_place(const struct source_counts *counts, struct str name);
/* Adds the records to those of the source of that name, which is copied into the arena when it is
   new. */
void source_counts_add(struct source_counts *counts, struct arena *arena,
                       const struct event_source *source);

#endif
