#include "witness/witness.h"

#include "document/document.h"
#include "witness/engine.h"
#include "witness/omission.h"
#include "witness/text_cache.h"
#include "witness/twin.h"

/* ---- reasons ---- */

const char *witness_reason_name(enum witness_reason reason)
{
    static const char *const names[] = {
        "",
#define REASON(identifier, name, sentence) name,
#include "witness/reasons.def"
#undef REASON
    };

    return names[reason];
}

const char *witness_reason_sentence(enum witness_reason reason)
{
    static const char *const sentences[] = {
        "",
#define REASON(identifier, name, sentence) sentence,
#include "witness/reasons.def"
#undef REASON
    };

    return sentences[reason];
}

/* ---- life ---- */

struct witness *witness_new(const struct witness_settings *settings)
{
    struct witness *witness = alloc_zeroed(1, sizeof *witness);

    witness->settings = *settings;
    if (settings->max_steps == 0 || settings->max_steps > WITNESS_MAX_STEPS)
        witness->settings.max_steps = WITNESS_MAX_STEPS;
    witness->lowest_open = UINT32_MAX;
    witness->evaluator = evaluator_new();
    arena_init_counted(&witness->arena, &witness->bytes);
    witness->literals.held = witness->goals.held = witness->scopes.held = &witness->bytes;
    witness->twins.held = &witness->bytes;
    witness->shapes = &witness->arena;
    return witness;
}

static void release_scratches(struct witness *witness)
{
    for (size_t i = 0; i < witness->scratches.count; i++) {
        arena_release(witness->scratches.items[i]);
        free(witness->scratches.items[i]);
    }
    VEC_RELEASE(&witness->scratches);
}

void witness_free(struct witness *witness)
{
    if (!witness)
        return;
    for (size_t i = 0; i < witness->goals.capacity; i++)
        if (witness->goals.slots[i])
            goal_release(witness->goals.slots[i]);
    intern_release(&witness->goals);
    intern_release(&witness->literals);
    intern_release(&witness->scopes);
    twins_release(witness);
    VEC_RELEASE(&witness->open);
    omissions_release(witness);
    text_cache_free(witness->texts);
    evaluator_free(witness->evaluator);
    release_scratches(witness);
    arena_release(&witness->arena);
    free(witness);
}

uint64_t witness_spent(const struct witness *witness)
{
    return witness->spent + witness->steps;
}

size_t witness_bytes(const struct witness *witness)
{
    return witness->bytes;
}

struct arena *witness_arena(struct witness *witness)
{
    return &witness->arena;
}

const struct witness_settings *witness_settings_of(const struct witness *witness)
{
    return &witness->settings;
}

/* ---- limits ---- */

static bool is_passing(enum witness_reason reason)
{
    return reason == WITNESS_STEPS || reason == WITNESS_DEPTH || reason == WITNESS_MEMORY;
}

enum outcome undecided(struct witness *witness, enum witness_reason reason)
{
    witness->passing |= is_passing(reason);
    if (witness->reason == WITNESS_NO_REASON)
        witness->reason = reason;
    return OUTCOME_UNDECIDED;
}

bool witness_spend(struct witness *witness, uint64_t steps)
{
    witness->steps += steps;
    if (witness->steps > witness->settings.max_steps)
        undecided(witness, WITNESS_STEPS);
    else if (witness->bytes > WITNESS_MAX_MEMORY - WITNESS_MEMORY_AHEAD)
        undecided(witness, WITNESS_MEMORY);
    else
        return true;
    return false;
}

void witness_count(struct witness *witness, size_t before, size_t now)
{
    witness->bytes += now - before;
}

void *witness_alloc(struct witness *witness, size_t size)
{
    return arena_alloc(&witness->arena, size);
}

void *witness_zeroed(struct witness *witness, size_t count, size_t size)
{
    return arena_zeroed(&witness->arena, count, size);
}

void *shape_alloc(struct witness *witness, size_t size)
{
    return arena_alloc(witness->shapes, size);
}

void *shape_zeroed(struct witness *witness, size_t count, size_t size)
{
    return arena_zeroed(witness->shapes, count, size);
}

struct arena *shape_arena(struct witness *witness)
{
    return witness->shapes;
}

const struct node *witness_node_in(struct arena *arena, struct str text)
{
    return json_read(arena, STR("generated"), str_copy(arena, text), NULL)->root;
}

const struct node *witness_node(struct witness *witness, struct str text)
{
    return witness_node_in(&witness->arena, text);
}

/* ---- memory for a while ---- */

struct arena *scratch_take(struct witness *witness)
{
    if (witness->scratch_taken == witness->scratches.count) {
        struct arena *arena = alloc_bytes(sizeof *arena);

        arena_init_counted(arena, &witness->bytes);
        VEC_ADD(&witness->scratches, arena);
    }
    return witness->scratches.items[witness->scratch_taken++];
}

void scratch_give_back(struct witness *witness)
{
    arena_trim(witness->scratches.items[--witness->scratch_taken]);
}

/* ---- interning ---- */

enum { FIRST_SLOTS = 64, SLOT_BYTES = sizeof(void *) + sizeof(uint64_t) };

static void grow(struct intern_table *table)
{
    struct intern_table larger = {.held = table->held,
                                  .capacity = table->capacity ? table->capacity * 2 : FIRST_SLOTS};

    larger.slots = alloc_zeroed(larger.capacity, sizeof *larger.slots);
    larger.hashes = alloc_zeroed(larger.capacity, sizeof *larger.hashes);
    for (size_t i = 0; i < table->capacity; i++) {
        size_t at = table->hashes[i] & (larger.capacity - 1);

        if (!table->slots[i])
            continue;
        while (larger.slots[at])
            at = (at + 1) & (larger.capacity - 1);
        larger.slots[at] = table->slots[i];
        larger.hashes[at] = table->hashes[i];
    }
    larger.count = table->count;
    *table->held += (larger.capacity - table->capacity) * SLOT_BYTES;
    intern_release(table);
    *table = larger;
}

