/* Sets of arrays, asked for as schemas: the first value, whether there is one, and how many. */
#include <stdio.h>

#include "../document/read_text.h"
#include "base/strbuf.h"
#include "schema/schema.h"
#include "witness/witness.h"

struct asked {
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    struct witness *witness;
    const struct schema *schema;
    const struct witness_question *question;
};

static void ask(struct asked *asked, const char *text)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct witness_term term = {0};
    struct error err;

    arena_init(&asked->arena);
    asked->set = schema_set_new(&settings);
    asked->evaluator = evaluator_new();
    asked->witness = witness_new(&(struct witness_settings){.minimal = true});
    asked->schema = schema_compile(asked->set, read_text(&asked->arena, text), &err);
    ck_assert_msg(asked->schema != NULL, "%s: %s", text, err.message);
    term.block = program_entry(asked->schema);
    asked->question = witness_ask(asked->witness, &term, 1);
}

static void asked_release(struct asked *asked)
{
    witness_free(asked->witness);
    evaluator_free(asked->evaluator);
    schema_set_free(asked->set);
    arena_release(&asked->arena);
}

static bool accepts(struct asked *asked, const struct node *value)
{
    struct schema_question quiet = {.direction = SCHEMA_ANY};

    return schema_evaluate(asked->evaluator, asked->schema, value, &quiet) == SCHEMA_VALID;
}

/* The n-th value as text, "none", or "undecided: " and why. */
static const char *find(struct asked *asked, uint64_t n, char *text, size_t size)
{
    const struct node *value;
    enum witness_reason reason;
    struct strbuf out;

    switch (witness_find(asked->witness, asked->question, n, &value, &reason)) {
    case WITNESS_NONE:
        snprintf(text, size, "none");
        break;
    case WITNESS_UNDECIDED:
        snprintf(text, size, "undecided: %s", witness_reason_name(reason));
        break;
    case WITNESS_VALUE:
        strbuf_init(&out, size - 1);
        node_write(value, &out);
        snprintf(text, size, "%s%.*s",
                 accepts(asked, value) ? "" : "invalid: ", STR_ARGS(strbuf_str(&out)));
        strbuf_release(&out);
    }
    return text;
}

/* ---- the first value ---- */

#define ARRAY "\"type\":\"array\","
#define SMALL "{\"type\":\"integer\",\"minimum\":0,\"maximum\":2}"

