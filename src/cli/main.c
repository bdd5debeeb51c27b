/* The program: finds the command, reads its options by their table, calls it. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/decimal.h"
#include "base/file_output.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/config_shown.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/interrupts.h"
#include "cli/project.h"
#include "cli/terminal.h"

static int print_version(bool json)
{
    if (json)
        printf("{\"name\":\"oasdrift\",\"version\":\"%s\",\"libraries\":\"%s\"}\n",
               oasdrift_version(), oasdrift_libraries());
    else
        printf("oasdrift %s\n%s\n", oasdrift_version(), oasdrift_libraries());
    return OASDRIFT_OK;
}

/* The environment, then files: each only what is still unset. */
static bool read_settings(struct config *config, const struct command *command,
                          struct invocation *invocation, struct error *err)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct oasdrift_list variables;

    command_tables(command, tables);
    config_note(config, tables, invocation, false);
    if (!options_from_environment(tables, invocation, err))
        return false;
    config_note(config, tables, invocation, true);
    if (!config_apply(config, command, tables, invocation, err))
        return false; /* which variables the rest of it reads is not known */
    variables = (struct oasdrift_list){config->variables.items, config->variables.count};
    warn_of_environment(&invocation->outcome.unknown_settings, &variables);
    invocation->outcome.read_already = config->read;
    if (invocation->no_baseline)
        invocation->rules.baseline = NULL;
    return true;
}

static void print_help(const struct command *command, enum help_wanted wanted)
{
    struct page page = {.format = &page_text};

    if (wanted == HELP_ALL)
        help_command(&page, command);
    else
        help_command_screen(command);
}

static void add_table(const struct option *tables[OPTION_TABLES_MAX], const struct option *table)
{
    size_t count = 0;

    while (tables[count])
        count++;
    assert(count + 1 < OPTION_TABLES_MAX); /* a command has its own and each shared one */
    tables[count] = table;
    tables[count + 1] = NULL;
}

/* `config` looks at the settings of the command that is named behind it, of check by default. */
static const struct command *looked_at(int *argc, char ***argv)
{
    const struct command *command = *argc ? command_named((*argv)[0]) : NULL;

    if (!command)
        return &command_check;
    ++*argv;
    --*argc;
    return command;
}

/* One command line. */
struct calling {
    const struct command *command; /* that is called, or looked at */
    const struct command *written; /* config, or the same */
    const struct option *tables[OPTION_TABLES_MAX];
    struct config config;
    struct project project;
    struct operands operands;
    struct invocation invocation;
};

/* Nothing need be named for its settings to be seen. */
static bool needs_apis(const struct calling *calling)
{
    return calling->written->call || calling->operands.count || calling->invocation.named.count ||
           calling->config.apis.count;
}

static bool prepare(struct calling *calling, int argc, char **argv, struct error *err)
{
    const struct command *command = calling->command;
    struct invocation *invocation = &calling->invocation;

    calling->operands.items = alloc_zeroed((size_t)argc + 1, sizeof(char *));
    command_tables(command, calling->tables);
    if (command != calling->written)
        add_table(calling->tables, calling->written->options);
    if (!options_parse(calling->tables, argc, argv, invocation, &calling->operands, err))
        return false;
    if (invocation->help)
        return true;
    if (calling->written->check && !calling->written->check(invocation, &calling->operands, err))
        return false;
    if (!calling->written->call && command->stands_alone)
        return error_raise(err, "%s has no settings", command->name);
    if (!command->stands_alone && !read_settings(&calling->config, command, invocation, err))
        return false;
    return !needs_apis(calling) ||
           (!calling->written->call && command->operands == OPERANDS_OTHER) ||
           project_resolve(&calling->project, &calling->config, command, invocation,
                           &calling->operands, err);
}

static int carry_out(struct calling *calling)
{
    struct invocation *invocation = &calling->invocation;

    if (invocation->help) {
        print_help(calling->written, invocation->help);
        return OASDRIFT_OK;
    }
    if (!calling->written->call) {
        config_show(&calling->config, calling->command, calling->tables, invocation,
                    invocation->json);
        return OASDRIFT_OK;
    }
    invocation->terminal.colour = wants_colour(invocation->colour);
    invocation->terminal.columns = terminal_columns();
    return calling->command->call(invocation, &calling->operands);
}

static void release(struct calling *calling)
{
    free_texts(&calling->invocation.outcome.unknown_settings);
    options_release(calling->tables, &calling->invocation);
    project_release(&calling->project);
    config_release(&calling->config);
    free(calling->operands.items);
}

static int call(const struct command *command, int argc, char **argv)
{
    struct calling calling = {.command = command, .written = command};
    struct error err = {0};
    int code = OASDRIFT_UNUSABLE;

    if (!command->call)
        calling.command = looked_at(&argc, &argv);
    if (prepare(&calling, argc, argv, &err)) {
        code = carry_out(&calling);
    } else {
        complain(err.message);
        fprintf(stderr, "usage: oasdrift %s %s\n       oasdrift help %s\n", command->name,
                command->usage, command->name);
    }
    release(&calling);
    return code;
}

/* Help is asked for before the command, or without one. */
static int help_first(enum help_wanted wanted, const struct command *command)
{
    struct page page = {.format = &page_text};

    if (command)
        print_help(command, wanted);
    else if (wanted == HELP_ALL)
        help_program(&page);
    else
        help_screen();
    return OASDRIFT_OK;
}

static int dispatch(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    const struct command *command = command_named(word);

    if (argc < 2) {
        help_screen();
        return OASDRIFT_UNUSABLE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return print_version(argc > 2 && strcmp(argv[2], "--json") == 0);
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
        return help_first(strcmp(word, "-h") == 0 ? HELP_AT_A_GLANCE : HELP_ALL,
                          argc > 2 ? command_named(argv[2]) : NULL);
    return command ? call(command, argc - 2, argv + 2) : unknown_command(word);
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
    fflush(stdout);
    if (file_is_written(stdout))
        return true;
    fprintf(stderr, "oasdrift: standard output: %s\n", strerror(errno));
    return false;
}

int main(int argc, char **argv)
{
    int code;

    hold_closed_streams();
    signal(SIGPIPE, SIG_IGN); /* writing into a closed pipe fails instead: file_is_written */
    signal(SIGXFSZ, SIG_IGN); /* and so does writing more than the system allows */
    catch_ends();
    decimal_set_allocator();
    code = dispatch(argc, argv);
    /* That a report could not be written has been told. */
    if (code != OASDRIFT_INTERNAL && !flush_output())
        code = OASDRIFT_INTERNAL;
    return code;
}
