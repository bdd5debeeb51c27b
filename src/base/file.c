#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

enum { PIPE_CHUNK = 64 * 1024 };

static bool read_all(struct arena *arena, int fd, size_t expected, size_t limit,
                     struct str *content)
{
    size_t capacity = expected + 1 + FILE_PADDING;
    char *text = arena_alloc(arena, capacity);
    size_t length = 0;

    for (;;) {
        ssize_t got;

        if (capacity - length - FILE_PADDING < 1) {
            text = arena_resize(arena, text, capacity, capacity * 2);
            capacity *= 2;
        }
        got = read(fd, text + length, capacity - length - FILE_PADDING);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        length += (size_t)got;
        if (length > limit) {
            errno = EFBIG;
            return false;
        }
    }
    memset(text + length, 0, FILE_PADDING);
    *content = (struct str){text, length};
    return true;
}

static bool explain(struct error *err, const char *path, size_t limit)
{
    if (errno == EFBIG)
        return error_raise(err, "%s: larger than the limit of %zu bytes", path, limit);
    return error_raise(err, "%s: %s", path, strerror(errno));
}

static bool read_open(struct arena *arena, int fd, size_t limit, struct str *content)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return false;
    errno = S_ISDIR(status.st_mode) ? EISDIR : EFBIG;
    if (S_ISDIR(status.st_mode) || (S_ISREG(status.st_mode) && (size_t)status.st_size > limit))
        return false;
    return read_all(arena, fd, S_ISREG(status.st_mode) ? (size_t)status.st_size : PIPE_CHUNK, limit,
                    content);
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct str *content,
               struct error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    bool done;

    if (fd < 0)
        return explain(err, path, limit);
    done = read_open(arena, fd, limit, content);
    if (!done)
        explain(err, standard_input ? "standard input" : path, limit);
    if (!standard_input)
        close(fd);
    return done;
}

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    return S_ISSOCK(mode) ? "a socket" : "a device";
}

static bool check_regular(const struct stat *status, const char *path, struct error *err)
{
    return S_ISREG(status->st_mode) ||
           error_raise(err, "%s: is %s, and no file", path, kind_of(status->st_mode));
}

static bool explain_found(struct error *err, const char *path, size_t limit)
{
    if (errno == ENOENT && file_is_there(path))
        return error_raise(err, "%s: is a link that leads nowhere", path);
    return explain(err, path, limit);
}

/* Asked before it is opened, for even that does something to some devices; and again, for the path
   may lead elsewhere by then. */
bool file_read_found(struct arena *arena, const char *path, size_t limit, struct str *content,
                     struct error *err)
{
    struct stat status;
    bool done;
    int fd;

    if (stat(path, &status) != 0)
        return explain_found(err, path, limit);
    if (!check_regular(&status, path, err))
        return false;
    fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return explain(err, path, limit);
    done = fstat(fd, &status) == 0 && check_regular(&status, path, err) &&
           (read_open(arena, fd, limit, content) || explain(err, path, limit));
    close(fd);
    return done;
}

/* From folder to folder; -1 and errno. A pipe that took the file's place does not hold us up. */
static int open_real(const char *real)
{
    int folder = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);

    for (struct str rest = str_slice(str_of(real), 1, SIZE_MAX); folder >= 0;) {
        struct str part = str_cut(&rest, '/');
        bool last = !rest.text;
        char name[NAME_MAX + 1];
        int next;

        snprintf(name, sizeof name, "%.*s", STR_ARGS(part));
        next = openat(folder, name,
                      last ? O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
                           : O_PATH | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC);

        close(folder);
        if (last || next < 0)
            return next;
        folder = next;
    }
    return folder;
}

bool file_read_real(struct arena *arena, const char *real, size_t limit, struct str *content,
                    struct error *err)
{
    int fd = open_real(real);
    struct stat status;
    bool done;

    if (fd < 0)
        return explain(err, real, limit);
    done = fstat(fd, &status) == 0 && check_regular(&status, real, err) &&
           (read_open(arena, fd, limit, content) || explain(err, real, limit));
    close(fd);
    return done;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool file_is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0;
}

bool file_may_wait(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode));
}

uint64_t file_size(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
}

char *file_real_path(const char *path)
{
    char *real = realpath(path, NULL);

    if (!real && errno == ENOMEM)
        alloc_failed(0);
    return real;
}
