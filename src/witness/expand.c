/* What follows from each thing that is asked of a value: its parts, a fact, or a fork. Each keyword
   has two sides, what it means that it holds and that it does not.

   What evaluated items and members travel by: an unevaluated keyword gets a tracker, a bit, and all
   that its schema applies to the same value carries it. Opposites evaluate nothing. */
#include "witness/aim.h"
#include "witness/search.h"

/* ---- entries ---- */

static void add_fact(struct search *search, const struct entry *entry)
{
    VEC_ADD(&search->facts, *entry);
}

static void add_fork(struct search *search, const struct entry *entry)
{
    VEC_ADD(&search->forks, ((struct fork){.entry = *entry}));
}

static void add_block(struct search *search, const struct entry *entry,
                      const struct instruction *block, bool negated)
{
    const struct literal *literal = literal_block(search->witness, entry->literal, block, negated);

    search_add(search,
               &(struct entry){.literal = literal, .trackers = negated ? 0 : entry->trackers});
}

static void add_blocks(struct search *search, const struct entry *entry, bool negated)
{
    const struct instruction *at = entry->literal->at;

    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        add_block(search, entry, block, negated);
}

/* ---- schemas ---- */

static bool looks_at(const struct search *search, const struct instruction *step)
{
    return step->kinds & kind_bit(search->kind);
}

bool search_new_tracker(struct search *search, uint32_t *tracker)
{
    if (search->tracker_count == SEARCH_MAX_TRACKERS)
        return false;
    *tracker = UINT32_C(1) << search->tracker_count++;
    return true;
}

static void add_steps(struct search *search, const struct entry *entry)
{
    const struct instruction *at = entry->literal->at;
    struct literal inside = literal_within(search->witness, entry->literal);
    uint32_t own = 0;

    if (at->flags & FLAG_TRACKS && !search_new_tracker(search, &own))
        undecided(search->witness, WITNESS_STEPS);
    for (const struct instruction *step = instruction_first(at); step < instruction_end(at);
         step = instruction_next(step))
        if (looks_at(search, step))
            search_add(
                search,
                &(struct entry){.literal = literal_step(search->witness, &inside, step, 0, false),
                                .trackers = entry->trackers | (is_unevaluated(step) ? 0 : own),
                                .own = is_unevaluated(step) ? own : 0});
}

static bool expand_block(struct search *search, const struct entry *entry)
{
    const struct literal *literal = entry->literal;

    if (!literal->without && search_foresees(search, literal->at, literal->negated))
        return false;
    if (!literal->negated) {
        add_steps(search, entry);
        return true;
    }
    if (literal->without || !search_foresees(search, literal->at, false))
        add_fork(search, entry);
    return true;
}

static bool expand_call(struct search *search, const struct entry *entry,
                        const struct schema *target)
{
    struct literal literal = *entry->literal;

    if (!target->program)
        return true; /* what it says is not known: the evaluator will say so */
    literal.kind = LITERAL_BLOCK;
    literal.program = target->program;
    literal.at = schema_entry(target);
    literal.count = 0;
    search_add(search, &(struct entry){.literal = literal_of(search->witness, &literal),
                                       .trackers = entry->trackers});
    return true;
}

static bool expand_not(struct search *search, const struct entry *entry)
{
    struct literal inner = *entry->literal;

    inner.kind = LITERAL_BLOCK;
    inner.at = instruction_first(inner.at);
    inner.negated = !inner.negated;
    inner.strict = true;
    search_add(search, &(struct entry){.literal = literal_of(search->witness, &inner)});
    return true;
}

/* ---- values ---- */

static bool is_container(enum node_kind kind)
{
    return kind == NODE_ARRAY || kind == NODE_OBJECT;
}

/* Of containers, in how many ways one can differ is a fork; of others it is a fact. */
static bool expand_other_than(struct search *search, const struct entry *entry,
                              const struct node *node)
{
    if (node->kind != search->kind)
        return true;
    if (search->kind == NODE_NULL || search->kind == NODE_FALSE || search->kind == NODE_TRUE)
        return false;
    if (is_container(search->kind))
        add_fork(search, entry);
    else
        add_fact(search, entry);
    return true;
}