static const struct {
    const char *name, *schema, *first;
} firsts[] = {
    {"nothing is asked", "{\"type\":\"array\"}", "[]"},
    {"items that cannot be, and none has to", "{" ARRAY "\"items\":false}", "[]"},
    {"an item that cannot be", "{" ARRAY "\"items\":false,\"minItems\":1}", "none"},
    {"one item", "{" ARRAY "\"items\":{\"const\":7},\"minItems\":1}", "[7]"},
    {"fewer than at least", "{" ARRAY "\"minItems\":3,\"maxItems\":2}", "none"},
    {"a list of items and no more",
     "{" ARRAY "\"prefixItems\":[{\"const\":1},{\"const\":2}],\"items\":false,\"minItems\":2}",
     "[1,2]"},
    {"more than the list has",
     "{" ARRAY "\"prefixItems\":[{\"const\":1},{\"const\":2}],\"items\":false,\"minItems\":3}",
     "none"},
    {"an item of the list that cannot be ends it",
     "{" ARRAY "\"prefixItems\":[{\"const\":1},false],\"minItems\":2}", "none"},
    {"one that fits", "{" ARRAY "\"contains\":{\"const\":1}}", "[1]"},
    {"one that fits, where all are otherwise",
     "{" ARRAY "\"items\":{\"const\":2},\"contains\":{\"const\":1}}", "none"},
    {"one that fits comes behind the list",
     "{" ARRAY "\"prefixItems\":[{\"const\":2}],\"contains\":{\"const\":1}}", "[2,1]"},
    {"several that fit",
     "{" ARRAY "\"contains\":{\"const\":1},\"minContains\":2,\"minItems\":3,\"maxContains\":2,"
     "\"items\":{\"enum\":[1,5]}}",
     "[5,1,1]"},
    {"more that fit than there may be",
     "{" ARRAY "\"contains\":{\"const\":1},\"minContains\":3,\"maxItems\":2}", "none"},
    {"no more than so many fit",
     "{" ARRAY "\"items\":{\"const\":1},\"minItems\":2,\"contains\":{\"const\":1},"
     "\"maxContains\":1}",
     "none"},
    {"one item keeps two",
     "{" ARRAY "\"items\":{\"enum\":[1,2,3]},\"allOf\":[{\"contains\":{\"enum\":[1,2]}},"
     "{\"contains\":{\"enum\":[2,3]}}]}",
     "[2]"},
    {"two items keep two",
     "{" ARRAY "\"allOf\":[{\"contains\":{\"const\":1}},{\"contains\":{\"const\":2}}],"
     "\"maxItems\":2}",
     "[2,1]"},
    {"one item cannot keep two",
     "{" ARRAY "\"allOf\":[{\"contains\":{\"const\":1}},{\"contains\":{\"const\":2}}],"
     "\"maxItems\":1}",
     "none"},
    {"none that fits",
     "{" ARRAY "\"not\":{\"contains\":{\"const\":1}},\"minItems\":1,"
     "\"items\":{\"enum\":[1,4]}}",
     "[4]"},
    {"all fit, and one does not",
     "{" ARRAY "\"items\":{\"const\":1},"
     "\"not\":{\"items\":{\"const\":1}}}",
     "none"},
    {"not all fit", "{" ARRAY "\"items\":{\"enum\":[1,2]},\"not\":{\"items\":{\"const\":1}}}",
     "[2]"},
    {"items that differ", "{" ARRAY "\"uniqueItems\":true,\"minItems\":3,\"items\":" SMALL "}",
     "[0,1,2]"},
    {"more items that differ than there are values",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":4,\"items\":" SMALL "}", "none"},
    {"the first item gives way to the second",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":2,\"items\":false,"
     "\"prefixItems\":[{\"enum\":[1,2]},{\"const\":1}]}",
     "[2,1]"},
    {"three items and two values among them",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":3,\"prefixItems\":[{\"enum\":[1,2]},"
     "{\"enum\":[1,2]},{\"enum\":[2,1]}]}",
     "none"},
    {"items that differ, and two that fit",
     "{" ARRAY "\"uniqueItems\":true,\"contains\":{\"enum\":[1,5]},\"minContains\":2,"
     "\"items\":" SMALL "}",
     "none"},
    {"arrays that differ",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":3,\"items\":{" ARRAY
     "\"items\":{\"const\":1},\"maxItems\":2}}",
     "[[],[1],[1,1]]"},
    {"more arrays that differ than there are",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":4,\"items\":{" ARRAY
     "\"items\":{\"const\":1},\"maxItems\":2}}",
     "none"},
    {"equal items", "{" ARRAY "\"not\":{\"uniqueItems\":true},\"items\":{\"const\":1}}", "[1,1]"},
    {"equal items, and one only", "{" ARRAY "\"not\":{\"uniqueItems\":true},\"maxItems\":1}",
     "none"},
    {"equal items of two goals",
     "{" ARRAY "\"not\":{\"uniqueItems\":true},\"maxItems\":2,"
     "\"prefixItems\":[{\"enum\":[1,2]},{\"enum\":[2,3]}]}",
     "[2,2]"},
    {"items that cannot be equal",
     "{" ARRAY "\"not\":{\"uniqueItems\":true},\"items\":false,"
     "\"prefixItems\":[{\"const\":1},{\"const\":2}]}",
     "none"},
    {"what is not evaluated",
     "{" ARRAY "\"prefixItems\":[{\"const\":1}],\"minItems\":2,"
     "\"unevaluatedItems\":{\"const\":3}}",
     "[1,3]"},
    {"what fits is evaluated",
     "{" ARRAY "\"contains\":{\"const\":1},\"minItems\":2,"
     "\"unevaluatedItems\":false}",
     "[1,1]"},
    {"something is not evaluated",
     "{" ARRAY "\"not\":{\"contains\":{\"const\":1},\"unevaluatedItems\":{\"const\":1}},"
     "\"contains\":{\"const\":1},\"items\":{\"enum\":[1,2]}}",
     "[2,1]"},
    {"a list that always needs itself",
     "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"minItems\":1}", "none"},
    {"a list that ends",
     "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"contains\":true,"
     "\"minContains\":0}",
     "[]"},
    {"more than can be made", "{" ARRAY "\"minItems\":1000000}", "undecided: size"},
    {"more than can be made, and nothing can",
     "{" ARRAY "\"minItems\":1000000000000,\"items\":false}", "none"},
    {"more than can be made, and they must differ",
     "{" ARRAY "\"minItems\":1000000000000,\"uniqueItems\":true,\"items\":" SMALL "}", "none"},
};

