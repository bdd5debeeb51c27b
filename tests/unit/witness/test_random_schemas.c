/* Random schemas: what the engine says of them cannot be shown to be wrong. `witness random` (see
   tests/witness/) does the same for as long as one likes. */
#include <stdio.h>

#include "random_schema.h"
#include "trial.h"
#include "unit.h"
#include "universe.h"

enum { TRIALS = 50, COPIES = 20, COPY_STEPS = 10, SEEDS = 10, MAX_UNDECIDED = 5 };

static const enum schema_dialect dialects[] = {DIALECT_2020_12, DIALECT_2019_09, DIALECT_DRAFT7,
                                               DIALECT_DRAFT6,  DIALECT_DRAFT4,  DIALECT_OAS20,
                                               DIALECT_OAS30,   DIALECT_OAS31,   DIALECT_OAS32};

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

static void run(struct arena *arena, struct trial *trial, const struct node *values,
                unsigned *undecided)
{
    struct trial_result result;

    trial_run(trial, values, &result);
    if (result.fault > TRIAL_NO_SCHEMA) {
        trial_reduce(arena, trial, values, &result);
        ck_abort_msg("%s: %.*s: %s", trial_fault_name(result.fault),
                     STR_ARGS(trial_text(arena, trial)), result.detail);
    }
    *undecided += result.fault == TRIAL_RIGHT && result.answer == WITNESS_UNDECIDED;
}

/* Each row is a dialect and a seed. */
START_TEST(cannot_be_refuted)
{
    enum schema_dialect dialect = dialects[(size_t)_i / SEEDS];
    struct chance chance = {.state = (uint64_t)_i % SEEDS};
    unsigned undecided = 0;
    struct arena arena;
    const struct node *values;

    arena_init(&arena);
    values = universe(&arena);
    for (unsigned i = 0; i < TRIALS; i++) {
        struct trial trial = {
            .dialect = dialect,
            .way = (enum trial_way)(i % TRIAL_WAYS),
            .settings = {.minimal = i % 8 < 4, .direction = (enum schema_direction)(i / 8 % 3)},
            .schemas = {make(&arena, &chance, dialect), make(&arena, &chance, dialect)}};

        run(&arena, &trial, values, &undecided);
    }
    arena_release(&arena);
    ck_assert_msg(undecided <= MAX_UNDECIDED, "row %d: %u of %d are undecided", _i, undecided,
                  TRIALS);
}
END_TEST

/* What random schemas showed to be wrong, once. Asked for a request. */
static const struct {
    enum schema_dialect dialect;
    enum trial_way way;
    const char *schemas[2];
    enum witness_answer answer;
} shown[] = {
    /* what the one lets off, the other asks for: {} */
    {DIALECT_OAS30,
     TRIAL_APART,
     {"{\"required\":[\"b\"],\"additionalProperties\":{\"readOnly\":true}}",
      "{\"required\":[\"b\"]}"},
     WITNESS_VALUE},
    {DIALECT_OAS30,
     TRIAL_IN,
     {"{\"allOf\":[{\"required\":[\"b\"],\"type\":\"object\",\"maxProperties\":0},"
      "{\"properties\":{\"b\":{\"readOnly\":true}}}]}"},
     WITNESS_VALUE},
    {DIALECT_OAS30,
     TRIAL_IN,
     {"{\"allOf\":[{\"required\":[\"b\"],\"type\":\"object\",\"maxProperties\":0},"
      "{\"properties\":{\"b\":{\"writeOnly\":true}}}]}"},
     WITNESS_NONE},
};

START_TEST(stays_right)
{
    struct trial trial = {.dialect = shown[_i].dialect,
                          .way = shown[_i].way,
                          .settings = {.minimal = true, .direction = SCHEMA_REQUEST}};
    struct trial_result result;
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < 2; i++)
        trial.schemas[i] = shown[_i].schemas[i] ? str_of(shown[_i].schemas[i]) : STR_NONE;
    trial_run(&trial, universe(&arena), &result);
    ck_assert_msg(result.fault == TRIAL_RIGHT && result.answer == shown[_i].answer, "%.*s: %s, %d",
                  STR_ARGS(trial_text(&arena, &trial)), trial_fault_name(result.fault),
                  (int)result.answer);
    arena_release(&arena);
}
END_TEST

/* What is read twice is the same set, and that takes no search; but where dynamic references lead
   in another program is not seen at a glance. */
START_TEST(has_no_value_outside_of_its_copy)
{
    enum schema_dialect dialect = dialects[(size_t)_i / SEEDS];
    struct chance chance = {.state = (uint64_t)_i % SEEDS};
    struct arena arena;
    const struct node *values;

    arena_init(&arena);
    values = universe(&arena);
    for (unsigned i = 0; i < COPIES; i++) {
        struct str text = make(&arena, &chance, dialect);
        struct trial trial = {.dialect = dialect,
                              .way = TRIAL_APART,
                              .settings = {.minimal = true, .max_steps = COPY_STEPS},
                              .schemas = {text, text}};
        struct trial_result result;

        if (str_find(text, STR("\"$id\"")) < text.length)
            continue;
        trial_run(&trial, values, &result);
        ck_assert_msg(result.fault == TRIAL_NO_SCHEMA ||
                          (result.fault == TRIAL_RIGHT && result.answer == WITNESS_NONE),
                      "%.*s: %s %d %s", STR_ARGS(text), trial_fault_name(result.fault),
                      (int)result.answer, witness_reason_name(result.reason));
    }
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("random schemas", UNIT_LOOP(stays_right, shown);
           UNIT_TIMES(cannot_be_refuted, SEEDS *ARRAY_LENGTH(dialects));
           UNIT_TIMES(has_no_value_outside_of_its_copy, SEEDS *ARRAY_LENGTH(dialects)))
