#include "validate/instance_worker.h"

#include <stdlib.h>

#include "validate/yaml_stream.h"

struct instance_worker {
    const struct schema *schema;
    const struct validation_sink *sink;
    const struct validation_teller *teller; /* NULL: none */
    void *memory;                           /* of the teller */
    struct evaluator *evaluator;
    struct arena arena; /* emptied after each instance */
    struct validated_part *part;

    /* Of the instance at hand. */
    size_t lines_before; /* lines of the file before its text; added to positions */
    VEC(struct validation_failure) failures;
    size_t failures_more, told_bytes;
    bool warned;
    struct str doubt;
};

struct instance_worker *instance_worker_new(const struct schema *schema,
                                            const struct validation_sink *sink)
{
    struct instance_worker *worker = alloc_zeroed(1, sizeof *worker);

    worker->schema = schema;
    worker->sink = sink;
    worker->teller = sink->teller;
    if (worker->teller)
        worker->memory = worker->teller->memory_new(worker->teller->context);
    worker->evaluator = evaluator_new();
    arena_init(&worker->arena);
    return worker;
}

void instance_worker_free(struct instance_worker *worker)
{
    evaluator_free(worker->evaluator);
    if (worker->teller)
        worker->teller->memory_free(worker->memory);
    arena_release(&worker->arena);
    VEC_RELEASE(&worker->failures);
    free(worker);
}

/* ---- what the evaluation tells ---- */

static struct str told_message(struct instance_worker *worker, const struct schema_failure *failure)
{
    return worker->teller ? worker->teller->message(worker->memory, &worker->arena, failure)
                          : schema_failure_message(failure);
}

static struct str told_pointer(struct instance_worker *worker, const struct node *instance)
{
    struct str pointer = node_pointer(&worker->arena, instance);

    return worker->teller ? worker->teller->pointer(worker->memory, &worker->arena, pointer)
                          : pointer;
}

static void note_failure(void *context, const struct schema_failure *failure)
{
    struct instance_worker *worker = context;
    struct arena *arena = &worker->arena;
    struct position place = node_position(failure->place);
    struct validation_failure note = {.position = node_position(failure->instance),
                                      .keyword = failure->keyword,
                                      .warning = failure->warning};

    worker->warned = worker->warned || failure->warning;
    if (worker->failures.count == INSTANCE_MAX_FAILURES ||
        worker->told_bytes > INSTANCE_MAX_TOLD_BYTES) {
        worker->failures_more++;
        return;
    }
    note.position.line += worker->lines_before;
    note.pointer = told_pointer(worker, failure->instance);
    note.schema = str_format(arena, "%.*s:%zu:%zu", STR_ARGS(node_file(failure->place)), place.line,
                             place.column);
    note.message = str_copy(arena, told_message(worker, failure));
    note.path = str_copy(arena, schema_failure_path(failure));
    worker->told_bytes += note.pointer.length + note.message.length + note.path.length;
    VEC_ADD(&worker->failures, note);
}

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    struct instance_worker *worker = context;
    struct position place = node_position(doubt->place);

    if (!worker->doubt.text)
        worker->doubt =
            str_format(&worker->arena, "%.*s:%zu:%zu: %.*s", STR_ARGS(node_file(doubt->place)),
                       place.line, place.column, STR_ARGS(doubt->reason));
}

static void note_step(void *context, struct str line)
{
    const struct instance_worker *worker = context;

    worker->sink->trace(worker->sink->context, line);
}

/* Names the instance that the next steps are about. */
static void trace_instance(struct instance_worker *worker, const struct validation *instance)
{
    struct arena *arena = &worker->arena;
    struct str name = instance->file;

    if (instance->line)
        name = str_format(arena, "%.*s line %zu", STR_ARGS(name), instance->line);
    else if (instance->document)
        name = str_format(arena, "%.*s document %zu", STR_ARGS(name), instance->document);
    note_step(worker, name);
}

/* ---- one instance ---- */

/* Is there something to tell, so that the schema is evaluated again with details? */
static bool has_details(const struct instance_worker *worker, enum schema_verdict verdict)
{
    return worker->sink->trace || (worker->sink->write && (verdict != SCHEMA_VALID ||
                                                           evaluator_warned(worker->evaluator)));
}

static void evaluate(struct instance_worker *worker, const struct node *root,
                     struct validation *result)
{
    const struct schema_question question = {.failure = note_failure,
                                             .doubt = note_doubt,
                                             .trace = worker->sink->trace ? note_step : NULL,
                                             .context = worker};

