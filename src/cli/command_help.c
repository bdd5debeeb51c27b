#include "cli/config.h"
#include "cli/help.h"

#include <string.h>

static const struct option options[] = {
    {"man", 0, OPTION_FLAG, FIELD(man), NULL, "as a page for man, mdoc(7)", NULL, 0},
    {"schema", 0, OPTION_FLAG, FIELD(schema), NULL,
     "of oasdrift.yaml: as a JSON Schema, for editors", NULL, 0},
    {.name = NULL}};

/* Anything but a command that has a page of the manual. */
static const struct {
    const char *name;
    void (*print)(struct page *page);
} pages[] = {{"oasdrift", help_program}, {CONFIGURATION_PAGE, help_configuration}};

static const char *page_at(size_t index)
{
    const struct command *const *commands = all_commands();

    for (; *commands; commands++)
        if (index-- == 0)
            return (*commands)->name;
    return index < ARRAY_LENGTH(pages) ? pages[index].name : NULL;
}

static bool print_page(struct page *page, const char *name)
{
    const struct command *command = command_named(name);

    if (command)
        help_command(page, command);
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++)
        if (strcmp(pages[i].name, name) == 0) {
            pages[i].print(page);
            return true;
        }
    return command != NULL;
}

static int no_page(const char *name)
{
    struct error err = {0};

    if (!oasdrift_rule_page(name, NULL))
        return unknown_command(name);
    error_raise(&err, "%s is a rule: `oasdrift explain %s` prints its page", name, name);
    complain(err.message);
    return OASDRIFT_UNUSABLE;
}

static int help(struct invocation *invocation, const struct operands *operands)
{
    struct page page = {.format = invocation->man ? &page_mdoc : &page_text};
    const char *name = operands->count ? operands->items[0] : "oasdrift";

    if (invocation->schema && strcmp(name, CONFIGURATION_PAGE) == 0) {
        config_schema_print();
        return OASDRIFT_OK;
    }
    if (invocation->schema) {
        complain("--schema is of " CONFIGURATION_PAGE ": oasdrift help " CONFIGURATION_PAGE
                 " --schema");
        return OASDRIFT_UNUSABLE;
    }
    return print_page(&page, name) ? OASDRIFT_OK : no_page(name);
}

const struct command command_help = {
    .name = "help",
    .usage = "[COMMAND|oasdrift.yaml] [--man|--schema]",
    .summary = "all of a command, of the program, or of its configuration",
    .description =
        "Prints what the manual has on the program, on a command, or on the configuration file: "
        "every option, the formats, the environment, files and exit codes. `-h` of any command is "
        "the same on one screen.\n"
        "\n"
        "`--man` prints the page as mdoc(7), which `man` and `mandoc` read: so the manual can be "
        "had "
        "where only the program is installed. `--schema`, of oasdrift.yaml, prints the JSON Schema "
        "that editors complete and check the configuration by.\n",
    .examples = "oasdrift help check\n"
                "oasdrift help oasdrift.yaml\n"
                "# read it as a page of the manual\n"
                "oasdrift help check --man | man -l -\n"
                "# what editors complete and check .oasdrift.yaml by\n"
                "oasdrift help oasdrift.yaml --schema > oasdrift.schema.json\n",
    .options = options,
    .stands_alone = true,
    .word = page_at,
    .operands_most = 1,
    .call = help,
};
