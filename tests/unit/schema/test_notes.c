/* readOnly, writeOnly and deprecated of applied schemas; null outside of an enum; a oneOf that is
   ambiguous. */
#include "base/strbuf.h"
#include "schema_text.h"

static const struct row {
    const char *name;
    const char *schema, *instance;
    const char *noted; /* pointers with r, w or d before, one after another with a space */
} rows[] = {
    {"properties",
     "{\"properties\":{\"a\":{\"readOnly\":true},\"b\":{\"writeOnly\":true},"
     "\"c\":{\"deprecated\":true,\"readOnly\":true}}}",
     "{\"a\":1,\"b\":2,\"c\":3}", "r/a w/b r/c d/c"},
    {"false says nothing", "{\"properties\":{\"a\":{\"readOnly\":false}}}", "{\"a\":1}", ""},
    {"what is not there", "{\"properties\":{\"a\":{\"readOnly\":true}}}", "{}", ""},
    {"through a reference",
     "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d\"}},\"$defs\":{\"d\":{\"readOnly\":true}}}",
     "{\"a\":1}", "r/a"},
    {"beside a reference, from 2019-09 on",
     "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d\",\"readOnly\":true}},\"$defs\":{\"d\":{}}}",
     "{\"a\":1}", "r/a"},
    {"in an array", "{\"items\":{\"properties\":{\"a\":{\"deprecated\":true}}}}",
     "[{\"a\":1},{},{\"a\":2}]", "d/0/a d/2/a"},
    {"a value that does not hold",
     "{\"properties\":{\"a\":{\"type\":\"string\",\"readOnly\":true}}}", "{\"a\":1}", "r/a"},
    {"a branch that is discarded",
     "{\"anyOf\":[{\"required\":[\"b\"],\"properties\":{\"a\":{\"readOnly\":true}}},{}]}",
     "{\"a\":1}", ""},
    {"a branch that holds",
     "{\"anyOf\":[{\"required\":[\"a\"],\"properties\":{\"a\":{\"readOnly\":true}}},{}]}",
     "{\"a\":1}", "r/a"},
    {"under not", "{\"not\":{\"properties\":{\"a\":{\"readOnly\":true,\"type\":\"string\"}}}}",
     "{\"a\":1}", ""},
};

static void note(void *context, const struct node *instance, enum schema_note note,
                 const struct node *place)
{
    char *text = context;
    struct arena arena;
    struct str pointer;

    arena_init(&arena);
    ck_assert(node_is(place, NODE_TRUE));
    pointer = node_pointer(&arena, instance);
    snprintf(text + strlen(text), 256 - strlen(text), "%s%c%.*s", *text ? " " : "", "rwd"[note],
             STR_ARGS(pointer));
    arena_release(&arena);
}

START_TEST(notes)
{
    const struct row *row = &rows[_i];
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;
    char noted[256] = "";

    judge(&judgement, &settings, row->schema, row->instance, SCHEMA_ANY);
    schema_notes(judgement.evaluator, note, noted);
    ck_assert_msg(strcmp(noted, row->noted) == 0, "%s: noted %s, not %s", row->name, noted,
                  row->noted);
    judgement_release(&judgement);
}
END_TEST

static void count_note(void *context, const struct node *instance, enum schema_note note,
                       const struct node *place)
{
    (void)instance;
    (void)note;
    (void)place;
    ++*(size_t *)context;
}

/* A schema that is met twice, with many others in between. */
START_TEST(tells_each_place_once)
{
    enum { PROPERTIES = 100 };
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct strbuf schema, instance;
    struct judgement judgement;
    size_t count = 0;

    strbuf_init(&schema, SIZE_MAX);
    strbuf_init(&instance, SIZE_MAX);
    strbuf_add_text(&schema, "{\"allOf\":[{\"$ref\":\"#/$defs/a\"},{\"$ref\":\"#/$defs/b\"}],"
                             "\"$defs\":{\"b\":{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]},"
                             "\"a\":{\"deprecated\":true,\"properties\":{");
    for (int i = 0; i < PROPERTIES; i++) {
        strbuf_addf(&schema, "%s\"p%d\":{\"readOnly\":true}", i ? "," : "", i);
        strbuf_addf(&instance, "%s\"p%d\":1", i ? "," : "{", i);
    }
    strbuf_add_text(&schema, "}}}}");
    strbuf_add_text(&instance, "}");
    judge(&judgement, &settings, schema.text, instance.text, SCHEMA_ANY);
    schema_notes(judgement.evaluator, count_note, &count);
    ck_assert_uint_eq(count, PROPERTIES + 1);
    judgement_release(&judgement);
    strbuf_release(&schema);
    strbuf_release(&instance);
}
END_TEST

static const struct {
    const char *schema, *instance;
    bool warns; /* by the setting */
    enum schema_verdict verdict;
    const char *text;
} null_rows[] = {
    {"{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\"]}", "null", true, SCHEMA_VALID,
     "~ enum: null is none of: \"a\"; the schema is nullable"},
    {"{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\"]}", "null", false, SCHEMA_INVALID,
     " enum: null is none of: \"a\""},
    {"{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\",null]}", "null", true, SCHEMA_VALID,
     ""},
    {"{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\"]}", "\"b\"", true, SCHEMA_INVALID,
     " enum: \"b\" is none of: \"a\""},
    {"{\"type\":\"string\",\"enum\":[\"a\"]}", "null", true, SCHEMA_INVALID,
     " type: expected string, found null\n enum: null is none of: \"a\""},
    {"{\"anyOf\":[{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\"]},{\"type\":\"integer\"}]"
     "}",
     "null", true, SCHEMA_VALID, "~ enum: null is none of: \"a\"; the schema is nullable"},
};

START_TEST(null_outside_of_an_enum)
{
    struct schema_settings settings = {.dialect = DIALECT_OAS30,
                                       .null_outside_enum_warns = null_rows[_i].warns};
    struct judgement judgement;

    judge(&judgement, &settings, null_rows[_i].schema, null_rows[_i].instance, SCHEMA_ANY);
    ck_assert_msg(judgement.verdict == null_rows[_i].verdict &&
                      strcmp(judgement.text, null_rows[_i].text) == 0,
                  "%s: %s", null_rows[_i].schema, judgement.text);
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("notes", UNIT_LOOP(notes, rows); UNIT_TEST(tells_each_place_once);
           UNIT_LOOP(null_outside_of_an_enum, null_rows))
