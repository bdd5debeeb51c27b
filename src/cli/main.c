/* The program: finds the command, reads its options by their table, calls it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/command.h"
#include "cli/config.h"

#define FIELD(name) offsetof(struct invocation, options.name)

const struct option shared_options[] = {
    {"report", 0, OPTION_LIST, FIELD(reports), "FORMAT[=FILE]", "repeatable; default: text", NULL,
     0},
    {"fail-on", 0, OPTION_CHOICE, FIELD(fail_on), "SEVERITY",
     "what makes the exit code 1; default error", "error|warning|info|never", 0},
    {"rules", 0, OPTION_LIST, FIELD(rule_sets), "FILE",
     "a rule set, or strict, lenient, gateway; later ones win", NULL, 0},
    {"baseline", 0, OPTION_TEXT, FIELD(baseline), "FILE", "accepted findings: they do not count",
     NULL, 0},
    {"write-baseline", 0, OPTION_TEXT, FIELD(write_baseline), "FILE",
     "take this run's findings into it", NULL, 0},
    {"formats", 0, OPTION_CHOICE, FIELD(formats), "POLICY", "what a broken `format` is worth",
     "standard|off|warn|error", 0},
    {"allow-ref", 0, OPTION_LIST, FIELD(allow_refs), "DIR-or-HOST",
     "folder that $ref may also lead to, or HOST[:PORT] to fetch from", NULL, 0},
    {"map-uri", 0, OPTION_LIST, FIELD(uri_maps), "PREFIX=PATH",
     "$ref to such URIs leads to local files", NULL, 0},
    {"overlay", 0, OPTION_LIST, FIELD(overlays), "FILE",
     "an Overlay applied to the description first; repeatable", NULL, 0},
    {"server", 0, OPTION_LIST, FIELD(servers), "URL-or-PATH", "another base of the API; repeatable",
     NULL, 0},
    {"only-servers", 0, OPTION_FLAG, FIELD(only_servers), NULL,
     "leave out requests to hosts that no server names", NULL, 0},
    {"operation", 0, OPTION_LIST, FIELD(only.operations), "ID",
     "only operations with this operationId", NULL, 0},
    {"method", 0, OPTION_LIST, FIELD(only.methods), "M", "only operations with this method", NULL,
     0},
    {"path", 0, OPTION_LIST, FIELD(only.paths), "GLOB",
     "only operations of such paths: /pets/*, /admin/**", NULL, 0},
    {"tag", 0, OPTION_LIST, FIELD(only.tags), "T", "only operations with this tag", NULL, 0},
    {"exclude-operation", 0, OPTION_LIST, FIELD(except.operations), "ID",
     "leave out operations with this operationId", NULL, 0},
    {"exclude-method", 0, OPTION_LIST, FIELD(except.methods), "M",
     "leave out operations with this method", NULL, 0},
    {"exclude-path", 0, OPTION_LIST, FIELD(except.paths), "GLOB",
     "leave out operations of such paths: /pets/*, /admin/**", NULL, 0},
    {"exclude-tag", 0, OPTION_LIST, FIELD(except.tags), "T", "leave out operations with this tag",
     NULL, 0},
    {"require-complete", 0, OPTION_FLAG, FIELD(require_complete), NULL,
     "exit 3 when anything was not checked", NULL, 0},
    {"exit-zero", 0, OPTION_FLAG, FIELD(exit_zero), NULL, "findings do not change the exit code",
     NULL, 0},
    {"allow-empty", 0, OPTION_FLAG, FIELD(allow_empty), NULL, "nothing judged is no failure", NULL,
     0},
    {"reproducible", 0, OPTION_FLAG, FIELD(reproducible), NULL, "no times in reports", NULL, 0},
    {"each-exchange", 0, OPTION_FLAG, FIELD(each_exchange), NULL, "an ndjson event per exchange",
     NULL, 0},
    {"coverage-fail-under", 0, OPTION_TEXT, FIELD(coverage_fail_under), "NAME=PERCENT,...",
     "exit 1 when less was exercised: operations=100,properties=80", NULL, 0},
    {"changed-since", 0, OPTION_TEXT, FIELD(changed_since), "OLD",
     "coverage only of operations that differ from that description", NULL, 0},
    {"no-coverage", 0, OPTION_FLAG, FIELD(no_coverage), NULL,
     "do not look at values for coverage and drift", NULL, 0},
    {"drift-after", 0, OPTION_NUMBER, FIELD(drift_after), "N",
     "observations before drift.* says something; default 30", NULL, 0},
    {"color", 0, OPTION_CHOICE, offsetof(struct invocation, colour), "WHEN", "default auto",
     "auto|always|never", 0},
    {"quiet", 'q', OPTION_LOWER, FIELD(verbosity), NULL,
     "text: the first lines of what counts, nothing else", NULL, 0},
    {"verbose", 'v', OPTION_RAISE, FIELD(verbosity), NULL,
     "text: also known and ignored findings, each curl line, what was not exercised", NULL, 0},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static const struct option help_options[] = {
    {"config", 0, OPTION_TEXT, offsetof(struct invocation, config), "FILE",
     "default: the nearest .oasdrift.yaml of the repository", NULL, 0},
    {"help", 'h', OPTION_FLAG, offsetof(struct invocation, help), NULL, "this text", NULL, 0},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static const struct command *const commands[] = {&command_check,
                                                 &command_run,
                                                 &command_lint,
                                                 &command_validate,
                                                 &command_mock,
                                                 &command_merge,
                                                 &command_baseline,
                                                 &command_suggest,
                                                 &command_explain,
                                                 &command_completion,
                                                 NULL};

enum { COMMAND_COUNT = ARRAY_LENGTH(commands) - 1 };

const struct command *const *all_commands(void)
{
    return commands;
}

void command_tables(const struct command *command, const struct option *tables[OPTION_TABLES_MAX])
{
    size_t count = 0;

    tables[count++] = command->options;
    if (command->shares_options)
        tables[count++] = shared_options;
    tables[count++] = help_options;
    tables[count] = NULL;
}

void complain(const char *text)
{
    fprintf(stderr, "oasdrift: %s\n", text);
}

/* A signal handler has nothing but a file-scope object to write to. */
static volatile int interrupted;

