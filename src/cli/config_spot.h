/* Where a setting of a configuration file belongs: which option of which command, which API, which
   environment its names lead to. */
#ifndef OASDRIFT_CLI_CONFIG_SPOT_H
#define OASDRIFT_CLI_CONFIG_SPOT_H

#include "cli/config_file.h"

/* What a setting is about. */
struct config_spot {
    enum config_pass pass;    /* in which it is taken */
    const struct option *row; /* NULL: a section that has nothing in it */
    /* What has the row's field; NULL: it is of another command, or of an environment that is not
       chosen. */
    void *target;
    /* What it says, as the command line has it: "tools=7" of "parameter: {tools: 7}". NULL: nothing
       stands there. */
    const char *value;
    bool in_list; /* it is of a list, and of no pair */
};

/* APIs and environments are made known where they are named first. false and file->err: nothing has
   such a name, with a hint, or it stands where it cannot. */
bool config_spot_find(const struct config_file *file, const struct oasdrift_setting *setting,
                      struct config_spot *spot);

#endif
