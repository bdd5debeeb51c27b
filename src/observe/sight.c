#include "observe/sight.h"

#include "document/document.h"

void sights_init(struct sights *sights)
{
    *sights = (struct sights){0};
    arena_init(&sights->arena);
    sights->last = &sights->first;
}

void sights_release(struct sights *sights)
{
    pointer_map_release(&sights->by_block);
    pointer_map_release(&sights->by_members);
    pointer_map_release(&sights->refusals);
    arena_release(&sights->arena);
}

/* ---- steps ---- */

static void add_edge(struct sight_step *step, const struct instruction *block)
{
    step->edges[step->edge_count++].block = block;
}

/* Blocks that lie behind the instruction, one after the other. */
static void add_blocks(struct arena *arena, struct sight_step *step)
{
    const struct instruction *at = step->at, *end = at + at->length;
    size_t count = 0;

    for (const struct instruction *block = at + 1; block < end; block += block->length)
        count++;
    step->edges = ARENA_ARRAY(arena, struct sight_edge, count + 1);
    for (const struct instruction *block = at + 1; block < end; block += block->length)
        add_edge(step, block);
}

/* Properties first, then patterns, then what is for all others. */
static void add_members(struct arena *arena, struct sight_step *step)
{
    const struct members *members = step->at->members;

    step->edges =
        ARENA_ARRAY(arena, struct sight_edge, members->property_count + members->pattern_count + 1);
    for (uint32_t i = 0; i < members->property_count; i++)
        add_edge(step, step->at + members->properties[i].block);
    for (uint32_t i = 0; i < members->pattern_count; i++)
        add_edge(step, step->at + members->patterns[i].block);
    if (members->additional)
        add_edge(step, step->at + members->additional);
}

static void add_one(struct arena *arena, struct sight_step *step, const struct program *program,
                    const struct instruction *block)
{
    step->program = program;
    step->edges = ARENA_ARRAY(arena, struct sight_edge, 1);
    add_edge(step, block);
}

static void add_call(struct arena *arena, struct sight_step *step, const struct schema *target)
{
    if (target && target->program)
        add_one(arena, step, target->program, target->program->code + target->entry);
}

static void add_conditional(struct arena *arena, struct sight_step *step)
{
    const struct conditional *conditional = step->at->conditional;
    const uint32_t blocks[] = {conditional->condition, conditional->consequence,
                               conditional->alternative};

    step->edges = ARENA_ARRAY(arena, struct sight_edge, ARRAY_LENGTH(blocks));
    for (size_t i = 0; i < ARRAY_LENGTH(blocks); i++)
        add_edge(step, blocks[i] ? step->at + blocks[i] : NULL);
}

static void add_dependents(struct arena *arena, struct sight_step *step)
{
    const struct dependents *dependents = step->at->dependents;

    step->edges = ARENA_ARRAY(arena, struct sight_edge, dependents->count + 1);
    for (size_t i = 0; i < dependents->count; i++)
        add_edge(step, step->at + dependents->items[i].block);
}

static void add_literals(struct arena *arena, struct sight_step *step, const struct node *list)
{
    step->literal_count = node_is(list, NODE_ARRAY) ? list->length : 0;
    step->literals = ARENA_ARRAY(arena, uint64_t, step->literal_count + 1);
}

/* false: the instruction neither offers anything nor leads on. */
static bool make_step(struct sights *sights, const struct sight *sight, struct sight_step *step)
{
    struct arena *arena = &sights->arena;
    const struct instruction *at = step->at;

    switch ((enum op)at->op) {
    case OP_CALL:
        add_call(arena, step, at->schema);
        return step->edge_count > 0;
    case OP_DYNAMIC_CALL: /* the outermost anchor may be another; mostly there is one */
        add_call(arena, step, at->dynamic->initial);
        return step->edge_count > 0;
    case OP_ENUM:
        add_literals(arena, step, sight_origin(sight, at)->place);
        return true;
    case OP_MEMBERS:
        add_members(arena, step);
        *pointer_map_put(&sights->by_members, sight_origin(sight, at)->place, sight->direction) =
            (void *)sight;
        return true;
    case OP_ITEMS:
    case OP_PREFIX_ITEMS:
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
        add_blocks(arena, step);
        return true;
    case OP_DEPENDENT_SCHEMAS:
        add_dependents(arena, step);
        return true;
    case OP_IF:
        add_conditional(arena, step);
        return true;
    default: /* all others judge the value and nothing more */
        return false;
    }
}

