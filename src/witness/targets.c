#include "witness/targets.h"

#include <stdio.h>

#include "base/pointer_map.h"
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/number_format.h"

/* A block that is gone into, and how it is come to. */
struct stop {
    const struct program *program; /* of the block */
    const struct instruction *block;
    const struct instruction *step; /* that applies it; NULL: the whole schema */
    const struct program *around;   /* of the step */
    size_t from;                    /* the stop whose block the step is in */
    size_t depth;
    struct str path; /* into the value */
};

/* Blocks are visited in waves: first all that can be come to without a branch of anyOf or oneOf,
   the nearest first; then those through one branch, and so on. */
struct walk {
    struct witness *witness;
    VEC(struct witness_target) targets;
    VEC(struct stop) stops;  /* visited, or to be */
    VEC(struct stop) later;  /* of the next wave */
    struct pointer_map seen; /* blocks */
    size_t at;               /* the stop that is visited */
    bool cut;
};

/* ---- aims ---- */

static bool is_choice(const struct instruction *step)
{
    return step->op == OP_ANY_OF || step->op == OP_ONE_OF;
}

/* The aim that leads to the target in the block of a stop; `like` says what is asked there. It is
   made from its end. */
static const struct aim *make_aim(const struct walk *walk, const struct aim *like)
{
    struct aim *end = witness_alloc(walk->witness, sizeof *end), *first = end;
    const struct stop *stops = walk->stops.items;

    *end = *like;
    end->step = like->target;
    for (size_t i = walk->at; stops[i].step; i = stops[i].from) {
        struct aim *aim = witness_alloc(walk->witness, sizeof *aim);

        *aim = *first;
        if (is_choice(stops[i].step)) {
            aim->choice = stops[i].step;
            aim->choice_program = stops[i].around;
        }
        aim->step = stops[i].step;
        aim->block = stops[i].block;
        aim->next = first;
        first = aim;
    }
    return first;
}

/* ---- the walk ---- */

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
    target.path = walk->stops.items[walk->at].path;
    target.aim = make_aim(walk, &like);
    VEC_ADD(&walk->targets, target);
}

static struct str extended(struct walk *walk, const char *token, struct str name)
{
    struct str path = walk->stops.items[walk->at].path;
    struct strbuf text;

    if (!name.text && !*token)
        return path;
    strbuf_init(&text, SIZE_MAX);
    strbuf_add(&text, path);
    if (name.text)
        pointer_add_token(&text, name);
    else
        strbuf_add_text(&text, token);
    path = str_copy(&walk->witness->arena, strbuf_str(&text));
    strbuf_release(&text);
    return path;
}

/* To be visited, where it was not come to before. */
static void enter(struct walk *walk, const struct program *program, const struct instruction *step,
                  const struct program *inside, const struct instruction *block, const char *token,
                  struct str name)
{
    size_t depth = walk->stops.items[walk->at].depth + 1;
    struct stop stop = {inside, block, step, program, walk->at, depth, STR_NONE};

    if (pointer_map_get(&walk->seen, block, 0))
        return;
    if (depth > TARGETS_MAX_DEPTH) {
        walk->cut = true;
        return;
    }
    stop.path = extended(walk, token, name);
    if (is_choice(step)) {
        VEC_ADD(&walk->later, stop);
        return;
    }
    *pointer_map_put(&walk->seen, block, 0) = walk;
    VEC_ADD(&walk->stops, stop);
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

static void visit(struct walk *walk)
{
    const struct program *program = walk->stops.items[walk->at].program;
    const struct instruction *block = walk->stops.items[walk->at].block;

    for (const struct instruction *step = instruction_first(block); step < instruction_end(block);
         step = instruction_next(step))
        visit_step(walk, program, step);
}

/* What was put off, and not come to in this wave. */
static void begin_wave(struct walk *walk)
{
    for (size_t i = 0; i < walk->later.count; i++) {
        const struct stop *stop = &walk->later.items[i];

        if (pointer_map_get(&walk->seen, stop->block, 0))
            continue;
        *pointer_map_put(&walk->seen, stop->block, 0) = walk;
        VEC_ADD(&walk->stops, *stop);
    }
    walk->later.count = 0;
}

static struct witness_target *take_targets(struct walk *walk)
{
    struct witness_target *targets =
        witness_alloc(walk->witness, (walk->targets.count + 1) * sizeof *targets);

    for (size_t i = 0; i < walk->targets.count; i++)
        targets[i] = walk->targets.items[i];
    VEC_RELEASE(&walk->targets);
    VEC_RELEASE(&walk->stops);
    VEC_RELEASE(&walk->later);
    pointer_map_release(&walk->seen);
    return targets;
}

const struct witness_target *witness_targets(struct witness *witness, struct program_block block,
                                             size_t *count, bool *cut)
{
    struct walk walk = {.witness = witness};

    VEC_ADD(&walk.stops,
            ((struct stop){.program = block.program, .block = block.at, .path = STR("")}));
    *pointer_map_put(&walk.seen, block.at, 0) = &walk;
    for (; walk.at < walk.stops.count && !walk.cut; walk.at++) {
        visit(&walk);
        if (walk.at + 1 == walk.stops.count)
            begin_wave(&walk);
    }
    *count = walk.targets.count;
    *cut = walk.cut;
    return take_targets(&walk);
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
        strbuf_addf(&text, "%lld", (long long)value + step);
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

/* int32 and the like: the least and the greatest number, and one beyond each. */
static bool wish_format(struct witness *witness, const struct instruction *at, size_t index,
                        struct wish *wish)
{
    enum { BOUNDS = 2 };
    struct number_format range;
    const struct node *node;
    bool low = index % BOUNDS == 0;

    if (!number_format_applies(at->format) || !number_format_find(at->format, &range) ||
        !number_format_is_whole(&range))
        return wish_any(index, wish);
    wish->beyond = index >= BOUNDS;
    wish->what = wish->beyond ? "one step beyond the format's range" : "at the format's bound";
    node = number_node(witness, low ? &range.from.at : &range.to.at,
                       !wish->beyond ? 0
                       : low         ? -1
                                     : 1);
    if (node)
        wish->wanted = literal_const(witness, node, false);
    return index < 2 * BOUNDS;
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
    case OP_FORMAT:
        return wish_format(witness, at, index, wish);
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
