/* Where no branch of oneOf or anyOf fits: the one that was probably meant, and whether that is
   known. Known is the branch

   - that is the only one, or the only one which takes values of this kind;
   - that the discriminator names, or a literal in the value (named_branch.c);
   - whose faults all others have, too: whichever was meant, it is these;
   - that alone comes nearest (weigh_branches.c), and lacks in one place that does not tell it from
     the others.

   Else it is a guess. */
#include "schema/evaluator.h"

/* ---- the nearest ---- */

static size_t find_nearest(const struct evaluator *ev)
{
    size_t nearest = SIZE_MAX;

    for (size_t i = 0; i < ev->weighings.count; i++)
        if (!ev->weighings.items[i].is_out &&
            (nearest == SIZE_MAX || evaluator_is_nearer(&ev->weighings.items[i].nearness,
                                                        &ev->weighings.items[nearest].nearness)))
            nearest = i;
    return nearest;
}

static bool is_same(const struct mark *a, const struct mark *b)
{
    return a->instance == b->instance && a->place == b->place && a->met == b->met;
}

static bool has_mark(const struct evaluator *ev, const struct weighing *weighing,
                     const struct mark *mark)
{
    for (size_t i = weighing->begin; i < weighing->end; i++)
        if (is_same(&ev->marks.items[i], mark))
            return true;
    return false;
}

static bool has_faults_of(const struct evaluator *ev, const struct weighing *weighing,
                          const struct weighing *of)
{
    for (size_t i = of->begin; i < of->end; i++)
        if (!ev->marks.items[i].met && !has_mark(ev, weighing, &ev->marks.items[i]))
            return false;
    return !of->lost;
}

/* The only fault; NULL: there are several, or it is not known. */
static const struct mark *only_fault(const struct evaluator *ev, const struct weighing *weighing)
{
    const struct mark *only = NULL;

    for (size_t i = weighing->begin; i < weighing->end; i++) {
        const struct mark *mark = &ev->marks.items[i];

        if (mark->met || (only && is_same(mark, only)))
            continue;
        if (only)
            return NULL;
        only = mark;
    }
    return weighing->lost ? NULL : only;
}

/* How the others compare with the nearest. */
struct rivals {
    bool any, share_faults; /* share_faults: all have its faults */
    bool tie;               /* one comes as near, be it one that asks for another tag */
    bool meet_as_much;      /* one has as many hits, or there are none */
};

static struct rivals find_rivals(const struct evaluator *ev, size_t nearest)
{
    const struct weighing *best = &ev->weighings.items[nearest];
    struct rivals rivals = {.share_faults = true, .meet_as_much = best->nearness.score.hits == 0};

    for (size_t i = 0; i < ev->weighings.count; i++) {
        const struct weighing *other = &ev->weighings.items[i];

        rivals.tie |= other->asks && !evaluator_is_nearer(&best->nearness, &other->nearness);
        if (other->is_out || i == nearest)
            continue;
        rivals.any = true;
        rivals.share_faults = rivals.share_faults && has_faults_of(ev, other, best);
        rivals.tie |= !evaluator_is_nearer(&best->nearness, &other->nearness);
        rivals.meet_as_much |= other->nearness.score.hits >= best->nearness.score.hits;
    }
    return rivals;
}

static bool is_container(const struct node *instance)
{
    return instance->kind == NODE_OBJECT || instance->kind == NODE_ARRAY;
}

/* Is it a fault that tells the branch from others: about the whole of a value? Names that are
   required tell it, unless more of them are there than others ask for. */
static bool tells_branch(const struct mark *fault, const struct node *instance,
                         const struct rivals *rivals)
{
    if (fault->instance != instance)
        return false;
    if (!is_container(instance))
        return true;
    switch ((enum op)fault->op) {
    case OP_TYPE:
    case OP_CONST:
    case OP_ENUM:
    case OP_NEVER:
    case OP_ANY_OF:
    case OP_ONE_OF:
        return true;
    case OP_REQUIRED:
        return rivals->meet_as_much;
    default:
        return false;
    }
}

static bool is_guess(const struct evaluator *ev, const struct instruction *at,
                     const struct node *instance, size_t nearest, enum naming naming)
{
    const struct rivals rivals = find_rivals(ev, nearest);
    const struct mark *fault = only_fault(ev, &ev->weighings.items[nearest]);

    if (naming == NAMES_ONE || (rivals.any && rivals.share_faults))
        return false;
    return naming == NAMES_NONE || at->branches->tag_count || rivals.tie || !fault ||
           tells_branch(fault, instance, &rivals);
}

/* ---- at once ---- */

static bool find_tagged(const struct instruction *at, const struct node *instance, uint64_t *index)
{
    const struct branches *branches = at->branches;
    struct str value;

    if (!branches->property.text || instance->kind != NODE_OBJECT)
        return false;
    value = node_string(node_member(instance, branches->property));
    for (size_t i = 0; value.text && i < branches->tag_count; i++)
        if (str_equal(branches->tags[i].value, value)) {
            *index = branches->tags[i].branch;
            return true;
        }
    return false;
}

/* Does but one branch take values of its kind? beside: do others take more than null? */
static bool find_only(const struct instruction *at, const struct node *instance, uint64_t *index,
                      bool *beside)
{
    uint64_t number = 0, found = 0;

    *beside = false;
    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch), number++) {
        if (!branch_takes(branch, instance)) {
            *beside |= (KIND_EVERY & ~KIND_NULL & ~branch->foregone.verdicts.fails) != 0;
            continue;
        }
        *index = number;
        found++;
    }
    return found == 1;
}

uint64_t evaluator_nearest_branch(struct evaluator *ev, const struct instruction *at,
                                  const struct node *instance, bool *guess)
{
    uint64_t found = 0;
    enum naming naming;
    bool beside = false;

    *guess = false;
    if (at->branches->count == 1 || find_tagged(at, instance, &found))
        return found;
    /* Beside what takes other values of one part, a single literal is a word of its own: an integer
       or "auto". */
    if (find_only(at, instance, &found, &beside) && (is_container(instance) || !beside))
        return found;
    evaluator_weigh_branches(ev, at, instance);
    naming = evaluator_leave_named(ev);
    found = find_nearest(ev);
    *guess = is_guess(ev, at, instance, found, naming);
    return found;
}
