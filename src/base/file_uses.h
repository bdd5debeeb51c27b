/* What a call writes, held against what it reads: no output may be an input or another output, by
   whatever names, or something would be lost in silence. All outputs are told first; then whoever
   reads a file asks before. Threads may ask at the same time. */
#ifndef OASDRIFT_BASE_FILE_USES_H
#define OASDRIFT_BASE_FILE_USES_H

#include <pthread.h>

#include "base/error.h"
#include "base/file_place.h"
#include "base/vec.h"

struct file_use {
    const char *kind; /* "report": static */
    char *text;       /* "report json=a.json": as messages name it */
    char *path;       /* "-": standard output */
    struct file_place place;
};

struct file_uses {
    VEC(struct file_use) outputs;
    struct file_place standard_output;
    pthread_mutex_t lock; /* of refusal */
    struct error refusal; /* the first one */
};

void file_uses_init(struct file_uses *uses);
void file_uses_release(struct file_uses *uses);
/* One more output: "report json=a.json" is of the kind "report", its text "json=a.json". false and
   err: it is another output already. A file is told by device and inode, one that is not there yet
   by its folder and name; a folder stands for all files that lie in it, but not in folders of its
   own. Two outputs may go to a character device by different names: nothing
   stands there that could be lost (/dev/null). */
bool file_uses_add(struct file_uses *uses, const char *kind, const char *text, const char *path,
                   struct error *err);
/* May that be read ("-": standard input)? false and err: it is an output. uses may be NULL: then
   all may. Only what keeps something is asked for: regular files, block devices, named pipes. */
bool file_uses_allow(struct file_uses *uses, const char *path, struct error *err);
/* The same of a file that messages know by another name, or that is open. */
bool file_uses_allow_as(struct file_uses *uses, const char *path, struct str shown,
                        struct error *err);
bool file_uses_allow_open(struct file_uses *uses, int fd, struct str shown, struct error *err);
/* Is the file an output, or in a folder that is one, or what standard output goes to? Nothing is
   refused by asking. */
bool file_uses_writes(const struct file_uses *uses, const char *path);
/* Is any output a file that is there already? Else nothing that is read can be one. uses may be
   NULL. */
bool file_uses_overwrite(const struct file_uses *uses);
/* Was nothing refused so far? Else false, and err is the first refusal: also where whoever asked
   could go on without the file. */
bool file_uses_are_kept(struct file_uses *uses, struct error *err);

#endif
