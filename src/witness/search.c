/* How a value is found, or proved not to exist.

   A goal is all that is asked of one value (goal.c). It is searched kind by kind, and a search
   collects what follows from the goal for values of that kind (expand.c): facts, which say the same
   of all values, and forks, which can be true in several ways. Facts go to the solver of the kind:
   numbers.c and texts.c know sets, array_rules.c and object_rules.c ask for goals of items and
   members. They are exact: a value that keeps all facts, or a proof that none does.

   Forks are left aside at first. The solver's value, a model of the facts, is put to the evaluator;
   mostly it keeps the forks, too, and nothing is expanded that decides nothing. Where it does not,
   the first fork that it breaks is taken in one of its ways after the other, each time with the
   facts that follow. Facts without a value end a way, whatever forks are left; when all ways have
   ended, there is no value of the kind. When it is the same for all kinds, that is the proof.

   What refers to itself: a goal that is met again while it is being solved has no value for now. So
   a value is found at the least depth at which there is one; what is found to be empty under that
   assumption is forgotten as soon as the assumption falls (goal.c).

   Unevaluated keywords look at what the ways taken evaluate. As long as a fork is open that counts
   for one, the keyword is left out of the facts, which can only add values; and the evaluator, who
   knows the whole schema, refuses those that do not keep it. Then the open forks are taken. */
#include "witness/search.h"

#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/tagged.h"

struct trail {
    size_t entries, next, facts, forks;
    uint32_t tracker_count, exact;
};

static struct trail mark(const struct search *search)
{
    return (struct trail){search->entries.count, search->next,          search->facts.count,
                          search->forks.count,   search->tracker_count, search->exact};
}

static void go_back(struct search *search, const struct trail *trail)
{
    search->entries.count = trail->entries;
    search->next = trail->next;
    search->facts.count = trail->facts;
    search->forks.count = trail->forks;
    search->tracker_count = trail->tracker_count;
    search->exact = trail->exact;
}

enum { ENTRIES_A_STEP = 8 };

static void count_lists(struct search *search)
{
    size_t bytes = VEC_BYTES(&search->entries) + VEC_BYTES(&search->facts) +
                   VEC_BYTES(&search->forks) + search->place_count * sizeof *search->places;

    witness_count(search->witness, search->counted, bytes);
    search->counted = bytes;
}

/* OUTCOME_NONE: no value of the kind keeps all entries. */
static enum outcome propagate(struct search *search)
{
    while (search->next < search->entries.count) {
        struct entry entry = search->entries.items[search->next++];

        if (search->next % ENTRIES_A_STEP == 0) {
            count_lists(search);
            if (!witness_spend(search->witness, 1))
                return OUTCOME_UNDECIDED;
        }
        if (!search_expand(search, &entry))
            return OUTCOME_NONE;
    }
    return OUTCOME_VALUE;
}

/* ---- which fork to take ---- */

/* The first that the model breaks; SIZE_MAX: it keeps them all. *unknown: the evaluator cannot tell
   of one. */
static size_t broken_fork(struct search *search, const struct node *model, bool *unknown)
{
    for (size_t i = 0; i < search->forks.count; i++) {
        const struct fork *fork = &search->forks.items[i];
        enum schema_verdict verdict;

        if (fork->taken)
            continue;
        verdict = literal_decide(search->witness, fork->entry.literal, model);
        *unknown |= verdict == SCHEMA_UNKNOWN;
        if (verdict == SCHEMA_INVALID)
            return i;
    }
    return SIZE_MAX;
}

/* tracked: one that counts for an unevaluated keyword. */
static size_t open_fork(const struct search *search, bool tracked)
{
    for (size_t i = 0; i < search->forks.count; i++)
        if (!search->forks.items[i].taken && (!tracked || search->forks.items[i].entry.trackers))
            return i;
    return SIZE_MAX;
}

/* ---- the search ---- */

static enum outcome look(struct search *search, struct shape *shape, const struct node **value);

static enum outcome take(struct search *search, size_t index, struct shape *shape,
                         const struct node **value)
{
    const struct entry fork = search->forks.items[index].entry;
    enum outcome outcome = OUTCOME_NONE;
    struct trail trail;
    bool possible;

    search->forks.items[index].taken = true;
    trail = mark(search);
    for (size_t way = 0; outcome != OUTCOME_VALUE; way++) {
        enum outcome found;

        if (!witness_spend(search->witness, 1)) {
            outcome = OUTCOME_UNDECIDED;
            break;
        }
        if (!search_take(search, &fork, way, &possible))
            break;
        found = possible ? look(search, shape, value) : OUTCOME_NONE;
        if (found != OUTCOME_NONE)
            outcome = found;
        go_back(search, &trail);
    }
    search->forks.items[index].taken = false;
    return outcome;
}

