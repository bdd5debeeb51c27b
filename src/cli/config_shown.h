/* `oasdrift config`: each value in force, and where it comes from. */
#ifndef OASDRIFT_CLI_CONFIG_SHOWN_H
#define OASDRIFT_CLI_CONFIG_SHOWN_H

#include "cli/config.h"

/* Prints what the command would be called with: its options and the invocation's APIs; as lines
   of name, value and origin, or as one JSON object. */
void config_show(const struct config *config, const struct command *command,
                 const struct option *const *tables, const struct invocation *invocation,
                 bool json);

#endif
