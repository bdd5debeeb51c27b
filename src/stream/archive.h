/* A zip archive with a recording in it and the bodies that the recording keeps in files of their
   own (Playwright). Encrypted files cannot be read. */
#ifndef OASDRIFT_STREAM_ARCHIVE_H
#define OASDRIFT_STREAM_ARCHIVE_H

#include "base/arena.h"
#include "stream/byte_input.h"

enum { ARCHIVE_MAX_FILES = 200 * 1000, ARCHIVE_NAME_MAX_BYTES = 4096 };

struct archive;

/* Does the file start as one? False for what cannot be read, and for what is no regular file: a
   pipe,
   "-". */
bool archive_is_one(const char *path);
struct archive *archive_open(const char *path, struct error *err);
void archive_close(struct archive *archive);
/* The recording in it: its only .har, or its only file. */
struct byte_input *archive_recording(const struct archive *archive, struct error *err);
/* A file of it, at most `limit` bytes. false and err (without a place): it is not there, too large,
   or broken. Any thread may ask. */
bool archive_read(struct archive *archive, struct arena *arena, struct str name, size_t limit,
                  struct str *bytes, struct error *err);

#endif
