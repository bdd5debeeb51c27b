#include "witness/literal.h"

#include "base/map.h"
#include "base/utf8.h"
#include "pattern/pattern.h"
#include "schema/value_hash.h"
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/omission.h"
#include "witness/twin.h"

/* ---- interning ---- */

static uint64_t hash_of(const struct literal *like)
{
    uint64_t hash = hash_mix(like->kind, like->negated | (unsigned)like->strict << 1);

    hash = hash_mix(hash, like->kinds);
    hash = hash_mix(hash, (uintptr_t)like->at);
    hash = hash_mix(hash, (uintptr_t)like->scope);
    hash = hash_mix(hash, (uintptr_t)like->pattern);
    hash = hash_mix(hash, (uintptr_t)like->part);
    hash = hash_mix(hash, (uintptr_t)like->aim);
    hash = hash_mix(hash, (uintptr_t)like->without);
    hash = hash_mix(hash, like->count);
    if (like->node)
        hash = hash_mix(hash, value_hash(like->node));
    return like->name.text ? hash_mix(hash, str_hash(like->name)) : hash;
}

static bool same_name(struct str a, struct str b)
{
    return !a.text == !b.text && (!a.text || str_equal(a, b));
}

static bool is_same(const void *have, const void *wanted)
{
    const struct literal *a = have, *b = wanted;

    return a->kind == b->kind && a->negated == b->negated && a->strict == b->strict &&
           a->kinds == b->kinds && a->at == b->at && a->scope == b->scope &&
           a->pattern == b->pattern && a->part == b->part && a->aim == b->aim &&
           a->without == b->without && a->count == b->count && same_name(a->name, b->name) &&
           !a->node == !b->node && (!a->node || node_equal(a->node, b->node));
}

/* An unevaluated keyword has a tracker of its own, which its literal does not tell. */
static bool may_have_opposite(const struct literal *literal)
{
    return literal->kind == LITERAL_BLOCK ||
           (literal->kind == LITERAL_STEP && literal->at->op != OP_UNEVALUATED_ITEMS &&
            literal->at->op != OP_UNEVALUATED_PROPERTIES);
}

static void find_opposite(struct witness *witness, struct literal *literal)
{
    struct literal like = *literal;

    if (!may_have_opposite(literal))
        return;
    like.negated = !literal->negated;
    literal->opposite = intern_get(&witness->literals, hash_of(&like), is_same, &like);
    if (literal->opposite)
        literal->opposite->opposite = literal;
}

static const struct literal *intern(struct witness *witness, const struct literal *like)
{
    void **slot = intern_find(&witness->literals, hash_of(like), is_same, like);
    struct literal *literal;

    if (*slot)
        return *slot;
    literal = witness_alloc(witness, sizeof *literal);
    *literal = *like;
    literal->number = ++witness->literal_count;
    if (like->name.text)
        literal->name = str_copy(&witness->arena, like->name);
    *slot = literal;
    find_opposite(witness, literal);
    return literal;
}

const struct literal *literal_of(struct witness *witness, const struct literal *like)
{
    struct literal first = *like;

    first.opposite = NULL;
    if (like->without && !omission_matters(like->without, like->program, like->at))
        first.without = NULL;
    if (witness->seeks_twins && like->at && !first.without && like->kind != LITERAL_AIM) {
        struct twin twin = twin_of(witness, (struct twin){like->program, like->at});

        first.program = twin.program;
        first.at = twin.at;
    }
    return intern(witness, &first);
}

bool literal_is_omitted(const struct literal *literal)
{
    return literal->kind == LITERAL_STEP && literal->without &&
           literal->without->step == literal->at;
}

bool literal_is_closed(const struct literal *literal)
{
    return literal->kind == LITERAL_BLOCK && literal->at->flags & FLAG_CLOSED && !literal->without;
}

const struct literal *literal_not(struct witness *witness, const struct literal *literal)
{
    struct literal opposite = *literal;

    opposite.negated = !literal->negated;
    return literal_of(witness, &opposite);
}

/* ---- making them ---- */

