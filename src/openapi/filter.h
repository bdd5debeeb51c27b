/* Which operations are meant: by operationId, method, path pattern and tag. */
#ifndef OASDRIFT_OPENAPI_FILTER_H
#define OASDRIFT_OPENAPI_FILTER_H

#include "openapi/openapi.h"

enum filter_kind { FILTER_OPERATION, FILTER_METHOD, FILTER_PATH, FILTER_TAG, FILTER_KINDS };

struct filter_values {
    const char *const *items;
    size_t count;
};

/* An operation is meant when it fits one value of each kind in `only` that has values, and none in
   `except`. A zeroed filter means them all. */
struct filter {
    struct filter_values only[FILTER_KINDS], except[FILTER_KINDS];
    bool only_servers; /* exchanges with a host that no server names are not meant */
};

/* Marks the operations that are not meant as excluded, and keeps the filter at api->filter: it is
   borrowed as long as the api. */
void filter_apply(const struct filter *filter, struct api *api);
/* Is the exchange about an operation that is not meant? An exchange that hits no operation is
   judged by its method and path; where the filter asks for an operationId or a tag, it is not
   meant. *unmatched: it hits no operation, and its host is not what leaves it out. */
bool filter_leaves_out(const struct api *api, struct str method, struct str url, bool *unmatched);
/* Is that the method and path template of an operation that is not meant? */
bool filter_excludes(const struct api *api, struct str method, struct str path);
/* Writes a value of the filter that fits no operation of any of the descriptions, as in "--tag
   pets", into text; the descriptions share one filter. false past the last. */
bool filter_unmatched_at(struct api *const *apis, size_t api_count, size_t index, char text[],
                         size_t size);
/* Operations that are meant. */
size_t filter_operation_count(const struct api *api);

#endif
