/* Servers: their URLs and variables. */
#include "finding/rules.h"
#include "lint/linter.h"
#include "openapi/template.h"

enum { FROM31 = VERSION_3_1 | VERSION_3_2 };

static bool is_listed(const struct node *values, const struct node *value)
{
    for (const struct node *item = node_first(values); item < node_end(values);
         item = node_next(item))
        if (node_equal(item, value))
            return true;
    return false;
}

/* 3.1, 4.8.6.1: an enum is not empty, and has the default among its values; 3.0 advises it. */
static void lint_variable(struct lint *lint, const struct node *variable)
{
    const struct node *values = node_member(variable, STR("enum"));
    const struct node *value = node_member(variable, STR("default"));
    enum severity ceiling =
        lint->checker->api->version->number & FROM31 ? SEVERITY_OFF : SEVERITY_WARNING;

    if (!node_is(values, NODE_ARRAY))
        return;
    if (values->length == 0)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, ceiling, values,
                   "the enum of a server variable is empty");
    else if (node_is(value, NODE_STRING) && !is_listed(values, value))
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, ceiling, value,
                   "the default \"%.*s\" is not in the variable's enum",
                   STR_ARGS(node_string(value)));
}

static void lint_names(struct lint *lint, const struct node *url, const struct node *variables)
{
    struct str rest = node_string(url), literal, name;

    while (template_next(&rest, &literal, &name)) {
        if (name.text && !node_member(variables, name))
            lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                       "server variable {%.*s} is not declared", STR_ARGS(name));
    }
}

void lint_server(struct lint *lint, const struct node *server)
{
    const struct node *url = node_member(server, STR("url"));
    const struct node *variables = node_member(server, STR("variables"));
    struct str text = node_string(url);

    if (!text.text)
        return;
    lint_names(lint, url, variables);
    if (node_is(variables, NODE_OBJECT))
        for (const struct node *key = node_first(variables); key < node_end(variables);
             key = node_next_key(key)) {
            lint_variable(lint, node_value(key));
            if (!template_has_name(text, node_string(key)))
                lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_WARNING, key,
                           "the server's URL has no {%.*s}", STR_ARGS(node_string(key)));
        }
    if (text.length > 1 && text.text[text.length - 1] == '/')
        lint_raise(
            lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_INFO, url,
            "the URL ends in a slash, and every path starts with one: requests go to \"//\"");
    if (str_find_char(text, '?') < text.length || str_find_char(text, '#') < text.length)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                   "a server's URL has neither a query nor a fragment");
}
