#include "source/source_batch.h"

void source_batch_init(struct source_batch *batch)
{
    *batch = (struct source_batch){0};
    arena_init(&batch->arena);
}

void source_batch_release(struct source_batch *batch)
{
    VEC_RELEASE(&batch->records);
    arena_release(&batch->arena);
}

/* The texts move into the batch; a context that the record before has as well is kept once. */
static void keep_texts(struct source_batch *batch, struct record *record)
{
    const struct batch_record *before =
        batch->records.count ? &batch->records.items[batch->records.count - 1] : NULL;

    batch->bytes += record->text.length;
    record->text = str_copy(&batch->arena, record->text);
    record->lasting = true;
    if (before && before->record.context_number == record->context_number)
        record->context = before->record.context;
    else
        record->context = str_copy(&batch->arena, record->context);
}

static bool add_next(struct source_batch *batch, struct source *source)
{
    struct error problem = {0};
    struct batch_record next = {.outcome = RECORD_END};

    next.outcome = source_cut(source, &next.record, &problem);
    if (next.outcome == RECORD_END)
        return false;
    next.index = source->index ? source->index - 1 : 0;
    if (next.outcome == RECORD_GOT)
        keep_texts(batch, &next.record);
    else
        next.problem = str_copy(&batch->arena, str_of(problem.message));
    VEC_ADD(&batch->records, next);
    return next.outcome != RECORD_FAILED;
}

bool source_batch_fill(struct source_batch *batch, struct source *source)
{
    arena_clear(&batch->arena);
    batch->source = source;
    batch->records.count = 0;
    batch->bytes = 0;
    while (batch->records.count < BATCH_RECORDS && batch->bytes < BATCH_BYTES)
        if (!add_next(batch, source))
            break;
    return batch->records.count > 0;
}
