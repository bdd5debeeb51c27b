#include "witness/item_choice.h"

#include "witness/item_layout.h"
#include "witness/literal.h"

void item_choice_init(struct item_choice *choice, struct item_classes *classes)
{
    *choice = (struct item_choice){
        .witness = classes->witness, .rules = classes->rules, .classes = classes};
}

void item_choice_release(struct item_choice *choice)
{
    VEC_RELEASE(&choice->demands);
    VEC_RELEASE(&choice->groups);
    VEC_RELEASE(&choice->goals);
    VEC_RELEASE(&choice->decisions);
    VEC_RELEASE(&choice->order);
}

uint64_t item_count_covers(const struct item_count *count, uint64_t length)
{
    uint64_t end = count->end < length ? count->end : length;

    return end > count->first ? end - count->first : 0;
}

/* ---- what is demanded ---- */

static void find_demands(struct item_choice *choice)
{
    const struct array_rules *rules = choice->rules;

    choice->demands.count = 0;
    for (size_t i = 0; i < rules->counts.count; i++) {
        const struct item_count *count = &rules->counts.items[i];
        uint64_t covered = item_count_covers(count, choice->length);
        struct item_demand demand = {.count = i, .needed = count->minimum};

        if (count->minimum > 0)
            VEC_ADD(&choice->demands, demand);
        if (count->maximum >= covered)
            continue;
        demand.negated = true;
        demand.needed = covered - count->maximum;
        VEC_ADD(&choice->demands, demand);
    }
    for (size_t i = 0; i < rules->rest.count; i++) {
        struct item_demand demand = {.some = &rules->rest.items[i], .needed = 1};

        if (demand.some->some)
            VEC_ADD(&choice->demands, demand);
    }
}

static bool concerns(const struct item_demand *demand, const struct item_group *group)
{
    if (group->size == 0)
        return false;
    if (demand->some)
        return !(group->evaluated & demand->some->tracker);
    return group->class->counted[demand->count];
}

static struct goal *goal_not(struct item_choice *choice, struct goal *goal,
                             const struct literal *literal)
{
    return goal_with(choice->witness, goal, literal_not(choice->witness, literal));
}

/* An item that the rest rule is to look at is not evaluated by any count. */
static struct goal *goal_of_rest(struct item_choice *choice, const struct item_group *group,
                                 const struct item_rest *rest)
{
    struct goal *goal = goal_with(choice->witness, group->goal, rest->literal);

    for (size_t i = 0; i < choice->rules->counts.count; i++) {
        const struct item_count *count = &choice->rules->counts.items[i];

        if (group->class->counted[i] && (count->trackers & rest->tracker))
            goal = goal_not(choice, goal, count->literal);
    }
    return goal;
}

/* ---- groups ---- */

/* Adds the goals that do for the group: for each rest rule that is open from `from` on, its
   literal, or that of a count which evaluates the item. Recursion: at most ITEM_MAX_OPEN deep. */
static void add_alternatives(struct item_choice *choice, struct item_group *group,
                             struct goal *goal, uint32_t evaluated, size_t from)
{
    const struct array_rules *rules = choice->rules;
    const struct item_rest *rest;

    while (from < group->class->open_count &&
           (evaluated & rules->rest.items[group->class->open[from]].tracker))
        from++;
    if (group->alternatives == ITEM_MAX_ALTERNATIVES) {
        group->cut = true;
        return;
    }
    if (from == group->class->open_count) {
        VEC_ADD(&choice->goals, goal);
        group->alternatives++;
        return;
    }
    if (from >= ITEM_MAX_OPEN) {
        group->cut = true;
        return;
    }
    rest = &rules->rest.items[group->class->open[from]];
    add_alternatives(choice, group, goal_with(choice->witness, goal, rest->literal), evaluated,
                     from + 1);
    for (size_t i = 0; i < rules->counts.count; i++) {
        const struct item_count *count = &rules->counts.items[i];

        if (group->class->counted[i] && (count->trackers & rest->tracker))
            add_alternatives(choice, group, goal_with(choice->witness, goal, count->literal),
                             evaluated | count->trackers, from + 1);
    }
}

