#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

static const struct {
    const char *text, *json;
} good[] = {
    {"a: 1", "{\"a\":1}"},
    {"- null\n- Null\n- ~\n-\n- ''\n- 'null'", "[null,null,null,null,\"\",\"null\"]"},
    {"[true, True, FALSE, yes, on, y]", "[true,true,false,\"yes\",\"on\",\"y\"]"},
    {"[012, +1, -07, 0, -0, 00]", "[12,1,-7,0,-0,0]"},
    {"[.5, 1., 01.50, -.5e+3, 1.e5, 1e3, +1.5]", "[0.5,1.0,1.50,-0.5e+3,1.0e5,1e3,1.5]"},
    {"[0x1f, 0o17, 0xFFFFFFFFFFFFFFFF, 0o, 0x, 0xg]",
     "[31,15,18446744073709551615,\"0o\",\"0x\",\"0xg\"]"},
    {"[1_000, 1:30, 0b11, 2020-01-01, 1e, e1, ., -, +, .e1]",
     "[\"1_000\",\"1:30\",\"0b11\",\"2020-01-01\",\"1e\",\"e1\",\".\",\"-\",\"+\",\".e1\"]"},
    {"200: a\n1.0: b\nnull: c\non: d\n? e\n: f\n'': g",
     "{\"200\":\"a\",\"1.0\":\"b\",\"null\":\"c\",\"on\":\"d\",\"e\":\"f\",\"\":\"g\"}"},
    {"[!!str 1, ! 2, !!int 3, !!float 4, !!bool true, !!null ~, !!seq [], !!map {}]",
     "[\"1\",\"2\",3,4,true,null,[],{}]"},
    {"!!int '5'", "5"},
    {"a: &x [1, {b: 2}]\nc: *x", "{\"a\":[1,{\"b\":2}],\"c\":[1,{\"b\":2}]}"},
    {"- &x 1\n- &x 2\n- *x", "[1,2,2]"},
    {"&k key: 1\nother: *k", "{\"key\":1,\"other\":\"key\"}"},
    {"- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n- {y: 4, <<: [*a, {x: 9, z: 5}], w: 6}",
     "[{\"x\":1,\"y\":2},{\"y\":3,\"x\":1},{\"y\":4,\"w\":6,\"x\":1,\"z\":5}]"},
    {"{'<<': 1}", "{\"<<\":1}"},
    {"a: |\n  two\n  lines\nb: >\n  one\n  line\n",
     "{\"a\":\"two\\nlines\\n\",\"b\":\"one line\\n\"}"},
    {"\"\\u00e9\\t\"", "\"\xc3\xa9\\t\""},
    {"%YAML 1.2\n---\n[1]\n...\n", "[1]"},
    {"\xef\xbb\xbf"
     "a: \xc3\xa4",
     "{\"a\":\"\xc3\xa4\"}"},
    {"--- \n", "null"},
    /* What libyaml refuses or misreads (yaml_substitute.h). Tabs in block scalars: */
    {"a: |\n  \tx\n  y\nb: 1", "{\"a\":\"\\tx\\ny\\n\",\"b\":1}"},
    {"a: |\n  \t\tx\n  \ty\n", "{\"a\":\"\\t\\tx\\n\\ty\\n\"}"},
    {"a: >-\n  \tx\n\n  y\n", "{\"a\":\"\\tx\\ny\"}"},
    {"a: |\n  \t\n  y\n", "{\"a\":\"\\t\\ny\\n\"}"},
    {"a: |\n  x\n\t\n  y\n", "{\"a\":\"x\\n\\ny\\n\"}"},
    {"a: |\n  x\n \t\n  y\n", "{\"a\":\"x\\n\\ny\\n\"}"},
    {"a: |\n\t\n  x\n", "{\"a\":\"\\nx\\n\"}"},
    {"a: |2 # indicated\n  \tx\n", "{\"a\":\"\\tx\\n\"}"},
    {"- - a: |-\n      \tx\n    b: |+\n      \ty\n", "[[{\"a\":\"\\tx\",\"b\":\"\\ty\\n\"}]]"},
    {"a: |\n  \tx\r\n\t\r\n  y\r\nb: 1\r\n", "{\"a\":\"\\tx\\n\\ny\\n\",\"b\":1}"},
    {"a:\n\t\n  b: 1\n\t# comment\n  c: 2", "{\"a\":{\"b\":1,\"c\":2}}"},
    {"a: 'x\n\t\n  y'\nb: |\n  \tz", "{\"a\":\"x\\ny\",\"b\":\"\\tz\"}"},
    /* Control characters: */
    {"a: 'x\xc2\x80y'", "{\"a\":\"x\xc2\x80y\"}"},
    {"a: x\xc2\x9fy # \xc2\x99", "{\"a\":\"x\xc2\x9fy\"}"},
    {"a: \"x\x7fy\xef\xbf\xbf\xef\xbf\xbe\"", "{\"a\":\"x\x7fy\xef\xbf\xbf\xef\xbf\xbe\"}"},
    {"a\xc2\x80: |\n  x\xc2\x81\n", "{\"a\xc2\x80\":\"x\xc2\x81\\n\"}"},
    {"a: x\xef\xbb\xbfy\nb: \"\xc2\x80\"", "{\"a\":\"x\xef\xbb\xbfy\",\"b\":\"\xc2\x80\"}"},
    /* Line ends of YAML 1.1: */
    {"a: x\xc2\x85y\nb: |\n  1\xe2\x80\xa8"
     "2\nc: '\xe2\x80\xa9'",
     "{\"a\":\"x\xc2\x85y\",\"b\":\"1\xe2\x80\xa8"
     "2\\n\",\"c\":\"\xe2\x80\xa9\"}"},
    {"a: x # y\xc2\x85z", "{\"a\":\"x\"}"},
    {"\"\\N\\_\\L\\P\"", "\"\xc2\x85\xc2\xa0\xe2\x80\xa8\xe2\x80\xa9\""},
    /* Escapes of JSON: */
    {"a: \"\\ud83d\\ude00 \\uD83D\\uDE00\"", "{\"a\":\"\xf0\x9f\x98\x80 \xf0\x9f\x98\x80\"}"},
    {"a: \"\\ud83d\\ude00\"\nb: '\\ud83d\\uDE00'\nc: \\uDBFF\nd: \"\\\\ud83d\"",
     "{\"a\":\"\xf0\x9f\x98\x80\",\"b\":\"\\\\ud83d\\\\uDE00\",\"c\":\"\\\\uDBFF\","
     "\"d\":\"\\\\ud83d\"}"},
    {"a: \"\\ude00\\ud83d!\"", "{\"a\":\"\xef\xbf\xbd\xef\xbf\xbd!\"}"},
    {"{\"a\": \"\\/\\b\\f\"}", "{\"a\":\"/\\b\\f\"}"},
};

