/* Files that are written: each appears whole or not at all. */
#ifndef OASDRIFT_BASE_FILE_OUTPUT_H
#define OASDRIFT_BASE_FILE_OUTPUT_H

#include <stdio.h>

#include "base/error.h"

/* It has no name until file_commit where the system can make such a file (O_TMPFILE), else a hidden
   one in the folder where it will be. A symbolic link stays, and what it names is written. A file
   that is there already keeps its mode, and where that is allowed its owner and group; a new one
   gets what the umask leaves. A device, a pipe and what a descriptor of ours is open for
   (/dev/fd/5) are written into as they are. "-" is standard output, and so is any path of the file
   that standard output goes to. */
struct file_output {
    FILE *stream;
    char *shown;       /* the path as it was given; NULL for standard output */
    char *destination; /* where it appears; NULL for what is written into as it is */
    char *temporary;   /* its name until then; NULL: it has none */
    bool behind;       /* it appears behind what stands there, which stays */
};
/* false and err, which names the path: the folder is not there, the path is a folder's, or it
   cannot be written there. Folders are not made. */
bool file_create(struct file_output *output, const char *path, struct error *err);
/* The same, and what is written appears, whole or not at all, behind what the file has then. */
bool file_create_behind(struct file_output *output, const char *path, struct error *err);
/* Waits until the storage has what was written so far (what it is asked for is no file: nothing to
   wait for). false and err: it has not. */
bool file_sync(struct file_output *output, struct error *err);
/* Flushes, closes and puts it in its place; false (and nothing left behind) when a write failed. */
bool file_commit(struct file_output *output, struct error *err);
/* Gives up: nothing is left of it. Harmless after file_commit, and for a zeroed one. */
void file_drop(struct file_output *output);

/* false: a write failed. Where the other end of a pipe was closed, its reader has seen enough: what
   is written from then on goes nowhere, and no write failed. Asked right after writing. */
bool file_is_written(FILE *stream);

#endif
