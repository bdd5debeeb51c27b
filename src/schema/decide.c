/* Yes or no, as fast as possible: runs the same program as evaluate.c, without paths, messages,
   coverage, tracking or doubts. What needs one of these (an unevaluated keyword, a pattern that
   meets a limit, a format that warns, a budget that is spent) ends the run with SCHEMA_UNKNOWN, and
   evaluate.c is asked instead; so the two give the same verdicts and differ in time only. prepare.c
   makes what is read here: the verdicts that are known for a kind of value before looking at it
   ("foregone"), and the tables of properties.

   Over a value with choices (document/choice.h) the three verdicts are taken in earnest: what is
   unknown may be told by another keyword, and holds or fails whatever the choices are. So there a
   loop goes on past SCHEMA_UNKNOWN, and warnings, which change no verdict, are passed over. */
#include "base/short_text.h"
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
static enum schema_verdict decide_schema(struct decision *decision,
                                         const struct instruction *schema,
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

/* foregone: the schema's verdicts, or a copy of them that lies nearer in memory. */
static inline enum schema_verdict apply_foregone(struct decision *decision,
                                                 struct verdicts foregone,
                                                 const struct instruction *schema,
                                                 const struct node *instance)
{
    unsigned kind = node_kind_bit(instance);

    if (foregone.holds & kind)
        return SCHEMA_VALID;
    if (foregone.fails & kind)
        return SCHEMA_INVALID;
    return decide_schema(decision, schema, instance);
}

static inline enum schema_verdict apply(struct decision *decision, const struct instruction *schema,
                                        const struct node *instance)
{
    return apply_foregone(decision, schema->foregone.verdicts, schema, instance);
}

/* Does the schema hold for all elements of an array, or all values in an object, whatever they are?
   The reader has noted their kinds. */
static inline bool hold_foregone(const struct instruction *schema, const struct node *container)
{
    unsigned kinds = node_child_kinds(container);

    return kinds && !(kinds & ~(unsigned)schema->foregone.verdicts.holds);
}

static inline bool spend(struct decision *decision, uint64_t steps)
{
    if (decision->steps < steps) {
        if (decision->choosing)
            decision->steps = 0; /* it goes on past this, and is to end soon */
        return false;
    }
    decision->steps -= steps;
    return true;
}

/* Does the verdict of one part settle that of all, which hold where each part holds? */
static inline bool ends_all(const struct decision *decision, enum schema_verdict verdict)
{
    if (!decision->choosing)
        return verdict != SCHEMA_VALID;
    return verdict == SCHEMA_INVALID && !decision->choosing->thorough;
}

/* The same of all that hold where one part does. What unevaluated keywords look at may hang on the
   other parts too. */
static inline bool ends_any(const struct decision *decision, enum schema_verdict verdict)
{
    if (!decision->choosing)
        return verdict != SCHEMA_INVALID;
    return verdict == SCHEMA_VALID && decision->choosing->tracking == 0;
}

/* The verdict of a schema that need not hold where the one around it does. */
static enum schema_verdict suppose(struct decision *decision, const struct instruction *schema,
                                   const struct node *instance)
{
    return decision->choosing ? choosing_suppose(decision, schema, instance)
                              : apply(decision, schema, instance);
}

enum schema_verdict decide_at(struct decision *decision, const struct instruction *schema,
                              const struct node *instance)
{
    return apply(decision, schema, instance);
}

static enum schema_verdict verdict_of(bool holds)
{
    return holds ? SCHEMA_VALID : SCHEMA_INVALID;
}

/* What warns changes no verdict; but evaluate.c has to tell it. */
static enum schema_verdict warn(const struct decision *decision)
{
    return decision->choosing ? SCHEMA_VALID : SCHEMA_UNKNOWN;
}

/* ---- objects ---- */

/* node_member, inlined: a call would cost as much as the comparing. */
static const struct node *find_member(const struct node *object, const struct name *name)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        if (key->length == name->text.length &&
            short_text_equal(key->text, name->text.text, key->length))
            return node_value(key);
    return NULL;
}

