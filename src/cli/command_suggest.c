#include "cli/command.h"
#include "cli/interrupts.h"

static const struct option options[] = {
    {"output", 'o', OPTION_OUTPUT, FIELD(suggest.output), "FILE",
     "where the overlay goes; default: standard output", NULL, 0},
    {"apply", 0, OPTION_FLAG, FIELD(suggest.apply), NULL,
     "write the description so changed, not the overlay", NULL, 0},
    {"from", 0, OPTION_TEXT, FIELD(recordings.from), "FORMAT",
     "the recordings' format; default: what they look like", NULL, 0},
    {.name = NULL}};

static int suggest(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_suggest_options *chosen = &invocation->suggest;

    (void)operands;
    chosen->outcome = invocation->outcome;
    chosen->rules = invocation->rules;
    chosen->description = invocation->description;
    chosen->operations = invocation->operations;
    chosen->recordings = invocation->recordings;
    chosen->terminal = invocation->terminal;
    chosen->terminal.interrupted = catch_interrupts();
    return oasdrift_suggest(invocation->apis->description, &invocation->apis->recordings, chosen);
}

const struct command command_suggest = {
    .name = "suggest",
    .usage = "[DESCRIPTION RECORDING... | API]",
    .summary = "an OpenAPI Overlay that would describe what was seen",
    .description =
        "Judges recordings as `oasdrift check` does, and writes an OpenAPI Overlay 1.0: what no "
        "schema, response or parameter describes becomes an action, with its evidence. Checked "
        "again with it, nothing that a description can say is undocumented.\n"
        "\n"
        "Actions for other files of the description stand in its x-oasdrift-parts, which --overlay "
        "applies to them.\n"
        "\n"
        "`--apply` writes the changed description instead, as one file where others change too. It "
        "keeps the order of keys; comments of "
        "a YAML description are not kept.\n",
    .examples = "oasdrift suggest openapi.yaml session.har -o seen.overlay.yaml\n"
                "oasdrift check openapi.yaml session.har --overlay seen.overlay.yaml\n"
                "# the description as it would be\n"
                "oasdrift suggest openapi.yaml session.har --apply -o changed.yaml\n",
    .often = "output apply from overlay",
    .options = options,
    .shares = SHARES_ALL,
    .reads_recordings = true,
    .operands = OPERANDS_RECORDINGS,
    .one_api = true,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .lacking = "suggest needs a description and a recording ('-': standard input), or an "
               ".oasdrift.yaml that names them",
    .call = suggest,
};
