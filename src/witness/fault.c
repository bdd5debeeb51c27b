/* What breaks just one instruction. The way to it that witness_targets found is tried first: most
   instructions can be broken there, by a value that shows nothing else. Where they cannot, or not
   so that the evaluator agrees, other values may still do it: several members or items at once,
   another item than the first, another way to the same schema. So then it is asked for whatever the
   schema refuses and accepts without the instruction; and that there is none proves that the
   instruction never is the only one. */
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/omission.h"

/* Not the block, but the block without the instruction. */
static struct goal *goal_without(struct witness *witness, const struct program *program,
                                 const struct instruction *block, struct omission *omission)
{
    struct literal literal = {.kind = LITERAL_BLOCK, .program = program, .at = block};
    const struct literal *literals[2];

    literal.negated = true;
    literals[0] = literal_of(witness, &literal);
    literal.negated = false;
    literal.without = omission;
    literals[1] = literal_of(witness, &literal);
    return goal_of(witness, literals, 2);
}

/* Does it hang on what is around a block, too, what it says? */
static bool hangs_on_context(const struct aim *aim)
{
    for (; aim; aim = aim->next)
        if (aim->home->flags & (FLAG_TRACKS | FLAG_DYNAMIC))
            return true;
    return false;
}

/* Where a block is the same set with the instruction and without it, so is all that applies it; and
   if no way leads past the block, that is all. The innermost blocks are small. */
static void add_proofs(struct witness *witness, struct witness_question *question,
                       const struct program *root, const struct aim *aim)
{
    enum { PROOFS = 4 };
    struct goal **proofs = witness_alloc(witness, PROOFS * sizeof(struct goal *));
    const struct aim *homes[TARGETS_MAX_DEPTH + 1];
    size_t depth = 0;

    question->proofs = proofs;
    if (hangs_on_context(aim))
        return;
    for (aim = aim->next; aim; aim = aim->next)
        if (aim->step->op != OP_CALL)
            homes[depth++] = aim;
    while (depth-- > 0 && question->proof_count < PROOFS &&
           omission_is_within(witness, root, homes[depth]->omission, homes[depth]->home_program,
                              homes[depth]->home))
        proofs[question->proof_count++] = goal_without(witness, homes[depth]->home_program,
                                                       homes[depth]->home, homes[depth]->omission);
}

const struct witness_question *witness_ask_fault(struct witness *witness,
                                                 struct program_block block,
                                                 const struct witness_target *target)
{
    const struct aim *aim = target->aim;
    struct witness_question *question = question_of(witness, aim_goal(witness, block, aim));

    question->otherwise = goal_without(witness, block.program, block.at, aim->omission);
    add_proofs(witness, question, block.program, aim);
    return question;
}

bool witness_fault_is_explained(struct witness *witness, struct program_block block,
                                const struct witness_target *target, const struct node *value)
{
    return aim_is_explained(witness, aim_literal(witness, block, target->aim), value);
}