/* Adds the group, and finds out whether its items can have values. */
static enum outcome open_group(struct item_choice *choice, struct item_group group)
{
    const struct node *value;

    group.first = choice->goals.count;
    group.served = SIZE_MAX;
    add_alternatives(choice, &group, group.goal, group.evaluated, 0);
    group.outcome = group.cut ? undecided(choice->witness, WITNESS_STEPS) : OUTCOME_NONE;
    for (size_t i = group.first; i < choice->goals.count && group.served == SIZE_MAX; i++) {
        enum outcome outcome = goal_first(choice->witness, choice->goals.items[i], &value);

        if (outcome != OUTCOME_NONE)
            group.outcome = outcome;
        if (outcome == OUTCOME_VALUE)
            group.served = i;
    }
    VEC_ADD(&choice->groups, group);
    return group.outcome;
}

static void close_group(struct item_choice *choice)
{
    choice->goals.count = choice->groups.items[--choice->groups.count].first;
}

/* Splits off `taken` items of a group, which meet the demand as well. */
static enum outcome split(struct item_choice *choice, const struct item_demand *demand,
                          size_t index, uint64_t taken)
{
    struct item_group group = choice->groups.items[index];
    enum outcome outcome;

    if (demand->some) {
        group.goal = goal_of_rest(choice, &group, demand->some);
    } else {
        const struct item_count *count = &choice->rules->counts.items[demand->count];

        if (demand->negated) {
            group.goal = goal_not(choice, group.goal, count->literal);
        } else {
            group.goal = goal_with(choice->witness, group.goal, count->literal);
            group.evaluated |= count->trackers;
        }
    }
    group.size = taken;
    group.alternatives = 0;
    group.cut = false;
    outcome = open_group(choice, group);
    if (outcome == OUTCOME_NONE)
        close_group(choice);
    else
        choice->groups.items[index].size -= taken;
    return outcome;
}

static void rejoin(struct item_choice *choice, size_t index, uint64_t taken)
{
    if (taken == 0)
        return;
    close_group(choice);
    choice->groups.items[index].size += taken;
}

/* ---- the search ---- */

/* How many items of the groups from place->group on can meet the demand. */
static uint64_t capacity(struct item_choice *choice, const struct item_place *place, size_t from)
{
    const struct item_demand *demand = &choice->demands.items[place->demand];
    uint64_t sum = 0;

    for (size_t i = from; i < place->end && sum < place->needed; i++) {
        uint64_t size = choice->groups.items[i].size;

        if (!concerns(demand, &choice->groups.items[i]) ||
            split(choice, demand, i, size) == OUTCOME_NONE)
            continue;
        rejoin(choice, i, size);
        sum += size;
    }
    return sum;
}

static void decide(struct item_choice *choice, struct item_place *place,
                   struct item_decision decision)
{
    VEC_ADD(&choice->decisions, decision);
    *place = decision.before;
    place->group++;
    place->needed -= decision.taken;
}

/* Takes as many items as it can of the next group that can meet the demand. */
static bool advance(struct item_choice *choice, struct item_place *place)
{
    const struct item_demand *demand = &choice->demands.items[place->demand];

    for (; place->group < place->end; place->group++) {
        const struct item_group *group = &choice->groups.items[place->group];
        uint64_t taken = group->size < place->needed ? group->size : place->needed;

        if (!concerns(demand, group) || split(choice, demand, place->group, taken) == OUTCOME_NONE)
            continue;
        decide(choice, place,
               (struct item_decision){.before = *place, .taken = taken, .least = UINT64_MAX});
        return true;
    }
    return false;
}

