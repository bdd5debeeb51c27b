/* Links and callbacks: the operations they name and the runtime expressions they hold. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"
#include "openapi/expression.h"

/* ---- expressions ---- */

/* 3.1, 4.8.20.4: what of a request is declared can be asked for. */
static const struct {
    struct str prefix;
    enum parameter_location in;
} sources[] = {{STR_INITIAL("$request.path."), IN_PATH},
               {STR_INITIAL("$request.query."), IN_QUERY},
               {STR_INITIAL("$request.header."), IN_HEADER}};

static bool names_equal(enum parameter_location in, struct str a, struct str b)
{
    return in == IN_HEADER ? str_equal_ignoring_case(a, b) : str_equal(a, b);
}

/* Headers that no parameter declares, for content and security do (4.8.12.2). */
static bool is_declared_elsewhere(enum parameter_location in, struct str name)
{
    static const char *const names[] = {"Accept", "Content-Type", "Authorization"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (in == IN_HEADER && str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

static bool is_declared(const struct operation *operation, enum parameter_location in,
                        struct str name)
{
    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        if ((parameter->in == in && names_equal(in, parameter->name, name)) ||
            (in == IN_QUERY && parameter->in == IN_QUERYSTRING))
            return true;
    }
    return is_declared_elsewhere(in, name);
}

/* Of an operation that is not known, or whose parameters are not, nothing is claimed. */
static void lint_source(struct lint *lint, const struct node *place, struct str expression)
{
    const struct operation *operation = lint_operation_around(lint, place);

    if (!operation || !operation->opened || operation->unread || operation->parameters.unread ||
        !lint_may_look(lint, operation->parameters.count))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
        struct str name = str_slice(expression, sources[i].prefix.length, SIZE_MAX);

        if (str_starts_with(expression, sources[i].prefix) &&
            !is_declared(operation, sources[i].in, name))
            lint_raise(lint, RULE_DESCRIPTION_EXPRESSION_INVALID, SEVERITY_WARNING, place,
                       "%.*s asks for what %.*s %.*s has no parameter for", STR_ARGS(expression),
                       STR_ARGS(operation->method), STR_ARGS(operation->path));
    }
}

static void lint_expression(struct lint *lint, const struct node *place, struct str expression)
{
    if (!expression_is_valid(expression))
        lint_raise(lint, RULE_DESCRIPTION_EXPRESSION_INVALID, SEVERITY_OFF, place,
                   "\"%.*s\" is no runtime expression", STR_ARGS(expression));
    else
        lint_source(lint, place, expression);
}

/* A value that is an expression, which a letter behind the $ tells from an amount, or a text with
   expressions in braces: those that begin with `open`, which ends in a brace or in what stands
   behind it. */
static void lint_expressions(struct lint *lint, const struct node *value, struct str open)
{
    struct str rest = node_string(value);

    if (rest.length > 1 && rest.text[0] == '$' && ascii_is_alpha(rest.text[1])) {
        lint_expression(lint, value, rest);
        return;
    }
    while (rest.length) {
        size_t at = str_find(rest, open);
        size_t close;

        if (at >= rest.length)
            return;
        rest = str_slice(rest, at + 1, SIZE_MAX);
        close = str_find_char(rest, '}');
        if (close == rest.length) {
            lint_raise(lint, RULE_DESCRIPTION_EXPRESSION_INVALID, SEVERITY_OFF, value,
                       "an expression's brace has no other half");
            return;
        }
        lint_expression(lint, value, str_slice(rest, 0, close));
        rest = str_slice(rest, close, SIZE_MAX);
    }
}

/* In the key of a callback braces hold nothing else; in a value they may be the value's own. */
void lint_callback(struct lint *lint, const struct node *callback)
{
    for (const struct node *key = node_first(callback); key < node_end(callback);
         key = node_next_key(key))
        if (!key_is_extension(node_string(key)))
            lint_expressions(lint, key, STR("{"));
}

/* ---- links ---- */

static struct operation *operation_by_id(struct lint *lint, const struct node *id)
{
    struct operation *operation = map_get(&lint->ids, node_string(id));
    struct near_miss miss = near_miss_of(node_string(id));

    if (operation)
        return operation;
    for (size_t i = 0; i < lint->ids.count && lint_may_hint(lint, 1); i++)
        near_miss_try(&miss, lint->ids.entries[i].key);
    lint_raise(lint, RULE_DESCRIPTION_LINK_INVALID, SEVERITY_OFF, id,
               "there is no operation \"%.*s\"%s", STR_ARGS(node_string(id)),
               near_miss_hint(&miss));
    return NULL;
}

/* A reference whose document is not to be had says nothing against the link. */
static struct operation *operation_by_reference(struct lint *lint, const struct node *reference)
{
    struct error problem = {0};
    const struct node *target = reference_resolve(lint->checker->api->documents, reference,
                                                  node_string(reference), &problem);
    struct operation *operation =
        target ? (struct operation *)lint_operation_around(lint, target) : NULL;

    if (operation && operation->place != target)
        operation = NULL;
    if (!target && problem.unread)
        return NULL;
    if (!target)
        lint_raise_for(lint, &problem, RULE_DESCRIPTION_LINK_INVALID, reference,
                       "operationRef leads nowhere: \"%.*s\"", STR_ARGS(node_string(reference)));
    else if (!operation && node_document(target) == node_document(reference))
        lint_raise(lint, RULE_DESCRIPTION_LINK_INVALID, SEVERITY_OFF, reference,
                   "operationRef leads to something that is no operation");
    return operation;
}

/* "id" or "path.id" (3.1, 4.8.20.1). */
static bool has_parameter(const struct operation *operation, struct str key)
{
    static const struct {
        struct str prefix;
        enum parameter_location in;
    } places[] = {{STR_INITIAL("path."), IN_PATH},
                  {STR_INITIAL("query."), IN_QUERY},
                  {STR_INITIAL("header."), IN_HEADER},
                  {STR_INITIAL("cookie."), IN_COOKIE}};

    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        if (str_equal(parameter->name, key))
            return true;
        for (size_t j = 0; j < ARRAY_LENGTH(places); j++)
            if (str_starts_with(key, places[j].prefix) && parameter->in == places[j].in &&
                str_equal(parameter->name, str_slice(key, places[j].prefix.length, SIZE_MAX)))
                return true;
    }
    return false;
}

