#include "witness/targets.h"

#include <stdio.h>

#include "witness/aim.h"
#include "witness/engine.h"

/* Where the walk is: the path to the block, and what it looks at. */
struct leg {
    const struct instruction *step, *block;
    const struct program *program; /* of the step */
};
struct walk {
    struct witness *witness;
    VEC(struct witness_target) targets;
    struct leg legs[TARGETS_MAX_DEPTH];
    size_t depth;
    struct strbuf path; /* into the value */
    bool cut;
};

/* ---- aims ---- */

/* The aim that leads along the legs to the target; `like` says what is asked there. */
static const struct aim *make_aim(struct witness *witness, const struct leg *legs, size_t count,
                                  const struct aim *like)
{
    const struct aim *next = NULL;
    struct aim whole = *like;

    for (size_t i = 0; i < count && !whole.choice; i++)
        if (legs[i].step->op == OP_ANY_OF || legs[i].step->op == OP_ONE_OF) {
            whole.choice = legs[i].step;
            whole.choice_program = legs[i].program;
        }
    for (size_t i = count + 1; i-- > 0;) {
        struct aim *aim = witness_alloc(witness, sizeof *aim);

        *aim = whole;
        aim->step = i < count ? legs[i].step : like->target;
        aim->block = i < count ? legs[i].block : NULL;
        aim->next = next;
        next = aim;
    }
    return next;
}

/* ---- the walk ---- */

static void visit(struct walk *walk, const struct program *program,
                  const struct instruction *block);

static void add_target(struct walk *walk, const struct program *program,
                       const struct instruction *step)
{
    const struct aim like = {.breaks = true, .target = step, .target_program = program};
    struct program_cursor cursor = {program, step, instruction_end(step)};
    struct witness_target target;

    if (walk->targets.count == TARGETS_MAX) {
        walk->cut = true;
        return;
    }
    program_next(&cursor, &target.step);
    target.path = str_copy(&walk->witness->arena, strbuf_str(&walk->path));
    target.aim = make_aim(walk->witness, walk->legs, walk->depth, &like);
    VEC_ADD(&walk->targets, target);
}

/* Is the block gone into further out? Then it was seen. */
static bool is_inside(const struct walk *walk, const struct instruction *block)
{
    for (size_t i = 0; i < walk->depth; i++)
        if (walk->legs[i].block == block)
            return true;
    return false;
}

static void enter(struct walk *walk, const struct program *program, const struct instruction *step,
                  const struct program *inside, const struct instruction *block, const char *token,
                  struct str name)
{
    size_t length = walk->path.length;

    if (is_inside(walk, block))
        return;
    if (walk->depth == TARGETS_MAX_DEPTH || walk->cut) {
        walk->cut = true;
        return;
    }
    if (name.text)
        pointer_add_token(&walk->path, name);
    else
        strbuf_add_text(&walk->path, token);
    walk->legs[walk->depth++] = (struct leg){step, block, program};
    visit(walk, inside, block);
    walk->depth--;
    walk->path.length = length;
}

static void enter_all(struct walk *walk, const struct program *program,
                      const struct instruction *step)
{
    for (const struct instruction *block = instruction_first(step); block < instruction_end(step);
         block = instruction_next(block))
        enter(walk, program, step, program, block, "", STR_NONE);
}

static void enter_members(struct walk *walk, const struct program *program,
                          const struct instruction *step)
{
    const struct members *members = step->members;

    for (uint32_t i = 0; i < members->property_count; i++)
        if (members->properties[i].length != PROPERTY_SHADOWED)
            enter(walk, program, step, program, step + members->properties[i].block, "",
                  (struct str){members->properties[i].text, members->properties[i].length});
    for (uint32_t i = 0; i < members->pattern_count; i++)
        enter(walk, program, step, program, step + members->patterns[i].block, "/*", STR_NONE);
    if (members->additional)
        enter(walk, program, step, program, step + members->additional, "/*", STR_NONE);
}

static void enter_prefix(struct walk *walk, const struct program *program,
                         const struct instruction *step)
{
    unsigned index = 0;

    for (const struct instruction *block = instruction_first(step); block < instruction_end(step);
         block = instruction_next(block), index++) {
        char token[sizeof "/4294967295"];

        snprintf(token, sizeof token, "/%u", index);
        enter(walk, program, step, program, block, token, STR_NONE);
    }
}

static void enter_condition(struct walk *walk, const struct program *program,
                            const struct instruction *step)
{
    const struct conditional *conditional = step->conditional;

    if (conditional->consequence)
        enter(walk, program, step, program, step + conditional->consequence, "", STR_NONE);
    if (conditional->alternative)
        enter(walk, program, step, program, step + conditional->alternative, "", STR_NONE);
}

