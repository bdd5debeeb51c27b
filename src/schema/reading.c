/* The search for the reading that holds (reading.h). First the schema is asked with everything
   open, and what cannot be is ruled out; mostly that decides. Else the alternatives that held where
   they were asked are taken all at once, which nearly always gives a reading. What is left, schemas
   whose branches ask for different readings, is searched: one more choice is taken, the schema is
   asked again, and so on, back where it fails. */
#include "schema/reading.h"

#include "schema/decision.h"

struct search {
    struct evaluator *ev;
    const struct schema *schema;
    const struct node *tree;
    enum schema_direction direction;
    struct choosing choosing;
    unsigned decisions; /* left */
    uint64_t steps;     /* left */
    bool cut, unformed;
    VEC(struct choice *) taken; /* by the search, in this order */
};

static enum schema_verdict decide(struct search *search)
{
    struct decision decision = {.ev = search->ev,
                                .direction = search->direction,
                                .steps = search->steps,
                                .choosing = &search->choosing};
    enum schema_verdict verdict;

    if (search->decisions == 0 || search->steps == 0) {
        search->cut = true;
        return SCHEMA_INVALID;
    }
    search->decisions--;
    search->choosing.notes.count = search->choosing.asking = 0;
    search->choosing.opaque = search->choosing.unformed = false;
    search->ev->matcher.spent_ms = 0;
    verdict = decide_at(&decision, schema_entry(search->schema), search->tree);
    search->steps = decision.steps;
    search->cut |= decision.steps == 0;
    return verdict;
}

/* ---- complete readings ---- */

/* Of a reading in which nothing is left to take. */
static bool evaluates(struct search *search)
{
    struct schema_question question = {.direction = search->direction};
    struct evaluator *ev = search->ev;
    uint64_t ceiling = ev->step_ceiling;
    struct arena arena;
    const struct node *value;
    bool holds;

    arena_init(&arena);
    value = choice_settle(&arena, search->tree, NULL);
    ev->step_ceiling = search->steps < ceiling ? search->steps : ceiling;
    holds = !value || schema_evaluate(ev, search->schema, value, &question) != SCHEMA_INVALID;
    ev->step_ceiling = ceiling;
    ev->undecided = NULL; /* it was in the arena */
    search->steps -= ev->steps < search->steps ? ev->steps : search->steps;
    arena_release(&arena);
    return holds;
}

static bool holds(struct search *search, enum schema_verdict verdict)
{
    if (verdict != SCHEMA_UNKNOWN)
        return verdict == SCHEMA_VALID;
    if (search->choosing.unformed) {
        search->unformed = true;
        return false;
    }
    return search->choosing.opaque || evaluates(search);
}

/* ---- taking ---- */

static void take(struct search *search, struct choice *choice, uint32_t alternative)
{
    choice->taken = alternative;
    VEC_ADD(&search->taken, choice);
}

static void take_back(struct search *search, size_t mark)
{
    while (search->taken.count > mark)
        search->taken.items[--search->taken.count]->taken = CHOICE_OPEN;
}

/* true: there was something to take. */
static bool take_hints(struct search *search)
{
    bool some = false;

    for (size_t i = 0; i < search->choosing.notes.count; i++) {
        const struct choice_note *note = &search->choosing.notes.items[i];

        if (note->choice->taken != CHOICE_OPEN || note->hint == CHOICE_OPEN)
            continue;
        take(search, note->choice, note->hint);
        some = true;
    }
    return some;
}

/* What is taken uncovers other choices; so it is done a few times. */
static bool follow_hints(struct search *search, enum schema_verdict verdict)
{
    enum { ROUNDS = 8 };

    for (unsigned round = 0; round < ROUNDS && verdict == SCHEMA_UNKNOWN; round++) {
        if (!take_hints(search))
            return holds(search, verdict);
        verdict = decide(search);
    }
    return verdict == SCHEMA_VALID;
}

static const struct choice_note *first_open(const struct search *search)
{
    for (size_t i = 0; i < search->choosing.notes.count; i++)
        if (search->choosing.notes.items[i].choice->taken == CHOICE_OPEN)
            return &search->choosing.notes.items[i];
    return NULL;
}

/* Recursion is as deep as READING_MAX_DECISIONS. */
static bool look(struct search *search)
{
    enum schema_verdict verdict = decide(search);
    const struct choice_note *open = verdict == SCHEMA_UNKNOWN ? first_open(search) : NULL;
    struct choice *choice;
    uint32_t hint;

    if (!open || search->cut)
        return !search->cut && holds(search, verdict);
    choice = open->choice;
    hint = open->hint == CHOICE_OPEN ? 0 : open->hint;
    for (uint32_t i = 0; i < choice->count && !search->cut; i++) {
        uint32_t alternative = (hint + i) % choice->count;

        if (!(choice->possible >> alternative & 1))
            continue;
        take(search, choice, alternative);
        if (look(search))
            return true;
        take_back(search, search->taken.count - 1);
    }
    return false;
}

/* ---- all choices of a tree ---- */

/* Opens them for a new search. */
static void open_all(const struct node *tree)
{
    for (const struct node *at = tree; at < node_end(tree); at++) {
        struct choice *choice = at->choice;

        if (at->kind != NODE_CHOICE || choice->count == 0)
            continue;
        choice->possible = (UINT32_C(1) << choice->count) - 1;
        choice->taken = choice->nearest = CHOICE_OPEN;
        choice->nearness = 0;
        choice->typed = choice->divides = choice->missed = false;
        for (uint32_t i = 0; i < choice->count; i++)
            open_all(choice->alternatives[i]);
    }
}

/* ---- where none holds ---- */

/* Asks all, what stands behind a failure too. */
static void ask_thoroughly(struct search *search)
{
    search->choosing.certain = search->choosing.thorough = true;
    search->decisions++;
    decide(search);
}

static void take_nearest(struct search *search, const struct node *tree)
{
    for (const struct node *at = tree; at < node_end(tree); at++) {
        struct choice *choice = at->choice;

        if (at->kind != NODE_CHOICE || choice->count == 0)
            continue;
        if (choice->taken == CHOICE_OPEN)
            choice->taken = choice->nearest == CHOICE_OPEN ? choice->plain : choice->nearest;
        take_nearest(search, choice->alternatives[choice->taken]);
    }
}

static bool find(struct search *search)
{
    enum schema_verdict verdict;

    search->choosing.certain = true;
    verdict = decide(search);
    search->choosing.certain = false;
    if (verdict != SCHEMA_UNKNOWN)
        return verdict == SCHEMA_VALID;
    if (follow_hints(search, verdict))
        return true;
    take_back(search, 0);
    return look(search);
}

enum reading_found reading_find(struct evaluator *ev, const struct schema *schema,
                                const struct node *tree, enum schema_direction direction)
{
    struct search search = {.ev = ev,
                            .schema = schema,
                            .tree = tree,
                            .direction = direction,
                            .decisions = READING_MAX_DECISIONS,
                            .steps = READING_STEPS + (uint64_t)tree->span * SCHEMA_STEPS_A_NODE};
    enum reading_found found = READING_HOLDS;

    open_all(tree);
    if (schema && !find(&search)) {
        found = search.cut ? READING_CUT : search.unformed ? READING_UNFORMED : READING_FAILS;
        ask_thoroughly(&search);
        take_nearest(&search, tree);
    }
    VEC_RELEASE(&search.choosing.notes);
    VEC_RELEASE(&search.taken);
    return found;
}
