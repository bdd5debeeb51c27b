/* What a live run is asked to do, as the command line has it. */
#ifndef OASDRIFT_LIVE_SETTINGS_H
#define OASDRIFT_LIVE_SETTINGS_H

#include "live/client.h"

struct live_settings {
    struct client_settings client;
    struct str base_url;          /* --url */
    const struct header *headers; /* -H */
    size_t header_count;
    const struct named_value *parameters; /* --parameter NAME=VALUE */
    size_t parameter_count;
    const struct named_value *credentials; /* by security scheme name: OASDRIFT_AUTH_<SCHEME> */
    size_t credential_count;
    bool all_methods;   /* --methods all */
    uint64_t max_cases; /* 0: no limit */
};

#endif
