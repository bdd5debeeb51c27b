/* Where a path leads, links followed, and whether two paths lead to the same place: whatever they
   are called, and whether or not there is a file yet. */
#ifndef OASDRIFT_BASE_FILE_PLACE_H
#define OASDRIFT_BASE_FILE_PLACE_H

#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>

enum { FILE_LINKS_MAX = 40 /* as the kernel has it: then it is a circle */ };

/* The path of the file itself: the last part is no symbolic link, and may not be there yet, nor its
   folder. Allocated; NULL and errno: a circle, or a link that cannot be read. */
char *file_destination(const char *path);
/* The folder that the path of a file lies in. Allocated. */
char *file_folder(const char *path);
/* The descriptor of this process that the path names, as /dev/fd/5 and /dev/stdout do; -1: none. */
int file_descriptor_named(const char *path);

struct file_place {
    bool known;   /* false: no such place can be had, for its folder is not there */
    dev_t device; /* of the file, or of its folder */
    ino_t inode;
    mode_t mode;             /* of the file; 0: it is not there yet */
    char name[NAME_MAX + 1]; /* in the folder, of a file that is not there yet; else "" */
};

struct file_place file_place_of(const char *path);
/* Of an open file, a pipe...; not known when there is none. */
struct file_place file_place_of_descriptor(int fd);
/* Both known, and the same. */
bool file_place_is(const struct file_place *a, const struct file_place *b);

#endif