START_TEST(finds_first)
{
    struct asked asked;
    char text[1000];

    ask(&asked, firsts[_i].schema);
    find(&asked, 0, text, sizeof text);
    ck_assert_msg(strcmp(text, firsts[_i].first) == 0, "%s: %s", firsts[_i].name, text);
    asked_release(&asked);
}
END_TEST

/* ---- how many there are ---- */

static const struct {
    const char *name, *schema;
    unsigned count;
} counts[] = {
    {"all combinations", "{" ARRAY "\"minItems\":2,\"maxItems\":2,\"items\":" SMALL "}", 9},
    {"all lengths", "{" ARRAY "\"maxItems\":2,\"items\":" SMALL "}", 13},
    {"the list and what is shorter",
     "{" ARRAY "\"prefixItems\":[" SMALL ",{\"const\":1}],\"items\":false}", 7},
    {"items that differ", "{" ARRAY "\"uniqueItems\":true,\"maxItems\":3,\"items\":" SMALL "}", 16},
    {"equal items", "{" ARRAY "\"maxItems\":2,\"not\":{\"uniqueItems\":true},\"items\":" SMALL "}",
     3},
    {"every order of what differs",
     "{" ARRAY "\"uniqueItems\":true,\"minItems\":5,\"items\":{\"enum\":[1,2,3,4,5]}}", 120},
    {"arrays and other values",
     "{\"anyOf\":[{" ARRAY "\"maxItems\":1,\"items\":" SMALL "}," SMALL ",{\"type\":\"boolean\"}]}",
     9},
    {"more integers than are left out one by one",
     "{\"type\":\"integer\",\"minimum\":1,\"maximum\":600}", 600},
    {"arrays of those",
     "{" ARRAY "\"maxItems\":1,\"items\":{\"type\":\"integer\","
     "\"minimum\":1,\"maximum\":600}}",
     601},
    {"one that fits", "{" ARRAY "\"maxItems\":2,\"contains\":{\"const\":1},\"items\":" SMALL "}",
     6},
};

START_TEST(finds_all)
{
    struct asked asked;
    char text[1000];

    ask(&asked, counts[_i].schema);
    for (unsigned n = 0; n < counts[_i].count; n++) {
        find(&asked, n, text, sizeof text);
        ck_assert_msg(char_is_any(text[0], "[0123456789tf"), "%s: %u: %s", counts[_i].name, n,
                      text);
    }
    find(&asked, counts[_i].count, text, sizeof text);
    ck_assert_msg(strcmp(text, "none") == 0, "%s: one more: %s", counts[_i].name, text);
    asked_release(&asked);
}
END_TEST

/* ---- long ones ---- */

