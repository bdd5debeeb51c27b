/* The options that several commands share, in groups as the help shows them. */
#include "cli/command.h"

static const struct option outcome_options[] = {
    {"report", 0, OPTION_REPORTS, FIELD(outcome.reports), "FORMAT[=FILE]",
     "repeatable; default: text", NULL, 0},
    {"fail-on", 0, OPTION_CHOICE, FIELD(outcome.fail_on), "SEVERITY",
     "what makes the exit code 1; default error", "error|warning|info|never", 0},
    {"values", 0, OPTION_CHOICE, FIELD(outcome.values), "WHAT",
     "of recorded values to show; none: kinds and lengths; default redacted", "redacted|none", 0},
    {"rules", 0, OPTION_RULE_SETS, FIELD(rules.sets), "FILE",
     "a rule set, or strict, lenient, gateway; later ones win", NULL, 0},
    {"baseline", 0, OPTION_FILE, FIELD(rules.baseline), "FILE",
     "accepted findings: they do not count", NULL, 0},
    {"no-baseline", 0, OPTION_FLAG, FIELD(no_baseline), NULL,
     "the baseline of a configuration is not in force", NULL, 0},
    {"write-baseline", 0, OPTION_OUTPUT, FIELD(rules.write_baseline), "FILE",
     "take this run's findings into it", NULL, 0},
    {"coverage-fail-under", 0, OPTION_TEXT, FIELD(rules.coverage_fail_under), "NAME=PERCENT,...",
     "exit 1 when less was exercised: operations=100,properties=80", NULL, 0},
    {"drift-after", 0, OPTION_NUMBER, FIELD(rules.drift_after), "N",
     "observations before drift.* says something; default 30", NULL, 0},
    {"max-findings", 0, OPTION_NUMBER, FIELD(outcome.max_findings), "N",
     "tell N causes at most, in formats for people; what is left out is counted", NULL, 0},
    {"history", 0, OPTION_FILE, FIELD(outcome.history), "DIR",
     "earlier event files (*.ndjson): html shows the trend, and what is new", NULL, 0},
    {"require-complete", 0, OPTION_FLAG, FIELD(outcome.require_complete), NULL,
     "exit 3 when anything was not checked", NULL, 0},
    {"exit-zero", 0, OPTION_FLAG, FIELD(outcome.exit_zero), NULL,
     "findings do not change the exit code", NULL, 0},
    {"allow-empty", 0, OPTION_FLAG, FIELD(outcome.allow_empty), NULL,
     "nothing judged is no failure", NULL, 0},
    {"reproducible", 0, OPTION_FLAG, FIELD(outcome.reproducible), NULL, "no times in reports", NULL,
     0},
    {.name = NULL}};

static const struct option description_options[] = {
    {"formats", 0, OPTION_CHOICE, FIELD(description.formats), "POLICY",
     "what a broken `format` is worth", "standard|off|warn|error", 0},
    {"overlay", 0, OPTION_FILES, FIELD(description.overlays), "FILE",
     "an Overlay applied to the description first; repeatable", NULL, 0},
    {"allow-ref", 0, OPTION_FOLDERS_OR_HOSTS, FIELD(description.allow_refs), "DIR-or-HOST",
     "folder out of the repository for $ref, or HOST[:PORT] to fetch from", NULL, 0},
    {"map-uri", 0, OPTION_NAMED_FILES, FIELD(description.uri_maps), "PREFIX=PATH",
     "$ref to such URIs leads to local files", NULL, 0},
    {"server", 0, OPTION_LIST, FIELD(description.servers), "URL-or-PATH",
     "another base of the API; repeatable", NULL, 0},
    {.name = NULL}};

