/* Dialects, resources and references between them. tests/conformance has the official suite's view
   of the same; here is what it does not ask. */
#include "schema_text.h"

enum { V = SCHEMA_VALID, I = SCHEMA_INVALID, U = SCHEMA_UNKNOWN };

#define D4  DIALECT_DRAFT4
#define D6  DIALECT_DRAFT6
#define D7  DIALECT_DRAFT7
#define D19 DIALECT_2019_09
#define D20 DIALECT_2020_12
#define O20 DIALECT_OAS20
#define O30 DIALECT_OAS30
#define O31 DIALECT_OAS31
#define O32 DIALECT_OAS32

#define META(uri) "{\"$ref\":\"" uri "\"}"

static const struct {
    const char *name;
    enum schema_dialect dialect;
    const char *schema, *instance;
    int verdict;
} rows[] = {
    {"draft 4 has no const", D4, "{\"const\":1}", "2", V},
    {"draft 6 has", D6, "{\"const\":1}", "2", I},
    {"draft 6 has no if", D6, "{\"if\":true,\"then\":false}", "2", V},
    {"draft 7 has", D7, "{\"if\":true,\"then\":false}", "2", I},
    {"draft 4's exclusiveMinimum", D4, "{\"minimum\":1,\"exclusiveMinimum\":true}", "1", I},
    {"draft 4's integers", D4, "{\"type\":\"integer\"}", "1.0", I},
    {"list of items", D7, "{\"items\":[{},{\"type\":\"null\"}],\"additionalItems\":false}", "[1,2]",
     I},
    {"additionalItems", D19, "{\"items\":[{}],\"additionalItems\":{\"type\":\"null\"}}",
     "[1,null,2]", I},
    {"additionalItems beside a schema", D7, "{\"items\":{},\"additionalItems\":false}", "[1]", V},
    {"list of items, 2020-12", D20, "{\"items\":[{}]}", "[1]", U},
    {"dependencies", D4, "{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"required\":[\"d\"]}}}",
     "{\"c\":1}", I},
    {"dependencies, names", D4, "{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"required\":[\"d\"]}}}",
     "{\"a\":1}", I},
    {"OpenAPI 2.0 has no anyOf", O20, "{\"anyOf\":[{\"type\":\"null\"}]}", "1", V},
    {"OpenAPI 2.0 has allOf", O20, "{\"allOf\":[{\"type\":\"string\"}]}", "1", I},
    {"OpenAPI 2.0 has no nullable", O20, "{\"type\":\"string\",\"nullable\":true}", "null", I},
    {"OpenAPI 2.0 has x-nullable", O20, "{\"type\":\"string\",\"x-nullable\":true}", "null", V},
    {"OpenAPI 2.0: x-nullable is null alone", O20, "{\"type\":\"string\",\"x-nullable\":true}", "1",
     I},
    {"OpenAPI 3.0 has no x-nullable", O30, "{\"type\":\"string\",\"x-nullable\":true}", "null", I},
    {"OpenAPI 2.0: required as a flag", O20, "{\"type\":\"string\",\"required\":true}", "\"\"", V},
    {"OpenAPI 3.0 has", O30, "{\"type\":\"string\",\"nullable\":true}", "null", V},
    {"OpenAPI 3.1 has none", O31, "{\"type\":\"string\",\"nullable\":true}", "null", I},
    {"OpenAPI 3.2 is 2020-12", O32, "{\"prefixItems\":[{\"const\":1}]}", "[2]", I},
    {"$schema beats the default", D20,
     "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"prefixItems\":[false]}", "[1]", V},
    {"each resource its own", D20,
     "{\"items\":{\"$id\":\"old\",\"$schema\":\"http://json-schema.org/draft-07/schema#\","
     "\"prefixItems\":[false]},\"prefixItems\":[false]}",
     "[[1]]", I},
    {"an embedded resource of another draft", D20,
     "{\"items\":{\"$id\":\"old\",\"$schema\":\"http://json-schema.org/draft-07/schema#\","
     "\"prefixItems\":[false]}}",
     "[[1]]", V},
    {"an embedded resource of an unknown dialect", D20,
     "{\"items\":{\"$id\":\"x\",\"$schema\":\"https://example.com/mine\",\"type\":\"null\"}}",
     "[1]", U},
    {"and what lies beside it", D20,
     "{\"items\":{\"$id\":\"x\",\"$schema\":\"https://example.com/mine\"},\"maxItems\":0}", "[1]",
     I},
    {"$schema in a component of OpenAPI 3.1", O31,
     "{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{\"a\":{\"$schema\":"
     "\"http://json-schema.org/draft-07/schema#\",\"items\":[{\"$ref\":"
     "\"#/components/schemas/b\"}]},\"b\":{\"type\":\"null\"}}},"
     "\"$ref\":\"#/components/schemas/a\"}",
     "[1]", I},
    {"$id in an example of OpenAPI 3.1 is data", O31,
     "{\"openapi\":\"3.1.0\",\"components\":{\"examples\":{\"a\":{\"value\":{\"schema\":{\"$id\":"
     "\"https://a/b\",\"type\":\"null\"}}}},\"schemas\":{\"b\":{\"$id\":\"https://a/b\","
     "\"type\":\"string\"}}},\"$ref\":\"https://a/b\"}",
     "\"x\"", V},
    {"relative to an $id", D20,
     "{\"$id\":\"https://a/b/c\",\"$ref\":\"../d#/$defs/n\",\"$defs\":{\"x\":{\"$id\":\"/d\","
     "\"$defs\":{\"n\":{\"type\":\"null\"}}}}}",
     "1", I},
    {"draft 7's anchor", D7,
     "{\"allOf\":[{\"$ref\":\"#n\"}],\"definitions\":{\"a\":{\"$id\":\"#n\",\"type\":\"null\"}}}",
     "1", I},
    {"an outermost dynamic anchor", D20,
     "{\"$id\":\"https://a/strict\",\"$dynamicAnchor\":\"node\",\"$ref\":\"tree\","
     "\"required\":[\"v\"],\"$defs\":{\"t\":{\"$id\":\"tree\",\"$dynamicAnchor\":\"node\","
     "\"additionalProperties\":{\"$dynamicRef\":\"#node\"}}}}",
     "{\"v\":{\"a\":{}}}", I},
    {"a $recursiveRef", D19,
     "{\"$id\":\"https://a/strict\",\"$recursiveAnchor\":true,\"$ref\":\"tree\","
     "\"required\":[\"v\"],\"$defs\":{\"t\":{\"$id\":\"tree\",\"$recursiveAnchor\":true,"
     "\"additionalProperties\":{\"$recursiveRef\":\"#\"}}}}",
     "{\"v\":{\"a\":{}}}", I},
    {"a $recursiveRef without anchor", D19,
     "{\"$id\":\"https://a/strict\",\"$recursiveAnchor\":true,\"$ref\":\"tree\",\"$defs\":{\"t\":"
     "{\"$id\":\"tree\",\"type\":\"object\",\"additionalProperties\":{\"$recursiveRef\":\"#\"}}}}",
     "{\"v\":1}", I},
    {"meta-schema, draft 4", D4, META("http://json-schema.org/draft-04/schema#"),
     "{\"properties\":{\"a\":{\"minimum\":\"1\"}}}", I},
    {"meta-schema, draft 6", D6, META("http://json-schema.org/draft-06/schema#"),
     "{\"properties\":{\"a\":{\"contains\":1}}}", I},
    {"meta-schema, draft 7", D7, META("http://json-schema.org/draft-07/schema#"),
     "{\"items\":[{\"if\":{\"type\":\"x\"}}]}", I},
    {"meta-schema, 2019-09", D19, META("https://json-schema.org/draft/2019-09/schema"),
     "{\"items\":[{\"if\":{\"dependentRequired\":{\"a\":\"x\"}}}]}", I},
    {"meta-schema, 2020-12", D20, META("https://json-schema.org/draft/2020-12/schema"),
     "{\"allOf\":[{\"not\":{\"prefixItems\":{}}}]}", I},
    {"meta-schema, a valid schema", D20, META("https://json-schema.org/draft/2020-12/schema"),
     "{\"allOf\":[{\"not\":{\"prefixItems\":[true,{\"$dynamicRef\":\"#x\"}]}}]}", V},
    {"meta-schema, OpenAPI 3.1", O31, META("https://spec.openapis.org/oas/3.1/dialect/base"),
     "{\"items\":{\"discriminator\":{}}}", I},
    {"meta-schema, OpenAPI 3.2", O32, META("https://spec.openapis.org/oas/3.2/dialect/2025-09-17"),
     "{\"items\":{\"xml\":{\"nodeType\":\"x\"}}}", I},
    {"OpenAPI 3.0: a schema", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"type\":\"string\",\"nullable\":true,\"x-a\":{},\"minLength\":1,\"maximum\":1,"
     "\"exclusiveMaximum\":true}",
     V},
    {"OpenAPI 3.0: no list of types", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"items\":{\"type\":[\"string\",\"null\"]}}", I},
    {"OpenAPI 3.0: an array has items", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"properties\":{\"a\":{\"type\":\"array\"}}}", I},
    {"OpenAPI 3.0: exclusiveMinimum is no number", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"allOf\":[{\"exclusiveMinimum\":1}]}", I},
    {"OpenAPI 3.0: a keyword of another dialect", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"not\":{\"const\":1}}", I},
    {"OpenAPI 3.0: beside a $ref all is ignored", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"anyOf\":[{\"$ref\":\"#/a\",\"const\":1}]}", V},
    {"OpenAPI 3.0: not both readOnly and writeOnly", O30,
     META("urn:oasdrift:oas/3.0/schema-object"), "{\"readOnly\":true,\"writeOnly\":true}", I},
    {"OpenAPI 3.0: a discriminator is an object", O30, META("urn:oasdrift:oas/3.0/schema-object"),
     "{\"oneOf\":[{\"discriminator\":\"kind\"}]}", I},
    {"OpenAPI 2.0: a schema", O20, META("urn:oasdrift:oas/2.0/schema-object"),
     "{\"type\":[\"string\",\"null\"],\"discriminator\":\"kind\",\"additionalProperties\":{"
     "\"type\":\"array\",\"items\":{}}}",
     V},
    {"OpenAPI 2.0: no nullable", O20, META("urn:oasdrift:oas/2.0/schema-object"),
     "{\"properties\":{\"a\":{\"nullable\":true}}}", I},
    {"OpenAPI 2.0: no oneOf", O20, META("urn:oasdrift:oas/2.0/schema-object"),
     "{\"allOf\":[{\"oneOf\":[{}]}]}", I},
    {"OpenAPI 2.0: enum is not empty", O20, META("urn:oasdrift:oas/2.0/schema-object"),
     "{\"enum\":[]}", I},
    {"OpenAPI 3.1: its own part, dated", O31,
     META("https://spec.openapis.org/oas/3.1/meta/2024-11-10"), "{\"xml\":{\"attribute\":1}}", I},
    {"OpenAPI 3.2: nodeType stands alone", O32,
     META("https://spec.openapis.org/oas/3.2/dialect/2025-09-17"),
     "{\"xml\":{\"nodeType\":\"text\",\"wrapped\":true}}", I},
    {"a definition of a meta-schema, draft 4", D4,
     META("http://json-schema.org/draft-04/schema#/definitions/positiveIntegerDefault0"), "-1", I},
    {"a definition of a meta-schema, draft 7", D7,
     META("http://json-schema.org/draft-07/schema#/definitions/stringArray"), "[1]", I},
    {"a definition of a meta-schema, 2020-12", D20,
     META("https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes"), "\"x\"", I},
    {"a dialect that adds OpenAPI's vocabulary", D20,
     "{\"$schema\":\"https://spec.openapis.org/oas/3.2/dialect/2025-09-17\",\"const\":1}", "2", I},
    {"content of later drafts is not judged", D19, "{\"contentEncoding\":\"base64\"}", "\"%\"", V},
    {"content of draft 7 is", D7, "{\"contentEncoding\":\"base64\"}", "\"%\"", I},
    {"content of another encoding", D7,
     "{\"contentEncoding\":\"gzip\",\"contentMediaType\":\"application/json\"}", "\"%\"", V},
    {"content of another type", D7, "{\"contentMediaType\":\"text/html\"}", "\"%\"", V},
    {"a meta-schema across dialects", D20, META("http://json-schema.org/draft-07/schema#"),
     "{\"type\":\"x\"}", I},
};

