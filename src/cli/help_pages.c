/* The pages on the program and on each command; help_configuration.c has the page on the file. */
#include "cli/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    USAGE_COLUMN = 6,
    FORMATS_COLUMN = 19,
    MEASURES_COLUMN = 22,
    PLACES_COLUMN = 26,
    CODES_COLUMN = 7,
    NAME_BYTES = 64,
    USAGE_BYTES = 256,
    COMMANDS_MAX = 64
};

static bool has_option(const struct command *command, const char *option)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct near_miss name = near_miss_of(str_of(option));

    command_tables(command, tables);
    return option_named(tables, &name) != NULL;
}

/* ---- what several pages have ---- */

/* What surrounds the program. It is for commands with that option; NULL: for all. */
struct surrounding {
    const char *term, *text, *option;
};

static const struct surrounding variables[] = {
    {"OASDRIFT_SOME_NAME",
     "the option --some-name, where the command line does not give it; of a switch 1 or true, 0 or "
     "false. A name that is no option's makes a run incomplete",
     "config"},
    {"OASDRIFT_AUTH_SCHEME",
     "the credential of the security scheme of that name, in capitals; it never reaches a report. "
     "The "
     "command that asks again (`reproduce:`) names it",
     "url"},
    {"OASDRIFT_CONFIG", "as --config; empty: no project file is read", "config"},
    {"SOURCE_DATE_EPOCH", "the time that reports have, in seconds since 1970", "reproducible"},
    {"GITHUB_STEP_SUMMARY",
     "the file of a GitHub job's step: a report that goes there is added to what it has, and is no "
     "longer than GitHub takes",
     "report"},
    {"GITHUB_WORKSPACE, CI_PROJECT_DIR",
     "the root that sarif, github and gitlab reports name files from, where there is no .git",
     "report"},
    {"NO_COLOR, CLICOLOR_FORCE, TERM", "whether text is coloured, where --color does not say",
     "color"},
    {"COLUMNS", "the width of text on a terminal, which else tells it", "color"},
    {"TMPDIR", "where what must wait for the run's end is kept", "each-exchange"},
    {"http_proxy, https_proxy, no_proxy",
     "as curl reads them; not for loopback, and not beside --proxy", "proxy"},
    {"SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, CI_NODE_INDEX and the like",
     "which part --shard auto takes", "shard"},
    {"XDG_CONFIG_HOME, HOME", "where the user's configuration lies", "config"},
};

static const struct surrounding files[] = {
    {".oasdrift.yaml",
     "options of the project: the nearest one from the working directory up to the root of the "
     "repository. See oasdrift.yaml(5)",
     "config"},
    {"~/.config/oasdrift/config.yaml", "options of the user; what the project says goes before",
     "config"},
};

static const struct surrounding codes[] = {
    {"0", "no finding at or above --fail-on (default: error)", NULL},
    {"1", "findings", NULL},
    {"2", "usage, configuration or description unusable", NULL},
    {"3",
     "incomplete: something could not be looked at, or nothing was judged; with --require-complete "
     "also when anything was not checked, and then before 1",
     NULL},
    {"4", "internal error, or an output that cannot be written", NULL},
    {"130", "interrupted; reports are finished (mock, which is told to end so, ends with 0)", NULL},
    {"134", "out of memory: it says so and aborts", NULL},
};

/* command: NULL for all that there are. */
static void put_surroundings(struct page *page, const char *title, int column, enum page_term kind,
                             const struct surrounding *rows, size_t count,
                             const struct command *command)
{
    page->format->section(page, title, column);
    for (size_t i = 0; i < count; i++)
        if (!command || !rows[i].option || has_option(command, rows[i].option))
            page->format->entry(page, kind, rows[i].term, rows[i].text);
}

/* The command's own first; what it has no word for is as of all. */
static void put_codes(struct page *page, const struct command *command)
{
    page->format->section(page, "exit status", CODES_COLUMN);
    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
        bool own = command && i < ARRAY_LENGTH(command->codes) && command->codes[i];

        page->format->entry(page, TERM_WORD, codes[i].term,
                            own ? command->codes[i] : codes[i].text);
    }
}

static void put_surroundings_of(struct page *page, const struct command *command)
{
    put_surroundings(page, "environment", PLACES_COLUMN, TERM_VARIABLE, variables,
                     ARRAY_LENGTH(variables), command);
    put_surroundings(page, "files", PLACES_COLUMN, TERM_PATH, files, ARRAY_LENGTH(files), command);
    put_codes(page, command);
}

static void put_recording_formats(struct page *page)
{
    const char *summary;
    const char *name;

    page->format->section(page, "formats of recordings", FORMATS_COLUMN);
    for (size_t i = 0; (name = oasdrift_recording_format(i, &summary)); i++)
        page->format->entry(page, TERM_WORD, name, summary);
}

static void put_report_formats(struct page *page, enum oasdrift_subject subject)
{
    const char *summary;
    const char *name;

    page->format->section(page, "report formats", FORMATS_COLUMN);
    for (size_t i = 0; (name = oasdrift_report_format(subject, i, &summary)); i++)
        page->format->entry(page, TERM_WORD, name, summary);
}

static void put_measures(struct page *page)
{
    const char *summary;
    const char *name;

    page->format->section(page, "measures of --coverage-fail-under", MEASURES_COLUMN);
    for (size_t i = 0; (name = oasdrift_coverage_measure(i, &summary)); i++)
        page->format->entry(page, TERM_WORD, name, summary);
}

/* ---- the program ---- */