static void enter_dependents(struct walk *walk, const struct program *program,
                             const struct instruction *step)
{
    for (size_t i = 0; i < step->dependents->count; i++)
        if (!step->dependents->items[i].names)
            enter(walk, program, step, program, step + step->dependents->items[i].block, "",
                  STR_NONE);
}

static void visit_step(struct walk *walk, const struct program *program,
                       const struct instruction *step)
{
    switch ((enum op)step->op) {
    case OP_SCHEMA:
    case OP_DOUBT:
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM:
    case OP_COUNT:
        return;
    case OP_CALL:
        if (step->schema->program)
            enter(walk, program, step, step->schema->program, schema_entry(step->schema), "",
                  STR_NONE);
        return;
    case OP_DYNAMIC_CALL:
        return; /* where it leads hangs on the way that was come */
    case OP_ALL_OF:
        enter_all(walk, program, step);
        return;
    case OP_MEMBERS:
        enter_members(walk, program, step);
        return;
    case OP_PREFIX_ITEMS:
        enter_prefix(walk, program, step);
        return;
    case OP_ITEMS:
        enter(walk, program, step, program, instruction_first(step), "/*", STR_NONE);
        return;
    case OP_IF:
        enter_condition(walk, program, step);
        return;
    case OP_DEPENDENT_SCHEMAS:
        enter_dependents(walk, program, step);
        return;
    case OP_FORMAT:
        if (!(step->flags & FLAG_WARNS))
            add_target(walk, program, step);
        return;
    case OP_ANY_OF:
    case OP_ONE_OF:
        add_target(walk, program, step);
        enter_all(walk, program, step);
        return;
    case OP_NEVER:
    case OP_TYPE:
    case OP_CONST:
    case OP_ENUM:
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_PATTERN:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_UNIQUE_ITEMS:
    case OP_CONTAINS:
    case OP_UNEVALUATED_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
    case OP_REQUIRED:
    case OP_DEPENDENT_REQUIRED:
    case OP_PROPERTY_NAMES:
    case OP_UNEVALUATED_PROPERTIES:
    case OP_NOT:
        add_target(walk, program, step);
        return;
    }
}

static void visit(struct walk *walk, const struct program *program, const struct instruction *block)
{
    for (const struct instruction *step = instruction_first(block); step < instruction_end(block);
         step = instruction_next(step))
        visit_step(walk, program, step);
}

const struct witness_target *witness_targets(struct witness *witness, struct program_block block,
                                             size_t *count, bool *cut)
{
    struct walk *walk = alloc_zeroed(1, sizeof *walk);
    struct witness_target *targets;

    walk->witness = witness;
    strbuf_init(&walk->path, SIZE_MAX);
    visit(walk, block.program, block.at);
    targets = witness_alloc(witness, (walk->targets.count + 1) * sizeof *targets);
    for (size_t i = 0; i < walk->targets.count; i++)
        targets[i] = walk->targets.items[i];
    *count = walk->targets.count;
    *cut = walk->cut;
    VEC_RELEASE(&walk->targets);
    strbuf_release(&walk->path);
    free(walk);
    return targets;
}

/* ---- questions ---- */

static const struct witness_question *ask(struct witness *witness, struct program_block block,
                                          const struct aim *aim)
{
    const struct literal *literal = literal_of(
        witness, &(struct literal){
                     .kind = LITERAL_AIM, .program = block.program, .at = block.at, .aim = aim});

    return (const struct witness_question *)goal_of(witness, &literal, 1);
}

const struct witness_question *witness_ask_fault(struct witness *witness,
                                                 struct program_block block,
                                                 const struct witness_target *target)
{
    return ask(witness, block, target->aim);
}

/* ---- boundaries ---- */

/* What is asked of the value at the target. */
struct wish {
    const struct literal *wanted, *also;
    bool beyond;
    const char *what;
};

static const struct node *number_node(struct witness *witness, const struct decimal *number,
                                      int step)
{
    struct strbuf text;
    const struct node *node = NULL;
    int64_t value;

    strbuf_init(&text, SIZE_MAX);
    if (step == 0)
        strbuf_add(&text, number->lexeme);
    else if (decimal_to_int64(number, &value) && value > INT64_MIN && value < INT64_MAX)
        strbuf_addf(&text, "%lld", (long long)(value + step));
    if (text.length)
        node = witness_node(witness, strbuf_str(&text));
    strbuf_release(&text);
    return node;
}

/* At the bound, and one beyond it; of an excluded one, next to it, and at it. */
static bool wish_number(struct witness *witness, const struct instruction *at, size_t index,
                        struct wish *wish)
{
    bool low = at->op == OP_MINIMUM || at->op == OP_EXCLUSIVE_MINIMUM;
    bool exclusive = at->op == OP_EXCLUSIVE_MINIMUM || at->op == OP_EXCLUSIVE_MAXIMUM;
    int inwards = low ? 1 : -1;
    const struct node *node;

