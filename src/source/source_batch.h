/* Some records of a recording, cut out in order by one thread to be read by another. How many they
   are depends on the recording alone. */
#ifndef OASDRIFT_SOURCE_SOURCE_BATCH_H
#define OASDRIFT_SOURCE_SOURCE_BATCH_H

#include "base/vec.h"
#include "source/source.h"

/* A batch ends with the record that reaches one of these. */
enum { BATCH_RECORDS = 256, BATCH_BYTES = 256 * 1024 };

struct batch_record {
    enum record_outcome outcome;
    struct record record;
    size_t index;       /* in the recording */
    struct str problem; /* the errors of records that are too large, and of the failure that ends
                           the recording */
};

struct source_batch {
    const struct source *source;
    struct arena arena; /* the records' texts */
    VEC(struct batch_record) records;
    size_t bytes;
};

void source_batch_init(struct source_batch *batch);
void source_batch_release(struct source_batch *batch);
/* Replaces what is in the batch. false: the recording has ended, and the batch is empty. A failure
   is the last record of the last batch. */
bool source_batch_fill(struct source_batch *batch, struct source *source);

#endif
