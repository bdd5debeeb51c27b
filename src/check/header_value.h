/* The value of a header that may stand on several lines. */
#ifndef OASDRIFT_CHECK_HEADER_VALUE_H
#define OASDRIFT_CHECK_HEADER_VALUE_H

#include "base/arena.h"
#include "http/exchange.h"

/* The lines of that name joined with commas (RFC 9110, 5.3); of Set-Cookie the first, for each of
   its lines is a value. STR_NONE when there is none. */
struct str header_value(struct arena *arena, const struct headers *headers, struct str name);

#endif
