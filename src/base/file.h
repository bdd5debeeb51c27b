/* Whole files, read. What is written: base/file_output.h. */
#ifndef OASDRIFT_BASE_FILE_H
#define OASDRIFT_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/* Zero bytes that follow what file_read returns, for readers that look ahead. */
enum { FILE_PADDING = 64 };

/* Reads a regular file (or a pipe) of at most `limit` bytes into the arena; the text does not count
   FILE_PADDING zero bytes behind it. "-" is standard input. A directory, a missing file and one
   beyond the limit are errors that name the path. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct str *content,
               struct error *err);
/* The same of a file that nobody named, which was merely found: a regular one only, links followed,
   for a pipe or a device would keep whoever reads it waiting. */
bool file_read_found(struct arena *arena, const char *path, size_t limit, struct str *content,
                     struct error *err);
/* The same of the regular file at a real path (realpath's): no symbolic link is followed on the
   way, so it is that file even where somebody has changed the folders since. */
bool file_read_real(struct arena *arena, const char *real, size_t limit, struct str *content,
                    struct error *err);
bool file_exists(const char *path);
/* Is there anything, be it a link that leads nowhere? */
bool file_is_there(const char *path);
/* Does it lead to a pipe or a device, links followed? To read it may take for ever. */
bool file_may_wait(const char *path);
/* Bytes of a regular file; 0: it is none. */
uint64_t file_size(const char *path);

/* realpath(path, NULL), but that want of memory is no missing file. The caller frees it. */
char *file_real_path(const char *path);

#endif
