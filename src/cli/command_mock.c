#include "cli/command.h"
#include "cli/interrupts.h"

static const struct option options[] = {
    {"port", 0, OPTION_NUMBER, FIELD(mock.port), "N", "default 0: any free one", NULL, 65535},
    {"overlay", 0, OPTION_FILES, FIELD(description.overlays), "FILE",
     "an Overlay applied to the description first; repeatable", NULL, 0},
    {.name = NULL}};

static int mock(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_mock_options *chosen = &invocation->mock;

    (void)operands;
    chosen->description = invocation->description;
    chosen->terminal = invocation->terminal;
    chosen->terminal.interrupted = catch_interrupts();
    return oasdrift_mock(invocation->apis->description, chosen);
}

const struct command command_mock = {
    .name = "mock",
    .usage = "[DESCRIPTION | API] [--port N]",
    .summary = "serve the description's examples on loopback",
    .examples = "  oasdrift mock openapi.yaml --port 8080\n"
                "  Paths lie under the path of the description's server: \"serving URL\" tells.\n"
                "  `Prefer: status=404` and `Prefer: example=NAME` ask for another answer.\n"
                "  SIGINT and SIGTERM end it, with exit code 0.\n",
    .options = options,
    .shares = SHARES_PROJECT,
    .operands = OPERANDS_DESCRIPTIONS,
    .one_api = true,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "mock needs a description, or an .oasdrift.yaml that names one",
    .call = mock,
};
