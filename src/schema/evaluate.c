/* Runs a schema's program over an instance.

   How evaluated properties travel. A schema that has unevaluatedProperties or unevaluatedItems
   (FLAG_TRACKS) opens a scope: it remembers how long the journal's `evaluated` is, and everything
   that is applied to the same instance inside it appends the key nodes and items it evaluates. At
   the unevaluated keyword, what was appended since the scope opened is evaluated. So cousins do not
   see each other (a scope begins with its own schema), parents see what their subschemas saw, and
   nothing is kept where no scope is open. On the way to a child tracking is off: the child's
   members are another instance's. A branch that fails is taken back to the mark set before it.

   How documented properties travel. When the question asks for coverage, a byte a node of the
   instance notes by which kind of keyword each member was described; the changes are a journal, so
   that a discarded branch takes its own back, while a $ref or allOf that fails keeps its coverage:
   a wrong value does not make its neighbours undocumented. Where no branch of a oneOf or anyOf
   fits, the one that fits best is gone through for its coverage, and the objects below are marked
   as guessed. Coverage belongs to the place in the instance, whatever schemas met there, so the
   union over allOf cousins comes by itself. undocumented.c reads it.

   Verdicts have three values. SCHEMA_UNKNOWN comes from a doubt; a doubt that decided nothing (its
   branch was discarded, another branch fits) is forgotten with its branch. */
#include <assert.h>

#include "schema/evaluator.h"

/* ---- failures and doubts ---- */

enum schema_verdict evaluator_fail(struct evaluator *ev, const struct instruction *at,
                                   const struct node *instance, const struct detail *detail)
{
    ev->score.failures++;
    if (evaluator_marks(ev))
        evaluator_mark(ev,
                       (struct mark){.instance = instance,
                                     .place = detail && detail->place ? detail->place
                                                                      : origin_of(ev, at)->place,
                                     .op = at->op});
    if (ev->report)
        evaluator_describe_failure(ev, at, instance, detail ? detail : &(struct detail){0}, false);
    return SCHEMA_INVALID;
}

enum schema_verdict evaluator_meet_literal(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance)
{
    ev->score.hits++;
    if (evaluator_marks(ev))
        evaluator_mark(ev, (struct mark){.instance = instance,
                                         .place = origin_of(ev, at)->place,
                                         .op = at->op,
                                         .met = true});
    return SCHEMA_VALID;
}

enum schema_verdict evaluator_miss_literal(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance, bool single)
{
    ev->score.failures += single ? WEIGHT_LITERAL - 1 : 0;
    return evaluator_fail(ev, at, instance, NULL);
}

static enum schema_verdict add_doubt(struct evaluator *ev, const struct instruction *at,
                                     const struct node *instance, struct str reason,
                                     const char *cause)
{
    if (ev->doubts.count < MAX_DOUBTS)
        VEC_ADD(&ev->doubts, ((struct schema_doubt){
                                 .instance = instance,
                                 .place = origin_of(ev, at)->place,
                                 .reason = reason,
                                 .cause = cause,
                             }));
    return SCHEMA_UNKNOWN;
}

enum schema_verdict evaluator_doubt(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance, struct str reason)
{
    return add_doubt(ev, at, instance, reason, "");
}

static enum schema_verdict exhaust(struct evaluator *ev, const struct instruction *at,
                                   const struct node *instance, struct str reason)
{
    if (!ev->exhausted) {
        evaluator_doubt(ev, at, instance, reason);
        ev->exhausted = true;
        ev->exhausted_by = reason;
    }
    return SCHEMA_UNKNOWN;
}

bool evaluator_spend(struct evaluator *ev, uint64_t steps, const struct instruction *at,
                     const struct node *instance)
{
    ev->steps += steps;
    if (ev->steps <= ev->step_limit && !ev->exhausted)
        return true;
    exhaust(ev, at, instance, STR("the evaluation needs too many steps"));
    return false;
}

enum schema_verdict evaluator_search(struct evaluator *ev, const struct pattern *pattern,
                                     const struct node *text, const char **reason)
{
    switch (pattern_search(pattern, &ev->matcher, node_text(text), reason)) {
    case PATTERN_MATCHES:
        return SCHEMA_VALID;
    case PATTERN_FAILS:
        return SCHEMA_INVALID;
    case PATTERN_UNKNOWN:
        break;
    }
    return SCHEMA_UNKNOWN;
}

