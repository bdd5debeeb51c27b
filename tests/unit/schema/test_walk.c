/* Walks over schemas as they are written: what speaks of the same value, what of members and items,
   and where a walk ends. Titles name the schemas that are met, in order. */
#include "schema/walk.h"

#include <time.h>

#include "../document/read_text.h"
#include "base/strbuf.h"
#include "unit.h"

struct walking {
    struct arena arena;
    struct schema_set *set;
    struct schema_reader reader;
    const struct node *root;
};

static void walking_init(struct walking *walking, enum schema_dialect dialect, const char *text)
{
    arena_init(&walking->arena);
    walking->set = schema_set_new(&(struct schema_settings){.dialect = dialect});
    walking->reader = schema_set_reader(walking->set);
    walking->root = read_text(&walking->arena, text);
}

static void walking_release(struct walking *walking)
{
    schema_set_free(walking->set);
    arena_release(&walking->arena);
}

static void add_title(struct strbuf *out, const struct node *schema)
{
    struct str title = node_member_string(schema, "title");

    if (node_is_boolean(schema))
        strbuf_add_text(out, node_is(schema, NODE_TRUE) ? "+" : "-");
    else
        strbuf_add(out, title.text ? title : STR("?"));
}

/* ---- the schemas that speak of one value ---- */

enum { CUT = 1, LOST = 2, CIRCULAR = 4, DYNAMIC = 8 };

#define DEFS(text)                                                                                 \
    ", \"$defs\": {\"x\": {\"title\": \"x\"}, \"y\": {\"title\": \"y\", \"allOf\": [{\"$ref\": "   \
    "\"#/$defs/x\"}]}, \"me\": {\"title\": \"m\", \"allOf\": [{\"$ref\": \"#/$defs/me\"}]}, "      \
    "\"named\": {\"title\": \"n\", \"$anchor\": \"here\", \"$dynamicAnchor\": \"there\"}" text     \
    "}}"

