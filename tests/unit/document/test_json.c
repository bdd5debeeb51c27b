#include <dirent.h>
#include <stdio.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

/* What is read and written back; NULL: the same text. */
static const struct {
    const char *text, *written;
} good[] = {
    {"null", NULL},
    {"true", NULL},
    {" false ", "false"},
    {"-0", NULL},
    {"1e400", NULL},
    {"123456789012345678901234567890.5E-7", NULL},
    {"\"\"", NULL},
    {"\"a\"", NULL},
    {"\"]\"", NULL},
    {"\"a\\n\"", NULL},
    {"\"\\/\\u0041\\ud83d\\ude00\"", "\"/A\xf0\x9f\x98\x80\""},
    {"\"\\ud800\"", "\"\xef\xbf\xbd\""},
    {"\"\\ud800\\u0041\"", "\"\xef\xbf\xbd"
                           "A\""},
    {"\"\\udc00x\"", "\"\xef\xbf\xbdx\""},
    {"\"a\\u0000b\"", NULL},
    {"[]", NULL},
    {"{}", NULL},
    {"[[],{}]", NULL},
    {" [ 1 , 2 ] ", "[1,2]"},
    {"{\"a\":{\"b\":[1,[2,{}],\"x\"]},\"c\":null}", NULL},
    {"\r\n\t{ \"a\" : [ ] }\n", "{\"a\":[]}"},
    {"\xef\xbb\xbf[1]", "[1]"},
    {"{\"k\":1,\"k\":2}", NULL},
    {"[\"0123456789abcdef0123456789abcdef\\\"\",\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"]", NULL},
};

START_TEST(reads)
{
    struct arena arena;
    struct read_failure failure;
    struct strbuf out;
    const char *text = good[_i].text;
    const struct document *document;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    document = json_read(&arena, STR("t"), str_of(text), &failure);
    ck_assert_msg(document != NULL, "%s: %s", text, document ? "" : failure.message);
    ck_assert(node_write(document->root, &out));
    ck_assert_str(strbuf_str(&out), good[_i].written ? good[_i].written : text);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    size_t line, column;
    const char *message;
} bad[] = {
    {"", 1, 1, "the text is empty"},
    {"\xef\xbb\xbf", 1, 1, "the text holds no value, only white space"},
    {" \n ", 2, 2, "the text holds no value, only white space"},
    {"[1", 1, 3, "the text ends inside an array"},
    {"[1,", 1, 4, "the text ends where a value should stand"},
    {"[", 1, 2, "the text ends where a value should stand"},
    {"[[1]", 1, 5, "the text ends inside an array"},
    {"{\"a\":[]", 1, 8, "the text ends inside an object"},
    {"{\"a\"", 1, 5, "the text ends inside an object"},
    {"{\"a\":", 1, 6, "the text ends where a value should stand"},
    {"{", 1, 2, "the text ends inside an object"},
    {"{\"a\":1 \"b\":2}", 1, 8, "expected ',' or '}' after a member"},
    {"[1 2]", 1, 4, "expected ',' or ']' after an element"},
    {"[1,]", 1, 4, "expected a value, found ']'"},
    {"{\"a\":1,}", 1, 8, "expected a key in double quotes"},
    {"{a:1}", 1, 2, "expected a key in double quotes"},
    {"{\"a\" 1}", 1, 6, "expected ':' after a key"},
    {"[1] x", 1, 5, "more text after the end of the value"},
    {"[1]]", 1, 4, "more text after the end of the value"},
    {"1 2", 1, 3, "more text after the end of the value"},
    {"\"abc", 1, 5, "the text ends inside a string"},
    {"[\"abc]", 1, 7, "the text ends inside a string"},
    {"[\"abc\\]", 1, 6, "a backslash starts no escape here"},
    {"\"abc\\", 1, 6, "the text ends inside a string"},
    {"[\"\\x\"]", 1, 3, "a backslash starts no escape here"},
    {"[\"\\u12g4\"]", 1, 3, "\\u needs four hexadecimal digits"},
    {"[\"\\u12\"]", 1, 3, "\\u needs four hexadecimal digits"},
    {"[\"\xc3\xa4\t\"]", 1, 4, "control byte 0x09 in a string must be escaped"},
    {"[\"a\x01\"]", 1, 4, "control byte 0x01 in a string must be escaped"},
    {"\n[\"\xc3\xa4\", \xff]", 2, 7, "expected a value, found byte 0xff"},
    {"[\"\xff\"]", 1, 3, "invalid UTF-8 byte 0xff"},
    {"[\"\xed\xa0\x80\"]", 1, 3, "invalid UTF-8 byte 0xed"},
    {"[\"\xc0\xaf\"]", 1, 3, "invalid UTF-8 byte 0xc0"},
    {"[\"0123456789abcdef\xe2\x82\"]", 1, 19, "invalid UTF-8 byte 0xe2"},
    {"\xff\xfe[\0", 1, 1, "the text is UTF-16, not UTF-8"},
    {"[01]", 1, 2, "a number may not start with 0 and more digits"},
    {"[-]", 1, 3, "a digit must follow '-'"},
    {"[1.]", 1, 4, "a digit must follow the decimal point"},
    {"[1e]", 1, 4, "a digit must follow the exponent's letter"},
    {"[1e+]", 1, 5, "a digit must follow the exponent's letter"},
    {"[+1]", 1, 2, "expected a value, found '+'"},
    {"[nul]", 1, 2, "expected a value, found 'n'"},
    {"tru", 1, 1, "expected a value, found 't'"},
    {"[1,\n2,\n  oops]", 3, 3, "expected a value, found 'o'"},
    {"[1//x\n]", 1, 3, "expected ',' or ']' after an element"},
};

