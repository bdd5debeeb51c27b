/* The arrays of a shape in an order: by weight, which is the number of items that are not necessary
   plus the places of all items' values in the order of their goals. So lengths and values grow
   together, and each weight has few arrays when arrays are short. Of one weight longer arrays come
   first, then values of the first items vary before those of the last.

   Where items must differ, the place of a value is counted among those that no earlier item has. */
#include "witness/array_rules.h"
#include "witness/engine.h"
#include "witness/literal.h"

enum {
    WALK_SKIPS = 4096, /* choices in a row whose values do not fit together */
    WALK_UNIQUE = 64   /* of an array of more items that must differ, the last one varies */
};

/* Where the walk is. It is kept with the shape, so that the next array costs one step. */
struct array_walk {
    bool begun, ended; /* ended: there was nothing of the next weight */
    bool unsure;       /* not known whether a goal has more values */
    uint64_t at;       /* the number of the array that it stands at */
    uint64_t weight;
    uint64_t extra;    /* items that are not necessary */
    uint64_t usable;   /* of these, so many have values */
    size_t length;     /* shape->count + extra */
    size_t capacity;   /* of the arrays below */
    uint64_t *indices; /* of each item's value, in the order of its goal */
    uint64_t *known;   /* the last index that the goal of the item is known to have */
    uint64_t *sharing; /* unique: earlier items that have the same goal */
    const struct node **values;
};

struct array_walk *array_walk_new(struct witness *witness)
{
    return shape_zeroed(witness, 1, sizeof(struct array_walk));
}

static struct goal *goal_at(const struct array_shape *shape, size_t place)
{
    if (place < shape->count)
        return shape->items[place];
    place -= shape->count;
    return place < shape->follow_count ? shape->follow[place] : shape->more;
}

static uint64_t most_extra(const struct array_shape *shape)
{
    return shape->more ? shape->follow_count + shape->room : shape->follow_count;
}

static void *widen(struct witness *witness, void *block, size_t old, size_t new)
{
    void *wider = shape_zeroed(witness, new, sizeof(uint64_t));

    if (old > 0)
        memcpy(wider, block, old * sizeof(uint64_t));
    return wider;
}

static uint64_t count_sharing(const struct array_shape *shape, size_t place)
{
    size_t earlier = place;

    while (shape->unique && earlier-- > 0)
        if (goal_at(shape, earlier) == goal_at(shape, place))
            return shape->walk->sharing[earlier] + 1;
    return 0;
}

static void set_length(struct witness *witness, const struct array_shape *shape, size_t length)
{
    struct array_walk *walk = shape->walk;
    size_t old = walk->capacity, new = length * 2;

    walk->length = length;
    if (length <= old)
        return;
    walk->indices = widen(witness, walk->indices, old, new);
    walk->known = widen(witness, walk->known, old, new);
    walk->sharing = widen(witness, walk->sharing, old, new);
    walk->values = shape_zeroed(witness, new, sizeof *walk->values);
    walk->capacity = new;
    for (size_t place = old; place < new &&place < shape->count + most_extra(shape); place++)
        walk->sharing[place] = count_sharing(shape, place);
}

/* Has the goal of the item a value of that index beside those of the items that share it? What it
   has it keeps, so the answer is remembered where it is yes; a goal that is being solved further
   out may get more. */
static bool reaches(struct witness *witness, const struct array_shape *shape, size_t place,
                    uint64_t index)
{
    struct array_walk *walk = shape->walk;
    const struct node *value;

    if (place == shape->twin)
        return index == 0;
    while (walk->known[place] < index + walk->sharing[place]) {
        enum outcome outcome =
            goal_nth(witness, goal_at(shape, place), walk->known[place] + 1, &value);

        walk->unsure |= outcome == OUTCOME_UNDECIDED;
        if (outcome != OUTCOME_VALUE)
            return false;
        walk->known[place]++;
    }
    return true;
}

