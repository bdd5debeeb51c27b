#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

static const struct document *read(struct arena *arena, const char *text)
{
    const struct document *document = json_read(arena, STR("t"), str_of(text), NULL);

    ck_assert_msg(document != NULL, "%s", text);
    return document;
}

static const struct {
    const char *a, *b;
    bool equal;
} equalities[] = {
    {"1", "1.0", true},
    {"100", "1e2", true},
    {"-0", "0", true},
    {"0", "false", false},
    {"1", "\"1\"", false},
    {"12345678901234567890123", "12345678901234567890124", false},
    {"\"a\"", "\"\\u0061\"", true},
    {"\"a\"", "\"b\"", false},
    {"true", "false", false},
    {"null", "null", true},
    {"[]", "{}", false},
    {"[1,[2]]", "[1.0,[2]]", true},
    {"[1,2]", "[2,1]", false},
    {"[1]", "[1,1]", false},
    {"{\"a\":1,\"b\":[{}]}", "{\"b\":[{}],\"a\":1}", true},
    {"{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false},
    {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":1}", false},
    {"{\"a\":1,\"b\":1}", "{\"a\":1,\"c\":1}", false},
    {"{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"y\":2,\"x\":1e0}}", true},
};

START_TEST(compares)
{
    struct arena arena;
    const struct node *a, *b;

    arena_init(&arena);
    a = read(&arena, equalities[_i].a)->root;
    b = read(&arena, equalities[_i].b)->root;
    ck_assert_msg(node_equal(a, b) == equalities[_i].equal, "%s and %s", equalities[_i].a,
                  equalities[_i].b);
    ck_assert(node_equal(b, a) == equalities[_i].equal);
    ck_assert(node_equal(a, a));
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text, *type;
} types[] = {
    {"null", "null"},    {"true", "boolean"}, {"1", "integer"},   {"1.0", "integer"},
    {"1e2", "integer"},  {"1.5", "number"},   {"1e-1", "number"}, {"100e-2", "integer"},
    {"\"x\"", "string"}, {"[]", "array"},     {"{}", "object"},
};

START_TEST(names_types)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(str_of(node_type_name(read(&arena, types[_i].text)->root)), types[_i].type);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    size_t limit;
    const char *excerpt;
} excerpts[] = {
    {"{\"a\":[1,2.50,\"x\"]}", 80, "{\"a\":[1,2.50,\"x\"]}"},
    {"[1,2,3,4,5,6,7,8,9]", 10, "[1,2,3,..."},
    {"[1,2,3]", 7, "[1,2,3]"},
    {"\"0123456789\"", 10, "\"01234...\""},
    {"\"0123456789\"", 12, "\"0123456789\""},
    {"[\"0123456789012345678901234567890123456789\",1]", 40, "[\"01234567890123456789...\",1]"},
    {"\"\\n\\u0001\\\"\\\\\\u007f/\"", 80, "\"\\n\\u0001\\\"\\\\\x7f/\""},
    {"\"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\"", 12, "\"\xe2\x82\xac\xe2\x82\xac...\""},
    {"[\"\xe2\x82\xac\"]", 6, "[\"..."},
};

START_TEST(makes_excerpts)
{
    struct arena arena;
    struct str excerpt;

    arena_init(&arena);
    excerpt = node_excerpt(&arena, read(&arena, excerpts[_i].text)->root, excerpts[_i].limit);
    ck_assert_uint_le(excerpt.length, excerpts[_i].limit);
    ck_assert_str(excerpt, excerpts[_i].excerpt);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text, *pointer;
} pointers[] = {
    {"{\"a\":{\"b\":[10,{\"c\":1}]}}", "/a/b/1/c"}, {"{\"a\":{\"b\":[10,{\"c\":1}]}}", "/a/b/0"},
    {"{\"a\":{\"b\":[10,{\"c\":1}]}}", ""},         {"{\"\":{\"a/b\":1,\"m~n\":2}}", "//a~1b"},
    {"{\"\":{\"a/b\":1,\"m~n\":2}}", "//m~0n"},     {"[[],[],[[1,2]]]", "/2/0/1"},
};

START_TEST(points_both_ways)
{
    struct arena arena;
    const struct document *document;
    const struct node *node;

    arena_init(&arena);
    document = read(&arena, pointers[_i].text);
    node = pointer_resolve(document->root, str_of(pointers[_i].pointer));
    ck_assert_msg(node != NULL, "%s", pointers[_i].pointer);
    ck_assert_str(node_pointer(&arena, node), pointers[_i].pointer);
    ck_assert_ptr_eq(node_document(node), document);
    if (node_key_of(node) != node)
        ck_assert_str(node_pointer(&arena, node_key_of(node)), pointers[_i].pointer);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *token, *text;
} tokens[] = {
    {"", ""},       {"plain", "plain"}, {"a~1b", "a/b"},
    {"~0~1", "~/"}, {"~01", "~1"},      {"~", "~"}, /* escapes of nothing stay */
    {"~2", "~2"},
};

