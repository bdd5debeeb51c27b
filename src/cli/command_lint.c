#include "cli/command.h"

static const struct option options[] = {{NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static int lint(struct invocation *invocation, const struct operands *operands)
{
    invocation->options.description = operands->items[0];
    invocation->options.inputs = (struct oasdrift_list){operands->items + 1, operands->count - 1};
    invocation->options.interrupted = catch_interrupts();
    return oasdrift_lint(&invocation->options);
}

const struct command command_lint = {
    .name = "lint",
    .usage = "DESCRIPTION...",
    .summary = "judge the description itself",
    .examples = "  oasdrift lint openapi.yaml --fail-on warning\n"
                "  oasdrift lint openapi.yaml --rules no-examples\n",
    .options = options,
    .shares = SHARES_ALL,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "lint needs a description",
    .call = lint,
};
