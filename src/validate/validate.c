#include "validate/validate.h"

#include <stdlib.h>

#include "base/workers.h"
#include "validate/instance_worker.h"

/* ---- what base/workers.h calls ---- */

struct validation_run {
    const struct schema *schema;
    struct instance_reader *reader;
    const struct validation_sink *sink;
};

struct batch {
    struct instance_batch instances;
    struct validated_part judged;
};

static void *batch_new(void *context)
{
    struct batch *batch = alloc_zeroed(1, sizeof *batch);

    (void)context;
    for (size_t i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_init(&batch->judged.texts[i], SIZE_MAX);
    return batch;
}

static void batch_free(void *memory)
{
    struct batch *batch = memory;

    for (size_t i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_release(&batch->judged.texts[i]);
    instance_batch_release(&batch->instances);
    free(batch);
}

static void *thread_new(void *context)
{
    const struct validation_run *run = context;

    return instance_worker_new(run->schema, run->sink);
}

static void thread_free(void *context, void *worker)
{
    (void)context;
    instance_worker_free(worker);
}

static bool fill(void *context, void *batch, struct error *err)
{
    struct validation_run *run = context;

    (void)err; /* a file that cannot be read is a batch that says so, and the next one is read */
    return instance_reader_next(run->reader, &((struct batch *)batch)->instances);
}

static void work(void *context, void *worker, void *memory)
{
    struct batch *batch = memory;

    (void)context;
    instance_worker_batch(worker, &batch->instances, &batch->judged);
}

static bool tell(void *context, void *memory, struct error *err)
{
    const struct validation_run *run = context;
    const struct batch *batch = memory;
    struct validation_part part = {.file = batch->instances.file,
                                   .last = batch->instances.last,
                                   .counts = batch->judged.counts};

    for (size_t i = 0; i < VALIDATION_TEXTS; i++)
        part.texts[i] = strbuf_str(&batch->judged.texts[i]);
    return run->sink->take(run->sink->context, &part, err);
}

bool validate_instances(const struct schema *schema, const struct instance_settings *instances,
                        size_t threads, const struct validation_sink *sink, struct error *err)
{
    struct validation_run run = {
        .schema = schema, .reader = instance_reader_new(instances), .sink = sink};
    const struct workers workers = {.context = &run,
                                    .batch_new = batch_new,
                                    .batch_free = batch_free,
                                    .thread_new = thread_new,
                                    .thread_free = thread_free,
                                    .fill = fill,
                                    .work = work,
                                    .tell = tell};
    bool done = workers_run(&workers, sink->trace ? 1 : threads, err);

    instance_reader_free(run.reader);
    return done;
}
