/* The names in a folder from outside, which may have any number of them. */
#ifndef OASDRIFT_BASE_FOLDER_NAMES_H
#define OASDRIFT_BASE_FOLDER_NAMES_H

#include <stdbool.h>

#include "base/vec.h"

struct folder_names {
    VEC(char *) names; /* in the order of their bytes */
    bool left_out;     /* there are more than may be read: which of them stand here is not known */
};

/* Reads the names that are wanted. *left: how many more entries may be read, of whatever kind, in
   this folder and those that are read after it; what is read is taken from it. false and errno: the
   folder cannot be read. */
bool folder_names_read(struct folder_names *folder, const char *path,
                       bool (*wanted)(const char *name), size_t *left);
void folder_names_release(struct folder_names *folder);
/* What programs put there for themselves begins with a dot, and so do "." and "..". */
bool folder_name_is_visible(const char *name);

#endif
