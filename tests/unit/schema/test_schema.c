/* What a schema says of an instance: verdicts and the sentences of failures. */
#include "schema_text.h"

enum { V = SCHEMA_VALID, I = SCHEMA_INVALID, U = SCHEMA_UNKNOWN };

#define S20 DIALECT_2020_12
#define O30 DIALECT_OAS30
#define O31 DIALECT_OAS31

static const struct row {
    const char *name;
    enum schema_dialect dialect;
    const char *schema, *instance;
    int verdict;
    const char *failures; /* all of them; NULL: not looked at */
} rows[] = {
    {"type", S20, "{\"type\":\"integer\"}", "\"17a\"", I,
     " type: expected integer, found string \"17a\""},
    {"type integer takes 1.0", S20, "{\"type\":\"integer\"}", "1.0", V, ""},
    {"type integer takes 1e2", S20, "{\"type\":\"integer\"}", "1e2", V, ""},
    {"type list", S20, "{\"type\":[\"integer\",\"boolean\",\"null\"]}", "{}", I,
     " type: expected integer, boolean or null, found object"},
    {"type boolean", S20, "{\"type\":\"boolean\"}", "null", I,
     " type: expected boolean, found null"},
    {"type in oas30 is no list", O30, "{\"type\":[\"integer\",\"null\"]}", "1", U, ""},
    {"unknown type", S20, "{\"type\":\"file\"}", "1", U, ""},
    {"pattern", S20, "{\"pattern\":\"^[a-f0-9]{24}$\"}", "\"abc\"", I,
     " pattern: \"abc\" does not match ^[a-f0-9]{24}$"},
    {"enum", S20, "{\"enum\":[\"Add\",\"Copy\",1]}", "\"x\"", I,
     " enum: \"x\" is none of: \"Add\", \"Copy\", 1"},
    {"enum by value", S20, "{\"enum\":[1.0,{\"a\":[1]}]}", "{\"a\":[1e0]}", V, ""},
    {"large enum", S20, "{\"enum\":[1,2,3,4,5,6,7,8,9,\"a\",null,{\"b\":1,\"a\":2}]}",
     "{\"a\":2.0,\"b\":1}", V, ""},
    {"large enum, not among", S20, "{\"enum\":[1,2,3,4,5,6,7,8,9,10]}", "11", I, NULL},
    {"const", S20, "{\"const\":{\"a\":1}}", "{\"a\":2}", I,
     " const: expected {\"a\":1}, found {\"a\":2}"},
    {"required", S20, "{\"required\":[\"id\",\"name\"]}", "{\"name\":1}", I,
     " required: required property \"id\" is missing"},
    {"maxLength", S20, "{\"maxLength\":2}", "\"abc\"", I,
     " maxLength: the length is 3, at most 2 is allowed"},
    {"minLength counts code points", S20, "{\"minLength\":2}", "\"\\ud83d\\ude00\"", I,
     " minLength: the length is 1, at least 2 is required"},
    {"multipleOf on digits", S20, "{\"multipleOf\":0.0001}", "0.0075", V, ""},
    {"multipleOf", S20, "{\"multipleOf\":0.01}", "0.0075", I,
     " multipleOf: 0.0075 is not a multiple of 0.01"},
    {"multipleOf zero", S20, "{\"multipleOf\":0}", "1", U, NULL},
    {"minimum past 64 bits", S20, "{\"minimum\":12345678901234567890123}",
     "12345678901234567890122", I,
     " minimum: 12345678901234567890122 is less than the minimum of 12345678901234567890123"},
    {"exclusiveMaximum", S20, "{\"exclusiveMaximum\":3}", "3.0", I,
     " exclusiveMaximum: 3.0 is not less than 3, which is excluded"},
    {"uniqueItems", S20, "{\"uniqueItems\":true}", "[1,\"1\",1.0]", I,
     "/2 uniqueItems: the items are not unique: 1.0 stands twice"},
    {"uniqueItems of many", S20, "{\"uniqueItems\":true}",
     "[1,2,3,4,5,6,7,8,9,10,{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]", I, NULL},
    {"uniqueItems of many that are", S20, "{\"uniqueItems\":true}",
     "[1,2,3,4,5,6,7,8,9,10,[1],[2],true,1e1000]", V, ""},
    {"items", S20, "{\"items\":{\"type\":\"string\"}}", "[\"a\",1,\"b\",2]", I,
     "/1 type: expected string, found integer 1\n/3 type: expected string, found integer 2"},
    {"prefixItems and items", S20, "{\"prefixItems\":[true],\"items\":false}", "[1,2]", I,
     "/1 items: no value is allowed here, found integer 2"},
    {"contains", S20, "{\"contains\":{\"type\":\"null\"},\"minContains\":2}", "[null,1]", I,
     " minContains: the number of items that match `contains` is 1, at least 2 is required"},
    {"maxContains", S20, "{\"contains\":{\"type\":\"null\"},\"maxContains\":1}", "[null,null]", I,
     " maxContains: the number of items that match `contains` is 2, at most 1 is allowed"},
    {"additionalProperties", S20, "{\"properties\":{\"a\":{}},\"additionalProperties\":false}",
     "{\"a\":1,\"b\":2}", I,
     "/b additionalProperties: property \"b\" is not described, and others are not allowed"},
    {"many properties", S20,
     "{\"properties\":{\"a\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{},\"f\":{\"type\":\"null\"}},"
     "\"additionalProperties\":false}",
     "{\"f\":1,\"a\":2,\"g\":1}", I,
     "/f type: expected null, found integer 1\n"
     "/g additionalProperties: property \"g\" is not described, and others are not allowed"},
    {"patternProperties", S20, "{\"patternProperties\":{\"^x-\":{\"type\":\"string\"}}}",
     "{\"x-a\":1,\"y\":1}", I, "/x-a type: expected string, found integer 1"},
    {"propertyNames", S20, "{\"propertyNames\":{\"maxLength\":1}}", "{\"ab\":1}", I, NULL},
    {"dependentRequired", S20, "{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"a\":1}", I,
     " dependentRequired: property \"b\" is missing, which is required where \"a\" is present"},
    {"dependentSchemas", S20, "{\"dependentSchemas\":{\"a\":{\"maxProperties\":1}}}",
     "{\"a\":1,\"b\":1}", I, " maxProperties: the number of properties is 2, at most 1 is allowed"},
    {"unevaluatedProperties", S20,
     "{\"allOf\":[{\"properties\":{\"a\":{}}}],\"unevaluatedProperties\":false}",
     "{\"a\":1,\"b\":2}", I,
     "/b unevaluatedProperties: property \"b\" is not described, and others are not allowed"},
    {"not", S20, "{\"not\":{\"type\":\"string\"}}", "\"a\"", I,
     " not: \"a\" fits the schema that `not` excludes"},
    {"anyOf tells of the nearest branch only", S20,
     "{\"anyOf\":[{\"type\":\"object\",\"required\":[\"x\",\"y\"]},{\"type\":\"object\","
     "\"properties\":{\"a\":{\"type\":\"string\"}}}]}",
     "{\"a\":1}", I,
     " anyOf: fits none of the 2 schemas of anyOf; number 2 comes nearest\n"
     "/a type: expected string, found integer 1"},
    {"oneOf, a tie goes to the branch with the const", S20,
     "{\"oneOf\":[{\"properties\":{\"t\":{\"const\":\"a\"},\"n\":{\"type\":\"string\"}}},"
     "{\"properties\":{\"t\":{\"const\":\"b\"},\"n\":{\"type\":\"null\"},\"m\":{\"type\":\"null\"}}"
     "}]}",
     "{\"t\":\"b\",\"n\":1,\"m\":null}", I,
     " oneOf: fits none of the 2 schemas of oneOf; number 2 comes nearest\n"
     "/n type: expected null, found integer 1"},
    {"null is not what an object was meant to be", S20,
     "{\"anyOf\":[{\"type\":\"object\",\"required\":[\"x\",\"y\"]},{\"type\":\"null\"}]}", "{}", I,
     " anyOf: fits none of the 2 schemas of anyOf; number 1 comes nearest\n"
     " required: required property \"x\" is missing\n"
     " required: required property \"y\" is missing"},
    {"a literal tells the branch, whatever else is wrong", S20,
     "{\"oneOf\":[{\"properties\":{\"t\":{\"const\":\"a\"}}},"
     "{\"properties\":{\"t\":{\"const\":\"b\"}},\"required\":[\"x\",\"y\"]}]}",
     "{\"t\":\"b\"}", I,
     " oneOf: fits none of the 2 schemas of oneOf; number 2 comes nearest\n"
     " required: required property \"x\" is missing\n"
     " required: required property \"y\" is missing"},
    {"oneOf, two fit", S20, "{\"oneOf\":[{},{\"type\":\"null\"},{\"type\":\"integer\"}]}", "1", I,
     " oneOf: fits more than one schema of oneOf: number 1 and number 3"},
    {"discriminator chooses the branch", O31,
     "{\"oneOf\":[{\"$ref\":\"#/$defs/Cat\"},{\"$ref\":\"#/$defs/Dog\"}],"
     "\"discriminator\":{\"propertyName\":\"t\",\"mapping\":{\"d\":\"#/$defs/Dog\"}},"
     "\"$defs\":{\"Cat\":{\"required\":[\"meow\"]},"
     "\"Dog\":{\"required\":[\"bark\",\"tail\",\"nose\"]}}}",
     "{\"t\":\"d\"}", I,
     " oneOf: fits none of the 2 schemas of oneOf; number 2 comes nearest\n"
     " required: required property \"bark\" is missing\n"
     " required: required property \"tail\" is missing\n"
     " required: required property \"nose\" is missing"},
    {"a long name is shortened", S20,
     "{\"required\":["
     "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "\u00e9\u00e9\"]}",
     "{}", I,
     " required: required property "
     "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...60e8b563...aaaaaaaaaaaaaaaaaaaaaaéé\" is "
     "missing"},
    {"if then", S20,
     "{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},"
     "\"else\":{\"required\":[\"c\"]}}",
     "{\"a\":1}", I, " required: required property \"b\" is missing"},
    {"if else", S20,
     "{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},"
     "\"else\":{\"required\":[\"c\"]}}",
     "{}", I, " required: required property \"c\" is missing"},
    {"a chain of $ref", S20,
     "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":"
     "\"#/$defs/c\"},\"c\":{\"$ref\":\"#/$defs/d\"},\"d\":{\"type\":\"null\"}}}",
     "1", I, " type: expected null, found integer 1"},
    {"a chain of lone branches", S20,
     "{\"items\":{\"allOf\":[{\"anyOf\":[{\"oneOf\":[{\"$ref\":\"#/$defs/a\"}]}]}]},"
     "\"$defs\":{\"a\":{\"type\":\"string\",\"maxLength\":1}}}",
     "[\"a\",\"bc\"]", I, NULL},
    {"no branch at all", S20, "{\"items\":{\"oneOf\":[]}}", "[]", V, ""},
    {"a lone branch that holds", S20,
     "{\"items\":{\"allOf\":[{\"oneOf\":[{\"type\":\"string\",\"maxLength\":1}]}]}}",
     "[\"a\",\"b\"]", V, ""},
    {"items of several kinds", S20, "{\"items\":{\"type\":[\"integer\",\"object\"]}}", "[1,{},2.5]",
     I, "/2 type: expected integer or object, found number 2.5"},
    {"items behind others", S20, "{\"prefixItems\":[true],\"items\":{\"type\":\"integer\"}}",
     "[\"a\",1]", V, ""},
    {"$ref with a sibling", S20,
     "{\"$ref\":\"#/$defs/a\",\"minimum\":5,\"$defs\":{\"a\":{\"maximum\":1}}}", "3", I,
     " maximum: 3 is more than the maximum of 1\n minimum: 3 is less than the minimum of 5"},
    {"$anchor", S20, "{\"$ref\":\"#n\",\"$defs\":{\"a\":{\"$anchor\":\"n\",\"type\":\"null\"}}}",
     "1", I, NULL},
    {"recursive schema", S20,
     "{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"additionalProperties\":false}",
     "{\"next\":{\"next\":{\"x\":1}}}", I, NULL},
    {"an unknown dialect", S20, "{\"$schema\":\"http://json-schema.org/draft-03/schema#\"}", "1", U,
     ""},
    {"2020-12 by name", S20,
     "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"null\"}", "1", I,
     NULL},
    {"a property of the name $id", S20,
     "{\"properties\":{\"$id\":{\"type\":\"string\"},\"a\":{\"$ref\":\"#/$defs/n\"}},"
     "\"$defs\":{\"n\":{\"items\":{\"$ref\":\"#/$defs/n\"}}}}",
     "{\"a\":[[]]}", V, ""},
    {"$ref below an $id", S20,
     "{\"items\":{\"$id\":\"x\",\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}}", "[[[]]]", V, ""},
    {"boolean schema", S20, "false", "1", I, " : no value is allowed here, found integer 1"},
    {"a doubt in a branch that does not matter", S20,
     "{\"anyOf\":[{\"minimum\":\"a\"},{\"type\":\"integer\"}]}", "1", V, ""},
    {"a doubt and a failure", S20, "{\"minimum\":\"a\",\"type\":\"null\"}", "1", I, NULL},
    {"a doubt under not", S20, "{\"not\":{\"minimum\":\"a\"}}", "1", U, ""},
    {"a doubt only for strings", S20, "{\"pattern\":\"\\\\A\"}", "1", V, ""},
    {"a pattern that is none", S20, "{\"pattern\":\"\\\\Aa\"}", "\"a\"", U, ""},
    {"required that is no array", O30, "{\"required\":true}", "{}", U, ""},

    {"oas30 nullable", O30, "{\"type\":\"string\",\"nullable\":true}", "null", V, ""},
    {"oas30 nullable beside allOf", O30, "{\"nullable\":true,\"allOf\":[{\"type\":\"string\"}]}",
     "null", V, "~ nullable: null does not fit allOf, and nullable adds null to a `type` only"},
    {"oas30 nullable beside anyOf", O30, "{\"nullable\":true,\"anyOf\":[{\"type\":\"string\"}]}",
     "null", V, "~ nullable: null does not fit anyOf, and nullable adds null to a `type` only"},
    {"oas30 nullable beside type and allOf", O30,
     "{\"nullable\":true,\"type\":\"string\",\"allOf\":[{\"type\":\"string\"}]}", "null", V,
     "~ nullable: null does not fit allOf, and nullable adds null to a `type` only"},
    {"oas30 nullable beside what takes null", O30,
     "{\"nullable\":true,\"oneOf\":[{\"type\":\"string\",\"nullable\":true},{\"type\":\"integer\"}]"
     "}",
     "null", V, ""},
    {"oas30 nullable in a branch decides as before", O30,
     "{\"oneOf\":[{\"nullable\":true,\"allOf\":[{\"type\":\"string\"}]},{\"type\":\"integer\"}]}",
     "null", V, "~ nullable: null does not fit allOf, and nullable adds null to a `type` only"},
    {"oas30 an integer with a fraction", O30, "{\"type\":\"integer\"}", "25.0", V,
     "~ type: 25.0 is an integer that is written with a fraction or an exponent"},
    {"oas30 an integer with an exponent", O30, "{\"items\":{\"type\":\"integer\"}}", "[1,1E2]", V,
     "~/1 type: 1E2 is an integer that is written with a fraction or an exponent"},
    {"oas30 a number with a fraction", O30, "{\"type\":\"number\"}", "25.0", V, ""},
    {"oas30 no integer", O30, "{\"type\":\"integer\"}", "25.5", I,
     " type: expected integer, found number 25.5"},
    {"oas30 nullable beside oneOf, another type", O30,
     "{\"nullable\":true,\"oneOf\":[{\"type\":\"string\"}]}", "1", I, NULL},
    {"oas30 nullable inside an allOf is that schema's", O30,
     "{\"allOf\":[{\"type\":\"string\"},{\"type\":\"string\",\"nullable\":true}]}", "null", I,
     " type: expected string, found null"},
    {"oas30 nullable with enum without null", O30,
     "{\"type\":\"string\",\"nullable\":true,\"enum\":[\"a\"]}", "null", I,
     " enum: null is none of: \"a\""},
    {"an enum's value in another case", S20, "{\"enum\":[\"Add\",\"Copy\"]}", "\"copy\"", I,
     " enum: \"copy\" is none of: \"Add\", \"Copy\"; it differs from \"Copy\" in case only"},
    {"oas31 has no nullable", O31, "{\"type\":\"string\",\"nullable\":true}", "null", I, NULL},
    {"oas30 exclusiveMinimum", O30, "{\"minimum\":1,\"exclusiveMinimum\":true}", "1", I,
     " minimum: 1 is not more than 1, which is excluded"},
    {"oas30 exclusiveMinimum false", O30, "{\"minimum\":1,\"exclusiveMinimum\":false}", "1", V, ""},
    {"oas30 exclusiveMinimum as a number", O30, "{\"exclusiveMinimum\":1}", "1", U, ""},
    {"oas30 siblings of $ref are ignored", O30,
     "{\"properties\":{\"a\":{\"$ref\":\"#/x\",\"type\":\"null\"}},\"x\":{\"type\":\"integer\"}}",
     "{\"a\":1}", V, ""},
    {"oas30 knows no const", O30, "{\"const\":1}", "2", V, ""},
    {"oas30 knows no if", O30, "{\"if\":{},\"then\":false}", "2", V, ""},
    {"oas30 knows no patternProperties", O30, "{\"patternProperties\":{\".\":false}}", "{\"a\":1}",
     V, ""},
};

