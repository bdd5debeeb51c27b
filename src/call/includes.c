/* oasdrift_includes: is every value of one schema a value of another? */
#include "call/caller.h"
#include "call/chosen_schema.h"
#include "call/inclusion.h"
#include "call/schema_mistakes.h"
#include "report/reports.h"

enum { READABLE_MAX_STEPS = 50 * 1000 }; /* for a counterexample that reads well */

struct comparison {
    const char *narrow_name, *wide_name; /* as the caller has them */
    const struct oasdrift_includes_options *options;
    struct references references;
    struct chosen_schema narrow, wide;
};

/* ---- the answer ---- */

static bool is_empty(struct witness *witness, const struct schema *schema)
{
    const struct witness_term term = {.block = program_entry(schema)};
    const struct node *value;

    return witness_find(witness, witness_ask(witness, &term, 1), 0, &value, NULL) == WITNESS_NONE;
}

static struct inclusion ask(const struct comparison *comparison, struct witness *witness)
{
    const struct witness_term terms[] = {
        {.block = program_entry(comparison->narrow.schema)},
        {.block = program_entry(comparison->wide.schema), .negated = true}};
    struct inclusion inclusion = {.narrow_name = comparison->narrow_name,
                                  .wide_name = comparison->wide_name,
                                  .wide = comparison->wide.schema};

    inclusion.answer = witness_find(witness, witness_ask(witness, terms, ARRAY_LENGTH(terms)), 0,
                                    &inclusion.value, &inclusion.reason);
    inclusion.narrow_is_empty =
        inclusion.answer == WITNESS_NONE && is_empty(witness, comparison->narrow.schema);
    return inclusion;
}

/* A value that reads like one of generate's, where it is not much larger than the least one. */
static bool find_readable(const struct comparison *comparison, struct witness *witness,
                          struct inclusion *inclusion)
{
    enum { TIMES = 4, SMALL_BYTES = 200 };
    const struct witness_term terms[] = {
        {.block = program_entry(comparison->narrow.schema)},
        {.block = program_entry(comparison->wide.schema), .negated = true}};
    const struct node *value;
    size_t most = TIMES * node_document(inclusion->value)->source.length;

    if (witness_find(witness, witness_ask(witness, terms, ARRAY_LENGTH(terms)), 0, &value, NULL) !=
            WITNESS_VALUE ||
        node_document(value)->source.length > (most > SMALL_BYTES ? most : SMALL_BYTES))
        return false;
    inclusion->value = value;
    return true;
}

static int exit_code(const struct comparison *comparison, enum witness_answer answer)
{
    switch (answer) {
    case WITNESS_VALUE:
        return comparison->options->exit_zero ? OASDRIFT_OK : OASDRIFT_FINDINGS;
    case WITNESS_NONE:
        return OASDRIFT_OK;
    case WITNESS_UNDECIDED:
        break;
    }
    return OASDRIFT_INCOMPLETE;
}

static int compare(const struct comparison *comparison)
{
    const struct witness_settings settings = {.direction = SCHEMA_ANY, .minimal = true};
    const struct oasdrift_terminal_options *terminal = &comparison->options->terminal;
    const struct witness_settings readable = {.direction = SCHEMA_ANY,
                                              .max_steps = READABLE_MAX_STEPS};
    struct witness *witness = witness_new(&settings), *reading = witness_new(&readable);
    struct inclusion inclusion = ask(comparison, witness);
    int code = exit_code(comparison, inclusion.answer);
    struct error err = {0};

    if (inclusion.answer == WITNESS_VALUE)
        find_readable(comparison, reading, &inclusion);
    if (!comparison->options->report)
        inclusion_tell(&inclusion, terminal);
    else if (!inclusion_report(&inclusion, comparison->options->report, &err))
        code = caller_unusable(terminal, &err);
    witness_free(reading);
    witness_free(witness);
    return code;
}

/* ---- the call ---- */

static bool is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0 || str_starts_with(str_of(name), STR("-#"));
}

static bool open_schema(struct comparison *comparison, const char *name,
                        struct chosen_schema *schema, struct error *err)
{
    const struct oasdrift_includes_options *options = comparison->options;
    const struct schema_choice choice = {.name = name,
                                         .dialect = options->dialect,
                                         .description = &options->description,
                                         .formats = FORMATS_ERROR,
                                         .references = &comparison->references};

    if (!chosen_schema_open(schema, &choice, err))
        return false;
    schema_mistakes_say(&options->terminal, schema);
    return true;
}

/* What is read is no place for the report. */
static bool tell_report(const char *report, struct file_uses *uses, struct error *err)
{
    return !report || file_uses_add(uses, "report", report, report_path(report), err);
}

static bool open_both(struct comparison *comparison, struct file_uses *uses, struct error *err)
{
    const struct oasdrift_includes_options *options = comparison->options;

    if (is_standard_input(comparison->narrow_name) && is_standard_input(comparison->wide_name))
        return error_raise(err, "standard input is read once: it cannot be both schemas");
    return tell_report(options->report, uses, err) &&
           references_init(&comparison->references, &options->description, &options->terminal, uses,
                           err) &&
           open_schema(comparison, comparison->narrow_name, &comparison->narrow, err) &&
           open_schema(comparison, comparison->wide_name, &comparison->wide, err);
}

int oasdrift_includes(const char *narrow, const char *wide,
                      const struct oasdrift_includes_options *options)
{
    static const struct oasdrift_includes_options defaults;
    struct comparison comparison = {
        .narrow_name = narrow, .wide_name = wide, .options = options ? options : &defaults};
    struct file_uses uses;
    struct error err = {0};
    int code;

    file_uses_init(&uses);
    if (open_both(&comparison, &uses, &err))
        code = compare(&comparison);
    else
        code = caller_unusable(&comparison.options->terminal, &err);
    chosen_schema_release(&comparison.narrow);
    chosen_schema_release(&comparison.wide);
    references_release(&comparison.references);
    file_uses_release(&uses);
    return code;
}
