/* Yes or no, as fast as possible: runs the same program as evaluate.c, without paths, messages,
   coverage, tracking or doubts. What needs one of these (an unevaluated keyword, a pattern that
   meets a limit, a format that warns, a budget that is spent) ends the run with SCHEMA_UNKNOWN, and
   evaluate.c is asked instead; so the two give the same verdicts and differ in time only. prepare.c
   makes what is read here: the verdicts that are known for a kind of value before looking at it
   ("foregone"), and the tables of properties.

   Over a value with choices (document/choice.h) the three verdicts are taken in earnest: what is
   unknown may be told by another keyword, and holds or fails whatever the choices are. So there a
   loop goes on past SCHEMA_UNKNOWN, and warnings, which change no verdict, are passed over. */
#include "schema/decision.h"

/* decide_keywords, unless it was asked before. */
static __attribute__((noinline)) enum schema_verdict decide_once(struct decision *decision,
                                                                 const struct instruction *schema,
                                                                 const struct node *instance)
{
    struct verdict_table *table = &decision->ev->verdicts;
    const struct verdict_key key = {schema, instance,
                                    instance == decision->subject ? decision->applied : NULL,
                                    decision->strict ? WAY_STRICT : 0u};
    const struct remembered *known = verdict_table_find(table, &key);
    bool let_off = decision->let_off;
    enum schema_verdict verdict;

    if (known) {
        decision->let_off |= known->let_off;
        return (enum schema_verdict)known->verdict;
    }
    decision->let_off = false;
    verdict = decide_keywords(decision, schema, instance);
    if (verdict != SCHEMA_UNKNOWN) {
        struct remembered *entry = verdict_table_add(table, &key);

        entry->verdict = (uint8_t)verdict;
        entry->let_off = decision->let_off;
    }
    decision->let_off |= let_off;
    return verdict;
}

/* Of a string mostly one thing is left to ask, its length or an enum. That is answered here, before
   decide_keywords sets up all that it may need. */
enum schema_verdict decide_schema(struct decision *decision, const struct instruction *schema,
                                  const struct node *instance)
{
    const struct instruction *at;

    if (!schema->foregone.first)
        schema = schema->target;
    at = schema + schema->foregone.first;
    if (instance->kind == NODE_STRING && schema->foregone.first + 1u == schema->length) {
        bool ascii = !(instance->flags & NODE_NON_ASCII);

        if (at->op == OP_MAX_LENGTH && instance->length <= at->count)
            return SCHEMA_VALID;
        if (at->op == OP_MIN_LENGTH && ascii)
            return instance->length >= at->count ? SCHEMA_VALID : SCHEMA_INVALID;
        if (at->op == OP_ENUM)
            return values_find(at->values, instance) ? SCHEMA_VALID : SCHEMA_INVALID;
    }
    if (decision->choosing)
        return choosing_enter(decision, schema, instance);
    return decision->steps < decision->remember_below ? decide_once(decision, schema, instance)
                                                      : decide_keywords(decision, schema, instance);
}

/* ---- values ---- */

static enum schema_verdict decide_pattern(struct decision *decision, const struct instruction *at,
                                          const struct node *instance)
{
    return evaluator_search(decision->ev, at->pattern, instance, &decision->reason);
}

static enum schema_verdict decide_format(const struct decision *decision,
                                         const struct instruction *at, const struct node *instance)
{
    if (at->format->holds(node_text(instance)))
        return SCHEMA_VALID;
    return at->flags & FLAG_WARNS ? decision_warn(decision) : SCHEMA_INVALID;
}

static enum schema_verdict decide_values(struct decision *decision, const struct instruction *at,
                                         const struct node *instance)
{
    if (decision->choosing && instance->kind >= NODE_ARRAY)
        return at->op == OP_CONST ? choosing_equals(decision, at->node, instance)
                                  : choosing_finds(decision, at->values, instance);
    return verdict_of(at->op == OP_CONST ? node_equal(at->node, instance)
                                         : values_find(at->values, instance) != NULL);
}

static enum schema_verdict decide_keyword(struct decision *decision, const struct instruction *at,
                                          const struct node *instance)
{
    switch ((enum op)at->op) {
    case OP_SCHEMA:
        return decide_at(decision, at, instance);
    case OP_CALL:
        return at->schema->program ? decide_at(decision, schema_entry(at->schema), instance)
                                   : SCHEMA_UNKNOWN;
    case OP_NEVER:
        return SCHEMA_INVALID;
    case OP_TYPE:
        if (at->flags & FLAG_WARNS && instance->kind == NODE_NUMBER && evaluator_is_noted(instance))
            return decision_warn(decision);
        return verdict_of(evaluator_has_type(at->types, instance));
    case OP_CONST:
    case OP_ENUM:
        return decide_values(decision, at, instance);
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM:
        return decision_warn(decision);
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        return verdict_of(evaluator_in_bound(at, instance));
    case OP_MIN_LENGTH:
        return verdict_of(characters(instance) >= at->count);
    case OP_MAX_LENGTH:
        return verdict_of(characters(instance) <= at->count);
    case OP_PATTERN:
        return decide_pattern(decision, at, instance);
    case OP_FORMAT:
        return decide_format(decision, at, instance);
    case OP_MIN_ITEMS:
    case OP_MIN_PROPERTIES:
        return verdict_of(instance->length >= at->count);
    case OP_MAX_ITEMS:
    case OP_MAX_PROPERTIES:
        return verdict_of(instance->length <= at->count);
    case OP_UNIQUE_ITEMS:
        return decide_unique_items(decision, at, instance);
    case OP_PREFIX_ITEMS:
        return decide_prefix_items(decision, at, instance);
    case OP_ITEMS:
        return decide_items(decision, at, instance);
    case OP_CONTAINS:
        return decide_contains(decision, at, instance);
    case OP_REQUIRED:
        return at->flags & FLAG_TICKED ? SCHEMA_VALID : decide_required(decision, at, instance);
    case OP_MEMBERS:
        return decide_members(decision, at, instance);
    case OP_PROPERTY_NAMES:
        return decide_property_names(decision, at, instance);
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        return decide_dependents(decision, at, instance);
    case OP_ALL_OF:
        return decide_all_of(decision, at, instance);
    case OP_ANY_OF:
        return decide_any_of(decision, at, instance);
    case OP_ONE_OF:
        return decide_one_of(decision, at, instance);
    case OP_IF:
        return decide_if(decision, at, instance);
    case OP_NOT:
        return decide_not(decision, at, instance);
    case OP_DYNAMIC_CALL:
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        if (decision->choosing)
            return choosing_ask_beyond(decision, at, instance);
        break;
    case OP_DOUBT:
    case OP_COUNT:
        break;
    }
    return SCHEMA_UNKNOWN;
}

