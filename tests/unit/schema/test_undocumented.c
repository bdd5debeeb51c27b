/* Which members no applied schema described: by place in the instance, across branches. */
#include "schema_text.h"

#define SHARED                                                                                     \
    "\"components\":{\"schemas\":{"                                                                \
    "\"Animal\":{\"type\":\"object\",\"required\":[\"kind\"],"                                     \
    "\"properties\":{\"kind\":{\"type\":\"string\"}}},"                                            \
    "\"Cat\":{\"allOf\":[{\"$ref\":\"#/components/schemas/Animal\"},"                              \
    "{\"properties\":{\"purr\":{\"type\":\"string\"}}}]},"                                         \
    "\"Dog\":{\"allOf\":[{\"$ref\":\"#/components/schemas/Animal\"},"                              \
    "{\"properties\":{\"bark\":{\"type\":\"string\"}}}],\"required\":[\"bark\"]},"                 \
    "\"Link\":{\"properties\":{\"value\":{\"type\":\"number\"},"                                   \
    "\"next\":{\"$ref\":\"#/components/schemas/Link\"}}}}}"

static const struct row {
    const char *name;
    const char *schema, *instance;
    const char *found; /* pointers, one after another with a space; "?" after one that is a guess */
    int failures;      /* -1: not looked at */
} rows[] = {
    {"one more member", "{\"properties\":{\"name\":{\"type\":\"string\"}}}",
     "{\"name\":\"x\",\"age\":1}", "/age", 0},
    {"an object that says nothing of members is free", "{\"type\":\"object\"}", "{\"a\":1}", "", 0},
    {"the empty schema", "{}", "{\"a\":{\"b\":1}}", "", 0},
    {"open on purpose", "{\"properties\":{\"a\":{}},\"additionalProperties\":true}",
     "{\"a\":1,\"b\":1}", "", 0},
    {"a map", "{\"properties\":{\"a\":{}},\"additionalProperties\":{\"type\":\"number\"}}",
     "{\"a\":1,\"b\":1}", "", 0},
    {"a failure already is not told twice",
     "{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "{\"a\":1,\"b\":1}", "", 1},
    {"allOf is a union", "{\"allOf\":[{\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}]}",
     "{\"a\":1,\"b\":1,\"c\":1}", "/c", 0},
    {"allOf is a union at every place below",
     "{\"allOf\":[{\"properties\":{\"a\":{\"properties\":{\"x\":{}}}}},"
     "{\"properties\":{\"a\":{\"properties\":{\"y\":{}}}}}]}",
     "{\"a\":{\"x\":1,\"y\":1,\"z\":1}}", "/a/z", 0},
    {"anyOf is a union of what fits",
     "{\"anyOf\":[{\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}]}",
     "{\"a\":1,\"b\":1,\"c\":1}", "/c", 0},
    {"a branch that fails describes nothing",
     "{\"anyOf\":[{\"properties\":{\"k\":{\"const\":1},\"a\":{}}},{\"properties\":{\"b\":{}}}]}",
     "{\"k\":2,\"a\":1,\"b\":1}", "/k /a", 0},
    {"oneOf told apart by a const",
     "{\"oneOf\":[{\"required\":[\"t\"],\"properties\":{\"t\":{\"const\":\"c\"},\"m\":{}}},"
     "{\"required\":[\"t\"],\"properties\":{\"t\":{\"const\":\"d\"},\"b\":{}}}]}",
     "{\"t\":\"d\",\"b\":1,\"m\":1}", "/m", 0},
    {"a wrong value does not spoil its neighbours",
     "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{}}}", "{\"a\":1,\"b\":1,\"c\":1}", "/c",
     1},
    {"an allOf member that fails still describes",
     "{\"allOf\":[{\"required\":[\"z\"],\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}]}",
     "{\"a\":1,\"b\":1}", "", 1},
    {"no branch fits: the nearest is a guess",
     "{\"oneOf\":[{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{}}},"
     "{\"properties\":{\"q\":{\"type\":\"null\"},\"a\":{\"type\":\"null\"}}}]}",
     "{\"a\":1,\"b\":2,\"q\":3,\"r\":4}", "/q? /r?", -1},
    {"two open branches, one of them is missing something",
     "{\"oneOf\":[{\"$ref\":\"#/components/schemas/Cat\"},"
     "{\"$ref\":\"#/components/schemas/"
     "Dog\"}],\"discriminator\":{\"propertyName\":\"kind\"}," SHARED "}",
     "{\"kind\":\"Dog\",\"purr\":\"x\",\"bark\":5}", "/bark", 0},
    {"the discriminator decides what was meant",
     "{\"oneOf\":[{\"$ref\":\"#/components/schemas/Cat\"},"
     "{\"$ref\":\"#/components/schemas/"
     "Dog\"}],\"discriminator\":{\"propertyName\":\"kind\"}," SHARED "}",
     "{\"kind\":\"Dog\",\"purr\":1}", "/purr?", -1},
    {"what stands beside a $ref counts",
     "{\"$ref\":\"#/components/schemas/Animal\",\"properties\":{\"extra\":{}}," SHARED "}",
     "{\"kind\":\"x\",\"extra\":1,\"no\":2}", "/no", 0},
    {"if and then",
     "{\"properties\":{\"t\":{}},\"if\":{\"properties\":{\"t\":{\"const\":\"a\"}}},"
     "\"then\":{\"properties\":{\"x\":{}}},\"else\":{\"properties\":{\"y\":{}}}}",
     "{\"t\":\"a\",\"x\":1,\"y\":2}", "/y", 0},
    {"an if that does not hold describes nothing",
     "{\"if\":{\"properties\":{\"t\":{\"const\":\"a\"},\"u\":{}}},"
     "\"else\":{\"properties\":{\"y\":{}}}}",
     "{\"t\":\"b\",\"u\":1,\"y\":2}", "/t /u", 0},
    {"not describes nothing",
     "{\"properties\":{\"a\":{}},\"not\":{\"required\":[\"q\"],\"properties\":{\"z\":{}}}}",
     "{\"a\":1,\"z\":1}", "/z", 0},
    {"dependentSchemas",
     "{\"properties\":{\"a\":{}},\"dependentSchemas\":{\"a\":{\"properties\":{\"b\":{}}}}}",
     "{\"a\":1,\"b\":1}", "", 0},
    {"patternProperties", "{\"patternProperties\":{\"^x-\":{}},\"properties\":{\"a\":{}}}",
     "{\"a\":1,\"x-1\":{\"deep\":1},\"y\":2}", "/y", 0},
    {"items", "{\"items\":{\"properties\":{\"a\":{}}}}", "[{\"a\":1},{\"a\":1,\"b\":1}]", "/1/b",
     0},
    {"a recursive schema", "{\"$ref\":\"#/components/schemas/Link\"," SHARED "}",
     "{\"value\":1,\"next\":{\"value\":2,\"next\":{\"value\":3,\"other\":4}}}", "/next/next/other",
     0},
    {"the outermost only", "{\"properties\":{\"a\":{}}}", "{\"b\":{\"c\":{\"d\":1}}}", "/b", 0},
    {"what is open is not gone into", "{\"properties\":{\"m\":{\"additionalProperties\":{}}}}",
     "{\"m\":{\"k\":{\"z\":1}}}", "", 0},
    {"anyOf inside allOf",
     "{\"allOf\":[{\"properties\":{\"a\":{}}},{\"anyOf\":[{\"properties\":{\"b\":{}}},"
     "{\"required\":[\"zzz\"],\"properties\":{\"c\":{}}}]}]}",
     "{\"a\":1,\"b\":1,\"c\":1}", "/c", 0},
    {"null or an object", "{\"anyOf\":[{\"type\":\"null\"},{\"properties\":{\"a\":{}}}]}",
     "{\"a\":1,\"b\":1}", "/b", 0},
    {"unevaluatedProperties with a schema is a map",
     "{\"properties\":{\"a\":{}},\"unevaluatedProperties\":{\"type\":\"number\"}}",
     "{\"a\":1,\"b\":1}", "", 0},
    {"unevaluatedProperties false is a failure already",
     "{\"properties\":{\"a\":{}},\"unevaluatedProperties\":false}", "{\"a\":1,\"b\":1}", "", 1},
};

static void note_key(void *context, const struct undocumented_member *member)
{
    const struct node *key = member->key;
    char *text = context;
    struct arena arena;
    struct str pointer;

    arena_init(&arena);
    ck_assert(node_document(member->place) != node_document(key));
    pointer = node_pointer(&arena, node_value(key));
    snprintf(text + strlen(text), 256 - strlen(text), "%s%.*s%s", *text ? " " : "",
             STR_ARGS(pointer), member->sure ? "" : "?");
    arena_release(&arena);
}

START_TEST(finds)
{
    const struct row *row = &rows[_i];
    struct schema_settings settings = {.dialect = DIALECT_OAS31};
    struct judgement judgement;
    char found[256] = "";

    judge(&judgement, &settings, row->schema, row->instance, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", row->name, judgement.err.message);
    schema_undocumented(judgement.evaluator, judgement.instance, note_key, found);
    ck_assert_msg(strcmp(found, row->found) == 0, "%s: found %s, not %s", row->name, found,
                  row->found);
    ck_assert_msg(row->failures < 0 || (int)judgement.failures == row->failures, "%s: %s",
                  row->name, judgement.text);
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("undocumented", UNIT_LOOP(finds, rows))
