#include "validate/instance_judge.h"

#include <stdlib.h>

#include "validate/yaml_stream.h"

struct instance_judge {
    const struct schema *schema;
    const struct validation_sink *sink;
    struct evaluator *evaluator;
    struct arena arena; /* emptied after each instance */
    struct judged_part *part;

    /* Of the instance at hand. */
    size_t lines_before; /* in the file, of its text: positions begin there */
    VEC(struct validation_failure) failures;
    size_t failures_more, told_bytes;
    bool warned;
    struct str doubt;
};

struct instance_judge *instance_judge_new(const struct schema *schema,
                                          const struct validation_sink *sink)
{
    struct instance_judge *judge = alloc_zeroed(1, sizeof *judge);

    judge->schema = schema;
    judge->sink = sink;
    judge->evaluator = evaluator_new();
    arena_init(&judge->arena);
    return judge;
}

void instance_judge_free(struct instance_judge *judge)
{
    evaluator_free(judge->evaluator);
    arena_release(&judge->arena);
    VEC_RELEASE(&judge->failures);
    free(judge);
}

/* ---- what the evaluation tells ---- */

static void note_failure(void *context, const struct schema_failure *failure)
{
    struct instance_judge *judge = context;
    struct arena *arena = &judge->arena;
    struct position place = node_position(failure->place);
    struct validation_failure note = {.position = node_position(failure->instance),
                                      .keyword = failure->keyword,
                                      .warning = failure->warning};

    judge->warned = judge->warned || failure->warning;
    if (judge->failures.count == INSTANCE_MAX_FAILURES ||
        judge->told_bytes > INSTANCE_MAX_TOLD_BYTES) {
        judge->failures_more++;
        return;
    }
    note.position.line += judge->lines_before;
    note.pointer = node_pointer(arena, failure->instance);
    note.schema = str_format(arena, "%.*s:%zu:%zu", STR_ARGS(node_file(failure->place)), place.line,
                             place.column);
    note.message = str_copy(arena, schema_failure_message(failure));
    note.path = str_copy(arena, schema_failure_path(failure));
    judge->told_bytes += note.pointer.length + note.message.length + note.path.length;
    VEC_ADD(&judge->failures, note);
}

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    struct instance_judge *judge = context;
    struct position place = node_position(doubt->place);

    if (!judge->doubt.text)
        judge->doubt =
            str_format(&judge->arena, "%.*s:%zu:%zu: %.*s", STR_ARGS(node_file(doubt->place)),
                       place.line, place.column, STR_ARGS(doubt->reason));
}

static void note_step(void *context, struct str line)
{
    const struct instance_judge *judge = context;

    judge->sink->trace(judge->sink->context, line);
}

/* Which instance the steps that follow are of. */
static void trace_instance(struct instance_judge *judge, const struct validation *instance)
{
    struct arena *arena = &judge->arena;
    struct str name = instance->file;

    if (instance->line)
        name = str_format(arena, "%.*s line %zu", STR_ARGS(name), instance->line);
    else if (instance->document)
        name = str_format(arena, "%.*s document %zu", STR_ARGS(name), instance->document);
    note_step(judge, name);
}

/* ---- one instance ---- */

/* Only of what has something to tell the details are asked for. */
static bool has_details(const struct instance_judge *judge, enum schema_verdict verdict)
{
    return judge->sink->trace ||
           (judge->sink->write && (verdict != SCHEMA_VALID || evaluator_warned(judge->evaluator)));
}

static void evaluate(struct instance_judge *judge, const struct node *root,
                     struct validation *result)
{
    const struct schema_question question = {.failure = note_failure,
                                             .doubt = note_doubt,
                                             .trace = judge->sink->trace ? note_step : NULL,
                                             .context = judge};

