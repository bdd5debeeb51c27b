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
    .description = "Tells whether the description follows its version of OpenAPI (2.0 to 3.2), "
                   "whether what it says makes sense (references, patterns, schemas that nothing "
                   "fits), and whether its own examples and defaults hold. What has one cause is "
                   "one finding, with its count and the lines of the first others.\n",
    .examples = "oasdrift lint openapi.yaml --fail-on warning\n"
                "# structure and meaning alone: examples are not held against their schemas\n"
                "oasdrift lint openapi.yaml --rules no-examples\n"
                "# several, one report\n"
                "oasdrift lint apis/*.yaml --report junit=lint.xml\n",
    .often = "report fail-on rules baseline overlay",
    .shares = SHARES_ALL,
    .operands = OPERANDS_DESCRIPTIONS,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "lint needs a description, or an .oasdrift.yaml that names one",
    .call = lint,
};
