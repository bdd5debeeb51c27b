/* Programs as others read them: steps, their blocks, and what these are applied to. */
#include "base/strbuf.h"
#include "schema/program_cursor.h"
#include "schema_text.h"

enum { S4 = DIALECT_DRAFT4, S7 = DIALECT_DRAFT7, S20 = DIALECT_2020_12 };

static const char *const roles[] = {
    [BLOCK_SAME] = "same",
    [BLOCK_IF] = "if",
    [BLOCK_THEN] = "then",
    [BLOCK_ELSE] = "else",
    [BLOCK_DEPENDENT] = "dependent",
    [BLOCK_PROPERTY] = "property",
    [BLOCK_PATTERN] = "pattern",
    [BLOCK_OTHERS] = "others",
    [BLOCK_NAME] = "name",
    [BLOCK_ITEM] = "item",
    [BLOCK_ITEMS] = "items",
    [BLOCK_CONTAINS] = "contains",
    [BLOCK_UNEVALUATED] = "unevaluated",
};

static const struct {
    int dialect;
    const char *schema;
    const char *steps; /* "keyword(role key, role) ..." */
} rows[] = {
    {S20, "{}", ""},
    {S20, "true", ""},
    {S20, "{\"type\":\"object\",\"minLength\":1}", "type() minLength()"},
    {S20, "{\"properties\":{\"a\":{\"type\":\"null\"},\"b\":true}}",
     "properties(property a, property b open)"},
    {S20,
     "{\"additionalProperties\":false,\"patternProperties\":{\"^x\":{}},\"properties\":{\"a\":{}}}",
     "properties(property a open, pattern ^x open, others closed)"},
    {S20, "{\"if\":true,\"else\":{\"type\":\"null\"}}", "if(if open, else)"},
    {S20, "{\"if\":{},\"then\":{},\"else\":{}}", "if(if open, then open, else open)"},
    {S20, "{\"allOf\":[{},{\"type\":\"null\"}],\"oneOf\":[{}],\"not\":false}",
     "allOf(same open, same) oneOf(same open) not(same closed)"},
    {S20, "{\"prefixItems\":[{},{}],\"items\":false,\"contains\":{}}",
     "prefixItems(item open, item open) items(items closed) contains(contains open)"},
    {S7, "{\"items\":[{}],\"additionalItems\":{}}", "items(item open) additionalItems(items open)"},
    {S7, "{\"dependencies\":{\"a\":[\"b\"],\"c\":{}}}",
     "dependencies(dependent c open) dependencies()"},
    {S20, "{\"propertyNames\":{},\"dependentSchemas\":{\"a\":{}}}",
     "propertyNames(name open) dependentSchemas(dependent a open)"},
    {S20, "{\"unevaluatedProperties\":false}", "unevaluatedProperties(unevaluated closed)"},
    {S20, "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"null\"}}}", "$ref(same)"},
    {S20, "{\"$dynamicRef\":\"#/$defs/a\",\"$defs\":{\"a\":false}}", "$dynamicRef(same closed)"},
    {S4, "{\"required\":[\"a\"]}", "required()"},
};

static void add_blocks(struct strbuf *out, const struct program_step *step)
{
    struct program_cursor cursor = program_blocks(step);
    struct program_block block;
    bool more = false;

    while (program_next_block(&cursor, &block)) {
        const struct node *key = program_key(block);

        strbuf_addf(out, "%s%s", more ? ", " : "", roles[program_role(block)]);
        if (key)
            strbuf_addf(out, " %.*s", STR_ARGS(node_text(key)));
        strbuf_add_text(out, program_is_open(block) ? " open" : "");
        strbuf_add_text(out, program_is_closed(block) ? " closed" : "");
        more = true;
    }
}

START_TEST(tells_steps_and_blocks)
{
    struct schema_settings settings = {.dialect = (enum schema_dialect)rows[_i].dialect};
    struct judgement judgement;
    struct program_cursor cursor;
    struct program_step step;
    struct strbuf out;

    judge(&judgement, &settings, rows[_i].schema, "1", SCHEMA_ANY);
    strbuf_init(&out, SIZE_MAX);
    cursor = program_steps(program_entry(judgement.schema));
    while (program_next(&cursor, &step)) {
        strbuf_addf(&out, "%s%.*s(", out.length ? " " : "", STR_ARGS(step.keyword));
        add_blocks(&out, &step);
        strbuf_add_char(&out, ')');
    }
    ck_assert_msg(str_is(strbuf_str(&out), rows[_i].steps), "%s: %.*s", rows[_i].schema,
                  STR_ARGS(strbuf_str(&out)));
    strbuf_release(&out);
    judgement_release(&judgement);
}
END_TEST

/* The first step of a schema that is judged. */
static struct program_step first_step(struct judgement *judgement, const char *schema)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct program_cursor cursor;
    struct program_step step;

    judge(judgement, &settings, schema, "{\"c\":1,\"b\":2,\"xy\":3,\"a\":4}", SCHEMA_ANY);
    cursor = program_steps(program_entry(judgement->schema));
    ck_assert(program_next(&cursor, &step));
    return step;
}

START_TEST(finds_properties_in_any_order)
{
    static const size_t expected[] = {SIZE_MAX, 1, SIZE_MAX, 0};
    struct judgement judgement;
    struct program_step step =
        first_step(&judgement, "{\"properties\":{\"a\":{},\"b\":{}},\"patternProperties\":"
                               "{\"^x\":{},\"\\\\A\":{}}}");
    size_t next = 0, i = 0;

    for (const struct node *key = node_first(judgement.instance);
         key < node_end(judgement.instance); key = node_next_key(key), i++) {
        struct str name = node_text(key);

        ck_assert_uint_eq(program_find_property(&step, key, &next), expected[i]);
        ck_assert_int_eq(program_pattern_matches(judgement.evaluator, &step, 0, name),
                         str_is(name, "xy"));
        ck_assert(!program_pattern_matches(judgement.evaluator, &step, 1, name));
    }
    judgement_release(&judgement);
}
END_TEST

START_TEST(names_what_is_required)
{
    struct judgement judgement;
    struct program_step step = first_step(&judgement, "{\"required\":[\"a\",\"z\"]}");

    ck_assert_int_eq(step.op, OP_REQUIRED);
    ck_assert_uint_eq(step.kinds, KIND_OBJECT);
    ck_assert(str_is(node_text(program_required(&step, 1)), "z"));
    ck_assert(!program_required(&step, 2));
    judgement_release(&judgement);
}
END_TEST

START_TEST(decides_one_block)
{
    struct judgement judgement;
    struct program_step step =
        first_step(&judgement, "{\"anyOf\":[{\"type\":\"null\"},{\"required\":[\"xy\"]}]}");
    struct program_cursor cursor = program_blocks(&step);
    struct program_block block;

    ck_assert(program_next_block(&cursor, &block));
    ck_assert_int_eq(program_decide(judgement.evaluator, block, judgement.instance, SCHEMA_ANY),
                     SCHEMA_INVALID);
    ck_assert(program_next_block(&cursor, &block));
    ck_assert_int_eq(program_decide(judgement.evaluator, block, judgement.instance, SCHEMA_ANY),
                     SCHEMA_VALID);
    ck_assert(!program_next_block(&cursor, &block));
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("program_cursor", UNIT_LOOP(tells_steps_and_blocks, rows);
           UNIT_TEST(finds_properties_in_any_order); UNIT_TEST(names_what_is_required);
           UNIT_TEST(decides_one_block))
