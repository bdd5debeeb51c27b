#include "witness/targets.h"

#include <stdio.h>

#include "base/pointer_map.h"
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/omission.h"

/* Blocks that are visited: each once for each way in which dynamic references lead from it. */
enum { STOPS_MAX = 200 * 1000 };

/* A block that is gone into, and how it is come to. */
struct stop {
    const struct program *program; /* of the block */
    const struct instruction *block;
    const struct instruction *step; /* that applies it; NULL: the whole schema */
    const struct program *around;   /* of the step */
    size_t from;                    /* the stop whose block the step is in */
    size_t depth;
    const struct dynamic_scope *scope; /* in the block; NULL */
    struct str path;                   /* into the value */
};

/* Blocks are visited in waves: first all that can be come to without a branch of anyOf or oneOf,
   the nearest first; then those through one branch, and so on. */
struct walk {
    struct witness *witness;
    VEC(struct witness_target) targets;
    VEC(struct stop) stops;  /* visited, or to be */
    VEC(struct stop) later;  /* of the next wave */
    struct pointer_map seen; /* blocks, by scope; and steps that are targets */
    VEC(const struct dynamic_scope *) scopes;
    size_t at; /* the stop that is visited */
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
    end->home = stops[walk->at].block;
    end->home_program = stops[walk->at].program;
    for (size_t i = walk->at; stops[i].step; i = stops[i].from) {
        struct aim *aim = witness_alloc(walk->witness, sizeof *aim);

        *aim = *first;
        if (is_choice(stops[i].step)) {
            aim->choice = stops[i].step;
            aim->choice_program = stops[i].around;
        }
        aim->home = stops[stops[i].from].block;
        aim->home_program = stops[stops[i].from].program;
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
    const struct aim like = {
        .breaks = true,
        .target = step,
        .target_program = program,
        .omission = omission_of(walk->witness, walk->stops.items[0].program, program, step)};
    struct program_cursor cursor = {program, step, instruction_end(step)};
    struct witness_target target;
    void **place = pointer_map_put(&walk->seen, step, 0);

    if (*place)
        return; /* in another scope */
    *place = walk;
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

/* From 1; 0: none. */
static unsigned scope_number(struct walk *walk, const struct dynamic_scope *scope)
{
    size_t at = 0;

    if (!scope)
        return 0;
    while (at < walk->scopes.count && walk->scopes.items[at] != scope)
        at++;
    if (at == walk->scopes.count)
        VEC_ADD(&walk->scopes, scope);
    return (unsigned)at + 1;
}

/* Unless the block was come to before, in the same scope. */
static void add_stop(struct walk *walk, const struct stop *stop)
{
    void **place = pointer_map_put(&walk->seen, stop->block, scope_number(walk, stop->scope));

    if (*place)
        return;
    *place = walk;
    if (walk->stops.count == STOPS_MAX)
        walk->cut = true;
    else
        VEC_ADD(&walk->stops, *stop);
}

/* To be visited, where it was not come to before. */
static void enter(struct walk *walk, const struct program *program, const struct instruction *step,
                  const struct program *inside, const struct instruction *block, const char *token,
                  struct str name)
{
    size_t depth = walk->stops.items[walk->at].depth + 1;
    struct stop stop = {inside, block, step, program, walk->at, depth, NULL, STR_NONE};

    stop.scope = walk->stops.items[walk->at].scope;
    if (block->flags & FLAG_DYNAMIC)
        stop.scope = dynamic_scope_enter(walk->witness, stop.scope, block->anchors);
    if (pointer_map_get(&walk->seen, block, scope_number(walk, stop.scope)))
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
    add_stop(walk, &stop);
}

/* Where it leads hangs on the way that was come. */
static void enter_dynamic(struct walk *walk, const struct program *program,
                          const struct instruction *step)
{
    const struct schema *schema =
        dynamic_scope_find(walk->stops.items[walk->at].scope, step->dynamic);

    if (schema->program)
        enter(walk, program, step, schema->program, schema_entry(schema), "", STR_NONE);
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

/* A `dependencies` with schemas alone asks for no name. */
static bool has_names(const struct instruction *step)
{
    for (size_t i = 0; i < step->dependents->count; i++)
        if (step->dependents->items[i].names)
            return true;
    return false;
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
        enter_dynamic(walk, program, step);
        return;
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
    case OP_DEPENDENT_REQUIRED:
        if (has_names(step))
            add_target(walk, program, step);
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
    for (size_t i = 0; i < walk->later.count; i++)
        add_stop(walk, &walk->later.items[i]);
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
    VEC_RELEASE(&walk->scopes);
    pointer_map_release(&walk->seen);
    return targets;
}

const struct witness_target *witness_targets(struct witness *witness, struct program_block block,
                                             size_t *count, bool *cut)
{
    struct walk walk = {.witness = witness};
    struct stop first = {.program = block.program, .block = block.at, .path = STR("")};

    if (block.at->flags & FLAG_DYNAMIC)
        first.scope = dynamic_scope_enter(witness, NULL, block.at->anchors);
    add_stop(&walk, &first);
    for (; walk.at < walk.stops.count && !walk.cut; walk.at++) {
        visit(&walk);
        if (walk.at + 1 == walk.stops.count)
            begin_wave(&walk);
    }
    *count = walk.targets.count;
    *cut = walk.cut;
    return take_targets(&walk);
}
