/* Where dynamic references lead: to the outermost of the resources entered that has the anchor. So
   of a resource that was entered twice only the first time counts, and there are finitely many
   scopes. */
#include "witness/engine.h"
#include "witness/literal.h"

static bool is_same(const void *have, const void *like)
{
    const struct dynamic_scope *a = have, *b = like;

    return a->anchors == b->anchors && a->outer == b->outer;
}

const struct dynamic_scope *dynamic_scope_enter(struct witness *witness,
                                                const struct dynamic_scope *scope,
                                                const struct dynamic_anchor *anchors)
{
    struct dynamic_scope like = {anchors, scope, scope ? scope->depth + 1 : 1}, *entered;
    void **slot;

    if (like.depth > PROGRAM_MAX_SCOPES)
        return scope;
    for (const struct dynamic_scope *outer = scope; outer; outer = outer->outer)
        if (outer->anchors == anchors)
            return scope;
    slot = intern_find(&witness->scopes, hash_mix((uintptr_t)anchors, (uintptr_t)scope), is_same,
                       &like);
    if (*slot)
        return *slot;
    entered = witness_alloc(witness, sizeof *entered);
    *entered = like;
    *slot = entered;
    return entered;
}

struct literal literal_within(struct witness *witness, const struct literal *literal)
{
    struct literal inside = *literal;

    if (literal->at->flags & FLAG_DYNAMIC)
        inside.scope = dynamic_scope_enter(witness, literal->scope, literal->at->anchors);
    return inside;
}

const struct schema *dynamic_scope_find(const struct dynamic_scope *scope,
                                        const struct dynamic_call *call)
{
    const struct schema *found = call->initial;

    for (; scope; scope = scope->outer)
        for (const struct dynamic_anchor *anchor = scope->anchors; anchor; anchor = anchor->next)
            if (str_equal(anchor->name, call->name)) {
                found = anchor->schema;
                break;
            }
    return found;
}
