/* What a description says is secret in one request (format password, writeOnly): to be hidden in
   its own place, however short it is. */
#ifndef OASDRIFT_REDACT_SECRET_PLACES_H
#define OASDRIFT_REDACT_SECRET_PLACES_H

#include "base/str.h"

struct secret_places {
    const struct str *slices; /* of the request's own texts: a value, or where it starts in JSON */
    size_t slice_count;
    const struct str *names; /* of parameters, headers, form fields, parts and XML elements */
    size_t name_count;
    bool every_name; /* there are more names than are noted: each may be one */
};

#endif