static const struct {
    const char *name;
    enum schema_dialect dialect;
    unsigned reach;
    const char *schema, *met;
    unsigned ends; /* how */
} rows[] = {
    {"alone", DIALECT_OAS31, WALK_ALL, "{\"title\": \"a\"}", "a", 0},
    {"a boolean", DIALECT_OAS31, WALK_ALL, "true", "+", 0},
    {"what is no schema", DIALECT_OAS31, WALK_ALL, "[]", "", 0},
    {"parts come in order, each before its own", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"allOf\": [{\"title\": \"b\", \"allOf\": [{\"title\": \"c\"}]}, false, "
     "{\"title\": \"d\"}]}",
     "abc-d", 0},
    {"branches are not certain", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}], \"anyOf\": [{\"title\": \"c\"}]}", "a",
     0},
    {"branches", DIALECT_OAS31, WALK_BRANCHES,
     "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}], \"anyOf\": [{\"title\": \"c\"}], "
     "\"if\": {\"title\": \"d\"}}",
     "acb", 0},
    {"conditions", DIALECT_OAS31, WALK_PARTS,
     "{\"title\": \"a\", \"if\": {\"title\": \"i\"}, \"then\": {\"title\": \"t\"}, \"else\": "
     "{\"title\": \"e\"}, \"dependentSchemas\": {\"p\": {\"title\": \"d\"}}, \"not\": {\"title\": "
     "\"n\"}}",
     "adtei", 0},
    {"2.0 has no branches", DIALECT_OAS20, WALK_ALL,
     "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}], \"allOf\": [{\"title\": \"c\"}]}", "ac",
     0},
    {"3.0 has no conditions", DIALECT_OAS30, WALK_ALL,
     "{\"title\": \"a\", \"if\": {\"title\": \"b\"}, \"anyOf\": [{\"title\": \"c\"}]}", "ac", 0},
    {"definitions speak of nothing", DIALECT_OAS31, WALK_ALL, "{\"title\": \"a\"" DEFS(""), "a", 0},
    {"all of it", DIALECT_OAS31, WALK_ALL,
     "{\"title\": \"a\", \"properties\": {\"p\": {\"title\": \"b\"}}, \"items\": {\"title\": "
     "\"c\"}, \"not\": {\"title\": \"d\"}, \"propertyNames\": {\"title\": \"e\"}}",
     "acbed", 0},
    {"data is no schema", DIALECT_OAS31, WALK_ALL,
     "{\"title\": \"a\", \"default\": {\"allOf\": [{\"title\": \"b\"}]}, \"enum\": [{\"title\": "
     "\"c\"}], \"x-y\": {\"title\": \"d\"}}",
     "a", 0},

    {"a reference alone is followed", DIALECT_OAS31, WALK_CERTAIN,
     "{\"$ref\": \"#/$defs/y\"" DEFS(""), "?yx", 0},
    {"a mere reference is not met", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"allOf\": [{\"$ref\": \"#/$defs/x\"}]" DEFS(""), "ax", 0},
    {"what stands beside a reference counts in 3.1", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/x\", \"allOf\": [{\"title\": \"b\"}]" DEFS(""), "axb",
     0},
    {"and not in 3.0", DIALECT_OAS30, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/x\", \"allOf\": [{\"title\": \"b\"}]" DEFS(""), "x",
     0},
    {"nor in 2.0", DIALECT_OAS20, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/x\"" DEFS(""), "x", 0},
    {"nor in draft 7", DIALECT_DRAFT7, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/x\"" DEFS(""), "x", 0},
    {"twice referred to, once met", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"allOf\": [{\"$ref\": \"#/$defs/y\"}, {\"$ref\": \"#/$defs/x\"}]" DEFS(
         ""),
     "ayx", 0},
    {"a schema that is part of itself", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/me\"" DEFS(""), "am", CIRCULAR},
    {"references in a circle", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/p\"" DEFS(
         ", \"p\": {\"$ref\": \"#/$defs/q\"}, \"q\": {\"$ref\": \"#/$defs/p\"}"),
     "a", CIRCULAR},
    {"a member of the own kind is no circle of parts", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"properties\": {\"p\": {\"$ref\": \"#\"}}}", "a", 0},
    {"nowhere", DIALECT_OAS31, WALK_CERTAIN, "{\"title\": \"a\", \"$ref\": \"#/$defs/z\"}", "a",
     LOST},
    {"an anchor", DIALECT_OAS31, WALK_CERTAIN, "{\"title\": \"a\", \"$ref\": \"#here\"" DEFS(""),
     "an", 0},
    {"an anchor that 3.0 has not", DIALECT_OAS30, WALK_CERTAIN,
     "{\"title\": \"a\", \"allOf\": [{\"$ref\": \"#here\"}]" DEFS(""), "a", LOST},
    {"an $id is the base of what is in it", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$id\": \"https://a.test/a\", \"$ref\": \"b\"" DEFS(
         ", \"b\": {\"title\": \"b\", \"$id\": \"b\", \"$ref\": \"#/$defs/c\", \"$defs\": {\"c\": "
         "{\"title\": \"c\"}}}"),
     "abc", 0},
    {"$dynamicRef goes where it goes alone", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$dynamicRef\": \"#there\"" DEFS(""), "an", DYNAMIC},
    {"$recursiveRef", DIALECT_2019_09, WALK_CERTAIN,
     "{\"title\": \"a\", \"allOf\": [{\"title\": \"b\", \"$recursiveRef\": \"#\"}]}", "ab",
     DYNAMIC | CIRCULAR},
    {"$recursiveRef that the dialect does not read", DIALECT_OAS31, WALK_CERTAIN,
     "{\"title\": \"a\", \"$recursiveRef\": \"#\"}", "a", DYNAMIC},
};

