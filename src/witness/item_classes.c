#include "witness/item_classes.h"

#include "witness/engine.h"
#include "witness/literal.h"

static int by_size(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

/* A run that begins past the longest array is of no interest. */
static void add_start(struct item_classes *classes, uint64_t start)
{
    if (start < classes->rules->maximum)
        VEC_ADD(&classes->starts, start);
}

static void find_starts(struct item_classes *classes)
{
    const struct array_rules *rules = classes->rules;
    size_t kept = 0;

    VEC_ADD(&classes->starts, 0);
    for (size_t i = 0; i < rules->items.count; i++) {
        add_start(classes, rules->items.items[i].first);
        add_start(classes, rules->items.items[i].end);
    }
    for (size_t i = 0; i < rules->counts.count; i++) {
        add_start(classes, rules->counts.items[i].first);
        add_start(classes, rules->counts.items[i].end);
    }
    qsort(classes->starts.items, classes->starts.count, sizeof *classes->starts.items, by_size);
    for (size_t i = 0; i < classes->starts.count; i++) {
        uint64_t start = classes->starts.items[i];

        if (start != UINT64_MAX && (kept == 0 || classes->starts.items[kept - 1] != start))
            classes->starts.items[kept++] = start;
    }
    classes->starts.count = kept;
}

static int last_first(const void *a, const void *b)
{
    uint64_t left = (*(const struct item_rule *const *)a)->first;
    uint64_t right = (*(const struct item_rule *const *)b)->first;

    return left < right ? 1 : -(left > right);
}

void item_classes_init(struct item_classes *classes, struct witness *witness,
                       const struct array_rules *rules)
{
    *classes = (struct item_classes){.witness = witness, .rules = rules};
    find_starts(classes);
    for (size_t i = 0; i < rules->items.count; i++)
        VEC_ADD(&classes->waiting, &rules->items.items[i]);
    if (classes->waiting.count > 1)
        qsort(classes->waiting.items, classes->waiting.count, sizeof *classes->waiting.items,
              last_first);
}

void item_classes_release(struct item_classes *classes)
{
    VEC_RELEASE(&classes->starts);
    VEC_RELEASE(&classes->runs);
    VEC_RELEASE(&classes->waiting);
    VEC_RELEASE(&classes->holding);
    VEC_RELEASE(&classes->items);
    pointer_map_release(&classes->by_base);
}

/* Can an item that is counted be evaluated for the tracker by a count? */
static bool counts_evaluate(const struct array_rules *rules, const bool *counted, uint32_t tracker)
{
    for (size_t i = 0; i < rules->counts.count; i++)
        if (counted[i] && (rules->counts.items[i].trackers & tracker))
            return true;
    return false;
}

/* The rules that hold at `place`, the start of the next run. */
static void find_holding(struct item_classes *classes, uint64_t place)
{
    size_t kept = 0;

    for (size_t i = 0; i < classes->holding.count; i++)
        if (place < classes->holding.items[i]->end)
            classes->holding.items[kept++] = classes->holding.items[i];
    classes->holding.count = kept;
    while (classes->waiting.count &&
           classes->waiting.items[classes->waiting.count - 1]->first <= place) {
        const struct item_rule *rule = classes->waiting.items[--classes->waiting.count];

        if (place < rule->end)
            VEC_ADD(&classes->holding, rule);
    }
}

/* What is asked of the item at `place`, with the class's other fields. */
static struct goal *make_base(struct item_classes *classes, uint64_t place,
                              struct item_class *class)
{
    const struct array_rules *rules = classes->rules;
    bool *counted = shape_zeroed(classes->witness, rules->counts.count, sizeof *counted);
    size_t *open = shape_zeroed(classes->witness, rules->rest.count, sizeof *open);
    VEC(const struct literal *) literals = {0};

    *class = (struct item_class){.counted = counted, .open = open};
    find_holding(classes, place);
    for (size_t i = 0; i < classes->holding.count; i++) {
        const struct item_rule *rule = classes->holding.items[i];

        class->evaluated |= rule->trackers;
        if (rule->literal)
            VEC_ADD(&literals, rule->literal);
    }
    for (size_t i = 0; i < rules->counts.count; i++)
        counted[i] = place >= rules->counts.items[i].first && place < rules->counts.items[i].end;
    for (size_t i = 0; i < rules->rest.count; i++) {
        const struct item_rest *rest = &rules->rest.items[i];

        if (rest->some || (class->evaluated & rest->tracker))
            continue;
        if (counts_evaluate(rules, counted, rest->tracker))
            open[class->open_count++] = i;
        else
            VEC_ADD(&literals, rest->literal);
    }
    class->base = goal_of(classes->witness, literals.items, literals.count);
    VEC_RELEASE(&literals);
    return class->base;
}

static bool alike(const struct item_classes *classes, const struct item_class *a,
                  const struct item_class *b)
{
    for (size_t i = 0; i < classes->rules->counts.count; i++)
        if (a->counted[i] != b->counted[i])
            return false;
    return a->evaluated == b->evaluated; /* then the open rest rules are the same as well */
}

static struct item_class *find_class(struct item_classes *classes, uint64_t place)
{
    struct item_class made;
    struct goal *base = make_base(classes, place, &made);
    void **first = pointer_map_put(&classes->by_base, base, 0);
    struct item_class *class = *first;

    while (class && !alike(classes, class, &made))
        class = class->next;
    if (class)
        return class;
    class = shape_alloc(classes->witness, sizeof *class);
    *class = made;
    class->next = *first;
    *first = class;
    VEC_ADD(&classes->items, class);
    return class;
}

const struct item_run *item_classes_run(struct item_classes *classes, size_t index)
{
    if (index >= classes->starts.count)
        return NULL;
    while (classes->runs.count <= index) {
        size_t next = classes->runs.count;
        struct item_run run = {.first = classes->starts.items[next], .end = UINT64_MAX};

        if (next + 1 < classes->starts.count)
            run.end = classes->starts.items[next + 1];
        run.class = find_class(classes, run.first);
        VEC_ADD(&classes->runs, run);
    }
    return &classes->runs.items[index];
}

struct item_class *item_classes_at(struct item_classes *classes, uint64_t place)
{
    size_t low = 0, high = classes->starts.count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (classes->starts.items[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return item_classes_run(classes, low)->class;
}

uint64_t item_classes_tail(const struct item_classes *classes)
{
    return classes->starts.items[classes->starts.count - 1];
}

void item_classes_measure(struct item_classes *classes, uint64_t length)
{
    const struct item_run *run;

    for (size_t i = 0; i < classes->items.count; i++)
        classes->items.items[i]->size = 0;
    for (size_t i = 0; (run = item_classes_run(classes, i)) && run->first < length; i++)
        run->class->size += (run->end < length ? run->end : length) - run->first;
}
