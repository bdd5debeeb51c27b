/* A value of a configuration file: its variables, and where its path lies. */
#ifndef OASDRIFT_CLI_CONFIG_VALUE_H
#define OASDRIFT_CLI_CONFIG_VALUE_H

#include "cli/config.h"

/* Looks at the ${NAME} of a value, and notes their names in the config. false and err, beginning
   with the place: one has no end, or no name, or is none that a file which was merely found may
   read. */
bool config_value_check(struct config *config, const char *value, const char *place, bool found,
                        struct error *err);
/* The value with each ${NAME} replaced; "$${" is "${". NULL and err: a variable is not set. Lives
   as long as the config. */
const char *config_value_expand(struct config *config, const char *value, const char *place,
                                struct error *err);
/* A path in a configuration file is relative to the folder of the file. */
const char *config_value_place(struct config *config, const struct option *row, const char *value,
                               struct str folder);

/* May the option have the value, as the command line has it? A switch is "true" or "false". false
   and err, beginning with the place. */
bool config_value_takes(const struct option *row, const char *value, const char *place,
                        struct error *err);
/* May a project's file that was merely found, and lies in the folder, have the value? What it has
   written, and where it lets $ref lead, keeps to its repository; what it has read is no pipe and no
   device, which would keep waiting whoever called. false and err. */
bool config_value_allowed(const struct option *row, const char *value, const char *place,
                          struct str folder, struct error *err);

#endif
