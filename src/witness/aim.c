#include "witness/aim.h"

#include "witness/engine.h"
#include "witness/object_search.h"

/* ---- what follows ---- */

static void add(struct search *search, const struct literal *literal, uint32_t trackers)
{
    search_add(search, &(struct entry){.literal = literal, .trackers = trackers});
}

/* A block that the path does not go into holds. */
static void add_block(struct search *search, const struct literal *around, uint32_t trackers,
                      const struct instruction *block, bool negated)
{
    add(search, literal_block(search->witness, around, block, negated), negated ? 0 : trackers);
}

static const struct literal *aimed(struct search *search, const struct literal *around,
                                   const struct program *program, const struct instruction *block,
                                   const struct aim *aim)
{
    return literal_of(search->witness, &(struct literal){.kind = LITERAL_AIM,
                                                         .strict = around->strict,
                                                         .program = program,
                                                         .at = block,
                                                         .scope = around->scope,
                                                         .aim = aim});
}

/* Where the path goes on, as a literal about the same value, a member or an item. */
static const struct literal *onward(struct search *search, const struct literal *around)
{
    return aimed(search, around, around->program, around->aim->block, around->aim->next);
}

static void add_branches(struct search *search, const struct literal *around, uint32_t trackers,
                         bool negated)
{
    const struct instruction *step = around->aim->step;

    for (const struct instruction *block = instruction_first(step); block < instruction_end(step);
         block = instruction_next(block))
        if (block != around->aim->block)
            add_block(search, around, trackers, block, negated);
    add(search, onward(search, around), trackers);
}

/* All branches of a oneOf but the one that is aimed at fail; of an anyOf, too, where that one is to
   fail. */
static void go_through_choice(struct search *search, const struct literal *around,
                              uint32_t trackers)
{
    if (around->aim->step->op == OP_ONE_OF || around->aim->breaks)
        add_branches(search, around, trackers, true);
    else
        add(search, onward(search, around), trackers);
}

static bool go_through_condition(struct search *search, const struct literal *around,
                                 uint32_t trackers)
{
    const struct instruction *step = around->aim->step;
    const struct conditional *conditional = step->conditional;
    bool then = conditional->consequence && around->aim->block == step + conditional->consequence;

    add_block(search, around, trackers, step + conditional->condition, !then);
    add(search, onward(search, around), trackers);
    return true;
}

static void go_through_call(struct search *search, const struct literal *around, uint32_t trackers)
{
    const struct instruction *step = around->aim->step;
    const struct schema *schema =
        step->op == OP_CALL ? step->schema : dynamic_scope_find(around->scope, step->dynamic);

    if (schema->program)
        add(search, aimed(search, around, schema->program, schema_entry(schema), around->aim->next),
            trackers);
}

static void go_through_dependent(struct search *search, const struct literal *around,
                                 uint32_t trackers)
{
    const struct instruction *step = around->aim->step;
    const struct dependents *dependents = step->dependents;

    for (size_t i = 0; i < dependents->count; i++) {
        const struct dependent *dependent = &dependents->items[i];

        if (step + dependent->block != around->aim->block) {
            add(search, literal_step(search->witness, around, step, i + 1, false), trackers);
            continue;
        }
        add(search, literal_present(search->witness, node_text(dependent->key), false), 0);
        add(search, onward(search, around), trackers);
    }
}

/* ---- items and members ---- */

static void add_item(struct search *search, uint64_t index, const struct literal *part)
{
    add(search,
        literal_of(search->witness,
                   &(struct literal){.kind = LITERAL_ITEM, .count = index, .part = part}),
        0);
}

static void go_through_prefix(struct search *search, const struct literal *around)
{
    const struct instruction *step = around->aim->step;
    uint64_t index = 0;

    for (const struct instruction *block = instruction_first(step); block < instruction_end(step);
         block = instruction_next(block), index++) {
        bool chosen = block == around->aim->block;

        add_item(search, index,
                 chosen ? onward(search, around)
                        : literal_block(search->witness, around, block, false));
        if (chosen)
            add(search, literal_size(search->witness, KIND_ARRAY, index + 1, false), 0);
    }
}

/* The first item that `items` looks at; those behind it keep it (the part of an ITEMS literal is
   where they begin). */
static void go_through_items(struct search *search, const struct literal *around, uint32_t trackers)
{
    const struct instruction *step = around->aim->step;

    add_item(search, step->count, onward(search, around));
    add(search, literal_size(search->witness, KIND_ARRAY, step->count + 1, false), 0);
    add(search, literal_step(search->witness, around, step, step->count + 1, false), trackers);
}

/* A text that is no property of the step and matches the pattern of the block alone; of
   additionalProperties none. */
static bool find_name(struct search *search, const struct literal *around, struct str *name)
{
    const struct members *members = around->aim->step->members;
    const struct instruction *block = around->aim->block;
    VEC(const struct literal *) literals = {0};
    const struct node *value;
    enum outcome outcome;

    VEC_ADD(&literals, literal_kinds(search->witness, KIND_STRING));
    for (uint32_t i = 0; i < members->pattern_count; i++)
        if (members->patterns[i].pattern)
            VEC_ADD(&literals,
                    literal_pattern(search->witness, members->patterns[i].pattern,
                                    around->aim->step + members->patterns[i].block != block));
    for (uint32_t i = 0; i < members->property_count; i++)
        if (members->properties[i].length != PROPERTY_SHADOWED)
            VEC_ADD(&literals, literal_const(search->witness,
                                             name_node(search->witness,
                                                       (struct str){members->properties[i].text,
                                                                    members->properties[i].length}),
                                             true));
    outcome = goal_first(search->witness, goal_of(search->witness, literals.items, literals.count),
                         &value);
    VEC_RELEASE(&literals);
    if (outcome == OUTCOME_VALUE)
        *name = node_text(value);
    else if (outcome == OUTCOME_UNDECIDED)
        undecided(search->witness, WITNESS_PATTERN);
    return outcome == OUTCOME_VALUE;
}