START_TEST(judges)
{
    struct schema_settings settings = {.dialect = rows[_i].dialect};
    struct judgement judgement;

    judge(&judgement, &settings, rows[_i].schema, rows[_i].instance, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", rows[_i].name, judgement.err.message);
    ck_assert_msg((int)judgement.verdict == rows[_i].verdict, "%s: verdict %d\n%s%s", rows[_i].name,
                  (int)judgement.verdict, judgement.text, judgement.reason);
    judgement_release(&judgement);
}
END_TEST

/* They are part of the program, with all that they refer to. */
static const char *const metaschemas[] = {
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2020-12/meta/core",
    "https://json-schema.org/draft/2020-12/meta/format-assertion",
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
};

START_TEST(refers_to_metaschema)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    char schema[200];
    struct judgement judgement;

    snprintf(schema, sizeof schema, "{\"$ref\":\"%s\"}", metaschemas[_i]);
    judge(&judgement, &settings, schema, "{\"type\":1}", SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", metaschemas[_i], judgement.err.message);
    ck_assert_msg(judgement.verdict != SCHEMA_UNKNOWN, "%s: %s", metaschemas[_i], judgement.reason);
    judgement_release(&judgement);
}
END_TEST

static const struct {
    const char *schema, *message;
} nowhere[] = {
    {"{\"$ref\":\"https://example.com/a\"}",
     "test.json:1:9: $ref leads out of the document: \"https://example.com/a\""},
    {"{\"$id\":\"https://x/"
     "a\",\"$ref\":\"b\\u0000c\",\"$defs\":{\"q\":{\"$id\":\"b?c\"},\"r\":{\"$id\":\"b\"}}}",
     "test.json:1:29: $ref leads to nothing: \"b\\u{0}c\""},
    {"{\"$ref\":\"#a\"}", "test.json:1:9: $ref leads nowhere: \"#a\""},
    {"{\"$dynamicRef\":\"#a\"}", "test.json:1:16: $ref leads nowhere: \"#a\""},
    {"{\"$ref\":\"https://a/b\",\"not\":{\"enum\":[{\"$id\":\"https://a/b\"}]}}",
     "test.json:1:9: $ref leads out of the document: \"https://a/b\""},
    {"{\"$ref\":\"#/a\",\"a\":1}",
     "test.json:1:9: $ref leads to no schema but to a value of type integer: \"#/a\""},
    {"{\"$ref\":\"#\"}", "test.json:1:9: $ref leads back to itself and never to a schema: # -> #"},
    {"{\"$ref\":\"#/a\",\"a\":{\"$ref\":\"#/b\"},\"b\":{\"$ref\":\"#/a\"}}",
     "test.json:1:9: $ref leads back to itself and never to a schema: #/a -> #/b -> #/a"},
    {"{\"items\":{\"$ref\":\"#/a\"},\"a\":{\"$ref\":\"#/b\"},\"b\":{\"$ref\":\"#/c\"},"
     "\"c\":{\"$ref\":\"#/b\"}}",
     "test.json:1:18: $ref leads back to itself and never to a schema: "
     "#/a -> #/b -> #/c -> #/b -> #/c -> ..."},
};

START_TEST(leads_nowhere)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;

    judge(&judgement, &settings, nowhere[_i].schema, "1", SCHEMA_ANY);
    ck_assert_msg(judgement.schema == NULL, "%s is compiled", nowhere[_i].schema);
    ck_assert_str_eq(judgement.err.message, nowhere[_i].message);
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("dialects", UNIT_LOOP(judges, rows); UNIT_LOOP(refers_to_metaschema, metaschemas);
           UNIT_LOOP(leads_nowhere, nowhere))
