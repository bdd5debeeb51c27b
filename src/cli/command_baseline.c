#include "cli/command.h"

static const struct option options[] = {
    {"output", 'o', OPTION_OUTPUT, FIELD(rules.write_baseline), "FILE",
     "the baseline: made, or brought up to date (required)", NULL, 0},
    {"prune", 0, OPTION_FLAG, FIELD(rules.prune), NULL, "drop entries that are not found any more",
     NULL, 0},
    {"from", 0, OPTION_TEXT, FIELD(recordings.from), "FORMAT",
     "the recordings' format; default: what they look like", NULL, 0},
    {.name = NULL}};

static int baseline(struct invocation *invocation, const struct operands *operands)
{
    (void)operands;
    return oasdrift_baseline_apis(invocation->apis, invocation->api_count,
                                  check_options(invocation));
}

const struct command command_baseline = {
    .name = "baseline",
    .usage = "[DESCRIPTION RECORDING... | API...] -o FILE",
    .summary = "accept today's findings",
    .description =
        "Judges recordings as `oasdrift check` does, and writes what it finds into a file that is "
        "read, reviewed and kept in the repository. With `--baseline FILE` these findings do not "
        "count, and what is new does. Findings leave the exit code at 0.\n"
        "\n"
        "An entry that stands in the file keeps what people wrote into it: reason, owner, ticket, "
        "expires and fields that begin with x-. One that is not found again stays until `--prune`, "
        "and even then when the recordings do not exercise what it is about. For a live run and "
        "for lint: their `--write-baseline FILE`.\n",
    .examples = "oasdrift baseline openapi.yaml session.har -o drift.json\n"
                "oasdrift check openapi.yaml session.har --baseline drift.json\n"
                "# drop what is not found any more\n"
                "oasdrift baseline openapi.yaml session.har -o drift.json --prune\n",
    .often = "output prune from rules",
    .options = options,
    .shares = SHARES_ALL,
    .reads_recordings = true,
    .operands = OPERANDS_RECORDINGS,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .lacking = "baseline needs a description and a recording ('-': standard input), or an "
               ".oasdrift.yaml that names them",
    .call = baseline,
};
