#include "cli/command.h"

static const struct option options[] = {{NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static int merge(struct invocation *invocation, const struct operands *operands)
{
    invocation->options.inputs = (struct oasdrift_list){operands->items, operands->count};
    invocation->options.interrupted = catch_interrupts();
    return oasdrift_merge(&invocation->options);
}

const struct command command_merge = {
    .name = "merge",
    .usage = "EVENTS...",
    .summary = "shards' event files to one report",
    .examples = "  oasdrift check openapi.yaml big.jsonl --shard 1/2 --report ndjson=1.ndjson\n"
                "  oasdrift check openapi.yaml big.jsonl --shard 2/2 --report ndjson=2.ndjson\n"
                "  oasdrift merge 1.ndjson 2.ndjson --report text --report junit=drift.xml\n",
    .options = options,
    .shares = SHARES_OUTCOME | SHARES_TERMINAL,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "merge needs event files, as --report ndjson writes them ('-': standard input)",
    .call = merge,
};