START_TEST(reads)
{
    struct arena arena;
    struct read_failure failure;
    struct strbuf out;
    const struct document *document;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    document = yaml_read(&arena, STR("t"), str_of(good[_i].text), &failure);
    ck_assert_msg(document != NULL, "%s: %s", good[_i].text, document ? "" : failure.message);
    ck_assert(node_write(document->root, &out));
    ck_assert_str(strbuf_str(&out), good[_i].json);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    size_t line, column;
    const char *message; /* its start */
} bad[] = {
    {"", 1, 1, "the text is empty"},
    {"# nothing\n", 2, 1, "the text holds no value"},
    {"a: .inf", 1, 4, "infinity and NaN have no place in JSON"},
    {"a: -.INF", 1, 4, "infinity and NaN have no place in JSON"},
    {"a: .NaN", 1, 4, "infinity and NaN have no place in JSON"},
    {"- 1\n---\n- 2", 2, 1, "a second document starts here"},
    {"[1]: a", 1, 1, "a key must be a string, not a sequence"},
    {"? {a: 1}\n: b", 1, 3, "a key must be a string, not a mapping"},
    {"a: !foo 1", 1, 4, "a tag that JSON has no value for: !foo"},
    {"a: !!timestamp 2001-01-01", 1, 4, "a tag that JSON has no value for"},
    {"a: !!set {b}", 1, 4, "a tag that JSON has no value for"},
    {"a: !!int x", 1, 4, "the value does not fit its tag"},
    {"a: !!bool 1", 1, 4, "the value does not fit its tag"},
    {"a: *b", 1, 4, "an alias without an anchor before it: b"},
    {"a: &b [1, *b]", 1, 11, "an alias stands inside what it names: b"},
    {"a: {<<: 1}", 1, 4, "\"<<\" merges mappings only"},
    {"a: 0x10000000000000000", 1, 4, "a hexadecimal or octal number above 64 bits"},
    {"a: b: c", 1, 5, "mapping values are not allowed"},
    {"\xc3\xa4: \xc3\xb6\nb: [1", 2, 6, "while parsing a flow sequence"},
    {"a: \"\xff\"", 1, 5, "invalid UTF-8 byte 0xff"},
    {"\xff\xfe"
     "a",
     1, 1, "the text is UTF-16"},
    {"a: \"^\\d$\"", 1, 6,
     "while parsing a quoted scalar, found unknown escape character (in single quotes a "
     "backslash"},
    {"a: @b", 1, 4,
     "while scanning for the next token, found character that cannot start any token (quote"},
    {"a:\n\tb: 1", 2, 1,
     "while scanning for the next token, found character that cannot start any token (a tab"},
    {"%YAML 2.0\n---\na", 1, 1, "found incompatible YAML document"},
    {"a: |\n  \tx\nb:\n\tc: 1", 4, 1, "while scanning for the next token"},
    {"a: |\n  \tx\nb: 'x\xc2\x80' y", 3, 9, "while parsing a block mapping"},
    {"a: |\n  x\n\ty\n", 3, 1, "while scanning a block scalar"},
    {"a: \xc3\xa4\x01", 1, 5, "control characters are not allowed (0x01)"},
    {"\xef\xbb\xbf"
     "a: \xc3\xa4\xc2\x80\x01",
     1, 6, "control characters are not allowed (0x01)"},
    /* The code points that would stand in are the text's own. */
    {"a: \xef\x9c\x89\nb: \xc2\x80", 2, 4, "control characters are not allowed (0x80)"},
    {"a: \"\\uf709\"\nb: \xc2\x80", 2, 4, "control characters are not allowed (0x80)"},
};

