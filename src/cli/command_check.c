#include "cli/command.h"
#include "cli/interrupts.h"

enum { WORKERS_AT_MOST = 64 };

static const struct option options[] = {
    {"from", 0, OPTION_TEXT, FIELD(recordings.from), "FORMAT",
     "the recordings' format; default: what they look like", NULL, 0},
    {"against", 0, OPTION_FILES, FIELD(check.against), "RECORDING",
     "tell what differs from that recording; repeatable", NULL, 0},
    {"shard", 0, OPTION_TEXT, FIELD(recordings.shard), "I/N|auto",
     "judge one part of the recordings; auto: by the engine's variables", NULL, 0},
    {"shard-by", 0, OPTION_CHOICE, FIELD(recordings.shard_by), "HOW",
     "how they are divided; default auto: HAR lines by ranges, else by records",
     "auto|records|files|ranges|input", 0},
    {"run-id", 0, OPTION_TEXT, FIELD(recordings.run_id), "ID",
     "what the shards of one run share in their event files", NULL, 0},
    {"threads", 0, OPTION_NUMBER, FIELD(recordings.threads), "N",
     "default: processors; the reports are the same", NULL, WORKERS_AT_MOST},
    {.name = NULL}};

const struct oasdrift_check_options *check_options(struct invocation *invocation)
{
    struct oasdrift_check_options *chosen = &invocation->check;

    chosen->outcome = invocation->outcome;
    chosen->rules = invocation->rules;
    chosen->description = invocation->description;
    chosen->operations = invocation->operations;
    chosen->recordings = invocation->recordings;
    chosen->terminal = invocation->terminal;
    chosen->terminal.interrupted = catch_interrupts();
    return chosen;
}

static int check(struct invocation *invocation, const struct operands *operands)
{
    (void)operands;
    return oasdrift_check_apis(invocation->apis, invocation->api_count, check_options(invocation));
}

const struct command command_check = {
    .name = "check",
    .usage = "[DESCRIPTION RECORDING... | API...]",
    .summary = "judge recorded exchanges",
    .examples = "  oasdrift check openapi.yaml session.har\n"
                "  oasdrift check openapi.yaml --report text --report junit=drift.xml *.har.gz\n"
                "  oasdrift check openapi.yaml spec/cassettes/\n"
                "  oasdrift check https://api.example.com/openapi.json session.har\n"
                "  oasdrift check openapi.yaml new.har --against old.har\n"
                "  jq -c '.log.entries[]' session.har | oasdrift check openapi.yaml -\n",
    .options = options,
    .shares = SHARES_ALL,
    .reads_recordings = true,
    .operands = OPERANDS_RECORDINGS,
    .one_api = true,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .lacking = "check needs a description and a recording ('-': standard input), or an "
               ".oasdrift.yaml that names them",
    .call = check,
};
