#include "witness/shape.h"

#include "document/json_writer.h"
#include "witness/engine.h"

enum { BYTES_A_STEP = 256 }; /* of a value that is written */

static enum outcome write_text(struct witness *witness, struct texts *texts, uint64_t n,
                               struct strbuf *out)
{
    struct strbuf text;
    enum outcome outcome;

    strbuf_init(&text, WITNESS_MAX_VALUE_BYTES);
    outcome = texts_nth(texts, n, &text);
    if (outcome == OUTCOME_VALUE)
        json_add_string(out, strbuf_str(&text));
    if (text.overflowed)
        outcome = undecided(witness, WITNESS_SIZE);
    strbuf_release(&text);
    return outcome;
}

static enum outcome write_nth(struct witness *witness, const struct shape *shape, uint64_t n,
                              struct strbuf *out)
{
    switch (shape->kind) {
    case SHAPE_NUMBERS:
        return numbers_nth(shape->numbers, n, out);
    case SHAPE_TEXTS:
        return write_text(witness, shape->texts, n, out);
    case SHAPE_ARRAY:
        return array_shape_nth(witness, &shape->array, n, out);
    case SHAPE_OBJECT:
        return object_shape_nth(witness, &shape->object, n, out);
    case SHAPE_VALUES:
    case SHAPE_GOALS:
        break;
    }
    return OUTCOME_NONE;
}

/* A goal may have a value now that it had not when it was asked last: then those behind it move,
   and one comes twice. */
static enum outcome nth_of_goals(struct witness *witness, const struct shape *shape, uint64_t n,
                                 const struct node **value)
{
    uint64_t met = 0;

    for (uint64_t round = 0; round <= n; round++) {
        bool any = false;

        for (size_t i = 0; i < shape->goals.count; i++) {
            if (goal_nth(witness, shape->goals.items[i], round, value) != OUTCOME_VALUE)
                continue;
            any = true;
            if (met++ == n)
                return OUTCOME_VALUE;
        }
        if (!any)
            break;
    }
    return OUTCOME_NONE;
}

enum outcome shape_nth(struct witness *witness, struct arena *arena, const struct shape *shape,
                       uint64_t n, const struct node **value)
{
    struct strbuf text;
    enum outcome outcome;

    if (shape->kind == SHAPE_VALUES) {
        if (n >= shape->values.count)
            return OUTCOME_NONE;
        *value = shape->values.items[n];
        return OUTCOME_VALUE;
    }
    if (shape->kind == SHAPE_GOALS)
        return nth_of_goals(witness, shape, n, value);
    strbuf_init(&text, WITNESS_MAX_VALUE_BYTES);
    outcome = write_nth(witness, shape, n, &text);
    if (text.overflowed)
        outcome = undecided(witness, WITNESS_SIZE);
    if (outcome == OUTCOME_VALUE)
        *value = witness_node_in(arena, strbuf_str(&text));
    witness_spend(witness, text.length / BYTES_A_STEP);
    strbuf_release(&text);
    return outcome;
}
