/* Where no branch of oneOf or anyOf fits, what breaks the branch that comes nearest is told too,
   and both have one cause (struct explanation):

   - that of what breaks the branch, where it is known that this one was meant
     (schema/nearest_branch.c): a schema that many a oneOf refers to is broken once;
   - that of the oneOf, where it is a guess: then what was found is of no branch, and so is all that
     breaks further down, or is not described there. */
#include "check/check_value_state.h"

/* ---- noting ---- */

struct branch_failure branch_failure_of(const struct schema_failure *failure)
{
    return (struct branch_failure){.depth = failure->depth,
                                   .instance = failure->instance,
                                   .explained = failure->explained,
                                   .guess = failure->guess,
                                   .warns = failure->warning};
}

/* ---- explaining ---- */

static void explain(struct value_check *check, size_t finding, size_t by)
{
    struct finding *findings = check->checker->findings.items;

    if (finding != NOT_KEPT && by != NOT_KEPT && finding != by)
        finding_explain(&findings[finding], findings[by].fingerprint, 1);
}

/* The outermost that is a guess; NULL: none is. */
static const struct open_choice *guess_around(const struct value_check *check)
{
    for (size_t i = 0; i < check->choices.count; i++)
        if (check->choices.items[i].guess)
            return &check->choices.items[i];
    return NULL;
}

bool branch_causes_enter(struct value_check *check, struct branch_failure failure)
{
    size_t *count = &check->choices.count;

    while (*count && check->choices.items[*count - 1].depth >= failure.depth)
        --*count;
    return (failure.explained && !failure.guess) || guess_around(check);
}

void branch_causes_note(struct value_check *check, struct branch_failure failure, size_t finding)
{
    const struct open_choice *guess = guess_around(check);
    size_t count = check->choices.count;
    struct open_choice *around = count ? &check->choices.items[count - 1] : NULL;
    bool guesses = failure.guess && !guess && finding != NOT_KEPT;

    if (guess) {
        explain(check, finding, guess->finding);
    } else if (around && !around->settled && finding != NOT_KEPT && !failure.warns) {
        explain(check, around->finding, finding);
        around->settled = true;
    }
    if (failure.explained)
        VEC_ADD(
            &check->choices,
            ((struct open_choice){.depth = failure.depth, .guess = guesses, .finding = finding}));
    if (guesses)
        VEC_ADD(&check->guesses, ((struct branch_guess){failure.instance, finding}));
}

void branch_causes_drop(struct value_check *check, struct branch_failure failure)
{
    branch_causes_enter(check, failure);
    branch_causes_note(check, failure, NOT_KEPT);
}

/* ---- what is found beside failures ---- */

/* Where it lies in a value that fits no branch, and which was meant is a guess. */
static const struct branch_guess *find_guess(const struct value_check *check,
                                             const struct node *node)
{
    for (size_t i = 0; i < check->guesses.count; i++) {
        const struct branch_guess *guess = &check->guesses.items[i];

        if (guess->instance <= node && node < node_end(guess->instance))
            return guess;
    }
    return NULL;
}

void branch_causes_raise(struct value_check *check, const struct node *object,
                         struct raised *raised)
{
    const struct branch_guess *guess = find_guess(check, object);

    raised->explained = guess != NULL;
    if (guess)
        explain(check, raise_finding(check->checker, raised), guess->finding);
    else
        raise_finding(check->checker, raised);
}
