/* What a file that is no recording looks like: a format that is not read, or another kind of file
   altogether. */
#ifndef OASDRIFT_SOURCE_UNREAD_FORMAT_H
#define OASDRIFT_SOURCE_UNREAD_FORMAT_H

#include "base/str.h"

/* head: its first bytes. "a Pact contract: not read..."; NULL: nothing that is known. */
const char *unread_format(struct str head);

#endif
