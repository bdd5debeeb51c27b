/* A value for a schema: the first one of the witness engine, which proves it before it hands it
   out. */
#include "generate/value.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "generate/example_use.h"
#include "generate/maker.h"

/* An engine that keeps more is replaced by a new one: what it found out is found out again, where
   it is asked again. */
enum { VALUE_ENGINE_BYTES = 64 * 1024 * 1024 };

/* The items of a list are called as the list is. */
static struct str name_of(void *context, const struct node *schema)
{
    const struct value_maker *maker = context;

    return schema == maker->named || schema == node_member(maker->named, STR("items")) ? maker->name
                                                                                       : STR_NONE;
}

struct value_maker *value_maker_new(struct api *api, enum schema_direction direction)
{
    struct value_maker *maker = alloc_zeroed(1, sizeof *maker);

    maker->api = api;
    maker->settings = (struct witness_settings){
        .direction = direction, .name_of = name_of, .name_context = maker};
    maker->evaluator = evaluator_new();
    return maker;
}

void value_maker_free(struct value_maker *maker)
{
    if (!maker)
        return;
    witness_free(maker->witness);
    evaluator_free(maker->evaluator);
    free(maker);
}

static struct witness *engine_of(struct value_maker *maker)
{
    if (maker->witness && witness_bytes(maker->witness) > VALUE_ENGINE_BYTES) {
        witness_free(maker->witness);
        maker->witness = NULL;
    }
    if (!maker->witness)
        maker->witness = witness_new(&maker->settings);
    return maker->witness;
}

/* NULL: none; *why tells. */
static const struct node *find(struct witness *witness, const struct schema *schema, uint64_t n,
                               const char **why)
{
    const struct witness_term term = {.block = program_entry(schema)};
    const struct witness_question *question = witness_ask(witness, &term, 1);
    const struct node *value = NULL;
    enum witness_reason reason = WITNESS_NO_REASON;
    enum witness_answer answer = witness_find(witness, question, n, &value, &reason);

    if (answer == WITNESS_VALUE)
        return value;
    *why = answer == WITNESS_NONE ? "nothing satisfies it" : witness_reason_sentence(reason);
    return NULL;
}

static const struct node *copy(struct arena *arena, const struct node *value)
{
    struct strbuf text;
    const struct document *document;

    strbuf_init(&text, SIZE_MAX);
    node_write(value, &text);
    document = json_read(arena, STR("generated"), str_copy(arena, strbuf_str(&text)), NULL);
    strbuf_release(&text);
    return document ? document->root : NULL;
}

/* The first of a few that travels whole in the maker's direction, else the very first. */
static const struct node *first_one_way(struct value_maker *maker, struct arena *arena,
                                        const struct schema *schema, const char **why)
{
    enum { VALUES_TRIED = 8 };
    const struct node *first = NULL;

    for (uint64_t n = 0; n < VALUES_TRIED; n++) {
        const char *unasked;
        const struct node *value = find(engine_of(maker), schema, n, n ? &unasked : why);
        bool whole;

        if (!value)
            break;
        value = value_one_way(maker, arena, schema, copy(arena, value), &whole);
        if (whole)
            return value;
        first = first ? first : value;
    }
    return first;
}

const struct node *generate_value(struct value_maker *maker, struct arena *arena,
                                  const struct node *schema, struct str name, const char **why)
{
    struct error err = {0};
    const struct schema *compiled = openapi_compile(maker->api, schema, &err);

    *why = NULL;
    if (!compiled) {
        *why = str_format(arena, "it cannot be judged: %s", err.message).text;
        return NULL;
    }
    maker->named = schema;
    maker->name = name;
    return first_one_way(maker, arena, compiled, why);
}

bool value_is_refused(struct value_maker *maker, const struct node *schema,
                      const struct node *value)
{
    const struct schema_question question = {.direction = maker->settings.direction};
    struct error err = {0};
    const struct schema *compiled = schema ? openapi_compile(maker->api, schema, &err) : NULL;

    return compiled &&
           schema_evaluate(maker->evaluator, compiled, value, &question) == SCHEMA_INVALID;
}
