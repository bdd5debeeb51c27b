/* Values to the schema that describes them all, in the words of each version. */
#include "base/strbuf.h"
#include "finding/json_output.h"
#include "suggest/shape_schema.h"
#include "unit.h"

enum { REPEATED = 40 };

static const struct {
    enum schema_dialect dialect;
    int times; /* the values are seen as often */
    const char *values, *schema;
} rows[] = {
    {DIALECT_OAS31, 1, "[]", "{}"},
    {DIALECT_OAS31, 1, "[1,2]", "{\"type\":\"integer\"}"},
    {DIALECT_OAS31, 1, "[1,2.5]", "{\"type\":\"number\"}"},
    {DIALECT_OAS31, 1, "[1.0]", "{\"type\":\"number\"}"},
    {DIALECT_OAS31, 1, "[3000000000]", "{\"type\":\"integer\",\"format\":\"int64\"}"},
    {DIALECT_OAS31, 1, "[12345678901234567890, 3000000000]", "{\"type\":\"integer\"}"},
    {DIALECT_OAS31, 1, "[true]", "{\"type\":\"boolean\"}"},
    {DIALECT_OAS31, 1, "[1,null]", "{\"type\":[\"integer\",\"null\"]}"},
    {DIALECT_OAS30, 1, "[1,null]", "{\"type\":\"integer\",\"nullable\":true}"},
    {DIALECT_OAS20, 1, "[1,null]", "{\"type\":\"integer\",\"x-nullable\":true}"},
    {DIALECT_OAS31, 1, "[null]", "{\"type\":[\"null\"]}"},
    {DIALECT_OAS30, 1, "[null]", "{}"},
    {DIALECT_OAS31, 1, "[1,\"a\"]", "{\"type\":[\"integer\",\"string\"]}"},
    {DIALECT_OAS30, 1, "[1,\"a\"]", "{}"},
    {DIALECT_OAS31, 1, "[\"a b\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, 1, "[\"2026-02-10T10:00:00Z\",\"2026-02-11T10:00:00.5+02:00\"]",
     "{\"type\":\"string\",\"format\":\"date-time\"}"},
    {DIALECT_OAS31, 1, "[\"2026-02-10T10:00:00Z\",\"soon\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, 1, "[\"2026-02-10\"]", "{\"type\":\"string\",\"format\":\"date\"}"},
    {DIALECT_OAS31, 1, "[\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"]",
     "{\"type\":\"string\",\"format\":\"uuid\"}"},
    {DIALECT_OAS31, 1, "[\"https://example.com/a\"]", "{\"type\":\"string\",\"format\":\"uri\"}"},
    {DIALECT_OAS31, 1, "[\"a@example.com\"]", "{\"type\":\"string\",\"format\":\"email\"}"},
    {DIALECT_OAS31, 1, "[\"10.0.0.1\"]", "{\"type\":\"string\",\"format\":\"ipv4\"}"},
    {DIALECT_OAS31, 1, "[\"\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, REPEATED, "[\"open\",\"closed\"]",
     "{\"type\":\"string\",\"enum\":[\"open\",\"closed\"]}"},
    {DIALECT_OAS31, 3, "[\"open\",\"closed\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, REPEATED, "[\"open\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, REPEATED, "[\"open\",\"not a word\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, REPEATED, "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\"]",
     "{\"type\":\"string\"}"},
    {DIALECT_OAS31, REPEATED, "[\"open\",\"s3cr3tvalue\"]", "{\"type\":\"string\"}"},
    {DIALECT_OAS31, 1, "[{\"a\":1,\"s3cr3tvalue\":2}]",
     "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}"},
    {DIALECT_OAS31, 1, "[[]]", "{\"type\":\"array\",\"items\":{}}"},
    {DIALECT_OAS31, 1, "[[1],[\"a\"]]",
     "{\"type\":\"array\",\"items\":{\"type\":[\"integer\",\"string\"]}}"},
    {DIALECT_OAS31, 1, "[{}]", "{\"type\":\"object\"}"},
    {DIALECT_OAS31, 1, "[{\"a\":1,\"b\":{\"c\":null}},{\"a\":2}]",
     "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"object\","
     "\"properties\":{\"c\":{\"type\":[\"null\"]}}}}}"},
    {DIALECT_OAS31, REPEATED, "[{\"a\":1,\"b\":2},{\"a\":2}]",
     "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":"
     "{"
     "\"type\":\"integer\"}}}"},
};

START_TEST(describes)
{
    const struct openapi_version version = {.dialect = rows[_i].dialect};
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct strbuf text;
    struct shape *shape;
    const struct document *values;
    json_t *schema;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    redaction_add_value(redaction, STR("s3cr3tvalue"));
    shape = shape_new(&arena);
    values = json_read(&arena, STR("values"), str_of(rows[_i].values), NULL);
    for (int i = 0; i < rows[_i].times; i++)
        for (const struct node *value = node_first(values->root); value < node_end(values->root);
             value = node_next(value))
            shape_add(&arena, shape, value);
    schema = shape_schema(shape, &version, redaction);
    json_write(&text, schema, JSON_ONE_LINE);
    ck_assert_msg(str_is(strbuf_str(&text), rows[_i].schema), "%s: got %s, expected %s",
                  rows[_i].values, text.text, rows[_i].schema);
    json_decref(schema);
    shape_release(shape);
    strbuf_release(&text);
    redaction_free(redaction);
    arena_release(&arena);
}
END_TEST

/* Keys that are data: one schema for all values, whatever was seen before it showed. */
START_TEST(becomes_a_map)
{
    const struct openapi_version version = {.dialect = DIALECT_OAS31};
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct strbuf text;
    struct shape *shape;
    json_t *schema;

    arena_init(&arena);
    shape = shape_new(&arena);
    strbuf_init(&text, SIZE_MAX);
    for (int i = 0; i <= SHAPE_MAX_MEMBERS; i++)
        strbuf_addf(&text, "%c\"k%d\":{\"n\":%d,\"list\":[\"%s\"]}", i ? ',' : '{', i, i,
                    i % 2 ? "x" : "y z");
    strbuf_add_char(&text, '}');
    shape_add(&arena, shape, json_read(&arena, STR("v"), strbuf_str(&text), NULL)->root);
    schema = shape_schema(shape, &version, redaction);
    strbuf_clear(&text);
    json_write(&text, schema, JSON_ONE_LINE);
    ck_assert_str(
        strbuf_str(&text),
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"object\",\"required\":["
        "\"n\",\"list\"],\"properties\":{\"n\":{\"type\":\"integer\"},\"list\":{\"type\":"
        "\"array\",\"items\":{\"type\":\"string\"}}}}}");
    json_decref(schema);
    shape_release(shape);
    strbuf_release(&text);
    redaction_free(redaction);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("shapes", UNIT_LOOP(describes, rows); UNIT_TEST(becomes_a_map))