/* The last index that `reaches` knows of. */
static uint64_t reach(const struct array_shape *shape, size_t place)
{
    const struct array_walk *walk = shape->walk;

    if (place == shape->twin || walk->known[place] < walk->sharing[place])
        return 0;
    return walk->known[place] - walk->sharing[place];
}

/* Spreads `sum` over the items from `place` on, as much as goes to the first ones. false: they do
   not have so many values. */
static bool spread(struct witness *witness, const struct array_shape *shape, size_t place,
                   uint64_t sum)
{
    struct array_walk *walk = shape->walk;

    for (; place < walk->length; place++) {
        walk->indices[place] = reaches(witness, shape, place, sum) ? sum : reach(shape, place);
        sum -= walk->indices[place];
    }
    return sum == 0;
}

/* The next way to spread the same sum over the items. */
static bool respread(struct witness *witness, const struct array_shape *shape)
{
    struct array_walk *walk = shape->walk;
    uint64_t sum = 0;   /* of the items behind */
    bool spare = false; /* can one of them have a later value? */

    for (size_t place = walk->length; place-- > 0;) {
        if (spare && walk->indices[place] > 0) {
            walk->indices[place]--;
            return spread(witness, shape, place + 1, sum + 1);
        }
        sum += walk->indices[place];
        spare = spare || reaches(witness, shape, place, walk->indices[place] + 1);
    }
    return false;
}

/* Can there be an item at that place behind the necessary ones? */
static enum outcome can_follow(struct witness *witness, const struct array_shape *shape,
                               size_t place)
{
    const struct node *value;
    enum outcome outcome;

    if (place >= WITNESS_MAX_ITEMS)
        return undecided(witness, WITNESS_SIZE);
    outcome = goal_first(witness, goal_at(shape, place), &value);
    if (outcome != OUTCOME_VALUE)
        return outcome;
    set_length(witness, shape, place + 1);
    return reaches(witness, shape, place, 0) ? OUTCOME_VALUE : OUTCOME_NONE;
}

/* So many items can follow, up to `limit`. */
static uint64_t usable_extra(struct witness *witness, const struct array_shape *shape,
                             uint64_t limit)
{
    struct array_walk *walk = shape->walk;
    uint64_t most = most_extra(shape);

    while (walk->usable < limit && walk->usable < most) {
        enum outcome outcome = can_follow(witness, shape, shape->count + walk->usable);

        walk->unsure |= outcome == OUTCOME_UNDECIDED;
        if (outcome != OUTCOME_VALUE)
            break;
        walk->usable++;
    }
    return walk->usable < limit ? walk->usable : limit;
}

static bool begin_length(struct witness *witness, const struct array_shape *shape, uint64_t extra)
{
    shape->walk->extra = extra;
    set_length(witness, shape, shape->count + extra);
    return spread(witness, shape, 0, shape->walk->weight - extra);
}

/* false: there is nothing of that weight, nor of any greater. */
static bool begin_weight(struct witness *witness, const struct array_shape *shape, uint64_t weight)
{
    struct array_walk *walk = shape->walk;
    uint64_t before = walk->weight;

    walk->begun = true;
    walk->unsure = false;
    walk->weight = weight;
    walk->ended = !begin_length(witness, shape, usable_extra(witness, shape, weight));
    if (walk->ended)
        walk->weight = before; /* to be tried again: a goal may have got more values */
    return !walk->ended;
}

/* The next choice of values; whether they fit together is not looked at. */
static bool step(struct witness *witness, const struct array_shape *shape)
{
    struct array_walk *walk = shape->walk;

    if (!walk->begun)
        return begin_weight(witness, shape, 0);
    if (!walk->ended && respread(witness, shape))
        return true;
    /* Of fewer items each has to have later values: where they have not, so it is for still fewer.
     */
    if (!walk->ended && walk->extra > 0 && begin_length(witness, shape, walk->extra - 1))
        return true;
    return begin_weight(witness, shape, walk->weight + 1);
}