enum schema_verdict evaluator_match(struct evaluator *ev, const struct instruction *at,
                                    const struct pattern *pattern, const struct node *text)
{
    const char *reason = NULL;
    enum schema_verdict verdict = evaluator_search(ev, pattern, text, &reason);
    struct str told;

    if (verdict != SCHEMA_UNKNOWN || ev->doubts.count >= MAX_DOUBTS)
        return verdict;
    told = str_format(&ev->texts, "pattern %.*s: %s",
                      STR_ARGS(str_slice(pattern_text(pattern), 0, 200)), reason);
    /* The doubt goes when its branch is discarded, but its text stays in memory. */
    evaluator_spend(ev, told.length, at, text);
    return evaluator_doubt(ev, at, text, told);
}

/* ---- applying schemas ---- */

static enum schema_verdict run(struct evaluator *ev, const struct instruction *schema,
                               const struct node *instance);

/* Were no other resources entered since there were `depth` of them? Then dynamic references lead
   where they led. */
static bool has_same_scope(const struct evaluator *ev, unsigned depth)
{
    for (unsigned i = depth; i < ev->scope_depth; i++) {
        unsigned outer = 0;

        while (outer < depth && ev->scopes[outer] != ev->scopes[i])
            outer++;
        if (outer == depth)
            return false;
    }
    return true;
}

/* The same schema on the same instance further up: it would never end. */
static bool is_endless(const struct evaluator *ev, const struct frame *last)
{
    for (unsigned i = 0; i + 1 < ev->depth; i++)
        if (ev->frames[i].origin == last->origin && ev->frames[i].instance == last->instance &&
            has_same_scope(ev, ev->frames[i].scope_depth))
            return true;
    return false;
}

/* What is endless is found early, for on the way each schema tries what it has beside it. */
static bool is_too_deep(const struct evaluator *ev)
{
    bool look = ev->depth >= ENDLESS_DEPTH && (ev->depth & (ev->depth - 1)) == 0;

    return ev->depth == SCHEMA_MAX_DEPTH || (look && is_endless(ev, &ev->frames[ev->depth - 1]));
}

static enum schema_verdict too_deep(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    if (is_endless(ev, &ev->frames[ev->depth - 1]))
        return exhaust(ev, at, instance,
                       STR("the schema refers to itself on the same value without end"));
    return exhaust(ev, at, instance, STR("more than 2048 schemas inside each other"));
}

/* Entering a resource with dynamic anchors; false when it is the innermost already. */
static bool open_scope(struct evaluator *ev, const struct instruction *schema)
{
    if (!(schema->flags & FLAG_DYNAMIC) ||
        (ev->scope_depth && ev->scopes[ev->scope_depth - 1] == schema->anchors))
        return false;
    assert(ev->scope_depth < PROGRAM_MAX_SCOPES + SCHEMA_MAX_DEPTH); /* one a frame at most */
    ev->scopes[ev->scope_depth++] = schema->anchors;
    return true;
}

static enum schema_verdict run_scoped(struct evaluator *ev, const struct instruction *schema,
                                      const struct node *instance)
{
    bool opened = open_scope(ev, schema);
    bool tracking = ev->tracking;
    size_t scope = ev->scope;
    enum schema_verdict verdict;

    if (schema->flags & FLAG_SENSITIVE)
        ev->sensitive++;
    if (schema->flags & FLAG_TRACKS) {
        ev->tracking = true;
        ev->scope = ev->journal.evaluated.count;
    }
    verdict = run(ev, schema, instance);
    if (!tracking && ev->tracking)
        ev->journal.evaluated.count = ev->scope;
    ev->tracking = tracking;
    ev->scope = scope;
    if (schema->flags & FLAG_SENSITIVE)
        ev->sensitive--;
    ev->scope_depth -= opened;
    return verdict;
}

static enum schema_verdict run_block(struct evaluator *ev, const struct instruction *schema,
                                     const struct node *instance)
{
    if (ev->coverage && schema->flags & FLAG_NOTES)
        journal_note(ev, instance, origin_of(ev, schema)->place, schema->flags & FLAG_NOTES);
    if (schema->flags & (FLAG_SENSITIVE | FLAG_TRACKS | FLAG_DYNAMIC))
        return run_scoped(ev, schema, instance);
    return run(ev, schema, instance);
}

static enum schema_verdict run_observed(struct evaluator *ev, const struct instruction *schema,
                                        const struct node *instance)
{
    return ev->collecting ? evaluator_annotate(ev, schema, instance, run_block)
                          : run_block(ev, schema, instance);
}