void **intern_find(struct intern_table *table, uint64_t hash, intern_same_fn *same,
                   const void *like)
{
    size_t at;

    if (table->count * 2 >= table->capacity)
        grow(table);
    for (at = hash & (table->capacity - 1); table->slots[at]; at = (at + 1) & (table->capacity - 1))
        if (table->hashes[at] == hash && same(table->slots[at], like))
            return &table->slots[at];
    table->hashes[at] = hash;
    table->count++;
    return &table->slots[at];
}

void *intern_get(const struct intern_table *table, uint64_t hash, intern_same_fn *same,
                 const void *like)
{
    if (table->count == 0)
        return NULL;
    for (size_t at = hash & (table->capacity - 1); table->slots[at];
         at = (at + 1) & (table->capacity - 1))
        if (table->hashes[at] == hash && same(table->slots[at], like))
            return table->slots[at];
    return NULL;
}

void intern_release(struct intern_table *table)
{
    free(table->slots);
    free(table->hashes);
    *table = (struct intern_table){0};
}

/* ---- questions ---- */

struct witness_question *question_of(struct witness *witness, struct goal *goal)
{
    struct witness_question *question = witness_zeroed(witness, 1, sizeof *question);

    question->goal = goal;
    return question;
}

const struct witness_question *witness_ask(struct witness *witness,
                                           const struct witness_term *terms, size_t count)
{
    const struct literal **literals = alloc_bytes((count + 1) * sizeof *literals);
    struct goal *goal;

    for (size_t i = 1; i < count; i++)
        witness->seeks_twins |= terms[i].block.program != terms[0].block.program;
    for (size_t i = 0; i < count; i++)
        literals[i] = literal_of(witness, &(struct literal){.kind = LITERAL_BLOCK,
                                                            .negated = terms[i].negated,
                                                            .program = terms[i].block.program,
                                                            .at = terms[i].block.at});
    goal = goal_of(witness, (const struct literal *const *)literals, count);
    free(literals);
    return question_of(witness, goal);
}

/* Steps of one question of several. */
enum { PROOF_STEPS = 20 * 1000, OTHERWISE_STEPS = 100 * 1000 };

/* Within so many steps more. */
static enum outcome goal_within(struct witness *witness, struct goal *goal, uint64_t steps,
                                uint64_t n, const struct node **value)
{
    uint64_t before = witness->settings.max_steps, limit = witness->steps + steps;
    enum outcome outcome;

    witness->reason = WITNESS_NO_REASON;
    if (limit < before)
        witness->settings.max_steps = limit;
    outcome = goal_nth(witness, goal, n, value);
    witness->settings.max_steps = before;
    return outcome;
}

static bool is_proved(struct witness *witness, const struct witness_question *question)
{
    const struct node *value;

    for (size_t i = 0; i < question->proof_count; i++)
        if (goal_within(witness, question->proofs[i], PROOF_STEPS, 0, &value) == OUTCOME_NONE)
            return true;
    return false;
}

/* Those that the first goal does not know. */
static enum outcome find_otherwise(struct witness *witness, const struct witness_question *question,
                                   uint64_t n, const struct node **value)
{
    uint64_t left = n - goal_count(question->goal) + 1, at = 0;

    while (left > 0) {
        enum outcome outcome =
            goal_within(witness, question->otherwise, OTHERWISE_STEPS, at++, value);

        if (outcome != OUTCOME_VALUE)
            return outcome;
        left -= !goal_has(question->goal, *value);
    }
    return OUTCOME_VALUE;
}

/* A value was found, and the evaluator did not take it. Where a limit was met, it would be met
   again. */
static bool is_of_the_evaluator(enum witness_reason reason)
{
    return reason == WITNESS_DISAGREEMENT || reason == WITNESS_DIRECTION;
}

static enum outcome question_nth(struct witness *witness, const struct witness_question *question,
                                 uint64_t n, const struct node **value)
{
    enum outcome outcome = goal_nth(witness, question->goal, n, value), otherwise;
    enum witness_reason reason = witness->reason;

    if (outcome == OUTCOME_VALUE || !question->otherwise ||
        (outcome == OUTCOME_UNDECIDED && !is_of_the_evaluator(reason)))
        return outcome;
    if (is_proved(witness, question))
        return OUTCOME_NONE;
    otherwise = find_otherwise(witness, question, n, value);
    if (outcome == OUTCOME_UNDECIDED)
        witness->reason = reason;
    return otherwise;
}

enum witness_answer witness_find(struct witness *witness, const struct witness_question *question,
                                 uint64_t n, const struct node **value, enum witness_reason *reason)
{
    enum outcome outcome;

    witness->spent += witness->steps;
    witness->steps = 0;
    witness->reason = WITNESS_NO_REASON;
    witness->passing = false;
    witness->lowest_open = UINT32_MAX;
    outcome = question_nth(witness, question, n, value);
    if (reason)
        *reason = outcome == OUTCOME_UNDECIDED ? witness->reason : WITNESS_NO_REASON;
    return outcome == OUTCOME_VALUE  ? WITNESS_VALUE
           : outcome == OUTCOME_NONE ? WITNESS_NONE
                                     : WITNESS_UNDECIDED;
}
