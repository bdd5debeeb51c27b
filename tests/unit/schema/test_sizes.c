/* Schemas and instances of a size that no table can hold: each is made, judged on both roads within
   a time that only something quadratic (or worse) would need, and gives its verdict, or says which
   limit it met. */
#include <time.h>

#include "base/strbuf.h"
#include "schema_text.h"

enum { V = SCHEMA_VALID, I = SCHEMA_INVALID, U = SCHEMA_UNKNOWN, SECONDS = 30 };

/* A text made of counted parts: "%d" in `part` stands for the number; `join` between them. */
struct made {
    const char *head, *part, *join;
    int count;
    const char *tail;
};

static void add_part(struct strbuf *out, const char *part, int number)
{
    for (const char *c = part; *c; c++) {
        if (c[0] == '%' && c[1] == 'd') {
            strbuf_addf(out, "%d", number);
            c++;
        } else if (c[0] == '%' && c[1] == 'n') { /* the next number */
            strbuf_addf(out, "%d", number + 1);
            c++;
        } else {
            strbuf_add_char(out, *c);
        }
    }
}

static struct str make(const struct made *made)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, made->head);
    for (int i = 0; i < made->count; i++) {
        if (i && made->join)
            strbuf_add_text(&out, made->join);
        add_part(&out, made->part, i);
    }
    strbuf_add_text(&out, made->tail);
    return strbuf_str(&out);
}

#define TEXT(text)                                                                                 \
    {                                                                                              \
        text, "", NULL, 0, ""                                                                      \
    }

