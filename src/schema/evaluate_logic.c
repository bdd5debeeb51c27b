/* allOf; and the instructions that discard what a branch said: anyOf, oneOf, if, not. */
#include "schema/evaluator.h"

struct tally {
    uint64_t fitting, unknown;
    uint64_t first, second; /* branches that fit, from 0 */
    bool warned;
};

/* Applies a branch and keeps what it evaluated and covered unless it fails. */
static enum schema_verdict try_branch(struct evaluator *ev, const struct instruction *branch,
                                      const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    bool warned = ev->warned;
    enum schema_verdict verdict = evaluator_apply_quietly(ev, branch, instance);

    if (verdict == SCHEMA_INVALID) {
        journal_rollback(ev, mark);
        ev->warned = warned;
    }
    return verdict;
}

/* The branch fits, and a format in it only warns: it is applied once more to tell the warning. */
static void tell_warnings(struct evaluator *ev, const struct instruction *branch,
                          const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    bool tracking = ev->tracking, collecting = ev->collecting;
    struct trace *trace = ev->trace;

    if (!ev->report || !ev->warned)
        return;
    ev->tracking = ev->collecting = false; /* all three have it already */
    ev->trace = NULL;
    evaluator_apply(ev, branch, instance);
    ev->tracking = tracking;
    ev->collecting = collecting;
    ev->trace = trace;
    ev->doubts.count = ev->exhausted ? ev->doubts.count : mark.doubts;
}

static struct tally try_branches(struct evaluator *ev, const struct instruction *at,
                                 const struct node *instance, uint64_t enough)
{
    struct tally tally = {0};
    bool all = ev->tracking || ev->coverage || ev->collecting;
    uint64_t index = 0;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch), index++) {
        bool warned = ev->warned;
        enum schema_verdict verdict;

        ev->warned = false;
        verdict = try_branch(ev, branch, instance);
        if (verdict == SCHEMA_VALID) {
            *(tally.fitting ? &tally.second : &tally.first) = index;
            tally.fitting++;
            tell_warnings(ev, branch, instance);
        }
        tally.unknown += verdict == SCHEMA_UNKNOWN;
        ev->warned |= warned;
        if ((tally.fitting >= enough && !all) || ev->exhausted)
            break;
    }
    return tally;
}

/* ---- null ---- */

/* Does the list of schemas take null, if nullable did not let it pass? */
static bool takes_null(struct evaluator *ev, const struct instruction *list,
                       const struct node *null)
{
    const struct branch_score score = ev->score;
    unsigned holding = 0, branches = 0;

    for (const struct instruction *branch = instruction_first(list); branch < instruction_end(list);
         branch = instruction_next(branch), branches++)
        holding += evaluator_apply_quietly(ev, branch, null) != SCHEMA_INVALID;
    ev->score = score;
    return list->op == OP_ALL_OF   ? holding == branches
           : list->op == OP_ONE_OF ? holding == 1
                                   : holding > 0;
}

enum schema_verdict evaluate_null_beside(struct evaluator *ev, const struct instruction *at,
                                         const struct node *instance)
{
    const struct instruction *list = instruction_next(at);
    const struct origin *origin = origin_of(ev, list);
    struct journal_mark mark = journal_mark(ev);
    bool warned = ev->warned, takes = takes_null(ev, list, instance);

    journal_rollback(ev, mark);
    ev->warned = warned || !takes;
    if (!takes && ev->report)
        evaluator_describe_failure(
            ev, at, instance, &(struct detail){.text = keyword_name((enum keyword)origin->keyword)},
            true);
    return SCHEMA_VALID;
}

/* ---- no branch fits ---- */

static const struct instruction *nth_branch(const struct instruction *at, uint64_t index)
{
    const struct instruction *branch = instruction_first(at);

    while (index--)
        branch = instruction_next(branch);
    return branch;
}

/* No branch fits: the failures (and the coverage) of the one that was probably meant. Not while the
   branches of an outer choice are weighed: there this choice counts as one failure. */
static void explain_branch(struct evaluator *ev, const struct instruction *branch,
                           const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);

    ev->guessing++;
    evaluator_apply(ev, branch, instance);
    ev->guessing--;
    if (!ev->exhausted)
        ev->doubts.count = mark.doubts;
}

/* What it says of an instance that fits no branch. */
static const char *fits_none_note(const struct instruction *at)
{
    bool is_one_of = at->op == OP_ONE_OF;

    if (at->branches->count == 0)
        return is_one_of ? "oneOf has no schema that it could fit"
                         : "anyOf has no schema that it could fit";
    if (at->branches->count == 1)
        return is_one_of ? "does not fit the only schema of oneOf"
                         : "does not fit the only schema of anyOf";
    return is_one_of ? "fits none of the %n schemas of oneOf; number %1 comes nearest"
                     : "fits none of the %n schemas of anyOf; number %1 comes nearest";
}

