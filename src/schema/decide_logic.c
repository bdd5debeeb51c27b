/* Yes or no of allOf, anyOf, oneOf, if and not: see decide.c. */
#include "schema/decision.h"

/* The same of all that hold where one part does. What unevaluated keywords look at may hang on the
   other parts too. */
static inline bool ends_any(const struct decision *decision, enum schema_verdict verdict)
{
    if (!decision->choosing)
        return verdict != SCHEMA_INVALID;
    return verdict == SCHEMA_VALID && decision->choosing->tracking == 0;
}

enum schema_verdict decide_all_of(struct decision *decision, const struct instruction *at,
                                  const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        enum schema_verdict verdict = decide_at(decision, branch, instance);

        if (decision_ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    return whole;
}

/* Where all other branches fail, the open one has to hold. */
static enum schema_verdict decide_last_open(struct decision *decision,
                                            const struct instruction *branch, unsigned open,
                                            const struct node *instance)
{
    if (open != 1 || !decision->choosing || !decision->choosing->certain)
        return SCHEMA_UNKNOWN;
    return decide_at(decision, branch, instance);
}

enum schema_verdict decide_any_of(struct decision *decision, const struct instruction *at,
                                  const struct node *instance)
{
    const struct instruction *last = NULL;
    bool holds = false;
    unsigned open = 0;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        enum schema_verdict verdict = decide_supposed(decision, branch, instance);

        if (ends_any(decision, verdict))
            return verdict;
        holds |= verdict == SCHEMA_VALID;
        if (verdict == SCHEMA_UNKNOWN) {
            last = branch;
            open++;
        }
    }
    if (holds)
        return SCHEMA_VALID;
    return open ? decide_last_open(decision, last, open, instance) : SCHEMA_INVALID;
}

enum schema_verdict decide_one_of(struct decision *decision, const struct instruction *at,
                                  const struct node *instance)
{
    const struct instruction *last = NULL;
    unsigned fitting = 0, open = 0;

    for (const struct instruction *branch = instruction_first(at);
         branch < instruction_end(at) && fitting < 2; branch = instruction_next(branch)) {
        enum schema_verdict verdict = decide_supposed(decision, branch, instance);

        if (verdict == SCHEMA_UNKNOWN && !decision->choosing)
            return SCHEMA_UNKNOWN;
        fitting += verdict == SCHEMA_VALID;
        if (verdict == SCHEMA_UNKNOWN) {
            last = branch;
            open++;
        }
    }
    if (fitting > 1 && decision->let_off && !decision->choosing)
        return SCHEMA_UNKNOWN;
    if (open == 0 || fitting > 1)
        return verdict_of(fitting == 1);
    return fitting ? SCHEMA_UNKNOWN : decide_last_open(decision, last, open, instance);
}

static enum schema_verdict suppose_block(struct decision *decision, const struct instruction *at,
                                         uint32_t block, const struct node *instance)
{
    return block ? decide_supposed(decision, at + block, instance) : SCHEMA_VALID;
}

/* The condition is unknown: what then and else both say. */
static enum schema_verdict decide_open_if(struct decision *decision, const struct instruction *at,
                                          const struct node *instance)
{
    enum schema_verdict consequence =
        suppose_block(decision, at, at->conditional->consequence, instance);
    enum schema_verdict alternative =
        suppose_block(decision, at, at->conditional->alternative, instance);

    return consequence == alternative ? consequence : SCHEMA_UNKNOWN;
}

enum schema_verdict decide_if(struct decision *decision, const struct instruction *at,
                              const struct node *instance)
{
    const struct conditional *conditional = at->conditional;
    enum schema_verdict verdict = decide_supposed(decision, at + conditional->condition, instance);
    uint32_t block;

    if (verdict == SCHEMA_UNKNOWN)
        return decision->choosing ? decide_open_if(decision, at, instance) : SCHEMA_UNKNOWN;
    block = verdict == SCHEMA_VALID ? conditional->consequence : conditional->alternative;
    return block ? decide_at(decision, at + block, instance) : SCHEMA_VALID;
}

enum schema_verdict decide_not(struct decision *decision, const struct instruction *at,
                               const struct node *instance)
{
    bool strict = decision->strict;
    enum schema_verdict verdict;

    decision->strict = true; /* `not: {required: [a]}` is about what is there */
    verdict = decide_supposed(decision, instruction_first(at), instance);
    decision->strict = strict;
    return verdict == SCHEMA_UNKNOWN ? SCHEMA_UNKNOWN : verdict_of(verdict == SCHEMA_INVALID);
}
