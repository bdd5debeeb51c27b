#include "call/varied_values.h"

enum {
    SEED_STARTS = 61,        /* a seed begins at one of so many values */
    TURNS_MAX = 32,          /* branches that take turns; with more none do */
    TURNS_MAX_REFERENCES = 8 /* followed to the schema that has branches */
};

/* ---- one question ---- */

/* Where it ends is known: how many values are there? A start that was beyond the end becomes one
   that is not the first value, where there are others. */
static void count_values(struct varied_values *varied, struct value_turn *turn, uint64_t n)
{
    const struct node *value;

    while (n > 0 &&
           witness_find(varied->witness, turn->question, n - 1, &value, NULL) != WITNESS_VALUE)
        n--;
    turn->total = n;
    turn->is_counted = true;
    if (turn->start >= n)
        turn->start = n > 1 ? 1 + turn->start % (n - 1) : 0;
}

static enum witness_answer next_of(struct varied_values *varied, struct value_turn *turn,
                                   const struct node **value)
{
    enum witness_answer answer;
    uint64_t n = turn->start + turn->next;

    if (!turn->is_counted) {
        answer = witness_find(varied->witness, turn->question, n, value, &turn->reason);
        if (answer == WITNESS_VALUE) {
            turn->next++;
            return answer;
        }
        turn->answer = answer;
        count_values(varied, turn, n);
    }
    if (turn->next >= turn->total)
        return turn->answer;
    n = (turn->start + turn->next++) % turn->total;
    return witness_find(varied->witness, turn->question, n, value, &turn->reason);
}

/* ---- branches ---- */

/* The step of branches that the schema has, or the one that it does nothing but refer to. */
static bool find_choice(struct program_block block, struct program_step *choice)
{
    for (unsigned followed = 0; followed <= TURNS_MAX_REFERENCES; followed++) {
        struct program_cursor steps = program_steps(block), blocks;
        struct program_block referred = {0};

        while (program_next(&steps, choice)) {
            if (choice->op == OP_ANY_OF || choice->op == OP_ONE_OF)
                return true;
            blocks = program_blocks(choice);
            if (choice->op == OP_CALL && !referred.at)
                program_next_block(&blocks, &referred);
        }
        if (!referred.at)
            return false;
        block = referred;
    }
    return false;
}

static void add_turn(struct varied_values *varied, const struct witness_term *terms, size_t count,
                     uint64_t start)
{
    VEC_ADD(&varied->turns,
            ((struct value_turn){.question = witness_ask(varied->witness, terms, count),
                                 .start = start}));
}

static void add_turns(struct varied_values *varied, struct program_block block, uint64_t start)
{
    struct program_step choice;
    struct program_cursor blocks;
    struct witness_term terms[2] = {{.block = block}};
    size_t count = 0;

    if (find_choice(block, &choice)) {
        for (blocks = program_blocks(&choice); program_next_block(&blocks, &terms[1].block);)
            count++;
        blocks = program_blocks(&choice);
        while (count > 1 && count <= TURNS_MAX && program_next_block(&blocks, &terms[1].block))
            add_turn(varied, terms, ARRAY_LENGTH(terms), start);
    }
    varied->may_repeat = varied->turns.count > 0;
    if (!varied->turns.count)
        add_turn(varied, terms, 1, start);
}

/* ---- all of them ---- */

/* What has no value, or is not decided, has no turns: the schema as a whole tells most of it. */
static void ask_whole(struct varied_values *varied, uint64_t start)
{
    if (witness_find(varied->witness, varied->whole, 0, &varied->first, NULL) == WITNESS_VALUE) {
        varied->with_first = start == 0;
        return;
    }
    varied->may_repeat = false;
    varied->turns.count = 1;
    varied->turns.items[0] = (struct value_turn){.question = varied->whole, .start = start};
}

void varied_values_init(struct varied_values *varied, struct witness *witness,
                        struct program_block block, uint64_t seed)
{
    uint64_t mixed = seed * UINT64_C(0x9e3779b97f4a7c15);
    uint64_t start = seed ? 1 + (mixed >> 32) % SEED_STARTS : 0;

    *varied = (struct varied_values){.witness = witness};
    printed_values_init(&varied->known);
    varied->whole = witness_ask(witness, &(struct witness_term){.block = block}, 1);
    add_turns(varied, block, start);
    if (varied->may_repeat)
        ask_whole(varied, start);
    varied->at = (size_t)(mixed >> 40) % varied->turns.count;
}

void varied_values_release(struct varied_values *varied)
{
    VEC_RELEASE(&varied->turns);
    printed_values_release(&varied->known);
}

static bool is_new(struct varied_values *varied, const struct node *value)
{
    return !varied->may_repeat || printed_values_note(&varied->known, value) == 0;
}

/* All have ended. One that is undecided leaves it open whether that was all, unless the schema as a
   whole tells. */
static enum witness_answer end_of_all(const struct varied_values *varied,
                                      enum witness_reason *reason)
{
    const struct node *value;

    if (varied->may_repeat && witness_find(varied->witness, varied->whole, varied->known.count,
                                           &value, NULL) == WITNESS_NONE)
        return WITNESS_NONE;
    for (size_t i = 0; i < varied->turns.count; i++)
        if (varied->turns.items[i].answer == WITNESS_UNDECIDED) {
            *reason = varied->turns.items[i].reason;
            return WITNESS_UNDECIDED;
        }
    return WITNESS_NONE;
}

enum witness_answer varied_values_next(struct varied_values *varied, const struct node **value,
                                       enum witness_reason *reason)
{
    size_t ended = 0;

    if (varied->with_first) {
        varied->with_first = false;
        *value = varied->first;
        printed_values_note(&varied->known, *value);
        return WITNESS_VALUE;
    }
    while (ended < varied->turns.count) {
        struct value_turn *turn = &varied->turns.items[varied->at++ % varied->turns.count];

        if (turn->ended) {
            ended++;
            continue;
        }
        turn->ended = next_of(varied, turn, value) != WITNESS_VALUE;
        if (!turn->ended && is_new(varied, *value))
            return WITNESS_VALUE;
        ended = 0;
    }
    return end_of_all(varied, reason);
}
