#include "cli/command.h"
#include "cli/interrupts.h"

static int lint(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_list descriptions = operands_from(operands, 0);
    struct oasdrift_lint_options chosen = {.outcome = invocation->outcome,
                                           .rules = invocation->rules,
                                           .description = invocation->description,
                                           .operations = invocation->operations,
                                           .terminal = invocation->terminal};

    chosen.terminal.interrupted = catch_interrupts();
    return oasdrift_lint(&descriptions, &chosen);
}

const struct command command_lint = {
    .name = "lint",
    .usage = "DESCRIPTION...",
    .summary = "judge the description itself",
    .examples = "  oasdrift lint openapi.yaml --fail-on warning\n"
                "  oasdrift lint openapi.yaml --rules no-examples\n",
    .shares = SHARES_ALL,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "lint needs a description",
    .call = lint,
};