static void make_steps(struct sights *sights, struct sight *sight)
{
    const struct instruction *schema = sight->schema, *end = schema + schema->length;
    size_t count = 0;

    for (const struct instruction *at = schema + 1; at < end; at += at->length)
        count++;
    sight->steps = ARENA_ARRAY(&sights->arena, struct sight_step, count + 1);
    for (const struct instruction *at = schema + 1; at < end; at += at->length) {
        struct sight_step *step = &sight->steps[sight->step_count];

        *step = (struct sight_step){.at = at, .program = sight->program};
        sight->step_count += make_step(sights, sight, step);
    }
}

struct sight *sight_of(struct sights *sights, const struct program *program,
                       const struct instruction *schema, enum coverage_direction direction)
{
    void **slot = pointer_map_put(&sights->by_block, schema, direction);
    struct sight *sight = *slot;

    if (sight)
        return sight;
    *slot = sight = ARENA_NEW(&sights->arena, struct sight);
    sight->program = program;
    sight->schema = schema;
    sight->direction = direction;
    *sights->last = sight;
    sights->last = &sight->next;
    make_steps(sights, sight);
    return sight;
}

struct sight *sight_behind(struct sights *sights, const struct sight *from,
                           const struct sight_step *step, struct sight_edge *edge)
{
    if (!edge->block || edge->block->flags & (FLAG_OPEN | FLAG_CLOSED))
        return NULL;
    if (!edge->sight)
        edge->sight = sight_of(sights, step->program, edge->block, from->direction);
    return edge->sight;
}

/* ---- what is asked of one ---- */

static bool is_closed(const struct instruction *block)
{
    return block->flags & FLAG_CLOSED;
}

bool sight_refuses(const struct sight *sight, const struct instruction *at)
{
    (void)sight;
    switch ((enum op)at->op) {
    case OP_SCHEMA:
    case OP_CALL:
    case OP_DYNAMIC_CALL:
    case OP_DOUBT:
    case OP_NEVER:
    case OP_PREFIX_ITEMS:
    case OP_ITEMS:
    case OP_DEPENDENT_SCHEMAS:
    case OP_ALL_OF:
    case OP_IF:
    case OP_COUNT:
        return false;
    case OP_MEMBERS:
        return at->members->additional && is_closed(at + at->members->additional);
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        return is_closed(at + 1);
    default:
        return true;
    }
}

/* The keyword in the schema, or in what its reference leads to. */
static bool states(const struct sight *sight, const struct instruction *block, const char *keyword)
{
    const struct instruction *end = block + block->length;

    if (node_member_true(sight_origin(sight, block)->place, keyword))
        return true;
    for (const struct instruction *at = block + 1; at < end; at += at->length)
        if (at->op == OP_CALL && node_member_true(at->schema->node, keyword))
            return true;
    return false;
}

bool sight_leaves_out(const struct sight *sight, const struct instruction *block)
{
    switch (sight->direction) {
    case IN_PARAMETER:
        return false;
    case IN_REQUEST:
        return states(sight, block, "readOnly");
    case IN_RESPONSE:
        break;
    }
    return states(sight, block, "writeOnly");
}

uint64_t sight_values_of(const struct sight *sight, unsigned kinds)
{
    uint64_t count = 0;

    for (unsigned kind = 0; kind < SIGHT_KINDS; kind++)
        if (kinds >> kind & 1)
            count += sight->kinds[kind];
    return count;
}

uint64_t sight_values(const struct sight *sight)
{
    return sight_values_of(sight, KIND_ANY);
}