START_TEST(judges)
{
    const struct row *row = &rows[_i];
    struct schema_settings settings = {.dialect = row->dialect, .formats = FORMATS_STANDARD};
    struct judgement judgement;

    judge(&judgement, &settings, row->schema, row->instance, SCHEMA_ANY);
    ck_assert_msg(!judgement.err.raised, "%s: %s", row->name, judgement.err.message);
    ck_assert_msg((int)judgement.verdict == row->verdict, "%s: verdict %d\n%s\n%s", row->name,
                  (int)judgement.verdict, judgement.text, judgement.reason);
    ck_assert_msg(!row->failures || strcmp(judgement.text, row->failures) == 0, "%s:\n%s",
                  row->name, judgement.text);
    ck_assert_msg((judgement.verdict == SCHEMA_UNKNOWN) <= (judgement.doubts > 0),
                  "%s: unknown without a doubt", row->name);
    judgement_release(&judgement);
}
END_TEST

static const struct {
    const char *schema, *message; /* what the error holds */
} refusals[] = {
    {"[]", "test.json:1:1: a schema is an object or a boolean"},
    {"{\"$ref\":\"#/nowhere\"}", "test.json:1:9: $ref leads to nothing: \"#/nowhere\""},
    {"{\"$ref\":\"other.json\"}", "$ref leads out of the document"},
    {"{\"$ref\":\"#/a\",\"a\":3}", "$ref leads to no schema but to a value of type integer"},
    {"{\"$ref\":\"#/a\",\"a\":{\"$ref\":\"#/b\"},\"b\":{\"$ref\":\"#/a\"}}", "back to itself"},
    {"{\"$ref\":\"#\"}", "back to itself"},
    {"{\"$ref\":\"#/%zz\"}", "leads to nothing"},
};

