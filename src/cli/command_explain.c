#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

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

/* The page of the rule, or of the one before the keyword in "response.body-schema.pattern". */
static const char *find_page(const char *rule, size_t *length)
{
    const char *page = oasdrift_rule_page(rule, length);
    const char *keyword = strrchr(rule, '.');
    char *id;

    if (page || !keyword)
        return page;
    id = alloc_zeroed(1, (size_t)(keyword - rule) + 1);
    memcpy(id, rule, (size_t)(keyword - rule));
    page = oasdrift_rule_page(id, length);
    free(id);
    return page;
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
    page = find_page(operands->items[0], &length);
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
