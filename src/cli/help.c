#include "cli/help.h"

#include <stdio.h>

enum {
    OVERVIEW_COLUMN = 6,
    FORMATS_COLUMN = 17,
    MEASURES_COLUMN = 22,
    OPTIONS_COLUMN = 30,
    WIDTH = 79
};

/* How many bytes of the text fit into `width` columns: whole words, and at least one. */
static int fitting(const char *text, int width)
{
    int fits = 0;

    for (int i = 0;; i++) {
        if (text[i] != ' ' && text[i] != '\0')
            continue;
        if (fits && i > width)
            return fits;
        fits = i;
        if (!text[i])
            return fits;
    }
}

/* Ends a line of help, of which `used` columns are written, with the text: from `column` on, on the
   next line when that is passed already. Words are wrapped before column 80. */
static void print_column(int used, int column, const char *text)
{
    if (used && used >= column) {
        putchar('\n');
        used = 0;
    }
    do {
        int length = fitting(text, WIDTH - column);

        printf("%*s%.*s\n", column - used, "", length, text);
        text += length + (text[length] == ' ');
        used = 0;
    } while (*text);
}

static void print_options(const struct option *table)
{
    for (const struct option *row = table; row->name; row++) {
        int used = row->letter ? printf("  -%c, --%s", row->letter, row->name)
                               : printf("      --%s", row->name);

        if (row->choices)
            used += printf(" %s", row->choices);
        else if (row->argument)
            used += printf(" %s", row->argument);
        print_column(used, OPTIONS_COLUMN, row->help);
    }
}

static void print_usage(const char *name, const char *usage, const char *summary)
{
    printf("  oasdrift %s %s\n", name, usage);
    print_column(0, OVERVIEW_COLUMN, summary);
}

void help_overview(void)
{
    const struct command *const *commands = all_commands();

    printf("oasdrift tells whether an HTTP API is still what its OpenAPI description says.\n\n");
    for (; *commands; commands++)
        print_usage((*commands)->name, (*commands)->usage, (*commands)->summary);
    print_usage("help", "[COMMAND]", "this text, or a command's options");
    print_usage("--version", "[--json]", "versions of the program and libraries");
    printf("\nAn option --some-name may also come from the environment, OASDRIFT_SOME_NAME,\n"
           "or from .oasdrift.yaml (some-name: value).\n");
    printf("exit codes: 0 nothing found, 1 findings, 2 usage or description unusable,\n"
           "            3 incomplete, 4 internal error or an output that cannot be written,\n"
           "            130 interrupted (mock, which is told to end so, ends with 0)\n");
}

static void print_recording_formats(void)
{
    const char *summary;
    const char *name;

    printf("\nformats of recordings:\n");
    for (size_t i = 0; (name = oasdrift_recording_format(i, &summary)); i++)
        print_column(printf("  %s", name), FORMATS_COLUMN, summary);
}

static void print_report_formats(enum oasdrift_subject subject)
{
    const char *summary;
    const char *name;

    printf("\nreport formats:\n");
    for (size_t i = 0; (name = oasdrift_report_format(subject, i, &summary)); i++)
        print_column(printf("  %s", name), FORMATS_COLUMN, summary);
}

static void print_measures(void)
{
    const char *summary;
    const char *name;

    printf("\nmeasures of --coverage-fail-under:\n");
    for (size_t i = 0; (name = oasdrift_coverage_measure(i, &summary)); i++)
        print_column(printf("  %s", name), MEASURES_COLUMN, summary);
}

static bool has_option(const struct command *command, const char *option)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct near_miss name = near_miss_of(str_of(option));

    command_tables(command, tables);
    return option_named(tables, &name) != NULL;
}

void help_command(const struct command *command)
{
    const struct option_group *group;

    printf("oasdrift %s %s\n", command->name, command->usage);
    print_column(0, 0, command->summary);
    if (command->examples)
        printf("\n%s", command->examples);
    if (command->options) {
        printf("\noptions:\n");
        print_options(command->options);
    }
    for (size_t i = 0; (group = option_group_at(command, i)); i++) {
        printf("\n%s:\n", group->title);
        print_options(group->options);
    }
    if (command->reads_recordings)
        print_recording_formats();
    if (has_option(command, "report"))
        print_report_formats(command->reports);
    if (has_option(command, "coverage-fail-under"))
        print_measures();
}
