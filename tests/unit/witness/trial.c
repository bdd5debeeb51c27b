#include "trial.h"

#include <stdio.h>
#include <time.h>

#include "base/strbuf.h"
#include "schema/dialect.h"

static const char *const fault_names[TRIAL_FAULTS] = {
    [TRIAL_RIGHT] = "right",   [TRIAL_NO_SCHEMA] = "no-schema", [TRIAL_WRONG_NONE] = "wrong-none",
    [TRIAL_MISSED] = "missed", [TRIAL_INVALID] = "invalid",     [TRIAL_UNSURE] = "unsure",
    [TRIAL_TWICE] = "twice",   [TRIAL_DISAGREES] = "disagrees"};

static const struct {
    const char *name;
    size_t schemas;
    bool negated; /* the last schema */
} ways[TRIAL_WAYS] = {[TRIAL_IN] = {"in", 1, false},
                      [TRIAL_OUT] = {"out", 1, true},
                      [TRIAL_BOTH] = {"both", 2, false},
                      [TRIAL_APART] = {"apart", 2, true}};

const char *trial_fault_name(enum trial_fault fault)
{
    return fault_names[fault];
}

/* A trial under way. */
struct running {
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    struct witness *witness;
    const struct schema *schemas[2];
    struct witness_term terms[2];
    size_t count;
    const struct node *found[TRIAL_VALUES];
    struct trial_result *result;
};

static bool fail(struct running *running, enum trial_fault fault, const struct node *value)
{
    struct strbuf text;

    running->result->fault = fault;
    strbuf_init(&text, sizeof running->result->detail - 1);
    if (value)
        node_write(value, &text);
    snprintf(running->result->detail, sizeof running->result->detail, "%.*s",
             STR_ARGS(strbuf_str(&text)));
    strbuf_release(&text);
    return false;
}

/* SCHEMA_VALID: the value is in the set that is asked for. */
static enum schema_verdict judge(struct running *running, const struct trial *trial,
                                 const struct node *value)
{
    struct schema_question question = {.direction = trial->settings.direction};
    enum schema_verdict all = SCHEMA_VALID;

    for (size_t i = 0; i < running->count; i++) {
        enum schema_verdict verdict =
            schema_evaluate(running->evaluator, running->schemas[i], value, &question);

        if (verdict == SCHEMA_UNKNOWN)
            all = SCHEMA_UNKNOWN;
        else if ((verdict == SCHEMA_VALID) == running->terms[i].negated)
            return SCHEMA_INVALID;
    }
    return all;
}

static bool compile(struct running *running, const struct trial *trial)
{
    running->count = ways[trial->way].schemas;
    for (size_t i = 0; i < running->count; i++) {
        struct read_failure failure;
        struct error err = {0};
        const struct document *document =
            json_read(&running->arena, STR("schema.json"), trial->schemas[i], &failure);

        running->schemas[i] = document ? schema_compile(running->set, document->root, &err) : NULL;
        if (!running->schemas[i])
            return fail(running, TRIAL_NO_SCHEMA, NULL);
        running->terms[i] =
            (struct witness_term){.block = program_entry(running->schemas[i]),
                                  .negated = ways[trial->way].negated && i == running->count - 1};
    }
    return true;
}

/* Is the value, or one that equals it, among the first `count` that were found? */
static bool was_found(const struct running *running, unsigned count, const struct node *value)
{
    for (unsigned i = 0; i < count; i++)
        if (node_equal(running->found[i], value))
            return true;
    return false;
}

/* After "no more": there is none in the universe either. */
static bool is_complete(struct running *running, const struct trial *trial,
                        const struct node *values)
{
    unsigned found = running->result->values;

    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        if (judge(running, trial, value) == SCHEMA_VALID && !was_found(running, found, value))
            return fail(running, found ? TRIAL_MISSED : TRIAL_WRONG_NONE, value);
    return true;
}

static double microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static bool take(struct running *running, const struct trial *trial, const struct node *value)
{
    unsigned place = running->result->values;
    enum schema_verdict verdict = judge(running, trial, value);

    if (verdict != SCHEMA_VALID)
        return fail(running, verdict == SCHEMA_UNKNOWN ? TRIAL_UNSURE : TRIAL_INVALID, value);
    if (was_found(running, place, value))
        return fail(running, TRIAL_TWICE, value);
    running->found[running->result->values++] = value;
    return true;
}

static void ask(struct running *running, const struct trial *trial, const struct node *values)
{
    struct trial_result *result = running->result;
    double start = microseconds();
    const struct witness_question *question =
        witness_ask(running->witness, running->terms, running->count);
    enum witness_answer answer = WITNESS_VALUE;

    for (unsigned n = 0; n < TRIAL_VALUES && answer == WITNESS_VALUE; n++) {
        enum witness_reason reason = WITNESS_NO_REASON;
        const struct node *value = NULL;

        answer = witness_find(running->witness, question, n, &value, &reason);
        if (n == 0) {
            result->microseconds = microseconds() - start;
            result->answer = answer;
            result->reason = reason;
        }
        if (answer == WITNESS_UNDECIDED && reason == WITNESS_DISAGREEMENT)
            fail(running, TRIAL_DISAGREES, NULL);
        if (answer == WITNESS_VALUE && !take(running, trial, value))
            return;
    }
    if (answer == WITNESS_NONE)
        is_complete(running, trial, values);
}

void trial_run(const struct trial *trial, const struct node *values, struct trial_result *result)
{
    struct schema_settings settings = {.dialect = trial->dialect, .formats = FORMATS_ERROR};
    struct running running = {.result = result};

    *result = (struct trial_result){.fault = TRIAL_RIGHT, .answer = WITNESS_UNDECIDED};
    arena_init(&running.arena);
    running.set = schema_set_new(&settings);
    running.evaluator = evaluator_new();
    running.witness = witness_new(&trial->settings);
    if (compile(&running, trial))
        ask(&running, trial, values);
    witness_free(running.witness);
    evaluator_free(running.evaluator);
    schema_set_free(running.set);
    arena_release(&running.arena);
}

struct str trial_text(struct arena *arena, const struct trial *trial)
{
    const char *separator = ways[trial->way].schemas > 1 ? "  " : "";

    return str_format(arena, "%s %s %.*s%s%.*s", dialect_row(trial->dialect)->name,
                      ways[trial->way].name, STR_ARGS(trial->schemas[0]), separator,
                      *separator ? (int)trial->schemas[1].length : 0,
                      *separator ? trial->schemas[1].text : "");
}