static enum schema_verdict fits_none(struct evaluator *ev, const struct instruction *at,
                                     const struct node *instance)
{
    struct detail detail = {.count = at->branches->count, .note = fits_none_note(at)};
    uint64_t best;

    if (evaluator_marks(ev) && instance == ev->weighed && at->branches->count)
        return evaluator_weigh_choice(ev, at, instance);
    if ((!ev->report && !ev->coverage) || at->branches->count == 0)
        return evaluator_fail(ev, at, instance, &detail);
    best = evaluator_nearest_branch(ev, at, instance, &detail.guess);
    detail.first = best + 1;
    detail.explained = true;
    evaluator_fail(ev, at, instance, &detail);
    explain_branch(ev, nth_branch(at, best), instance);
    return SCHEMA_INVALID;
}

/* ---- the keywords ---- */

enum schema_verdict evaluate_all_of(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        verdict = worse(verdict, evaluator_apply(ev, branch, instance));
        if (verdict == SCHEMA_INVALID && !ev->thorough)
            break;
    }
    return verdict;
}

enum schema_verdict evaluate_any_of(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    struct tally tally = try_branches(ev, at, instance, 1);

    if (tally.fitting) {
        /* What an undecided branch would have evaluated is unknown. */
        if (tally.unknown && ev->tracking)
            return SCHEMA_UNKNOWN;
        if (!ev->exhausted)
            ev->doubts.count = mark.doubts;
        return SCHEMA_VALID;
    }
    if (tally.unknown || ev->exhausted)
        return SCHEMA_UNKNOWN;
    return fits_none(ev, at, instance);
}

/* A name that is let off may make a second branch fit. Where just one fits that lacks nothing, it
   is the one that was meant. */
static struct tally try_one(struct evaluator *ev, const struct instruction *at,
                            const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    bool strict = ev->strict, let_off = ev->let_off;
    struct tally tally, again;

    ev->let_off = false;
    tally = try_branches(ev, at, instance, 2);
    if (tally.fitting > 1 && ev->let_off && !ev->exhausted) {
        ev->strict = true;
        journal_rollback(ev, mark);
        again = try_branches(ev, at, instance, 2);
        ev->strict = strict;
        if (again.fitting == 1)
            tally = again;
    }
    ev->let_off |= let_off;
    return tally;
}

enum schema_verdict evaluate_one_of(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    struct tally tally = try_one(ev, at, instance);
    struct detail detail = {.ambiguous = true};

    if (tally.fitting > 1) {
        detail.texts[OP_FOUND] = "what fits number %1 and number %2";
        detail.note = "fits more than one schema of oneOf: number %1 and number %2";
        detail.first = tally.first + 1;
        detail.second = tally.second + 1;
        return evaluator_fail(ev, at, instance, &detail);
    }
    if (tally.unknown || ev->exhausted)
        return SCHEMA_UNKNOWN;
    return tally.fitting ? SCHEMA_VALID : fits_none(ev, at, instance);
}

enum schema_verdict evaluate_not(struct evaluator *ev, const struct instruction *at,
                                 const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    bool warned = ev->warned, strict = ev->strict;
    enum schema_verdict verdict;

    ev->strict = true; /* `not: {required: [a]}` is about what is there */
    verdict = evaluator_apply_quietly(ev, instruction_first(at), instance);
    ev->strict = strict;
    ev->warned = warned;
    if (verdict == SCHEMA_UNKNOWN)
        return SCHEMA_UNKNOWN;
    journal_rollback(ev, mark);
    return verdict == SCHEMA_INVALID ? SCHEMA_VALID : evaluator_fail(ev, at, instance, NULL);
}

static enum schema_verdict apply_optional(struct evaluator *ev, const struct instruction *at,
                                          uint32_t block, const struct node *instance)
{
    return block ? evaluator_apply(ev, at + block, instance) : SCHEMA_VALID;
}

/* The condition is undecided: certain only where both ways fail. */
static enum schema_verdict try_both(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    const struct conditional *conditional = at->conditional;

    if (!conditional->consequence || !conditional->alternative)
        return SCHEMA_UNKNOWN;
    if (try_branch(ev, at + conditional->consequence, instance) != SCHEMA_INVALID ||
        try_branch(ev, at + conditional->alternative, instance) != SCHEMA_INVALID)
        return SCHEMA_UNKNOWN;
    return evaluator_apply(ev, at + conditional->consequence, instance);
}

enum schema_verdict evaluate_if(struct evaluator *ev, const struct instruction *at,
                                const struct node *instance)
{
    const struct conditional *conditional = at->conditional;

    switch (try_branch(ev, at + conditional->condition, instance)) {
    case SCHEMA_VALID:
        return apply_optional(ev, at, conditional->consequence, instance);
    case SCHEMA_INVALID:
        return apply_optional(ev, at, conditional->alternative, instance);
    case SCHEMA_UNKNOWN:
        break;
    }
    return try_both(ev, at, instance);
}