static const char program_prose[] =
    "A description (OpenAPI 2.0 to 3.2, JSON or YAML) and HTTP exchanges, recorded or made by "
    "firing "
    "requests, go in; each place where the two drift apart comes out, with its line in the "
    "description and its place in the exchange. What could not be judged is listed, too: nothing "
    "is "
    "passed over in silence.\n"
    "\n"
    "`oasdrift COMMAND -h` shows a command at a glance, `oasdrift help COMMAND` (or `--help`) all "
    "of "
    "it. An option may stand before or behind the other words; `--` ends the options, and `-` is "
    "standard input or output. Options also come from the environment and from configuration "
    "files, "
    "in this order: the command line, OASDRIFT_SOME_NAME, `.oasdrift.yaml`, the user's file.\n"
    "\n"
    "A finding has a rule; `oasdrift explain RULE` prints its page, with an example and how to "
    "silence or raise it.\n";

static const char program_examples[] =
    "# a gate in CI: what was recorded, by what is described\n"
    "oasdrift check openapi.yaml session.har --report text --report junit=drift.xml\n"
    "# a deployment, by firing the requests that only read\n"
    "export OASDRIFT_AUTH_BEARER=$TOKEN\n"
    "oasdrift run openapi.yaml --url https://staging.example.com/v1\n"
    "# the description itself\n"
    "oasdrift lint openapi.yaml --fail-on warning\n"
    "# accept what is known today, and hear of what is new\n"
    "oasdrift baseline openapi.yaml session.har -o drift.json\n"
    "oasdrift check openapi.yaml session.har --baseline drift.json\n";

static void put_commands(struct page *page)
{
    char usage[USAGE_BYTES];

    page->format->section(page, "commands", USAGE_COLUMN);
    for (const struct command *const *command = all_commands(); *command; command++) {
        snprintf(usage, sizeof usage, "oasdrift %s %s", (*command)->name, (*command)->usage);
        page->format->entry(page, TERM_USAGE, usage, (*command)->summary);
    }
    page->format->entry(page, TERM_USAGE, "oasdrift --version [--json]",
                        "versions of the program and libraries");
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const struct command *const *)a)->name,
                  (*(const struct command *const *)b)->name);
}

/* In the order of man pages: by section, then by name. */
static void put_see_also_of_program(struct page *page)
{
    const struct command *sorted[COMMANDS_MAX];
    char name[NAME_BYTES];
    size_t count = 0;

    for (const struct command *const *command = all_commands(); *command; command++)
        sorted[count++] = *command;
    qsort(sorted, count, sizeof *sorted, compare_names);
    page->format->section(page, "see also", 0);
    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "oasdrift-%s", sorted[i]->name);
        page->format->see_also(page, name, PROGRAM_SECTION, false);
    }
    page->format->see_also(page, "liboasdrift", LIBRARY_SECTION, false);
    page->format->see_also(page, CONFIGURATION_PAGE, CONFIGURATION_SECTION, false);
    page->format->see_also(page, "oasdrift-rules", RULES_SECTION, true);
}

void help_program(struct page *page)
{
    const struct page_head head = {.name = "oasdrift",
                                   .section = PROGRAM_SECTION,
                                   .called = "oasdrift",
                                   .usage = "COMMAND [ARGUMENT...]",
                                   .summary = "tells whether an HTTP API is still what its OpenAPI "
                                              "description says"};

    page->format->head(page, &head);
    page_prose(page, program_prose);
    put_commands(page);
    put_recording_formats(page);
    put_report_formats(page, OASDRIFT_EVENTS);
    put_measures(page);
    put_surroundings_of(page, NULL);
    page->format->section(page, "examples", 0);
    page_examples(page, program_examples);
    put_see_also_of_program(page);
    page->format->end(page);
}

/* ---- a command ---- */

static void put_options(struct page *page, const struct option *rows)
{
    for (; rows->name; rows++)
        page->format->option(page, rows);
}

static void put_all_options(struct page *page, const struct command *command)
{
    const struct option_group *group;

    page->format->section(page, "options", 0);
    if (command->options)
        put_options(page, command->options);
    for (size_t i = 0; (group = option_group_at(command, i)); i++) {
        page->format->subsection(page, group->title);
        put_options(page, group->options);
    }
}

static void put_see_also(struct page *page)
{
    page->format->section(page, "see also", 0);
    page->format->see_also(page, "oasdrift", PROGRAM_SECTION, false);
    page->format->see_also(page, CONFIGURATION_PAGE, CONFIGURATION_SECTION, false);
    page->format->see_also(page, "oasdrift-rules", RULES_SECTION, true);
}

void help_command(struct page *page, const struct command *command)
{
    char name[NAME_BYTES], called[NAME_BYTES];
    const struct page_head head = {.name = name,
                                   .section = PROGRAM_SECTION,
                                   .called = called,
                                   .usage = command->usage,
                                   .summary = command->summary};

    snprintf(name, sizeof name, "oasdrift-%s", command->name);
    snprintf(called, sizeof called, "oasdrift %s", command->name);
    page->format->head(page, &head);
    if (command->description)
        page_prose(page, command->description);
    put_all_options(page, command);
    if (command->reads_recordings)
        put_recording_formats(page);
    if (has_option(command, "report"))
        put_report_formats(page, command->reports);
    if (has_option(command, "coverage-fail-under"))
        put_measures(page);
    put_surroundings_of(page, command);
    if (command->examples) {
        page->format->section(page, "examples", 0);
        page_examples(page, command->examples);
    }
    put_see_also(page);
    page->format->end(page);
}