    if (index > 1)
        return false;
    wish->beyond = index == 1;
    node = number_node(witness, at->number,
                       exclusive ? (index ? 0 : inwards) : (index ? -inwards : 0));
    wish->what = index ? "one step beyond the bound" : "at the bound";
    if (node)
        wish->wanted = literal_const(witness, node, false);
    return true;
}

static bool wish_size(struct witness *witness, const struct instruction *at, size_t index,
                      struct wish *wish)
{
    bool low = at->op == OP_MIN_LENGTH || at->op == OP_MIN_ITEMS || at->op == OP_MIN_PROPERTIES;
    uint64_t size = index == 0 ? at->count : low ? at->count - 1 : at->count + 1;
    unsigned kinds = at->kinds & KIND_ANY;

    if (index > 1 || (index == 1 && (low ? at->count == 0 : at->count == UINT64_MAX)))
        return false;
    wish->beyond = index == 1;
    wish->what = index ? "one step beyond the bound" : "at the bound";
    wish->wanted = literal_size(witness, kinds, size, false);
    if (size < UINT64_MAX)
        wish->also = literal_size(witness, kinds, size + 1, true);
    return true;
}

static bool wish_value(struct witness *witness, const struct instruction *at, size_t index,
                       struct wish *wish)
{
    if (at->op == OP_CONST ? index > 1 : index > at->values->count)
        return false;
    wish->beyond = at->op == OP_CONST ? index == 1 : index == at->values->count;
    wish->what = wish->beyond ? "another value" : "each value";
    if (!wish->beyond)
        wish->wanted =
            literal_const(witness, at->op == OP_CONST ? at->node : at->values->nodes[index], false);
    return true;
}

static bool wish_type(struct witness *witness, const struct instruction *at, size_t index,
                      struct wish *wish)
{
    const char *name;
    unsigned kinds;

    for (size_t i = 0; (name = kinds_name_at(i, &kinds)); i++) {
        if (!(kinds & at->types))
            continue;
        if (index-- == 0) {
            wish->wanted = literal_kinds(witness, kinds);
            wish->what = name;
            return true;
        }
    }
    wish->beyond = true;
    wish->what = "another type";
    return index == 0;
}

/* Each name is missing once. */
static bool wish_required(struct witness *witness, const struct instruction *at, size_t index,
                          struct wish *wish)
{
    if (index >= at->names->count)
        return false;
    wish->beyond = true;
    wish->what = "a required property is absent";
    wish->wanted = literal_present(witness, at->names->items[index].text, true);
    return true;
}

static bool wish_branch(struct witness *witness, const struct witness_target *target, size_t index,
                        struct wish *wish)
{
    const struct instruction *at = target->step.at, *block = instruction_first(at);
    const struct literal around = {.program = target->step.program};

    for (; block < instruction_end(at) && index > 0; index--)
        block = instruction_next(block);
    wish->beyond = block == instruction_end(at);
    wish->what = wish->beyond ? "no branch" : "each branch";
    if (!wish->beyond)
        wish->wanted = literal_block(witness, &around, block, false);
    return !wish->beyond || index == 0;
}

static bool wish_any(size_t index, struct wish *wish)
{
    wish->beyond = index == 1;
    wish->what = index ? "it fails" : "it holds";
    return index < 2;
}

static bool wish_at(struct witness *witness, const struct witness_target *target, size_t index,
                    struct wish *wish)
{
    const struct instruction *at = target->step.at;

    switch ((enum op)at->op) {
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        return wish_number(witness, at, index, wish);
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
        return wish_size(witness, at, index, wish);
    case OP_CONST:
    case OP_ENUM:
        return wish_value(witness, at, index, wish);
    case OP_TYPE:
        return wish_type(witness, at, index, wish);
    case OP_REQUIRED:
        return wish_required(witness, at, index, wish);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return wish_branch(witness, target, index, wish);
    case OP_NEVER:
        return wish_any(index + 1, wish);
    default:
        return wish_any(index, wish);
    }
}

/* The path of a target, with another end. */
static const struct aim *with_wish(struct witness *witness, const struct aim *aim,
                                   const struct wish *wish)
{
    struct aim *copy;

    if (!aim)
        return NULL;
    copy = witness_alloc(witness, sizeof *copy);
    *copy = *aim;
    copy->breaks = wish->beyond;
    copy->next = with_wish(witness, aim->next, wish);
    copy->wanted = aim->block ? NULL : wish->wanted;
    copy->also = aim->block ? NULL : wish->also;
    return copy;
}

bool witness_ask_boundary(struct witness *witness, struct program_block block,
                          const struct witness_target *target, size_t index,
                          struct witness_boundary *boundary)
{
    struct wish wish = {.what = ""};

    if (!wish_at(witness, target, index, &wish))
        return false;
    boundary->question = ask(witness, block, with_wish(witness, target->aim, &wish));
    boundary->beyond = wish.beyond;
    boundary->what = wish.what;
    return true;
}
