/* Random trials for as long as one likes, and random schemas for others. */
#include "measure.h"

#include <stdlib.h>

#include "../unit/witness/random_schema.h"
#include "../unit/witness/trial.h"
#include "../unit/witness/universe.h"
#include "schema/dialect.h"

enum { MAX_TOLD = 40, SLOW_MICROSECONDS = 50 * 1000 };

struct tally {
    unsigned answers[3], reasons[WITNESS_REASONS], faults[TRIAL_FAULTS], slow;
    double total;
};

static struct str make(struct arena *arena, struct chance *chance, enum schema_dialect dialect)
{
    struct strbuf text;
    struct str copy;

    strbuf_init(&text, SIZE_MAX);
    random_schema(chance, dialect, &text);
    copy = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return copy;
}

static void tell_fault(struct tally *tally, struct arena *arena, struct trial *trial,
                       const struct node *values, struct trial_result *result)
{
    if (tally->faults[result->fault] > MAX_TOLD)
        return;
    trial_reduce(arena, trial, values, result);
    printf("%s: %.*s: %s\n", trial_fault_name(result->fault), STR_ARGS(trial_text(arena, trial)),
           result->detail);
    fflush(stdout);
}

static void tell_undecided(struct tally *tally, struct arena *arena, const struct trial *trial,
                           const struct trial_result *result)
{
    if (++tally->reasons[result->reason] <= MAX_TOLD)
        printf("undecided, %s: %.*s\n", witness_reason_name(result->reason),
               STR_ARGS(trial_text(arena, trial)));
}

static void run(struct tally *tally, struct arena *arena, struct trial *trial,
                const struct node *values)
{
    struct trial_result result;

    trial_run(trial, values, &result);
    tally->faults[result.fault]++;
    if (result.fault == TRIAL_NO_SCHEMA)
        return;
    tally->answers[result.answer]++;
    tally->total += result.microseconds;
    if (result.fault != TRIAL_RIGHT)
        tell_fault(tally, arena, trial, values, &result);
    else if (result.answer == WITNESS_UNDECIDED)
        tell_undecided(tally, arena, trial, &result);
    if (result.microseconds > SLOW_MICROSECONDS && ++tally->slow <= MAX_TOLD)
        printf("slow, %.0f us: %.*s\n", result.microseconds, STR_ARGS(trial_text(arena, trial)));
}

static bool conclude(const struct tally *tally, const char *dialect)
{
    unsigned wrong = 0;

    for (enum trial_fault fault = TRIAL_WRONG_NONE; fault < TRIAL_FAULTS; fault++)
        wrong += tally->faults[fault];
    printf("%s: %u with a value, %u with none, %u undecided, %u no schemas, %u slow, %u wrong:",
           dialect, tally->answers[WITNESS_VALUE], tally->answers[WITNESS_NONE],
           tally->answers[WITNESS_UNDECIDED], tally->faults[TRIAL_NO_SCHEMA], tally->slow, wrong);
    for (enum trial_fault fault = TRIAL_WRONG_NONE; fault < TRIAL_FAULTS; fault++)
        printf(" %s %u", trial_fault_name(fault), tally->faults[fault]);
    printf("\n");
    return wrong == 0;
}

bool measure_random(const struct options *options, const char *name)
{
    struct tally tally = {0};
    struct chance chance = {.state = options->settings.seed};
    struct arena arena, own;
    const struct node *values;
    enum schema_dialect dialect;

    if (!schema_dialect_named(name, &dialect)) {
        fprintf(stderr, "witness: %s: no dialect\n", name);
        return false;
    }
    arena_init(&arena);
    arena_init(&own);
    values = universe(&own);
    for (unsigned i = 0; i < options->count; i++) {
        struct trial trial = {
            .dialect = dialect,
            .way = (enum trial_way)(i % TRIAL_WAYS),
            .settings = {.minimal = i % 8 < 4, .direction = (enum schema_direction)(i / 8 % 3)}};

        trial.schemas[0] = make(&arena, &chance, dialect);
        trial.schemas[1] = make(&arena, &chance, dialect);
        run(&tally, &arena, &trial, values);
        arena_clear(&arena);
    }
    arena_release(&own);
    arena_release(&arena);
    return conclude(&tally, name);
}

bool print_random(const struct options *options, const char *name)
{
    struct chance chance = {.state = options->settings.seed};
    enum schema_dialect dialect;
    struct arena arena;

    if (!schema_dialect_named(name, &dialect)) {
        fprintf(stderr, "witness: %s: no dialect\n", name);
        return false;
    }
    arena_init(&arena);
    for (unsigned i = 0; i < options->count; i++) {
        struct str schema = make(&arena, &chance, dialect);

        printf("%s{\"name\":\"%u\",\"schema\":%.*s}", i ? ",\n" : "[", i, STR_ARGS(schema));
        arena_clear(&arena);
    }
    puts(options->count ? "]" : "[]");
    arena_release(&arena);
    return true;
}
