/* The APIs that a command is about: of its operands, else of the configuration. */
#ifndef OASDRIFT_CLI_PROJECT_H
#define OASDRIFT_CLI_PROJECT_H

#include "cli/config.h"

struct project_lists {
    struct oasdrift_list recordings; /* their patterns resolved */
    struct oasdrift_list parameters, headers;
};

/* A zeroed one is empty. */
struct project {
    VEC(struct oasdrift_api) apis;
    struct project_lists *lists; /* of each, where they are the configuration's */
};

/* Fills in invocation->apis for a command whose operands are descriptions. Operands are names of
   APIs in the configuration, or descriptions; without any, it is the APIs of --api, else all. What
   they borrow lives as long as config and project. */
bool project_resolve(struct project *project, struct config *config, const struct command *command,
                     struct invocation *invocation, const struct operands *operands,
                     struct error *err);
void project_release(struct project *project);

#endif
