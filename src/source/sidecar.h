/* Bodies that a recording keeps in files of their own: beside it, or in the archive it came in. A
   recording may come from anywhere, so it reaches the files below its own folder only, and none by
   a symbolic link. */
#ifndef OASDRIFT_SOURCE_SIDECAR_H
#define OASDRIFT_SOURCE_SIDECAR_H

#include "http/exchange.h"
#include "source/source.h"

/* The file's content; unknown, with the reason, when it cannot be had. folder: where the format
   keeps such files, seen from the recording's own folder ("."); name: a path below it, as the
   recording says. */
struct body sidecar_read(struct source *source, const char *folder, struct str name);

#endif
