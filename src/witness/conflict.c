/* One instruction after the other is left out; it stays out where there is no value without it,
   too. What is left is a conflict, of which each one is needed. */
#include "witness/conflict.h"

#include "witness/engine.h"

struct steps {
    struct witness *witness;
    const struct literal *literals[CONFLICT_MAX_STEPS]; /* LITERAL_STEP */
    size_t count;
    const struct literal *besides; /* what is asked of the value, too; NULL */
    uint64_t *spent;               /* of WITNESS_MAX_STEPS, by all questions together */
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
    struct goal *goal = goal_of(steps->witness, literals, count);
    const struct node *value;
    enum witness_answer answer;

    if (*steps->spent > WITNESS_MAX_STEPS)
        return false;
    if (steps->besides)
        goal = goal_with(steps->witness, goal, steps->besides);
    answer = witness_find(steps->witness, question_of(steps->witness, goal), 0, &value, NULL);
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

/* ---- what lies inside of it ---- */

/* Where the search is: the blocks gone into, outermost first. */
struct search {
    struct witness *witness;
    struct witness_conflict *conflict;
    uint64_t spent;
    struct program_block inside[CONFLICT_MAX_DEPTH];
    size_t depth;
};

static bool find(struct search *search, const struct program *program,
                 const struct instruction *block);

/* Is it that of the block within, which is empty by itself? What is there to refuse everything is
   none of its own. */
static bool find_inside(struct search *search, const struct steps *steps,
                        const struct program *program, const struct instruction *block)
{
    const struct literal around = {.program = program};
    const struct literal *literal = literal_block(search->witness, &around, block, false);
    struct steps asked = *steps;

    if (!is_empty(&asked, &literal, 1) || !find(search, program, block))
        return false;
    return !search->conflict->on_purpose;
}

/* A schema that holds for the same value. */
static bool find_in_part(struct search *search, const struct steps *steps,
                         const struct program *program, const struct instruction *step)
{
    if (step->op == OP_CALL)
        return step->schema->program &&
               find_inside(search, steps, step->schema->program, schema_entry(step->schema));
    for (const struct instruction *block = instruction_first(step);
         step->op == OP_ALL_OF && block < instruction_end(step); block = instruction_next(block))
        if (find_inside(search, steps, program, block))
            return true;
    return false;
}

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

/* A required property that can have no value. */
static bool find_in_member(struct search *search, const struct steps *steps,
                           const struct literal *step)
{
    const struct members *members = step->at->members;

    for (uint32_t i = 0; i < members->property_count; i++) {
        const struct property *property = &members->properties[i];

        if (property->length != PROPERTY_SHADOWED &&
            is_required(steps, (struct str){property->text, property->length}) &&
            find_inside(search, steps, step->program, step->at + property->block))
            return true;
    }
    return false;
}

static bool all_empty(const struct steps *steps, const struct literal *step)
{
    struct steps asked = *steps;

    for (const struct instruction *block = instruction_first(step->at);
         block < instruction_end(step->at); block = instruction_next(block)) {
        const struct literal *literal = literal_block(steps->witness, step, block, false);

        if (!is_empty(&asked, &literal, 1))
            return false;
    }
    return true;
}

static bool find_in_blocks(struct search *search, const struct steps *steps,
                           const struct literal *step)
{
    for (const struct instruction *block = instruction_first(step->at);
         block < instruction_end(step->at); block = instruction_next(block))
        if (find_inside(search, steps, step->program, block))
            return true;
    return false;
}

static bool find_in_step(struct search *search, const struct steps *steps,
                         const struct literal *step)
{
    unsigned op = step->at->op;

    if (op == OP_MEMBERS)
        return find_in_member(search, steps, step);
    if (op == OP_ANY_OF || op == OP_ONE_OF)
        return all_empty(steps, step) && find_in_blocks(search, steps, step);
    if (op == OP_ITEMS || op == OP_PREFIX_ITEMS || op == OP_CONTAINS || op == OP_PROPERTY_NAMES)
        return find_in_blocks(search, steps, step);
    return false;
}

/* ---- the conflict ---- */

static bool refuses_all(const struct instruction *step)
{
    return step->op == OP_NEVER ||
           (step->op == OP_NOT && instruction_first(step)->flags & FLAG_OPEN);
}

/* Is there a value for the other steps and what `properties` says of members? Then it is what is
   said of other members that contradicts them. */
static bool needs_others(struct steps *steps, size_t index)
{
    const struct literal *step = steps->literals[index];
    const struct members *members = step->at->members;
    struct steps asked = *steps;

    if (!members->additional || members->pattern_count ||
        steps->count - 1 + members->property_count > CONFLICT_MAX_STEPS)
        return members->additional && !members->property_count;
    leave_out(&asked, index);
    for (uint32_t i = 0; i < members->property_count; i++) {
        const struct property *property = &members->properties[i];
        struct literal member = {.kind = LITERAL_MEMBER,
                                 .name = {property->text, property->length}};

        if (property->length == PROPERTY_SHADOWED)
            continue;
        member.part = literal_block(steps->witness, step, step->at + property->block, false);
        asked.literals[asked.count++] = literal_of(steps->witness, &member);
    }
    return !is_empty(&asked, asked.literals, asked.count) && *steps->spent <= WITNESS_MAX_STEPS;
}

/* The keyword of several in one instruction. */
static void name_keyword(struct steps *steps, size_t index, struct program_step *step)
{
    struct program_block others;

    if (step->op != OP_MEMBERS || !program_block_of(step, BLOCK_OTHERS, &others) ||
        !needs_others(steps, index))
        return;
    step->keyword = STR("additionalProperties");
    step->place = program_schema(others);
}

/* Is it a type of integers, and are there numbers that satisfy the others? */
static bool type_tells(struct steps *steps, size_t index)
{
    const struct instruction *at = steps->literals[index]->at;
    struct steps asked = *steps;

    if (at->op != OP_TYPE || steps->count == 1 || at->types & KIND_NUMBER ||
        !(at->types & (KIND_INTEGER | KIND_LEXEME)))
        return false;
    asked.literals[index] = literal_kinds(
        steps->witness, KIND_NUMBER | (at->types & (unsigned)~(KIND_INTEGER | KIND_LEXEME)));
    return !is_empty(&asked, asked.literals, asked.count) && *steps->spent <= WITNESS_MAX_STEPS;
}

static void note(struct witness_conflict *conflict, struct steps *steps,
                 const struct program *program, const struct instruction *block)
{
    conflict->block = (struct program_block){program, block};
    conflict->count = steps->count > CONFLICT_MAX_SHOWN ? 0 : steps->count;
    for (size_t i = 0; i < conflict->count; i++) {
        const struct literal *step = steps->literals[i];
        struct program_cursor cursor = {step->program, step->at, instruction_end(step->at)};

        program_next(&cursor, &conflict->steps[i]);
        name_keyword(steps, i, &conflict->steps[i]);
        conflict->type_tells = conflict->type_tells || type_tells(steps, i);
    }
    conflict->on_purpose =
        block->flags & FLAG_CLOSED || (steps->count == 1 && refuses_all(steps->literals[0]->at));
}

/* Is the block gone into further out? Then it needs itself. */
static bool is_endless(struct search *search, const struct instruction *block)
{
    struct witness_conflict *conflict = search->conflict;

    for (size_t i = 0; i < search->depth; i++) {
        if (search->inside[i].at != block)
            continue;
        conflict->circle_count = search->depth - i;
        for (size_t k = i; k < search->depth; k++)
            conflict->circle[k - i] = search->inside[k];
        conflict->on_purpose = false;
        return true;
    }
    return false;
}

static bool find_within(struct search *search, struct steps *steps, const struct program *program,
                        const struct instruction *block)
{
    for (const struct instruction *step = instruction_first(block); step < instruction_end(block);
         step = instruction_next(step))
        if (find_in_part(search, steps, program, step))
            return true;
    if (!gather(steps, program, block, 0) || !is_empty(steps, steps->literals, steps->count)) {
        steps->count = 0;
        return false;
    }
    reduce(steps);
    for (size_t i = 0; i < steps->count; i++)
        if (find_in_step(search, steps, steps->literals[i]))
            return true;
    return false;
}

static bool find(struct search *search, const struct program *program,
                 const struct instruction *block)
{
    struct steps steps = {.witness = search->witness, .spent = &search->spent};
    struct witness_conflict *conflict = search->conflict;
    bool inside;

    if (is_endless(search, block))
        return true;
    if (search->depth == CONFLICT_MAX_DEPTH)
        return false;
    search->inside[search->depth++] = (struct program_block){program, block};
    inside = find_within(search, &steps, program, block);
    search->depth--;
    if (!inside)
        conflict->circle_count = 0;
    if (!inside || (conflict->circle_count && conflict->circle[0].at == block))
        note(conflict, &steps, program, block);
    return search->spent <= WITNESS_MAX_STEPS;
}

bool witness_find_conflict(struct witness *witness, struct program_block block,
                           struct witness_conflict *conflict)
{
    struct search search = {.witness = witness, .conflict = conflict};