static void lint_parameters(struct lint *lint, const struct node *parameters,
                            const struct operation *operation)
{
    for (const struct node *key = node_first(parameters); key < node_end(parameters);
         key = node_next_key(key)) {
        lint_expressions(lint, node_value(key), STR("{$"));
        if (operation && !operation->parameters.unread &&
            !has_parameter(operation, node_string(key)))
            lint_raise(lint, RULE_DESCRIPTION_LINK_INVALID, SEVERITY_OFF, key,
                       "%.*s %.*s has no parameter \"%.*s\"", STR_ARGS(operation->method),
                       STR_ARGS(operation->path), STR_ARGS(node_string(key)));
    }
}

void lint_link(struct lint *lint, const struct node *link)
{
    const struct node *id = node_member(link, STR("operationId"));
    const struct node *reference = node_member(link, STR("operationRef"));
    const struct node *parameters = node_member(link, STR("parameters"));
    struct operation *operation = NULL;

    if (node_is(id, NODE_STRING))
        operation = operation_by_id(lint, id);
    else if (node_is(reference, NODE_STRING))
        operation = operation_by_reference(lint, reference);
    if (operation)
        operation_open(lint->checker->api, operation);
    if (node_is(parameters, NODE_OBJECT))
        lint_parameters(lint, parameters, operation);
    if (node_is(node_member(link, STR("requestBody")), NODE_STRING))
        lint_expressions(lint, node_member(link, STR("requestBody")), STR("{$"));
}