START_TEST(refuses)
{
    struct arena arena;
    struct read_failure failure = {0};

    arena_init(&arena);
    ck_assert_msg(!json_read(&arena, STR("t"), str_of(bad[_i].text), &failure), "%s was read",
                  bad[_i].text);
    ck_assert_int_eq(failure.outcome, READ_MALFORMED);
    ck_assert_msg(strcmp(failure.message, bad[_i].message) == 0 && failure.line == bad[_i].line &&
                      failure.column == bad[_i].column,
                  "%s: got %zu:%zu: %s", bad[_i].text, failure.line, failure.column,
                  failure.message);
    arena_release(&arena);
}
END_TEST

START_TEST(limits_depth)
{
    enum { DEPTH = 100000 };
    struct arena arena;
    struct read_failure failure;
    char *text = malloc(2 * DEPTH);

    arena_init(&arena);
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    ck_assert(json_read(&arena, STR("t"), (struct str){text + DEPTH - 1024, 2048}, &failure));
    ck_assert(!json_read(&arena, STR("t"), (struct str){text + DEPTH - 1025, 2050}, &failure));
    ck_assert_int_eq(failure.outcome, READ_LIMIT);
    ck_assert_str(str_of(failure.message), "nested deeper than 1024 levels");
    ck_assert_uint_eq(failure.column, 1025);
    ck_assert(!json_read(&arena, STR("t"), (struct str){text, 2 * DEPTH}, &failure));
    ck_assert(!json_read(&arena, STR("t"), (struct str){text, DEPTH}, &failure));
    ck_assert_int_eq(failure.outcome, READ_LIMIT);
    /* Never touched: too long to be read. */
    ck_assert(!json_read(&arena, STR("t"), (struct str){text, SIZE_MAX / 2}, &failure));
    ck_assert_int_eq(failure.outcome, READ_LIMIT);
    free(text);
    arena_release(&arena);
}
END_TEST

/* Every prefix and every single-byte change of a text ends in a verdict, never outside the text
   (which is a block of its own, so that sanitizers see one byte too many). */
