/* The recordings of an API, as configuration files name them: paths and patterns. */
#ifndef OASDRIFT_CLI_RECORDING_PATTERNS_H
#define OASDRIFT_CLI_RECORDING_PATTERNS_H

#include "cli/config.h"

enum { RECORDINGS_MAX = 64 * 1024 }; /* of an API */

/* Adds the paths that those of the API stand for. api: of the config; the paths live as long as it.
   false and err, with the place of a pattern: it fits too many, or is walked too far
   (base/file_pattern.h). */
bool recording_patterns_find(struct config *config, const struct oasdrift_api *api,
                             struct oasdrift_list *found, struct error *err);

#endif
