/* Faults of random schemas: what is told of each keyword cannot be shown to be wrong. */
#include "fault_trial.h"
#include "random_schema.h"
#include "unit.h"
#include "universe.h"

enum { TRIALS = 40, SEEDS = 4 };

static const enum schema_dialect dialects[] = {DIALECT_2020_12, DIALECT_DRAFT7, DIALECT_OAS30};

/* A schema that stands in several places is a target on one way only; and without an unevaluated
   keyword what it would evaluate is another schema's. */
static bool is_plain(struct str schema)
{
    return str_find(schema, STR("\"$ref\"")) == SIZE_MAX &&
           str_find(schema, STR("\"unevaluated")) == SIZE_MAX;
}

static void run(struct arena *arena, struct chance *chance, enum schema_dialect dialect,
                struct fault_tally *tally)
{
    const struct node *values = universe(arena);

    for (unsigned i = 0; i < TRIALS; i++) {
        struct strbuf text;
        struct str wrong = STR_NONE, schema;

        strbuf_init(&text, SIZE_MAX);
        random_schema(chance, dialect, &text);
        schema = str_copy(arena, strbuf_str(&text));
        strbuf_release(&text);
        if (is_plain(schema))
            fault_trial(arena, dialect, schema, values, tally, &wrong);
        ck_assert_msg(!wrong.text, "%.*s", STR_ARGS(wrong));
    }
}

/* Each row is a dialect and a seed. */
START_TEST(cannot_be_refuted)
{
    struct chance chance = {.state = (uint64_t)_i % SEEDS};
    struct fault_tally tally = {0};
    struct arena arena;

    arena_init(&arena);
    run(&arena, &chance, dialects[(size_t)_i / SEEDS], &tally);
    arena_release(&arena);
    ck_assert_msg(tally.undecided * 20 <= tally.targets, "row %d: %u of %u are undecided", _i,
                  tally.undecided, tally.targets);
}
END_TEST

/* Small schemas of which something wrong was told once. */
static const struct row {
    const char *name;
    enum schema_dialect dialect;
    const char *schema;
    unsigned targets, values;
} rows[] = {
    {"a required name that is not allowed", DIALECT_2020_12,
     "{\"additionalProperties\":false,\"required\":[\"c\"]}", 2, 2},
    {"two of them", DIALECT_2020_12, "{\"additionalProperties\":false,\"required\":[\"a\",\"ab\"]}",
     2, 2},
    {"a pattern that only a required name matches", DIALECT_2020_12,
     "{\"patternProperties\":{\"\\\\d\":false},\"required\":[\"x1\"]}", 2, 2},
    {"not the first item", DIALECT_DRAFT7,
     "{\"items\":{\"maximum\":3},\"allOf\":[{\"items\":[{\"const\":1}]}]}", 2, 2},
    {"all items", DIALECT_2020_12, "{\"items\":false,\"contains\":{},\"minItems\":2}", 3, 1},
    {"a keyword of another branch", DIALECT_2020_12,
     "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\",\"maxLength\":2}]}", 4, 4},
    {"dependencies without names", DIALECT_DRAFT7, "{\"dependencies\":{\"x1\":false}}", 1, 1},
    {"a keyword that one beside it implies", DIALECT_2020_12,
     "{\"anyOf\":[{\"type\":\"string\",\"enum\":[\"a\"]},{\"type\":\"null\"}]}", 4, 3},
    {"two members, of which one fits another branch without the keyword", DIALECT_OAS30,
     "{\"additionalProperties\":{\"oneOf\":[{\"pattern\":\"b$\",\"maximum\":10},"
     "{\"enum\":[\"a\"]}]},\"required\":[\"x1\"]}",
     5, 5},
    {"implied where it stands first, and not where it stands next", DIALECT_2020_12,
     "{\"anyOf\":[{\"type\":\"boolean\",\"$ref\":\"#/$defs/d\"},{\"minLength\":1,\"$ref\":\"#/"
     "$defs/d\"}],"
     "\"$defs\":{\"d\":{\"maximum\":3}}}",
     4, 4},
    {"behind $dynamicRef", DIALECT_2020_12,
     "{\"$id\":\"https://a.example/top\",\"$ref\":\"list\",\"$defs\":{"
     "\"item\":{\"$dynamicAnchor\":\"item\",\"type\":\"integer\",\"minimum\":3},"
     "\"list\":{\"$id\":\"list\",\"type\":\"array\",\"items\":{\"$dynamicRef\":\"#item\"},"
     "\"$defs\":{\"any\":{\"$dynamicAnchor\":\"item\"}}}}}",
     3, 3},
    {"behind $recursiveRef", DIALECT_2019_09,
     "{\"$id\":\"https://a.example/top\",\"$recursiveAnchor\":true,\"$ref\":\"tree\","
     "\"maxProperties\":1,\"$defs\":{\"tree\":{\"$id\":\"tree\",\"$recursiveAnchor\":true,"
     "\"type\":\"object\",\"properties\":{\"a\":{\"$recursiveRef\":\"#\"}}}}}",
     2, 2},
};

START_TEST(is_told)
{
    const struct row *row = &rows[_i];
    struct fault_tally tally = {0};
    struct str wrong;
    struct arena arena;

    arena_init(&arena);
    ck_assert_msg(
        fault_trial(&arena, row->dialect, str_of(row->schema), universe(&arena), &tally, &wrong),
        "%s: no schema", row->name);
    ck_assert_msg(!wrong.text, "%s: %.*s", row->name, STR_ARGS(wrong));
    arena_release(&arena);
    ck_assert_msg(tally.targets == row->targets && tally.values == row->values,
                  "%s: %u values of %u", row->name, tally.values, tally.targets);
}
END_TEST

UNIT_SUITE("faults", UNIT_LOOP(is_told, rows);
           UNIT_TIMES(cannot_be_refuted, SEEDS *ARRAY_LENGTH(dialects)))