START_TEST(refuses)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;
    struct error again = {0};

    judge(&judgement, &settings, refusals[_i].schema, "1", SCHEMA_ANY);
    ck_assert_msg(!judgement.schema, "%s", refusals[_i].schema);
    ck_assert_msg(strstr(judgement.err.message, refusals[_i].message) != NULL, "%s: %s",
                  refusals[_i].schema, judgement.err.message);
    ck_assert(
        !schema_compile(judgement.set, read_text(&judgement.arena, refusals[_i].schema), &again));
    ck_assert(again.raised);
    judgement_release(&judgement);
}
END_TEST

/* The order of a schema that refuses, then one that refers to it: the second must not crash. */
START_TEST(refused_schema_stays_out)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct schema_set *set = schema_set_new(&settings);
    struct evaluator *evaluator = evaluator_new();
    struct arena arena;
    const struct node *root;
    const struct schema *schema;

    arena_init(&arena);
    root = read_text(
        &arena, "{\"bad\":{\"$ref\":\"#/nowhere\"},\"user\":{\"items\":{\"$ref\":\"#/bad\"}}}");
    ck_assert(!schema_compile(set, node_member(root, STR("bad")), NULL));
    ck_assert(!schema_compile(set, node_member(root, STR("bad")), NULL));
    schema = schema_compile(set, node_member(root, STR("user")), NULL);
    ck_assert(schema != NULL);
    ck_assert_int_eq(schema_evaluate(evaluator, schema, read_text(&arena, "[1]"), NULL),
                     SCHEMA_UNKNOWN);
    ck_assert_int_eq(schema_evaluate(evaluator, schema, read_text(&arena, "[]"), NULL),
                     SCHEMA_VALID);
    evaluator_free(evaluator);
    schema_set_free(set);
    arena_release(&arena);
}
END_TEST

