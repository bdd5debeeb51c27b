/* Required properties that travel one way only: wherever among the schemas applied in place the
   mark and the `required` stand. Each row is judged for a request, a response and neither, in 2.0,
   3.0 and 3.1; the verdicts with and without a callback are the same (schema_text.h). */
#include "schema_text.h"

#define BASE                                                                                       \
    "\"d\":{\"Base\":{\"properties\":{\"id\":{\"readOnly\":true},\"pw\":{\"writeOnly\":true}}},"   \
    "\"Ro\":{\"type\":\"string\",\"readOnly\":true},\"RoToo\":{\"allOf\":[{\"$ref\":\"#/d/"        \
    "Ro\"}]},"                                                                                     \
    "\"A\":{\"required\":[\"id\"],\"allOf\":[{\"$ref\":\"#/d/Base\"}],"                            \
    "\"properties\":{\"a\":{\"type\":\"string\"}}},"                                               \
    "\"Round\":{\"properties\":{\"next\":{\"$ref\":\"#/d/Round\"},\"id\":{\"readOnly\":true}}}}"
#define REF(name) "{\"$ref\":\"#/d/" name "\"}"

/* For a request, a response, and neither: + it holds, - it does not. */
static const struct row {
    const char *name, *schema, *instance, *verdicts;
} rows[] = {
    {"in one schema", "{\"required\":[\"id\"],\"properties\":{\"id\":{\"readOnly\":true}}}", "{}",
     "+--"},
    {"writeOnly", "{\"required\":[\"pw\"],\"properties\":{\"pw\":{\"writeOnly\":true}}}", "{}",
     "-+-"},
    {"both", "{\"required\":[\"x\"],\"properties\":{\"x\":{\"readOnly\":true,\"writeOnly\":true}}}",
     "{}", "++-"},
    {"the mark behind a reference",
     "{\"required\":[\"x\"],\"properties\":{\"x\":" REF("Ro") "}," BASE "}", "{}", "+--"},
    {"the mark in an allOf of the property",
     "{\"required\":[\"x\"],\"properties\":{\"x\":{\"allOf\":[" REF("Ro") "]}}," BASE "}", "{}",
     "+--"},
    {"the mark beside an allOf of the property",
     "{\"required\":[\"x\"],\"properties\":{\"x\":{\"allOf\":[{\"type\":\"string\"}],"
     "\"readOnly\":true}}}",
     "{}", "+--"},
    {"the mark in an allOf in an allOf",
     "{\"required\":[\"x\"],\"properties\":{\"x\":{\"allOf\":[" REF("RoToo") "]}}," BASE "}", "{}",
     "+--"},
    {"required beside an allOf",
     "{\"allOf\":[" REF("Base") "],\"required\":[\"id\",\"name\"]," BASE "}", "{\"name\":\"a\"}",
     "+--"},
    {"and another name is missing",
     "{\"allOf\":[" REF("Base") "],\"required\":[\"id\",\"name\"]," BASE "}", "{}", "---"},
    {"required in another part of an allOf",
     "{\"allOf\":[" REF("Base") ",{\"required\":[\"id\"]}]," BASE "}", "{}", "+--"},
    {"required in a part ahead of it",
     "{\"allOf\":[{\"required\":[\"id\",\"pw\"]}," REF("Base") "]," BASE "}", "{\"pw\":1}", "+--"},
    {"required with properties of its own, described without the mark",
     "{\"allOf\":[" REF("Base") ",{\"required\":[\"id\",\"n\"],\"properties\":{\"id\":{},"
                                "\"n\":{}}}]," BASE "}",
     "{\"n\":1}", "+--"},
    {"required inside, the mark outside",
     "{\"properties\":{\"id\":{\"readOnly\":true}},\"allOf\":[{\"allOf\":[{\"required\":[\"id\"]}]}"
     "]}",
     "{}", "+--"},
    {"an allOf of an allOf, by references",
     "{\"allOf\":[" REF("A") "],\"required\":[\"pw\"]," BASE "}", "{}", "---"},
    {"an allOf of an allOf, by references, and what is asked of a request",
     "{\"allOf\":[" REF("A") "],\"required\":[\"pw\"]," BASE "}", "{\"pw\":1}", "+--"},
    {"a lone reference", "{\"$ref\":\"#/d/A\"," BASE "}", "{}", "+--"},
    {"a lone allOf", "{\"allOf\":[" REF("A") "]," BASE "}", "{}", "+--"},
    {"of members",
     "{\"properties\":{\"o\":{\"allOf\":[" REF("Base") ",{\"required\":[\"id\"]}]}}," BASE "}",
     "{\"o\":{}}", "+--"},
    {"of items", "{\"items\":{\"allOf\":[" REF("Base") ",{\"required\":[\"id\"]}]}," BASE "}",
     "[{},{\"id\":1}]", "+--"},
    {"a mark of another object is none",
     "{\"properties\":{\"o\":{\"required\":[\"id\"]},\"id\":{\"readOnly\":true}},"
     "\"type\":\"object\"}",
     "{\"o\":{}}", "---"},
    {"a mark of a member of the same name is none",
     "{\"required\":[\"id\"],\"properties\":{\"o\":" REF("Base") "}," BASE "}", "{}", "---"},
    {"a circle", "{\"allOf\":[" REF("Round") ",{\"required\":[\"id\"]}]," BASE "}",
     "{\"next\":{\"next\":{}}}", "+--"},
    {"the mark in additionalProperties",
     "{\"required\":[\"x\"],\"additionalProperties\":{\"readOnly\":true}}", "{}", "+--"},
    {"additionalProperties do not speak of what is named",
     "{\"required\":[\"x\"],\"properties\":{\"x\":{}},"
     "\"additionalProperties\":{\"readOnly\":true}}",
     "{}", "---"},

    {"the mark and the name in a branch",
     "{\"oneOf\":[{\"allOf\":[" REF("Base") "],\"required\":[\"id\"]},{\"type\":\"string\"}]," BASE
                                            "}",
     "{}", "+--"},
    {"the mark in a branch that holds",
     "{\"required\":[\"id\"],\"oneOf\":[{\"properties\":{\"k\":{\"enum\":[\"a\"]},"
     "\"id\":{\"readOnly\":true}}},{\"properties\":{\"k\":{\"enum\":[\"b\"]},\"id\":{}}}]}",
     "{\"k\":\"a\"}", "+--"},
    {"the mark in a branch that does not hold",
     "{\"required\":[\"id\"],\"oneOf\":[{\"properties\":{\"k\":{\"enum\":[\"a\"]},"
     "\"id\":{\"readOnly\":true}}},{\"properties\":{\"k\":{\"enum\":[\"b\"]},\"id\":{}}}]}",
     "{\"k\":\"b\"}", "---"},
    {"the name in a branch, the mark outside",
     "{\"allOf\":[" REF("Base") "],\"anyOf\":[{\"required\":[\"id\"]}]," BASE "}", "{}", "+--"},
    {"the mark and the name in different branches that hold",
     "{\"anyOf\":[" REF("Base") ",{\"type\":\"string\"}],\"allOf\":[{\"required\":[\"id\"]}]," BASE
                                "}",
     "{}", "+--"},
    {"one of two that are required",
     "{\"allOf\":[" REF("Base") "],\"oneOf\":[{\"required\":[\"id\"]},{\"required\":[\"n\"]}]," BASE
                                "}",
     "{\"n\":1}", "+++"},
    {"none of two that are required",
     "{\"allOf\":[" REF("Base") "],\"oneOf\":[{\"required\":[\"id\"]},{\"required\":[\"n\"]}]," BASE
                                "}",
     "{}", "+--"},
    {"both of two, one is let off in its own schema",
     "{\"oneOf\":[{\"required\":[\"id\"],\"properties\":{\"id\":{\"readOnly\":true}}},"
     "{\"required\":[\"n\"]}]}",
     "{\"n\":1}", "+++"},
    {"not both", "{\"allOf\":[" REF("Base") "],\"not\":{\"required\":[\"id\",\"n\"]}," BASE "}",
     "{\"n\":1}", "+++"},
    {"not both, and both are there",
     "{\"allOf\":[" REF("Base") "],\"not\":{\"required\":[\"id\",\"n\"]}," BASE "}",
     "{\"n\":1,\"id\":1}", "---"},
};