const struct literal *literal_const(struct witness *witness, const struct node *node, bool negated)
{
    return literal_of(witness,
                      &(struct literal){.kind = LITERAL_CONST, .negated = negated, .node = node});
}

const struct literal *literal_kinds(struct witness *witness, unsigned kinds)
{
    return literal_of(witness, &(struct literal){.kind = LITERAL_KINDS, .kinds = (uint16_t)kinds});
}

const struct literal *literal_size(struct witness *witness, unsigned kinds, uint64_t count,
                                   bool negated)
{
    return literal_of(witness, &(struct literal){.kind = LITERAL_SIZE,
                                                 .negated = negated,
                                                 .kinds = (uint16_t)kinds,
                                                 .count = count});
}

const struct literal *literal_present(struct witness *witness, struct str name, bool negated)
{
    return literal_of(witness,
                      &(struct literal){.kind = LITERAL_PRESENT, .negated = negated, .name = name});
}

const struct literal *literal_pattern(struct witness *witness, const struct pattern *pattern,
                                      bool negated)
{
    return literal_of(
        witness,
        &(struct literal){.kind = LITERAL_PATTERN, .negated = negated, .pattern = pattern});
}

const struct literal *literal_block(struct witness *witness, const struct literal *around,
                                    const struct instruction *block, bool negated)
{
    return literal_of(witness, &(struct literal){.kind = LITERAL_BLOCK,
                                                 .negated = negated,
                                                 .strict = around->strict,
                                                 .program = around->program,
                                                 .at = block,
                                                 .scope = around->scope,
                                                 .without = around->without});
}

const struct literal *literal_step(struct witness *witness, const struct literal *around,
                                   const struct instruction *step, uint64_t part, bool negated)
{
    return literal_of(witness, &(struct literal){.kind = LITERAL_STEP,
                                                 .negated = negated,
                                                 .strict = around->strict,
                                                 .program = around->program,
                                                 .at = step,
                                                 .scope = around->scope,
                                                 .without = around->without,
                                                 .count = part});
}

/* ---- deciding them ---- */

static enum schema_verdict verdict_of(bool holds)
{
    return holds ? SCHEMA_VALID : SCHEMA_INVALID;
}

static enum schema_verdict opposite_of(enum schema_verdict verdict)
{
    return verdict == SCHEMA_UNKNOWN ? verdict : verdict_of(verdict == SCHEMA_INVALID);
}

/* Of one look at a value. What cannot be judged was looked at until the evaluator gave up. */
enum { NODES_A_STEP = 16, EVALUATOR_STEPS = 20 * 1000, UNSURE_STEPS = 200 };

struct program_ask literal_ask(const struct witness *witness, const struct literal *literal,
                               const struct instruction *at, const struct dynamic_anchor **scopes)
{
    for (const struct dynamic_scope *scope = literal->scope; scope; scope = scope->outer)
        scopes[scope->depth - 1] = scope->anchors;
    return (struct program_ask){.program = literal->program,
                                .at = at,
                                .direction = witness->settings.direction,
                                .strict = literal->strict,
                                .scopes = scopes,
                                .without = literal->without ? &literal->without->told : NULL,
                                .scope_count = literal->scope ? literal->scope->depth : 0};
}

static enum schema_verdict ask(struct witness *witness, const struct literal *literal,
                               const struct instruction *at, const struct node *value)
{
    const struct dynamic_anchor *scopes[PROGRAM_MAX_SCOPES];
    struct program_ask asked = literal_ask(witness, literal, at, scopes);
    enum schema_verdict verdict;

    asked.steps =
        EVALUATOR_STEPS + literal->program->count + (uint64_t)value->span * SCHEMA_STEPS_A_NODE;
    witness_spend(witness, value->span / NODES_A_STEP);
    verdict = program_holds(witness->evaluator, &asked, value);
    if (verdict == SCHEMA_UNKNOWN)
        witness_spend(witness, UNSURE_STEPS);
    return verdict;
}

