/* A file without a name, for what waits to be read again; it is gone when it is closed, whatever
   ends the program. */
#ifndef OASDRIFT_BASE_SPOOL_H
#define OASDRIFT_BASE_SPOOL_H

#include <stdio.h>

#include "base/arena.h"

/* In TMPDIR: /tmp may be memory. For writing and reading. NULL and errno: it cannot be made. */
FILE *spool_open(void);

/* A text, which may be absent. Whether it was written or read, ferror and feof tell. */
void spool_put(FILE *spool, struct str text);
struct str spool_get(FILE *spool, struct arena *arena);

#endif
