/* Sights as sets: what can be reached, and what several threads counted as one. */
#include "base/vec.h"
#include "observe/sight.h"

typedef VEC(struct sight *) sight_list;

static void reach(sight_list *waiting, struct sight *sight)
{
    if (!sight || sight->reached)
        return;
    sight->reached = true;
    VEC_ADD(waiting, sight);
}

/* Along all edges, but those to properties that do not travel this way. */
static void reach_from(struct sights *sights, sight_list *waiting, const struct sight *sight)
{
    for (size_t i = 0; i < sight->step_count; i++) {
        const struct sight_step *step = &sight->steps[i];

        for (size_t j = 0; j < step->edge_count; j++)
            if (step->at->op != OP_MEMBERS || !sight_leaves_out(sight, step->edges[j].block))
                reach(waiting, sight_behind(sights, sight, step, &step->edges[j]));
    }
}

void sights_reach(struct sights *sights, const struct schema *schema,
                  enum coverage_direction direction)
{
    sight_list waiting = {0};

    if (schema->program)
        reach(&waiting,
              sight_of(sights, schema->program, schema->program->code + schema->entry, direction));
    while (waiting.count)
        reach_from(sights, &waiting, waiting.items[--waiting.count]);
    VEC_RELEASE(&waiting);
}

static void add_step(struct sight_step *step, const struct sight_step *from)
{
    for (size_t i = 0; i < from->edge_count; i++) {
        step->edges[i].seen += from->edges[i].seen;
        step->edges[i].nulls += from->edges[i].nulls;
    }
    for (size_t i = 0; i < from->literal_count; i++)
        step->literals[i] += from->literals[i];
}

static void add_sight(struct sights *sights, const struct sight *from)
{
    struct sight *sight = sight_of(sights, from->program, from->schema, from->direction);

    for (unsigned kind = 0; kind < SIGHT_KINDS; kind++)
        sight->kinds[kind] += from->kinds[kind];
    for (size_t i = 0; i < from->step_count; i++)
        add_step(&sight->steps[i], &from->steps[i]);
    for (size_t i = 0; i < from->strangers.count; i++)
        strangers_add(&sight->strangers, &sights->arena, &from->strangers.items[i]);
    sight->strangers.left_out |= from->strangers.left_out;
}

void sights_unite(struct sights *sights, const struct sights *from)
{
    for (const struct sight *sight = from->first; sight; sight = sight->next)
        add_sight(sights, sight);
    for (size_t i = 0; i < from->refusals.capacity; i++) {
        const struct pointer_slot *slot = &from->refusals.slots[i];

        if (slot->key)
            *sights_refusals(sights, slot->key, (enum coverage_direction)slot->number) +=
                *(const uint64_t *)slot->value;
    }
}

uint64_t *sights_refusals(struct sights *sights, const struct node *place,
                          enum coverage_direction direction)
{
    void **slot = pointer_map_put(&sights->refusals, place, direction);

    if (!*slot)
        *slot = ARENA_NEW(&sights->arena, uint64_t);
    return *slot;
}
