/* Configuration files: options that neither the command line nor the environment gave. */
#ifndef OASDRIFT_CLI_CONFIG_H
#define OASDRIFT_CLI_CONFIG_H

#include "cli/command.h"

/* Texts that the options borrow. A zeroed one is empty. */
struct config {
    char **texts;
    size_t text_count;
    struct oasdrift_list read; /* the files that were read */
};

/* Fills in, from the project's file and then the user's, what is still unset of the command's
   options. The project's file is invocation->config, or else the nearest .oasdrift.yaml from the
   working directory up to the root of its repository (the folder with .git; outside one, the
   working directory alone); "" reads no file at all. The user's is
   $XDG_CONFIG_HOME/oasdrift/config.yaml, by default under ~/.config. */
bool config_apply(struct config *config, const struct command *command,
                  const struct option *const *tables, struct invocation *invocation,
                  struct error *err);
void config_release(struct config *config);

#endif