/* Goes back to the last decision that can take fewer, and takes one fewer. */
static bool retreat(struct item_choice *choice, struct item_place *place)
{
    while (choice->decisions.count > 0) {
        struct item_decision decision = choice->decisions.items[--choice->decisions.count];
        size_t group = decision.before.group;

        rejoin(choice, group, decision.taken);
        if (decision.least == UINT64_MAX) {
            uint64_t others = capacity(choice, &decision.before, group + 1);

            decision.least = decision.before.needed > others ? decision.before.needed - others : 0;
        }
        if (decision.taken <= decision.least)
            continue;
        decision.taken--;
        if (decision.taken > 0 && split(choice, &choice->demands.items[decision.before.demand],
                                        group, decision.taken) == OUTCOME_NONE)
            decision.taken = 0;
        decide(choice, place, decision);
        return true;
    }
    return false;
}

/* The next demand; false: all are met. */
static bool turn(const struct item_choice *choice, struct item_place *place)
{
    if (++place->demand >= choice->demands.count)
        return false;
    place->group = 0;
    place->end = choice->groups.count;
    place->needed = choice->demands.items[place->demand].needed;
    return true;
}

static bool spend(struct item_choice *choice)
{
    if (++choice->choices <= ITEM_MAX_CHOICES)
        return witness_spend(choice->witness, 1);
    undecided(choice->witness, WITNESS_STEPS);
    return false;
}

static void open_bases(struct item_choice *choice, uint64_t length)
{
    choice->length = length;
    choice->groups.count = choice->goals.count = choice->decisions.count = 0;
    item_classes_measure(choice->classes, length);
    for (size_t i = 0; i < choice->classes->items.count; i++) {
        struct item_class *class = choice->classes->items.items[i];

        if (class->size > 0)
            open_group(choice, (struct item_group){.class = class,
                                                   .goal = class->base,
                                                   .evaluated = class->evaluated,
                                                   .size = class->size});
    }
}

bool item_choice_hopeless(struct item_choice *choice, uint64_t length)
{
    enum outcome outcome = OUTCOME_VALUE;

    open_bases(choice, length);
    for (size_t i = 0; i < choice->groups.count; i++)
        if (choice->groups.items[i].outcome == OUTCOME_NONE)
            return true;
    if (choice->rules->unique && choice->rules->counts.count + choice->rules->rest.count > 0)
        outcome = item_layout_differ(choice, NULL); /* else item_choice_find does just that */
    return outcome == OUTCOME_NONE;
}

/* Could each demand be met if it were the only one? */
static bool is_each_possible(struct item_choice *choice)
{
    struct item_place place = {.end = choice->groups.count};

    for (; place.demand < choice->demands.count; place.demand++) {
        place.needed = choice->demands.items[place.demand].needed;
        if (capacity(choice, &place, 0) < place.needed)
            return false;
    }
    return true;
}

enum outcome item_choice_find(struct item_choice *choice, uint64_t length,
                              struct array_shape *shape)
{
    struct item_place place = {.demand = SIZE_MAX};

    open_bases(choice, length);
    find_demands(choice);
    choice->choices = 0;
    if (choice->demands.count > 1 && !is_each_possible(choice))
        return OUTCOME_NONE;
    while (spend(choice)) {
        bool dead = false;

        while (place.needed == 0 && turn(choice, &place))
            ;
        if (place.demand == choice->demands.count) {
            enum outcome outcome = item_layout_make(choice, shape);

            if (outcome == OUTCOME_VALUE)
                return OUTCOME_VALUE;
            choice->unsure |= outcome == OUTCOME_UNDECIDED;
            dead = true;
        } else {
            dead = !advance(choice, &place);
        }
        if (dead && !retreat(choice, &place))
            return choice->unsure ? OUTCOME_UNDECIDED : OUTCOME_NONE;
    }
    return OUTCOME_UNDECIDED;
}
