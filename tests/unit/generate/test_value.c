#include <time.h>

#include "../openapi/description.h"
#include "base/strbuf.h"
#include "format/format.h"
#include "generate/value.h"

static const struct {
    const char *schema;
    const char *value; /* JSON; NULL: none can be made */
} rows[] = {
    {"{\"type\": \"string\"}", "\"text\""},
    {"{\"type\": \"string\", \"minLength\": 8}", "\"text tex\""},
    {"{\"type\": \"string\", \"maxLength\": 3}", "\"tex\""},
    {"{\"type\": \"string\", \"pattern\": \"^[a-f0-9]{4}$\"}", "\"aaaa\""},
    {"{\"type\": \"string\", \"pattern\": \"^[a-f0-9]+$\", \"minLength\": 5}", "\"aaaaa\""},
    {"{\"type\": \"string\", \"pattern\": \"^(?=x)\"}", "\"x\""},
    {"{\"type\": \"string\", \"format\": \"date-time\"}", "\"2024-01-01T00:00:00Z\""},
    {"{\"type\": \"string\", \"format\": \"ipv6\"}", "\"2001:db8::1\""},
    {"{\"type\": \"string\", \"example\": \"e\", \"default\": \"d\"}", "\"e\""},
    {"{\"type\": \"string\", \"default\": \"d\"}", "\"d\""},
    {"{\"examples\": [\"x\", \"y\"]}", "\"x\""},
    {"{\"type\": \"string\", \"example\": 7, \"minLength\": 1}", "\"text\""},
    {"{\"type\": \"string\", \"format\": \"sf-string\", \"minLength\": 10}",
     "\"\\\"example 2\\\"\""},
    {"{\"type\": \"array\", \"items\": {\"required\": [\"a\"], \"properties\": {\"a\": false}}}",
     "[\"text\"]"},
    {"{\"minProperties\": 1, \"properties\": {\"a\": {\"required\": [\"b\"], \"properties\": "
     "{\"b\": false}}, \"c\": {\"const\": 1}}}",
     "{\"a\":\"a\"}"},
    {"{\"const\": {\"a\": [1.50]}}", "{\"a\":[1.50]}"},
    {"{\"enum\": [\"b\", \"a\"]}", "\"b\""},
    {"{\"type\": \"integer\"}", "1"},
    {"{\"type\": \"integer\", \"minimum\": 0}", "1"},
    {"{\"type\": \"integer\", \"minimum\": 5}", "5"},
    {"{\"type\": \"integer\", \"minimum\": 1.5}", "2"},
    {"{\"type\": \"integer\", \"maximum\": -3}", "-3"},
    {"{\"type\": \"integer\", \"maximum\": -3.5}", "-4"},
    {"{\"type\": \"integer\", \"exclusiveMinimum\": 5}", "6"},
    {"{\"type\": \"integer\", \"exclusiveMaximum\": 0}", "-1"},
    {"{\"type\": \"integer\", \"minimum\": 10, \"multipleOf\": 7}", "14"},
    {"{\"type\": \"integer\", \"maximum\": -1, \"multipleOf\": 7}", "-7"},
    {"{\"type\": \"number\", \"exclusiveMinimum\": 0, \"exclusiveMaximum\": 0.5}", "0.1"},
    {"{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 0}", NULL},
    {"{\"minimum\": 3}", "3"},
    {"{\"type\": \"boolean\"}", "true"},
    {"{\"type\": \"null\"}", "null"},
    {"{\"type\": [\"null\", \"integer\"]}", "1"},
    {"{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}", "[1]"},
    {"{\"type\": \"array\"}", "[]"},
    {"{\"type\": \"array\", \"minItems\": 2, \"items\": {\"const\": 0}}", "[0,0]"},
    {"{\"type\": \"array\", \"minItems\": 2, \"uniqueItems\": true, \"items\": {\"const\": 0}}",
     NULL},
    {"{\"prefixItems\": [{\"const\": 1}, {\"const\": \"b\"}]}", "[1,\"b\"]"},
    {"{\"type\": \"array\", \"minItems\": 100001}", NULL},
    {"{\"type\": \"object\", \"properties\": {\"a\": {\"const\": 1}, \"b\": {\"const\": 2}}, "
     "\"required\": [\"b\"]}",
     "{\"b\":2}"},
    {"{\"properties\": {\"a\": {\"const\": 1}}, \"minProperties\": 1}", "{\"a\":1}"},
    {"{\"required\": [\"x\", \"x\"], \"additionalProperties\": {\"type\": \"integer\"}}",
     "{\"x\":1}"},
    {"{\"allOf\": [{\"required\": [\"a\"]}, {\"properties\": {\"a\": {\"const\": \"\\\"\\n\"}}}]}",
     "{\"a\":\"\\\"\\n\"}"},
    {"{\"oneOf\": [false, {\"const\": 5}]}", "5"},
    {"{\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\"}]}", "1"},
    {"{\"$ref\": \"#/components/schemas/Id\"}", "\"aaaa\""},
    {"{\"$ref\": \"#/components/schemas/List\"}", "{\"next\":\"next\"}"},
    {"{\"$ref\": \"#/components/schemas/Endless\"}", NULL},
    {"{\"$ref\": \"#/components/schemas/Nowhere\"}", NULL},
    {"{\"allOf\": [{\"$ref\": \"#/components/schemas/It\"}, {\"$ref\": "
     "\"#/components/schemas/It\"}]}",
     NULL},
    {"true", "\"text\""},
    {"{}", "\"text\""},
    {"false", NULL},
    {"{\"type\": \"string\", \"not\": {}}", NULL},
};