static enum schema_verdict enter(struct evaluator *ev, const struct instruction *schema,
                                 const struct origin *origin, const struct node *instance)
{
    enum schema_verdict verdict;

    if (ev->exhausted)
        return SCHEMA_UNKNOWN;
    if (is_too_deep(ev))
        return too_deep(ev, schema, instance);
    ev->frames[ev->depth++] = (struct frame){origin, schema, instance, ev->scope_depth};
    verdict = ev->trace ? trace_run(ev, schema, instance, run_observed)
                        : run_observed(ev, schema, instance);
    ev->depth--;
    return verdict;
}

enum schema_verdict evaluator_apply(struct evaluator *ev, const struct instruction *schema,
                                    const struct node *instance)
{
    return enter(ev, schema, origin_of(ev, schema), instance);
}

static enum schema_verdict call(struct evaluator *ev, const struct instruction *at,
                                const struct schema *target, const struct node *instance)
{
    const struct program *caller = ev->program;
    const struct origin *origin = origin_of(ev, at);
    enum schema_verdict verdict;

    if (!target->program)
        return evaluator_doubt(ev, at, instance,
                               STR("the schema referred to could not be compiled"));
    ev->program = target->program;
    verdict = enter(ev, schema_entry(target), origin, instance);
    ev->program = caller;
    return verdict;
}

static const struct schema *find_dynamic(const struct evaluator *ev,
                                         const struct dynamic_call *dynamic)
{
    for (unsigned i = 0; i < ev->scope_depth; i++)
        for (const struct dynamic_anchor *anchor = ev->scopes[i]; anchor; anchor = anchor->next)
            if (str_equal(anchor->name, dynamic->name))
                return anchor->schema;
    return dynamic->initial;
}

static enum schema_verdict call_dynamic(struct evaluator *ev, const struct instruction *at,
                                        const struct node *instance)
{
    if (!evaluator_spend(ev, ev->scope_depth, at, instance))
        return SCHEMA_UNKNOWN;
    return call(ev, at, find_dynamic(ev, at->dynamic), instance);
}

/* ---- the instructions ---- */

static enum schema_verdict check_bound(struct evaluator *ev, const struct instruction *at,
                                       const struct node *instance)
{
    return evaluator_in_bound(at, instance) ? SCHEMA_VALID : evaluator_fail(ev, at, instance, NULL);
}

static enum schema_verdict check_least(struct evaluator *ev, const struct instruction *at,
                                       const struct node *instance, uint64_t count)
{
    return count >= at->count ? SCHEMA_VALID
                              : evaluator_fail(ev, at, instance, &(struct detail){.count = count});
}

static enum schema_verdict check_most(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance, uint64_t count)
{
    return count <= at->count ? SCHEMA_VALID
                              : evaluator_fail(ev, at, instance, &(struct detail){.count = count});
}

static enum schema_verdict check_const(struct evaluator *ev, const struct instruction *at,
                                       const struct node *instance)
{
    return node_equal(at->node, instance) ? evaluator_meet_literal(ev, at, instance)
                                          : evaluator_miss_literal(ev, at, instance, true);
}

static void warn_of_notation(struct evaluator *ev, const struct instruction *at,
                             const struct node *instance)
{
    static const char message[] = "%v is an integer that is written with a fraction or an exponent";

    ev->warned = true;
    if (ev->report)
        evaluator_describe_failure(ev, at, instance, &(struct detail){.texts[OP_MESSAGE] = message},
                                   true);
}

static enum schema_verdict check_type(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance)
{
    if (evaluator_has_type(at->types, instance)) {
        if (at->flags & FLAG_WARNS && instance->kind == NODE_NUMBER && evaluator_is_noted(instance))
            warn_of_notation(ev, at, instance);
        return SCHEMA_VALID;
    }
    if (instance == ev->weighed)
        ev->score.failures += WEIGHT_TYPE - 1;
    return evaluator_fail(ev, at, instance, NULL);
}

static enum schema_verdict check_pattern(struct evaluator *ev, const struct instruction *at,
                                         const struct node *instance)
{
    enum schema_verdict verdict = evaluator_match(ev, at, at->pattern, instance);

    if (verdict == SCHEMA_INVALID)
        return evaluator_fail(ev, at, instance,
                              &(struct detail){.text = pattern_text(at->pattern)});
    return verdict;
}