static const struct {
    const char *name, *schema;
    unsigned items;
} longs[] = {
    {"plain", "{" ARRAY "\"minItems\":50000,\"items\":{\"const\":0}}", 50000},
    {"that fit", "{" ARRAY "\"contains\":{\"const\":0},\"minContains\":5000}", 5000},
    {"all but one fit",
     "{" ARRAY "\"minItems\":5000,\"contains\":{\"const\":0},"
     "\"maxContains\":4999,\"items\":{\"enum\":[0,1]}}",
     5000},
    {"that differ",
     "{" ARRAY "\"minItems\":2000,\"uniqueItems\":true,"
     "\"items\":{\"type\":\"integer\"}}",
     2000},
};

START_TEST(finds_long)
{
    struct asked asked;
    const struct node *value;
    enum witness_reason reason = WITNESS_NO_REASON;
    enum witness_answer answer;

    ask(&asked, longs[_i].schema);
    answer = witness_find(asked.witness, asked.question, 0, &value, &reason);
    ck_assert_msg(answer == WITNESS_VALUE, "%s: %d, %s", longs[_i].name, (int)answer,
                  witness_reason_name(reason));
    ck_assert_msg(accepts(&asked, value), "%s: invalid", longs[_i].name);
    ck_assert_msg(value->length == longs[_i].items, "%s: %u", longs[_i].name, value->length);
    asked_release(&asked);
}
END_TEST

/* ---- random schemas against all small arrays ---- */

enum { RANDOM_SCHEMAS = UNIT_SANITIZED ? 150 : 500, LONGEST = 4 };

static const char *const universe[] = {"0", "1", "2", "true", "false"};

static uint64_t random_state;

static unsigned draw(unsigned below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)((random_state >> 11) % below);
}

static void add_item_schema(struct strbuf *out)
{
    static const char *const schemas[] = {"{\"const\":0}",
                                          "{\"const\":1}",
                                          "{\"const\":true}",
                                          "{\"enum\":[0,1]}",
                                          SMALL,
                                          "{\"enum\":[2,true]}",
                                          "{\"type\":\"boolean\"}",
                                          "{\"enum\":[1,2,false]}",
                                          "false",
                                          "{\"not\":{\"const\":1}}"};

    strbuf_add_text(out, schemas[draw(ARRAY_LENGTH(schemas))]);
}

static void add_keyword(struct strbuf *out, const char *name)
{
    if (out->text[out->length - 1] != '{')
        strbuf_add_char(out, ',');
    strbuf_addf(out, "\"%s\":", name);
}

static void add_number(struct strbuf *out, const char *name, unsigned below)
{
    add_keyword(out, name);
    strbuf_addf(out, "%u", draw(below));
}

static void add_contains(struct strbuf *out)
{
    add_keyword(out, "contains");
    add_item_schema(out);
    if (draw(2))
        add_number(out, "minContains", 4);
    if (draw(3) == 0)
        add_number(out, "maxContains", 4);
}

static void add_prefix(struct strbuf *out)
{
    add_keyword(out, "prefixItems");
    strbuf_add_char(out, '[');
    for (unsigned i = draw(3);; i--) {
        add_item_schema(out);
        if (i == 0)
            break;
        strbuf_add_char(out, ',');
    }
    strbuf_add_char(out, ']');
}

static void add_schema(struct strbuf *out, unsigned depth);

static void add_applicators(struct strbuf *out, unsigned depth)
{
    static const char *const lists[] = {"allOf", "anyOf", "oneOf"};
    const char *list = lists[draw(ARRAY_LENGTH(lists))];

    if (draw(2)) {
        add_keyword(out, "not");
        add_schema(out, depth - 1);
    }
    if (draw(2)) {
        add_keyword(out, list);
        strbuf_add_char(out, '[');
        add_schema(out, depth - 1);
        strbuf_add_char(out, ',');
        add_schema(out, depth - 1);
        strbuf_add_char(out, ']');
    }
}