static const struct {
    const char *name;
    struct made schema, instance;
    int verdict;
    const char *told; /* in the failures, or in the first doubt */
} rows[] = {
    {"10,000 branches of oneOf with a tag",
     {"{\"oneOf\":[",
      "{\"properties\":{\"t\":{\"const\":\"v%d\"},\"x\":{\"type\":\"integer\"}},"
      "\"required\":[\"t\",\"x\"]}",
      ",", 10000, "]}"},
     TEXT("{\"t\":\"v7123\",\"x\":\"s\"}"),
     I,
     "/x type: expected integer, found string \"s\""},
    {"10,000 branches of anyOf for an array of 500",
     {"{\"items\":{\"anyOf\":[", "{\"const\":%d}", ",", 10000, "]}}"},
     {"[", "%d", ",", 500, "]"},
     V,
     ""},
    {"10,000 conditions",
     {"{\"allOf\":[",
      "{\"if\":{\"properties\":{\"a\":{\"const\":%d}},\"required\":[\"a\"]},"
      "\"then\":{\"required\":[\"b%d\"]}}",
      ",", 10000, "]}"},
     TEXT("{\"a\":9999}"),
     I,
     "required property \"b9999\" is missing"},
    {"100,000 required names, all there",
     {"{\"required\":[", "\"n%d\"", ",", 100000, "]}"},
     {"{", "\"n%d\":0", ",", 100000, "}"},
     V,
     ""},
    {"100,000 required names, one missing",
     {"{\"required\":[", "\"n%d\"", ",", 100000, "]}"},
     {"{\"n0\":0", ",\"n%n\":0", NULL, 99998, "}"},
     I,
     "required property \"n99999\" is missing"},
    {"20,000 branches of allOf, a property of its own each",
     {"{\"allOf\":[", "{\"properties\":{\"n%d\":{\"type\":\"integer\"}}}", ",", 20000, "]}"},
     {"{", "\"n%d\":0", ",", 20000, "}"},
     V,
     ""},
    {"20,000 branches of allOf, a property of its own required by each",
     {"{\"allOf\":[", "{\"properties\":{\"n%d\":{}},\"required\":[\"n%d\"]}", ",", 20000, "]}"},
     {"{", "\"n%d\":0", ",", 19999, "}"},
     I,
     "required property \"n19999\" is missing"},
    {"5,000 patterns of names, and 5,000 names",
     {"{\"patternProperties\":{", "\"^(a|b)*n%d$\":{\"type\":\"integer\"}", ",", 5000, "}}"},
     {"{", "\"n%d\":0", ",", 5000, "}"},
     U,
     "the evaluation needs too many steps"},
    {"20,000 properties that each require the next",
     {"{\"dependentRequired\":{", "\"n%d\":[\"n%n\"]", ",", 20000, "}}"},
     {"{", "\"n%d\":0", ",", 20001, "}"},
     V,
     ""},
    {"20,000 dependent schemas",
     {"{\"dependentSchemas\":{", "\"n%d\":{\"minProperties\":%d}", ",", 20000, "}}"},
     {"{", "\"n%d\":0", ",", 20000, "}"},
     V,
     ""},
    {"100,000 properties, closed",
     {"{\"additionalProperties\":false,\"properties\":{", "\"n%d\":{\"type\":\"integer\"}", ",",
      100000, "}}"},
     {"{", "\"n%d\":0", ",", 100001, "}"},
     I,
     "property \"n100000\" is not described"},
    {"10,000 patterns of names",
     {"{\"additionalProperties\":false,\"patternProperties\":{",
      "\"^n%d[a-z]+$\":{\"type\":\"integer\"}", ",", 10000, "}}"},
     {"{", "\"n%dx\":0", ",", 300, "}"},
     V,
     ""},
    {"3,000 patterns that pcre2 has to run, and 1,000 names",
     {"{\"additionalProperties\":false,\"patternProperties\":{",
      "\"^n%d.*(?<!y)$\":{\"type\":\"integer\"}", ",", 3000, "}}"},
     {"{", "\"%dxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\":0", ",", 1000, "}"},
     -1,
     ""},
    {"an enum of 20 MB",
     {"{\"enum\":[", "\"value-%d-of-a-large-enumeration\"", ",", 500000, "]}"},
     TEXT("\"value-499999-of-a-large-enumeration\""),
     V,
     ""},
    {"an enum of 18 MB, of objects",
     {"{\"enum\":[", "{\"a\":%d,\"b\":[%d,null]}", ",", 700000, "]}"},
     TEXT("{\"b\":[5,null],\"a\":6}"),
     I,
     "is none of: {\"a\":0,\"b\":[0,null]}"},
    {"a const of 100,000 members in another order",
     {"{\"const\":{\"x\":1,", "\"n%d\":0", ",", 100000, "}}"},
     {"{", "\"n%d\":0", ",", 100000, ",\"x\":1}"},
     V,
     ""},
    {"5,000 references in a row",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d5000\":{\"type\":\"null\"}",
      ",\"d%d\":{\"$ref\":\"#/$defs/d%n\"}", NULL, 5000, "}}"},
     TEXT("1"),
     I,
     "more than 2048 schemas inside each other"},
    {"50,000 references in a row",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d50000\":{\"type\":\"null\"}",
      ",\"d%d\":{\"$ref\":\"#/$defs/d%n\"}", NULL, 50000, "}}"},
     TEXT("null"),
     V,
     ""},
    {"5,000 references in a row, each beside another keyword",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d5000\":{\"type\":\"null\"}",
      ",\"d%d\":{\"minimum\":0,\"$ref\":\"#/$defs/d%n\"}", NULL, 5000, "}}"},
     TEXT("1"),
     U,
     "more than 2048 schemas inside each other"},
    {"5,000 levels by reference",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d5000\":{\"type\":\"null\"}",
      ",\"d%d\":{\"items\":{\"$ref\":\"#/$defs/d%n\"}}", NULL, 5000, "}}"},
     {"", "[", NULL, 1000, ""},
     V,
     ""},
    {"references that fan out, all of them held against one value",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d60\":{\"type\":\"null\"}",
      ",\"d%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/d%n\"},{\"$ref\":\"#/$defs/d%n\"}]}", NULL, 60,
      "}}"},
     TEXT("1"),
     I,
     "fits none of the 2 schemas of anyOf"}, /* to tell which keyword fails takes too many steps */
    {"references that fan out, and the value fits",
     {"{\"$ref\":\"#/$defs/d0\",\"$defs\":{\"d60\":{\"type\":\"null\"}",
      ",\"d%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/d%n\"},{\"$ref\":\"#/$defs/d%n\"}]}", NULL, 60,
      "}}"},
     TEXT("null"),
     V,
     ""},
    {"a query language, 400 levels of it, all of them right",
     TEXT("{\"anyOf\":[{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}}},"
          "{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}},\"maxProperties\":9},"
          "{\"type\":\"integer\"}]}"),
     {"", "{\"and\":", NULL, 400, "1"},
     V,
     ""},
    {"the same, where the first branch never fits",
     TEXT("{\"anyOf\":[{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}},"
          "\"minProperties\":2},{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}}},"
          "{\"type\":\"integer\"}]}"),
     {"", "{\"and\":", NULL, 400, "1"},
     V,
     ""},
    {"the same, with properties that nothing evaluated",
     TEXT("{\"anyOf\":[{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}},"
          "\"minProperties\":2},{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}}},"
          "{\"type\":\"integer\"}],\"unevaluatedProperties\":false}"),
     {"", "{\"and\":", NULL, 200, "1"},
     V,
     ""},
    {"the same as oneOf, wrong at the bottom",
     TEXT("{\"oneOf\":[{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}},"
          "\"minProperties\":2},{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}}},"
          "{\"type\":\"integer\"}]}"),
     {"", "{\"and\":", NULL, 400, "\"no\""},
     I,
     "fits none of the 3 schemas of oneOf"},
    {"the same inside not, and negated twice",
     TEXT("{\"not\":{\"not\":{\"anyOf\":[{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":"
          "\"#\"}}},{\"required\":[\"and\"],\"properties\":{\"and\":{\"$ref\":\"#\"}},"
          "\"maxProperties\":9},{\"type\":\"integer\"}]}}}"),
     {"", "{\"and\":", NULL, 200, "1"},
     V,
     ""},
    {"200,000 objects that should be unique",
     TEXT("{\"uniqueItems\":true}"),
     {"[", "{\"a\":%d,\"b\":[[%d]]}", ",", 200000, "]"},
     V,
     ""},
    {"contains inside contains",
     TEXT("{\"contains\":{\"contains\":{\"type\":\"string\"}}}"),
     {"[", "[0,1,2,3,4,5,6,7,8,9]", ",", 50000, "]"},
     I,
     "the number of items that match `contains` is 0"},
    {"100,000 items that nothing looked at",
     TEXT("{\"prefixItems\":[true],\"unevaluatedItems\":{\"type\":\"integer\"}}"),
     {"[", "%d", ",", 100000, "]"},
     V,
     ""},
    {"1,000 levels of objects that track what was evaluated",
     TEXT("{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"anyOf\":[true,{\"type\":\"null\"}],"
          "\"unevaluatedProperties\":false}"),
     {"", "{\"a\":", NULL, 1000, "1"},
     V,
     ""},
    {"a string of a megabyte against 1,000 patterns",
     {"{\"allOf\":[", "{\"pattern\":\"(a|b)*c{%d}x\"}", ",", 1000, "]}"},
     {"\"", "abababababababababab", NULL, 50000, "\""},
     I,
     "does not match"},
};

