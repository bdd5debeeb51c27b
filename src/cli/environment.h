/* Options from the environment: OASDRIFT_SOME_NAME is --some-name. */
#ifndef OASDRIFT_CLI_ENVIRONMENT_H
#define OASDRIFT_CLI_ENVIRONMENT_H

#include "cli/command.h"

enum { VARIABLE_BYTES = 64 };

/* "some-name" to "OASDRIFT_SOME_NAME". */
void variable_of_name(struct str name, char variable[VARIABLE_BYTES]);
/* Does the environment have the option, and more than an empty text? */
bool variable_is_set(const struct option *row);

/* Reads the options that are still unset. A switch is 1 or true, 0 or false; an empty value
   counts as not set. */
bool options_from_environment(const struct option *const *tables, void *target, struct error *err);
/* Tells, on standard error, of the variables that no option of any command is named after, and that
   are not among those `read` (by a configuration file): a misspelt name would have no effect, and
   nobody would know. The sentences are added to the list, for the call to count them; free_texts
   frees it. */
void warn_of_environment(struct oasdrift_list *texts, const struct oasdrift_list *read);
void free_texts(struct oasdrift_list *texts);

#endif