START_TEST(reads_tokens)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(pointer_token_text(&arena, str_of(tokens[_i].token)), tokens[_i].text);
    arena_release(&arena);
}
END_TEST

START_TEST(finds_members)
{
    struct arena arena;
    const struct node *root;

    arena_init(&arena);
    root = read(&arena, "{\"a\":\"x\",\"b\":true,\"c\":[1,[2],3],\"a\":\"y\",\"\":0}")->root;
    ck_assert_str(node_member_string(root, "a"), "x");
    ck_assert(node_member_true(root, "b") && !node_member_true(root, "a"));
    ck_assert_ptr_null(node_member(root, STR("z")));
    ck_assert_ptr_null(node_member(NULL, STR("a")));
    ck_assert_ptr_null(node_member(node_member(root, STR("c")), STR("a")));
    ck_assert(node_is(node_member(root, STR("")), NODE_NUMBER));
    ck_assert_str(node_text(node_element(node_member(root, STR("c")), 2)), "3");
    ck_assert_ptr_null(node_element(node_member(root, STR("c")), 3));
    ck_assert_ptr_null(node_element(root, 0));
    ck_assert_uint_eq(node_offset(node_member_key(root, STR("c"))), 18);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text, *twice;
} duplicates[] = {
    {"{\"a\":1,\"b\":1}", NULL},
    {"{\"a\":1,\"b\":{\"a\":1}}", NULL},
    {"{\"a\":1,\"\\u0061\":1}", "a"},
    {"[{},{\"x\":{\"y\":1,\"zz\":1,\"y\":2}}]", "y"},
    {"{\"k0\":0,\"k1\":0,\"k2\":0,\"k3\":0,\"k4\":0,\"k5\":0,\"k6\":0,\"k7\":0,\"k8\":0,\"k9\":0,"
     "\"ka\":0,\"kb\":0,\"kc\":0,\"kd\":0,\"ke\":0,\"kf\":0,\"kg\":0}",
     NULL},
    {"{\"k0\":0,\"k1\":0,\"k2\":0,\"k3\":0,\"k4\":0,\"k5\":0,\"k6\":0,\"k7\":0,\"k8\":0,\"k9\":0,"
     "\"ka\":0,\"kb\":0,\"kc\":0,\"kd\":0,\"ke\":0,\"kf\":0,\"k3\":0}",
     "k3"},
};

START_TEST(finds_duplicates)
{
    struct arena arena;
    struct duplicate_key found;
    bool twice;

    arena_init(&arena);
    twice = document_find_duplicate_key(read(&arena, duplicates[_i].text), &found);
    ck_assert_msg(twice == (duplicates[_i].twice != NULL), "%s", duplicates[_i].text);
    if (twice) {
        ck_assert_str(node_string(found.again), duplicates[_i].twice);
        ck_assert_str(node_string(found.first), duplicates[_i].twice);
        ck_assert(found.first < found.again);
    }
    arena_release(&arena);
}
END_TEST

/* Columns far out on one line, and lines by number. */
START_TEST(tells_lines)
{
    struct arena arena;
    struct strbuf text;
    const struct document *document;
    struct position position;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "[\r\n");
    for (int i = 0; i < 5000; i++)
        strbuf_add_text(&text, "\"\xc3\xa4\xe2\x82\xac\",");
    strbuf_add_text(&text, "7\n]");
    document = json_read(&arena, STR("t"), strbuf_str(&text), NULL);
    position = node_position(node_element(document->root, 5000));
    ck_assert_uint_eq(position.line, 2);
    ck_assert_uint_eq(position.column, 5 * 5000 + 1);
    position = node_position(node_element(document->root, 3333));
    ck_assert_uint_eq(position.column, 5 * 3333 + 1);
    ck_assert_str(document_line(document, 1), "[");
    ck_assert_str(document_line(document, 3), "]");
    ck_assert_ptr_null(document_line(document, 4).text);
    ck_assert_ptr_null(document_line(document, 0).text);
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

START_TEST(raises_with_a_place)
{
    struct arena arena;
    struct error err = {0};

    arena_init(&arena);
    error_raise_node(&err, node_element(read(&arena, "[1,\n 2]")->root, 1), "is %d", 2);
    ck_assert_str(str_of(err.message), "t:2:2: is 2");
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("node", UNIT_LOOP(compares, equalities); UNIT_LOOP(names_types, types);
           UNIT_LOOP(makes_excerpts, excerpts); UNIT_LOOP(points_both_ways, pointers);
           UNIT_LOOP(reads_tokens, tokens); UNIT_TEST(finds_members);
           UNIT_LOOP(finds_duplicates, duplicates); UNIT_TEST(tells_lines);
           UNIT_TEST(raises_with_a_place))