/* What a schema says of arrays. */
static void add_schema(struct strbuf *out, unsigned depth)
{
    strbuf_add_char(out, '{');
    if (draw(3) == 0)
        add_prefix(out);
    if (draw(2)) {
        add_keyword(out, "items");
        add_item_schema(out);
    }
    if (draw(2))
        add_contains(out);
    if (draw(4) == 0) {
        add_keyword(out, "uniqueItems");
        strbuf_add_text(out, draw(4) ? "true" : "false");
    }
    if (draw(4) == 0) {
        add_keyword(out, "unevaluatedItems");
        add_item_schema(out);
    }
    if (draw(4) == 0)
        add_number(out, "minItems", 4);
    if (draw(4) == 0)
        add_number(out, "maxItems", 5);
    if (depth > 0)
        add_applicators(out, depth);
    strbuf_add_char(out, '}');
}

static const struct node **every_array(struct arena *arena, size_t *count)
{
    size_t most = 0, kinds = ARRAY_LENGTH(universe), at = 0, of_length = 1;
    const struct node **arrays;

    for (size_t length = 0; length <= LONGEST; length++, of_length *= kinds)
        most += of_length;
    arrays = ARENA_ARRAY(arena, const struct node *, most);
    for (size_t length = 0, of = 1; length <= LONGEST; length++, of *= kinds)
        for (size_t i = 0; i < of; i++) {
            char text[64] = "[";
            size_t left = i;

            for (size_t item = 0; item < length; item++, left /= kinds) {
                strcat(text, item ? "," : "");
                strcat(text, universe[left % kinds]);
            }
            strcat(text, "]");
            arrays[at++] =
                read_text(arena, str_copy(arena, str_of(text)).text); /* nodes borrow it */
        }
    *count = at;
    return arrays;
}

START_TEST(random_schemas)
{
    struct arena arena;
    size_t count;
    const struct node **arrays;
    unsigned found = 0, none = 0, undecided = 0;

    arena_init(&arena);
    arrays = every_array(&arena, &count);
    random_state = UINT64_C(88172645463325252) + (unsigned)_i * UINT64_C(7919);
    for (unsigned i = 0; i < RANDOM_SCHEMAS; i++) {
        struct strbuf schema;
        struct asked asked;
        char text[2000];
        size_t hit = 0;

        strbuf_init(&schema, SIZE_MAX);
        strbuf_add_text(&schema, "{\"type\":\"array\",\"allOf\":[");
        add_schema(&schema, draw(3));
        strbuf_add_text(&schema, "]}");
        ask(&asked, schema.text);
        find(&asked, 0, text, sizeof text);
        while (hit < count && !accepts(&asked, arrays[hit]))
            hit++;
        found += text[0] == '[';
        none += strcmp(text, "none") == 0;
        undecided += text[0] == 'u';
        ck_assert_msg(text[0] != 'i', "%s: %s", schema.text, text);
        ck_assert_msg(text[0] != 'n' || hit == count, "%s: none, but there are arrays of %u items",
                      schema.text, hit < count ? arrays[hit]->length : 0);
        for (uint64_t n = 1; n < 12 && text[0] == '['; n++) {
            find(&asked, n, text, sizeof text);
            ck_assert_msg(text[0] != 'i', "%s: %u: %s", schema.text, (unsigned)n, text);
        }
        asked_release(&asked);
        strbuf_release(&schema);
    }
    /* A generator that makes one sort only would prove nothing. */
    ck_assert_msg(found > RANDOM_SCHEMAS / 4 && none > RANDOM_SCHEMAS / 8 && undecided == 0,
                  "%u found, %u none, %u undecided", found, none, undecided);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("array_rules", UNIT_LOOP(finds_first, firsts); UNIT_LOOP(finds_all, counts);
           UNIT_LOOP(finds_long, longs); UNIT_TIMES(random_schemas, 2))
