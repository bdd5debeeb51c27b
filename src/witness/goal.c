/* Goals, and what is remembered of them. While a goal is being solved it is open, and has no more
   values than are known; search.c tells why. What was found to be empty, or not decided, because of
   an open goal further out is remembered only as long as that is open. */
#include "witness/goal.h"

#include <stdlib.h>

#include "base/number_set.h"
#include "schema/value_hash.h"
#include "witness/engine.h"
#include "witness/kind_order.h"
#include "witness/search.h"

enum {
    FEW_VALUES = 16,         /* are compared one by one */
    GOAL_MAX_EXCLUDED = 256, /* values that are asked to be left out, to find another one */
    GOAL_TRIES = 64          /* candidates of a shape that are not new values, in a row */
};

struct goal_shape {
    struct shape shape;
    uint64_t next; /* candidate */
    bool dry;
};

struct goal {
    const struct literal **literals;
    size_t count;
    bool is_open;
    bool complete;              /* all its values are known */
    bool keeps_shapes;          /* from the first value on */
    uint32_t depth;             /* while it is open: its place among the open ones */
    uint64_t serial;            /* while it is open: tells this time from others */
    enum witness_reason reason; /* why no further value is decided; WITNESS_NO_REASON */
    struct goal *assumed;       /* there are no further values as long as this is open, at the */
    uint64_t assumed_serial;    /* time of that serial */
    unsigned kinds;             /* whose search is over: their shape is among the shapes, or they
                                   have no value */
    unsigned exhausted;         /* KIND_...: all values of these are known */
    size_t turn;                /* which shape is next */
    VEC(struct goal_shape) shapes;
    VEC(const struct node *) values;
    struct number_set hashes; /* of the values, where there are more than a few */
};

/* ---- interning ---- */

static uint64_t hash_of(const struct goal *goal)
{
    uint64_t hash = goal->count;

    for (size_t i = 0; i < goal->count; i++)
        hash = hash_mix(hash, goal->literals[i]->number);
    return hash;
}

static bool is_same(const void *have, const void *like)
{
    const struct goal *a = have, *b = like;

    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->literals[i] != b->literals[i])
            return false;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t first = (*(const struct literal *const *)a)->number;
    uint32_t second = (*(const struct literal *const *)b)->number;

    return first < second ? -1 : first > second;
}

static size_t without_repeats(const struct literal **literals, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || literals[kept - 1] != literals[i])
            literals[kept++] = literals[i];
    return kept;
}

/* Is a schema, or a keyword, to hold and not to hold? */
static bool contradicts_itself(const struct goal *goal)
{
    enum { MANY = 16 };

    for (size_t i = 0; goal->count <= MANY && i < goal->count; i++)
        for (size_t j = 0; goal->literals[i]->opposite && j < goal->count; j++)
            if (goal->literals[i]->opposite == goal->literals[j])
                return true;
    return false;
}

/* An empty schema asks for nothing. */
static bool says_nothing(const struct literal *literal)
{
    return literal->kind == LITERAL_BLOCK && !literal->negated && literal->at->flags & FLAG_OPEN;
}

struct goal *goal_of(struct witness *witness, const struct literal *const *literals, size_t count)
{
    enum { FEW = 32 };
    const struct literal *few[FEW];
    struct goal like = {.literals = few}, *goal;
    void **slot;

    if (count > FEW)
        like.literals = alloc_bytes(count * sizeof *like.literals);
    for (size_t i = 0; i < count; i++)
        if (!says_nothing(literals[i]))
            like.literals[like.count++] = literals[i];
    if (like.count > 1)
        qsort(like.literals, like.count, sizeof *like.literals, by_number);
    like.count = without_repeats(like.literals, like.count);
    slot = intern_find(&witness->goals, hash_of(&like), is_same, &like);
    if (!*slot) {
        goal = witness_alloc(witness, sizeof *goal);
        *goal = (struct goal){.count = like.count};
        goal->literals = witness_alloc(witness, (like.count + 1) * sizeof *goal->literals);
        for (size_t i = 0; i < like.count; i++)
            goal->literals[i] = like.literals[i];
        goal->complete = contradicts_itself(goal);
        *slot = goal;
    }
    if (like.literals != few)
        free(like.literals);
    return *slot;
}

const struct literal *const *goal_literals(const struct goal *goal, size_t *count)
{
    *count = goal->count;
    return (const struct literal *const *)goal->literals;
}

