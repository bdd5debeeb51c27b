#include "cli/command.h"
#include "cli/interrupts.h"

static int merge(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_list events = operands_from(operands, 0);
    struct oasdrift_merge_options chosen = {.outcome = invocation->outcome,
                                            .rules = invocation->rules,
                                            .terminal = invocation->terminal};

    chosen.terminal.interrupted = catch_interrupts();
    return oasdrift_merge(&events, &chosen);
}

const struct command command_merge = {
    .name = "merge",
    .usage = "EVENTS...",
    .summary = "shards' event files to one report",
    .examples = "  oasdrift check openapi.yaml big.jsonl --shard 1/2 --report ndjson=1.ndjson\n"
                "  oasdrift check openapi.yaml big.jsonl --shard 2/2 --report ndjson=2.ndjson\n"
                "  oasdrift merge 1.ndjson 2.ndjson --report text --report junit=drift.xml\n",
    .shares = SHARES_OUTCOME | SHARES_TERMINAL,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "merge needs event files, as --report ndjson writes them ('-': standard input)",
    .call = merge,
};
