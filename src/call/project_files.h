/* The files of a folder and of those in it that may be descriptions or recordings. */
#ifndef OASDRIFT_CALL_PROJECT_FILES_H
#define OASDRIFT_CALL_PROJECT_FILES_H

#include "base/arena.h"
#include "base/vec.h"

enum {
    PROJECT_MAX_ENTRIES = 50 * 1000,        /* read of folders, whatever they are */
    PROJECT_MAX_FOLDER_ENTRIES = 10 * 1000, /* of one folder */
    PROJECT_MAX_FILES = 5 * 1000,           /* with such names */
    PROJECT_MAX_FOLDER_FILES = 2 * 1000,    /* of one folder */
    PROJECT_MAX_DEPTH = 16
};

/* A zeroed one is empty. */
struct project_files {
    VEC(const char *) paths; /* as they are seen from the folder, in the order of their bytes */
    bool left_out;           /* a limit was met */
};

/* Links are not followed; hidden files and folders, and node_modules, are left out, and so is what
   cannot be read. Paths live in the arena. */
void project_files_read(struct project_files *files, const char *folder, struct arena *arena);
void project_files_release(struct project_files *files);

#endif