static struct str close_levels(struct str text, const struct made *made)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add(&out, text);
    free((char *)text.text);
    for (int i = 0; !made->head[0] && i < made->count; i++)
        strbuf_add_char(&out, made->part[0] == '[' ? ']' : '}');
    return strbuf_str(&out);
}

START_TEST(ends)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct str schema = make(&rows[_i].schema);
    struct str instance = close_levels(make(&rows[_i].instance), &rows[_i].instance);
    struct judgement judgement;
    clock_t start = clock();
    double seconds;

    judge(&judgement, &settings, schema.text, instance.text, SCHEMA_ANY);
    seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(judgement.schema != NULL, "%s: %s", rows[_i].name, judgement.err.message);
    ck_assert_msg(rows[_i].verdict < 0 || (int)judgement.verdict == rows[_i].verdict,
                  "%s: %d %.300s%s", rows[_i].name, (int)judgement.verdict, judgement.text,
                  judgement.reason);
    ck_assert_msg(strstr(judgement.verdict == SCHEMA_UNKNOWN ? judgement.reason : judgement.text,
                         rows[_i].told) != NULL,
                  "%s: %.300s%s", rows[_i].name, judgement.text, judgement.reason);
    ck_assert_msg(seconds < SECONDS, "%s: %f s", rows[_i].name, seconds);
    if (getenv("SIZES_TIMES"))
        printf("%6.2f s %s\n", seconds, rows[_i].name);
    judgement_release(&judgement);
    free((char *)schema.text);
    free((char *)instance.text);
}
END_TEST

/* Refused with the place where it becomes too much, and before any time is spent on it. */
static const struct {
    const char *name, *part;
    int count;
    const char *message;
} refused[] = {
    {"5,000 levels of properties", "{\"properties\":{\"a\":", 5000, "nested deeper than 1024"},
    {"5,000 levels of allOf", "{\"allOf\":[", 5000, "nested deeper than 1024"},
    {"5,000 levels of not", "{\"not\":", 5000, "nested deeper than 1024"},
    {"a million levels", "[", 1000000, "nested deeper than 1024"},
};

START_TEST(is_refused)
{
    struct str text = make(&(struct made){"", refused[_i].part, NULL, refused[_i].count, "1"});
    struct arena arena;
    struct read_failure failure = {0};

    arena_init(&arena);
    ck_assert(!json_read(&arena, STR("test.json"), text, &failure));
    ck_assert_msg(strstr(failure.message, refused[_i].message), "%s: %s", refused[_i].name,
                  failure.message);
    ck_assert_uint_eq(failure.line, 1);
    arena_release(&arena);
    free((char *)text.text);
}
END_TEST

UNIT_SUITE("schema sizes", UNIT_LOOP(ends, rows); UNIT_LOOP(is_refused, refused))
