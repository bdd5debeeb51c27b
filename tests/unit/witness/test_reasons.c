/* Why a question is not decided, and what is remembered of that. */
#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"
#include "witness/witness.h"

/* More objects within each other than a value may have; from d100 on fewer. */
enum { CHAIN = WITNESS_MAX_DEPTH + 88 };

/* An array that is too large, or an object that is too deep. */
static void write_schema(struct strbuf *text)
{
    strbuf_add_text(text, "{\"anyOf\":[{\"type\":\"array\",\"minItems\":1000000000},"
                          "{\"$ref\":\"#/$defs/d0\"}],\"$defs\":{");
    for (unsigned i = 0; i < CHAIN; i++)
        strbuf_addf(text,
                    "\"d%u\":{\"type\":\"object\",\"required\":[\"x\"],"
                    "\"properties\":{\"x\":{\"$ref\":\"#/$defs/d%u\"}}},",
                    i, i + 1);
    strbuf_addf(text, "\"d%u\":{\"type\":\"null\"}}}", CHAIN);
}

static enum witness_answer ask(struct witness *witness, const struct schema *schema,
                               enum witness_reason *reason)
{
    struct witness_term term = {.block = program_entry(schema)};
    const struct node *value;

    return witness_find(witness, witness_ask(witness, &term, 1), 0, &value, reason);
}

/* That the value would be too deep says nothing of goals on the way: from further down they have
   one, whatever was not decided before it. */
START_TEST(depth_is_not_remembered)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct witness *witness = witness_new(&(struct witness_settings){.minimal = true});
    struct schema_set *set = schema_set_new(&settings);
    const struct document *document;
    const struct schema *whole, *low;
    struct read_failure failure;
    enum witness_reason reason;
    struct error err = {0};
    struct strbuf text;
    struct arena arena;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    write_schema(&text);
    document = json_read(&arena, STR("schema.json"), strbuf_str(&text), &failure);
    whole = schema_compile(set, document->root, &err);
    low = schema_compile(set, node_member(node_member(document->root, STR("$defs")), STR("d100")),
                         &err);
    ck_assert_int_eq(ask(witness, whole, &reason), WITNESS_UNDECIDED);
    ck_assert_str_eq(witness_reason_name(reason), "size");
    ck_assert_int_eq(ask(witness, low, &reason), WITNESS_VALUE);
    witness_free(witness);
    schema_set_free(set);
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("reasons", UNIT_TEST(depth_is_not_remembered))
