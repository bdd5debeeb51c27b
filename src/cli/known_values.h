/* Words that options take and that the program knows: their choices, and what comes with it. */
#ifndef OASDRIFT_CLI_KNOWN_VALUES_H
#define OASDRIFT_CLI_KNOWN_VALUES_H

#include "cli/command.h"

/* Does the option take words that are known? */
bool has_known_values(const struct option *row);
/* One of them, in their order; NULL past the last. Choices are none of them.
   command: NULL where those of every command are the same. */
const char *known_value(const struct command *command, const struct option *row, size_t index);
/* May it be the value of an option of that name, in some command? Else they were tried as near
   ones. */
bool is_known_value(const char *option, struct str word, struct near_miss *miss);

#endif