static const struct {
    enum schema_dialect dialect;
    enum schema_direction direction;
    int verdict;
} directions[] = {
    {DIALECT_OAS30, SCHEMA_ANY, I},
    {DIALECT_OAS30, SCHEMA_REQUEST, V},
    {DIALECT_OAS30, SCHEMA_RESPONSE, I},
    {DIALECT_OAS31, SCHEMA_REQUEST, I},
};

START_TEST(direction_counts_in_oas30)
{
    struct schema_settings settings = {.dialect = directions[_i].dialect};
    struct judgement judgement;

    judge(&judgement, &settings,
          "{\"required\":[\"id\"],\"properties\":{\"id\":{\"$ref\":\"#/x\"}},"
          "\"x\":{\"readOnly\":true}}",
          "{}", directions[_i].direction);
    ck_assert_int_eq((int)judgement.verdict, directions[_i].verdict);
    judgement_release(&judgement);
}
END_TEST

START_TEST(path_is_the_road_taken)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;

    judge(&judgement, &settings,
          "{\"properties\":{\"a/b\":{\"allOf\":[{\"$ref\":\"#/$defs/s\"}]}},"
          "\"$defs\":{\"s\":{\"items\":{\"type\":\"string\"}}}}",
          "{\"a/b\":[1]}", SCHEMA_ANY);
    ck_assert_str_eq(judgement.path, "/properties/a~1b/allOf/0/$ref/items/type");
    judgement_release(&judgement);
}
END_TEST

