/* Options from the environment: OASDRIFT_SOME_NAME is --some-name. */
#ifndef OASDRIFT_CLI_ENVIRONMENT_H
#define OASDRIFT_CLI_ENVIRONMENT_H

#include "cli/command.h"

/* Reads the options that are still unset. A switch is 1 or true, 0 or false; an empty value
   counts as not set. */
bool options_from_environment(const struct option *const *tables, void *target, struct error *err);
/* Tells, on standard error, of the variables that no option of any command is named after: a
   misspelt name would have no effect, and nobody would know. The sentences are added to the list,
   for the call to count them; free_texts frees it. */
void warn_of_environment(struct oasdrift_list *texts);
void free_texts(struct oasdrift_list *texts);

#endif