    result->verdict = schema_evaluate(worker->evaluator, worker->schema, root, NULL);
    worker->warned = evaluator_warned(worker->evaluator);
    if (!has_details(worker, result->verdict))
        return;
    if (worker->sink->trace)
        trace_instance(worker, result);
    if (worker->teller)
        worker->teller->instance(worker->memory, &worker->arena, root);
    schema_evaluate(worker->evaluator, worker->schema, root, &question);
}

static void count(struct validated_part *part, const struct validation *result)
{
    if (result->unreadable.text)
        part->counts.unreadable++;
    else if (result->verdict == SCHEMA_VALID)
        part->counts.valid++;
    else if (result->verdict == SCHEMA_INVALID)
        part->counts.invalid++;
    else
        part->counts.not_checked++;
    part->counts.warned += result->verdict == SCHEMA_VALID && result->warned;
}

static void pass_on(struct instance_worker *worker, struct validation *result)
{
    result->failures = worker->failures.items;
    result->failure_count = worker->failures.count;
    result->failures_more = worker->failures_more;
    result->warned = worker->warned;
    result->doubt = worker->doubt;
    count(worker->part, result);
    if (worker->sink->write)
        worker->sink->write(worker->sink->context, result, worker->part->texts);
}

static void clear(struct instance_worker *worker)
{
    arena_clear(&worker->arena);
    worker->failures.count = 0;
    worker->failures_more = worker->told_bytes = 0;
    worker->warned = false;
    worker->doubt = STR_NONE;
}

static void set_unreadable(struct instance_worker *worker, const struct read_failure *failure,
                           struct validation *result)
{
    result->unreadable = str_of(failure->message);
    if (worker->teller)
        result->unreadable = worker->teller->unreadable(worker->memory, &worker->arena,
                                                        result->unreadable, failure->quote);
    result->unreadable_at = (struct position){
        result->line ? result->line : failure->line + worker->lines_before, failure->column};
}

static void judge_text(struct instance_worker *worker, struct str text, bool yaml,
                       struct validation result)
{
    struct read_failure failure; /* not zeroed: it is large, and filled only by a failure */
    const struct document *document;

    clear(worker);
    document = yaml ? yaml_read(&worker->arena, result.file, text, &failure)
                    : json_read(&worker->arena, result.file, text, &failure);
    if (document)
        evaluate(worker, document->root, &result);
    else
        set_unreadable(worker, &failure, &result);
    pass_on(worker, &result);
}

/* ---- a batch ---- */

static void judge_lines(struct instance_worker *worker, const struct instance_batch *batch)
{
    struct validation instance = {.file = batch->file, .verdict = SCHEMA_UNKNOWN};

    for (size_t i = 0; i < batch->lines.count; i++) {
        instance.line = batch->first_line + i;
        if (str_trim(batch->lines.items[i]).length)
            judge_text(worker, batch->lines.items[i], false, instance);
    }
}

static void judge_documents(struct instance_worker *worker, const struct instance_batch *batch)
{
    struct str rest = batch->text;
    size_t line = 0;
    struct str text = yaml_stream_next(&rest, &line);
    size_t next_line = line;
    bool several;

    worker->lines_before = 0;
    for (size_t number = 1; text.text; number++) {
        struct str next = yaml_stream_next(&rest, &next_line);

        several = number > 1 || next.text;
        judge_text(worker, text, true,
                   (struct validation){.file = batch->file,
                                       .document = several ? number : 0,
                                       .verdict = SCHEMA_UNKNOWN});
        worker->lines_before = line;
        line = next_line;
        text = next;
    }
    worker->lines_before = 0;
}

/* Tells that the file could not be read, or not to its end. */
static void judge_unreadable(struct instance_worker *worker, const struct instance_batch *batch)
{
    clear(worker);
    pass_on(worker, &(struct validation){.file = batch->file,
                                         .verdict = SCHEMA_UNKNOWN,
                                         .unreadable = str_of(batch->unreadable.message)});
}

void instance_worker_batch(struct instance_worker *worker, const struct instance_batch *batch,
                           struct validated_part *part)
{
    worker->part = part;
    part->counts = (struct validation_counts){0};
    for (size_t i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_clear(&part->texts[i]);
    if (batch->format == INSTANCE_LINES)
        judge_lines(worker, batch);
    else if (batch->format == INSTANCE_YAML && !batch->unreadable.raised)
        judge_documents(worker, batch);
    else if (!batch->unreadable.raised)
        judge_text(worker, batch->text, false,
                   (struct validation){.file = batch->file, .verdict = SCHEMA_UNKNOWN});
    if (batch->unreadable.raised)
        judge_unreadable(worker, batch);
}
