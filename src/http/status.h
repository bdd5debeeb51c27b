/* Status codes (RFC 9110, 15). */
#ifndef OASDRIFT_HTTP_STATUS_H
#define OASDRIFT_HTTP_STATUS_H

#include "base/str.h"

/* "Not Found"; "" for a code that is not registered. */
const char *status_reason(int status);
/* 1xx, 204, 205 and 304 never have content; nor has any answer to HEAD, nor a 2xx to CONNECT. */
bool response_is_bodyless(struct str method, int status);

#endif
