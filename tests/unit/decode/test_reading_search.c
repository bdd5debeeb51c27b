/* The search for the reading that holds against all readings tried one by one, for random schemas
   and random texts. */
#include "base/strbuf.h"
#include "decode/text_value.h"
#include "decode/value_builder.h"
#include "schema/schema_text.h"

enum { SEEDS = 4, SCHEMAS_A_TEST = 1500, MAX_LEAVES = 6, SCHEMA_DEPTH = 3 };

/* ---- chance ---- */

static unsigned below(uint64_t *state, unsigned limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % limit;
}

#define PICK(state, list) (list)[below(state, ARRAY_LENGTH(list))]

/* ---- schemas ---- */

static void add_schema(uint64_t *state, struct strbuf *out, unsigned depth);

static void add_keyword(uint64_t *state, struct strbuf *out, const char *keyword, unsigned depth)
{
    strbuf_addf(out, "\"%s\":", keyword);
    add_schema(state, out, depth);
}

static void add_list(uint64_t *state, struct strbuf *out, const char *keyword, unsigned depth)
{
    unsigned count = 1 + below(state, 3);

    strbuf_addf(out, "\"%s\":[", keyword);
    for (unsigned i = 0; i < count; i++) {
        if (i)
            strbuf_add_char(out, ',');
        add_schema(state, out, depth);
    }
    strbuf_add_char(out, ']');
}

static void add_named(uint64_t *state, struct strbuf *out, const char *keyword, const char *first,
                      const char *second, unsigned depth)
{
    strbuf_addf(out, "\"%s\":{\"%s\":", keyword, first);
    add_schema(state, out, depth);
    strbuf_addf(out, ",\"%s\":", second);
    add_schema(state, out, depth);
    strbuf_add_char(out, '}');
}

/* What asks nothing of parts, or ends the depth. */
static void add_assertion(uint64_t *state, struct strbuf *out)
{
    static const char *const assertions[] = {"\"type\":\"integer\"",
                                             "\"type\":\"string\"",
                                             "\"type\":\"boolean\"",
                                             "\"type\":\"null\"",
                                             "\"type\":\"number\"",
                                             "\"type\":\"array\"",
                                             "\"type\":\"object\"",
                                             "\"type\":[\"integer\",\"string\"]",
                                             "\"type\":[\"array\",\"null\"]",
                                             "\"const\":1",
                                             "\"const\":\"1\"",
                                             "\"const\":[1,true]",
                                             "\"const\":{\"a\":1}",
                                             "\"enum\":[1,\"x\",true]",
                                             "\"enum\":[[1],[\"1\",2],\"x\"]",
                                             "\"minimum\":2",
                                             "\"maxLength\":1",
                                             "\"pattern\":\"^[0-9]\"",
                                             "\"minItems\":2",
                                             "\"maxItems\":2",
                                             "\"uniqueItems\":true",
                                             "\"required\":[\"a\"]",
                                             "\"minProperties\":2",
                                             "\"format\":\"date\"",
                                             "\"dependentRequired\":{\"a\":[\"b\"]}"};

    strbuf_add_text(out, PICK(state, assertions));
}

static void add_applicator(uint64_t *state, struct strbuf *out, unsigned depth)
{
    static const char *const lists[] = {"anyOf", "oneOf", "allOf", "prefixItems"};
    static const char *const single[] = {"not",
                                         "items",
                                         "contains",
                                         "additionalProperties",
                                         "unevaluatedProperties",
                                         "unevaluatedItems"};

    switch (below(state, 7)) {
    case 0:
    case 1:
        add_list(state, out, PICK(state, lists), depth);
        return;
    case 2:
        add_keyword(state, out, PICK(state, single), depth);
        return;
    case 3:
        add_named(state, out, "properties", "a", "b", depth);
        return;
    case 4:
        add_named(state, out, "patternProperties", "^a", "b$", depth);
        return;
    case 5:
        add_keyword(state, out, "if", depth);
        strbuf_add_char(out, ',');
        add_keyword(state, out, "then", depth);
        strbuf_add_char(out, ',');
        add_keyword(state, out, "else", depth);
        return;
    default:
        if (below(state, 2))
            add_named(state, out, "dependentSchemas", "a", "b", depth);
        else
            strbuf_add_text(out, "\"contains\":{\"type\":\"integer\"},\"maxContains\":1");
    }
}

/* A keyword may come twice, and then the first counts: that is no concern here. */
static void add_schema(uint64_t *state, struct strbuf *out, unsigned depth)
{
    unsigned count = below(state, 4);

    if (depth == 0 && below(state, 12) == 0) {
        strbuf_add_text(out, below(state, 2) ? "true" : "false");
        return;
    }
    if (depth < SCHEMA_DEPTH && below(state, 12) == 0) {
        strbuf_add_text(out, below(state, 2) ? "{\"$ref\":\"#/$defs/d\"}"
                                             : "{\"$dynamicRef\":\"#/$defs/d\"}");
        return;
    }
    strbuf_add_char(out, '{');
    for (unsigned i = 0; i < count; i++) {
        if (i)
            strbuf_add_char(out, ',');
        if (depth == 0 || below(state, 3) == 0)
            add_assertion(state, out);
        else
            add_applicator(state, out, depth - 1);
    }
    strbuf_add_char(out, '}');
}

static void write_schema(uint64_t *state, struct strbuf *out, unsigned depth)
{
    do { /* no circle */
        strbuf_clear(out);
        strbuf_add_text(out, "{\"$defs\":{\"d\":");
        add_schema(state, out, 1);
    } while (str_find(strbuf_str(out), STR("#/")) < out->length);
    strbuf_add_text(out, "},\"allOf\":[");
    add_schema(state, out, depth);
    strbuf_add_text(out, "]}");
    strbuf_add_char(out, '\0');
}