struct goal *goal_with(struct witness *witness, struct goal *goal, const struct literal *literal)
{
    const struct literal **literals = alloc_bytes((goal->count + 1) * sizeof *literals);
    struct goal *with;

    for (size_t i = 0; i < goal->count; i++)
        literals[i] = goal->literals[i];
    literals[goal->count] = literal;
    with = goal_of(witness, (const struct literal *const *)literals, goal->count + 1);
    free(literals);
    return with;
}

void goal_release(struct goal *goal)
{
    VEC_RELEASE(&goal->shapes);
    VEC_RELEASE(&goal->values);
    number_set_release(&goal->hashes);
}

enum schema_verdict goal_decide(struct witness *witness, const struct goal *goal,
                                const struct node *value)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (size_t i = 0; i < goal->count; i++) {
        enum schema_verdict verdict = literal_decide(witness, goal->literals[i], value);

        if (verdict == SCHEMA_INVALID)
            return SCHEMA_INVALID;
        if (verdict == SCHEMA_UNKNOWN)
            whole = SCHEMA_UNKNOWN;
    }
    return whole;
}

/* ---- values that are known ---- */

static bool is_known(const struct goal *goal, const struct node *value, uint64_t hash)
{
    if (goal->values.count > FEW_VALUES)
        return number_set_has(&goal->hashes, hash);
    for (size_t i = 0; i < goal->values.count; i++)
        if (node_equal(goal->values.items[i], value))
            return true;
    return false;
}

uint64_t goal_count(const struct goal *goal)
{
    return goal->values.count;
}

bool goal_has(const struct goal *goal, const struct node *value)
{
    return is_known(goal, value, value_hash(value));
}

static size_t bytes_of(const struct goal *goal)
{
    return VEC_BYTES(&goal->values) + VEC_BYTES(&goal->shapes) +
           goal->hashes.capacity * sizeof *goal->hashes.slots;
}

static bool keep(struct witness *witness, struct goal *goal, const struct node *value)
{
    uint64_t hash = value_hash(value);
    size_t before = bytes_of(goal);

    if (is_known(goal, value, hash))
        return false;
    VEC_ADD(&goal->values, value);
    if (goal->values.count > FEW_VALUES)
        for (size_t i = goal->hashes.count; i < goal->values.count; i++)
            number_set_add(&goal->hashes, value_hash(goal->values.items[i]));
    witness_count(witness, before, bytes_of(goal));
    return true;
}

static void add_shape(struct goal *goal, const struct shape *shape)
{
    VEC_ADD(&goal->shapes, ((struct goal_shape){.shape = *shape}));
}

/* ---- one value more ---- */

/* A shape that holds all values of its kind has no more. It does not count where that hangs on what
   an open goal has. */
static void note_exhausted(const struct witness *witness, struct goal *goal,
                           const struct shape *shape, enum outcome outcome)
{
    if (outcome != OUTCOME_NONE || !shape->whole || witness->lowest_open <= goal->depth)
        return;
    switch (shape->kind) {
    case SHAPE_NUMBERS:
        goal->exhausted |= KIND_INTEGER | KIND_NUMBER;
        return;
    case SHAPE_TEXTS:
        goal->exhausted |= KIND_STRING;
        return;
    case SHAPE_ARRAY:
        goal->exhausted |= KIND_ARRAY;
        return;
    case SHAPE_OBJECT:
    case SHAPE_VALUES:
    case SHAPE_GOALS:
        return;
    }
}

/* A value that lies in memory for a while is copied when it is kept. */
static bool keep_candidate(struct witness *witness, struct goal *goal, const struct shape *shape,
                           const struct node *value)
{
    if (is_known(goal, value, value_hash(value)))
        return false;
    return keep(witness, goal,
                shape_lasts(shape) ? value : witness_node(witness, node_document(value)->source));
}

/* The next candidate of a shape. OUTCOME_NONE: it is no new value, or there is no candidate. */
static enum outcome try_candidate(struct witness *witness, struct goal *goal, size_t index,
                                  struct arena *candidates)
{
    uint64_t n = goal->shapes.items[index].next++;
    const struct shape shape = goal->shapes.items[index].shape;
    const struct node *value;
    enum outcome outcome = shape_nth(witness, candidates, &shape, n, &value);
    struct goal_shape *from = &goal->shapes.items[index]; /* they may have moved */

