#include "run/shown_coverage.h"

#include "observe/undocumented_names.h"

/* A copy whose schemas may be changed. */
static struct coverage_schema *copy_schemas(struct arena *arena, struct event_coverage *copy,
                                            const struct event_coverage *coverage)
{
    struct coverage_schema *schemas =
        ARENA_ARRAY(arena, struct coverage_schema, coverage->schema_count + 1);

    *copy = *coverage;
    copy->schemas = schemas;
    for (size_t i = 0; i < coverage->schema_count; i++)
        schemas[i] = coverage->schemas[i];
    return schemas;
}

static bool has_secret(const struct redaction *redaction, struct arena *arena,
                       const struct coverage_schema *schema)
{
    for (size_t i = 0; i < schema->undocumented_count; i++)
        if (!str_equal(redact_text(redaction, arena, schema->undocumented[i].name),
                       schema->undocumented[i].name))
            return true;
    return false;
}

/* Names that are one without their secrets are one. */
static void redact_schema(const struct redaction *redaction, struct arena *arena,
                          struct coverage_schema *schema)
{
    struct undocumented_names names = {0};

    for (size_t i = 0; i < schema->undocumented_count; i++) {
        struct coverage_undocumented undocumented = schema->undocumented[i];

        undocumented.name = redact_text(redaction, arena, undocumented.name);
        undocumented_names_add(&names, arena, &undocumented);
    }
    schema->undocumented = names.items;
    schema->undocumented_count = names.count;
}

const struct event_coverage *coverage_redacted(const struct redaction *redaction,
                                               struct arena *arena,
                                               const struct event_coverage *coverage)
{
    struct event_coverage *redacted = NULL;
    struct coverage_schema *schemas = NULL;

    for (size_t i = 0; i < coverage->schema_count; i++) {
        if (!has_secret(redaction, arena, &coverage->schemas[i]))
            continue;
        if (!redacted) {
            redacted = ARENA_NEW(arena, struct event_coverage);
            schemas = copy_schemas(arena, redacted, coverage);
        }
        redact_schema(redaction, arena, &schemas[i]);
    }
    return redacted ? redacted : coverage;
}

const struct event_coverage *coverage_without_names(struct arena *arena,
                                                    const struct event_coverage *coverage)
{
    struct event_coverage *shown = ARENA_NEW(arena, struct event_coverage);
    struct coverage_schema *schemas = copy_schemas(arena, shown, coverage);

    for (size_t i = 0; i < coverage->schema_count; i++)
        schemas[i].undocumented_count = 0;
    return shown;
}
