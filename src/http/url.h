/* URLs taken apart, without decoding and without resolving. */
#ifndef OASDRIFT_HTTP_URL_H
#define OASDRIFT_HTTP_URL_H

#include "base/str.h"

/* Slices of the text; STR_NONE where a part is absent ("?" has an empty query, "" has none). */
struct url {
    struct str scheme;    /* "https" */
    struct str authority; /* "user@host:8080" */
    struct str userinfo, host, port;
    struct str path; /* never absent, may be empty */
    struct str query, fragment;
};

/* RFC 3986, appendix B, which any text passes. Authority: 3.2; an IPv6 host keeps its brackets. */
void url_split(struct str text, struct url *url);
/* http or https in any case, a host, a port (if any) up to 65535, and no byte that has to be
   encoded in a URL. */
bool url_is_http(const struct url *url);

#endif
