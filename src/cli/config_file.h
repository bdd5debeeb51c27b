/* One configuration file: which option or API each of its settings is about. */
#ifndef OASDRIFT_CLI_CONFIG_FILE_H
#define OASDRIFT_CLI_CONFIG_FILE_H

#include "cli/config.h"

/* A file is read once for each: what stands in an environment goes before the section of a command,
   and that before the top. The first time everything is looked at, and nothing taken. */
enum config_pass { PASS_LOOK, PASS_ENVIRONMENT, PASS_COMMAND, PASS_TOP, PASSES };

enum config_source {
    CONFIG_NAMED,   /* by whoever called */
    CONFIG_PROJECT, /* merely found: what it may read and write is little */
    CONFIG_USER     /* found where only the user writes */
};

struct config_file {
    struct config *config;
    const struct command *command;
    const struct option *const *tables;
    struct invocation *invocation;
    const char *path;
    enum config_source source;
    enum config_pass pass;
    struct error *err;
};

/* Takes what the file says of options and APIs that nothing of a lower level has set. */
bool config_file_apply(struct config_file *file);
/* Makes known the APIs and environments that the file at the path names, as far as it can be read
   without waiting; mistakes are passed over. */
void config_file_look(struct config_file *file, const char *path);

#endif
