/* What is known of the programs that write HAR files, by log.creator.name. */
#ifndef OASDRIFT_SOURCE_HAR_PRODUCER_H
#define OASDRIFT_SOURCE_HAR_PRODUCER_H

#include "base/str.h"

struct har_producer {
    const char *name;
    bool strips_credentials;   /* takes authorization and cookies out of what it writes */
    bool appends_part_headers; /* the parts' headers of a multipart body stand behind the request's
                                */
    bool size_is_encoded;      /* content.size counts bytes before Content-Encoding was undone */
    bool is_ours;              /* it is a report of this program */
};

/* The producer's row; one without a name when the producer is not known. */
struct har_producer har_producer_find(struct str name);

#endif
