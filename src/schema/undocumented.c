/* Which members of an instance no applied schema described; see the top of evaluate.c. */
#include "schema/evaluator.h"

struct search {
    const struct evaluator *evaluator;
    schema_undocumented_fn *found;
    void *context;
};

static unsigned coverage_of(const struct search *search, const struct node *node)
{
    const struct journal *journal = &search->evaluator->journal;

    return journal->coverage[journal_index(journal, node)];
}

static const struct node *shaped_by(const struct search *search, const struct node *object)
{
    const struct journal *journal = &search->evaluator->journal;

    return journal->shaped_by[journal_index(journal, object)];
}

static void walk(const struct search *search, const struct node *node);

static void walk_object(const struct search *search, const struct node *object)
{
    unsigned shape = coverage_of(search, object);

    /* No keyword about properties was applied, so no member is more documented than another. */
    if (!(shape & OBJECT_SHAPED))
        return;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        unsigned covered = coverage_of(search, key) & COVERED;

        if (!covered)
            search->found(search->context,
                          &(struct undocumented_member){.object = object,
                                                        .key = key,
                                                        .place = shaped_by(search, object),
                                                        .sure = !(shape & OBJECT_GUESSED)});
        else if (covered != COVERED_BY_ERROR)
            walk(search, node_value(key));
    }
}

static void walk(const struct search *search, const struct node *node)
{
    if (node->kind == NODE_OBJECT) {
        walk_object(search, node);
    } else if (node->kind == NODE_ARRAY) {
        for (const struct node *item = node_first(node); item < node_end(node);
             item = node_next(item))
            walk(search, item);
    }
}

void schema_undocumented(struct evaluator *evaluator, const struct node *instance,
                         schema_undocumented_fn *found, void *context)
{
    struct search search = {evaluator, found, context};

    /* An evaluation that met a limit saw only part of what is described. */
    if (!evaluator->coverage || evaluator->exhausted || evaluator->root != instance)
        return;
    walk(&search, instance);
}

bool evaluator_described(const struct evaluator *evaluator, const struct node *key)
{
    const struct journal *journal = &evaluator->journal;

    return evaluator->coverage && !evaluator->exhausted && key > evaluator->root &&
           key < node_end(evaluator->root) &&
           (journal->coverage[journal_index(journal, key)] & COVERED);
}
