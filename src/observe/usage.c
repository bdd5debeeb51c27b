#include "observe/usage.h"

#include "document/document.h"

void usages_init(struct usages *usages)
{
    *usages = (struct usages){0};
    arena_init(&usages->arena);
    usages->last = &usages->first;
}

void usages_release(struct usages *usages)
{
    pointer_map_release(&usages->by_block);
    pointer_map_release(&usages->by_members);
    pointer_map_release(&usages->refusals);
    arena_release(&usages->arena);
}

/* ---- steps ---- */

static void add_edges(struct arena *arena, struct usage_step *made)
{
    struct program_cursor cursor = program_blocks(&made->step);
    struct program_block block;
    size_t count = 0;

    while (program_next_block(&cursor, &block))
        count++;
    made->edges = ARENA_ARRAY(arena, struct usage_edge, count + 1);
    cursor = program_blocks(&made->step);
    while (program_next_block(&cursor, &block)) {
        made->edges[made->edge_count++].block = block;
        made->property_count += program_role(block) == BLOCK_PROPERTY;
        made->pattern_count += program_role(block) == BLOCK_PATTERN;
    }
}

static void add_conditional(struct arena *arena, struct usage_step *made)
{
    static const enum block_role roles[] = {BLOCK_IF, BLOCK_THEN, BLOCK_ELSE};
    struct program_block block;

    made->edges = ARENA_ARRAY(arena, struct usage_edge, ARRAY_LENGTH(roles));
    made->edge_count = ARRAY_LENGTH(roles);
    for (size_t i = 0; i < ARRAY_LENGTH(roles); i++)
        if (program_block_of(&made->step, roles[i], &block))
            made->edges[i].block = block;
}

static void add_literals(struct arena *arena, struct usage_step *made)
{
    const struct node *list = made->step.place;

    made->literal_count = (size_t)(node_end(list) - node_first(list));
    made->literals = ARENA_ARRAY(arena, uint64_t, made->literal_count + 1);
}

/* false: the step neither offers anything nor leads on. */
static bool make_step(struct usages *usages, const struct usage *usage, struct usage_step *made)
{
    struct arena *arena = &usages->arena;

    switch (made->step.op) {
    case OP_CALL:
    case OP_DYNAMIC_CALL: /* another anchor may be the outermost one; mostly there is only one */
        add_edges(arena, made);
        return made->edge_count > 0;
    case OP_ENUM:
        add_literals(arena, made);
        return true;
    case OP_MEMBERS:
        add_edges(arena, made);
        *pointer_map_put(&usages->by_members, made->step.place, usage->direction) = (void *)usage;
        return true;
    case OP_ITEMS:
    case OP_PREFIX_ITEMS:
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
    case OP_DEPENDENT_SCHEMAS:
        add_edges(arena, made);
        return true;
    case OP_IF:
        add_conditional(arena, made);
        return true;
    default: /* all others judge the value and nothing more */
        return false;
    }
}

static void make_steps(struct usages *usages, struct usage *usage)
{
    struct program_cursor cursor = program_steps(usage->block);
    struct program_step step;
    size_t count = 0;

    while (program_next(&cursor, &step))
        count++;
    usage->steps = ARENA_ARRAY(&usages->arena, struct usage_step, count + 1);
    cursor = program_steps(usage->block);
    while (program_next(&cursor, &step)) {
        struct usage_step *made = &usage->steps[usage->step_count];

        *made = (struct usage_step){.step = step};
        usage->step_count += make_step(usages, usage, made);
    }
}

struct usage *usage_of(struct usages *usages, struct program_block block,
                       enum coverage_direction direction)
{
    void **slot = pointer_map_put(&usages->by_block, block.at, direction);
    struct usage *usage = *slot;

    if (usage)
        return usage;
    *slot = usage = ARENA_NEW(&usages->arena, struct usage);
    usage->block = block;
    usage->direction = direction;
    *usages->last = usage;
    usages->last = &usage->next;
    make_steps(usages, usage);
    return usage;
}

struct usage *usage_behind(struct usages *usages, const struct usage *from, struct usage_edge *edge)
{
    if (!edge->block.at || program_is_open(edge->block) || program_is_closed(edge->block))
        return NULL;
    if (!edge->usage)
        edge->usage = usage_of(usages, edge->block, from->direction);
    return edge->usage;
}

/* ---- what is asked of one ---- */

bool usage_closing_block(const struct program_step *step, struct program_block *block)
{
    return (program_block_of(step, BLOCK_OTHERS, block) ||
            program_block_of(step, BLOCK_UNEVALUATED, block)) &&
           program_is_closed(*block);
}

bool usage_refuses(const struct program_step *step)
{
    struct program_block block;

    switch (step->op) {
    case OP_SCHEMA:
    case OP_CALL:
    case OP_DYNAMIC_CALL:
    case OP_DOUBT:
    case OP_NEVER:
    case OP_NULL_BESIDE:
    case OP_PREFIX_ITEMS:
    case OP_ITEMS:
    case OP_DEPENDENT_SCHEMAS:
    case OP_ALL_OF:
    case OP_IF:
    case OP_COUNT:
        return false;
    case OP_MEMBERS:
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        return usage_closing_block(step, &block);
    default:
        return true;
    }
}

/* The keyword in the schema, or in what its reference leads to. */
static bool states(struct program_block block, const char *keyword)
{
    struct program_cursor cursor = program_steps(block);
    struct program_step step;

    if (node_member_true(program_schema(block), keyword))
        return true;
    while (program_next(&cursor, &step))
        if (step.op == OP_CALL && node_member_true(step.target, keyword))
            return true;
    return false;
}

bool usage_leaves_out(const struct usage *usage, struct program_block block)
{
    switch (usage->direction) {
    case IN_PARAMETER:
        return false;
    case IN_REQUEST:
        return states(block, "readOnly");
    case IN_RESPONSE:
        break;
    }
    return states(block, "writeOnly");
}

uint64_t usage_values_of(const struct usage *usage, unsigned kinds)
{
    uint64_t count = 0;

    for (unsigned kind = 0; kind < USAGE_KINDS; kind++)
        if (kinds >> kind & 1)
            count += usage->kinds[kind];
    return count;
}

uint64_t usage_values(const struct usage *usage)
{
    return usage_values_of(usage, KIND_ANY);
}