START_TEST(meets)
{
    struct walking walking;
    struct schema_walk walk;
    struct strbuf met;
    const struct node *schema;
    unsigned ends;

    walking_init(&walking, rows[_i].dialect, rows[_i].schema);
    strbuf_init(&met, SIZE_MAX);
    schema_walk_init(&walk, &walking.reader, rows[_i].reach, walking.root);
    while ((schema = schema_walk_next(&walk)))
        add_title(&met, schema);
    ends = (walk.cut ? CUT : 0u) | (walk.lost ? LOST : 0u) | (walk.circular ? CIRCULAR : 0u) |
           (walk.dynamic ? DYNAMIC : 0u);
    ck_assert_msg(str_is(strbuf_str(&met), rows[_i].met), "%s: met %.*s", rows[_i].name,
                  STR_ARGS(strbuf_str(&met)));
    ck_assert_msg(ends == rows[_i].ends, "%s: ends %u", rows[_i].name, ends);
    schema_walk_release(&walk);
    strbuf_release(&met);
    walking_release(&walking);
}
END_TEST

START_TEST(goes_into_one_branch)
{
    static const char text[] = "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}, {\"title\": "
                               "\"c\"}], \"allOf\": [{\"title\": \"d\"}, {\"title\": \"e\"}]}";
    static const char *const met[] = {"adeb", "adec", "adeb"};

    for (size_t branch = 0; branch < ARRAY_LENGTH(met); branch++) {
        struct walking walking;
        struct schema_walk walk;
        struct strbuf out;
        const struct node *schema;

        walking_init(&walking, DIALECT_OAS31, text);
        strbuf_init(&out, SIZE_MAX);
        schema_walk_init(&walk, &walking.reader, WALK_BRANCHES, walking.root);
        walk.branch = branch;
        while ((schema = schema_walk_next(&walk)))
            add_title(&out, schema);
        ck_assert_str(strbuf_str(&out), met[branch]);
        schema_walk_release(&walk);
        strbuf_release(&out);
        walking_release(&walking);
    }
}
END_TEST

START_TEST(leaves_a_schema)
{
    struct walking walking;
    struct schema_walk walk;
    struct strbuf out;
    const struct node *schema;

    walking_init(&walking, DIALECT_OAS31,
                 "{\"title\": \"a\", \"allOf\": [{\"title\": \"b\", \"allOf\": [{\"title\": "
                 "\"c\"}]}, {\"title\": \"d\"}]}");
    strbuf_init(&out, SIZE_MAX);
    schema_walk_init(&walk, &walking.reader, WALK_CERTAIN, walking.root);
    while ((schema = schema_walk_next(&walk))) {
        add_title(&out, schema);
        if (str_is(node_member_string(schema, "title"), "b"))
            schema_walk_leave(&walk);
    }
    ck_assert_str(strbuf_str(&out), "abd");
    schema_walk_release(&walk);
    strbuf_release(&out);
    walking_release(&walking);
}
END_TEST

/* Asked in any order, the answers are the same. */
START_TEST(leads_to_a_keyword)
{
    static const struct {
        const char *pointer;
        bool leads;
    } asked[] = {{"/$defs/none", false}, {"/$defs/self", false}, {"/$defs/deep", true},
                 {"/$defs/has", true},   {"/$defs/none", false}, {"", true}};
    struct pointer_map answers = {0};
    struct walking walking;

    walking_init(&walking, DIALECT_OAS31,
                 "{\"items\": {\"$ref\": \"#/$defs/deep\"}, \"$defs\": {\"none\": {\"allOf\": "
                 "[{\"type\": \"object\"}]}, \"self\": {\"items\": {\"$ref\": \"#/$defs/self\"}, "
                 "\"not\": {\"$ref\": \"#/$defs/none\"}}, \"deep\": {\"properties\": {\"a\": "
                 "{\"$ref\": \"#/$defs/none\"}, \"b\": {\"$ref\": \"#/$defs/has\"}}}, \"has\": "
                 "{\"discriminator\": {\"propertyName\": \"c\"}}}}");
    for (size_t i = 0; i < ARRAY_LENGTH(asked); i++)
        ck_assert_msg(schema_leads_to(&walking.reader, &answers,
                                      pointer_resolve(walking.root, str_of(asked[i].pointer)),
                                      KEYWORD_DISCRIMINATOR) == asked[i].leads,
                      "%s", asked[i].pointer);
    ck_assert(!schema_leads_to(&walking.reader, &answers, NULL, KEYWORD_DISCRIMINATOR));
    pointer_map_release(&answers);
    walking_release(&walking);
}
END_TEST

