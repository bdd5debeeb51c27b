#include "run/validate.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/uri.h"
#include "base/vec.h"

struct validator {
    struct library *library;
    struct schema_set *set;
    const struct schema *schema;
    struct evaluator *evaluator;
    struct arena file_arena;     /* the bytes of one file */
    struct arena instance_arena; /* emptied after each instance */
    VEC(struct validation_failure) failures;
    size_t failures_more;
    struct str doubt;
    const struct validation_sink *sink; /* of the file being judged */
};

/* A file, or a meta-schema by its URI. */
static const struct document *load_schema(struct library *library, const char *path,
                                          struct error *err)
{
    struct str uri = uri_without_fragment(str_of(path), NULL);
    const struct document *metaschema = schema_metaschema(library_arena(library), uri);

    return metaschema ? metaschema : document_load(library, path, err);
}

struct validator *validator_new(const char *path, const struct schema_settings *settings,
                                const struct library_options *references, struct error *err)
{
    struct validator *validator = alloc_zeroed(1, sizeof *validator);
    struct schema_settings with_library = *settings;
    const struct document *document = NULL;

    arena_init(&validator->file_arena);
    arena_init(&validator->instance_arena);
    validator->library = library_new(references);
    with_library.library = validator->library;
    validator->set = schema_set_new(&with_library);
    validator->evaluator = evaluator_new();
    if (library_options_check(references, err))
        document = load_schema(validator->library, path, err);
    if (document)
        validator->schema = schema_compile(validator->set, document->root, err);
    if (!validator->schema) {
        validator_free(validator);
        return NULL;
    }
    return validator;
}

void validator_free(struct validator *validator)
{
    if (!validator)
        return;
    VEC_RELEASE(&validator->failures);
    evaluator_free(validator->evaluator);
    schema_set_free(validator->set);
    library_free(validator->library);
    arena_release(&validator->instance_arena);
    arena_release(&validator->file_arena);
    free(validator);
}

static void note_failure(void *context, const struct schema_failure *failure)
{
    struct validator *validator = context;
    struct arena *arena = &validator->instance_arena;
    struct position place = node_position(failure->place);

    if (validator->failures.count == INSTANCE_MAX_FAILURES) {
        validator->failures_more++;
        return;
    }
    VEC_ADD(&validator->failures,
            ((struct validation_failure){
                .pointer = node_pointer(arena, failure->instance),
                .position = node_position(failure->instance),
                .keyword = failure->keyword,
                .schema =
                    str_format(arena, "%.*s:%zu:%zu", STR_ARGS(node_document(failure->place)->file),
                               place.line, place.column),
                .message = str_copy(arena, failure->message),
                .path = str_copy(arena, failure->path)}));
}

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    struct validator *validator = context;
    struct position place = node_position(doubt->place);

    if (!validator->doubt.text)
        validator->doubt = str_format(&validator->instance_arena, "%.*s:%zu:%zu: %.*s",
                                      STR_ARGS(node_document(doubt->place)->file), place.line,
                                      place.column, STR_ARGS(doubt->reason));
}

static void note_step(void *context, struct str line)
{
    struct validator *validator = context;

    validator->sink->trace(validator->sink->context, line);
}

/* Which instance the steps that follow are of. */
static void trace_instance(struct validator *validator, struct str file, size_t line)
{
    if (line)
        note_step(validator,
                  str_format(&validator->instance_arena, "%.*s line %zu", STR_ARGS(file), line));
    else
        note_step(validator, file);
}

static const struct document *read_instance(struct arena *arena, struct str file, struct str text,
                                            bool yaml, struct read_failure *failure)
{
    return yaml ? yaml_read(arena, file, text, failure) : json_read(arena, file, text, failure);
}

/* YAML by its name; everything else is JSON. */
static bool is_yaml(struct str file)
{
    return str_ends_with(file, STR(".yaml")) || str_ends_with(file, STR(".yml"));
}

static void validate_text(struct validator *validator, struct str file, size_t line,
                          struct str text, const struct validation_sink *sink)
{
    struct arena *arena = &validator->instance_arena;
    struct validation result = {.file = file, .line = line, .verdict = SCHEMA_UNKNOWN};
    struct read_failure failure = {0};
    const struct schema_question question = {.failure = note_failure,
                                             .doubt = note_doubt,
                                             .trace = sink->trace ? note_step : NULL,
                                             .context = validator};
    const struct document *document;

    arena_clear(arena);
    validator->failures.count = 0;
    validator->failures_more = 0;
    validator->doubt = STR_NONE;
    document = read_instance(arena, file, text, is_yaml(file), &failure);
    if (!document) {
        result.unreadable = str_format(arena, "%zu:%zu: %s", line ? line : failure.line,
                                       failure.column, failure.message);
    } else {
        if (sink->trace)
            trace_instance(validator, file, line);
        result.verdict =
            schema_evaluate(validator->evaluator, validator->schema, document->root, NULL);
        if (result.verdict != SCHEMA_VALID || sink->trace) /* only what failed runs twice */
            schema_evaluate(validator->evaluator, validator->schema, document->root, &question);
    }
    result.failures = validator->failures.items;
    result.failure_count = validator->failures.count;
    result.failures_more = validator->failures_more;
    result.doubt = validator->doubt;
    sink->result(sink->context, &result);
}

static void validate_lines(struct validator *validator, struct str file, struct str text,
                           const struct validation_sink *sink)
{
    size_t line = 0;

    while (text.text) {
        struct str instance = str_cut(&text, '\n');

        line++;
        if (str_trim(instance).length)
            validate_text(validator, file, line, instance, sink);
    }
}

void validate_file(struct validator *validator, const char *path,
                   const struct validation_sink *sink)
{
    struct str file = str_of(path);
    struct error err = {0};
    struct str text;

    validator->sink = sink;
    arena_clear(&validator->file_arena);
    if (!file_read(&validator->file_arena, path, INSTANCE_MAX_BYTES, &text, &err)) {
        const struct validation result = {
            .file = file, .verdict = SCHEMA_UNKNOWN, .unreadable = str_of(err.message)};

        sink->result(sink->context, &result);
        return;
    }
    if (str_ends_with(file, STR(".ndjson")) || str_ends_with(file, STR(".jsonl")))
        validate_lines(validator, file, text, sink);
    else
        validate_text(validator, file, 0, text, sink);
}