START_TEST(refuses)
{
    struct arena arena;
    struct read_failure failure = {0};

    arena_init(&arena);
    ck_assert_msg(!yaml_read(&arena, STR("t"), str_of(bad[_i].text), &failure), "%s was read",
                  bad[_i].text);
    ck_assert_msg(strncmp(failure.message, bad[_i].message, strlen(bad[_i].message)) == 0 &&
                      failure.line == bad[_i].line && failure.column == bad[_i].column,
                  "%s: got %zu:%zu: %s", bad[_i].text, failure.line, failure.column,
                  failure.message);
    arena_release(&arena);
}
END_TEST

/* Where the value at the pointer, and its key, start. */
static const struct {
    const char *text, *pointer;
    size_t line, column, key_line, key_column;
} places[] = {
    {"a: 1\nb:\n  c: x", "/b", 3, 3, 2, 1},
    {"a: 1\nb:\n  c: x", "/b/c", 3, 6, 3, 3},
    {"a: 1\nb:\n  - x\n  - 'y'\n", "/b", 3, 3, 2, 1},
    {"a: 1\nb:\n  - x\n  - 'y'\n", "/b/1", 4, 5, 4, 5},
    {"{\"a\": {b: [1, \"x\"]}}", "/a/b/1", 1, 15, 1, 15},
    {"{\"a\": {b: [1, \"x\"]}}", "/a/b", 1, 11, 1, 8},
    {"\xc3\xa4\xe2\x82\xac: {\xf0\x9f\x98\x80: [1, true]}",
     "/\xc3\xa4\xe2\x82\xac/\xf0\x9f\x98\x80/1", 1, 13, 1, 13},
    {"# \xc3\xa4\xc3\xa4\r\nx: \"\xc3\xa4\"\r\ny: |\r\n  block\r\nz: null\r\n", "/z", 5, 4, 5, 1},
    {"# \xc3\xa4\xc3\xa4\r\nx: \"\xc3\xa4\"\r\ny: |\r\n  block\r\nz: null\r\n", "/y", 3, 4, 3, 1},
    {"a: |\n  \tx\n  y\nb: {c: \xc2\x80, d: 2}", "/b/d", 4, 14, 4, 11},
    {"a: x\xe2\x80\xa8\xc2\x85y\nb: [\"\\ud83d\\ude00\", 2]", "/b/1", 2, 21, 2, 21},
    {"\xef\xbb\xbf"
     "a: \xc3\xa4\nb: 2",
     "/b", 2, 4, 2, 1},
    {"\xef\xbb\xbf"
     "a: \xc3\xa4\nb: 2",
     "/a", 1, 4, 1, 1},
    {"a: &x {k: 1}\nb: *x", "/b/k", 1, 11, 1, 8},
};