START_TEST(stays_inside)
{
    static const char text[] =
        "{\"key\":[1.5e3,-0,true,null,\"a\\u00e9\\n\xc3\xa9 0123456789abcdef\"],"
        "\"another key, longer\":{\"x\":\"\\ud83d\\ude00\"}}";
    struct arena arena;

    arena_init(&arena);
    for (size_t length = 0; length < sizeof text; length++) {
        char *block = malloc(length ? length : 1);
        struct read_failure failure;

        memcpy(block, text, length);
        ck_assert((json_read(&arena, STR("t"), (struct str){block, length}, &failure) != NULL) ==
                  (length == sizeof text - 1));
        for (size_t i = 0; i < length; i++) {
            block[i] = "\"\\]}\0\xe2x "[i % 8];
            json_read(&arena, STR("t"), (struct str){block, length}, &failure);
            block[i] = text[i];
        }
        free(block);
        arena_clear(&arena);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(flags_strings)
{
    static const char text[] =
        "{\"a\":\"x\",\"\\u0061\":\"\xc3\xa4\",\"c\":\"\\ud800\",\"d\":1,\"e\":1.0}";
    struct arena arena;
    const struct document *document;
    const struct node *key;

    arena_init(&arena);
    document = json_read(&arena, STR("t"), str_of(text), NULL);
    key = node_first(document->root);
    ck_assert_int_eq(key->flags, 0);
    ck_assert_int_eq(node_value(key)->flags, 0);
    key = node_next_key(key);
    ck_assert_int_eq(key->flags, NODE_DISPLACED);
    ck_assert_str(node_string(key), "a");
    ck_assert_uint_eq(node_offset(key), 9);
    ck_assert_int_eq(node_value(key)->flags, NODE_NON_ASCII);
    key = node_next_key(key);
    ck_assert_int_eq(node_value(key)->flags, NODE_NON_ASCII | NODE_DISPLACED | NODE_LONE_SURROGATE);
    key = node_next_key(key);
    ck_assert_int_eq(node_value(key)->flags, NODE_INTEGER_LEXEME);
    key = node_next_key(key);
    ck_assert_int_eq(node_value(key)->flags, 0);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    unsigned kinds; /* of the root's children */
} containers[] = {
    {"[]", 0},
    {"{}", 0},
    {"[1]", 1u << NODE_INTEGER_BIT},
    {"[1.0]", 1u << NODE_NUMBER},
    {"[\"a\",\"b\\n\",\"\xc3\xa4\"]", 1u << NODE_STRING},
    {"{\"a\":null,\"b\":{\"c\":1}}", 1u << NODE_NULL | 1u << NODE_OBJECT},
    {"[[1,2],true, false ,-1e3]",
     1u << NODE_ARRAY | 1u << NODE_TRUE | 1u << NODE_FALSE | 1u << NODE_NUMBER},
    {"[\"a\",[[\"b\",[]],1],{}]", 1u << NODE_STRING | 1u << NODE_ARRAY | 1u << NODE_OBJECT},
};

START_TEST(notes_kinds)
{
    struct arena arena;
    const struct document *document;

    arena_init(&arena);
    document = json_read(&arena, STR("t"), str_of(containers[_i].text), NULL);
    ck_assert_msg(node_child_kinds(document->root) == containers[_i].kinds, "%s: %x",
                  containers[_i].text, node_child_kinds(document->root));
    arena_release(&arena);
}
END_TEST

/* JSONTestSuite: y_ must be read, n_ refused, i_ end in a verdict. */
START_TEST(agrees_with_json_test_suite)
{
    static const char folder[] = "../shared/corpora/formats/JSONTestSuite";
    DIR *directory = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    if (!directory) {
        unit_skip("JSONTestSuite: ../shared/corpora/formats/JSONTestSuite");
        return;
    }
    while ((entry = readdir(directory)) != NULL) {
        char path[600];
        struct arena arena;
        struct str text;
        bool read;

        if (!strstr(entry->d_name, ".json"))
            continue;
        arena_init(&arena);
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        ck_assert(file_read(&arena, path, 1u << 20, &text, NULL));
        read = json_read(&arena, STR("t"), text, NULL) != NULL;
        ck_assert_msg(entry->d_name[0] == 'i' || read == (entry->d_name[0] == 'y'), "%s",
                      entry->d_name);
        count++;
        arena_release(&arena);
    }
    closedir(directory);
    ck_assert_uint_gt(count, 250);
}
END_TEST

UNIT_SUITE("json", UNIT_LOOP(reads, good); UNIT_LOOP(refuses, bad); UNIT_TEST(limits_depth);
           UNIT_TEST(stays_inside); UNIT_TEST(flags_strings); UNIT_LOOP(notes_kinds, containers);
           UNIT_TEST(agrees_with_json_test_suite))
