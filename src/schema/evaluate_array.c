/* The instructions about arrays. */
#include "schema/evaluator.h"
#include "schema/value_hash.h"

/* ---- uniqueItems ---- */

enum { FEW_ITEMS = 8 }; /* compared pairwise */

struct unique_item {
    uint64_t hash;
    const struct node *item;
};

static int by_hash(const void *a, const void *b)
{
    const struct unique_item *first = a, *second = b;

    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    return first->item < second->item ? -1 : first->item > second->item;
}

static const struct node *repeated_of_few(const struct node *array)
{
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        for (const struct node *other = node_next(item); other < node_end(array);
             other = node_next(other))
            if (node_equal(item, other))
                return other;
    return NULL;
}

static const struct node *repeated_of_many(struct evaluator *ev, const struct node *array)
{
    size_t count = 0;

    if (ev->item_capacity < array->length) {
        ev->items = alloc_resize(ev->items, array->length * sizeof *ev->items);
        ev->item_capacity = array->length;
    }
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        ev->items[count++] = (struct unique_item){value_hash(item), item};
    qsort(ev->items, count, sizeof *ev->items, by_hash);
    for (size_t i = 1; i < count; i++)
        if (ev->items[i].hash == ev->items[i - 1].hash &&
            node_equal(ev->items[i].item, ev->items[i - 1].item))
            return ev->items[i].item;
    return NULL;
}

const struct node *evaluator_repeated_item(struct evaluator *ev, const struct node *array)
{
    return array->length <= FEW_ITEMS ? repeated_of_few(array) : repeated_of_many(ev, array);
}

enum schema_verdict evaluate_unique_items(struct evaluator *ev, const struct instruction *at,
                                          const struct node *instance)
{
    const struct node *repeated;

    if (!evaluator_spend(ev, instance->span, at, instance))
        return SCHEMA_UNKNOWN;
    repeated = evaluator_repeated_item(ev, instance);
    return repeated ? evaluator_fail(ev, at, repeated, NULL) : SCHEMA_VALID;
}

/* ---- items ---- */

enum schema_verdict evaluate_prefix_items(struct evaluator *ev, const struct instruction *at,
                                          const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    const struct node *item = node_first(instance);

    for (const struct instruction *schema = instruction_first(at);
         schema < instruction_end(at) && item < node_end(instance);
         schema = instruction_next(schema), item = node_next(item)) {
        verdict = worse(verdict, evaluator_apply_child(ev, schema, item));
        journal_evaluated(ev, item);
        if (verdict == SCHEMA_INVALID && !ev->thorough)
            break;
    }
    return verdict;
}

enum schema_verdict evaluate_items(struct evaluator *ev, const struct instruction *at,
                                   const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    uint64_t index = 0;

    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item)) {
        if (index++ < at->count)
            continue;
        verdict = worse(verdict, evaluator_apply_child(ev, instruction_first(at), item));
        journal_evaluated(ev, item);
        if ((verdict == SCHEMA_INVALID && !ev->thorough) || ev->exhausted)
            break;
    }
    return verdict;
}

/* ---- contains ---- */

struct tally {
    uint64_t matched, unknown;
};

static struct tally count_matches(struct evaluator *ev, const struct instruction *at,
                                  const struct node *instance)
{
    const struct contains *contains = at->contains;
    struct tally tally = {0, 0};
    bool all = ev->tracking || ev->coverage || ev->collecting || contains->maximum != UINT64_MAX;

    for (const struct node *item = node_first(instance);
         item < node_end(instance) && (all || tally.matched < contains->minimum);
         item = node_next(item)) {
        struct journal_mark mark = journal_mark(ev);
        bool tracking = ev->tracking;
        enum schema_verdict verdict;

        ev->tracking = false;
        verdict = evaluator_apply_quietly(ev, at + contains->block, item);
        ev->tracking = tracking;
        tally.matched += verdict == SCHEMA_VALID;
        tally.unknown += verdict == SCHEMA_UNKNOWN;
        if (verdict == SCHEMA_INVALID)
            journal_rollback(ev, mark);
        else if (!(at->flags & FLAG_PASSES))
            journal_evaluated(ev, item);
        if (ev->exhausted)
            break;
    }
    return tally;
}

enum schema_verdict evaluate_contains(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance)
{
    const struct contains *contains = at->contains;
    struct journal_mark mark = journal_mark(ev);
    struct tally tally = count_matches(ev, at, instance);
    struct detail detail = {.count = tally.matched};
    bool few = tally.matched + tally.unknown < contains->minimum;

    if (ev->exhausted)
        return SCHEMA_UNKNOWN;
    if (few || tally.matched > contains->maximum) {
        if (few && contains->minimum_place)
            detail.place = contains->minimum_place;
        if (!few)
            detail.place = contains->maximum_place;
        detail.note = few ? "at least %1 is required" : "at most %1 is allowed";
        detail.texts[OP_EXPECTED] =
            few ? "at least %1 that match `contains`" : "at most %1 that match `contains`";
        detail.first = few ? contains->minimum : contains->maximum;
        return evaluator_fail(ev, at, instance, &detail);
    }
    if (tally.unknown == 0)
        return SCHEMA_VALID;
    if (!ev->tracking && tally.matched >= contains->minimum &&
        tally.matched + tally.unknown <= contains->maximum) {
        ev->doubts.count = mark.doubts;
        return SCHEMA_VALID;
    }
    return SCHEMA_UNKNOWN;
}

/* ---- unevaluatedItems ---- */

enum schema_verdict evaluate_unevaluated_items(struct evaluator *ev, const struct instruction *at,
                                               const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!evaluator_spend(ev, ev->journal.evaluated.count - ev->scope, at, instance))
        return SCHEMA_UNKNOWN;
    journal_raise(ev);
    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item)) {
        if (journal_saw(ev, item))
            continue;
        verdict = worse(verdict, evaluator_apply_child(ev, instruction_first(at), item));
        if ((verdict == SCHEMA_INVALID && !ev->thorough) || ev->exhausted)
            break;
    }
    journal_lower(ev);
    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item))
        journal_evaluated(ev, item);
    return verdict;
}
