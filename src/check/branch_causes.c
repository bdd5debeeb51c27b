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

void branch_causes_note(struct value_check *check, struct branch_failure failure, size_t finding)
{
    failure.finding = finding;
    if (failure.warns)
        return;
    if (failure.depth == 0)
        branch_causes_settle(check);
    if (failure.depth || failure.explained)
        VEC_ADD(&check->branch_failures, failure);
}

/* ---- settling ---- */

/* Past all that is within it. */
static size_t end_of(const struct value_check *check, size_t at)
{
    size_t end = at + 1;

    while (end < check->branch_failures.count &&
           check->branch_failures.items[end].depth > check->branch_failures.items[at].depth)
        end++;
    return end;
}

/* The first that breaks its branch and is a finding; where none is, itself. */
static size_t first_kept(const struct value_check *check, size_t at)
{
    const struct branch_failure *failures = check->branch_failures.items;

    for (size_t i = at + 1; i < end_of(check, at); i = end_of(check, i))
        if (failures[i].finding != NOT_KEPT)
            return i;
    return at;
}

static void explain(struct value_check *check, size_t finding, size_t by)
{
    struct finding *findings = check->checker->findings.items;

    if (finding != NOT_KEPT && by != NOT_KEPT && finding != by)
        finding_explain(&findings[finding], findings[by].fingerprint, 1);
}

void branch_causes_settle(struct value_check *check)
{
    const struct branch_failure *failures = check->branch_failures.items;
    size_t count = check->branch_failures.count;

    for (size_t at = 0; at < count;) {
        size_t end = end_of(check, at), finding = failures[at].finding;

        if (failures[at].guess && end > at + 1) {
            for (size_t i = at + 1; i < end; i++)
                explain(check, failures[i].finding, finding);
            VEC_ADD(&check->branch_guesses,
                    ((struct branch_guess){failures[at].instance, finding}));
            at = end;
        } else {
            if (failures[at].explained)
                explain(check, finding, failures[first_kept(check, at)].finding);
            at++;
        }
    }
    check->branch_failures.count = 0;
}

void branch_causes_explain(struct value_check *check, const struct node *object, size_t finding)
{
    for (size_t i = 0; i < check->branch_guesses.count; i++) {
        const struct branch_guess *guess = &check->branch_guesses.items[i];

        if (guess->instance <= object && object < node_end(guess->instance)) {
            explain(check, finding, guess->finding);
            return;
        }
    }
}
