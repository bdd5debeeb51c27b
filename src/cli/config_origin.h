/* Where values in force come from. */
#ifndef OASDRIFT_CLI_CONFIG_ORIGIN_H
#define OASDRIFT_CLI_CONFIG_ORIGIN_H

#include "cli/config.h"

/* Of the option of the target, of a list that of one of its items; NULL: nothing has set it. */
const struct config_origin *config_origin_of(const struct config *config, const void *target,
                                             const char *option);
/* The next one from *at on, which is moved behind it: of a list from a file each item has one, in
   their order, while one flag or variable stands for all. NULL: there is none. */
const struct config_origin *config_origin_next(const struct config *config, const void *target,
                                               const char *option, size_t *at);
/* Do flags or variables have set it? What a file says of an API gives way to them. */
bool config_origin_is_given(const struct config *config, const void *target, const char *option);

#endif
