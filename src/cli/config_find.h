/* Where configuration files are looked for that nobody has named. */
#ifndef OASDRIFT_CLI_CONFIG_FIND_H
#define OASDRIFT_CLI_CONFIG_FIND_H

#include <stdbool.h>

enum { CONFIG_PATH_BYTES = 4096 };

/* The nearest one from the working directory up to the root of its repository (the folder with
   .git; outside of one the working directory alone), as it is seen from here, so that paths in
   reports are. false: there is none. */
bool config_find_project(char path[CONFIG_PATH_BYTES]);
/* $XDG_CONFIG_HOME/oasdrift/config.yaml, by default under ~/.config. */
bool config_find_user(char path[CONFIG_PATH_BYTES]);
/* Says, on standard error, that a file is there which somebody may believe to be a project's. */
void config_tell_misnamed(void);

#endif