/* ---- values ---- */

struct leaves {
    struct choice *items[64];
    size_t count;
};

static const struct node *leaf(uint64_t *state, struct arena *arena)
{
    static const char *const texts[] = {"1", "2", "1.0", "true", "null", "x", ""};

    struct choice *choice = choice_new(arena, 2);

    choice_add_scalars(choice, arena, str_of(PICK(state, texts)));
    return choice_node(arena, choice);
}

static const struct node *container(uint64_t *state, struct arena *arena, bool object)
{
    static const char *const names[] = {"a", "b", "ab"};
    unsigned count = below(state, 4);
    struct value_builder builder;
    const struct node *tree;

    value_builder_init(&builder, arena);
    value_builder_open(&builder, object ? '{' : '[');
    for (unsigned i = 0; i < count; i++) {
        if (object)
            value_builder_key(&builder, str_of(names[i % ARRAY_LENGTH(names)]));
        value_builder_add(&builder, leaf(state, arena));
    }
    value_builder_close(&builder, object ? '}' : ']');
    tree = value_builder_tree(&builder);
    value_builder_release(&builder);
    return tree;
}

static const struct node *value(uint64_t *state, struct arena *arena)
{
    struct choice *choice = choice_new(arena, 3);

    switch (below(state, 4)) {
    case 0:
        return container(state, arena, true);
    case 1:
        return container(state, arena, false);
    default:
        break;
    }
    choice_add(choice, container(state, arena, false));
    if (below(state, 2))
        choice_add(choice, container(state, arena, true));
    choice_add(choice, leaf(state, arena));
    return choice_node(arena, choice);
}

static void collect(const struct node *tree, struct leaves *leaves)
{
    for (const struct node *at = tree; at < node_end(tree); at++) {
        if (at->kind != NODE_CHOICE)
            continue;
        leaves->items[leaves->count++] = at->choice;
        for (uint32_t i = 0; i < at->choice->count; i++)
            collect(at->choice->alternatives[i], leaves);
    }
}

/* ---- all readings ---- */

static enum schema_verdict verdict_of(struct evaluator *ev, const struct schema *schema,
                                      const struct node *tree)
{
    enum schema_verdict verdict;
    struct arena arena;

    arena_init(&arena);
    verdict = schema_evaluate(ev, schema, choice_settle(&arena, tree, NULL), NULL);
    arena_release(&arena);
    return verdict;
}

static bool any_holds(struct evaluator *ev, const struct schema *schema, const struct node *tree,
                      struct leaves *leaves, size_t at)
{
    if (at == leaves->count)
        return verdict_of(ev, schema, tree) != SCHEMA_INVALID;
    for (uint32_t i = 0; i < leaves->items[at]->count; i++) {
        leaves->items[at]->taken = i;
        if (any_holds(ev, schema, tree, leaves, at + 1))
            return true;
    }
    return false;
}

static void compare(struct evaluator *ev, const struct schema *schema, const char *text,
                    const struct node *tree, unsigned *cut)
{
    struct leaves leaves = {.count = 0};
    enum reading_found found = reading_find(ev, schema, tree, SCHEMA_ANY);
    bool taken_holds = verdict_of(ev, schema, tree) != SCHEMA_INVALID, holds;
    struct strbuf json;
    struct arena arena;

    collect(tree, &leaves);
    if (leaves.count > MAX_LEAVES)
        return;
    arena_init(&arena);
    strbuf_init(&json, SIZE_MAX);
    node_write(choice_settle(&arena, tree, NULL), &json);
    holds = any_holds(ev, schema, tree, &leaves, 0);
    *cut += found == READING_CUT;
    ck_assert_msg(found == READING_CUT || (found == READING_HOLDS) == holds,
                  "found %d for %.*s, and there is %s reading that holds: %s", (int)found,
                  STR_ARGS(strbuf_str(&json)), holds ? "a" : "no", text);
    ck_assert_msg(found == READING_CUT || taken_holds == holds, "%s: %.*s is taken, and %s", text,
                  STR_ARGS(strbuf_str(&json)), holds ? "another holds" : "does not hold");
    strbuf_release(&json);
    arena_release(&arena);
}

START_TEST(all_readings)
{
    uint64_t state = (uint64_t)_i * 7919 + 1;
    struct evaluator *ev = evaluator_new();
    struct strbuf text;
    unsigned cut = 0;

    strbuf_init(&text, SIZE_MAX);
    for (unsigned i = 0; i < SCHEMAS_A_TEST; i++) {
        const struct schema_settings settings = {.dialect = DIALECT_2020_12};
        struct schema_set *set = schema_set_new(&settings);
        const struct schema *schema;
        struct error err = {0};
        struct arena arena;

        arena_init(&arena);
        write_schema(&state, &text, 1 + i * SCHEMA_DEPTH / SCHEMAS_A_TEST);
        schema = schema_compile(set, read_text(&arena, text.text), &err);
        for (unsigned values = 0; schema && values < 8; values++)
            compare(ev, schema, text.text, value(&state, &arena), &cut);
        arena_release(&arena);
        schema_set_free(set);
    }
    ck_assert_msg(cut == 0, "%u searches were cut", cut);
    strbuf_release(&text);
    evaluator_free(ev);
}
END_TEST

UNIT_SUITE("reading search", UNIT_TIMES(all_readings, SEEDS))
