/* The files and folders that a pattern fits, as a shell finds them: '*' any text, '?' a character,
   "[a-z]" one of these, a backslash takes what follows as it is; none of them fits a '/', nor the
   dot before a hidden name. A segment of two stars fits any number of folders, none as well. */
#ifndef OASDRIFT_BASE_FILE_PATTERN_H
#define OASDRIFT_BASE_FILE_PATTERN_H

#include "base/error.h"
#include "base/vec.h"

enum {
    FILE_PATTERN_MAX_ENTRIES = 100 * 1000, /* of all folders that are read for it */
    FILE_PATTERN_MAX_SEGMENTS = 64,
    FILE_PATTERN_MAX_DEPTH = 64 /* of folders in each other: two stars fit any number */
};

struct file_pattern {
    VEC(char *) paths; /* in the order of their bytes; they begin as the pattern does */
};

/* Has the text what a pattern has, and is it no URL, and no path by which there is something? */
bool file_is_pattern(const char *text);
/* Finds all of them; none is no error. Pipes, sockets and devices are left out, for they would
   never end, and so are folders that cannot be read. Links are followed, but not by two stars.
   false and err, which does not name the pattern: a limit is met. */
bool file_pattern_find(struct file_pattern *found, const char *pattern, struct error *err);
void file_pattern_release(struct file_pattern *found);

#endif
