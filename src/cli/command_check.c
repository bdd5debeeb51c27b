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
    .description =
        "Finds the operation that each request hits, and holds request and response against what "
        "the description says of it: path, method, status, headers, parameters, bodies. Each "
        "difference is a finding, with its line in the description, the exchange, and a curl "
        "command that asks again.\n"
        "\n"
        "A recording is a file, a folder (every file below it but hidden ones) or `-`, standard "
        "input; gzip, zlib and zstd are undone. Its format is recognised by its content. What a "
        "recording does not have (a body that was left out, credentials that were taken out) is "
        "listed as not checked; `--require-complete` makes that count.\n"
        "\n"
        "Findings that are accepted already stand in a baseline (`--baseline`, see "
        "oasdrift-baseline(1)) and do not count. Rule sets (`--rules`, see oasdrift-rules(7)) "
        "change severities, ignore what is known with a reason and a date, and add assertions.\n"
        "\n"
        "One run may be divided over many processes: `--shard I/N` judges a part, and `oasdrift "
        "merge` puts the event files (`--report ndjson=FILE`) together.\n",
    .examples = "# what a browser, Playwright, mitmproxy, newman... has recorded\n"
                "oasdrift check openapi.yaml session.har\n"
                "# text here, JUnit for the CI server\n"
                "oasdrift check openapi.yaml --report text --report junit=drift.xml *.har.gz\n"
                "# the description of a deployment\n"
                "oasdrift check https://api.example.com/openapi.json session.har\n"
                "# what differs between two recordings, too\n"
                "oasdrift check openapi.yaml new.har --against old.har\n"
                "# HAR entries from standard input, one a line\n"
                "jq -c '.log.entries[]' session.har | oasdrift check openapi.yaml -\n",
    .often = "report fail-on rules baseline require-complete env",
    .options = options,
    .shares = SHARES_ALL,
    .reads_recordings = true,
    .operands = OPERANDS_RECORDINGS,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .lacking = "check needs a description and a recording ('-': standard input), or an "
               ".oasdrift.yaml that names them",
    .call = check,
};