    if (outcome != OUTCOME_VALUE) {
        from->dry = true;
        note_exhausted(witness, goal, &from->shape, outcome);
        return OUTCOME_NONE;
    }
    switch (goal_decide(witness, goal, value)) {
    case SCHEMA_VALID:
        return keep_candidate(witness, goal, &shape, value) ? OUTCOME_VALUE : OUTCOME_NONE;
    case SCHEMA_UNKNOWN:
        from->shape.whole = false;
        break;
    case SCHEMA_INVALID:
        break;
    }
    return OUTCOME_NONE;
}

/* OUTCOME_NONE: no new value in so many tries. */
static enum outcome try_shape(struct witness *witness, struct goal *goal, size_t index)
{
    struct arena *candidates = scratch_take(witness);
    enum outcome outcome = OUTCOME_NONE;

    for (unsigned tries = 0; tries < GOAL_TRIES && outcome == OUTCOME_NONE; tries++) {
        if (goal->shapes.items[index].dry)
            break;
        arena_trim(candidates);
        outcome = witness_spend(witness, 1) ? try_candidate(witness, goal, index, candidates)
                                            : OUTCOME_UNDECIDED;
    }
    scratch_give_back(witness);
    if (outcome == OUTCOME_NONE)
        goal->shapes.items[index].dry = true;
    return outcome;
}

static enum outcome try_shapes(struct witness *witness, struct goal *goal)
{
    for (size_t i = 0; i < goal->shapes.count; i++) {
        size_t index = goal->turn++ % goal->shapes.count;
        enum outcome outcome;

        if (goal->shapes.items[index].dry)
            continue;
        outcome = try_shape(witness, goal, index);
        if (outcome != OUTCOME_NONE)
            return outcome;
    }
    return OUTCOME_NONE;
}

/* ---- kinds ---- */

/* Mostly one value is all that is wanted of a goal, and shapes take memory: of the first value none
   is kept. When a second is asked for, the search is made once more. */
static enum outcome find_first(struct witness *witness, struct goal *goal, enum node_kind kind)
{
    const struct node *value;
    enum outcome outcome = search_kind_once(witness, goal, kind, &value);

    if (outcome == OUTCOME_VALUE)
        keep(witness, goal, value);
    return outcome;
}

static enum outcome find_shape(struct witness *witness, struct goal *goal, enum node_kind kind)
{
    struct shape shape = {0};
    const struct node *value;
    enum outcome outcome = search_kind(witness, goal, kind, &shape, &value);

    if (outcome != OUTCOME_VALUE)
        return outcome;
    goal->kinds |= kind_bit(kind);
    add_shape(goal, &shape);
    return keep(witness, goal, value) ? outcome : try_shape(witness, goal, goal->shapes.count - 1);
}

/* Where it hangs on an open goal that a kind has no value, it is asked again. */
static enum outcome try_kind(struct witness *witness, struct goal *goal, enum node_kind kind)
{
    bool first = goal->values.count == 0 && !goal->keeps_shapes;
    uint32_t before = witness->lowest_open;
    enum outcome outcome;

    witness->lowest_open = UINT32_MAX;
    outcome = first ? find_first(witness, goal, kind) : find_shape(witness, goal, kind);
    if (outcome == OUTCOME_NONE && witness->lowest_open > goal->depth)
        goal->kinds |= kind_bit(kind);
    if (before < witness->lowest_open)
        witness->lowest_open = before;
    return outcome;
}

/* The kinds that are left, up to the first with a new value. */
static enum outcome try_kinds(struct witness *witness, struct goal *goal)
{
    struct kind_order order;
    enum outcome whole = OUTCOME_NONE;

    kind_order_of(witness, goal, &order);
    for (size_t i = 0; i < order.count; i++) {
        enum outcome outcome;

        if (goal->kinds & kind_bit(order.kinds[i]))
            continue;
        outcome = try_kind(witness, goal, order.kinds[i]);
        if (outcome == OUTCOME_VALUE)
            return outcome;
        if (outcome == OUTCOME_UNDECIDED)
            whole = outcome;
    }
    return whole;
}

/* Values other than all that are known. */
static enum outcome try_others(struct witness *witness, struct goal *goal)
{
    struct goal *others = goal;
    size_t excluded = 0;
    const struct node *value;
    enum outcome outcome;

    if (goal->exhausted)
        others = goal_with(witness, goal, literal_kinds(witness, KIND_EVERY & ~goal->exhausted));
    for (size_t i = 0; i < goal->values.count; i++) {
        if (node_kind_bit(goal->values.items[i]) & goal->exhausted)
            continue;
        if (++excluded > GOAL_MAX_EXCLUDED)
            return undecided(witness, WITNESS_SIZE);
        others = goal_with(witness, others, literal_const(witness, goal->values.items[i], true));
    }
    others->keeps_shapes = true;
    outcome = goal_first(witness, others, &value);
    if (outcome != OUTCOME_VALUE)
        return outcome;
    for (size_t i = 0; i < others->shapes.count; i++)
        add_shape(goal, &others->shapes.items[i].shape);
    return keep(witness, goal, value) ? OUTCOME_VALUE : undecided(witness, WITNESS_DISAGREEMENT);
}