/* The rest of decide_keywords, behind a keyword that did not hold. */
static enum schema_verdict decide_others(struct decision *decision, const struct instruction *at,
                                         const struct instruction *end, const struct node *instance,
                                         enum schema_verdict verdict)
{
    for (; at < end && !decision_ends_all(decision, verdict); at = instruction_next(at))
        if (at->kinds >> instance->kind & 1)
            verdict = worse(verdict, decide_keyword(decision, at, instance));
    return verdict;
}

enum schema_verdict decide_keywords(struct decision *decision, const struct instruction *schema,
                                    const struct node *instance)
{
    const struct instruction *end = instruction_end(schema);
    const struct instruction *at = schema + schema->foregone.first, *applied = decision->applied;
    const struct node *subject = decision->subject;
    enum schema_verdict verdict = SCHEMA_VALID;

    if (decision->depth == SCHEMA_MAX_DEPTH) {
        if (!decision_spend(decision, TOO_DEEP_STEPS))
            decision->steps = 0; /* it is to end soon */
        return SCHEMA_UNKNOWN;
    }
    if (!decision_spend(decision, schema->foregone.cost))
        return SCHEMA_UNKNOWN;
    decision->depth++;
    if (instance != subject) {
        decision->subject = instance;
        decision->applied = schema;
    }
    for (; at < end && verdict == SCHEMA_VALID; at = instruction_next(at))
        if (at->kinds >> instance->kind & 1)
            verdict = decide_keyword(decision, at, instance);
    if (verdict != SCHEMA_VALID && decision->choosing)
        verdict = decide_others(decision, at, end, instance, verdict);
    decision->depth--;
    decision->subject = subject;
    decision->applied = applied;
    return verdict;
}

/* Of the steps that are left, after so many were spent. */
static uint64_t remember_below(const struct evaluator *ev, uint64_t left, uint64_t spent)
{
    uint64_t wait = ev->remember_after > spent ? ev->remember_after - spent : 0;

    return wait == 0 ? UINT64_MAX : left > wait ? left - wait : 0;
}

enum schema_verdict schema_decide(struct evaluator *ev, const struct schema *schema,
                                  const struct node *instance, enum schema_direction direction)
{
    struct decision decision = {.ev = ev, .direction = direction, .steps = ev->step_limit};

    evaluator_forget(ev, instance);
    decision.remember_below = remember_below(ev, decision.steps, 0);
    ev->matcher.spent_ms = 0;
    ev->warned = false;
    return decide_at(&decision, schema_entry(schema), instance);
}

enum schema_verdict program_decide(struct evaluator *ev, struct program_block block,
                                   const struct node *instance, enum schema_direction direction)
{
    struct decision decision = {.ev = ev,
                                .direction = direction,
                                .steps = ev->step_ceiling < FORESIGHT_STEPS ? ev->step_ceiling
                                                                            : FORESIGHT_STEPS};

    evaluator_forget(ev, instance);
    decision.remember_below = remember_below(ev, decision.steps, 0);
    ev->matcher.spent_ms = 0;
    ev->warned = false;
    return decide_at(&decision, block.at, instance);
}

enum schema_verdict evaluator_decide(struct evaluator *ev, const struct instruction *schema,
                                     const struct node *instance)
{
    const struct instruction *subject = evaluator_subject(ev, instance);
    struct decision decision = {
        .ev = ev,
        .direction = ev->direction,
        .strict = ev->strict,
        .subject = subject ? instance : NULL,
        .applied = subject,
        .depth = ev->depth,
        .steps = ev->foresight,
        .remember_below =
            remember_below(ev, ev->foresight, ev->steps + FORESIGHT_STEPS - ev->foresight)};
    enum schema_verdict verdict;

    /* What was prepared is about the whole schema. */
    if (ev->without && ev->omission->matters(ev->omission->context, ev->program, schema))
        return SCHEMA_UNKNOWN;
    verdict = decide_at(&decision, schema, instance);
    ev->foresight = decision.steps;
    ev->let_off |= decision.let_off;
    return verdict;
}
