#include "cli/command.h"

#include <stdio.h>

static const struct option options[] = {{NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

enum { RULES_MAX = 512 };

static int explain_nothing(const char *rule)
{
    const char *ids[RULES_MAX + 1] = {0};
    const char *nearest;
    struct error err = {0};

    for (size_t i = 0; i < RULES_MAX && (ids[i] = oasdrift_rule_id(i)); i++)
        continue;
    nearest = nearest_word(rule, ids);
    if (nearest)
        error_raise(&err, "no rule \"%s\"; did you mean %s?", rule, nearest);
    else
        error_raise(&err, "no rule \"%s\"; `oasdrift explain` lists them", rule);
    complain(err.message);
    return OASDRIFT_UNUSABLE;
}

static int explain(struct invocation *invocation, const struct operands *operands)
{
    const char *id;
    const char *page;
    size_t length;

    (void)invocation;
    if (operands->count == 0) {
        for (size_t i = 0; (id = oasdrift_rule_id(i)); i++)
            puts(id);
        return OASDRIFT_OK;
    }
    page = oasdrift_rule_page(operands->items[0], &length);
    if (!page)
        return explain_nothing(operands->items[0]);
    fwrite(page, 1, length, stdout);
    return OASDRIFT_OK;
}

const struct command command_explain = {
    .name = "explain",
    .usage = "[RULE]",
    .summary = "a rule's page; without one, the rules' ids",
    .examples = "  oasdrift explain response.body-schema\n",
    .options = options,
    .operands_most = 1,
    .call = explain,
};
