/* oasdrift_generate: values of a schema, or a proof that it has none. */
#include <inttypes.h>

#include "base/strbuf.h"
#include "call/caller.h"
#include "call/generation.h"
#include "call/schema_mistakes.h"
#include "call/varied_values.h"
#include "call/witness_words.h"
#include "witness/conflict.h"

enum { GENERATE_MAX_VALUES = 1000 * 1000 }; /* of one call */

/* ---- the end ---- */

/* "multipleOf (FILE:LINE:COL), minimum (FILE:LINE:COL) and ... contradict each other". The types
   that the others speak of are left out. */
static void say_conflict(const struct oasdrift_terminal_options *terminal,
                         const struct witness_conflict *conflict)
{
    const struct program_step *shown[CONFLICT_MAX_SHOWN];
    size_t count = 0;
    struct strbuf text;

    if (conflict->circle_count) {
        caller_warn(terminal, "every value would contain another one without end");
        return;
    }
    for (size_t i = 0; i < conflict->count; i++)
        if (conflict->count <= 2 || conflict->type_tells || conflict->steps[i].op != OP_TYPE)
            shown[count++] = &conflict->steps[i];
    strbuf_init(&text, ERROR_MESSAGE_BYTES);
    for (size_t i = 0; i < count; i++) {
        struct position at = node_position(shown[i]->place);

        strbuf_add_text(&text, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        strbuf_add(&text, shown[i]->keyword.length ? shown[i]->keyword : STR("false"));
        strbuf_addf(&text, "%s (%.*s:%zu:%zu)", witness_step_beside(shown[i]),
                    STR_ARGS(node_file(shown[i]->place)), at.line, at.column);
    }
    caller_warn(terminal, "%.*s %s", STR_ARGS(strbuf_str(&text)),
                count > 1 ? "contradict each other" : "can never hold");
    strbuf_release(&text);
}

static int empty(const struct generation *generation)
{
    struct witness_conflict conflict;
    struct error line = {0};

    error_raise_node(&line, generation->schema.node, "nothing satisfies the schema: proved");
    caller_say(generation->terminal, line.message);
    if (witness_find_conflict(generation->witness, program_entry(generation->schema.schema),
                              &conflict) &&
        conflict.count && !conflict.on_purpose)
        say_conflict(generation->terminal, &conflict);
    return OASDRIFT_FINDINGS;
}

static int undecided(const struct generation *generation, enum witness_reason reason)
{
    const struct node *place = generation->schema.node;
    struct error asked = {0};

    if (generation->printed)
        error_raise_node(&asked, place, "whether the schema has more than %" PRIu64 " %s",
                         generation->printed, str_counted(generation->printed, "value", "values"));
    else
        error_raise_node(&asked, place, "whether anything satisfies the schema");
    witness_say_undecided(generation->terminal, asked.message, reason);
    return OASDRIFT_INCOMPLETE;
}

static int end_of_values(const struct generation *generation, enum witness_answer answer,
                         enum witness_reason reason)
{
    switch (answer) {
    case WITNESS_VALUE:
        return OASDRIFT_OK;
    case WITNESS_NONE:
        break;
    case WITNESS_UNDECIDED:
        return undecided(generation, reason);
    }
    if (!generation->printed)
        return empty(generation);
    caller_mention(generation->terminal, "that is all: the schema has %" PRIu64 " %s",
                   generation->printed, str_counted(generation->printed, "value", "values"));
    return OASDRIFT_OK;
}

/* ---- the values ---- */

static int print_values(struct generation *generation)
{
    const uint64_t wanted = generation->options->count ? generation->options->count : 1;
    enum witness_reason reason = WITNESS_NO_REASON;
    enum witness_answer answer = WITNESS_VALUE;
    struct varied_values varied;
    int code = OASDRIFT_OK;

    varied_values_init(&varied, generation->witness, program_entry(generation->schema.schema),
                       generation->options->seed);
    while (generation->printed < wanted && code == OASDRIFT_OK) {
        const struct node *value;

        if (caller_interrupts(generation->terminal))
            code = OASDRIFT_INTERRUPTED;
        else
            answer = varied_values_next(&varied, &value, &reason);
        if (code != OASDRIFT_OK || answer != WITNESS_VALUE)
            break;
        generation->printed++;
        if (!witness_print(value))
            break; /* who asked has seen enough; else the caller of the call tells */
    }
    varied_values_release(&varied);
    return code == OASDRIFT_OK ? end_of_values(generation, answer, reason) : code;
}

static enum schema_direction direction_of(const char *name)
{
    if (!name)
        return SCHEMA_ANY;
    return strcmp(name, "request") == 0 ? SCHEMA_REQUEST : SCHEMA_RESPONSE;
}

static int generate(struct generation *generation)
{
    const struct oasdrift_generate_options *options = generation->options;
    const struct witness_settings settings = {.direction = direction_of(options->direction),
                                              .seed = options->seed};
    int code;

    schema_mistakes_say(generation->terminal, &generation->schema);
    generation->witness = witness_new(&settings);
    code = options->boundary || options->invalid.count ? targeted_values(generation)
                                                       : print_values(generation);
    witness_free(generation->witness);
    return code;
}

/* ---- the call ---- */

static bool open_schema(struct generation *generation, const char *schema,
                        struct references *references, struct error *err)
{
    const struct oasdrift_generate_options *options = generation->options;
    const struct schema_choice choice = {.name = schema,
                                         .dialect = options->dialect,
                                         .description = &options->description,
                                         .formats = FORMATS_ERROR,
                                         .references = references};

    if (options->count > GENERATE_MAX_VALUES)
        return error_raise(err, "--count %" PRIu64 ": at most %d values are made", options->count,
                           GENERATE_MAX_VALUES);
    return chosen_schema_open(&generation->schema, &choice, err);
}

int oasdrift_generate(const char *schema, const struct oasdrift_generate_options *options)
{
    static const struct oasdrift_generate_options defaults;
    struct generation generation = {.options = options ? options : &defaults};
    struct references references = {0};
    struct file_uses uses;
    struct error err = {0};
    int code;

    options = generation.options;
    generation.terminal = &options->terminal;
    file_uses_init(&uses);
    if (references_init(&references, &options->description, &options->terminal, &uses, &err) &&
        open_schema(&generation, schema, &references, &err))
        code = generate(&generation);
    else
        code = caller_unusable(&options->terminal, &err);
    chosen_schema_release(&generation.schema);
    references_release(&references);
    file_uses_release(&uses);
    return code;
}