/* One dependent of a dependentRequired or dependentSchemas. */
static enum schema_verdict decide_dependent(struct witness *witness, const struct literal *literal,
                                            const struct node *value)
{
    const struct dependent *dependent = &literal->at->dependents->items[literal->count - 1];

    if (!node_is(value, NODE_OBJECT) || !node_member(value, node_text(dependent->key)))
        return SCHEMA_VALID;
    if (!dependent->names)
        return ask(witness, literal, literal->at + dependent->block, value);
    for (size_t i = 0; i < dependent->names->count; i++)
        if (!node_member(value, dependent->names->items[i].text))
            return SCHEMA_INVALID;
    return SCHEMA_VALID;
}

/* Is just one of the names missing? The literal, which is negated, says so. */
static enum schema_verdict decide_all_but_one(const struct literal *literal,
                                              const struct node *value)
{
    const struct names *names = literal->at->names;
    size_t missing = 0;

    for (size_t i = 0; node_is(value, NODE_OBJECT) && i < names->count; i++)
        missing += !node_member(value, names->items[i].text);
    return verdict_of(missing != 1);
}

static enum schema_verdict decide_step(struct witness *witness, const struct literal *literal,
                                       const struct node *value)
{
    if (literal_is_omitted(literal))
        return SCHEMA_VALID;
    switch ((enum op)literal->at->op) {
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        return literal->negated ? SCHEMA_INVALID : SCHEMA_VALID;
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        if (literal->count)
            return decide_dependent(witness, literal, value);
        break;
    case OP_REQUIRED:
        if (literal->count == REQUIRED_JUST_ONE)
            return decide_all_but_one(literal, value);
        break;
    default:
        break;
    }
    return ask(witness, literal, literal->at, value);
}

static uint64_t size_of(const struct node *value)
{
    return value->kind == NODE_STRING ? utf8_length(node_text(value)) : value->length;
}

static enum schema_verdict decide_pattern(const struct literal *literal, const struct node *value)
{
    if (value->kind != NODE_STRING)
        return SCHEMA_VALID;
    switch (pattern_match(literal->pattern, node_text(value), NULL)) {
    case PATTERN_MATCHES:
        return SCHEMA_VALID;
    case PATTERN_FAILS:
        return SCHEMA_INVALID;
    case PATTERN_UNKNOWN:
        break;
    }
    return SCHEMA_UNKNOWN;
}

static enum schema_verdict decide_part(struct witness *witness, const struct literal *literal,
                                       const struct node *part)
{
    return part ? literal_decide(witness, literal->part, part) : SCHEMA_VALID;
}

static enum schema_verdict decide_plain(struct witness *witness, const struct literal *literal,
                                        const struct node *value)
{
    switch (literal->kind) {
    case LITERAL_BLOCK:
        return ask(witness, literal, literal->at, value);
    case LITERAL_STEP:
        return decide_step(witness, literal, value);
    case LITERAL_CONST:
        return verdict_of(node_equal(literal->node, value));
    case LITERAL_KINDS:
        return verdict_of(literal->kinds & (kinds_of(value) | kinds_of_exactly(value)));
    case LITERAL_SIZE:
        return verdict_of(!(literal->kinds & kinds_of(value)) || size_of(value) >= literal->count);
    case LITERAL_PRESENT:
        return verdict_of(value->kind != NODE_OBJECT || node_member(value, literal->name));
    case LITERAL_MEMBER:
        return decide_part(witness, literal, node_member(value, literal->name));
    case LITERAL_ITEM:
        return decide_part(witness, literal, node_element(value, literal->count));
    case LITERAL_PATTERN:
        return decide_pattern(literal, value);
    case LITERAL_EITHER:
        return SCHEMA_VALID;
    case LITERAL_AIM:
        return aim_decide(witness, literal, value);
    }
    return SCHEMA_UNKNOWN;
}

enum schema_verdict literal_decide(struct witness *witness, const struct literal *literal,
                                   const struct node *value)
{
    enum schema_verdict verdict = decide_plain(witness, literal, value);

    return literal->negated && literal->kind != LITERAL_EITHER ? opposite_of(verdict) : verdict;
}
