/* The program: finds the command, reads its options by their table, calls it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/decimal.h"
#include "cli/command.h"
#include "cli/config.h"

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

enum { OVERVIEW_COLUMN = 6, FORMATS_COLUMN = 17 };

enum { COMMAND_COUNT = ARRAY_LENGTH(commands) - 1 };

const struct command *const *all_commands(void)
{
    return commands;
}

struct oasdrift_list operands_from(const struct operands *operands, size_t first)
{
    return (struct oasdrift_list){operands->items + first, operands->count - first};
}

void complain(const char *text)
{
    fprintf(stderr, "oasdrift: %s\n", text);
}

/* A signal handler can only write to an object of file scope. */
static volatile int interrupted;

static volatile time_t interrupted_at;

/* A second signal ends the program at once. But timeout(1) sends SIGTERM to the process and then to
   its group: a SIGTERM that follows within two seconds counts as the same one. */
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

/* No SA_RESTART: a signal also ends a read that would wait for ever. */
const volatile int *catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = note_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &interrupted;
}

static void print_usage(const char *name, const char *usage, const char *summary)
{
    printf("  oasdrift %s %s\n", name, usage);
    help_column(0, OVERVIEW_COLUMN, summary);
}

static int print_overview(void)
{
    printf("oasdrift tells whether an HTTP API is still what its OpenAPI description says.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        print_usage(commands[i]->name, commands[i]->usage, commands[i]->summary);
    print_usage("help", "[COMMAND]", "this text, or a command's options");
    print_usage("--version", "[--json]", "versions of the program and libraries");
    printf("\nAn option --some-name may also come from the environment, OASDRIFT_SOME_NAME,\n"
           "or from .oasdrift.yaml (some-name: value).\n");
    printf("exit codes: 0 nothing found, 1 findings, 2 usage or description unusable,\n"
           "            3 incomplete, 4 internal error, 130 interrupted\n");
    return OASDRIFT_OK;
}

static void print_recording_formats(void)
{
    const char *summary;
    const char *name;

    printf("\nformats of recordings:\n");
    for (size_t i = 0; (name = oasdrift_recording_format(i, &summary)); i++)
        help_column(printf("  %s", name), FORMATS_COLUMN, summary);
}

static void print_report_formats(enum oasdrift_subject subject)
{
    const char *summary;
    const char *name;

    printf("\nreport formats:\n");
    for (size_t i = 0; (name = oasdrift_report_format(subject, i, &summary)); i++)
        help_column(printf("  %s", name), FORMATS_COLUMN, summary);
}

static bool writes_reports(const struct command *command)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct near_miss name = near_miss_of(STR("report"));

    command_tables(command, tables);
    return option_named(tables, &name) != NULL;
}

static int print_help(const struct command *command)
{
    const struct option_group *group;

    printf("oasdrift %s %s\n", command->name, command->usage);
    help_column(0, 0, command->summary);
    if (command->examples)
        printf("\n%s", command->examples);
    if (command->options->name) {
        printf("\noptions:\n");
        options_help(command->options);
    }
    for (size_t i = 0; (group = option_group_at(command, i)); i++) {
        printf("\n%s:\n", group->title);
        options_help(group->options);
    }
    if (command->reads_recordings)
        print_recording_formats();
    if (writes_reports(command))
        print_report_formats(command->reports);
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
    struct near_miss miss = near_miss_of(str_of(name));
    struct error err = {0};

    near_miss_try(&miss, STR("help"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        near_miss_try(&miss, str_of(commands[i]->name));
    if (miss.best.text)
        error_raise(&err, "unknown command \"%s\"; did you mean %.*s?", name, STR_ARGS(miss.best));
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

/* The conventions of no-color.org and bixense.com/clicolors; --color overrides both. */
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

enum { VARIABLE_BYTES = 64 };

/* "OASDRIFT_SOME_NAME" to "some-name"; false: it is no such name. */
static bool name_of_variable(struct str variable, char name[VARIABLE_BYTES])
{
    size_t prefix = strlen("OASDRIFT_");

    if (!str_starts_with(variable, STR("OASDRIFT_")) || variable.length - prefix >= VARIABLE_BYTES)
        return false;
    for (size_t i = prefix; i < variable.length; i++)
        name[i - prefix] = variable.text[i] == '_' ? '-' : ascii_lower(variable.text[i]);
    name[variable.length - prefix] = '\0';
    return true;
}

static bool is_option_of_any(struct near_miss *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct option *tables[OPTION_TABLES_MAX];

        command_tables(commands[i], tables);
        if (option_named(tables, name))
            return true;
    }
    return false;
}

/* A variable with a misspelt name would have no effect, and nobody would know. */
static void warn_of_environment(void)
{
    for (char **entry = environ; *entry; entry++) {
        struct str value = str_of(*entry);
        struct str variable = str_cut(&value, '=');
        struct near_miss miss;
        char name[VARIABLE_BYTES];

        if (str_starts_with(variable, STR("OASDRIFT_AUTH_")) || !name_of_variable(variable, name))
            continue;
        miss = near_miss_of(str_of(name));
        if (is_option_of_any(&miss))
            continue;
        fprintf(stderr, "oasdrift: %.*s is set, and no option has that name", STR_ARGS(variable));
        if (miss.best.text) {
            fputs("; did you mean OASDRIFT_", stderr);
            for (size_t i = 0; i < miss.best.length; i++)
                fputc(miss.best.text[i] == '-' ? '_' : ascii_upper(miss.best.text[i]), stderr);
            fputc('?', stderr);
        }
        fputc('\n', stderr);
    }
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
    if (invocation.terminal.verbosity >= 0)
        warn_of_environment();
    if (!config_apply(&config, command, tables, &invocation, &err))
        goto out;
    if (operands.count < command->operands_least)
        error_raise(&err, "%s", command->lacking);
    else if (operands.count > command->operands_most)
        error_raise(&err, "unexpected \"%s\"", operands.items[command->operands_most]);
    if (err.raised)
        goto out;
    invocation.terminal.colour = wants_colour(invocation.colour);
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

/* The next file that is opened would take the place of a standard stream that is closed, and get
   what is meant for it. What is put there instead can be neither read nor written. */
static void hold_closed_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static bool flush_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    fprintf(stderr, "oasdrift: standard output: %s\n", strerror(errno));
    return false;
}

int main(int argc, char **argv)
{
    int code;

    hold_closed_streams();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, which is told */
    decimal_set_allocator();
    code = dispatch(argc, argv);
    if (code == OASDRIFT_OK && !flush_output())
        code = OASDRIFT_INTERNAL;
    return code;
}
