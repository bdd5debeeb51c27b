/* One instruction after the other is left out; it stays out where there is no value without it,
   too. What is left is a conflict, of which each one is needed. */
#include "witness/conflict.h"

#include "witness/engine.h"

struct steps {
    struct witness *witness;
    const struct literal *literals[CONFLICT_MAX_STEPS]; /* LITERAL_STEP */
    size_t count;
    uint64_t *spent; /* of WITNESS_MAX_STEPS, by all questions together */
};

/* ---- what a schema asks ---- */

static bool gather(struct steps *steps, const struct program *program,
                   const struct instruction *block, unsigned depth);

static bool gather_all(struct steps *steps, const struct program *program,
                       const struct instruction *step, unsigned depth)
{
    for (const struct instruction *block = instruction_first(step); block < instruction_end(step);
         block = instruction_next(block))
        if (!gather(steps, program, block, depth))
            return false;
    return true;
}

static bool gather_step(struct steps *steps, const struct program *program,
                        const struct instruction *step, unsigned depth)
{
    const struct literal around = {.program = program};

    if (step->op == OP_CALL && step->schema->program)
        return gather(steps, step->schema->program, schema_entry(step->schema), depth + 1);
    if (step->op == OP_ALL_OF)
        return gather_all(steps, program, step, depth + 1);
    if (steps->count == CONFLICT_MAX_STEPS)
        return false;
    steps->literals[steps->count++] = literal_step(steps->witness, &around, step, 0, false);
    return true;
}

/* What hangs on the way that was come, or on what other keywords evaluate, is no step of its own.
 */
static bool gather(struct steps *steps, const struct program *program,
                   const struct instruction *block, unsigned depth)
{
    if (depth == CONFLICT_MAX_DEPTH || block->flags & (FLAG_DYNAMIC | FLAG_TRACKS))
        return false;
    for (const struct instruction *step = instruction_first(block); step < instruction_end(block);
         step = instruction_next(step))
        if (!gather_step(steps, program, step, depth))
            return false;
    return true;
}

/* ---- what of it is needed ---- */

/* false: it is not, or that takes more than one question may. */
static bool is_empty(struct steps *steps, const struct literal *const *literals, size_t count)
{
    const struct goal *goal = goal_of(steps->witness, literals, count);
    const struct node *value;
    enum witness_answer answer;

    if (*steps->spent > WITNESS_MAX_STEPS)
        return false;
    answer = witness_find(steps->witness, (const struct witness_question *)goal, 0, &value, NULL);
    *steps->spent += steps->witness->steps + 1;
    return answer == WITNESS_NONE;
}

static void leave_out(struct steps *steps, size_t index)
{
    steps->count--;
    memmove(&steps->literals[index], &steps->literals[index + 1],
            (steps->count - index) * sizeof *steps->literals);
}

static void reduce(struct steps *steps)
{
    for (size_t i = steps->count; i-- > 0;) {
        struct steps without = *steps;

        leave_out(&without, i);
        if (is_empty(steps, without.literals, without.count))
            leave_out(steps, i);
    }
}

/* ---- a member that has to be there ---- */

static bool is_required(const struct steps *steps, struct str name)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct instruction *at = steps->literals[i]->at;

        for (size_t k = 0; at->op == OP_REQUIRED && k < at->names->count; k++)
            if (str_equal(at->names->items[k].text, name))
                return true;
    }
    return false;
}

/* The block of a required property that can have no value; NULL. */
static const struct instruction *empty_member(struct steps *steps, const struct literal *step)
{
    const struct members *members = step->at->members;

    for (uint32_t i = 0; step->at->op == OP_MEMBERS && i < members->property_count; i++) {
        const struct property *property = &members->properties[i];
        const struct instruction *block = step->at + property->block;
        const struct literal *literal = literal_block(steps->witness, step, block, false);

        if (property->length != PROPERTY_SHADOWED &&
            is_required(steps, (struct str){property->text, property->length}) &&
            is_empty(steps, &literal, 1))
            return block;
    }
    return NULL;
}

static bool find(struct witness *witness, const struct program *program,
                 const struct instruction *block, struct witness_conflict *conflict,
                 uint64_t *spent, unsigned depth)
{
    struct steps steps = {.witness = witness, .spent = spent};

    if (depth == CONFLICT_MAX_DEPTH || !gather(&steps, program, block, 0) ||
        !is_empty(&steps, steps.literals, steps.count))
        return false;
    reduce(&steps);
    for (size_t i = 0; i < steps.count; i++) {
        const struct literal *step = steps.literals[i];
        const struct instruction *inside = empty_member(&steps, step);

        if (inside && find(witness, step->program, inside, conflict, spent, depth + 1))
            return true;
    }
    if (steps.count > CONFLICT_MAX_SHOWN || *spent > WITNESS_MAX_STEPS)
        return false;
    conflict->count = steps.count;
    for (size_t i = 0; i < steps.count; i++) {
        const struct literal *step = steps.literals[i];
        struct program_cursor cursor = {step->program, step->at, instruction_end(step->at)};

        program_next(&cursor, &conflict->steps[i]);
    }
    return steps.count > 0;
}

bool witness_find_conflict(struct witness *witness, struct program_block block,
                           struct witness_conflict *conflict)
{
    uint64_t spent = 0;

    return find(witness, block.program, block.at, conflict, &spent, 0);
}
