/* Usages as sets: what can be reached, and what several threads counted as one. */
#include "base/vec.h"
#include "observe/usage.h"

typedef VEC(struct usage *) usage_list;

static void reach(usage_list *waiting, struct usage *usage)
{
    if (!usage || usage->reached)
        return;
    usage->reached = true;
    VEC_ADD(waiting, usage);
}

/* Along all edges, but those to properties that do not travel this way. */
static void reach_from(struct usages *usages, usage_list *waiting, const struct usage *usage)
{
    for (size_t i = 0; i < usage->step_count; i++) {
        const struct usage_step *step = &usage->steps[i];

        for (size_t j = 0; j < step->edge_count; j++)
            if (step->step.op != OP_MEMBERS || !usage_leaves_out(usage, step->edges[j].block))
                reach(waiting, usage_behind(usages, usage, &step->edges[j]));
    }
}

void usages_reach(struct usages *usages, const struct schema *schema,
                  enum coverage_direction direction)
{
    struct program_block entry = program_entry(schema);
    usage_list waiting = {0};

    if (entry.at)
        reach(&waiting, usage_of(usages, entry, direction));
    while (waiting.count)
        reach_from(usages, &waiting, waiting.items[--waiting.count]);
    VEC_RELEASE(&waiting);
}

static void add_step(struct usage_step *step, const struct usage_step *from)
{
    for (size_t i = 0; i < from->edge_count; i++) {
        step->edges[i].seen += from->edges[i].seen;
        step->edges[i].nulls += from->edges[i].nulls;
    }
    for (size_t i = 0; i < from->literal_count; i++)
        step->literals[i] += from->literals[i];
}

static void add_usage(struct usages *usages, const struct usage *from)
{
    struct usage *usage = usage_of(usages, from->block, from->direction);

    for (unsigned kind = 0; kind < USAGE_KINDS; kind++)
        usage->kinds[kind] += from->kinds[kind];
    for (size_t i = 0; i < from->step_count; i++)
        add_step(&usage->steps[i], &from->steps[i]);
    for (size_t i = 0; i < from->undocumented.count; i++)
        undocumented_names_add(&usage->undocumented, &usages->arena, &from->undocumented.items[i]);
    usage->undocumented.left_out |= from->undocumented.left_out;
}

void usages_unite(struct usages *usages, const struct usages *from)
{
    for (const struct usage *usage = from->first; usage; usage = usage->next)
        add_usage(usages, usage);
    for (size_t i = 0; i < from->refusals.capacity; i++) {
        const struct pointer_slot *slot = &from->refusals.slots[i];

        const struct refusals *refused = slot->value;
        struct refusals *all;

        if (!slot->key)
            continue;
        all = usages_refusals(usages, slot->key, (enum coverage_direction)slot->number);
        all->all += refused->all;
        all->guessed += refused->guessed;
    }
}

struct refusals *usages_refusals(struct usages *usages, const struct node *place,
                                 enum coverage_direction direction)
{
    void **slot = pointer_map_put(&usages->refusals, place, direction);

    if (!*slot)
        *slot = ARENA_NEW(&usages->arena, struct refusals);
    return *slot;
}
