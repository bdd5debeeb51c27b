#include "base/file_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/path.h"

static char *text_of(struct str text)
{
    char *copy = alloc_zeroed(1, text.length + 1);

    if (text.length)
        memcpy(copy, text.text, text.length);
    return copy;
}

char *file_folder(const char *path)
{
    return text_of(path_directory(str_of(path)));
}

/* What a link says is seen from its own folder. */
static char *beside(const char *path, const char *target)
{
    char *folder = file_folder(path), *joined;
    size_t size = strlen(folder) + strlen(target) + 2;

    joined = alloc_bytes(size);
    if (target[0] == '/')
        snprintf(joined, size, "%s", target);
    else
        snprintf(joined, size, "%s/%s", folder, target);
    free(folder);
    return joined;
}

static bool is_link(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* One link further, in the place of *path; false and errno. */
static bool step(char **path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(*path, target, sizeof target - 1);
    char *next;

    if (length < 0)
        return false;
    target[length] = '\0';
    next = beside(*path, target);
    free(*path);
    *path = next;
    return true;
}

char *file_destination(const char *path)
{
    char *at = alloc_text(path);

    for (int links = 0; is_link(at); links++) {
        if (links < FILE_LINKS_MAX && step(&at))
            continue;
        errno = links < FILE_LINKS_MAX ? errno : ELOOP;
        free(at);
        return NULL;
    }
    return at;
}

/* The links of this folder do not name files: they are the open files themselves. */
static bool is_folder_of_descriptors(const char *path)
{
    char own[64];
    char *folder = file_folder(path), *real = file_real_path(folder);
    bool is;

    snprintf(own, sizeof own, "/proc/%ld/fd", (long)getpid());
    is = real && strcmp(real, own) == 0;
    free(real);
    free(folder);
    return is;
}

static int number_of(const char *path)
{
    struct str name = path_base_name(str_of(path));
    uint64_t number;

    return str_is_digits(name) && str_to_unsigned(name, &number) && number <= INT_MAX &&
                   fcntl((int)number, F_GETFD) >= 0
               ? (int)number
               : -1;
}

int file_descriptor_named(const char *path)
{
    char *at = alloc_text(path);
    int fd = -1;

    for (int links = 0; fd < 0 && links < FILE_LINKS_MAX && is_link(at); links++) {
        if (is_folder_of_descriptors(at))
            fd = number_of(at);
        if (fd < 0 && !step(&at))
            break;
    }
    free(at);
    return fd;
}

static struct file_place place_of(const struct stat *status)
{
    return (struct file_place){
        .known = true, .device = status->st_dev, .inode = status->st_ino, .mode = status->st_mode};
}

struct file_place file_place_of_descriptor(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 ? place_of(&status) : (struct file_place){.known = false};
}

/* In its folder, which must be there. */
static struct file_place place_to_be(const char *destination)
{
    struct file_place place = {.known = false};
    struct str name = path_base_name(str_of(destination));
    char *folder = file_folder(destination);
    struct stat status;

    if (name.length && name.length < sizeof place.name && stat(folder, &status) == 0) {
        place = place_of(&status);
        place.mode = 0;
        memcpy(place.name, name.text, name.length);
    }
    free(folder);
    return place;
}

struct file_place file_place_of(const char *path)
{
    struct file_place place = {.known = false};
    struct stat status;
    char *destination;

    if (stat(path, &status) == 0)
        return place_of(&status);
    destination = file_destination(path);
    if (destination)
        place = place_to_be(destination);
    free(destination);
    return place;
}

bool file_place_is(const struct file_place *a, const struct file_place *b)
{
    return a->known && b->known && a->device == b->device && a->inode == b->inode &&
           strcmp(a->name, b->name) == 0;
}
