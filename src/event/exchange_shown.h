/* An exchange as a report may show it: what was sent, and what was found in it. */
#ifndef OASDRIFT_EVENT_EXCHANGE_SHOWN_H
#define OASDRIFT_EVENT_EXCHANGE_SHOWN_H

#include "finding/finding.h"
#include "http/exchange.h"

struct shown_message {
    const struct header *headers;
    size_t header_count;
    bool partial; /* the recording lacks some of them */
    enum body_state body_state;
    bool miscoded;   /* as of struct body */
    struct str body; /* of one that is present or truncated */
    struct str type; /* of the body, where no header says it; may be absent */
};

struct shown_finding {
    struct str rule; /* "response.body-schema.type" */
    enum severity severity;
    enum part part;
    bool withheld; /* only the whole recording can tell whether it stands */
    struct str name, pointer, message;
    struct str fingerprint, cause; /* absent where they would be others without what is secret */
};

struct exchange_shown {
    struct str time; /* as recorded; may be absent */
    uint64_t duration_us;
    bool answered, query_unseen, credentials_hidden; /* as of struct exchange */
    struct str reason;                               /* of the status */
    /* Without headers and bodies under --values none. */
    bool bare;
    struct shown_message request, response;
    const struct shown_finding *findings;
    size_t finding_count;
};

#endif
