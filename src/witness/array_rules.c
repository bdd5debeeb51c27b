/* Lengths are tried from the least up to one beyond which nothing new comes. Let T be where the
   last rule begins or ends: from there on all items are alike. In an array longer than T + the sum
   of all minima of counts + one for each rest rule that one item breaks
         + two where two items are equal
   there is an item at T or later that none of these needs; without it the array is one item shorter
   and still in the set, unless it is as short as it may be. So a set that has an array has one that
   is no longer than that sum or `minimum`. */
#include "witness/engine.h"
#include "witness/item_layout.h"
#include "witness/literal.h"

enum {
    FOLLOW_MAX = 16,   /* items that may follow, each with a goal of its own */
    LONG_TRIAL = 1000, /* an array that is too long to be made is refuted by its first items */
    STEP_ITEMS = 64    /* so many items are a step of the search */
};

static uint64_t add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* No shorter array is in the set. */
static uint64_t least_length(const struct array_rules *rules)
{
    uint64_t least = rules->minimum;

    if (rules->repeated && least < 2)
        least = 2;
    for (size_t i = 0; i < rules->counts.count; i++) {
        const struct item_count *count = &rules->counts.items[i];

        if (count->minimum > 0 && add(count->first, count->minimum) > least)
            least = add(count->first, count->minimum);
    }
    for (size_t i = 0; i < rules->rest.count; i++)
        if (rules->rest.items[i].some && least == 0)
            least = 1;
    return least;
}

/* See the top of the file. */
static uint64_t sufficient_length(const struct array_rules *rules, uint64_t tail)
{
    uint64_t length = add(tail, rules->repeated ? 2 : 0);

    for (size_t i = 0; i < rules->counts.count; i++)
        length = add(length, rules->counts.items[i].minimum);
    for (size_t i = 0; i < rules->rest.count; i++)
        length = add(length, rules->rest.items[i].some);
    if (length < rules->minimum)
        length = rules->minimum;
    return length < rules->maximum ? length : rules->maximum;
}

/* Do bounds contradict each other? */
static bool contradicts(const struct array_rules *rules)
{
    if (rules->minimum > rules->maximum || (rules->unique && rules->repeated))
        return true;
    for (size_t i = 0; i < rules->counts.count; i++) {
        const struct item_count *count = &rules->counts.items[i];

        if (count->minimum > count->maximum ||
            (count->minimum > 0 && count->minimum > item_count_covers(count, count->end)))
            return true;
    }
    return false;
}

/* ---- what may follow ---- */

/* How many items more may satisfy the literal of a count; UINT64_MAX: any number. */
static uint64_t slack_of(const struct item_count *count, uint64_t length)
{
    uint64_t covered = item_count_covers(count, length);

    if (count->maximum == UINT64_MAX)
        return UINT64_MAX;
    return count->maximum > covered ? count->maximum - covered : 0;
}

/* The goal of an item behind the others that changes nothing of what holds. Where a count is at its
   maximum, it does not satisfy its literal. */
static struct goal *following(struct witness *witness, const struct array_rules *rules,
                              const struct item_class *class, uint64_t place)
{
    struct goal *goal = class->base;

    for (size_t i = 0; i < class->open_count; i++)
        goal = goal_with(witness, goal, rules->rest.items[class->open[i]].literal);
    for (size_t i = 0; i < rules->counts.count; i++)
        if (class->counted[i] && slack_of(&rules->counts.items[i], place) == 0)
            goal = goal_with(witness, goal, literal_not(witness, rules->counts.items[i].literal));
    return goal;
}

/* So many items of the tail's class may come from `place` on. */
static uint64_t tail_room(const struct array_rules *rules, const struct item_class *class,
                          uint64_t place)
{
    uint64_t room = rules->maximum - place;

    for (size_t i = 0; i < rules->counts.count; i++) {
        uint64_t slack = slack_of(&rules->counts.items[i], place);

        if (class->counted[i] && slack > 0 && slack < room)
            room = slack;
    }
    return room;
}

