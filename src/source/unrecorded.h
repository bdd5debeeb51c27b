/* What was not recorded is not empty: whatever the format, a message's body or headers are empty
   only where nothing in the recording contradicts that. */
#ifndef OASDRIFT_SOURCE_UNRECORDED_H
#define OASDRIFT_SOURCE_UNRECORDED_H

#include "http/exchange.h"

/* An exchange as its reader made it: an empty body beside a Content-Length is unknown, and a
   message without any header has a partial list. */
void exchange_mark_unrecorded(struct exchange *exchange);

#endif
