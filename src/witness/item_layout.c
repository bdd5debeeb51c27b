#include "witness/item_layout.h"

#include "witness/distinct.h"
#include "witness/engine.h"

/* The class's next group that has items: the last one that was split off comes first. */
static void next_group(const struct item_choice *choice, struct item_class *class)
{
    do {
        const struct item_group *group = &choice->groups.items[class->groups_left - 1];

        class->group = class->groups_left - 1;
        class->group_left = group->size;
        class->groups_left = group->before;
    } while (class->group_left == 0); /* the groups of a class have all its items */
}

/* Links the groups of each class, the last one first. */
static void link_groups(struct item_choice *choice)
{
    for (size_t i = 0; i < choice->classes->items.count; i++) {
        choice->classes->items.items[i]->groups_left = 0;
        choice->classes->items.items[i]->group_left = 0;
    }
    for (size_t i = 0; i < choice->groups.count; i++) {
        struct item_group *group = &choice->groups.items[i];

        group->before = group->class->groups_left;
        group->class->groups_left = i + 1;
    }
}

/* Gives every place of the array a group. */
static void put_in_order(struct item_choice *choice)
{
    const struct item_run *run;

    choice->order.count = 0;
    link_groups(choice);
    for (size_t i = 0; choice->order.count < choice->length; i++) {
        run = item_classes_run(choice->classes, i);
        for (uint64_t at = run->first; at < run->end && at < choice->length; at++) {
            if (run->class->group_left == 0)
                next_group(choice, run->class);
            run->class->group_left--;
            VEC_ADD(&choice->order, (uint32_t)run->class->group);
        }
    }
}

static void take_values(struct item_choice *choice, const struct distinct_item *items,
                        struct array_shape *shape)
{
    shape->distinct = shape_zeroed(choice->witness, choice->length, sizeof(const struct node *));
    for (size_t i = 0; i < choice->length; i++) {
        shape->items[i] = items[i].goal;
        shape->distinct[i] = items[i].value;
    }
}

enum outcome item_layout_differ(struct item_choice *choice, struct array_shape *shape)
{
    struct distinct_item *items;
    enum outcome outcome;
    bool cut = false;

    put_in_order(choice);
    items = alloc_zeroed(choice->length, sizeof *items);
    for (size_t i = 0; i < choice->length; i++) {
        const struct item_group *group = &choice->groups.items[choice->order.items[i]];

        items[i].goals = choice->goals.items + group->first;
        items[i].goal_count = group->alternatives;
        cut |= group->cut;
    }
    outcome = distinct_find(choice->witness, items, choice->length);
    if (outcome == OUTCOME_NONE && cut)
        outcome = OUTCOME_UNDECIDED; /* the reason is noted already */
    if (outcome == OUTCOME_VALUE && shape)
        take_values(choice, items, shape);
    free(items);
    return outcome;
}

static struct goal *both(struct witness *witness, struct goal *a, struct goal *b)
{
    size_t count;
    const struct literal *const *literals = goal_literals(b, &count);

    for (size_t i = 0; i < count; i++)
        a = goal_with(witness, a, literals[i]);
    return a;
}

/* A goal that is any of the one group's and any of the other's, and has a value. */
static enum outcome find_common(struct item_choice *choice, const struct item_group *a,
                                const struct item_group *b, struct goal **common)
{
    enum outcome outcome = a->cut || b->cut ? OUTCOME_UNDECIDED : OUTCOME_NONE;
    struct goal **goals = choice->goals.items;

    for (size_t i = a->first; i < a->first + a->alternatives; i++)
        for (size_t j = b->first; j < b->first + b->alternatives; j++) {
            const struct node *value;

            *common = both(choice->witness, goals[i], goals[j]);
            switch (goal_first(choice->witness, *common, &value)) {
            case OUTCOME_VALUE:
                return OUTCOME_VALUE;
            case OUTCOME_UNDECIDED:
                outcome = OUTCOME_UNDECIDED;
                break;
            case OUTCOME_NONE:
                break;
            }
            if (!witness_spend(choice->witness, 1))
                return OUTCOME_UNDECIDED;
        }
    return outcome;
}

/* The first place of the group, or, `second`, the one behind. */
static uint64_t place_of(const struct item_choice *choice, size_t group, bool second)
{
    uint64_t place = 0;

    while (choice->order.items[place] != group)
        place++;
    if (!second)
        return place;
    do
        place++;
    while (choice->order.items[place] != group);
    return place;
}

static void set_twins(const struct item_choice *choice, struct array_shape *shape, size_t a,
                      size_t b, struct goal *goal)
{
    uint64_t left = place_of(choice, a, false), right = place_of(choice, b, a == b);

    shape->twin_of = left < right ? left : right;
    shape->twin = left < right ? right : left;
    shape->items[left] = shape->items[right] = goal;
}

/* Two items that can be equal: two of one group always can. */
static enum outcome find_twins(struct item_choice *choice, struct array_shape *shape)
{
    enum outcome outcome = OUTCOME_NONE;
    const struct item_group *groups = choice->groups.items;

    for (size_t i = 0; i < choice->groups.count; i++)
        if (groups[i].size > 1) {
            set_twins(choice, shape, i, i, choice->goals.items[groups[i].served]);
            return OUTCOME_VALUE;
        }
    for (size_t i = 0; i < choice->groups.count; i++)
        for (size_t j = 0; j < i; j++) {
            struct goal *common = NULL;
            enum outcome found;

            if (groups[i].size == 0 || groups[j].size == 0)
                continue;
            found = find_common(choice, &groups[i], &groups[j], &common);
            if (found == OUTCOME_VALUE) {
                set_twins(choice, shape, i, j, common);
                return OUTCOME_VALUE;
            }
            if (found == OUTCOME_UNDECIDED)
                outcome = OUTCOME_UNDECIDED;
        }
    return outcome;
}

enum outcome item_layout_make(struct item_choice *choice, struct array_shape *shape)
{
    for (size_t i = 0; i < choice->groups.count; i++)
        if (choice->groups.items[i].size > 0 && choice->groups.items[i].served == SIZE_MAX)
            return choice->groups.items[i].outcome;
    if (!shape->items || shape->count != choice->length)
        shape->items = shape_zeroed(choice->witness, choice->length, sizeof(struct goal *));
    shape->count = choice->length;
    shape->twin = UINT64_MAX;
    if (choice->rules->unique) {
        shape->unique = true;
        return item_layout_differ(choice, shape);
    }
    put_in_order(choice);
    for (size_t i = 0; i < choice->length; i++) {
        const struct item_group *group = &choice->groups.items[choice->order.items[i]];

        shape->items[i] = choice->goals.items[group->served];
    }
    return choice->rules->repeated ? find_twins(choice, shape) : OUTCOME_VALUE;
}
