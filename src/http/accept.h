/* The Accept header (RFC 9110, 12.5.1). */
#ifndef OASDRIFT_HTTP_ACCEPT_H
#define OASDRIFT_HTTP_ACCEPT_H

#include "http/media_type.h"

/* Does the most specific range that covers the type allow it? A list with an element that is no
   media range is not for us to read, and allows all. */
bool accept_allows(struct str accept, const struct content_type *type);

#endif
