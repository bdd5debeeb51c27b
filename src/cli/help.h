/* What `oasdrift help` prints: all commands, or one with its options. */
#ifndef OASDRIFT_CLI_HELP_H
#define OASDRIFT_CLI_HELP_H

#include "cli/command.h"

void help_overview(void);
void help_command(const struct command *command);

#endif
