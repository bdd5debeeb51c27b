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
    .description =
        "Answers requests with what the description has as examples, where their schemas do not "
        "refuse them, or with values made of its schemas, without what is writeOnly. `listening on "
        "URL` is printed first, then `serving URL` for each base under "
        "which the paths lie: that is the path of the description's servers.\n"
        "\n"
        "`Prefer: status=404` and `Prefer: example=NAME`, as headers of a request, ask for another "
        "answer. SIGINT and SIGTERM end it, with exit code 0.\n",
    .examples = "oasdrift mock openapi.yaml --port 8080\n"
                "# any port that is free; the first line tells which\n"
                "oasdrift mock openapi.yaml\n"
                "# another answer than the first one that is described\n"
                "curl -H 'Prefer: status=404' http://127.0.0.1:8080/pets/7\n",
    .often = "port overlay",
    .options = options,
    .shares = SHARES_PROJECT,
    .operands = OPERANDS_DESCRIPTIONS,
    .one_api = true,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "mock needs a description, or an .oasdrift.yaml that names one",
    .call = mock,
};
