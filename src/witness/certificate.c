/* The evaluator's word for a fault: a value that a schema refuses for the target alone. The schema
   refuses it, and accepts it when the target counts as holding, wherever it is come to. So all else
   that the schema asks for is there; and where the target lies in a branch of anyOf or oneOf, that
   branch would fit, and no other does. */
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/omission.h"

/* For one look at a value: telling takes more than yes or no. */
enum { CERTIFICATE_STEPS = 200 * 1000 };

static struct program_ask asking(struct witness *witness, const struct literal *literal,
                                 const struct dynamic_anchor **scopes, const struct node *value)
{
    struct program_ask asked = literal_ask(witness, literal, literal->at, scopes);

    asked.steps = CERTIFICATE_STEPS + (uint64_t)value->span * SCHEMA_STEPS_A_NODE;
    witness_spend(witness, value->span);
    return asked;
}

static bool leads_inside(const struct instruction *step)
{
    return step->op == OP_MEMBERS || step->op == OP_ITEMS || step->op == OP_PREFIX_ITEMS;
}

/* What is wanted of the value at the target; of a member or item its own aim asks that. */
static enum schema_verdict decide_wishes(struct witness *witness, const struct aim *aim,
                                         const struct node *value)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    while (aim->next && !leads_inside(aim->step))
        aim = aim->next;
    if (aim->next)
        return SCHEMA_VALID;
    if (aim->wanted)
        verdict = literal_decide(witness, aim->wanted, value);
    if (aim->also && verdict == SCHEMA_VALID)
        verdict = literal_decide(witness, aim->also, value);
    return verdict;
}

enum schema_verdict aim_decide(struct witness *witness, const struct literal *literal,
                               const struct node *value)
{
    const struct dynamic_anchor *scopes[PROGRAM_MAX_SCOPES];
    struct program_ask asked = asking(witness, literal, scopes, value);
    enum schema_verdict verdict = decide_wishes(witness, literal->aim, value);

    if (verdict != SCHEMA_VALID)
        return verdict;
    verdict = program_holds(witness->evaluator, &asked, value);
    if (!literal->aim->breaks || verdict == SCHEMA_UNKNOWN)
        return verdict;
    if (verdict == SCHEMA_VALID)
        return SCHEMA_INVALID;
    asked.without = &literal->aim->omission->told;
    return program_holds(witness->evaluator, &asked, value);
}

/* ---- what is told of it ---- */

struct telling {
    const struct aim *aim;
    unsigned target, others;
};

static bool is_choice(const struct instruction *at)
{
    return at->op == OP_ANY_OF || at->op == OP_ONE_OF;
}

static const struct node *place_of(const struct program *program, const struct instruction *at)
{
    return program->origins[at - program->code].place;
}

static bool is_within(const struct node *place, const struct node *around)
{
    return around && place >= around && place < around + around->span;
}

/* What fails in the branches of a choice has its place within the choice, too. */
static bool is_of_target(const struct aim *aim, const struct node *place)
{
    const struct instruction *target = aim->target;
    const struct node *own = place_of(aim->target_program, target);

    if (is_choice(target))
        return place == own;
    if (is_within(place, own))
        return true;
    return target->op == OP_CONTAINS &&
           (place == target->contains->minimum_place || place == target->contains->maximum_place);
}

static bool is_of_choice(const struct aim *aim, const struct node *place)
{
    for (; aim && aim->choice; aim = aim->next)
        if (place == place_of(aim->choice_program, aim->choice))
            return true;
    return false;
}

/* Of a choice that is the target, what its branches fail at is told, too. */
static void note_failure(void *context, const struct schema_failure *failure)
{
    struct telling *telling = context;
    const struct aim *aim = telling->aim;

    if (failure->warning || is_of_choice(aim, failure->place))
        return;
    if (is_of_target(aim, failure->place))
        telling->target++;
    else if (!failure->depth || !is_choice(aim->target))
        telling->others++;
}

bool aim_is_explained(struct witness *witness, const struct literal *literal,
                      const struct node *value)
{
    const struct dynamic_anchor *scopes[PROGRAM_MAX_SCOPES];
    struct program_ask asked = asking(witness, literal, scopes, value);
    struct telling telling = {.aim = literal->aim};

    asked.failure = note_failure;
    asked.context = &telling;
    return program_holds(witness->evaluator, &asked, value) == SCHEMA_INVALID && telling.target &&
           !telling.others;
}

/* ---- choices ---- */

bool aim_chooses(const struct aim *aim)
{
    for (const struct instruction *choice = aim->choice; choice; aim = aim->next) {
        if (aim->step == choice)
            return true;
        if (leads_inside(aim->step))
            return false;
    }
    return false;
}
