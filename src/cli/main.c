/* The program: finds the command, reads its options by their table, calls it. */
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
                          const struct option *const *tables, struct invocation *invocation,
                          struct error *err)
{
    struct oasdrift_list variables;
    bool applied;

    config_note(config, tables, invocation, false);
    if (!options_from_environment(tables, invocation, err))
        return false;
    config_note(config, tables, invocation, true);
    applied = config_apply(config, command, tables, invocation, err);
    variables = (struct oasdrift_list){config->variables.items, config->variables.count};
    warn_of_environment(&invocation->outcome.unknown_settings, &variables);
    invocation->outcome.read_already = config->read;
    if (invocation->no_baseline)
        invocation->rules.baseline = NULL;
    return applied;
}

static void print_help(const struct command *command, enum help_wanted wanted)
{
    struct page page = {.format = &page_text};

    if (wanted == HELP_ALL)
        help_command(&page, command);
    else
        help_command_screen(command);
}

static int call(const struct command *command, int argc, char **argv)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct config config = {.read = {NULL, 0}};
    struct project project = {.lists = NULL};
    struct operands operands = {alloc_zeroed((size_t)argc + 1, sizeof(char *)), 0};
    struct invocation invocation = {0};
    struct error err = {0};
    int code = OASDRIFT_UNUSABLE;

    command_tables(command, tables);
    if (!options_parse(tables, argc, argv, &invocation, &operands, &err))
        goto out;
    if (invocation.help) {
        print_help(command, invocation.help);
        code = OASDRIFT_OK;
        goto out;
    }
    if ((!command->stands_alone && !read_settings(&config, command, tables, &invocation, &err)) ||
        !project_resolve(&project, &config, command, &invocation, &operands, &err))
        goto out;
    invocation.terminal.colour = wants_colour(invocation.colour);
    invocation.terminal.columns = terminal_columns();
    code = command->call(&invocation, &operands);
out:
    free_texts(&invocation.outcome.unknown_settings);
    if (err.raised) {
        complain(err.message);
        fprintf(stderr, "usage: oasdrift %s %s\n       oasdrift help %s\n", command->name,
                command->usage, command->name);
    }
    options_release(tables, &invocation);
    project_release(&project);
    config_release(&config);
    free(operands.items);
    return code;
}

static int dispatch(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    const struct command *command = command_named(word);
    struct page page = {.format = &page_text};

    if (argc < 2) {
        help_screen();
        return OASDRIFT_UNUSABLE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return print_version(argc > 2 && strcmp(argv[2], "--json") == 0);
    if (strcmp(word, "-h") == 0) {
        help_screen();
        return OASDRIFT_OK;
    }
    if (strcmp(word, "--help") == 0) {
        help_program(&page);
        return OASDRIFT_OK;
    }
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