/* {"$ref": "#/$defs/s0", "$defs": {"s0": {"$ref": "#/$defs/s1"}, ..., "sN": {"title": "e"}}}: as
   many references as steps. */
static char *chain_of(int steps)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"$ref\": \"#/$defs/s0\", \"$defs\": {");
    for (int i = 0; i + 1 < steps; i++)
        strbuf_addf(&text, "\"s%d\": {\"$ref\": \"#/$defs/s%d\"}, ", i, i + 1);
    strbuf_addf(&text, "\"s%d\": {\"title\": \"e\"}}}", steps - 1);
    return text.text;
}

START_TEST(follows_a_chain_to_its_limit)
{
    for (int steps = WALK_MAX_CHAIN - 1; steps <= WALK_MAX_CHAIN + 1; steps++) {
        char *text = chain_of(steps);
        struct walking walking;
        const struct node *found;

        walking_init(&walking, DIALECT_OAS31, text);
        found = schema_follow(&walking.reader, walking.root);
        if (steps <= WALK_MAX_CHAIN)
            ck_assert_msg(str_is(node_member_string(found, "title"), "e"), "%d steps", steps);
        else
            ck_assert_msg(!found, "%d steps", steps);
        walking_release(&walking);
        free(text);
    }
}
END_TEST

START_TEST(follows_what_is_there)
{
    static const struct {
        const char *schema, *title; /* NULL: nowhere */
    } followed[] = {
        {"{\"title\": \"a\"}", "a"},
        {"{\"title\": \"a\", \"$ref\": \"#/$defs/x\"" DEFS(""), "x"},
        {"{\"title\": \"a\", \"$ref\": 1}", "a"},
        {"{\"title\": \"a\", \"$ref\": \"#/$defs/z\"}", NULL},
        {"{\"title\": \"a\", \"$ref\": \"#\"}", NULL},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(followed); i++) {
        struct walking walking;
        const struct node *found;

        walking_init(&walking, DIALECT_OAS31, followed[i].schema);
        found = schema_follow(&walking.reader, walking.root);
        if (followed[i].title)
            ck_assert_msg(str_is(node_member_string(found, "title"), followed[i].title), "%s",
                          followed[i].schema);
        else
            ck_assert_msg(!found, "%s", followed[i].schema);
        walking_release(&walking);
    }
}
END_TEST

/* More schemas than a walk looks at: it says so. */
START_TEST(ends_at_its_limit)
{
    struct pointer_map answers = {0};
    struct walking walking;
    struct schema_walk walk;
    struct strbuf text;
    size_t count = 0;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"allOf\": [{}");
    for (int i = 0; i < WALK_MAX_SCHEMAS + 10; i++)
        strbuf_add_text(&text, ", {}");
    strbuf_add_text(&text, "]}");
    walking_init(&walking, DIALECT_OAS31, text.text);
    schema_walk_init(&walk, &walking.reader, WALK_CERTAIN, walking.root);
    while (schema_walk_next(&walk))
        count++;
    ck_assert_uint_eq(count, WALK_MAX_SCHEMAS);
    ck_assert(walk.cut);
    schema_walk_release(&walk);
    ck_assert_msg(schema_leads_to(&walking.reader, &answers, walking.root, KEYWORD_DISCRIMINATOR),
                  "what was not looked at may have it");
    pointer_map_release(&answers);
    walking_release(&walking);
    strbuf_release(&text);
}
END_TEST

