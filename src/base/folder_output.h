/* A folder that files are written to: all of them appear in it, each whole, or none does. */
#ifndef OASDRIFT_BASE_FOLDER_OUTPUT_H
#define OASDRIFT_BASE_FOLDER_OUTPUT_H

#include <stdio.h>

#include "base/error.h"
#include "base/str.h"

/* The folder is made if it is not there; the folder that it lies in is not. Its files wait in a
   file without a name until folder_commit, which writes them to a hidden folder in it and then
   renames one after the other: so a file that is there is replaced by one of the same name, and all
   others stay as they are. What ends the program while it renames leaves some of them, whole, and
   the hidden folder. */
struct folder_output {
    FILE *stream;      /* folder_add writes there */
    char *shown;       /* the path as it was given */
    char *destination; /* the folder, links followed */
    bool made;         /* it was not there */
};
/* false and err, which names the path: it is no folder, cannot be made, or nothing can be written
   there. */
bool folder_create(struct folder_output *output, const char *path, struct error *err);
/* One more file. The name has no '/' and is of this program's making. May be called for any stream:
   what is written there is a line "NAME BYTES", the content and a line feed. */
void folder_add(FILE *stream, const char *name, struct str content);
/* Puts all files at their places; false (and nothing left behind) when a write failed. */
bool folder_commit(struct folder_output *output, struct error *err);
/* Gives up: of the files nothing is left, nor of the folder where it was made and is empty.
   Harmless after folder_commit, and for a zeroed one. */
void folder_drop(struct folder_output *output);

#endif