START_TEST(secrets_are_not_told)
{
    struct schema_settings settings = {.dialect = DIALECT_OAS31};
    struct judgement judgement;

    judge(&judgement, &settings,
          "{\"properties\":{\"p\":{\"format\":\"password\",\"maxLength\":3,\"pattern\":\"^x\"}}}",
          "{\"p\":\"hunter2\"}", SCHEMA_ANY);
    ck_assert_uint_eq(judgement.failures, 2);
    ck_assert_msg(!strstr(judgement.text, "hunter2"), "%s", judgement.text);
    judgement_release(&judgement);
}
END_TEST

static const struct {
    enum format_policy policy;
    const char *format, *instance;
    int verdict;
    const char *text;
} policies[] = {
    {FORMATS_STANDARD, "date", "\"2026-02-30\"", I, " format: \"2026-02-30\" is not a valid date"},
    {FORMATS_STANDARD, "email", "\"x\"", V, "~ format: \"x\" is not a valid email"},
    {FORMATS_OFF, "date", "\"x\"", V, ""},
    {FORMATS_WARN, "date", "\"x\"", V, "~ format: \"x\" is not a valid date"},
    {FORMATS_ERROR, "email", "\"x\"", I, " format: \"x\" is not a valid email"},
    {FORMATS_ERROR, "unheard-of", "\"x\"", V, ""},
    {FORMATS_ERROR, "int32", "1.0", V, ""},
    {FORMATS_ERROR, "int32", "2147483648", I, " format: 2147483648 is not a valid int32"},
};

