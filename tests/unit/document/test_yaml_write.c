/* What is written is read as the same value, and looks as people write it. */
#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

static const struct {
    const char *json, *yaml; /* yaml NULL: only that it comes back */
} rows[] = {
    {"{\"a\":1,\"b\":[true,null,\"x\"]}", "a: 1\nb:\n- true\n- null\n- x\n"},
    {"{\"z\":{},\"a\":[]}", "z: {}\na: []\n"},
    {"{\"s\":\"200\",\"t\":\"true\",\"n\":\"null\",\"v\":\"1.0\",\"e\":\"\"}",
     "s: '200'\nt: 'true'\n'n': 'null'\nv: '1.0'\ne: ''\n"},
    {"{\"200\":{\"description\":\"on\"}}", "'200':\n  description: 'on'\n"},
    {"[\"yes\",\"No\",\"off\",\"y\",\"2020-01-01\",\"012\",\"1:30\",\"~\",\".5\",\"-1\",\"- "
     "a\",\"a: b\","
     "\"a #b\",\"#/a\",\"@x\",\"%y\",\"*z\",\"&w\",\"!v\",\"?\",\"{a}\",\"[a]\",\" a\",\"a \"]",
     NULL},
    {"[\"one\\ntwo\\n\",\"one\\ntwo\",\"\\n\",\"a\\tb\",\" lead\\nx\",\"trail "
     "\\nx\",\"a\\n\\n\\n\"]",
     NULL},
    {"{\"text\":\"one\\ntwo\\n\"}", "text: |\n  one\n  two\n"},
    {"[\"\\u0000\",\"\\u0007\",\"\\u0085\",\"\\u2028\",\"\\ufeff\",\"\\ud83d\\ude00\",\"\\u00e9\"]",
     NULL},
    {"[1,1.0,1e400,-0,12345678901234567890123,0.10]", NULL},
    {"[[[[1]],[]],{\"a\":{\"b\":{\"c\":[{\"d\":1}]}}}]", NULL},
    {"\"scalar\"", NULL},
    {"{\"\":1,\" \":2,\"a b\":3,\"a:\":4,\"true\":5,\"<<\":6,\"k\\nk\":7}", NULL},
    {"{\"pattern\":\"^[a-z]+$\",\"other\":\"^\\\\d+ #\\\"$\"}", NULL},
};

START_TEST(writes)
{
    struct arena arena;
    struct strbuf out;
    struct read_failure failure = {0};
    const struct document *before, *after;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    before = json_read(&arena, STR("t"), str_of(rows[_i].json), NULL);
    ck_assert(before && yaml_write(before->root, &out));
    if (rows[_i].yaml)
        ck_assert_str(strbuf_str(&out), rows[_i].yaml);
    after = yaml_read(&arena, STR("t"), strbuf_str(&out), &failure);
    ck_assert_msg(after != NULL, "%s:\n%s", failure.message, out.text);
    ck_assert_msg(node_equal(before->root, after->root), "%s became\n%s", rows[_i].json, out.text);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(keeps_plain_words)
{
    struct arena arena;
    struct strbuf out;
    const struct document *document;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    document = yaml_read(&arena, STR("t"), STR("enum: [on, 'off', 2020-01-01]\n"), NULL);
    ck_assert(yaml_write(document->root, &out));
    ck_assert_str(strbuf_str(&out), "enum:\n- on\n- 'off'\n- 2020-01-01\n");
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

/* What is YAML already is written so that it is read as the same value. */
static const struct {
    const char *text, *written;
} rewritten[] = {
    {"title: !", "title: ''\n"},
    {"[! 12, !!str 12, !!str true, !!str on]", "- '12'\n- '12'\n- 'true'\n- 'on'\n"},
    {"&key 12: *key", "12: '12'\n"},
    {"!!str <<: 1\n<<: {a: 2}", "'<<': 1\na: 2\n"},
    {"!!str : !!str", "'': ''\n"},
    {"[!!int 12, !!float 1, !!null ~]", "- 12\n- 1\n- null\n"},
};

START_TEST(rewrites)
{
    struct arena arena;
    struct strbuf out;
    const struct document *before, *after;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    before = yaml_read(&arena, STR("t"), str_of(rewritten[_i].text), NULL);
    ck_assert(before && yaml_write(before->root, &out));
    ck_assert_str(strbuf_str(&out), rewritten[_i].written);
    after = yaml_read(&arena, STR("t"), strbuf_str(&out), NULL);
    ck_assert_msg(after && node_equal(before->root, after->root), "%s", rewritten[_i].text);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(writes_json_lines)
{
    struct arena arena;
    struct strbuf out;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    ck_assert(node_write_lines(
        json_read(&arena, STR("t"), STR("{\"a\":[1,{}],\"b\":{\"c\":[]}}"), NULL)->root, &out));
    ck_assert_str(strbuf_str(&out),
                  "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": []\n"
                  "  }\n}\n");
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("writing YAML", UNIT_LOOP(writes, rows); UNIT_TEST(keeps_plain_words);
           UNIT_LOOP(rewrites, rewritten); UNIT_TEST(writes_json_lines))
