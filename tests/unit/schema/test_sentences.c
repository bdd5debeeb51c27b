/* What a failure tells, keyword by keyword: where in the instance, which keyword, where in the
   schema, by which way, and a sentence that a user understands. */
#include "document/data_excerpt.h"
#include "schema_text.h"

static const struct row {
    const char *keyword;
    enum schema_dialect dialect;
    const char *schema, *instance;
    /* Of the first failure: "POINTER LINE:COLUMN KEYWORD SCHEMALINE:COLUMN PATH\nSENTENCE\nEXPECTED
     * <> FOUND". */
    const char *told;
} rows[] = {
#define D20 DIALECT_2020_12
#define D7  DIALECT_DRAFT7
#define D19 DIALECT_2019_09
#define O30 DIALECT_OAS30
    {"type", D20, "{\"type\": \"integer\"}", "\"17a\"",
     " 1:1 type 1:10 /type\nexpected integer, found string \"17a\"\ninteger <> string \"17a\""},
    {"type", D20, "{\"type\": \"boolean\"}", "1.0",
     " 1:1 type 1:10 /type\nexpected boolean, found number 1.0\nboolean <> number 1.0"},
    {"type", DIALECT_DRAFT4, "{\"type\": \"integer\"}", "1.0",
     " 1:1 type 1:10 /type\nexpected integer, found number 1.0\ninteger <> number 1.0"},
    {"const", D20, "{\"const\": {\"a\": 1}}", "{\"a\": 2}",
     " 1:1 const 1:11 /const\nexpected {\"a\":1}, found {\"a\":2}\n{\"a\":1} <> {\"a\":2}"},
    {"enum", D20, "{\"enum\": [\"Red\", \"Green\"]}", "\"red\"",
     " 1:1 enum 1:10 /enum\n\"red\" is none of: \"Red\", \"Green\"; it differs from \"Red\" in "
     "case only\n\"Red\", \"Green\" <> \"red\""},
    {"enum", D20, "{\"enum\": []}", "1",
     " 1:1 enum 1:10 /enum\n1 is none of: (an empty list)\n(an empty list) <> 1"},
    {"multipleOf", D20, "{\"multipleOf\": 0.01}", "1.005",
     " 1:1 multipleOf 1:16 /multipleOf\n1.005 is not a multiple of 0.01\na multiple of 0.01 <> "
     "1.005"},
    {"minimum", D20, "{\"minimum\": 1}", "0",
     " 1:1 minimum 1:13 /minimum\n0 is less than the minimum of 1\nat least 1 <> 0"},
    {"maximum", D20, "{\"maximum\": 9}", "10",
     " 1:1 maximum 1:13 /maximum\n10 is more than the maximum of 9\nat most 9 <> 10"},
    {"exclusiveMinimum", D20, "{\"exclusiveMinimum\": 0}", "0",
     " 1:1 exclusiveMinimum 1:22 /exclusiveMinimum\n0 is not more than 0, which is excluded\nmore "
     "than 0 <> 0"},
    {"exclusiveMaximum", D20, "{\"exclusiveMaximum\": 5}", "5",
     " 1:1 exclusiveMaximum 1:22 /exclusiveMaximum\n5 is not less than 5, which is excluded\nless "
     "than 5 <> 5"},
    {"exclusiveMinimum", O30, "{\"minimum\": 0, \"exclusiveMinimum\": true}", "0",
     " 1:1 minimum 1:13 /minimum\n0 is not more than 0, which is excluded\nmore than 0 <> 0"},
    {"minLength", D20, "{\"minLength\": 3}", "\"ab\"",
     " 1:1 minLength 1:15 /minLength\nthe length is 2, at least 3 is required\na length of at "
     "least 3 <> 2 (\"ab\")"},
    {"maxLength", D20, "{\"maxLength\": 1}", "\"ab\"",
     " 1:1 maxLength 1:15 /maxLength\nthe length is 2, at most 1 is allowed\na length of at most 1 "
     "<> 2 (\"ab\")"},
    {"pattern", D20, "{\"pattern\": \"^[a-f]+$\"}", "\"xyz\"",
     " 1:1 pattern 1:13 /pattern\n\"xyz\" does not match ^[a-f]+$\na match of ^[a-f]+$ <> \"xyz\""},
    {"format", D20, "{\"format\": \"date-time\"}", "\"yesterday\"",
     " 1:1 format 1:12 /format\n\"yesterday\" is not a valid date-time\ndate-time <> "
     "\"yesterday\""},
    {"contentEncoding", D7, "{\"contentEncoding\": \"base64\"}", "\"a%==\"",
     " 1:1 contentEncoding 1:21 /contentEncoding\n\"a%==\" is not a valid base64 text\nbase64 text "
     "<> \"a%==\""},
    {"contentMediaType", D7, "{\"contentMediaType\": \"application/json\"}", "\"{:}\"",
     " 1:1 contentMediaType 1:22 /contentMediaType\n\"{:}\" is not a valid JSON text\nJSON text <> "
     "\"{:}\""},
    {"contentMediaType", D7,
     "{\"contentEncoding\": \"base64\", \"contentMediaType\": \"application/json\"}",
     "\"ezp9Cg==\"",
     " 1:1 contentMediaType 1:51 /contentMediaType\n\"ezp9Cg==\" is not a valid JSON text in "
     "base64\nJSON text in base64 <> \"ezp9Cg==\""},
    {"minItems", D20, "{\"minItems\": 2}", "[1]",
     " 1:1 minItems 1:14 /minItems\nthe number of items is 1, at least 2 is required\na number of "
     "items of at least 2 <> 1"},
    {"maxItems", D20, "{\"maxItems\": 1}", "[1, 2]",
     " 1:1 maxItems 1:14 /maxItems\nthe number of items is 2, at most 1 is allowed\na number of "
     "items of at most 1 <> 2"},
    {"uniqueItems", D20, "{\"uniqueItems\": true}", "[1, 2, 1.0]",
     "/2 1:8 uniqueItems 1:17 /uniqueItems\nthe items are not unique: 1.0 stands twice\nitems that "
     "differ <> 1.0 twice"},
    {"prefixItems", D20, "{\"prefixItems\": [{\"type\": \"null\"}]}", "[1]",
     "/0 1:2 type 1:27 /prefixItems/0/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"items", D20, "{\"items\": {\"type\": \"null\"}}", "[null, 1]",
     "/1 1:8 type 1:20 /items/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"items", D20, "{\"prefixItems\": [true], \"items\": false}", "[1, 2]",
     "/1 1:5 items 1:34 /items\nno value is allowed here, found integer 2\nno value <> integer 2"},
    {"additionalItems", D7, "{\"items\": [true], \"additionalItems\": false}", "[1, 2]",
     "/1 1:5 additionalItems 1:38 /additionalItems\nno value is allowed here, found integer 2\nno "
     "value <> integer 2"},
    {"contains", D20, "{\"contains\": {\"type\": \"null\"}}", "[1, 2]",
     " 1:1 contains 1:14 /contains\nthe number of items that match `contains` is 0, at least 1 is "
     "required\nat least 1 that match `contains` <> 0"},
    {"minContains", D20, "{\"contains\": {\"type\": \"null\"}, \"minContains\": 2}", "[null]",
     " 1:1 minContains 1:47 /minContains\nthe number of items that match `contains` is 1, at least "
     "2 is required\nat least 2 that match `contains` <> 1"},
    {"maxContains", D20, "{\"contains\": {\"type\": \"null\"}, \"maxContains\": 1}", "[null, null]",
     " 1:1 maxContains 1:47 /maxContains\nthe number of items that match `contains` is 2, at most "
     "1 is allowed\nat most 1 that match `contains` <> 2"},
    {"minProperties", D20, "{\"minProperties\": 2}", "{\"a\": 1}",
     " 1:1 minProperties 1:19 /minProperties\nthe number of properties is 1, at least 2 is "
     "required\na number of properties of at least 2 <> 1 (\"a\")"},
    {"maxProperties", D20, "{\"maxProperties\": 1}", "{\"a\": 1, \"b\": 2}",
     " 1:1 maxProperties 1:19 /maxProperties\nthe number of properties is 2, at most 1 is "
     "allowed\na number of properties of at most 1 <> 2 (\"a\", \"b\")"},
    {"required", D20, "{\"required\": [\"id\"]}", "{\"a\": 1}",
     " 1:1 required 1:15 /required\nrequired property \"id\" is missing\nproperty \"id\" <> \"a\""},
    {"required", D20, "{\"required\": [\"petId\"]}", "{\"a\": 1, \"petID\": 1, \"pe\": 1}",
     " 1:1 required 1:15 /required\nrequired property \"petId\" is missing\nproperty \"petId\" <> "
     "\"petID\", \"a\", \"pe\""},
    {"dependentRequired", D20, "{\"dependentRequired\": {\"card\": [\"owner\"]}}", "{\"card\": 1}",
     " 1:1 dependentRequired 1:33 /dependentRequired\nproperty \"owner\" is missing, which is "
     "required where \"card\" is present\nproperty \"owner\" <> \"card\""},
    {"properties", D20, "{\"properties\": {\"a\": {\"type\": \"null\"}}}", "{\"a\": 1}",
     "/a 1:7 type 1:31 /properties/a/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"patternProperties", D20, "{\"patternProperties\": {\"^x-\": {\"type\": \"null\"}}}",
     "{\"x-a\": 1}",
     "/x-a 1:9 type 1:40 /patternProperties/^x-/type\nexpected null, found integer 1\nnull <> "
     "integer 1"},
    {"additionalProperties", D20,
     "{\"properties\": {\"a\": true}, \"additionalProperties\": false}", "{\"b\": 1}",
     "/b 1:7 additionalProperties 1:53 /additionalProperties\nproperty \"b\" is not described, and "
     "others are not allowed\nno property \"b\" <> integer 1"},
    {"additionalProperties", D20, "{\"additionalProperties\": {\"type\": \"null\"}}", "{\"b\": 1}",
     "/b 1:7 type 1:35 /additionalProperties/type\nexpected null, found integer 1\nnull <> integer "
     "1"},
    {"propertyNames", D20, "{\"propertyNames\": {\"maxLength\": 2}}", "{\"long\": 1}",
     "/long 1:2 maxLength 1:33 /propertyNames/maxLength\nthe name \"long\": the length is 4, at "
     "most 2 is allowed\na length of at most 2 <> 4 (\"long\")"},
    {"propertyNames", D20, "{\"propertyNames\": {\"enum\": [\"a\"]}}", "{\"b\": 1}",
     "/b 1:2 enum 1:28 /propertyNames/enum\nthe name \"b\": \"b\" is none of: \"a\"\n\"a\" <> "
     "\"b\""},
    {"dependentSchemas", D20, "{\"dependentSchemas\": {\"a\": {\"required\": [\"b\"]}}}",
     "{\"a\": 1}",
     " 1:1 required 1:42 /dependentSchemas/a/required\nrequired property \"b\" is "
     "missing\nproperty \"b\" <> \"a\""},
    {"dependencies", D7, "{\"dependencies\": {\"a\": [\"b\"]}}", "{\"a\": 1}",
     " 1:1 dependencies 1:25 /dependencies\nproperty \"b\" is missing, which is required where "
     "\"a\" is present\nproperty \"b\" <> \"a\""},
    {"allOf", D20, "{\"allOf\": [true, {\"type\": \"null\"}]}", "1",
     " 1:1 type 1:27 /allOf/1/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"anyOf", D20, "{\"anyOf\": [{\"type\": \"null\"}, {\"minimum\": 5}]}", "1",
     " 1:1 anyOf 1:11 /anyOf\nfits none of the 2 schemas of anyOf; number 2 comes nearest\nwhat "
     "fits a schema of anyOf <> integer 1"},
    {"anyOf", D20, "{\"anyOf\": [{\"minimum\": 5}]}", "1",
     " 1:1 anyOf 1:11 /anyOf\ndoes not fit the only schema of anyOf\nwhat fits a schema of anyOf "
     "<> "
     "integer 1"},
    {"oneOf", D20, "{\"oneOf\": [{\"minimum\": 5}]}", "1",
     " 1:1 oneOf 1:11 /oneOf\ndoes not fit the only schema of oneOf\nwhat fits just one schema of "
     "oneOf "
     "<> integer 1"},
    {"oneOf", D20, "{\"oneOf\": [{\"type\": \"null\"}, {\"minimum\": 5}]}", "1",
     " 1:1 oneOf 1:11 /oneOf\nfits none of the 2 schemas of oneOf; number 2 comes nearest\nwhat "
     "fits just one schema of oneOf <> integer 1"},
    {"oneOf", D20, "{\"oneOf\": [{\"minimum\": 1}, {\"minimum\": 0}]}", "1",
     " 1:1 oneOf 1:11 /oneOf\nfits more than one schema of oneOf: number 1 and number 2\nwhat fits "
     "just one schema of oneOf <> what fits number 1 and number 2"},
    {"then", D20, "{\"if\": {\"required\": [\"a\"]}, \"then\": {\"required\": [\"b\"]}}",
     "{\"a\": 1}",
     " 1:1 required 1:51 /then/required\nrequired property \"b\" is missing\nproperty \"b\" <> "
     "\"a\""},
    {"else", D20, "{\"if\": {\"required\": [\"a\"]}, \"else\": {\"required\": [\"b\"]}}", "{}",
     " 1:1 required 1:51 /else/required\nrequired property \"b\" is missing\nproperty \"b\" <> no "
     "properties"},
    {"if", D20, "{\"if\": true, \"then\": false}", "1",
     " 1:1 then 1:22 /then\nno value is allowed here, found integer 1\nno value <> integer 1"},
    {"not", D20, "{\"not\": {\"type\": \"integer\"}}", "1",
     " 1:1 not 1:9 /not\n1 fits the schema that `not` excludes\n <> 1"},
    {"unevaluatedItems", D20, "{\"prefixItems\": [true], \"unevaluatedItems\": false}", "[1, 2]",
     "/1 1:5 unevaluatedItems 1:45 /unevaluatedItems\nno value is allowed here, found integer "
     "2\nno value <> integer 2"},
    {"unevaluatedProperties", D20,
     "{\"properties\": {\"a\": true}, \"unevaluatedProperties\": false}", "{\"a\": 1, \"b\": 2}",
     "/b 1:15 unevaluatedProperties 1:54 /unevaluatedProperties\nproperty \"b\" is not described, "
     "and others are not allowed\nno property \"b\" <> integer 2"},
    {"unevaluatedProperties", D20, "{\"unevaluatedProperties\": {\"type\": \"null\"}}",
     "{\"b\": 2}",
     "/b 1:7 type 1:36 /unevaluatedProperties/type\nexpected null, found integer 2\nnull <> "
     "integer 2"},
    {"$ref", D20,
     "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/n\"}}, \"$defs\": {\"n\": {\"type\": "
     "\"null\"}}}",
     "{\"a\": 1}",
     "/a 1:7 type 1:70 /properties/a/$ref/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"$dynamicRef", D20,
     "{\"items\": {\"$dynamicRef\": \"#n\"}, \"$defs\": {\"n\": {\"$dynamicAnchor\": \"n\", "
     "\"type\": \"null\"}}}",
     "[1]",
     "/0 1:2 type 1:81 /items/$dynamicRef/type\nexpected null, found integer 1\nnull <> integer 1"},
    {"$recursiveRef", D19, "{\"type\": \"array\", \"items\": {\"$recursiveRef\": \"#\"}}", "[1]",
     "/0 1:2 type 1:10 /items/$recursiveRef/type\nexpected array, found integer 1\narray <> "
     "integer 1"},
    {"false", D20, "{\"properties\": {\"a\": false}}", "{\"a\": 1}",
     "/a 1:7 properties 1:22 /properties/a\nno value is allowed here, found integer 1\nno value <> "
     "integer 1"},
};

static void note_first(void *context, const struct schema_failure *failure)
{
    char *told = context;
    struct position instance = node_position(failure->instance);
    struct position place = node_position(failure->place);
    struct arena arena;
    struct schema_evidence evidence;
    struct str pointer, path, message;

    if (*told)
        return;
    arena_init(&arena);
    pointer = node_pointer(&arena, failure->instance);
    path = schema_failure_path(failure);
    message = schema_failure_message(failure);
    evidence = schema_failure_evidence(failure, false);
    snprintf(told, 1024, "%.*s %zu:%zu %.*s %zu:%zu %.*s\n%.*s\n%.*s <> %.*s", STR_ARGS(pointer),
             instance.line, instance.column, STR_ARGS(failure->keyword), place.line, place.column,
             STR_ARGS(path), STR_ARGS(message),
             STR_ARGS(data_spans_show(&arena, evidence.expected)),
             STR_ARGS(data_spans_show(&arena, evidence.found)));
    arena_release(&arena);
}

START_TEST(tells)
{
    const struct row *row = &rows[_i];
    struct schema_settings settings = {.dialect = row->dialect, .formats = FORMATS_ERROR};
    char told[1024] = "";
    const struct schema_question question = {.failure = note_first, .context = told};
    struct judgement judgement;

    judge(&judgement, &settings, row->schema, row->instance, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", row->keyword, judgement.err.message);
    ck_assert_int_eq(
        schema_evaluate(judgement.evaluator, judgement.schema, judgement.instance, &question),
        SCHEMA_INVALID);
    ck_assert_msg(strcmp(told, row->told) == 0, "%s: told\n%s\nnot\n%s", row->keyword, told,
                  row->told);
    judgement_release(&judgement);
}
END_TEST

/* Every keyword that judges has its row. */
START_TEST(none_is_left_out)
{
    static const char *const silent[] = {
        "$ref",     "$recursiveRef", "$dynamicRef", "nullable", "contentSchema", "discriminator",
        "readOnly", "writeOnly",     "deprecated",  "$defs",    "definitions",   "x-nullable"};
    struct str keyword;

    for (size_t i = 0; (keyword = schema_keyword_at(i)).text; i++) {
        bool found = false;

        for (size_t j = 0; j < ARRAY_LENGTH(silent); j++)
            found = found || str_is(keyword, silent[j]);
        for (size_t j = 0; j < ARRAY_LENGTH(rows); j++)
            found = found || str_is(keyword, rows[j].keyword);
        ck_assert_msg(found, "%.*s has no row", STR_ARGS(keyword));
    }
}
END_TEST

UNIT_SUITE("sentences", UNIT_LOOP(tells, rows); UNIT_TEST(none_is_left_out))
