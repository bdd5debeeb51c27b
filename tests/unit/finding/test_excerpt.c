/* What is shown of a value around the place of a finding. */
#include <stdio.h>

#include "base/data_span.h"
#include "document/data_excerpt.h"
#include "document/document.h"
#include "finding/excerpt.h"
#include "unit.h"

#define TEN     "1234567890"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
    const char *name, *json, *pointer;
    enum excerpt_form form;
    size_t line;
    const char *text;
} rows[] = {
    {"a scalar alone", "3", "", EXCERPT_JSON, 1, "3"},
    {"an empty object alone", "{}", "", EXCERPT_JSON, 1, "{}"},
    {"an empty array alone", "[]", "", EXCERPT_JSON, 1, "[]"},
    {"a member", "{\"a\":1,\"b\":\"x\",\"c\":null}", "/b", EXCERPT_JSON, 3,
     "{\n  \"a\": 1,\n  \"b\": \"x\",\n  \"c\": null\n}"},
    {"the object itself", "{\"a\":1,\"b\":true}", "", EXCERPT_JSON, 1,
     "{\n  \"a\": 1,\n  \"b\": true\n}"},
    {"an object in an object", "{\"a\":{\"b\":1}}", "/a", EXCERPT_JSON, 1,
     "\"a\": {\n  \"b\": 1\n}"},
    {"a member of an object in an array", "{\"l\":[{\"a\":1},{\"a\":2}]}", "/l/1/a", EXCERPT_JSON,
     2, "{\n  \"a\": 2\n}"},
    {"an item", "{\"l\":[1,\"2\",3]}", "/l/1", EXCERPT_JSON, 3, "\"l\": [\n  1,\n  \"2\",\n  3\n]"},
    {"an empty array within", "{\"a\":[],\"b\":{}}", "/a", EXCERPT_JSON, 2,
     "{\n  \"a\": [],\n  \"b\": {}\n}"},
    {"what is deeper, where there is room", "{\"error\":{\"code\":4,\"more\":[1,{\"x\":[]}]}}", "",
     EXCERPT_JSON, 1,
     "{\n  \"error\": {\n    \"code\": 4,\n    \"more\": [\n      1,\n      {\n        \"x\": []\n "
     "     }\n    ]\n  }\n}"},
    {"what is deeper, where there is none",
     "{\"a\":{\"b\":1,\"c\":2},\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":1}",
     "/d", EXCERPT_JSON, 3,
     "{\n  \"a\": {...},\n  \"d\": 1,\n  \"e\": 1,\n  \"f\": 1,\n  \"g\": 1,\n  \"h\": 1,\n  "
     "\"i\": 1,\n  \"j\": 1,\n  \"k\": 1\n}"},
    {"as many as there is room for", "[1,2,3,4,5,6,7,8,9,10]", "/9", EXCERPT_JSON, 11,
     "[\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n  7,\n  8,\n  9,\n  10\n]"},
    {"the first of many", "[1,2,3,4,5,6,7,8,9,10,11]", "/0", EXCERPT_JSON, 2,
     "[\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n  7,\n  8,\n  ...\n]"},
    {"one in the middle of many", "[1,2,3,4,5,6,7,8,9,10,11,12,13]", "/5", EXCERPT_JSON, 6,
     "[\n  ...\n  3,\n  4,\n  5,\n  6,\n  7,\n  8,\n  9,\n  10,\n  ...\n]"},
    {"the last of many", "[1,2,3,4,5,6,7,8,9,10,11]", "/10", EXCERPT_JSON, 10,
     "[\n  ...\n  4,\n  5,\n  6,\n  7,\n  8,\n  9,\n  10,\n  11\n]"},
    {"many, none of them", "{\"l\":[1,2,3,4,5,6,7,8,9,10,11]}", "/l", EXCERPT_JSON, 1,
     "\"l\": [\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n  7,\n  8,\n  ...\n]"},
    {"a secret", "{\"password\":\"x\",\"b\":1}", "/b", EXCERPT_JSON, 3,
     "{\n  \"password\": [redacted],\n  \"b\": 1\n}"},
    {"a secret that is meant", "{\"password\":\"x\",\"b\":1}", "/password", EXCERPT_JSON, 2,
     "{\n  \"password\": [redacted],\n  \"b\": 1\n}"},
    {"a secret deeper", "{\"a\":{\"password\":\"x\"},\"b\":1}", "/b", EXCERPT_JSON, 5,
     "{\n  \"a\": {\n    \"password\": [redacted]\n  },\n  \"b\": 1\n}"},
    {"a name that would be a line", "{\"a\\n\\\"b\\u0007\":1}", "/a\n\"b\a", EXCERPT_JSON, 2,
     "{\n  \"a\\n\\\"b\\u0007\": 1\n}"},
    {"a text that would be lines", "{\"a\":\"x\\ny\\u0007\"}", "/a", EXCERPT_JSON, 2,
     "{\n  \"a\": \"x\\ny\\u0007\"\n}"},
    {"a long text", "{\"a\":\"" HUNDRED "\"}", "/a", EXCERPT_JSON, 2,
     "{\n  \"a\": \"12345678901234567890123456789012345678901234567890123456789012345...\"\n}"},
    {"a very long text beside it",
     "{\"a\":\"" HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "\",\"b\":1}", "/b", EXCERPT_JSON,
     3, "{\n  \"a\": \"...\",\n  \"b\": 1\n}"},
    {"a long name", "{\"" HUNDRED "\":1}", "/" HUNDRED, EXCERPT_JSON, 2, "{\n  \"...\": 1\n}"},
    {"a very long name", "{\"" HUNDRED HUNDRED "\":1}", "/" HUNDRED HUNDRED, EXCERPT_JSON, 2,
     "{\n  \"...\": 1\n}"},
    {"a form", "{\"a\":\"1\",\"b\":\"x\"}", "/b", EXCERPT_PLAIN, 2, "a: \"1\"\nb: \"x\""},
    {"a form as a whole", "{\"a\":\"1\",\"b\":\"x\"}", "", EXCERPT_PLAIN, 0, "a: \"1\"\nb: \"x\""},
    {"an element of XML", "{\"pet\":{\"id\":\"1\",\"tags\":[\"a\",\"b\"]}}", "/pet/id",
     EXCERPT_PLAIN, 2, "pet:\n  id: \"1\"\n  tags:\n    - \"a\"\n    - \"b\""},
    {"elements of XML", "{\"pet\":{\"id\":\"1\",\"tags\":[\"a\",\"b\"]}}", "/pet/tags/1",
     EXCERPT_PLAIN, 3, "tags:\n  - \"a\"\n  - \"b\""},
};

static bool hides(void *context, const struct node *value)
{
    (void)context;
    return str_is(node_text(node_key_of(value)), "password");
}

START_TEST(value_is_shown)
{
    struct read_failure failure;
    struct arena arena;
    const struct document *document;
    struct excerpt excerpt;

    arena_init(&arena);
    document = json_read(&arena, STR("x"), str_of(rows[_i].json), &failure);
    ck_assert_msg(document != NULL, "%s", failure.message);
    excerpt = excerpt_of_value(
        &arena,
        &(struct excerpt_value){.root = document->root,
                                .node = pointer_resolve(document->root, str_of(rows[_i].pointer)),
                                .form = rows[_i].form,
                                .hides = hides});
    excerpt = excerpt_fitted(&arena, data_spans_show(&arena, excerpt.text), excerpt.line);
    ck_assert_msg(str_is(excerpt.text, rows[_i].text) && excerpt.line == rows[_i].line,
                  "%s: line %zu\n%.*s", rows[_i].name, excerpt.line, STR_ARGS(excerpt.text));
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("excerpt", UNIT_LOOP(value_is_shown, rows))
