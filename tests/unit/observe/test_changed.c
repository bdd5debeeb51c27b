/* Which operations differ from those of an older description. */
#include "../openapi/description.h"
#include "observe/changed.h"

#define GET(members)                                                                               \
    "\"/a\": {\"get\": {" members "\"responses\": {\"200\": {\"description\": \"ok\"}}}}"
#define PATH(members)                                                                              \
    "\"/a\": {" members "\"get\": {\"responses\": {\"200\": {\"description\": \"ok\"}}}}"
#define QUERY(schema)                                                                              \
    "\"parameters\": [{\"name\": \"q\", \"in\": \"query\", \"schema\": " schema "}], "
#define BODY(schema)                                                                               \
    "\"requestBody\": {\"content\": {\"application/json\": {\"schema\": " schema "}}}, "
#define SCHEMA(schema) "\"components\": {\"schemas\": {\"S\": " schema "}}"
#define REFERENCE      "{\"$ref\": \"#/components/schemas/S\"}"

static const struct {
    const char *name;
    const char *paths, *rest;         /* today's */
    const char *old_paths, *old_rest; /* the older one's */
    bool changed;
} rows[] = {
    {"the same", GET(""), "", GET(""), "", false},
    {"it is new", GET(""), "", "\"/b\": {}", "", true},
    {"another method is no old form of it", GET(""), "",
     "\"/a\": {\"post\": {\"responses\": {\"200\": {\"description\": \"ok\"}}}}", "", true},
    {"order of members", GET(QUERY("{\"type\": \"string\", \"minLength\": 1}")), "",
     GET(QUERY("{\"minLength\": 1, \"type\": \"string\"}")), "", false},
    {"prose", GET("\"summary\": \"new\", \"description\": \"new\", \"tags\": [\"x\"], "), "",
     GET("\"summary\": \"old\", "), "", false},
    {"examples", GET(QUERY("{\"type\": \"string\", \"example\": \"a\"}")), "",
     GET(QUERY("{\"type\": \"string\", \"example\": \"b\"}")), "", false},
    {"a property that is called title", GET(BODY("{\"properties\": {\"title\": {}}}")), "",
     GET(BODY("{\"properties\": {}}")), "", true},
    {"a property that is called description, and prose in it",
     GET(BODY("{\"properties\": {\"description\": {\"description\": \"new\"}}}")), "",
     GET(BODY("{\"properties\": {\"description\": {\"description\": \"old\"}}}")), "", false},
    {"a keyword's value", GET(QUERY("{\"type\": \"string\"}")), "",
     GET(QUERY("{\"type\": \"integer\"}")), "", true},
    {"a number written in another way", GET(QUERY("{\"maximum\": 1.0}")), "",
     GET(QUERY("{\"maximum\": 1}")), "", false},
    {"a keyword more", GET(QUERY("{\"type\": \"string\", \"minLength\": 0}")), "",
     GET(QUERY("{\"type\": \"string\"}")), "", true},
    {"a keyword less", GET(QUERY("{\"type\": \"string\"}")), "",
     GET(QUERY("{\"type\": \"string\", \"minLength\": 0}")), "", true},
    {"order of items", GET(QUERY("{\"enum\": [1, 2]}")), "", GET(QUERY("{\"enum\": [2, 1]}")), "",
     true},
    {"what is referred to", GET(BODY(REFERENCE)), SCHEMA("{\"type\": \"object\"}"),
     GET(BODY(REFERENCE)), SCHEMA("{\"type\": \"array\"}"), true},
    {"a schema that moved behind a reference", GET(BODY(REFERENCE)),
     SCHEMA("{\"type\": \"object\"}"), GET(BODY("{\"type\": \"object\"}")), "", false},
    {"what nobody refers to", GET(""), SCHEMA("{\"type\": \"object\"}"), GET(""),
     SCHEMA("{\"type\": \"array\"}"), false},
    {"a schema that refers to itself", GET(BODY(REFERENCE)),
     SCHEMA("{\"properties\": {\"next\": " REFERENCE "}}"), GET(BODY(REFERENCE)),
     SCHEMA("{\"properties\": {\"next\": " REFERENCE "}}"), false},
    {"a schema that refers to itself, and differs", GET(BODY(REFERENCE)),
     SCHEMA("{\"properties\": {\"next\": " REFERENCE "}, \"required\": [\"next\"]}"),
     GET(BODY(REFERENCE)), SCHEMA("{\"properties\": {\"next\": " REFERENCE "}}"), true},
    {"parameters of the path", PATH(QUERY("{\"type\": \"string\"}")), "", PATH(""), "", true},
    {"prose of the path", PATH("\"summary\": \"new\", "), "", PATH(""), "", false},
};

START_TEST(differs)
{
    struct api *api = load_paths(rows[_i].paths, rows[_i].rest, NULL);
    struct api *old = load_paths(rows[_i].old_paths, rows[_i].old_rest, NULL);
    struct changed *changed = changed_new(api, old);

    ck_assert_msg(changed_selects(changed, &api->operations[0]) == rows[_i].changed, "%s",
                  rows[_i].name);
    /* It is asked once more, after what it has learned. */
    ck_assert_msg(changed_selects(changed, &api->operations[0]) == rows[_i].changed, "%s, again",
                  rows[_i].name);
    changed_free(changed);
    openapi_free(api);
    openapi_free(old);
}
END_TEST

UNIT_SUITE("changed", UNIT_LOOP(differs, rows))