/* May a mark let it off that another schema makes? Then evaluate.c looks (direction.c). */
static bool may_be_let_off(const struct decision *decision, const struct node *instance)
{
    unsigned bit = decision->direction == SCHEMA_REQUEST    ? MARKS_READ_ONLY
                   : decision->direction == SCHEMA_RESPONSE ? MARKS_WRITE_ONLY
                                                            : 0;

    return !decision->strict && decision->subject == instance && decision->applied->kinds & bit;
}

static enum schema_verdict decide_names(struct decision *decision, const struct names *names,
                                        const struct node *instance)
{
    const struct member_table *table = &decision->ev->members;
    bool served = instance->length >= TABLE_MEMBERS &&
                  member_table_serves(&decision->ev->members, instance, names->count);

    if (!spend(decision, served ? names->count : instance->length / 8 * names->count))
        return SCHEMA_UNKNOWN;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];

        if (served ? member_table_find(table, name->text) != NULL
                   : find_member(instance, name) != NULL)
            continue;
        if (decision->strict || name->exempt == SCHEMA_ANY || name->exempt != decision->direction)
            return names->directed && may_be_let_off(decision, instance) ? warn(decision)
                                                                         : SCHEMA_INVALID;
        decision->let_off = true;
    }
    return SCHEMA_VALID;
}

