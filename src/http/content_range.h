/* Content-Range (RFC 9110, 14.4). */
#ifndef OASDRIFT_HTTP_CONTENT_RANGE_H
#define OASDRIFT_HTTP_CONTENT_RANGE_H

#include "base/str.h"

/* "bytes 0-499/1234": some of the bytes, and not all. Other units ("items") do not cut bytes. */
bool content_range_cuts_bytes(struct str value);

#endif
