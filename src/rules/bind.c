/* Assertions are for operations of a description: what they name must be there, or they would never
   apply and nobody would know. */
#include "base/near_miss.h"
#include "openapi/template.h"
#include "rules/rule_set.h"
#include "rules/state.h"

enum { WALK_MAX_DEPTH = 2 * RULE_SET_MAX_CONDITION_DEPTH + 2 };

struct binding {
    const struct operation *operations;
    size_t count;
    struct arena *arena; /* of "METHOD /path" texts */
};

static struct str route_text(const struct binding *binding, const struct operation *operation)
{
    return str_format(binding->arena, "%.*s %.*s", STR_ARGS(operation->method),
                      STR_ARGS(operation->path));
}

static const struct operation *find_operation(const struct binding *binding,
                                              const struct assertion *assertion)
{
    struct str id = node_string(assertion->operation);

    for (size_t i = 0; i < binding->count; i++) {
        const struct operation *operation = &binding->operations[i];

        if (assertion->path.text ? str_equal(assertion->method, operation->method) &&
                                       str_equal(assertion->path, operation->path)
                                 : str_equal(id, operation->id))
            return operation;
    }
    return NULL;
}

static bool unknown_operation(const struct binding *binding, const struct node *named,
                              struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(named));

    for (size_t i = 0; i < binding->count; i++) {
        if (binding->operations[i].id.length)
            near_miss_try(&miss, binding->operations[i].id);
        near_miss_try(&miss, route_text(binding, &binding->operations[i]));
    }
    return error_raise_node(err, named, "the description has no operation %.*s%s",
                            STR_ARGS(node_string(named)), near_miss_hint(&miss));
}

/* ---- parameters of the path ---- */

static void try_names(struct near_miss *miss, struct str path)
{
    struct str literal, name;

    while (template_next(&path, &literal, &name))
        if (name.text)
            near_miss_try(miss, name);
}

/* operation: the assertion's; NULL: it is for all, and one of them must have the parameter. */
static bool path_has_name(const struct binding *binding, const struct operation *operation,
                          struct str name)
{
    if (operation)
        return template_has_name(operation->path, name);
    for (size_t i = 0; i < binding->count; i++)
        if (template_has_name(binding->operations[i].path, name))
            return true;
    return false;
}

static bool check_expression(const struct binding *binding, const struct operation *operation,
                             const struct node *expression, struct error *err)
{
    const struct str prefix = STR("$request.path.");
    struct str text = node_string(expression);
    struct str name = str_slice(text, prefix.length, SIZE_MAX);
    struct near_miss miss = near_miss_of(name);

    if (!str_starts_with(text, prefix) || path_has_name(binding, operation, name))
        return true;
    for (size_t i = 0; i < binding->count; i++)
        if (!operation || operation == &binding->operations[i])
            try_names(&miss, binding->operations[i].path);
    if (!operation)
        return error_raise_node(err, expression,
                                "no path of the description has a parameter \"%.*s\"%s",
                                STR_ARGS(name), near_miss_hint(&miss));
    return error_raise_node(err, expression, "%.*s has no parameter \"%.*s\" in its path%s",
                            STR_ARGS(route_text(binding, operation)), STR_ARGS(name),
                            near_miss_hint(&miss));
}

/* Each text in the condition; those that are no expressions pass. */
static bool check_condition(const struct binding *binding, const struct operation *operation,
                            const struct node *condition, int depth, struct error *err)
{
    const struct node *item;

    if (depth == WALK_MAX_DEPTH || !condition)
        return true;
    if (node_is(condition, NODE_STRING))
        return check_expression(binding, operation, condition, err);
    if (node_is(condition, NODE_ARRAY))
        for (item = node_first(condition); item < node_end(condition); item = node_next(item))
            if (!check_condition(binding, operation, item, depth + 1, err))
                return false;
    if (node_is(condition, NODE_OBJECT))
        for (item = node_first(condition); item < node_end(condition); item = node_next_key(item))
            if (!check_condition(binding, operation, node_value(item), depth + 1, err))
                return false;
    return true;
}

static bool bind(const struct binding *binding, struct assertion *assertion, struct error *err)
{
    const struct operation *operation = NULL;

    if (assertion->operation) {
        operation = find_operation(binding, assertion);
        if (!operation)
            return unknown_operation(binding, assertion->operation, err);
        assertion->method = operation->method;
        assertion->path = operation->path;
    }
    return check_condition(binding, operation, assertion->when, 0, err) &&
           check_condition(binding, operation, assertion->that, 0, err);
}

bool rules_bind(struct rules *rules, const struct operation *operations, size_t count,
                struct error *err)
{
    struct arena arena;
    struct binding binding = {operations, count, &arena};
    bool bound = true;

    arena_init(&arena);
    for (size_t i = 0; i < rules->assertions.count && bound; i++)
        bound = bind(&binding, &rules->assertions.items[i], err);
    arena_release(&arena);
    return bound;
}