START_TEST(tells_places)
{
    struct arena arena;
    const struct document *document;
    const struct node *node;
    struct position value, key;

    arena_init(&arena);
    document = yaml_read(&arena, STR("t"), str_of(places[_i].text), NULL);
    node = pointer_resolve(document->root, str_of(places[_i].pointer));
    ck_assert_msg(node != NULL, "%s: nothing at %s", places[_i].text, places[_i].pointer);
    value = node_position(node);
    key = node_position(node_key_of(node));
    ck_assert_msg(value.line == places[_i].line && value.column == places[_i].column,
                  "%s: value at %zu:%zu", places[_i].text, value.line, value.column);
    ck_assert_msg(key.line == places[_i].key_line && key.column == places[_i].key_column,
                  "%s: key at %zu:%zu", places[_i].text, key.line, key.column);
    ck_assert_str(node_pointer(&arena, node), places[_i].pointer);
    arena_release(&arena);
}
END_TEST

static void refuse_limit(struct str text, const char *message)
{
    struct arena arena;
    struct read_failure failure;

    arena_init(&arena);
    ck_assert(!yaml_read(&arena, STR("t"), text, &failure));
    ck_assert_int_eq(failure.outcome, READ_LIMIT);
    ck_assert_str(str_of(failure.message), message);
    arena_release(&arena);
}

START_TEST(limits_depth)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (int i = 0; i < 100000; i++)
        strbuf_add_char(&text, '[');
    refuse_limit(strbuf_str(&text), "nested deeper than 256 levels");
    strbuf_release(&text);
}
END_TEST

/* Each anchor holds nine of the one before: 9^9 values. */
START_TEST(limits_alias_bomb)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
        strbuf_addf(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++)
            strbuf_addf(&text, "%s*a%d", k ? "," : "", i - 1);
        strbuf_add_text(&text, "]\n");
    }
    refuse_limit(strbuf_str(&text), "more than 4000000 values once aliases are expanded");
    strbuf_release(&text);
}
END_TEST

/* Depth that comes of aliases counts like any other. */
START_TEST(limits_depth_by_aliases)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n");
    for (int i = 1; i < 40; i++)
        strbuf_addf(&text, "a%d: &a%d [[[[[[[[[[*a%d]]]]]]]]]]\n", i, i, i - 1);
    refuse_limit(strbuf_str(&text), "nested deeper than 256 levels");
    strbuf_release(&text);
}
END_TEST

START_TEST(limits_alias_count)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "- &a 1\n");
    for (int i = 0; i <= 10000; i++)
        strbuf_add_text(&text, "- *a\n");
    refuse_limit(strbuf_str(&text), "more than 10000 aliases");
    strbuf_release(&text);
}
END_TEST

UNIT_SUITE("yaml", UNIT_LOOP(reads, good); UNIT_LOOP(refuses, bad); UNIT_LOOP(tells_places, places);
           UNIT_TEST(limits_depth); UNIT_TEST(limits_alias_bomb);
           UNIT_TEST(limits_depth_by_aliases); UNIT_TEST(limits_alias_count))
