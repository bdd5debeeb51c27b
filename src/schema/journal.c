/* What was evaluated and covered, and how to take it back. The top of evaluate.c tells the idea. */
#include "schema/evaluator.h"

void journal_start(struct journal *journal, const struct node *root, bool coverage)
{
    journal->root = root->index;
    journal->evaluated.count = 0;
    journal->changes.count = journal->change_number = 0;
    journal->notes.count = 0;
    if (!coverage)
        return;
    if (journal->coverage_size < root->span) {
        journal->coverage = alloc_resize(journal->coverage, root->span);
        journal->shaped_by =
            alloc_resize(journal->shaped_by, root->span * sizeof *journal->shaped_by);
        journal->coverage_size = root->span;
    }
    memset(journal->coverage, 0, root->span);
}

void journal_release(struct journal *journal)
{
    VEC_RELEASE(&journal->evaluated);
    VEC_RELEASE(&journal->changes);
    VEC_RELEASE(&journal->notes);
    free(journal->coverage);
    free(journal->shaped_by);
    free(journal->seen);
}

struct journal_mark journal_mark(const struct evaluator *ev)
{
    return (struct journal_mark){
        .evaluated = ev->journal.evaluated.count,
        .changes = ev->journal.changes.count,
        .notes = ev->journal.notes.count,
        .doubts = ev->doubts.count,
    };
}

void journal_rollback(struct evaluator *ev, struct journal_mark mark)
{
    struct journal *journal = &ev->journal;

    journal->evaluated.count = mark.evaluated;
    journal->notes.count = mark.notes;
    while (journal->changes.count > mark.changes) {
        struct journal_entry entry = journal->changes.items[--journal->changes.count];

        journal->coverage[entry.index] = entry.before;
    }
    if (!ev->exhausted)
        ev->doubts.count = mark.doubts;
}

void journal_cover(struct evaluator *ev, const struct node *node, unsigned bits)
{
    struct journal *journal = &ev->journal;
    uint32_t index = journal_index(journal, node);
    uint8_t before = journal->coverage[index];

    if ((before | bits) == before)
        return;
    if (journal->change_number < UINT32_MAX)
        journal->change_number++;
    VEC_ADD(&journal->changes, ((struct journal_entry){index, journal->change_number, before}));
    journal->coverage[index] = (uint8_t)(before | bits);
}

void journal_cover_all(struct evaluator *ev, const struct node *instance)
{
    if (ev->tracking && node_is(instance, NODE_OBJECT))
        for (const struct node *key = node_first(instance); key < node_end(instance);
             key = node_next_key(key))
            journal_evaluated(ev, key);
    else if (ev->tracking && node_is(instance, NODE_ARRAY))
        for (const struct node *item = node_first(instance); item < node_end(instance);
             item = node_next(item))
            journal_evaluated(ev, item);
    if (ev->coverage)
        for (uint32_t i = 0; i < instance->span; i++)
            journal_cover(ev, instance + i, COVERED_BY_NAME);
}

void journal_note(struct evaluator *ev, const struct node *instance, const struct node *schema,
                  unsigned flags)
{
    VEC_ADD(&ev->journal.notes, ((struct journal_note){instance, schema, flags}));
}

void journal_shape(struct evaluator *ev, const struct node *object, const struct node *place)
{
    struct journal *journal = &ev->journal;
    uint32_t index = journal_index(journal, object);

    if (!(journal->coverage[index] & OBJECT_SHAPED))
        journal->shaped_by[index] = place;
    journal_cover(ev, object, OBJECT_SHAPED | (ev->guessing ? OBJECT_GUESSED : 0u));
}

void journal_raise(struct evaluator *ev)
{
    struct journal *journal = &ev->journal;

    if (journal->seen_size < ev->root->span) {
        journal->seen = alloc_resize(journal->seen, ev->root->span);
        memset(journal->seen + journal->seen_size, 0, ev->root->span - journal->seen_size);
        journal->seen_size = ev->root->span;
    }
    for (size_t i = ev->scope; i < journal->evaluated.count; i++)
        journal->seen[journal->evaluated.items[i]] = 1;
}

void journal_lower(struct evaluator *ev)
{
    for (size_t i = ev->scope; i < ev->journal.evaluated.count; i++)
        ev->journal.seen[ev->journal.evaluated.items[i]] = 0;
}