static bool expand_const(struct search *search, const struct entry *entry, const struct node *node)
{
    if (entry->literal->negated)
        return expand_other_than(search, entry, node);
    if (node->kind != search->kind)
        return false;
    add_fact(search, entry);
    return true;
}

static bool expand_other_than_all(struct search *search, const struct values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        const struct entry other = {.literal =
                                        literal_const(search->witness, values->nodes[i], true)};

        if (values->nodes[i]->kind == search->kind)
            search_add(search, &other);
    }
    return true;
}

static bool expand_enum(struct search *search, const struct entry *entry)
{
    const struct values *values = entry->literal->at->values;

    if (entry->literal->negated)
        return expand_other_than_all(search, values);
    for (size_t i = 0; i < values->count; i++)
        if (values->nodes[i]->kind == search->kind) {
            add_fact(search, entry);
            return true;
        }
    return false;
}

/* Numbers that are integers are told apart by what solves numbers. */
static bool expand_kinds(struct search *search, const struct entry *entry, unsigned kinds)
{
    bool number = search->kind == NODE_NUMBER;

    if (number && !(kinds & KIND_NUMBER) && kinds & (KIND_INTEGER | KIND_LEXEME)) {
        add_fact(search, entry);
        return true;
    }
    return ((kinds & kind_bit(search->kind)) != 0) != entry->literal->negated;
}

static bool expand_format(struct search *search, const struct entry *entry)
{
    if (entry->literal->negated && entry->literal->at->flags & FLAG_WARNS)
        return false; /* it never fails */
    add_fact(search, entry);
    return true;
}

/* ---- objects and arrays ---- */

static void add_presence(struct search *search, struct str name, bool absent)
{
    search_add(search, &(struct entry){.literal = literal_present(search->witness, name, absent)});
}

/* Are names let off in the direction that is asked for? Up to OpenAPI 3.0 (schema/direction.c). */
static bool lets_off(const struct search *search, const struct literal *literal)
{
    return witness_settings_of(search->witness)->direction != SCHEMA_ANY && !literal->strict &&
           literal->at->names->directed;
}

bool search_asks_for(const struct search *search, const struct literal *literal,
                     const struct name *name)
{
    return !lets_off(search, literal) ||
           name->exempt != witness_settings_of(search->witness)->direction;
}

/* Is there a mark in a schema of the goal, so that the evaluator may let off any name? */
static bool may_let_off(const struct search *search, const struct literal *literal)
{
    enum schema_direction direction = witness_settings_of(search->witness)->direction;
    unsigned marks = direction == SCHEMA_REQUEST ? MARKS_READ_ONLY : MARKS_WRITE_ONLY;
    size_t count;
    const struct literal *const *literals = goal_literals(search->goal, &count);

    for (size_t i = 0; lets_off(search, literal) && i < count; i++)
        if (literals[i]->kind == LITERAL_AIM ||
            (literals[i]->kind == LITERAL_BLOCK && literals[i]->at->kinds & marks))
            return true;
    return false;
}

void search_add_required(struct search *search, const struct literal *literal)
{
    const struct names *names = literal->at->names;

    for (size_t i = 0; i < names->count; i++)
        if (search_asks_for(search, literal, &names->items[i]))
            add_presence(search, names->items[i].text, false);
}

static bool expand_required(struct search *search, const struct entry *entry)
{
    if (entry->literal->negated || may_let_off(search, entry->literal))
        add_fork(search, entry);
    else
        search_add_required(search, entry->literal);
    return true;
}

/* Each dependent by itself. */
static bool expand_dependents(struct search *search, const struct entry *entry)
{
    const struct literal *literal = entry->literal;

    if (literal->negated || literal->count) {
        add_fork(search, entry);
        return true;
    }
    for (size_t i = 0; i < literal->at->dependents->count; i++)
        add_fork(search, &(struct entry){.literal = literal_step(search->witness, literal,
                                                                 literal->at, i + 1, false),
                                         .trackers = entry->trackers});
    return true;
}

