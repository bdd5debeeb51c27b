/* -h: what somebody needs who has forgotten the rest, on one screen. */
#include "cli/help.h"

#include <assert.h>
#include <stdio.h>

enum { SUMMARY_COLUMN = 14, OFTEN_COLUMN = 31 };

void help_screen(void)
{
    const struct command *const *commands = all_commands();

    printf("oasdrift tells whether an HTTP API is still what its OpenAPI description says.\n\n");
    for (; *commands; commands++)
        text_column(printf("  %s", (*commands)->name), SUMMARY_COLUMN,
                    str_of((*commands)->summary));
    printf("\n"
           "  oasdrift check openapi.yaml session.har\n"
           "  oasdrift run openapi.yaml --url https://staging.example.com/v1\n"
           "  oasdrift lint openapi.yaml\n"
           "\n"
           "oasdrift COMMAND -h: a command at a glance; oasdrift help COMMAND: all of it\n"
           "exit code: 0 nothing found, 1 findings, 2 unusable, 3 incomplete, 4 internal\n");
}

static void print_often(const struct command *command)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct str names = str_of(command->often);

    command_tables(command, tables);
    while (names.text) {
        struct near_miss name = near_miss_of(str_cut(&names, ' '));
        const struct option *row = option_named(tables, &name);

        assert(row); /* tests/cli/test_help.sh prints every screen */
        text_option(row, row->argument, OFTEN_COLUMN);
    }
}

void help_command_screen(const struct command *command)
{
    struct page page = {.format = &page_text};

    printf("oasdrift %s %s\n", command->name, command->usage);
    text_column(0, 0, str_of(command->summary));
    if (command->examples)
        page_examples(&page, command->examples);
    if (command->often) {
        printf("\n");
        print_often(command);
    }
    printf("\nall options, formats and exit codes: oasdrift help %s\n", command->name);
}
