/* Hostile schemas and instances: each ends soon, with a verdict or a named doubt; and what an
   evaluation leaves behind. */
#include <malloc.h>
#include <time.h>

#include "base/strbuf.h"
#include "schema_text.h"

static struct str repeat(const char *head, const char *text, size_t times, const char *tail)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, head);
    for (size_t i = 0; i < times; i++)
        strbuf_add_text(&out, text);
    strbuf_add_text(&out, tail);
    return strbuf_str(&out);
}

static const struct row {
    const char *name;
    const char *schema, *instance;
    enum schema_verdict verdict;
    const char *reason; /* in the first doubt */
} rows[] = {
    {"a schema that refers to itself beside another keyword", "{\"allOf\":[{\"$ref\":\"#\"}]}", "1",
     SCHEMA_UNKNOWN, "refers to itself on the same value without end"},
    {"twice at each level", "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}", "1", SCHEMA_UNKNOWN,
     "refers to itself on the same value without end"},
    {"two schemas in a circle",
     "{\"$ref\":\"#/a\",\"title\":\"x\",\"a\":{\"title\":\"a\",\"$ref\":\"#\"}}", "1",
     SCHEMA_UNKNOWN, "without end"},
    {"endless branches",
     "{\"anyOf\":[{\"type\":\"null\"},{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#\"}]}]}", "1",
     SCHEMA_UNKNOWN, "without end"},
    {"endless not", "{\"not\":{\"not\":{\"$ref\":\"#\"}}}", "1", SCHEMA_UNKNOWN, "without end"},
    {"endless between two resources with dynamic anchors",
     "{\"$id\":\"http://a/"
     "r\",\"$dynamicAnchor\":\"n\",\"$ref\":\"o\",\"$defs\":{\"o\":{\"$id\":\"o\","
     "\"$dynamicAnchor\":\"n\",\"minimum\":0,\"$dynamicRef\":\"r#n\"}}}",
     "1", SCHEMA_UNKNOWN, "without end"},
    {"endless if", "{\"if\":{\"$ref\":\"#\"},\"then\":{\"$ref\":\"#\"},\"else\":{\"$ref\":\"#\"}}",
     "1", SCHEMA_UNKNOWN, "without end"},
    {"a pattern without end", "{\"pattern\":\"^(a+)+(?<!b)$\"}",
     "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", SCHEMA_UNKNOWN,
     "pattern ^(a+)+(?<!b)$: match limit met"},
    {"a multiple past reason", "{\"multipleOf\":1e-1000000}", "1e1000000", SCHEMA_VALID, ""},
    {"nested choices without a fit",
     "{\"$defs\":{\"t\":{\"oneOf\":[{\"properties\":{\"a\":{\"$ref\":\"#/$defs/t\"}},\"required\":"
     "[\"x\"]},{\"properties\":{\"a\":{\"$ref\":\"#/$defs/t\"}},\"required\":[\"y\"]}]}},"
     "\"$ref\":\"#/$defs/t\"}",
     "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}",
     SCHEMA_INVALID, ""},
    {"failures without end, each to be told",
     "{\"allOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},{\"properties\":{\"a\":{\"$ref\":\"#\"}"
     "}}],"
     "\"type\":\"object\"}",
     "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a"
     "\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{"
     "\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a"
     "\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}",
     SCHEMA_INVALID, "too many steps"},
};

static double seconds_since(const struct timespec *from)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

START_TEST(ends)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    judge(&judgement, &settings, rows[_i].schema, rows[_i].instance, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", rows[_i].name, judgement.err.message);
    ck_assert_msg(judgement.verdict == rows[_i].verdict, "%s: %d", rows[_i].name,
                  (int)judgement.verdict);
    ck_assert_msg(strstr(judgement.reason, rows[_i].reason) != NULL, "%s: %s", rows[_i].name,
                  judgement.reason);
    ck_assert_msg(seconds_since(&start) < 20, "%s: %f s", rows[_i].name, seconds_since(&start));
    judgement_release(&judgement);
}
END_TEST