static bool member_name(struct search *search, const struct literal *around, struct str *name)
{
    const struct members *members = around->aim->step->members;

    for (uint32_t i = 0; i < members->property_count; i++)
        if (around->aim->step + members->properties[i].block == around->aim->block) {
            *name = (struct str){members->properties[i].text, members->properties[i].length};
            return members->properties[i].length != PROPERTY_SHADOWED;
        }
    return find_name(search, around, name);
}

/* The instruction stays a fact, and says of itself what it applies to the one member in place of
   the block. */
static bool go_through_members(struct search *search, const struct literal *around,
                               uint32_t trackers)
{
    struct literal exempt = *literal_step(search->witness, around, around->aim->step, 0, false);
    struct str name;

    if (!member_name(search, around, &name))
        return false;
    exempt.name = name;
    exempt.aim = around->aim;
    exempt.part = onward(search, around);
    add(search, literal_of(search->witness, &exempt), trackers);
    add(search, literal_present(search->witness, name, false), 0);
    return true;
}

/* ---- the target ---- */

/* Of several names just one is missing: the one that is wanted so, or the first that can be
   (fork.c). */
static void break_required(struct search *search, const struct literal *around)
{
    const struct aim *aim = around->aim;
    const struct names *names = aim->step->names;

    if (!aim->wanted)
        add(search, literal_step(search->witness, around, aim->step, REQUIRED_JUST_ONE, true), 0);
    for (size_t i = 0; aim->wanted && i < names->count; i++)
        add(search,
            literal_present(search->witness, names->items[i].text,
                            str_equal(names->items[i].text, aim->wanted->name)),
            0);
}

static void meet_target(struct search *search, const struct literal *around, uint32_t trackers,
                        uint32_t own)
{
    const struct aim *aim = around->aim;
    struct entry entry = {.literal =
                              literal_step(search->witness, around, aim->step, 0, aim->breaks),
                          .trackers = aim->breaks ? 0 : trackers,
                          .own = own};

    if (aim->step->op == OP_REQUIRED && aim->breaks) {
        break_required(search, around);
        return;
    }
    search_add(search, &entry);
    if (aim->wanted)
        add(search, aim->wanted, 0);
    if (aim->also)
        add(search, aim->also, 0);
}

static bool go_through(struct search *search, const struct literal *around, uint32_t trackers)
{
    switch ((enum op)around->aim->step->op) {
    case OP_CALL:
    case OP_DYNAMIC_CALL:
        go_through_call(search, around, trackers);
        return true;
    case OP_ALL_OF:
        add_branches(search, around, trackers, false);
        return true;
    case OP_ANY_OF:
    case OP_ONE_OF:
        go_through_choice(search, around, trackers);
        return true;
    case OP_IF:
        return go_through_condition(search, around, trackers);
    case OP_DEPENDENT_SCHEMAS:
        go_through_dependent(search, around, trackers);
        return true;
    case OP_PREFIX_ITEMS:
        go_through_prefix(search, around);
        return true;
    case OP_ITEMS:
        go_through_items(search, around, trackers);
        return true;
    case OP_MEMBERS:
        return go_through_members(search, around, trackers);
    default: /* targets.c goes through no other */
        return false;
    }
}

/* The kinds of values that the path can be about. */
static bool is_reached(const struct search *search, const struct instruction *step)
{
    return step->kinds & kind_bit(search->kind);
}

/* All of the block holds but the step that is aimed at. */
static void add_others(struct search *search, const struct literal *inside, uint32_t outer,
                       uint32_t own)
{
    for (const struct instruction *step = instruction_first(inside->at);
         step < instruction_end(inside->at); step = instruction_next(step)) {
        struct entry entry = {.literal = literal_step(search->witness, inside, step, 0, false),
                              .trackers = is_unevaluated(step) ? outer : outer | own,
                              .own = is_unevaluated(step) ? own : 0};

        if (step != inside->aim->step && is_reached(search, step))
            search_add(search, &entry);
    }
}

bool aim_expand(struct search *search, const struct entry *entry)
{
    const struct literal *literal = entry->literal;
    const struct aim *aim = literal->aim;
    struct literal inside = literal_within(search->witness, literal);
    uint32_t own = 0;

    if (!is_reached(search, aim->step))
        return false;
    if (literal->at->flags & FLAG_TRACKS && !search_new_tracker(search, &own))
        undecided(search->witness, WITNESS_STEPS);
    add_others(search, &inside, entry->trackers, own);
    if (aim->block)
        return go_through(search, &inside, entry->trackers | own);
    if (is_unevaluated(aim->step)) {
        search->exact |= own;
        meet_target(search, &inside, entry->trackers, own);
    } else {
        meet_target(search, &inside, entry->trackers | own, 0);
    }
    return true;
}

/* ---- questions ---- */

const struct literal *aim_literal(struct witness *witness, struct program_block block,
                                  const struct aim *aim)
{
    return literal_of(
        witness, &(struct literal){
                     .kind = LITERAL_AIM, .program = block.program, .at = block.at, .aim = aim});
}

struct goal *aim_goal(struct witness *witness, struct program_block block, const struct aim *aim)
{
    const struct literal *literal = aim_literal(witness, block, aim);

    return goal_of(witness, &literal, 1);
}