static volatile time_t interrupted_at;

/* A second one ends the program at once; but timeout(1) sends SIGTERM to the process and then to
   its group, so one that follows on the heels of another is the same. */
static void note_signal(int number)
{
    enum { SAME_WITHIN_SECONDS = 2 };
    time_t now = time(NULL);

    if (interrupted && (number != SIGTERM || now - interrupted_at >= SAME_WITHIN_SECONDS)) {
        signal(number, SIG_DFL);
        raise(number);
    }
    if (!interrupted)
        interrupted_at = now;
    interrupted = 1;
}

/* Without SA_RESTART: a read that waits for ever ends, too. */
const volatile int *catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = note_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &interrupted;
}

static int print_overview(void)
{
    printf("oasdrift tells whether an HTTP API is still what its OpenAPI description says.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  oasdrift %-9s %-26s %s\n", commands[i]->name, commands[i]->usage,
               commands[i]->summary);
    printf("  oasdrift %-9s %-26s %s\n", "help", "[COMMAND]", "this text, or a command's options");
    printf("  oasdrift %-36s %s\n", "--version [--json]", "versions of the program and libraries");
    printf("\nAn option --some-name may also come from the environment, OASDRIFT_SOME_NAME, or "
           "from\n.oasdrift.yaml (some-name: value).\n");
    printf("exit codes: 0 nothing found, 1 findings, 2 usage or description unusable,\n"
           "            3 incomplete, 4 internal error, 130 interrupted\n");
    return OASDRIFT_OK;
}

static void print_formats(const char *title, const char *(*format)(size_t, const char **))
{
    const char *summary;
    const char *name;

    printf("\n%s:\n", title);
    for (size_t i = 0; (name = format(i, &summary)); i++)
        printf("  %-14s %s\n", name, summary);
}

