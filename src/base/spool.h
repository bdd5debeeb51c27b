/* A file without a name, for what waits to be read again; it is gone when it is closed, whatever
   ends the program. It is made when something is put in it. */
#ifndef OASDRIFT_BASE_SPOOL_H
#define OASDRIFT_BASE_SPOOL_H

#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"

/* A zeroed one is empty. */
struct spool {
    FILE *file;  /* NULL: nothing was put in it */
    int problem; /* errno of the first thing that went wrong; what is put and got then is nothing */
};

/* In TMPDIR: /tmp may be memory. For writing and reading. NULL and errno: it cannot be made. */
FILE *spool_open(void);

void spool_release(struct spool *spool);

/* Behind what was put before. All is put before anything is got. */
void spool_put(struct spool *spool, const void *bytes, size_t count);
/* A text, which may be absent. */
void spool_put_text(struct spool *spool, struct str text);
/* Where the next thing that is put will stand. */
uint64_t spool_position(struct spool *spool);

/* Goes there, for what is got next. */
void spool_go(struct spool *spool, uint64_t position);
/* Is there nothing more to get? Then a problem may be why. */
bool spool_ends(struct spool *spool);
/* What is not there is zeros, and a problem. */
void spool_get(struct spool *spool, void *bytes, size_t count);
struct str spool_get_text(struct spool *spool, struct arena *arena);

/* false and err: something went wrong so far, with the file of these. */
bool spool_is_sound(const struct spool *spool, const char *what, struct error *err);

#endif
