/* oasdrift.yaml(5): the configuration file, and every option that may stand in it. */
#include <stdio.h>
#include <string.h>

#include "cli/config.h"
#include "cli/help.h"

enum { TERM_BYTES = 128, COLUMN = 31 };

static const char prose[] =
    "What a project, or a user, always gives. The project's file is `.oasdrift.yaml`, the nearest "
    "one from the working directory up to the root of the repository (the folder with `.git`; "
    "outside of one, the working directory alone), or what `--config FILE` or OASDRIFT_CONFIG "
    "names; with an empty name none is read. The user's file is `~/.config/oasdrift/config.yaml`.\n"
    "\n"
    "It is YAML: an object whose keys are the names of options, without the dashes, and what is "
    "judged. A switch is `true` or `false`; an option that may be given several times takes a "
    "list, too, and one of NAME=VALUE an object. A list may have the name of several "
    "(`parameters`). A key that is a command's name holds an object with options of that command "
    "only, and goes before what stands at the top. A key that is nothing's name is an error with "
    "its place, and so is a value that the option does not take.\n"
    "\n"
    "Paths are seen from the folder of the file. The command line goes before the environment "
    "(OASDRIFT_SOME_OPTION), that before the project's file, and that before the user's; a list "
    "replaces the lists of what it goes before. Where the project has APIs, the user's file adds "
    "to "
    "these alone.\n"
    "\n"
    "`${OASDRIFT_NAME}` in a value is read from the environment; `$${` stands for `${`. In a "
    "project's file nothing else is, for nobody may have looked at it; in the user's file, and in "
    "one that `--config` names, any variable is. Nothing in a file runs a command. What a "
    "project's "
    "file has written, where it lets $ref lead (`allow-ref`, `map-uri`), and the socket that it "
    "connects through (`unix-socket`) lie in its repository, links followed, and not in `.git`: "
    "merely entering a repository and running "
    "`oasdrift check` writes nothing elsewhere; and nothing that it leads to is a pipe or a "
    "device, which would keep waiting whoever runs it. URLs that it names are fetched, "
    "and OASDRIFT_AUTH_* have no place in them: only in headers, parameters and `user`.\n"
    "\n"
    "With `description` and `recordings`, or with `apis`, commands that take them need no "
    "arguments: they judge all, as one run with one exit code. In a pattern of recordings `*`, "
    "`?` and `[a-z]` are what they are in a shell, and a part that is `**` stands for any number "
    "of folders. A pattern for which more than 100000 files and folders are to be looked at is an "
    "error with its place; a folder stands for all files below it.\n";

static const char examples[] =
    "# .oasdrift.yaml\n"
    "description: openapi.yaml\n"
    "recordings: recordings/*.har\n"
    "rules: [strict, ./api-rules.yaml]\n"
    "baseline: drift.json\n"
    "check:\n"
    "  report: {text: \"-\", junit: build/drift.xml}\n"
    "environments:\n"
    "  staging:                   # oasdrift run --env staging\n"
    "    url: https://staging.example.com/api/v1\n"
    "    parameters: {organizationId: acme}\n"
    "    headers: {X-Tenant: \"${OASDRIFT_TENANT}\"}\n"
    "\n"
    "# Or several APIs; oasdrift check users judges one of them\n"
    "apis:\n"
    "  users:\n"
    "    description: users/openapi.yaml\n"
    "    recordings: [users/recordings]\n"
    "  billing:\n"
    "    description: billing/openapi.yaml\n"
    "    recordings: [billing/*.har]\n"
    "    environments: {staging: {url: https://billing.staging.example.com}}\n";

/* What stands at the top, and is no option. */
static const struct {
    const char *term, *text;
} names[] = {
    {"description: FILE or URL", "the OpenAPI description"},
    {"recordings: FILE", "recorded exchanges: files, folders, patterns; or a list of them"},
    {"apis: {NAME: {...}}", "several descriptions, each with what is of it alone (below)"},
    {"environments: {NAME: {...}}",
     "options that --env NAME brings: its url (to check, one more server), parameters, headers..."},
    {"COMMAND: {...}", "options of that command only"},
};

static void put_names(struct page *page)
{
    page->format->section(page, "what is judged", COLUMN);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        page->format->entry(page, TERM_WORD, names[i].term, names[i].text);
}

static void put_setting(struct page *page, const struct option *row)
{
    char term[TERM_BYTES];

    if (!config_has(row))
        return;
    snprintf(term, sizeof term, "%s: %s", row->name,
             option_value(row) ? option_value(row) : "true");
    page->format->entry(page, TERM_WORD, term, row->help);
}

static void put_settings(struct page *page, const char *title, const struct option *rows)
{
    page->format->subsection(page, title);
    for (; rows->name; rows++)
        put_setting(page, rows);
}

void help_configuration(struct page *page)
{
    static const struct command any = {.shares = SHARES_ALL};
    const struct page_head head = {.name = CONFIGURATION_PAGE,
                                   .section = CONFIGURATION_SECTION,
                                   .summary = "options of oasdrift in a file"};
    const struct option_group *group;
    char title[TERM_BYTES];

    page->format->head(page, &head);
    page_prose(page, prose);
    put_names(page);
    put_settings(page, "of one of the apis", config_api_options);
    page->format->section(page, "options", COLUMN);
    for (size_t i = 0; (group = option_group_at(&any, i)); i++)
        put_settings(page, group->title, group->options);
    for (const struct command *const *command = all_commands(); *command; command++) {
        if (!(*command)->options || (*command)->stands_alone)
            continue;
        snprintf(title, sizeof title, "of %s", (*command)->name);
        put_settings(page, title, (*command)->options);
    }
    page->format->section(page, "examples", 0);
    page_examples(page, examples);
    page->format->section(page, "see also", 0);
    page->format->see_also(page, "oasdrift", PROGRAM_SECTION, false);
    page->format->see_also(page, "oasdrift-rules", RULES_SECTION, true);
    page->format->end(page);
}
