#include "cli/command.h"
#include "cli/interrupts.h"

static const struct option options[] = {
    {"expect", 0, OPTION_NUMBER, FIELD(expect), "N",
     "parts that must be there: exit 3 when one is missing, and which", NULL, 0},
    {.name = NULL}};

static int merge(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_list events = operands_from(operands, 0);
    struct oasdrift_merge_options chosen = {.outcome = invocation->outcome,
                                            .rules = invocation->rules,
                                            .terminal = invocation->terminal,
                                            .expect = invocation->expect};

    chosen.terminal.interrupted = catch_interrupts();
    return oasdrift_merge(&events, &chosen);
}

const struct command command_merge = {
    .name = "merge",
    .usage = "EVENTS...",
    .summary = "shards' event files to one report",
    .description = "Puts the event files that `--report ndjson=FILE` writes together: the report "
                   "is that of one process that judged all. Give it the gates and rule sets of the "
                   "shards, and the shards `--exit-zero`.\n"
                   "\n"
                   "A shard that is missing, or was given other recordings than the others, is "
                   "exit 3, 1 where there are findings, too. With `--expect` that goes before 1, "
                   "it is said which, and whole runs count as well. Shards that were divided in "
                   "different ways are refused (exit 2).\n",
    .examples = "oasdrift check openapi.yaml big.jsonl --shard 1/2 --report ndjson=1.ndjson\n"
                "oasdrift check openapi.yaml big.jsonl --shard 2/2 --report ndjson=2.ndjson\n"
                "oasdrift merge *.ndjson --expect 2 --report text --report junit=drift.xml\n",
    .often = "expect report fail-on rules coverage-fail-under",
    .options = options,
    .shares = SHARES_OUTCOME | SHARES_TERMINAL,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "merge needs event files, as --report ndjson writes them ('-': standard input)",
    .call = merge,
};