    *conflict = (struct witness_conflict){.block = block};
    return find(&search, block.program, block.at);
}

/* ---- what excludes something ---- */

static void leave_out_step(struct steps *steps, const struct instruction *step)
{
    for (size_t i = 0; i < steps->count; i++)
        if (steps->literals[i]->at == step) {
            leave_out(steps, i);
            return;
        }
}

static bool find_excluding(struct steps *steps, struct program_block block,
                           struct witness_conflict *conflict)
{
    if (!is_empty(steps, steps->literals, steps->count))
        return false;
    reduce(steps);
    *conflict = (struct witness_conflict){.block = block};
    note(conflict, steps, block.program, block.at);
    return *steps->spent <= WITNESS_MAX_STEPS;
}

bool witness_find_implying(struct witness *witness, struct program_block block,
                           const struct program_step *step, const struct instruction *const *gone,
                           size_t gone_count, struct witness_conflict *conflict)
{
    const struct literal around = {.program = step->program};
    uint64_t spent = 0;
    struct steps steps = {.witness = witness,
                          .besides = literal_step(witness, &around, step->at, 0, true),
                          .spent = &spent};

    if (!gather(&steps, block.program, block.at, 0))
        return false;
    leave_out_step(&steps, step->at);
    for (size_t i = 0; i < gone_count; i++)
        leave_out_step(&steps, gone[i]);
    return find_excluding(&steps, block, conflict);
}

bool witness_find_excluding(struct witness *witness, struct program_block block,
                            struct program_block inner, struct witness_conflict *conflict)
{
    const struct literal around = {.program = inner.program};
    uint64_t spent = 0;
    struct steps steps = {.witness = witness,
                          .besides = literal_block(witness, &around, inner.at, false),
                          .spent = &spent};