/* Each of forty schemas refers to the next one twice: 2^40 ways, 41 schemas. */
START_TEST(many_ways_are_one)
{
    struct walking walking;
    struct schema_walk walk;
    struct strbuf text;
    size_t count = 0;
    clock_t start = clock();

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"$defs\": {\"s40\": {}");
    for (int i = 0; i < 40; i++)
        strbuf_addf(&text,
                    ", \"s%d\": {\"allOf\": [{\"$ref\": \"#/$defs/s%d\"}, {\"$ref\": "
                    "\"#/$defs/s%d\"}]}",
                    i, i + 1, i + 1);
    strbuf_add_text(&text, "}, \"$ref\": \"#/$defs/s0\"}");
    walking_init(&walking, DIALECT_OAS31, text.text);
    schema_walk_init(&walk, &walking.reader, WALK_CERTAIN, walking.root);
    while (schema_walk_next(&walk))
        count++;
    ck_assert_uint_eq(count, 42);
    ck_assert(!walk.cut && !walk.circular);
    ck_assert_int_lt((clock() - start) / CLOCKS_PER_SEC, 5);
    schema_walk_release(&walk);
    walking_release(&walking);
    strbuf_release(&text);
}
END_TEST

/* ---- members and items ---- */

static const struct {
    enum schema_dialect dialect;
    const char *schema;
    const char *member; /* NULL: an item is asked for */
    size_t index;
    const char *title; /* NULL: none speaks of it */
} below[] = {
    {DIALECT_OAS31, "{\"properties\": {\"p\": {\"title\": \"a\"}}}", "p", 0, "a"},
    {DIALECT_OAS31, "{\"properties\": {\"p\": {\"title\": \"a\"}}}", "q", 0, NULL},
    {DIALECT_OAS31, "{\"properties\": {\"p\": {}}, \"additionalProperties\": {\"title\": \"a\"}}",
     "q", 0, "a"},
    {DIALECT_OAS31,
     "{\"patternProperties\": {\"q\": {}}, \"additionalProperties\": {\"title\": \"a\"}}", "q", 0,
     NULL},
    {DIALECT_OAS30,
     "{\"patternProperties\": {\"q\": {}}, \"additionalProperties\": {\"title\": \"a\"}}", "q", 0,
     "a"},
    {DIALECT_OAS30, "{\"$ref\": \"#\", \"properties\": {\"p\": {\"title\": \"a\"}}}", "p", 0, NULL},
    {DIALECT_OAS31, "{\"$ref\": \"#\", \"properties\": {\"p\": {\"title\": \"a\"}}}", "p", 0, "a"},
    {DIALECT_OAS31, "{\"items\": {\"title\": \"a\"}}", NULL, 7, "a"},
    {DIALECT_OAS31, "{\"prefixItems\": [{\"title\": \"a\"}], \"items\": {\"title\": \"b\"}}", NULL,
     0, "a"},
    {DIALECT_OAS31, "{\"prefixItems\": [{\"title\": \"a\"}], \"items\": {\"title\": \"b\"}}", NULL,
     1, "b"},
    {DIALECT_OAS30, "{\"prefixItems\": [{\"title\": \"a\"}], \"items\": {\"title\": \"b\"}}", NULL,
     0, "b"},
    {DIALECT_DRAFT7, "{\"items\": [{\"title\": \"a\"}], \"additionalItems\": {\"title\": \"b\"}}",
     NULL, 0, "a"},
    {DIALECT_DRAFT7, "{\"items\": [{\"title\": \"a\"}], \"additionalItems\": {\"title\": \"b\"}}",
     NULL, 1, "b"},
    {DIALECT_OAS31, "{\"items\": [{\"title\": \"a\"}]}", NULL, 0, NULL},
};

START_TEST(speaks_of_what_is_below)
{
    struct walking walking;
    const struct node *found;

    walking_init(&walking, below[_i].dialect, below[_i].schema);
    found = below[_i].member
                ? schema_member(&walking.reader, walking.root, str_of(below[_i].member))
                : schema_item(&walking.reader, walking.root, below[_i].index);
    if (below[_i].title)
        ck_assert_msg(str_is(node_member_string(found, "title"), below[_i].title), "row %d", _i);
    else
        ck_assert_msg(!found, "row %d: %s", _i, below[_i].schema);
    walking_release(&walking);
}
END_TEST