/* head, a text many times, tail: of the schema and of the instance. */
static const struct size_row {
    const char *name;
    struct {
        const char *head, *text;
        size_t times;
        const char *tail;
    } schema, instance;
    enum schema_verdict verdict;
} sizes[] = {
    {"10,000 branches",
     {"{\"anyOf\":[", "{\"type\":\"null\"},", 10000, "{\"type\":\"string\"}]}"},
     {"1", "", 0, ""},
     SCHEMA_INVALID},
    {"500 levels of allOf",
     {"", "{\"allOf\":[", 500, "{\"type\":\"null\"}"},
     {"1", "", 0, ""},
     SCHEMA_INVALID},
    {"an enum of 200,000 numbers",
     {"{\"enum\":[", "12,", 200000, "13]}"},
     {"13", "", 0, ""},
     SCHEMA_VALID},
    {"a million items",
     {"{\"items\":{\"type\":\"integer\"}}", "", 0, ""},
     {"[", "1,", 1000000, "1]"},
     SCHEMA_VALID},
    {"100,000 items that should be unique",
     {"{\"uniqueItems\":true}", "", 0, ""},
     {"[", "[1],", 100000, "2]"},
     SCHEMA_INVALID},
    {"2,000 items nothing looked at",
     {"{\"unevaluatedItems\":false}", "", 0, ""},
     {"[", "1,", 2000, "1]"},
     SCHEMA_INVALID},
    {"1000 levels of instance",
     {"{\"items\":{\"$ref\":\"#\"},\"type\":\"array\"}", "", 0, ""},
     {"", "[", 1000, ""},
     SCHEMA_VALID},
};

START_TEST(bears)
{
    const struct size_row *row = &sizes[_i];
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    bool levels = strstr(row->name, "levels") != NULL;
    bool of_schema = levels && row->schema.times;
    struct str schema =
        repeat(row->schema.head, row->schema.text, row->schema.times, row->schema.tail);
    struct str instance =
        repeat(row->instance.head, row->instance.text, row->instance.times, row->instance.tail);
    struct str closed_schema = repeat(schema.text, "]}", of_schema ? row->schema.times : 0, "");
    struct str closed_instance =
        repeat(instance.text, "]", levels && !of_schema ? row->instance.times : 0, "");
    struct judgement judgement;
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    judge(&judgement, &settings, closed_schema.text, closed_instance.text, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", row->name, judgement.err.message);
    ck_assert_msg(judgement.verdict == row->verdict, "%s: %d %s", row->name, (int)judgement.verdict,
                  judgement.reason);
    ck_assert_msg(seconds_since(&start) < 20, "%s: %f s", row->name, seconds_since(&start));
    judgement_release(&judgement);
    free((char *)schema.text);
    free((char *)instance.text);
    free((char *)closed_schema.text);
    free((char *)closed_instance.text);
}
END_TEST

/* The yes-or-no road: after a first evaluation of an instance, further ones take no memory. */
START_TEST(yes_or_no_takes_no_memory)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct schema_set *set = schema_set_new(&settings);
    struct evaluator *evaluator = evaluator_new();
    struct arena arena;
    const struct schema *schema;
    const struct node *instance;
    size_t before, after;
    int valid = 0;

    arena_init(&arena);
    schema = schema_compile(
        set,
        read_text(&arena,
                  "{\"allOf\":[{\"properties\":{\"a\":{\"pattern\":\"^x.*y$\"}}}],"
                  "\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"c\"]}],"
                  "\"properties\":{\"b\":{\"uniqueItems\":true,\"items\":{\"type\":\"integer\"}}},"
                  "\"unevaluatedProperties\":false}"),
        NULL);
    instance = read_text(&arena, "{\"a\":\"x1y\",\"b\":[1,2,3,4,5,6,7,8,9,10,11,12]}");
    ck_assert_int_eq(schema_evaluate(evaluator, schema, instance, NULL), SCHEMA_VALID);
    before = mallinfo2().uordblks;
    for (int i = 0; i < 1000; i++) /* an assertion takes memory of its own */
        valid += schema_evaluate(evaluator, schema, instance, NULL) == SCHEMA_VALID;
    after = mallinfo2().uordblks;
    ck_assert_int_eq(valid, 1000);
    ck_assert_uint_eq(after, before);
    evaluator_free(evaluator);
    schema_set_free(set);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("schema limits", UNIT_LOOP(ends, rows); UNIT_LOOP(bears, sizes);
           UNIT_TEST(yes_or_no_takes_no_memory))