static int print_help(const struct command *command)
{
    printf("oasdrift %s %s\n%s\n", command->name, command->usage, command->summary);
    if (command->examples)
        printf("\n%s", command->examples);
    printf("\noptions:\n");
    options_help(command->options);
    if (command->shares_options)
        options_help(shared_options);
    options_help(help_options);
    if (command->reads_recordings)
        print_formats("formats of recordings", oasdrift_recording_format);
    if (command->shares_options)
        print_formats("report formats", oasdrift_report_format);
    return OASDRIFT_OK;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[COMMAND_COUNT + 2] = {"help"};
    const char *nearest;
    struct error err = {0};

    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i + 1] = commands[i]->name;
    nearest = nearest_word(name, names);
    if (nearest)
        error_raise(&err, "unknown command \"%s\"; did you mean %s?", name, nearest);
    else
        error_raise(&err, "unknown command \"%s\"; `oasdrift help` lists them", name);
    complain(err.message);
    return OASDRIFT_UNUSABLE;
}

static int print_version(bool json)
{
    if (json)
        printf("{\"name\":\"oasdrift\",\"version\":\"%s\",\"libraries\":\"%s\"}\n",
               oasdrift_version(), oasdrift_libraries());
    else
        printf("oasdrift %s\n%s\n", oasdrift_version(), oasdrift_libraries());
    return OASDRIFT_OK;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value;
}

/* no-color.org and bixense.com/clicolors; --color goes before both. */
static bool wants_colour(const char *when)
{
    const char *force = getenv("CLICOLOR_FORCE");
    const char *terminal = getenv("TERM");

    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && !(terminal && strcmp(terminal, "dumb") == 0);
}

static int call(const struct command *command, int argc, char **argv)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct config config = {0};
    struct operands operands = {alloc_zeroed((size_t)argc + 1, sizeof(char *)), 0};
    struct invocation invocation = {0};
    struct error err = {0};
    int code = OASDRIFT_UNUSABLE;

    command_tables(command, tables);
    if (!options_parse(tables, argc, argv, &invocation, &operands, &err) ||
        !options_from_environment(tables, &invocation, &err))
        goto out;
    if (invocation.help) {
        code = print_help(command);
        goto out;
    }
    if (!config_apply(&config, command, tables, &invocation, &err))
        goto out;
    if (operands.count < command->operands_least)
        error_raise(&err, "%s", command->lacking);
    else if (operands.count > command->operands_most)
        error_raise(&err, "unexpected \"%s\"", operands.items[command->operands_most]);
    if (err.raised)
        goto out;
    invocation.options.colour = wants_colour(invocation.colour);
    code = command->call(&invocation, &operands);
out:
    if (err.raised) {
        complain(err.message);
        fprintf(stderr, "usage: oasdrift %s %s\n       oasdrift help %s\n", command->name,
                command->usage, command->name);
    }
    options_release(tables, &invocation);
    config_release(&config);
    free(operands.items);
    return code;
}

static int dispatch(int argc, char **argv)
{
    const struct command *command;

    if (argc < 2) {
        print_overview();
        return OASDRIFT_UNUSABLE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return print_version(argc > 2 && strcmp(argv[2], "--json") == 0);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        (strcmp(argv[1], "help") == 0 && (argc < 3 || strcmp(argv[2], "help") == 0)))
        return print_overview();
    if (strcmp(argv[1], "help") == 0) {
        command = find_command(argv[2]);
        return command ? print_help(command) : unknown_command(argv[2]);
    }
    command = find_command(argv[1]);
    return command ? call(command, argc - 2, argv + 2) : unknown_command(argv[1]);
}

int main(int argc, char **argv)
{
    int code;

    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, and said */
    code = dispatch(argc, argv);
    if (fflush(stdout) != 0 && code == OASDRIFT_OK)
        code = OASDRIFT_INTERNAL;
    return code;
}