static enum outcome extend(struct witness *witness, struct goal *goal)
{
    enum outcome outcome = try_shapes(witness, goal);

    if (outcome == OUTCOME_NONE)
        outcome = try_kinds(witness, goal);
    if (outcome == OUTCOME_NONE && goal->values.count)
        outcome = try_others(witness, goal);
    return outcome;
}

/* ---- asking ---- */

/* Nothing more, as far as was known when a goal further out was open that still is. */
static bool is_assumed(struct witness *witness, const struct goal *goal)
{
    const struct goal *outer = goal->assumed;

    if (!outer || !outer->is_open || outer->serial != goal->assumed_serial)
        return false;
    if (outer->depth < witness->lowest_open)
        witness->lowest_open = outer->depth;
    return true;
}

static void note_end(struct witness *witness, struct goal *goal, enum outcome outcome)
{
    if (outcome == OUTCOME_VALUE)
        return;
    if (witness->lowest_open < goal->depth) {
        goal->assumed = outcome == OUTCOME_NONE ? witness->open.items[witness->lowest_open] : NULL;
        goal->assumed_serial = goal->assumed ? goal->assumed->serial : 0;
    } else if (outcome == OUTCOME_NONE) {
        goal->complete = true;
    } else if (!witness->passing) {
        goal->reason = witness->reason;
    }
}

/* What was noted before a goal was opened. */
struct notes {
    uint32_t lowest_open;
    enum witness_reason reason;
    bool passing;
};

static struct notes lay_aside_notes(struct witness *witness)
{
    struct notes notes = {witness->lowest_open, witness->reason, witness->passing};

    witness->lowest_open = UINT32_MAX;
    witness->reason = WITNESS_NO_REASON;
    witness->passing = false;
    return notes;
}

/* A value is one whatever was assumed; what was found empty hangs on what it asked. Of reasons only
   those count that left the goal undecided. */
static void join_notes(struct witness *witness, const struct goal *goal, enum outcome outcome,
                       const struct notes *before)
{
    if (outcome == OUTCOME_VALUE || witness->lowest_open >= goal->depth ||
        before->lowest_open < witness->lowest_open)
        witness->lowest_open = before->lowest_open;
    if (outcome != OUTCOME_UNDECIDED || before->reason != WITNESS_NO_REASON)
        witness->reason = before->reason;
    witness->passing = before->passing || (outcome == OUTCOME_UNDECIDED && witness->passing);
}

static enum outcome open_and_extend(struct witness *witness, struct goal *goal)
{
    struct arena *shapes = witness->shapes;
    enum outcome outcome;
    struct notes before;

    if (witness->open.count >= WITNESS_MAX_DEPTH)
        return undecided(witness, WITNESS_DEPTH);
    if (!witness_spend(witness, 1))
        return OUTCOME_UNDECIDED;
    goal->is_open = true;
    goal->depth = (uint32_t)witness->open.count;
    goal->serial = ++witness->serial;
    VEC_ADD(&witness->open, goal);
    before = lay_aside_notes(witness);
    witness->shapes = &witness->arena;
    outcome = extend(witness, goal);
    witness->shapes = shapes;
    goal->is_open = false;
    witness->open.count--;
    note_end(witness, goal, outcome);
    join_notes(witness, goal, outcome, &before);
    return outcome;
}

enum outcome goal_nth(struct witness *witness, struct goal *goal, uint64_t n,
                      const struct node **value)
{
    while (goal->values.count <= n) {
        enum outcome outcome;

        if (goal->complete)
            return OUTCOME_NONE;
        if (goal->reason != WITNESS_NO_REASON)
            return undecided(witness, goal->reason);
        if (goal->is_open) {
            if (goal->depth < witness->lowest_open)
                witness->lowest_open = goal->depth;
            return OUTCOME_NONE;
        }
        if (is_assumed(witness, goal))
            return OUTCOME_NONE;
        outcome = open_and_extend(witness, goal);
        if (outcome != OUTCOME_VALUE)
            return outcome;
    }
    *value = goal->values.items[n];
    return OUTCOME_VALUE;
}
