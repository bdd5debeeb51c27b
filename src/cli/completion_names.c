/* Names that only the configuration at hand has: scripts of completion ask the program for them. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/completion.h"
#include "cli/config.h"

static void print_apis(const struct config *config)
{
    for (size_t i = 0; i < config->apis.count; i++)
        if (config->apis.items[i]->name)
            puts(config->apis.items[i]->name);
}

/* A name that a shell would have to write in more than one line, or not as it is, is left out. */
static bool can_be_offered(const char *name)
{
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f)
            return false;
    return *name && utf8_is_valid(str_of(name));
}

static void print_environments(const struct config *config)
{
    for (size_t i = 0; i < config->environments.count; i++)
        if (can_be_offered(config->environments.items[i]))
            puts(config->environments.items[i]);
}

static const struct asked {
    const char *option;
    void (*print)(const struct config *config);
} asked[] = {{"api", print_apis}, {"env", print_environments}};

static const struct asked *find_asked(const char *option)
{
    for (size_t i = 0; i < ARRAY_LENGTH(asked); i++)
        if (strcmp(option, asked[i].option) == 0)
            return &asked[i];
    return NULL;
}

bool is_asked_for(const char *option)
{
    return find_asked(option) != NULL;
}

/* What --config names among the words; bash has its "=" as one of its own. NULL: nothing. */
static const char *named_file(const struct oasdrift_list *line)
{
    const char *const joined = "--config=";

    for (size_t i = 0; i < line->count; i++) {
        const char *word = line->items[i];

        if (strncmp(word, joined, strlen(joined)) == 0)
            return word + strlen(joined);
        if (strcmp(word, "--config") != 0)
            continue;
        i += i + 2 < line->count && strcmp(line->items[i + 1], "=") == 0;
        return i + 1 < line->count ? line->items[i + 1] : NULL;
    }
    return NULL;
}

void print_asked(const char *option, const struct oasdrift_list *line)
{
    struct invocation invocation = {.config = named_file(line)};
    const struct option *tables[OPTION_TABLES_MAX];
    struct config config = {.level = 0};

    command_tables(&command_run, tables);
    config_look(&config, &command_run, tables, &invocation);
    find_asked(option)->print(&config);
    config_release(&config);
}
