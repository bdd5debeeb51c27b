/* Which keywords contradict each other, and which make another one needless. */
#include "witness/conflict.h"

#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

struct asked {
    struct arena arena;
    struct schema_set *set;
    struct witness *witness;
    struct program_block block;
};

static void begin(struct asked *asked, const char *text)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12, .formats = FORMATS_ERROR};
    const struct document *document;
    const struct schema *schema;
    struct read_failure failure;
    struct error err = {0};

    arena_init(&asked->arena);
    asked->set = schema_set_new(&settings);
    asked->witness = witness_new(&(struct witness_settings){.minimal = true});
    document = json_read(&asked->arena, STR("schema.json"), str_of(text), &failure);
    ck_assert_msg(document != NULL, "%s", text);
    schema = schema_compile(asked->set, document->root, &err);
    ck_assert_msg(schema != NULL, "%s", text);
    asked->block = program_entry(schema);
}

static void end(struct asked *asked)
{
    witness_free(asked->witness);
    schema_set_free(asked->set);
    arena_release(&asked->arena);
}

/* The keywords, parted by spaces; "." where none is found. */
static struct str keywords_of(struct asked *asked, const struct witness_conflict *conflict)
{
    struct str words = STR("");

    for (size_t i = 0; i < conflict->count; i++)
        words = str_format(&asked->arena, "%.*s%s%.*s", STR_ARGS(words), i ? " " : "",
                           STR_ARGS(conflict->steps[i].keyword));
    return words.length ? words : STR(".");
}

/* Nothing satisfies these. */
static const struct {
    const char *schema, *keywords;
    bool on_purpose;
    size_t circle_count;
} conflicts[] = {
    {"{\"type\":\"integer\",\"minimum\":3,\"maximum\":2}", "type minimum maximum", false, 0},
    {"{\"type\":\"integer\",\"minimum\":1,\"exclusiveMinimum\":1,\"maximum\":1,\"title\":\"a\"}",
     "type maximum exclusiveMinimum", false, 0},
    {"{\"type\":\"string\",\"minLength\":5,\"pattern\":\"^a?$\",\"maxLength\":9}",
     "type minLength pattern", false, 0},
    {"{\"type\":\"string\",\"enum\":[\"a\"],\"const\":\"b\"}", "const enum", false, 0},
    {"{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"array\","
     "\"minItems\":2,\"maxItems\":1},\"b\":{}}}",
     "type minItems maxItems", false, 0},
    {"{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"b\":{}},"
     "\"additionalProperties\":false}",
     "type required additionalProperties", false, 0},
    {"{\"allOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}", "type type", false, 0},
    {"{\"not\":{}}", "not", true, 0},
    {"{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#\"}}}",
     "type required properties", false, 2},
};

START_TEST(names_what_contradicts)
{
    const char *schema = conflicts[_i].schema;
    struct witness_conflict conflict = {0};
    enum witness_reason reason;
    const struct node *value;
    struct asked asked;
    struct str words;

    begin(&asked, schema);
    ck_assert_msg(
        witness_find(asked.witness,
                     witness_ask(asked.witness, &(struct witness_term){.block = asked.block}, 1), 0,
                     &value, &reason) == WITNESS_NONE,
        "%s", schema);
    ck_assert_msg(witness_find_conflict(asked.witness, asked.block, &conflict), "%s", schema);
    words = keywords_of(&asked, &conflict);
    ck_assert_msg(str_is(words, conflicts[_i].keywords), "%s: %.*s", schema, STR_ARGS(words));
    ck_assert_msg(conflict.on_purpose == conflicts[_i].on_purpose, "%s", schema);
    ck_assert_msg(conflict.circle_count == conflicts[_i].circle_count, "%s: circle of %zu", schema,
                  conflict.circle_count);
    end(&asked);
}
END_TEST

/* The first keyword of these is asked of: what makes it needless; "-": it can fail. */
static const struct {
    const char *schema, *keyword, *keywords;
} implied[] = {
    {"{\"minimum\":1,\"type\":\"integer\",\"exclusiveMinimum\":4}", "minimum", "exclusiveMinimum"},
    {"{\"minLength\":1,\"pattern\":\"^ab\",\"maxLength\":9}", "minLength", "pattern"},
    {"{\"minLength\":3,\"pattern\":\"^ab\"}", "minLength", "-"},
    {"{\"maxItems\":1,\"type\":\"string\"}", "maxItems", "type"},
    {"{\"minLength\":0,\"type\":\"string\"}", "minLength", "."},
    {"{\"required\":[\"a\"],\"enum\":[{\"a\":1},{\"a\":2}]}", "required", "enum"},
};

START_TEST(names_what_implies)
{
    const char *schema = implied[_i].schema;
    struct witness_conflict conflict = {0};
    struct program_cursor cursor;
    struct program_step step;
    struct asked asked;
    struct str words;

    begin(&asked, schema);
    cursor = program_steps(asked.block);
    while (program_next(&cursor, &step) && !str_is(step.keyword, implied[_i].keyword))
        continue;
    ck_assert_msg(str_is(step.keyword, implied[_i].keyword), "%s", schema);
    words = witness_find_implying(asked.witness, asked.block, &step, NULL, 0, &conflict)
                ? keywords_of(&asked, &conflict)
                : STR("-");
    ck_assert_msg(str_is(words, implied[_i].keywords), "%s: %.*s", schema, STR_ARGS(words));
    end(&asked);
}
END_TEST

UNIT_SUITE("conflict", UNIT_LOOP(names_what_contradicts, conflicts);
           UNIT_LOOP(names_what_implies, implied))
