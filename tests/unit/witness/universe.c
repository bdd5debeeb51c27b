#include "universe.h"

#include <assert.h>

#include "base/strbuf.h"
#include "document/document.h"

/* What lies in arrays and objects, the first ones in all of them. */
static const char *const small[] = {"1",
                                    "\"a\"",
                                    "null",
                                    "2",
                                    "\"b\"",
                                    "[]",
                                    "{}",
                                    "0",
                                    "true",
                                    "0.5",
                                    "-1",
                                    "\"\"",
                                    "\"ab\"",
                                    "5",
                                    "3",
                                    "false",
                                    "6",
                                    "\"x1\"",
                                    "[1]",
                                    "[\"a\"]",
                                    "{\"a\":1}",
                                    "{\"b\":2}",
                                    "10",
                                    "\"aa\"",
                                    "[[]]",
                                    "[null]",
                                    "[1,2]",
                                    "{\"a\":{}}",
                                    "{\"b\":\"a\"}",
                                    "\"2024-01-01\"",
                                    "12",
                                    "2.5"};
static const char *const others[] = {"-3.5",
                                     "0.1",
                                     "0.3",
                                     "1e20",
                                     "100",
                                     "30",
                                     "60",
                                     "3.7",
                                     "1.0",
                                     "2.0",
                                     "-1.0",
                                     "2147483648",
                                     "9223372036854775808",
                                     "\"x2\"",
                                     "\"1\"",
                                     "\"12\"",
                                     "\"c\"",
                                     "\"abc\"",
                                     "\"\\u00e9\"",
                                     "\"\\ud83d\\ude00\"",
                                     "\"a b\"",
                                     "\" \"",
                                     "\"b b\"",
                                     "\"12:00:00Z\"",
                                     "\"2024-01-01T00:00:00Z\"",
                                     "\"P1D\"",
                                     "\"00000000-0000-0000-0000-000000000000\"",
                                     "\"127.0.0.1\"",
                                     "\"::1\"",
                                     "\"a@b.example\"",
                                     "\"http://a/\"",
                                     "\"/a\"",
                                     "\"YWE=\"",
                                     "\"en\"",
                                     "\"(\"",
                                     "\"abababab\"",
                                     "\"cb\"",
                                     "\"A\"",
                                     "[1,1.0]",
                                     "{\"a\":{\"a\":{\"a\":1}}}",
                                     "[[[]]]",
                                     "[{\"a\":1},{\"a\":2}]",
                                     "{\"a\":[1,1]}",
                                     "{\"a\":[\"a\",\"b\"]}"};
static const char *const names[] = {"a", "b", "c", "ab", "x1", "", "1", "bb"};

static void add(struct strbuf *out, const char *format, const char *a, const char *b, const char *c)
{
    strbuf_add_char(out, ',');
    strbuf_addf(out, format, a, b, c);
}

static void add_numbers(struct strbuf *out)
{
    for (int i = -8; i <= 28; i++)
        strbuf_addf(out, i % 2 ? ",%s%d.5" : ",%s%d", i < 0 && i > -2 ? "-" : "", i / 2);
}

/* All of a and b, up to four long. */
static void add_texts(struct strbuf *out)
{
    for (unsigned length = 1; length <= 4; length++) {
        for (unsigned bits = 0; bits < 1u << length; bits++) {
            strbuf_add_text(out, ",\"");
            for (unsigned i = 0; i < length; i++)
                strbuf_add_char(out, "ab"[bits >> i & 1]);
            strbuf_add_char(out, '"');
        }
    }
}

static void add_arrays(struct strbuf *out)
{
    for (size_t i = 0; i < ARRAY_LENGTH(small); i++)
        add(out, "[%s]", small[i], "", "");
    for (size_t i = 0; i < 18; i++)
        for (size_t j = 0; j < 18; j++)
            add(out, "[%s,%s]", small[i], small[j], "");
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 8; j++)
            for (size_t k = 0; k < 8; k++)
                add(out, "[%s,%s,%s]", small[i], small[j], small[k]);
    for (size_t i = 0; i < 6; i++) {
        add(out, "[%s,%s,3,4]", small[i], small[i + 1], "");
        add(out, "[%s,%s,%s,7]", small[i], small[i + 1], small[i + 2]);
        add(out, "[%s,%s,%s,\"a\",8]", small[i], small[i], small[i + 1]);
    }
}

static void add_two_members(struct strbuf *out, const char *first, const char *second)
{
    for (size_t i = 0; i < 6; i++) {
        for (size_t j = 0; j < 6; j++) {
            strbuf_addf(out, ",{\"%s\":%s,\"%s\":%s}", first, small[i], second, small[j]);
        }
    }
}

static void add_three_members(struct strbuf *out, size_t first, size_t second, size_t third)
{
    for (size_t i = 0; i < 27; i++)
        strbuf_addf(out, ",{\"%s\":%s,\"%s\":%s,\"%s\":%s}", names[first], small[i % 3],
                    names[second], small[i / 3 % 3], names[third], small[i / 9]);
}

static void add_objects(struct strbuf *out)
{
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        for (size_t j = 0; j < ARRAY_LENGTH(small); j++)
            add(out, "{\"%s\":%s}", names[i], small[j], "");
    for (size_t i = 0; i < 5; i++)
        for (size_t j = i + 1; j < 6; j++)
            add_two_members(out, names[i], names[j]);
    add_three_members(out, 0, 1, 2);
    add_three_members(out, 0, 1, 3);
    add_three_members(out, 0, 3, 4);
    add_three_members(out, 1, 2, 7);
    for (size_t i = 0; i < 8; i++) {
        add(out, "{\"a\":%s,\"b\":%s,\"c\":1,\"ab\":%s}", small[i], small[i + 1], "2");
        add(out, "{\"a\":{\"a\":%s,\"b\":%s}}", small[i], small[(i + 1) % 8], "");
        add(out, "{\"a\":%s,\"b\":%s,\"c\":1,\"ab\":2,\"x1\":%s}", small[i], small[i], "3");
    }
}

const struct node *universe(struct arena *arena)
{
    struct strbuf text;
    struct read_failure failure;
    const struct document *document;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "[null,true,false,\"\",[],{}");
    for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
        add(&text, "%s", others[i], "", "");
    add_numbers(&text);
    add_texts(&text);
    add_arrays(&text);
    add_objects(&text);
    strbuf_add_char(&text, ']');
    document = json_read(arena, STR("universe.json"), str_copy(arena, strbuf_str(&text)), &failure);
    strbuf_release(&text);
    assert(document); /* what stands above is JSON */
    return document->root;
}