/* Does it hang on the length of an array only what its items are? */
static bool are_settled(const struct array_rules *rules)
{
    for (size_t i = 0; i < rules->rest.count; i++)
        if (rules->rest.items[i].some)
            return false;
    return rules->counts.count == 0 && !rules->repeated;
}

static void find_following(struct item_classes *classes, struct array_shape *shape)
{
    const struct array_rules *rules = classes->rules;
    uint64_t tail = item_classes_tail(classes), place = shape->count;
    struct goal *follow[FOLLOW_MAX];

    for (; place < tail && place < rules->maximum && shape->follow_count < FOLLOW_MAX; place++)
        follow[shape->follow_count++] =
            following(classes->witness, rules, item_classes_at(classes, place), place);
    if (shape->follow_count > 0) {
        size_t bytes = shape->follow_count * sizeof *follow;

        shape->follow = shape_alloc(classes->witness, bytes);
        memcpy(shape->follow, follow, bytes);
    }
    if (place >= tail && place < rules->maximum) {
        const struct item_class *class = item_classes_at(classes, place);

        shape->room = tail_room(rules, class, place);
        shape->more = following(classes->witness, rules, class, place);
    }
    shape->whole = shape->count == rules->minimum && place + shape->room == rules->maximum &&
                   are_settled(rules);
}

/* ---- solving ---- */

/* An array of `length` items would be too large. It may be that there is none for other reasons. */
static enum outcome refute_long(struct item_choice *choice)
{
    if (item_choice_hopeless(choice, LONG_TRIAL) ||
        (choice->rules->unique && item_layout_differ(choice, NULL) == OUTCOME_NONE))
        return OUTCOME_NONE;
    return undecided(choice->witness, WITNESS_SIZE);
}

static enum outcome find_shape(struct item_classes *classes, struct array_shape *shape)
{
    const struct array_rules *rules = classes->rules;
    uint64_t enough = sufficient_length(rules, item_classes_tail(classes));
    enum outcome outcome = OUTCOME_NONE;
    struct item_choice choice;

    item_choice_init(&choice, classes);
    for (uint64_t length = least_length(rules); length <= enough; length++) {
        if (length > WITNESS_MAX_ITEMS) {
            outcome = refute_long(&choice);
            break;
        }
        outcome = OUTCOME_UNDECIDED;
        if (!witness_spend(classes->witness, 1 + length / STEP_ITEMS))
            break;
        outcome = OUTCOME_NONE;
        if (item_choice_hopeless(&choice, length))
            break;
        outcome = item_choice_find(&choice, length, shape);
        if (outcome == OUTCOME_VALUE)
            break;
    }
    if (outcome == OUTCOME_NONE && choice.unsure)
        outcome = OUTCOME_UNDECIDED;
    item_choice_release(&choice);
    return outcome;
}

enum outcome array_rules_solve(struct witness *witness, const struct array_rules *rules,
                               struct array_shape *shape)
{
    enum outcome outcome = OUTCOME_VALUE;
    struct item_classes classes;

    *shape = (struct array_shape){.twin = UINT64_MAX, .unique = rules->unique};
    if (contradicts(rules))
        return OUTCOME_NONE;
    item_classes_init(&classes, witness, rules);
    if (least_length(rules) > 0) /* else the empty array is in the set: no item needs a value */
        outcome = find_shape(&classes, shape);
    if (outcome == OUTCOME_VALUE) {
        find_following(&classes, shape);
        shape->walk = array_walk_new(witness);
    }
    item_classes_release(&classes);
    return outcome;
}

void array_rules_release(struct array_rules *rules)
{
    VEC_RELEASE(&rules->items);
    VEC_RELEASE(&rules->counts);
    VEC_RELEASE(&rules->rest);
}
