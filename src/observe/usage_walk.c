/* One value, from the block of its schema along all that its parts take up. */
#include "observe/usage.h"

struct pass {
    const struct usage_walk *walk;
    unsigned depth;
    unsigned steps; /* left */
};

static void look(struct pass *pass, struct usage *usage, const struct node *value);

static void follow(struct pass *pass, const struct usage *usage, struct usage_edge *edge,
                   const struct node *value)
{
    struct usage *behind = usage_behind(pass->walk->usages, usage, edge);

    if (behind)
        look(pass, behind, value);
}

/* ---- objects ---- */

/* Each pattern counts as a step. */
static bool follow_patterns(struct pass *pass, const struct usage *usage,
                            const struct usage_step *step, const struct node *key)
{
    bool matched = false;

    if (pass->steps < step->pattern_count) {
        pass->steps = 0;
        return false;
    }
    pass->steps -= (unsigned)step->pattern_count;
    for (size_t i = 0; i < step->pattern_count; i++) {
        if (!program_pattern_matches(pass->walk->evaluator, &step->step, i, node_text(key)))
            continue;
        matched = true;
        follow(pass, usage, &step->edges[step->property_count + i], node_value(key));
    }
    return matched;
}

/* *next: of program_find_property. Is the member described by name? */
static bool look_at_member(struct pass *pass, const struct usage *usage,
                           const struct usage_step *step, const struct node *key, size_t *next)
{
    size_t property = program_find_property(&step->step, key, next);
    struct usage_edge *edge;

    if (property == SIZE_MAX)
        return false;
    edge = &step->edges[property];
    edge->seen++;
    edge->nulls += node_value(key)->kind == NODE_NULL;
    follow(pass, usage, edge, node_value(key));
    return true;
}

static void look_at_members(struct pass *pass, const struct usage *usage,
                            const struct usage_step *step, const struct node *object)
{
    struct evaluator *evaluator = pass->walk->evaluator;
    bool has_others = step->edge_count > step->property_count + step->pattern_count;
    size_t next = 0, first, end;

    if (program_gather(evaluator, &step->step, object, &first, &end)) {
        for (size_t i = first; i < end; i++)
            look_at_member(pass, usage, step, program_gathered(evaluator, i), &next);
        program_drop(evaluator, first);
        return;
    }
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        bool described = look_at_member(pass, usage, step, key, &next);

        if (step->pattern_count)
            described |= follow_patterns(pass, usage, step, key);
        if (!described && has_others)
            follow(pass, usage, &step->edges[step->edge_count - 1], node_value(key));
    }
}

static void look_at_dependents(struct pass *pass, const struct usage *usage,
                               const struct usage_step *step, const struct node *object)
{
    for (size_t i = 0; i < step->edge_count; i++)
        if (node_member(object, node_text(program_key(step->edges[i].block))))
            follow(pass, usage, &step->edges[i], object);
}

/* ---- arrays ---- */

static void look_at_items(struct pass *pass, const struct usage *usage,
                          const struct usage_step *step, const struct node *array)
{
    uint64_t index = 0;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        if (index++ >= step->step.first_item)
            follow(pass, usage, &step->edges[0], item);
}

static void look_at_prefix(struct pass *pass, const struct usage *usage,
                           const struct usage_step *step, const struct node *array)
{
    const struct node *item = node_first(array);

    for (size_t i = 0; i < step->edge_count && item < node_end(array); i++, item = node_next(item))
        follow(pass, usage, &step->edges[i], item);
}

/* ---- literals and branches ---- */

static void count_literal(const struct usage_step *step, const struct node *value)
{
    const struct node *literal = program_find_literal(&step->step, value);

    if (literal)
        ++*usage_literal(step, literal);
}

static bool fits(const struct pass *pass, struct program_block block, const struct node *value)
{
    static const enum schema_direction directions[] = {[IN_PARAMETER] = SCHEMA_REQUEST,
                                                       [IN_REQUEST] = SCHEMA_REQUEST,
                                                       [IN_RESPONSE] = SCHEMA_RESPONSE};

    return program_decide(pass->walk->evaluator, block, value, directions[pass->walk->direction]) ==
           SCHEMA_VALID;
}

static void look_at_branches(struct pass *pass, const struct usage *usage,
                             const struct usage_step *step, const struct node *value)
{
    for (size_t i = 0; i < step->edge_count; i++)
        if (fits(pass, step->edges[i].block, value)) {
            step->edges[i].seen++;
            follow(pass, usage, &step->edges[i], value);
            if (step->step.op == OP_ONE_OF) /* if another one fits as well, that is a finding */
                return;
        }
}

static void look_at_condition(struct pass *pass, const struct usage *usage,
                              const struct usage_step *step, const struct node *value)
{
    if (fits(pass, step->edges[0].block, value)) {
        follow(pass, usage, &step->edges[0], value);
        follow(pass, usage, &step->edges[1], value);
    } else {
        follow(pass, usage, &step->edges[2], value);
    }
}

/* ---- one value ---- */

static void take(struct pass *pass, const struct usage *usage, const struct usage_step *step,
                 const struct node *value)
{
    switch (step->step.op) {
    case OP_MEMBERS:
        look_at_members(pass, usage, step, value);
        return;
    case OP_DEPENDENT_SCHEMAS:
        look_at_dependents(pass, usage, step, value);
        return;
    case OP_ITEMS:
        look_at_items(pass, usage, step, value);
        return;
    case OP_PREFIX_ITEMS:
        look_at_prefix(pass, usage, step, value);
        return;
    case OP_ENUM:
        count_literal(step, value);
        return;
    case OP_ANY_OF:
    case OP_ONE_OF:
        look_at_branches(pass, usage, step, value);
        return;
    case OP_IF:
        look_at_condition(pass, usage, step, value);
        return;
    default: /* a reference, or all branches of allOf */
        for (size_t i = 0; i < step->edge_count; i++)
            follow(pass, usage, &step->edges[i], value);
        return;
    }
}

static bool is_opaque(const struct usage_walk *walk, const struct node *value)
{
    for (size_t i = 0; i < walk->opaque_count; i++)
        if (walk->opaque[i] == value)
            return true;
    return false;
}

static void look(struct pass *pass, struct usage *usage, const struct node *value)
{
    if (pass->depth == USAGE_MAX_DEPTH || pass->steps == 0 || is_opaque(pass->walk, value))
        return;
    pass->depth++;
    pass->steps--;
    usage->kinds[value->kind]++;
    for (size_t i = 0; i < usage->step_count; i++)
        if (usage->steps[i].step.kinds >> value->kind & 1)
            take(pass, usage, &usage->steps[i], value);
    pass->depth--;
}

void usage_count(const struct usage_walk *walk, const struct schema *schema,
                 const struct node *instance)
{
    struct pass pass = {.walk = walk, .steps = USAGE_MAX_STEPS};
    struct program_block entry = program_entry(schema);

    program_begin(walk->evaluator);
    if (entry.at)
        look(&pass, usage_of(walk->usages, entry, walk->direction), instance);
}