/* ---- schemas and values ---- */

/* The titles of the schemas, and the texts of the values that they speak of. */
static const struct {
    const char *name;
    enum schema_dialect dialect;
    const char *schema, *instance, *met;
} steps[] = {
    {"members by name, then the rest", DIALECT_OAS31,
     "{\"title\": \"a\", \"properties\": {\"p\": {\"title\": \"b\"}}, \"additionalProperties\": "
     "{\"title\": \"c\"}}",
     "{\"p\": 1, \"q\": 2}", "a b1 c2 "},
    {"parts, then members", DIALECT_OAS31,
     "{\"title\": \"a\", \"properties\": {\"p\": {\"title\": \"b\"}}, \"allOf\": [{\"title\": "
     "\"c\", \"properties\": {\"p\": {\"title\": \"d\"}}}]}",
     "{\"p\": 1}", "a c d1 b1 "},
    {"items by place", DIALECT_OAS31,
     "{\"title\": \"a\", \"prefixItems\": [{\"title\": \"b\"}], \"items\": {\"title\": \"c\"}}",
     "[1, 2, 3]", "a b1 c2 c3 "},
    {"each pair once", DIALECT_OAS31,
     "{\"title\": \"a\", \"allOf\": [{\"$ref\": \"#/$defs/x\"}, {\"$ref\": \"#/$defs/x\"}]" DEFS(
         ""),
     "5", "a5 x5 "},
    {"a schema that describes what is like it", DIALECT_OAS31,
     "{\"title\": \"a\", \"properties\": {\"next\": {\"$ref\": \"#\"}}}",
     "{\"next\": {\"next\": {\"next\": 4}}}", "a a a a4 "},
    {"part of itself", DIALECT_OAS31, "{\"title\": \"a\", \"$ref\": \"#/$defs/me\"" DEFS(""), "5",
     "a5 m5 "},
    {"nothing beside a reference in 3.0", DIALECT_OAS30,
     "{\"title\": \"a\", \"$ref\": \"#/$defs/x\", \"properties\": {\"p\": {\"title\": \"b\"}}" DEFS(
         ""),
     "{\"p\": 1}", "x "},
};

START_TEST(walks_with_a_value)
{
    struct walking walking;
    struct schema_pairs pairs;
    struct schema_pair pair;
    struct strbuf met;

    walking_init(&walking, steps[_i].dialect, steps[_i].schema);
    strbuf_init(&met, SIZE_MAX);
    schema_pairs_init(&pairs, &walking.reader, WALK_CERTAIN);
    schema_pairs_add(&pairs, walking.root, read_text(&walking.arena, steps[_i].instance));
    while (schema_pairs_next(&pairs, &pair)) {
        add_title(&met, pair.schema);
        strbuf_add(&met, node_text(pair.instance));
        strbuf_add_text(&met, " ");
    }
    ck_assert_msg(str_is(strbuf_str(&met), steps[_i].met), "%s: met %.*s", steps[_i].name,
                  STR_ARGS(strbuf_str(&met)));
    ck_assert(!pairs.cut);
    schema_pairs_release(&pairs);
    strbuf_release(&met);
    walking_release(&walking);
}
END_TEST

static bool is_no_branch(void *context, const struct schema_pair *pair, unsigned how)
{
    (void)pair;
    *(unsigned *)context |= how;
    return how != SCHEMAS_BRANCH;
}