    return gather(&steps, block.program, block.at, 0) && find_excluding(&steps, block, conflict);
}

/* The size at the bound, and of what; false: it is no bound of sizes. */
static bool bound_of(struct witness *witness, const struct instruction *step,
                     const struct literal **kinds, const struct literal **size)
{
    unsigned op = step->op;
    unsigned kind = op == OP_MIN_LENGTH || op == OP_MAX_LENGTH ? KIND_STRING
                    : op == OP_MIN_ITEMS || op == OP_MAX_ITEMS ? KIND_ARRAY
                                                               : KIND_OBJECT;
    bool is_least = op == OP_MIN_LENGTH || op == OP_MIN_ITEMS || op == OP_MIN_PROPERTIES;

    if (!is_least && op != OP_MAX_LENGTH && op != OP_MAX_ITEMS && op != OP_MAX_PROPERTIES)
        return false;
    *kinds = literal_kinds(witness, kind);
    *size = is_least ? literal_size(witness, kind, step->count + 1, true)
                     : literal_size(witness, kind, step->count, false);
    return step->count < UINT64_MAX;
}

bool witness_is_beyond_reach(struct witness *witness, struct program_block block,
                             const struct program_step *step)
{
    const struct literal around = {.program = block.program};
    const struct literal *literals[3] = {literal_block(witness, &around, block.at, false)};
    const struct node *value;

    return bound_of(witness, step->at, &literals[1], &literals[2]) &&
           witness_find(witness,
                        question_of(witness, goal_of(witness, literals, ARRAY_LENGTH(literals))), 0,
                        &value, NULL) == WITNESS_NONE;
}

bool witness_block_includes(struct witness *witness, struct program_block wide,
                            struct program_block narrow)
{
    const struct witness_term terms[] = {{.block = narrow}, {.block = wide, .negated = true}};
    const struct node *value;

    return witness_find(witness, witness_ask(witness, terms, ARRAY_LENGTH(terms)), 0, &value,
                        NULL) == WITNESS_NONE;
}

const char *witness_step_beside(const struct program_step *step)
{
    if (step->op == OP_EXCLUSIVE_MINIMUM && str_is(step->keyword, "minimum"))
        return " with exclusiveMinimum";
    if (step->op == OP_EXCLUSIVE_MAXIMUM && str_is(step->keyword, "maximum"))
        return " with exclusiveMaximum";
    return "";
}
