/* oasdrift_includes: is every value of one schema a value of another? */
#include "call/caller.h"
#include "call/chosen_schema.h"
#include "call/schema_mistakes.h"
#include "call/witness_words.h"

enum {
    INCLUDES_REASONS_SHOWN = 10
}; /* why the other schema refuses the value; the rest is
      counted */

struct comparison {
    const char *narrow_name, *wide_name; /* as the caller has them */
    const struct oasdrift_includes_options *options;
    struct references references;
    struct chosen_schema narrow, wide;
};

/* ---- why a value is none of the other schema ---- */

struct refusal {
    const struct oasdrift_terminal_options *terminal;
    const struct node *value;
    struct arena arena;
    size_t count;
};

static void say_failure(void *context, const struct schema_failure *failure)
{
    struct refusal *refusal = context;
    struct str pointer, message;
    struct error line = {0};

    if (failure->warning || ++refusal->count > INCLUDES_REASONS_SHOWN)
        return;
    pointer = node_pointer(&refusal->arena, failure->instance);
    pointer = str_slice(pointer, node_pointer(&refusal->arena, refusal->value).length, SIZE_MAX);
    message = schema_failure_message(failure);
    error_raise_node(&line, failure->place, "%.*s%s%.*s [%.*s]", STR_ARGS(pointer),
                     pointer.length ? ": " : "", STR_ARGS(message), STR_ARGS(failure->keyword));
    caller_say(refusal->terminal, line.message);
}

static void say_refusal(const struct comparison *comparison, const struct node *value)
{
    struct refusal refusal = {.terminal = &comparison->options->terminal, .value = value};
    const struct schema_question question = {.failure = say_failure, .context = &refusal};
    struct evaluator *evaluator = evaluator_new();

    arena_init(&refusal.arena);
    schema_evaluate(evaluator, comparison->wide.schema, value, &question);
    if (refusal.count > INCLUDES_REASONS_SHOWN)
        caller_mention(refusal.terminal, "and %zu more", refusal.count - INCLUDES_REASONS_SHOWN);
    evaluator_free(evaluator);
    arena_release(&refusal.arena);
}

/* ---- the answer ---- */

static int included(const struct comparison *comparison, struct witness *witness)
{
    const struct witness_term term = {.block = program_entry(comparison->narrow.schema)};
    const struct node *value;

    caller_mention(&comparison->options->terminal, "every value of %s is a value of %s: proved",
                   comparison->narrow_name, comparison->wide_name);
    if (witness_find(witness, witness_ask(witness, &term, 1), 0, &value, NULL) == WITNESS_NONE)
        caller_warn(&comparison->options->terminal, "nothing satisfies %s: proved",
                    comparison->narrow_name);
    return OASDRIFT_OK;
}

static int undecided(const struct comparison *comparison, enum witness_reason reason)
{
    struct error asked = {0};

    error_raise(&asked, "whether every value of %s is a value of %s", comparison->narrow_name,
                comparison->wide_name);
    witness_say_undecided(&comparison->options->terminal, asked.message, reason);
    return OASDRIFT_INCOMPLETE;
}

static int answer(const struct comparison *comparison, struct witness *witness)
{
    const struct witness_term terms[] = {
        {.block = program_entry(comparison->narrow.schema)},
        {.block = program_entry(comparison->wide.schema), .negated = true}};
    enum witness_reason reason = WITNESS_NO_REASON;
    const struct node *value;

    switch (witness_find(witness, witness_ask(witness, terms, ARRAY_LENGTH(terms)), 0, &value,
                         &reason)) {
    case WITNESS_VALUE:
        witness_print(value);
        say_refusal(comparison, value);
        return comparison->options->exit_zero ? OASDRIFT_OK : OASDRIFT_FINDINGS;
    case WITNESS_NONE:
        return included(comparison, witness);
    case WITNESS_UNDECIDED:
        break;
    }
    return undecided(comparison, reason);
}

static int compare(const struct comparison *comparison)
{
    const struct witness_settings settings = {.direction = SCHEMA_ANY, .minimal = true};
    struct witness *witness = witness_new(&settings);
    int code = answer(comparison, witness);

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

static bool open_both(struct comparison *comparison, struct file_uses *uses, struct error *err)
{
    const struct oasdrift_includes_options *options = comparison->options;

    if (is_standard_input(comparison->narrow_name) && is_standard_input(comparison->wide_name))
        return error_raise(err, "standard input is read once: it cannot be both schemas");
    return references_init(&comparison->references, &options->description, &options->terminal, uses,
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