/* What the facts leave is not decided. With more facts it may be; but mostly it is a member or item
   that is beyond the engine, and stays so. */
static enum outcome take_any(struct search *search, struct shape *shape, const struct node **value)
{
    size_t index = open_fork(search, false);

    if (index == SIZE_MAX || ++search->undecided_models > SEARCH_MAX_UNDECIDED)
        return OUTCOME_UNDECIDED;
    return take(search, index, shape, value);
}

/* Where no fork is taken the facts follow from the goal, so whatever is in it keeps them. */
static bool is_whole(const struct search *search, const struct shape *shape)
{
    for (size_t i = 0; i < search->forks.count; i++)
        if (search->forks.items[i].taken)
            return false;
    return shape->kind == SHAPE_NUMBERS || shape->kind == SHAPE_TEXTS ||
           (shape->kind == SHAPE_ARRAY && shape->array.whole);
}

/* ---- faults in branches ---- */

/* An aim of the goal that goes through a branch of a choice of this value; NULL. */
static const struct literal *choosing_aim(const struct search *search)
{
    size_t count;
    const struct literal *const *literals = goal_literals(search->goal, &count);

    for (size_t i = 0; i < count; i++)
        if (literals[i]->kind == LITERAL_AIM && literals[i]->aim->breaks &&
            aim_chooses(literals[i]->aim))
            return literals[i];
    return NULL;
}

/* Of a value that fits no branch the evaluator explains one, and which hangs on the value. A value
   of which it explains the branch that is aimed at says more, so a few are looked at for one. */
static void prefer_explained(struct search *search, struct shape *shape, const struct node **value)
{
    enum { MODELS = 6 };
    const struct literal *literal = choosing_aim(search);
    const struct node *other;

    if (!literal || aim_is_explained(search->witness, literal, *value))
        return;
    for (uint64_t n = 1; n < MODELS; n++) {
        if (shape_nth(search->witness, search->models, shape, n, &other) != OUTCOME_VALUE)
            return;
        if (goal_decide(search->witness, search->goal, other) == SCHEMA_VALID &&
            aim_is_explained(search->witness, literal, other)) {
            *value = other;
            return;
        }
    }
}

/* ---- the evaluator's word ---- */

/* By all that is known the model is right, and the evaluator refuses it. */
static enum outcome refuse(struct search *search)
{
    return undecided(search->witness, witness_settings_of(search->witness)->direction == SCHEMA_ANY
                                          ? WITNESS_DISAGREEMENT
                                          : WITNESS_DIRECTION);
}

/* Keeps the model all forks; is it of the goal? */
static enum outcome judge(struct search *search, bool unknown, struct shape *shape,
                          const struct node **value)
{
    size_t index;

    switch (goal_decide(search->witness, search->goal, *value)) {
    case SCHEMA_VALID:
        shape->whole = is_whole(search, shape);
        prefer_explained(search, shape, value);
        return OUTCOME_VALUE;
    case SCHEMA_UNKNOWN:
        unknown = true;
        break;
    case SCHEMA_INVALID:
        break;
    }
    index = open_fork(search, !unknown);
    if (index != SIZE_MAX)
        return take(search, index, shape, value);
    if (unknown)
        return undecided(search->witness, WITNESS_SCHEMA);
    return refuse(search);
}

/* A branch that may still be taken; SIZE_MAX: there is none. */
static size_t open_choice(const struct search *search)
{
    for (size_t i = 0; i < search->forks.count; i++) {
        const struct fork *fork = &search->forks.items[i];
        const struct literal *literal = fork->entry.literal;

        if (!fork->taken && literal->kind == LITERAL_STEP && !literal->negated &&
            (literal->at->op == OP_ANY_OF || literal->at->op == OP_ONE_OF))
            return i;
    }
    return SIZE_MAX;
}

/* An object without members shows nothing of what the branches describe: the first of them that
   has a value tells more. */
static bool take_telling(struct search *search, struct shape *shape, const struct node **value)
{
    enum { TELLING_MAX_STEPS = WITNESS_MAX_STEPS / 8 }; /* of the question, before */
    struct shape told;
    const struct node *telling;
    size_t index;

    if (witness_settings_of(search->witness)->minimal || !node_is(*value, NODE_OBJECT) ||
        (*value)->length || search->witness->steps > TELLING_MAX_STEPS)
        return false;
    index = open_choice(search);
    if (index == SIZE_MAX || take(search, index, &told, &telling) != OUTCOME_VALUE)
        return false;
    *shape = told;
    *value = telling;
    return true;
}

static enum outcome look(struct search *search, struct shape *shape, const struct node **value)
{
    enum outcome outcome = propagate(search);
    bool unknown = false;
    size_t broken;

