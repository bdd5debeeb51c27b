/* The list of commands, and what their files share. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static const struct command *const commands[] = {
    &command_check,    &command_run,    &command_lint,    &command_validate,
    &command_generate, &command_mock,   &command_merge,   &command_baseline,
    &command_suggest,  &command_bundle, &command_explain, &command_completion,
    &command_init,     &command_config, &command_help,    NULL};

const struct command *const *all_commands(void)
{
    return commands;
}

const struct command *command_named(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

int unknown_command(const char *name)
{
    struct near_miss miss = near_miss_of(str_of(name));
    struct error err = {0};

    near_miss_try(&miss, STR("--help"));
    near_miss_try(&miss, STR("--version"));
    for (size_t i = 0; commands[i]; i++)
        near_miss_try(&miss, str_of(commands[i]->name));
    if (!is_plain_word(name))
        error_raise(&err, "unknown command; `oasdrift help` lists them");
    else if (miss.best.text)
        error_raise(&err, "unknown command \"%s\"; did you mean %.*s?", name, STR_ARGS(miss.best));
    else
        error_raise(&err, "unknown command \"%s\"; `oasdrift help` lists them", name);
    complain(err.message);
    return OASDRIFT_UNUSABLE;
}

struct oasdrift_list operands_from(const struct operands *operands, size_t first)
{
    return (struct oasdrift_list){operands->items + first, operands->count - first};
}

bool is_plain_word(const char *text)
{
    while (ascii_is_alpha(*text) || ascii_is_digit(*text) || char_is_any(*text, "-_."))
        text++;
    return *text == '\0';
}

void complain(const char *text)
{
    fprintf(stderr, "oasdrift: %s\n", text);
}
