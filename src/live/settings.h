/* What a live run is asked to do, as the command line has it. */
#ifndef OASDRIFT_LIVE_SETTINGS_H
#define OASDRIFT_LIVE_SETTINGS_H

#include "generate/generate.h"
#include "live/client.h"

struct live_settings {
    struct client_settings client;
    struct generate_settings requests;
    struct str name;    /* of the source: the base URL without its secrets */
    uint64_t max_cases; /* 0: no limit */
};

#endif