static const struct option operation_options[] = {
    {"operation", 0, OPTION_LIST, FIELD(operations.only.operations), "ID",
     "only operations with this operationId", NULL, 0},
    {"method", 0, OPTION_LIST, FIELD(operations.only.methods), "M",
     "only operations with this method", NULL, 0},
    {"path", 0, OPTION_LIST, FIELD(operations.only.paths), "GLOB",
     "only operations of such paths: /pets/*, /admin/**", NULL, 0},
    {"tag", 0, OPTION_LIST, FIELD(operations.only.tags), "T", "only operations with this tag", NULL,
     0},
    {"exclude-operation", 0, OPTION_LIST, FIELD(operations.except.operations), "ID",
     "leave out operations with this operationId", NULL, 0},
    {"exclude-method", 0, OPTION_LIST, FIELD(operations.except.methods), "M",
     "leave out operations with this method", NULL, 0},
    {"exclude-path", 0, OPTION_LIST, FIELD(operations.except.paths), "GLOB",
     "leave out operations of such paths: /pets/*, /admin/**", NULL, 0},
    {"exclude-tag", 0, OPTION_LIST, FIELD(operations.except.tags), "T",
     "leave out operations with this tag", NULL, 0},
    {"only-servers", 0, OPTION_FLAG, FIELD(operations.only_servers), NULL,
     "leave out requests to hosts that no server names", NULL, 0},
    {"changed-since", 0, OPTION_FILE, FIELD(operations.changed_since), "OLD",
     "coverage only of operations that differ from that description", NULL, 0},
    {"no-coverage", 0, OPTION_FLAG, FIELD(operations.no_coverage), NULL,
     "do not look at values for coverage and drift", NULL, 0},
    {"each-exchange", 0, OPTION_FLAG, FIELD(operations.each_exchange), NULL,
     "an ndjson event per exchange; of a file, at the run's end", NULL, 0},
    {.name = NULL}};

static const struct option project_options[] = {
    {"api", 0, OPTION_LIST, FIELD(named), "NAME",
     "of the configuration's APIs this one; repeatable; default: all of them", NULL, 0},
    {"env", 0, OPTION_TEXT, FIELD(environment), "NAME",
     "an environment of the configuration: its url, parameters, headers...", NULL, 0},
    {.name = NULL}};

static const struct option terminal_options[] = {
    {"color", 0, OPTION_CHOICE, FIELD(colour), "WHEN", "default auto", "auto|always|never", 0},
    {"quiet", 'q', OPTION_LOWER, FIELD(terminal.verbosity), NULL,
     "text: the first lines of what counts, nothing else", NULL, 0},
    {"verbose", 'v', OPTION_RAISE, FIELD(terminal.verbosity), NULL,
     "text: also known and ignored findings, each curl line, what was not exercised", NULL, 0},
    {.name = NULL}};

#define HELP_ROW                                                                                   \
    {                                                                                              \
        "help", 'h', OPTION_HELP, FIELD(help), NULL, "all of this; -h: on one screen", NULL, 0     \
    }

static const struct option alone_options[] = {HELP_ROW, {.name = NULL}};

static const struct option help_options[] = {
    {"config", 0, OPTION_FILE, FIELD(config), "FILE",
     "default: the nearest .oasdrift.yaml of the repository", NULL, 0},
    HELP_ROW,
    {.name = NULL}};

static const struct option_group groups[] = {
    {SHARES_OUTCOME, "reports, and what makes the exit code", outcome_options},
    {SHARES_DESCRIPTION, "the description", description_options},
    {SHARES_OPERATIONS, "what is looked at", operation_options},
    {SHARES_PROJECT, "of the configuration", project_options},
    {SHARES_TERMINAL, "the terminal", terminal_options},
    {SHARES_HELP, "also", help_options},
    {SHARES_ALONE, "also", alone_options},
};

const struct option_group *option_group_at(const struct command *command, size_t index)
{
    const unsigned shares = command->shares | (command->stands_alone ? SHARES_ALONE : SHARES_HELP);

    for (size_t i = 0; i < ARRAY_LENGTH(groups); i++)
        if ((shares & groups[i].share) && index-- == 0)
            return &groups[i];
    return NULL;
}

void command_tables(const struct command *command, const struct option *tables[OPTION_TABLES_MAX])
{
    const struct option_group *group;
    size_t count = 0;

    if (command->options)
        tables[count++] = command->options;
    for (size_t i = 0; (group = option_group_at(command, i)); i++)
        tables[count++] = group->options;
    tables[count] = NULL;
}

const struct option *option_of_any(struct near_miss *name)
{
    const struct command *const *commands = all_commands();
    const struct option *found = NULL;

    for (; *commands && !found; commands++) {
        const struct option *tables[OPTION_TABLES_MAX];

        command_tables(*commands, tables);
        found = (*commands)->stands_alone ? NULL : option_named(tables, name);
    }
    return found;
}
