#include "cli/command.h"
#include "cli/interrupts.h"

static int lint(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_lint_options chosen = {.outcome = invocation->outcome,
                                           .rules = invocation->rules,
                                           .description = invocation->description,
                                           .operations = invocation->operations,
                                           .terminal = invocation->terminal};

    (void)operands;
    chosen.terminal.interrupted = catch_interrupts();
    return oasdrift_lint_apis(invocation->apis, invocation->api_count, &chosen);
}

const struct command command_lint = {
    .name = "lint",
    .usage = "[DESCRIPTION... | API...]",
    .summary = "judge the description itself",
    .examples = "  oasdrift lint openapi.yaml --fail-on warning\n"
                "  oasdrift lint openapi.yaml --rules no-examples\n",
    .shares = SHARES_ALL,
    .operands = OPERANDS_DESCRIPTIONS,
    .one_api = true,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "lint needs a description, or an .oasdrift.yaml that names one",
    .call = lint,
};