START_TEST(asks_what_is_worth_it)
{
    struct walking walking;
    struct schema_pairs pairs;
    struct schema_pair pair;
    struct strbuf met;
    unsigned asked = 0;

    walking_init(&walking, DIALECT_OAS31,
                 "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}], \"allOf\": [{\"title\": "
                 "\"c\"}], \"properties\": {\"p\": {\"title\": \"d\"}}}");
    strbuf_init(&met, SIZE_MAX);
    schema_pairs_init(&pairs, &walking.reader, WALK_BRANCHES);
    pairs.enters = is_no_branch;
    pairs.context = &asked;
    schema_pairs_add(&pairs, walking.root, read_text(&walking.arena, "{\"p\": 1}"));
    while (schema_pairs_next(&pairs, &pair))
        add_title(&met, pair.schema);
    ck_assert_str(strbuf_str(&met), "acd");
    ck_assert_uint_eq(asked, SCHEMAS_HOLD | SCHEMAS_BRANCH | SCHEMAS_BELOW);
    schema_pairs_release(&pairs);
    strbuf_release(&met);
    walking_release(&walking);
}
END_TEST

/* At "a" the walk is narrowed to what is certain; at "c" a schema is added, ahead of what is left.
 */
START_TEST(goes_on_where_it_is_told)
{
    struct walking walking;
    struct schema_pairs pairs;
    struct schema_pair pair;
    struct strbuf met;
    const struct node *value;

    walking_init(&walking, DIALECT_OAS31,
                 "{\"title\": \"a\", \"oneOf\": [{\"title\": \"b\"}], \"allOf\": [{\"title\": "
                 "\"c\", \"oneOf\": [{\"title\": \"d\"}]}], \"properties\": {\"p\": {\"title\": "
                 "\"e\"}}" DEFS(""));
    value = read_text(&walking.arena, "{\"p\": 1}");
    strbuf_init(&met, SIZE_MAX);
    schema_pairs_init(&pairs, &walking.reader, WALK_BRANCHES);
    schema_pairs_add(&pairs, walking.root, value);
    while (schema_pairs_next(&pairs, &pair)) {
        add_title(&met, pair.schema);
        if (pair.schema == walking.root)
            schema_pairs_narrow(&pairs, WALK_CERTAIN);
        if (str_is(node_member_string(pair.schema, "title"), "c"))
            schema_pairs_add(&pairs, pointer_resolve(walking.root, STR("/$defs/x")), value);
    }
    ck_assert_str(strbuf_str(&met), "acxde");
    schema_pairs_release(&pairs);
    strbuf_release(&met);
    walking_release(&walking);
}
END_TEST

/* A list that is too long for a walk ends it, in good time. */
START_TEST(pairs_end_at_their_limit)
{
    struct walking walking;
    struct schema_pairs pairs;
    struct schema_pair pair;
    struct strbuf text;
    clock_t start = clock();

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "[1");
    for (int i = 0; i < WALK_MAX_PAIRS; i++)
        strbuf_add_text(&text, ",1");
    strbuf_add_text(&text, "]");
    walking_init(&walking, DIALECT_OAS31, "{\"items\": {\"title\": \"a\"}}");
    schema_pairs_init(&pairs, &walking.reader, WALK_CERTAIN);
    schema_pairs_add(&pairs, walking.root, read_text(&walking.arena, text.text));
    while (schema_pairs_next(&pairs, &pair))
        ck_assert(pair.schema != NULL);
    ck_assert(pairs.cut);
    ck_assert_int_lt((clock() - start) / CLOCKS_PER_SEC, 20);
    schema_pairs_release(&pairs);
    walking_release(&walking);
    strbuf_release(&text);
}
END_TEST

UNIT_SUITE("walk", UNIT_LOOP(meets, rows); UNIT_TEST(goes_into_one_branch);
           UNIT_TEST(leaves_a_schema); UNIT_TEST(leads_to_a_keyword);
           UNIT_TEST(follows_a_chain_to_its_limit); UNIT_TEST(follows_what_is_there);
           UNIT_TEST(ends_at_its_limit); UNIT_TEST(many_ways_are_one);
           UNIT_LOOP(speaks_of_what_is_below, below); UNIT_LOOP(walks_with_a_value, steps);
           UNIT_TEST(asks_what_is_worth_it); UNIT_TEST(goes_on_where_it_is_told);
           UNIT_TEST(pairs_end_at_their_limit))