    if (outcome != OUTCOME_VALUE)
        return outcome;
    shape->whole = false;
    outcome = search_leaf(search, shape, value);
    if (outcome == OUTCOME_UNDECIDED)
        return take_any(search, shape, value);
    if (outcome == OUTCOME_NONE || shape->kind == SHAPE_VALUES)
        return outcome;
    broken = broken_fork(search, *value, &unknown);
    if (broken != SIZE_MAX)
        return take(search, broken, shape, value);
    if (!unknown && take_telling(search, shape, value))
        return OUTCOME_VALUE;
    return judge(search, unknown, shape, value);
}

static void start(struct search *search)
{
    size_t count;
    const struct literal *const *literals = goal_literals(search->goal, &count);

    for (size_t i = 0; i < count; i++)
        search_add(search, &(struct entry){.literal = literals[i]});
}

/* ---- examples ---- */

static bool add_example(struct search *search, struct shape *shape, const struct node *example)
{
    const struct node **items;

    if (!example || example->kind != search->kind ||
        goal_decide(search->witness, search->goal, example) != SCHEMA_VALID)
        return false;
    items = shape_alloc(search->witness, sizeof *items);
    items[0] = example;
    shape->kind = SHAPE_VALUES;
    shape->values.items = items;
    shape->values.count = 1;
    return true;
}

/* The first that the block's schema gives for the value and that is one. */
static bool find_own_example(struct search *search, const struct program *program,
                             const struct instruction *block, struct shape *shape)
{
    static const char *const keywords[] = {"example", "const", "default"};
    const struct origin *origin = &program->origins[block - program->code];
    const struct node *examples = node_member(origin->place, STR("examples"));

    if (!node_is(origin->place, NODE_OBJECT))
        return false;
    if (node_is(examples, NODE_ARRAY))
        for (const struct node *item = node_first(examples); item < node_end(examples);
             item = node_next(item))
            if (add_example(search, shape, item))
                return true;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (add_example(search, shape, node_member(origin->place, str_of(keywords[i]))))
            return true;
    return false;
}

/* The same, and of its branches. */
static bool find_example(struct search *search, const struct program *program,
                         const struct instruction *block, unsigned depth, struct shape *shape)
{
    enum { EXAMPLES_MAX_DEPTH = 4 };

    if (find_own_example(search, program, block, shape))
        return true;
    for (const struct instruction *step = instruction_first(block);
         depth < EXAMPLES_MAX_DEPTH && step < instruction_end(block);
         step = instruction_next(step)) {
        if (step->op == OP_CALL && depth && step->schema->program &&
            find_example(search, step->schema->program, schema_entry(step->schema), depth + 1,
                         shape))
            return true;
        if (step->op != OP_ANY_OF && step->op != OP_ONE_OF)
            continue;
        for (const struct instruction *branch = instruction_first(step);
             branch < instruction_end(step); branch = instruction_next(branch))
            if (find_example(search, program, branch, depth + 1, shape))
                return true;
    }
    return false;
}

/* What the schemas themselves give is more readable than anything that is made. */
static bool take_example(struct search *search, struct shape *shape, const struct node **value)
{
    if (witness_settings_of(search->witness)->minimal)
        return false;
    for (size_t i = 0; i < search->entries.count; i++) {
        const struct literal *literal = search->entries.items[i].literal;

        if (literal->kind == LITERAL_BLOCK && !literal->negated &&
            find_example(search, literal->program, literal->at, 0, shape)) {
            *value = shape->values.items[0];
            return true;
        }
    }
    return false;
}

static enum outcome run(struct search *search, struct shape *shape, const struct node **value)
{
    enum outcome outcome;

    start(search);
    outcome = propagate(search);
    if (outcome != OUTCOME_VALUE)
        return outcome;
    if (take_example(search, shape, value) || search_tagged(search, shape, value))
        return OUTCOME_VALUE;
    return look(search, shape, value);
}

enum outcome search_kind(struct witness *witness, const struct goal *goal, enum node_kind kind,
                         struct shape *shape, const struct node **value)
{
    struct search search = {
        .witness = witness, .goal = goal, .kind = kind, .models = scratch_take(witness)};
    enum outcome outcome = run(&search, shape, value);

    if (outcome == OUTCOME_VALUE && !shape_lasts(shape))
        *value = witness_node(witness, node_document(*value)->source);
    scratch_give_back(witness);
    witness_count(witness, search.counted, 0);
    VEC_RELEASE(&search.entries);
    free(search.places);
    VEC_RELEASE(&search.facts);
    VEC_RELEASE(&search.forks);
    return outcome;
}

enum outcome search_kind_once(struct witness *witness, const struct goal *goal, enum node_kind kind,
                              const struct node **value)
{
    struct arena *before = witness->shapes;
    struct shape shape;
    enum outcome outcome;

    witness->shapes = scratch_take(witness);
    outcome = search_kind(witness, goal, kind, &shape, value);
    witness->shapes = before;
    scratch_give_back(witness);
    return outcome;
}