/* What a request may carry. */
static const struct node *make(struct api *api, struct arena *arena)
{
    struct value_maker *maker = value_maker_new(api, SCHEMA_REQUEST);
    const char *why = NULL;
    const struct node *value = generate_value(
        maker, arena, pointer_resolve(api->document->root, STR("/components/schemas/It")), STR_NONE,
        &why);

    ck_assert(value || why);
    value_maker_free(maker);
    return value;
}

static struct api *load_schema(const char *schema)
{
    char rest[4096];

    ck_assert((size_t)snprintf(
                  rest, sizeof rest,
                  "\"components\": {\"schemas\": {\"It\": %s,"
                  "\"Id\": {\"type\": \"string\", \"pattern\": \"^[a-f]{4}$\"},"
                  "\"List\": {\"properties\": {\"next\": {\"anyOf\": [{\"examples\": [{\"next\": "
                  "null}]}, {\"type\": \"null\"}]}}, \"required\": [\"next\"]},"
                  "\"Endless\": {\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": "
                  "\"#/components/schemas/Endless\"}}, \"required\": [\"a\"]},"
                  "\"Wide\": {\"properties\": {\"a\": {\"type\": \"array\", \"items\": {\"$ref\": "
                  "\"#/components/schemas/Wide\"}}, \"b\": {\"$ref\": "
                  "\"#/components/schemas/Wide/properties/a\"}, \"c\": {\"$ref\": "
                  "\"#/components/schemas/Wide/properties/a\"}}, \"required\": [\"a\", \"b\", "
                  "\"c\"]}}}",
                  schema) < sizeof rest);
    return load_paths("\"/a\": {\"get\": {}}", rest, NULL);
}

START_TEST(makes)
{
    struct api *api = load_schema(rows[_i].schema);
    struct arena arena;
    struct strbuf json;
    const struct node *value;

    arena_init(&arena);
    strbuf_init(&json, SIZE_MAX);
    value = make(api, &arena);
    ck_assert_msg((value != NULL) == (rows[_i].value != NULL), "%s", rows[_i].schema);
    if (value) {
        node_write(value, &json);
        ck_assert_msg(str_is(strbuf_str(&json), rows[_i].value), "%s: %s", rows[_i].schema,
                      json.text);
    }
    strbuf_release(&json);
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

static const char *const formats[] = {
#define FORMAT(name, kinds, undoubted, source, holds) name,
#include "format/formats.def"
#undef FORMAT
};

START_TEST(makes_what_a_format_asks)
{
    char schema[256];
    struct api *api;
    struct arena arena;
    const struct node *value;

    snprintf(schema, sizeof schema, "{\"type\": [\"string\", \"number\"], \"format\": \"%s\"}",
             formats[_i]);
    api = load_schema(schema);
    arena_init(&arena);
    value = make(api, &arena);
    ck_assert_msg(value != NULL, "%s", formats[_i]);
    ck_assert_msg(format_holds(str_of(formats[_i]), value), "%s: \"%.*s\"", formats[_i],
                  STR_ARGS(node_text(value)));
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

/* Three lists of itself in every object: 3^16 values if nothing stopped it. */
START_TEST(stops_at_recursion)
{
    struct api *api = load_schema("{\"$ref\": \"#/components/schemas/Wide\"}");
    struct arena arena;
    clock_t start = clock();

    arena_init(&arena);
    ck_assert(make(api, &arena) != NULL);
    ck_assert(clock() - start < 2 * CLOCKS_PER_SEC);
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

static void add_names(struct strbuf *text, const char *row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        strbuf_addf(text, row, i ? "," : "", i);
}

/* Names that one schema asks for and another describes. */
START_TEST(takes_many_names)
{
    enum { MANY = 4000, MORE = 60 * 1000 };
    size_t count = _i ? MORE : MANY;
    struct error err = {0};
    struct strbuf text;
    struct api *api;
    struct arena arena;
    const struct node *value;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text,
                    "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, "
                    "\"components\": {\"schemas\": {\"It\": {\"allOf\": [{\"required\": [");
    add_names(&text, "%s\"p%zu\"", count);
    strbuf_add_text(&text, "]}], \"properties\": {");
    add_names(&text, "%s\"p%zu\": {\"type\": \"integer\"}", count);
    strbuf_add_text(&text, "}}}}}");
    api = load_text(text.text, NULL, &err);
    ck_assert_msg(api != NULL, "%s", err.message);
    arena_init(&arena);
    value = make(api, &arena);
    ck_assert(value && value->length == count);
    arena_release(&arena);
    openapi_free(api);
    strbuf_release(&text);
}
END_TEST

UNIT_SUITE("value", UNIT_LOOP(makes, rows); UNIT_LOOP(makes_what_a_format_asks, formats);
           UNIT_TEST(stops_at_recursion); UNIT_TIMES(takes_many_names, 2))
