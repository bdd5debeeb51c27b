/* A matching of items and values by augmenting paths. What goals have is asked for only as far as
   it is needed: of the first n values of a goal, n - 1 other items leave one, so an item of a goal
   that has many is served at once. What fails, fails for all: an item from which no augmenting path
   leads to a free value is in no matching beside those before it. */
#include "witness/distinct.h"

#include "base/pointer_map.h"
#include "base/vec.h"
#include "schema/value_hash.h"

static const uint32_t NOBODY = UINT32_MAX;

struct candidate {
    const struct node *node;
    uint64_t hash;
    uint32_t holder;    /* index of the item whose value it is; NOBODY */
    uint32_t asked_for; /* the last item that a path was looked for, plus 1, on which it lies */
    uint32_t asker;     /* the item that would take it there */
    uint32_t source;    /* where that item has it from */
};

/* The values of a goal. */
struct source {
    struct goal *goal;
    VEC(uint32_t) candidates;
    size_t taken;       /* so many from the first are held by items: they stay held */
    enum outcome last;  /* OUTCOME_VALUE until there are no more */
    uint32_t asked_for; /* as that of a candidate */
};

struct matching {
    struct witness *witness;
    struct distinct_item *items;
    VEC(struct source) sources;
    struct pointer_map by_goal; /* index in sources + 1 */
    VEC(struct candidate) candidates;
    uint32_t *slots; /* candidates by hash: index + 1 */
    size_t slot_count;
    VEC(uint32_t) path; /* items that are asked to take another value */
};

static uint32_t source_of(struct matching *matching, struct goal *goal)
{
    void **place = pointer_map_put(&matching->by_goal, goal, 0);

    if (!*place) {
        struct source source = {.goal = goal};

        VEC_ADD(&matching->sources, source);
        *place = (void *)(uintptr_t)matching->sources.count;
    }
    return (uint32_t)((uintptr_t)*place - 1);
}

static size_t slot_of(const struct matching *matching, const struct node *node, uint64_t hash)
{
    size_t slot = hash & (matching->slot_count - 1);

    for (; matching->slots[slot]; slot = (slot + 1) & (matching->slot_count - 1)) {
        const struct candidate *known = &matching->candidates.items[matching->slots[slot] - 1];

        if (known->hash == hash && node_equal(known->node, node))
            break;
    }
    return slot;
}

static void grow_slots(struct matching *matching)
{
    free(matching->slots);
    matching->slot_count = matching->slot_count ? matching->slot_count * 2 : 32;
    matching->slots = alloc_zeroed(matching->slot_count, sizeof *matching->slots);
    for (size_t i = 0; i < matching->candidates.count; i++) {
        const struct candidate *candidate = &matching->candidates.items[i];

        matching->slots[slot_of(matching, candidate->node, candidate->hash)] = (uint32_t)i + 1;
    }
}

/* The candidate that equals the value; another goal may have it, too. */
static uint32_t candidate_of(struct matching *matching, const struct node *node)
{
    struct candidate made = {.node = node, .hash = value_hash(node), .holder = NOBODY};
    size_t slot;

    if (matching->candidates.count * 2 >= matching->slot_count)
        grow_slots(matching);
    slot = slot_of(matching, node, made.hash);
    if (!matching->slots[slot]) {
        VEC_ADD(&matching->candidates, made);
        matching->slots[slot] = (uint32_t)matching->candidates.count;
    }
    return matching->slots[slot] - 1;
}

/* Makes the source know one value more. */
static bool extend(struct matching *matching, struct source *source)
{
    const struct node *value;

    if (source->last != OUTCOME_VALUE)
        return false;
    if (!witness_spend(matching->witness, 1))
        source->last = OUTCOME_UNDECIDED;
    else
        source->last = goal_nth(matching->witness, source->goal, source->candidates.count, &value);
    if (source->last == OUTCOME_VALUE)
        VEC_ADD(&source->candidates, candidate_of(matching, value));
    return source->last == OUTCOME_VALUE;
}

/* A value of the source that no item has; NOBODY: there is none. */
static uint32_t free_candidate(struct matching *matching, struct source *source)
{
    for (;; source->taken++) {
        if (source->taken == source->candidates.count && !extend(matching, source))
            return NOBODY;
        if (matching->candidates.items[source->candidates.items[source->taken]].holder == NOBODY)
            return source->candidates.items[source->taken];
    }
}

static void hold(struct matching *matching, uint32_t item, uint32_t source, uint32_t candidate)
{
    matching->items[item].goal = matching->sources.items[source].goal;
    matching->items[item].value = matching->candidates.items[candidate].node;
    matching->candidates.items[candidate].holder = item;
}

/* The item takes the free candidate; the one it had goes to who asked for it, and so on. */
static void pass_on(struct matching *matching, uint32_t item, uint32_t source, uint32_t candidate)
{
    while (item != NOBODY) {
        const struct node *given = matching->items[item].value;
        uint32_t old = given ? candidate_of(matching, given) : NOBODY;

        hold(matching, item, source, candidate);
        if (old == NOBODY)
            return;
        candidate = old;
        item = matching->candidates.items[old].asker;
        source = matching->candidates.items[old].source;
    }
}

/* All that the source has is held: asks the holders for it. */
static void ask_holders(struct matching *matching, uint32_t first, uint32_t item, uint32_t source)
{
    const struct source *of = &matching->sources.items[source];

    for (size_t i = 0; i < of->candidates.count; i++) {
        struct candidate *candidate = &matching->candidates.items[of->candidates.items[i]];

        if (candidate->asked_for == first + 1)
            continue;
        candidate->asked_for = first + 1;
        candidate->asker = item;
        candidate->source = source;
        VEC_ADD(&matching->path, candidate->holder);
    }
}

/* Finds a value for the item, while others may change theirs for it. */
static enum outcome serve(struct matching *matching, uint32_t first)
{
    enum outcome outcome = OUTCOME_NONE;

    matching->path.count = 0;
    VEC_ADD(&matching->path, first);
    for (size_t at = 0; at < matching->path.count; at++) {
        uint32_t item = matching->path.items[at];

        for (size_t i = 0; i < matching->items[item].goal_count; i++) {
            uint32_t index = source_of(matching, matching->items[item].goals[i]);
            struct source *source = &matching->sources.items[index];
            uint32_t candidate;

            if (source->asked_for == first + 1)
                continue;
            source->asked_for = first + 1;
            candidate = free_candidate(matching, source);
            if (candidate != NOBODY) {
                pass_on(matching, item, index, candidate);
                return OUTCOME_VALUE;
            }
            if (source->last == OUTCOME_UNDECIDED)
                outcome = OUTCOME_UNDECIDED;
            ask_holders(matching, first, item, index);
        }
    }
    return outcome;
}

static void release(struct matching *matching)
{
    for (size_t i = 0; i < matching->sources.count; i++)
        VEC_RELEASE(&matching->sources.items[i].candidates);
    VEC_RELEASE(&matching->sources);
    pointer_map_release(&matching->by_goal);
    VEC_RELEASE(&matching->candidates);
    free(matching->slots);
    VEC_RELEASE(&matching->path);
}

enum outcome distinct_find(struct witness *witness, struct distinct_item *items, size_t count)
{
    struct matching matching = {.witness = witness, .items = items};
    enum outcome outcome = OUTCOME_VALUE;

    for (size_t i = 0; i < count; i++)
        items[i].value = NULL;
    for (uint32_t i = 0; i < count && outcome == OUTCOME_VALUE; i++)
        outcome = serve(&matching, i);
    release(&matching);
    return outcome;
}
