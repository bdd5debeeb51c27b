/* One value, from the block of its schema along all that its parts take up. */
#include "observe/sight.h"

#include "pattern/pattern.h"
#include "schema/evaluator.h"

struct pass {
    const struct sight_walk *walk;
    unsigned depth;
    unsigned steps; /* left */
};

static void look(struct pass *pass, struct sight *sight, const struct node *value);

static void follow(struct pass *pass, const struct sight *sight, const struct sight_step *step,
                   struct sight_edge *edge, const struct node *value)
{
    struct sight *behind = sight_behind(pass->walk->sights, sight, step, edge);

    if (behind)
        look(pass, behind, value);
}

/* ---- objects ---- */

/* Writers keep to one order, mostly the schema's. *next: where the next one is tried first. */
static const struct property *find_property(const struct members *members, const struct node *key,
                                            uint32_t *next)
{
    uint32_t hash = members_key_hash(members, key);
    const struct property *property = &members->properties[*next];

    if (*next >= members->property_count || !property_is(property, (uint16_t)hash, key))
        property = members->property_count ? members_find(members, key, hash) : NULL;
    if (property)
        *next = (uint32_t)(property - members->properties) + 1;
    return property;
}

static bool follow_patterns(struct pass *pass, const struct sight *sight,
                            const struct sight_step *step, const struct node *key)
{
    const struct members *members = step->at->members;
    bool matched = false;

    for (uint32_t i = 0; i < members->pattern_count; i++) {
        const struct pattern *pattern = members->patterns[i].pattern;
        const char *reason;

        if (!pattern || pattern_search(pattern, &pass->walk->evaluator->matcher, node_text(key),
                                       &reason) != PATTERN_MATCHES)
            continue;
        matched = true;
        follow(pass, sight, step, &step->edges[members->property_count + i], node_value(key));
    }
    return matched;
}

static void look_at_members(struct pass *pass, const struct sight *sight,
                            const struct sight_step *step, const struct node *object)
{
    const struct members *members = step->at->members;
    uint32_t next = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        const struct property *property = find_property(members, key, &next);
        bool described = property != NULL;

        if (property) {
            struct sight_edge *edge = &step->edges[property - members->properties];

            edge->seen++;
            edge->nulls += node_value(key)->kind == NODE_NULL;
            follow(pass, sight, step, edge, node_value(key));
        }
        if (members->pattern_count)
            described |= follow_patterns(pass, sight, step, key);
        if (!described && members->additional)
            follow(pass, sight, step, &step->edges[step->edge_count - 1], node_value(key));
    }
}

static void look_at_dependents(struct pass *pass, const struct sight *sight,
                               const struct sight_step *step, const struct node *object)
{
    const struct dependents *dependents = step->at->dependents;

    for (size_t i = 0; i < dependents->count; i++)
        if (node_member(object, node_text(dependents->items[i].key)))
            follow(pass, sight, step, &step->edges[i], object);
}

/* ---- arrays ---- */

static void look_at_items(struct pass *pass, const struct sight *sight,
                          const struct sight_step *step, const struct node *array)
{
    uint64_t index = 0;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        if (index++ >= step->at->count)
            follow(pass, sight, step, &step->edges[0], item);
}

static void look_at_prefix(struct pass *pass, const struct sight *sight,
                           const struct sight_step *step, const struct node *array)
{
    const struct node *item = node_first(array);

    for (size_t i = 0; i < step->edge_count && item < node_end(array); i++, item = node_next(item))
        follow(pass, sight, step, &step->edges[i], item);
}

/* ---- literals and branches ---- */

static bool is_literal(const struct node *literal, const struct node *value)
{
    if (value->kind == NODE_STRING && literal->kind == NODE_STRING)
        return value->length == literal->length &&
               memcmp(value->text, literal->text, value->length) == 0;
    return node_equal(literal, value);
}

static void count_literal(const struct sight *sight, const struct sight_step *step,
                          const struct node *value)
{
    const struct node *list = sight_origin(sight, step->at)->place;
    size_t index = 0;

    if (step->literal_count == 0)
        return;
    for (const struct node *literal = node_first(list); literal < node_end(list);
         literal = node_next(literal), index++)
        if (is_literal(literal, value)) {
            step->literals[index]++;
            return;
        }
}

static bool fits(const struct pass *pass, const struct instruction *block, const struct node *value)
{
    static const enum schema_direction directions[] = {[IN_PARAMETER] = SCHEMA_REQUEST,
                                                       [IN_REQUEST] = SCHEMA_REQUEST,
                                                       [IN_RESPONSE] = SCHEMA_RESPONSE};

    return schema_judge_block(pass->walk->evaluator, block, value,
                              directions[pass->walk->direction]) == SCHEMA_VALID;
}

static void look_at_branches(struct pass *pass, const struct sight *sight,
                             const struct sight_step *step, const struct node *value)
{
    for (size_t i = 0; i < step->edge_count; i++)
        if (fits(pass, step->edges[i].block, value)) {
            step->edges[i].seen++;
            follow(pass, sight, step, &step->edges[i], value);
            if (step->at->op == OP_ONE_OF) /* the others do not, or that is a finding */
                return;
        }
}

static void look_at_condition(struct pass *pass, const struct sight *sight,
                              const struct sight_step *step, const struct node *value)
{
    if (fits(pass, step->edges[0].block, value)) {
        follow(pass, sight, step, &step->edges[0], value);
        follow(pass, sight, step, &step->edges[1], value);
    } else {
        follow(pass, sight, step, &step->edges[2], value);
    }
}

/* ---- one value ---- */

static void take(struct pass *pass, const struct sight *sight, const struct sight_step *step,
                 const struct node *value)
{
    switch ((enum op)step->at->op) {
    case OP_MEMBERS:
        look_at_members(pass, sight, step, value);
        return;
    case OP_DEPENDENT_SCHEMAS:
        look_at_dependents(pass, sight, step, value);
        return;
    case OP_ITEMS:
        look_at_items(pass, sight, step, value);
        return;
    case OP_PREFIX_ITEMS:
        look_at_prefix(pass, sight, step, value);
        return;
    case OP_ENUM:
        count_literal(sight, step, value);
        return;
    case OP_ANY_OF:
    case OP_ONE_OF:
        look_at_branches(pass, sight, step, value);
        return;
    case OP_IF:
        look_at_condition(pass, sight, step, value);
        return;
    default: /* a reference, or all branches of allOf */
        for (size_t i = 0; i < step->edge_count; i++)
            follow(pass, sight, step, &step->edges[i], value);
        return;
    }
}

static bool is_opaque(const struct sight_walk *walk, const struct node *value)
{
    for (size_t i = 0; i < walk->opaque_count; i++)
        if (walk->opaque[i] == value)
            return true;
    return false;
}

static void look(struct pass *pass, struct sight *sight, const struct node *value)
{
    if (pass->depth == SIGHT_MAX_DEPTH || pass->steps == 0 || is_opaque(pass->walk, value))
        return;
    pass->depth++;
    pass->steps--;
    sight->kinds[value->kind]++;
    for (size_t i = 0; i < sight->step_count; i++)
        if (sight->steps[i].at->kinds >> value->kind & 1)
            take(pass, sight, &sight->steps[i], value);
    pass->depth--;
}

void sight_count(const struct sight_walk *walk, const struct schema *schema,
                 const struct node *instance)
{
    struct pass pass = {.walk = walk, .steps = SIGHT_MAX_STEPS};

    if (schema->program)
        look(&pass,
             sight_of(walk->sights, schema->program, schema->program->code + schema->entry,
                      walk->direction),
             instance);
}
