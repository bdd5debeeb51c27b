/* What values came to, as a line: counts by kind, format, words, members. */
#include "../document/read_text.h"
#include "base/strbuf.h"
#include "observe/shape.h"

static void show(struct strbuf *out, const struct shape *shape)
{
    const struct {
        const char *name;
        uint64_t count;
    } kinds[] = {{"null", shape->nulls},       {"boolean", shape->booleans},
                 {"integer", shape->integers}, {"number", shape->numbers},
                 {"string", shape->strings},   {"array", shape->arrays},
                 {"object", shape->objects}};

    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (kinds[i].count)
            strbuf_addf(out, " %s:%zu", kinds[i].name, (size_t)kinds[i].count);
    if (shape->beyond_int32)
        strbuf_add_text(out, " int64");
    if (shape_format(shape))
        strbuf_addf(out, " %s", shape_format(shape));
    for (size_t i = 0; i < shape->literal_count && !shape->open; i++)
        strbuf_addf(out, " %.*s=%zu", STR_ARGS(shape->literals[i].text),
                    (size_t)shape->literals[i].seen);
    if (shape->items) {
        strbuf_add_text(out, " [");
        show(out, shape->items);
        strbuf_add_text(out, " ]");
    }
    for (size_t i = 0; i < shape->members.count; i++) {
        strbuf_addf(out, " %.*s{", STR_ARGS(shape->members.entries[i].key));
        show(out, shape->members.entries[i].value);
        strbuf_add_text(out, " }");
    }
    if (shape->map) {
        strbuf_add_text(out, " *{");
        show(out, shape->map);
        strbuf_add_text(out, " }");
    }
}

static const struct {
    const char *values; /* the elements of an array, in turn */
    const char *shape;
} rows[] = {
    {"[]", ""},
    {"[null, true, 1, 2.5, \"a\", [], {}]",
     " null:1 boolean:1 integer:1 number:1 string:1 array:1 object:1 a=1"},
    {"[1.0, 1e2, 1e-2]", " integer:2 number:1"},
    {"[2147483647, -2147483648]", " integer:2"},
    {"[2147483648]", " integer:1 int64"},
    {"[\"open\", \"closed\", \"open\"]", " string:3 open=2 closed=1"},
    {"[\"open\", \"two words\"]", " string:2"},
    {"[\"\"]", " string:1"},
    {"[\"a\\u0000b\"]", " string:1"}, /* NUL is no part of a word */
    {"[\"7up\"]", " string:1"},
    {"[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]", " string:9"},
    {"[\"2026-02-10T10:00:00Z\"]", " string:1 date-time"},
    {"[\"2026-02-10\", \"soon\"]", " string:2"},
    {"[\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"]", " string:1 uuid"},
    {"[\"::1\", \"fe80::1\"]", " string:2 ipv6"},
    {"[[1], [\"a\", null]]", " array:2 [ null:1 integer:1 string:1 a=1 ]"},
    {"[{\"a\": 1}, {\"a\": null, \"b\": {\"c\": true}}]",
     " object:2 a{ null:1 integer:1 } b{ object:1 c{ boolean:1 } }"},
};

static struct shape *shape_of(struct arena *arena, const char *values)
{
    const struct node *array = read_text(arena, values);
    struct shape *shape = shape_new(arena);

    for (size_t i = 0; i < array->length; i++)
        shape_add(arena, shape, node_element(array, i));
    return shape;
}

START_TEST(adds_up)
{
    struct arena arena;
    struct strbuf text;
    struct shape *shape;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    shape = shape_of(&arena, rows[_i].values);
    show(&text, shape);
    ck_assert_msg(str_is(strbuf_str(&text), rows[_i].shape), "%s: got%s", rows[_i].values,
                  text.text);
    shape_release(shape);
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

/* ---- limits ---- */

/* Depth levels of "[", or of {"a":. */
static const char *nested(struct strbuf *text, const char *open, const char *close, int depth)
{
    strbuf_clear(text);
    strbuf_add_char(text, '[');
    for (int i = 0; i < depth; i++)
        strbuf_add_text(text, open);
    strbuf_add_char(text, '1');
    for (int i = 0; i < depth; i++)
        strbuf_add_text(text, close);
    strbuf_add_char(text, ']');
    return text->text;
}

START_TEST(stops_at_a_depth)
{
    static const char *const brackets[][2] = {{"[", "]"}, {"{\"a\":", "}"}};
    struct arena arena;
    struct strbuf text;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(brackets); i++)
        for (int past = 0; past <= 1; past++) {
            struct shape *shape = shape_of(
                &arena, nested(&text, brackets[i][0], brackets[i][1], SHAPE_MAX_DEPTH + past));

            strbuf_clear(&text);
            show(&text, shape);
            ck_assert_msg((strstr(text.text, "integer:1") != NULL) == !past, "%s past %d: %s",
                          brackets[i][0], past, text.text);
            shape_release(shape);
        }
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

/* Names up to the limit are members; with one more they are data, whoever came first. */
START_TEST(too_many_names_are_a_map)
{
    struct arena arena;
    struct strbuf text;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    for (int names = SHAPE_MAX_MEMBERS; names <= SHAPE_MAX_MEMBERS + 1; names++) {
        struct shape *shape;

        strbuf_clear(&text);
        for (int i = 0; i < names; i++)
            strbuf_addf(&text, "%s{\"k%d\": %s}", i ? ", " : "[", i, i % 2 ? "1" : "\"w\"");
        strbuf_add_char(&text, ']');
        shape = shape_of(&arena, text.text);
        ck_assert_uint_eq(shape->objects, (uint64_t)names);
        if (names == SHAPE_MAX_MEMBERS) {
            ck_assert_uint_eq(shape->members.count, SHAPE_MAX_MEMBERS);
            ck_assert_ptr_null(shape->map);
        } else {
            ck_assert_uint_eq(shape->members.count, 0);
            ck_assert_uint_eq(shape->map->seen, (uint64_t)names);
            ck_assert_uint_eq(shape->map->integers, SHAPE_MAX_MEMBERS / 2);
        }
        shape_release(shape);
    }
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("shape", UNIT_LOOP(adds_up, rows); UNIT_TEST(stops_at_a_depth);
           UNIT_TEST(too_many_names_are_a_map))
