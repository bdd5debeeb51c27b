/* Whole files in and out. */
#ifndef OASDRIFT_BASE_FILE_H
#define OASDRIFT_BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"

/* Zero bytes that follow what file_read returns, for readers that look ahead. */
enum { FILE_PADDING = 64 };

/* Reads a regular file (or a pipe) of at most `limit` bytes into the arena; the text does not count
   FILE_PADDING zero bytes behind it. "-" is standard input. A directory, a missing file and one
   beyond the limit are errors that name the path. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct str *content,
               struct error *err);
/* The same of the regular file at a real path (realpath's): no symbolic link is followed on the
   way, so it is that file even where somebody has changed the folders since. */
bool file_read_real(struct arena *arena, const char *real, size_t limit, struct str *content,
                    struct error *err);
bool file_exists(const char *path);
/* false: a write failed. Where the other end of a pipe was closed, its reader has seen enough: what
   is written from then on goes nowhere, and no write failed. Asked right after writing. */
bool file_is_written(FILE *stream);

/* A file that appears whole or not at all: written to a temporary name beside `path`, renamed by
   file_commit. A symbolic link stays, and what it names is written; a device, a pipe or a link that
   leads to nothing yet is written into as it is. "-" is standard output, and so is any path of the
   file that standard output goes to. */
struct file_output {
    FILE *stream;
    char *path;      /* NULL for standard output */
    char *temporary; /* NULL for what is written into as it is, and once committed or dropped */
};
bool file_create(struct file_output *output, const char *path, struct error *err);
/* Flushes, closes and renames; false (and nothing left behind) when a write failed. */
bool file_commit(struct file_output *output, struct error *err);
/* Gives up: removes the temporary file. Harmless after file_commit. */
void file_drop(struct file_output *output);

#endif