/* A member that no property describes; or, where there are patterns, any. */
static enum schema_verdict decide_other(struct decision *decision, const struct instruction *at,
                                        const struct node *key, bool described)
{
    const struct members *members = at->members;
    enum schema_verdict whole = SCHEMA_VALID;

    if (!spend(decision, PATTERN_STEPS * (uint64_t)members->pattern_count))
        return SCHEMA_UNKNOWN;
    for (uint32_t i = 0; i < members->pattern_count; i++) {
        const struct member_pattern *pattern = &members->patterns[i];
        enum schema_verdict verdict = SCHEMA_UNKNOWN;

        if (pattern->pattern)
            verdict = evaluator_search(decision->ev, pattern->pattern, key, &decision->reason);
        if (verdict == SCHEMA_INVALID)
            continue;
        described = true;
        if (verdict == SCHEMA_VALID)
            verdict = apply(decision, at + pattern->block, node_value(key));
        if (ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    if (described || !members->others)
        return whole;
    return apply(decision, members->others, node_value(key));
}

/* Of those members that the properties describe. */
static enum schema_verdict decide_gathered(struct decision *decision, const struct instruction *at,
                                           const struct node *instance, size_t first)
{
    const struct members *members = at->members;
    struct member_table *table = &decision->ev->members;
    size_t end = table->found.count;
    uint64_t missing = members->required;
    enum schema_verdict verdict = SCHEMA_VALID;
    uint32_t next = 0;

    for (size_t i = first; i < end && verdict == SCHEMA_VALID; i++) {
        const struct node *key = table->found.items[i];
        const struct property *property = members_find_near(members, key, &next);

        missing &= ~(UINT64_C(1) << property->tick);
        verdict = apply_foregone(decision, property->foregone, property->schema, node_value(key));
    }
    table->found.count = first;
    if (verdict != SCHEMA_VALID || !missing)
        return verdict;
    return may_be_let_off(decision, instance) ? warn(decision) : SCHEMA_INVALID;
}

/* One walk over the members: each is looked up, and the required ones are ticked off. */
static enum schema_verdict decide_members(struct decision *decision, const struct instruction *at,
                                          const struct node *instance)
{
    const struct members *members = at->members;
    const struct node *end = node_end(instance);
    uint64_t missing = members->required;
    enum schema_verdict verdict = SCHEMA_VALID, whole = SCHEMA_VALID;
    uint32_t next = 0;
    size_t first;

    if (instance->length >= TABLE_MEMBERS && !decision->choosing &&
        evaluator_gather(decision->ev, members, instance, &first))
        return spend(decision, members->property_count)
                   ? decide_gathered(decision, at, instance, first)
                   : SCHEMA_UNKNOWN;
    if (!spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *key = node_first(instance); key < end; key = node_next_key(key)) {
        const struct property *property = members_find_near(members, key, &next);

        if (property) {
            missing &= ~(UINT64_C(1) << property->tick);
            verdict =
                apply_foregone(decision, property->foregone, property->schema, node_value(key));
        }
        if ((members->pattern_count || (members->others && !property)) &&
            !(verdict != SCHEMA_VALID && ends_all(decision, verdict)))
            verdict = worse(verdict, decide_other(decision, at, key, property != NULL));
        if (verdict != SCHEMA_VALID) {
            if (ends_all(decision, verdict))
                return verdict;
            whole = worse(whole, verdict);
            verdict = SCHEMA_VALID;
        }
    }
    if (missing && may_be_let_off(decision, instance))
        return worse(whole, warn(decision));
    return missing ? SCHEMA_INVALID : whole;
}

static enum schema_verdict decide_property_names(struct decision *decision,
                                                 const struct instruction *at,
                                                 const struct node *instance)
{
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        enum schema_verdict verdict = apply(decision, instruction_first(at), key);

        if (verdict != SCHEMA_VALID)
            return verdict;
    }
    return SCHEMA_VALID;
}

/* dependentRequired and dependentSchemas */
static enum schema_verdict decide_dependents(struct decision *decision,
                                             const struct instruction *at,
                                             const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (size_t i = 0; i < at->dependents->count; i++) {
        const struct dependent *dependent = &at->dependents->items[i];
        enum schema_verdict verdict;

        if (!node_member(instance, node_text(dependent->key)))
            continue;
        verdict = dependent->names ? decide_names(decision, dependent->names, instance)
                                   : apply(decision, at + dependent->block, instance);
        if (ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    return whole;
}

/* ---- arrays ---- */

static enum schema_verdict decide_items(struct decision *decision, const struct instruction *at,
                                        const struct node *instance)
{
    const struct instruction *schema = instruction_first(at);
    const struct node *end = node_end(instance);
    enum schema_verdict whole = SCHEMA_VALID;
    uint64_t index = 0;

    if (hold_foregone(schema, instance))
        return SCHEMA_VALID;
    if (!spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *item = node_first(instance); item < end; item = node_next(item)) {
        enum schema_verdict verdict;

        if (index++ < at->count)
            continue;
        verdict = apply(decision, schema, item);
        if (verdict != SCHEMA_VALID) {
            if (ends_all(decision, verdict))
                return verdict;
            whole = worse(whole, verdict);
        }
    }
    return whole;
}

static enum schema_verdict decide_prefix_items(struct decision *decision,
                                               const struct instruction *at,
                                               const struct node *instance)
{
    const struct node *item = node_first(instance);
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct instruction *schema = instruction_first(at);
         schema < instruction_end(at) && item < node_end(instance);
         schema = instruction_next(schema), item = node_next(item)) {
        enum schema_verdict verdict = apply(decision, schema, item);

        if (ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    return whole;
}

static enum schema_verdict decide_contains(struct decision *decision, const struct instruction *at,
                                           const struct node *instance)
{
    const struct contains *contains = at->contains;
    uint64_t matched = 0, open = 0;

    if (!spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item)) {
        enum schema_verdict verdict = suppose(decision, at + contains->block, item);

        if (verdict == SCHEMA_UNKNOWN && !decision->choosing)
            return SCHEMA_UNKNOWN;
        matched += verdict == SCHEMA_VALID;
        open += verdict == SCHEMA_UNKNOWN;
    }
    if (matched > contains->maximum || matched + open < contains->minimum)
        return SCHEMA_INVALID;
    return matched >= contains->minimum && matched + open <= contains->maximum ? SCHEMA_VALID
                                                                               : SCHEMA_UNKNOWN;
}

static enum schema_verdict decide_unique_items(struct decision *decision,
                                               const struct node *instance)
{
    if (!spend(decision, instance->span))
        return SCHEMA_UNKNOWN;
    if (decision->choosing && choosing_note_all(decision, instance, false))
        return SCHEMA_UNKNOWN;
    return verdict_of(!evaluator_repeated_item(decision->ev, instance));
}

/* ---- logic ---- */

static enum schema_verdict decide_all_of(struct decision *decision, const struct instruction *at,
                                         const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        enum schema_verdict verdict = apply(decision, branch, instance);

        if (ends_all(decision, verdict))
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
    return apply(decision, branch, instance);
}

static enum schema_verdict decide_any_of(struct decision *decision, const struct instruction *at,
                                         const struct node *instance)
{
    const struct instruction *last = NULL;
    bool holds = false;
    unsigned open = 0;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        enum schema_verdict verdict = suppose(decision, branch, instance);

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

static enum schema_verdict decide_one_of(struct decision *decision, const struct instruction *at,
                                         const struct node *instance)
{
    const struct instruction *last = NULL;
    unsigned fitting = 0, open = 0;

    for (const struct instruction *branch = instruction_first(at);
         branch < instruction_end(at) && fitting < 2; branch = instruction_next(branch)) {
        enum schema_verdict verdict = suppose(decision, branch, instance);

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
    return block ? suppose(decision, at + block, instance) : SCHEMA_VALID;
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

static enum schema_verdict decide_if(struct decision *decision, const struct instruction *at,
                                     const struct node *instance)
{
    const struct conditional *conditional = at->conditional;
    enum schema_verdict verdict = suppose(decision, at + conditional->condition, instance);
    uint32_t block;

    if (verdict == SCHEMA_UNKNOWN)
        return decision->choosing ? decide_open_if(decision, at, instance) : SCHEMA_UNKNOWN;
    block = verdict == SCHEMA_VALID ? conditional->consequence : conditional->alternative;
    return block ? apply(decision, at + block, instance) : SCHEMA_VALID;
}

static enum schema_verdict decide_not(struct decision *decision, const struct instruction *at,
                                      const struct node *instance)
{
    bool strict = decision->strict;
    enum schema_verdict verdict;

    decision->strict = true; /* `not: {required: [a]}` is about what is there */
    verdict = suppose(decision, instruction_first(at), instance);
    decision->strict = strict;
    return verdict == SCHEMA_UNKNOWN ? SCHEMA_UNKNOWN : verdict_of(verdict == SCHEMA_INVALID);
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
    return at->flags & FLAG_WARNS ? warn(decision) : SCHEMA_INVALID;
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
        return apply(decision, at, instance);
    case OP_CALL:
        return at->schema->program ? apply(decision, schema_entry(at->schema), instance)
                                   : SCHEMA_UNKNOWN;
    case OP_NEVER:
        return SCHEMA_INVALID;
    case OP_TYPE:
        if (at->flags & FLAG_WARNS && instance->kind == NODE_NUMBER && evaluator_is_noted(instance))
            return warn(decision);
        return verdict_of(evaluator_has_type(at->types, instance));
    case OP_CONST:
    case OP_ENUM:
        return decide_values(decision, at, instance);
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM:
        return warn(decision);
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
        return decide_unique_items(decision, instance);
    case OP_PREFIX_ITEMS:
        return decide_prefix_items(decision, at, instance);
    case OP_ITEMS:
        return decide_items(decision, at, instance);
    case OP_CONTAINS:
        return decide_contains(decision, at, instance);
    case OP_REQUIRED:
        return at->flags & FLAG_TICKED ? SCHEMA_VALID : decide_names(decision, at->names, instance);
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
    for (; at < end && !ends_all(decision, verdict); at = instruction_next(at))
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

    if (decision->depth == SCHEMA_MAX_DEPTH || !spend(decision, schema->foregone.cost))
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
    return apply(&decision, schema_entry(schema), instance);
}

enum schema_verdict program_decide(struct evaluator *ev, struct program_block block,
                                   const struct node *instance, enum schema_direction direction)
{
    struct decision decision = {.ev = ev, .direction = direction, .steps = FORESIGHT_STEPS};

    evaluator_forget(ev, instance);
    decision.remember_below = remember_below(ev, decision.steps, 0);
    ev->matcher.spent_ms = 0;
    ev->warned = false;
    return apply(&decision, block.at, instance);
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
    enum schema_verdict verdict = apply(&decision, schema, instance);

    ev->foresight = decision.steps;
    ev->let_off |= decision.let_off;
    return verdict;
}
