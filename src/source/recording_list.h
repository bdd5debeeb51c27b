/* The recordings that a path stands for: itself, or every file below a directory, in the order of
   their names' bytes. */
#ifndef OASDRIFT_SOURCE_RECORDING_LIST_H
#define OASDRIFT_SOURCE_RECORDING_LIST_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

enum {
    RECORDING_LIST_MAX_FILES = 100 * 1000,
    RECORDING_LIST_MAX_ENTRIES = 1000 * 1000, /* that are read, hidden ones and folders as well */
    RECORDING_LIST_MAX_DEPTH = 32
};

struct recording_list {
    VEC(const char *) paths; /* in the arena */
    bool directory;          /* path is one: a file in it need not be a recording */
};

/* Hidden files and folders (".git") are not entered, nor symbolic links to folders. false and err:
   a folder cannot be read, or a limit is met; what was found before is in the list. */
bool recording_list_read(struct recording_list *list, const char *path, struct arena *arena,
                         struct error *err);
void recording_list_release(struct recording_list *list);

#endif