START_TEST(formats_by_policy)
{
    struct schema_settings settings = {.dialect = DIALECT_OAS31, .formats = policies[_i].policy};
    struct judgement judgement;
    char schema[128];

    snprintf(schema, sizeof schema, "{\"format\":\"%s\"}", policies[_i].format);
    judge(&judgement, &settings, schema, policies[_i].instance, SCHEMA_ANY);
    ck_assert_msg((int)judgement.verdict == policies[_i].verdict, "%s %s", schema,
                  policies[_i].instance);
    ck_assert_str_eq(judgement.text, policies[_i].text);
    ck_assert_int_eq(evaluator_warned(judgement.evaluator), policies[_i].text[0] == '~');
    judgement_release(&judgement);
}
END_TEST

START_TEST(warnings_reach_out_of_branches)
{
    struct schema_settings settings = {.dialect = DIALECT_OAS31};
    struct judgement judgement;

    judge(&judgement, &settings, "{\"oneOf\":[{\"format\":\"email\"},{\"type\":\"null\"}]}",
          "\"x\"", SCHEMA_ANY);
    ck_assert_int_eq(judgement.verdict, SCHEMA_VALID);
    ck_assert_str_eq(judgement.text, "~ format: \"x\" is not a valid email");
    judgement_release(&judgement);
}
END_TEST