static bool is_among(const struct node *value, const struct node *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_equal(values[i], value))
            return true;
    return false;
}

/* The index-th value of the item's goal, or, unique, of those that no earlier item has. */
static enum outcome value_at(struct witness *witness, const struct array_shape *shape, size_t place,
                             const struct node **value)
{
    struct array_walk *walk = shape->walk;
    uint64_t left = walk->indices[place];

    if (place == shape->twin) {
        *value = walk->values[shape->twin_of];
        return OUTCOME_VALUE;
    }
    if (!shape->unique)
        return goal_nth(witness, goal_at(shape, place), left, value);
    for (uint64_t index = 0;; index++) {
        enum outcome outcome = goal_nth(witness, goal_at(shape, place), index, value);

        if (outcome != OUTCOME_VALUE)
            return outcome;
        if (!is_among(*value, walk->values, place) && left-- == 0)
            return OUTCOME_VALUE;
    }
}

static enum outcome find_values(struct witness *witness, const struct array_shape *shape)
{
    enum outcome outcome = OUTCOME_VALUE;

    for (size_t i = 0; i < shape->walk->length && outcome == OUTCOME_VALUE; i++)
        outcome = value_at(witness, shape, i, &shape->walk->values[i]);
    return outcome;
}

/* The next array. */
static enum outcome next(struct witness *witness, const struct array_shape *shape)
{
    for (size_t i = 0; i < WALK_SKIPS; i++) {
        enum outcome outcome;

        if (!step(witness, shape))
            return shape->walk->unsure ? OUTCOME_UNDECIDED : OUTCOME_NONE;
        outcome = find_values(witness, shape);
        if (outcome != OUTCOME_NONE)
            return outcome;
        if (!witness_spend(witness, 1))
            return OUTCOME_UNDECIDED;
    }
    return undecided(witness, WITNESS_STEPS);
}

static enum outcome write_array(struct witness *witness, const struct node *const *values,
                                size_t count, struct strbuf *out)
{
    strbuf_add_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_add_char(out, ',');
        node_write(values[i], out);
    }
    strbuf_add_char(out, ']');
    return out->overflowed ? undecided(witness, WITNESS_SIZE) : OUTCOME_VALUE;
}

/* Of a long array of items that differ: another value for the last one. */
static enum outcome write_varied(struct witness *witness, const struct array_shape *shape,
                                 uint64_t n, struct strbuf *out)
{
    size_t last = shape->count - 1;
    const struct node *first = shape->distinct[last], *value;
    enum outcome outcome = goal_nth(witness, shape->items[last], shape->count - 1 + n, &value);

    if (outcome != OUTCOME_VALUE) /* there may be others all the same */
        return undecided(witness, WITNESS_SIZE);
    if (!is_among(value, shape->distinct, last))
        shape->distinct[last] = value;
    outcome = write_array(witness, shape->distinct, shape->count, out);
    shape->distinct[last] = first;
    return outcome;
}

enum outcome array_shape_nth(struct witness *witness, const struct array_shape *shape, uint64_t n,
                             struct strbuf *out)
{
    struct array_walk *walk = shape->walk;

    /* What the matching found comes first: the walk may take long to come to it. */
    if (shape->unique && shape->count > 0 && n == 0)
        return write_array(witness, shape->distinct, shape->count, out);
    if (shape->unique && shape->count > WALK_UNIQUE)
        return write_varied(witness, shape, n, out);
    if (walk->begun && (n < walk->at || (n == walk->at && walk->ended))) {
        walk->begun = walk->ended = false;
        walk->at = 0;
    }
    while (!walk->begun || walk->ended || walk->at < n) {
        bool first = !walk->begun;
        enum outcome outcome = next(witness, shape);

        if (outcome != OUTCOME_VALUE)
            return outcome;
        walk->at += !first;
    }
    return write_array(witness, walk->values, walk->length, out);
}