/* What a schema that is not known would evaluate and describe may be all there is. */
static enum schema_verdict doubt(struct evaluator *ev, const struct instruction *at,
                                 const struct node *instance)
{
    enum keyword keyword = (enum keyword)origin_of(ev, at)->keyword;
    bool of_schema = keyword == KEYWORD_NONE || keyword == KEYWORD_REF ||
                     keyword == KEYWORD_DYNAMIC_REF || keyword == KEYWORD_RECURSIVE_REF;

    if (of_schema && (ev->tracking || ev->coverage) &&
        evaluator_spend(ev, instance->span, at, instance))
        journal_cover_all(ev, instance);
    return add_doubt(ev, at, instance, at->reason->text, at->reason->cause);
}

enum schema_verdict evaluator_execute(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance)
{
    switch ((enum op)at->op) {
    case OP_SCHEMA:
        return evaluator_apply(ev, at, instance);
    case OP_CALL:
        return call(ev, at, at->schema, instance);
    case OP_DYNAMIC_CALL:
        return call_dynamic(ev, at, instance);
    case OP_DOUBT:
        return doubt(ev, at, instance);
    case OP_NEVER:
        return evaluator_fail(ev, at, instance, NULL);
    case OP_TYPE:
        return check_type(ev, at, instance);
    case OP_CONST:
        return check_const(ev, at, instance);
    case OP_ENUM:
        return evaluate_enum(ev, at, instance);
    case OP_NULL_BESIDE:
        return evaluate_null_beside(ev, at, instance);
    case OP_NULL_OUTSIDE_ENUM:
        return evaluate_null_outside_enum(ev, at, instance);
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        return check_bound(ev, at, instance);
    case OP_MIN_LENGTH:
        return check_least(ev, at, instance, characters(instance));
    case OP_MAX_LENGTH:
        return check_most(ev, at, instance, characters(instance));
    case OP_PATTERN:
        return check_pattern(ev, at, instance);
    case OP_FORMAT:
        return evaluate_format(ev, at, instance);
    case OP_MIN_ITEMS:
    case OP_MIN_PROPERTIES:
        return check_least(ev, at, instance, instance->length);
    case OP_MAX_ITEMS:
    case OP_MAX_PROPERTIES:
        return check_most(ev, at, instance, instance->length);
    case OP_UNIQUE_ITEMS:
        return evaluate_unique_items(ev, at, instance);
    case OP_PREFIX_ITEMS:
        return evaluate_prefix_items(ev, at, instance);
    case OP_ITEMS:
        return evaluate_items(ev, at, instance);
    case OP_CONTAINS:
        return evaluate_contains(ev, at, instance);
    case OP_UNEVALUATED_ITEMS:
        return evaluate_unevaluated_items(ev, at, instance);
    case OP_REQUIRED:
        return evaluate_required(ev, at, instance);
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        return evaluate_dependents(ev, at, instance);
    case OP_MEMBERS:
        return evaluate_members(ev, at, instance);
    case OP_PROPERTY_NAMES:
        return evaluate_property_names(ev, at, instance);
    case OP_UNEVALUATED_PROPERTIES:
        return evaluate_unevaluated_properties(ev, at, instance);
    case OP_ALL_OF:
        return evaluate_all_of(ev, at, instance);
    case OP_ANY_OF:
        return evaluate_any_of(ev, at, instance);
    case OP_ONE_OF:
        return evaluate_one_of(ev, at, instance);
    case OP_IF:
        return evaluate_if(ev, at, instance);
    case OP_NOT:
        return evaluate_not(ev, at, instance);
    case OP_COUNT:
        break;
    }
    return SCHEMA_VALID;
}

static enum schema_verdict run(struct evaluator *ev, const struct instruction *schema,
                               const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (const struct instruction *at = instruction_first(schema); at < instruction_end(schema);
         at = instruction_next(at)) {
        if (!(at->kinds >> instance->kind & 1) || at == ev->without)
            continue;
        if (!evaluator_spend(ev, 1, at, instance))
            return worse(verdict, SCHEMA_UNKNOWN);
        verdict = worse(verdict, ev->trace && at->op != OP_SCHEMA
                                     ? trace_run(ev, at, instance, evaluator_execute)
                                     : evaluator_execute(ev, at, instance));
        if (verdict == SCHEMA_INVALID && !ev->thorough)
            break;
    }
    return verdict;
}