    result->verdict = schema_evaluate(judge->evaluator, judge->schema, root, NULL);
    judge->warned = evaluator_warned(judge->evaluator);
    if (!has_details(judge, result->verdict))
        return;
    if (judge->sink->trace)
        trace_instance(judge, result);
    schema_evaluate(judge->evaluator, judge->schema, root, &question);
}

static void count(struct judged_part *part, const struct validation *result)
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

static void pass_on(struct instance_judge *judge, struct validation *result)
{
    result->failures = judge->failures.items;
    result->failure_count = judge->failures.count;
    result->failures_more = judge->failures_more;
    result->warned = judge->warned;
    result->doubt = judge->doubt;
    count(judge->part, result);
    if (judge->sink->write)
        judge->sink->write(judge->sink->context, result, judge->part->texts);
}

static void clear(struct instance_judge *judge)
{
    arena_clear(&judge->arena);
    judge->failures.count = 0;
    judge->failures_more = judge->told_bytes = 0;
    judge->warned = false;
    judge->doubt = STR_NONE;
}

static void set_unreadable(const struct instance_judge *judge, const struct read_failure *failure,
                           struct validation *result)
{
    result->unreadable = str_of(failure->message);
    result->unreadable_at = (struct position){
        result->line ? result->line : failure->line + judge->lines_before, failure->column};
}

static void judge_text(struct instance_judge *judge, struct str text, bool yaml,
                       struct validation result)
{
    struct read_failure failure; /* large, and nothing in it without a failure */
    const struct document *document;

    clear(judge);
    document = yaml ? yaml_read(&judge->arena, result.file, text, &failure)
                    : json_read(&judge->arena, result.file, text, &failure);
    if (document)
        evaluate(judge, document->root, &result);
    else
        set_unreadable(judge, &failure, &result);
    pass_on(judge, &result);
}

/* ---- a batch ---- */

static void judge_lines(struct instance_judge *judge, const struct instance_batch *batch)
{
    struct validation instance = {.file = batch->file, .verdict = SCHEMA_UNKNOWN};

    for (size_t i = 0; i < batch->lines.count; i++) {
        instance.line = batch->first_line + i;
        if (str_trim(batch->lines.items[i]).length)
            judge_text(judge, batch->lines.items[i], false, instance);
    }
}

static void judge_documents(struct instance_judge *judge, const struct instance_batch *batch)
{
    struct str rest = batch->text;
    size_t line = 0;
    struct str text = yaml_stream_next(&rest, &line);
    size_t next_line = line;
    bool several;

    judge->lines_before = 0;
    for (size_t number = 1; text.text; number++) {
        struct str next = yaml_stream_next(&rest, &next_line);

        several = number > 1 || next.text;
        judge_text(judge, text, true,
                   (struct validation){.file = batch->file,
                                       .document = several ? number : 0,
                                       .verdict = SCHEMA_UNKNOWN});
        judge->lines_before = line;
        line = next_line;
        text = next;
    }
    judge->lines_before = 0;
}

/* The file could not be read, or not to its end. */
static void judge_unreadable(struct instance_judge *judge, const struct instance_batch *batch)
{
    clear(judge);
    pass_on(judge, &(struct validation){.file = batch->file,
                                        .verdict = SCHEMA_UNKNOWN,
                                        .unreadable = str_of(batch->unreadable.message)});
}

void instance_judge_batch(struct instance_judge *judge, const struct instance_batch *batch,
                          struct judged_part *part)
{
    judge->part = part;
    part->counts = (struct validation_counts){0};
    for (size_t i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_clear(&part->texts[i]);
    if (batch->format == INSTANCE_LINES)
        judge_lines(judge, batch);
    else if (batch->format == INSTANCE_YAML && !batch->unreadable.raised)
        judge_documents(judge, batch);
    else if (!batch->unreadable.raised)
        judge_text(judge, batch->text, false,
                   (struct validation){.file = batch->file, .verdict = SCHEMA_UNKNOWN});
    if (batch->unreadable.raised)
        judge_unreadable(judge, batch);
}
