/* Programs printed and traced: the limits on what is told. tests/cases/explain and validate/trace
   show the lines themselves. */
#include "base/strbuf.h"
#include "schema_text.h"

struct told {
    size_t lines, longest;
    char last[256];
};

static void note_line(void *context, struct str line)
{
    struct told *told = context;

    told->lines++;
    if (line.length > told->longest)
        told->longest = line.length;
    snprintf(told->last, sizeof told->last, "%.*s", STR_ARGS(line));
}

/* {"properties": {"p0": {"type": "null"}, ...}} */
static char *many_properties(unsigned count)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"properties\":{");
    for (unsigned i = 0; i < count; i++)
        strbuf_addf(&text, "%s\"p%u\":{\"type\":\"null\"}", i ? "," : "", i);
    strbuf_add_text(&text, "}}");
    return text.text;
}

START_TEST(a_large_program_is_cut)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    char *schema = many_properties(50 * 1000); /* two instructions each, two around them */
    struct judgement judgement;
    struct told told = {0};

    judge(&judgement, &settings, schema, "1", SCHEMA_ANY);
    schema_print(judgement.schema, note_line, &told);
    ck_assert_uint_eq(told.lines, PROGRAM_MAX_LINES + 1);
    ck_assert_str_eq(told.last, "... (2 more instructions)");
    judgement_release(&judgement);
    free(schema);
}
END_TEST

/* [0,0,...] under 100 types: 2 + 2 + items * (2 + 2 + 300) lines. */
START_TEST(a_long_trace_is_cut)
{
    enum { ITEMS = 1000, TYPES = 100 };
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct strbuf schema, instance;
    struct judgement judgement;
    struct told told = {0};
    const struct schema_question question = {.trace = note_line, .context = &told};
    char expected[64];

    strbuf_init(&schema, SIZE_MAX);
    strbuf_add_text(&schema, "{\"items\":{\"allOf\":[");
    for (unsigned i = 0; i < TYPES; i++)
        strbuf_addf(&schema, "%s{\"type\":\"integer\"}", i ? "," : "");
    strbuf_add_text(&schema, "]}}");
    strbuf_init(&instance, SIZE_MAX);
    strbuf_add_char(&instance, '[');
    for (unsigned i = 0; i < ITEMS; i++)
        strbuf_add_text(&instance, i ? ",0" : "0");
    strbuf_add_char(&instance, ']');
    judge(&judgement, &settings, schema.text, instance.text, SCHEMA_ANY);
    schema_evaluate(judgement.evaluator, judgement.schema, judgement.instance, &question);
    ck_assert_uint_eq(told.lines, TRACE_MAX_LINES + 1);
    snprintf(expected, sizeof expected, "... (%d more lines)",
             4 + ITEMS * (4 + 3 * TYPES) - TRACE_MAX_LINES);
    ck_assert_str_eq(told.last, expected);
    judgement_release(&judgement);
    strbuf_release(&schema);
    strbuf_release(&instance);
}
END_TEST

/* Deep nesting and long names: a line stays a line. */
START_TEST(lines_stay_short)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct strbuf schema;
    struct judgement judgement;
    struct told told = {0};

    strbuf_init(&schema, SIZE_MAX);
    for (unsigned i = 0; i < 300; i++)
        strbuf_add_text(&schema, "{\"not\":");
    strbuf_add_text(&schema, "{\"required\":[\"");
    for (unsigned i = 0; i < 10000; i++)
        strbuf_add_text(&schema, "\u00e9");
    strbuf_add_text(&schema, "\"]}");
    for (unsigned i = 0; i < 300; i++)
        strbuf_add_char(&schema, '}');
    judge(&judgement, &settings, schema.text, "1", SCHEMA_ANY);
    schema_print(judgement.schema, note_line, &told);
    ck_assert_uint_eq(told.lines, 302 + 300);
    ck_assert_uint_lt(told.longest, 250);
    judgement_release(&judgement);
    strbuf_release(&schema);
}
END_TEST

UNIT_SUITE("program", UNIT_TEST(a_large_program_is_cut); UNIT_TEST(a_long_trace_is_cut);
           UNIT_TEST(lines_stay_short))
