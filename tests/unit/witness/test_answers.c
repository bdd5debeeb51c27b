/* Small schemas that were answered wrongly or slowly once, each with the answer that is right. */
#include "trial.h"
#include "unit.h"
#include "universe.h"

/* Of a sanitized build; those that were slow took minutes. */
enum { MAX_MICROSECONDS = 20 * 1000 * 1000 };

/* Closed schemas, more of them than SEARCH_MAX_TRACKERS. */
#define FOUR(text)  text text text text
#define EIGHT(text) FOUR(text) FOUR(text)
#define CLOSED_SCHEMA                                                                              \
    "{\"properties\":{\"a\":{\"type\":\"null\"}},\"required\":[\"a\"],\"unevaluatedProperties\":"  \
    "false},"
#define CLOSED_ARRAY "{\"prefixItems\":[{}],\"minItems\":1,\"unevaluatedItems\":false},"

static const struct row {
    const char *name;
    enum schema_dialect dialect;
    enum trial_way way;
    const char *schemas[2];
    enum witness_answer answer;
} rows[] = {
    {"null is put to what has several ways, too",
     DIALECT_2020_12,
     TRIAL_OUT,
     {"{\"if\":{}}"},
     WITNESS_NONE},
    {"null in two branches of oneOf",
     DIALECT_2019_09,
     TRIAL_APART,
     {"{\"oneOf\":[{},{}]}", "{\"const\":{}}"},
     WITNESS_NONE},
    {"what refers to itself on the same value in four ways",
     DIALECT_2020_12,
     TRIAL_IN,
     {"{\"oneOf\":[{\"$ref\":\"#\"},{\"not\":{\"$ref\":\"#\"}},{\"items\":{\"$ref\":\"#\"}},"
      "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]}"},
     WITNESS_NONE},
    {"a listed array whose number equals one that is no integer in draft 4",
     DIALECT_DRAFT4,
     TRIAL_IN,
     {"{\"enum\":[[1]],\"items\":{\"not\":{\"type\":\"integer\"}}}"},
     WITNESS_VALUE},
    {"one of the numbers of a listed object, in draft 4",
     DIALECT_DRAFT4,
     TRIAL_IN,
     {"{\"enum\":[{\"a\":1,\"b\":2.0}],\"properties\":{\"a\":{\"not\":{\"type\":\"integer\"}},"
      "\"b\":{\"type\":\"integer\"}}}"},
     WITNESS_VALUE},
    {"a listed array whose number is an integer however it is written",
     DIALECT_DRAFT6,
     TRIAL_IN,
     {"{\"enum\":[[1]],\"items\":{\"not\":{\"type\":\"integer\"}}}"},
     WITNESS_NONE},
    {"a back-reference, of which many shorter texts are looked at",
     DIALECT_2020_12,
     TRIAL_IN,
     {"{\"type\":\"string\",\"pattern\":\"^(.)\\\\1$\"}"},
     WITNESS_VALUE},
    {"a member that more closed schemas describe than trackers are",
     DIALECT_2020_12,
     TRIAL_IN,
     {"{\"type\":\"object\",\"allOf\":[" FOUR(EIGHT(CLOSED_SCHEMA)) CLOSED_SCHEMA "{}]}"},
     WITNESS_VALUE},
    {"an item that more closed schemas describe than trackers are",
     DIALECT_2020_12,
     TRIAL_IN,
     {"{\"type\":\"array\",\"allOf\":[" FOUR(EIGHT(CLOSED_ARRAY)) CLOSED_ARRAY "{}]}"},
     WITNESS_VALUE},
};

START_TEST(is_answered)
{
    const struct row *row = &rows[_i];
    struct trial trial = {.dialect = row->dialect,
                          .way = row->way,
                          .settings = {.minimal = true},
                          .schemas = {str_of(row->schemas[0]), str_of(row->schemas[1])}};
    struct trial_result result;
    struct arena arena;

    arena_init(&arena);
    trial_run(&trial, universe(&arena), &result);
    arena_release(&arena);
    ck_assert_msg(result.fault == TRIAL_RIGHT, "%s: %s, %s", row->name,
                  trial_fault_name(result.fault), result.detail);
    ck_assert_msg(result.answer == row->answer, "%s: %d", row->name, (int)result.answer);
    ck_assert_msg(result.microseconds < MAX_MICROSECONDS, "%s: %.0f us", row->name,
                  result.microseconds);
}
END_TEST

UNIT_SUITE("answers", UNIT_LOOP(is_answered, rows))