/* At least `minimum` of the items hold, of at most as many as fit: too few, or too many. */
static bool expand_contains(struct search *search, const struct entry *entry)
{
    const struct contains *contains = entry->literal->at->contains;
    const struct literal *literal = entry->literal;

    if (!literal->negated || literal->count || contains->minimum == 0 ||
        contains->maximum == UINT64_MAX) {
        struct entry fact = *entry;

        if (literal->negated && contains->minimum == 0 && contains->maximum == UINT64_MAX)
            return false;
        if (literal->negated && !literal->count)
            fact.literal =
                literal_step(search->witness, literal, literal->at,
                             contains->minimum ? CONTAINS_TOO_FEW : CONTAINS_TOO_MANY, true);
        add_fact(search, &fact);
        return true;
    }
    add_fork(search, entry);
    return true;
}

/* All of them hold, or none; else it is a fork. */
static bool expand_branches(struct search *search, const struct entry *entry)
{
    bool negated = entry->literal->negated;

    if (negated == (entry->literal->at->op == OP_ALL_OF))
        add_fork(search, entry);
    else
        add_blocks(search, entry, negated);
    return true;
}

static bool expand_step(struct search *search, const struct entry *entry)
{
    const struct literal *literal = entry->literal;
    const struct instruction *at = literal->at;

    if (!looks_at(search, at) || literal_is_omitted(literal))
        return !literal->negated;
    switch ((enum op)at->op) {
    case OP_SCHEMA:
        break;
    case OP_CALL:
        return expand_call(search, entry, at->schema);
    case OP_DYNAMIC_CALL:
        return expand_call(search, entry, dynamic_scope_find(literal->scope, at->dynamic));
    case OP_DOUBT: /* not known: the evaluator will say so */
        return true;
    case OP_NEVER:
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM: /* the last two only warn */
        return literal->negated == (at->op == OP_NEVER);
    case OP_TYPE:
        return expand_kinds(search, entry, at->types);
    case OP_CONST:
        return expand_const(search, entry, at->node);
    case OP_ENUM:
        return expand_enum(search, entry);
    case OP_FORMAT:
        return expand_format(search, entry);
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_PATTERN:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_UNIQUE_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
    case OP_ITEMS:
    case OP_MEMBERS:
    case OP_PROPERTY_NAMES:
        add_fact(search, entry);
        return true;
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        if (entry->own) /* else what is evaluated is not known: the evaluator will say so */
            add_fact(search, entry);
        return true;
    case OP_PREFIX_ITEMS:
        if (literal->negated)
            add_fork(search, entry);
        else
            add_fact(search, entry);
        return true;
    case OP_CONTAINS:
        return expand_contains(search, entry);
    case OP_REQUIRED:
        return expand_required(search, entry);
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        return expand_dependents(search, entry);
    case OP_ALL_OF:
    case OP_ANY_OF:
        return expand_branches(search, entry);
    case OP_ONE_OF:
    case OP_IF:
        add_fork(search, entry);
        return true;
    case OP_NOT:
        return expand_not(search, entry);
    case OP_COUNT:
        break;
    }
    return true;
}

/* ---- the rest ---- */

/* What speaks of one kind, or some: for others it holds, and its opposite does not. */
static bool expand_about(struct search *search, const struct entry *entry, unsigned kinds)
{
    if (!(kinds & kind_bit(search->kind)))
        return !entry->literal->negated;
    add_fact(search, entry);
    return true;
}

bool search_expand(struct search *search, const struct entry *entry)
{
    const struct literal *literal = entry->literal;

    if (literal->opposite && search_is_asked(search, literal->opposite))
        return false;
    switch (literal->kind) {
    case LITERAL_BLOCK:
        return expand_block(search, entry);
    case LITERAL_STEP:
        return expand_step(search, entry);
    case LITERAL_CONST:
        return expand_const(search, entry, literal->node);
    case LITERAL_KINDS:
        return expand_kinds(search, entry, literal->kinds);
    case LITERAL_SIZE:
        return expand_about(search, entry, literal->kinds);
    case LITERAL_PRESENT:
    case LITERAL_MEMBER:
        return expand_about(search, entry, KIND_OBJECT);
    case LITERAL_ITEM:
        return expand_about(search, entry, KIND_ARRAY);
    case LITERAL_PATTERN:
        return expand_about(search, entry, KIND_STRING);
    case LITERAL_EITHER:
        add_fork(search, entry);
        return true;
    case LITERAL_AIM:
        return aim_expand(search, entry);
    }
    return true;
}