static const struct {
    const char *schema;
    unsigned types;
} types[] = {
    {"{}", 0},
    {"{\"type\":\"integer\"}", 1u << NODE_NUMBER},
    {"{\"type\":[\"string\",\"null\"]}", 1u << NODE_STRING | 1u << NODE_NULL},
    {"{\"$ref\":\"#/a\",\"a\":{\"type\":\"array\"}}", 1u << NODE_ARRAY},
    {"{\"allOf\":[{},{\"type\":\"boolean\"}]}", 1u << NODE_TRUE | 1u << NODE_FALSE},
    {"{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
     1u << NODE_STRING | 1u << NODE_NUMBER},
    {"{\"anyOf\":[{\"type\":\"string\"},{}]}", 0},
    {"{\"enum\":[\"a\",\"b\"]}", 1u << NODE_STRING},
    {"{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}],\"title\":\"endless\"}", 0},
};

START_TEST(tells_types)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;

    judge(&judgement, &settings, types[_i].schema, "1", SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s", judgement.err.message);
    ck_assert_msg(schema_types(judgement.schema) == types[_i].types, "%s", types[_i].schema);
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("schema", UNIT_LOOP(judges, rows); UNIT_LOOP(refuses, refusals);
           UNIT_TEST(refused_schema_stays_out); UNIT_LOOP(direction_counts_in_oas30, directions);
           UNIT_TEST(path_is_the_road_taken); UNIT_TEST(secrets_are_not_told);
           UNIT_LOOP(formats_by_policy, policies); UNIT_TEST(warnings_reach_out_of_branches);
           UNIT_LOOP(tells_types, types))
