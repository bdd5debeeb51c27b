#include "cli/command.h"

#include <stdio.h>

static const struct option options[] = {
    {"json", 0, OPTION_FLAG, FIELD(json), NULL, "as one JSON object", NULL, 0}, {.name = NULL}};

static const char *command_at(size_t index)
{
    const struct command *command = all_commands()[index];

    return command && !command->stands_alone ? command->name : NULL;
}

const struct command command_config = {
    .name = "config",
    .usage = "[COMMAND] [ARGUMENT...] [--json]",
    .summary = "each setting in force, and where it comes from",
    .description = "Prints what `oasdrift COMMAND ARGUMENT...` would be called with (by default "
                   "`check`), and calls nothing: each option with its value and its origin, which "
                   "is a flag, a variable of the environment, a place in a configuration file, or "
                   "the default; then the APIs that are meant. Values of headers and other "
                   "secrets are not shown.\n",
    .examples = "oasdrift config --json\n"
                "oasdrift config run --env staging\n"
                "oasdrift config check users --fail-on warning\n",
    .often = "json",
    .options = options,
    .stands_alone = true,
    .operands_most = SIZE_MAX,
    .word = command_at,
};
