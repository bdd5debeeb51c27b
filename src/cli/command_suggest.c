#include "cli/command.h"

#define FIELD(name) offsetof(struct invocation, options.name)

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, FIELD(output), "FILE",
     "where the overlay goes; default: standard output", NULL, 0},
    {"apply", 0, OPTION_FLAG, FIELD(apply), NULL,
     "write the description so changed, not the overlay", NULL, 0},
    {"from", 0, OPTION_TEXT, FIELD(from), "FORMAT",
     "the recordings' format; default: what they look like", NULL, 0},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static int suggest(struct invocation *invocation, const struct operands *operands)
{
    invocation->options.description = operands->items[0];
    invocation->options.inputs = (struct oasdrift_list){operands->items + 1, operands->count - 1};
    invocation->options.interrupted = catch_interrupts();
    return oasdrift_suggest(&invocation->options);
}

const struct command command_suggest = {
    .name = "suggest",
    .usage = "DESCRIPTION RECORDING...",
    .summary = "an OpenAPI Overlay that would describe what was seen",
    .examples = "  oasdrift suggest openapi.yaml session.har -o seen.overlay.yaml\n"
                "  oasdrift check openapi.yaml session.har --overlay seen.overlay.yaml\n"
                "  oasdrift suggest openapi.yaml session.har --apply -o changed.yaml\n"
                "\n"
                "What no schema, response or parameter describes becomes an action, with its\n"
                "evidence. --apply keeps the order of keys; comments of a YAML description are\n"
                "not kept.\n",
    .options = options,
    .shares = SHARES_ALL,
    .reads_recordings = true,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .lacking = "suggest needs a description and a recording ('-': standard input)",
    .call = suggest,
};