static void check(const struct row *row, enum schema_dialect dialect, bool later)
{
    static const enum schema_direction directions[] = {SCHEMA_REQUEST, SCHEMA_RESPONSE, SCHEMA_ANY};
    struct schema_settings settings = {.dialect = dialect};

    for (size_t i = 0; i < ARRAY_LENGTH(directions); i++) {
        struct judgement judgement;
        bool holds = row->verdicts[later ? 2 : i] == '+';

        judge(&judgement, &settings, row->schema, row->instance, directions[i]);
        ck_assert_msg(judgement.schema, "%s: %s", row->name, judgement.err.message);
        ck_assert_msg(judgement.verdict == (holds ? SCHEMA_VALID : SCHEMA_INVALID),
                      "%s, dialect %d, direction %zu: %d %s %s", row->name, (int)dialect, i,
                      (int)judgement.verdict, judgement.text, judgement.reason);
        if (later && !holds && row->verdicts[i] == '+')
            ck_assert_msg(strstr(judgement.text, "would not have asked for it"), "%s: %s",
                          row->name, judgement.text);
        else if (!later)
            ck_assert_msg(!strstr(judgement.text, "would not have asked"), "%s: %s", row->name,
                          judgement.text);
        judgement_release(&judgement);
    }
}

START_TEST(directions)
{
    check(&rows[_i], DIALECT_OAS30, false);
    check(&rows[_i], DIALECT_OAS31, true);
    if (!strstr(rows[_i].schema, "oneOf") && !strstr(rows[_i].schema, "anyOf") &&
        !strstr(rows[_i].schema, "\"not\"")) /* 2.0 has none of these */
        check(&rows[_i], DIALECT_OAS20, false);
}
END_TEST

UNIT_SUITE("direction", UNIT_LOOP(directions, rows))
