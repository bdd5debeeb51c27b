#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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
    done = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    errno = done ? errno : EINVAL;
    done = done && read_open(arena, fd, limit, content);
    if (!done)
        explain(err, real, limit);
    close(fd);
    return done;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static char *join(const char *a, const char *b)
{
    char *text = alloc_bytes(strlen(a) + strlen(b) + 1);

    stpcpy(stpcpy(text, a), b);
    return text;
}

/* A device, a pipe: something that is written into, and that a rename would destroy. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* A path of the file that standard output goes to already, such as /dev/stdout: what is written
   there must stand behind what was written before. */
static bool is_standard_output(const char *path)
{
    struct stat status, output;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           fstat(STDOUT_FILENO, &output) == 0 && status.st_dev == output.st_dev &&
           status.st_ino == output.st_ino;
}

/* Where a symbolic link leads, else the path itself; NULL when the link leads to nothing yet.
   Allocated. */
static char *destination_of(const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        return realpath(path, NULL);
    return join(path, "");
}

/* Written into as it is. */
static bool open_in_place(struct file_output *output, const char *path, struct error *err)
{
    output->stream = fopen(path, "we");
    if (!output->stream)
        return error_raise(err, "%s: %s", path, strerror(errno));
    output->path = join(path, "");
    return true;
}

bool file_create(struct file_output *output, const char *path, struct error *err)
{
    int fd;

    *output = (struct file_output){.stream = stdout};
    if (strcmp(path, "-") == 0 || is_standard_output(path))
        return true;
    output->path = is_special(path) ? NULL : destination_of(path);
    if (!output->path)
        return open_in_place(output, path, err);
    output->temporary = join(output->path, ".XXXXXX");
    fd = mkostemp(output->temporary, O_CLOEXEC);
    output->stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (output->stream) {
        mode_t mask = umask(0);

        umask(mask);
        fchmod(fd, 0666 & ~mask);
        return true;
    }
    error_raise(err, "%s: %s", path, strerror(errno));
    if (fd >= 0) {
        close(fd);
        unlink(output->temporary);
    }
    free(output->path);
    free(output->temporary);
    *output = (struct file_output){0};
    return false;
}

bool file_is_written(FILE *stream)
{
    return !ferror(stream) || (errno == EPIPE && freopen("/dev/null", "w", stream));
}

bool file_commit(struct file_output *output, struct error *err)
{
    bool written;

    fflush(output->stream);
    written = file_is_written(output->stream);
    if (!output->path)
        return written || error_raise(err, "standard output: %s", strerror(errno));
    written = fclose(output->stream) == 0 && written;
    output->stream = NULL;
    if (output->temporary)
        written = written && rename(output->temporary, output->path) == 0;
    if (!written) {
        error_raise(err, "%s: %s", output->path, strerror(errno));
        if (output->temporary)
            unlink(output->temporary);
    }
    free(output->temporary);
    free(output->path);
    *output = (struct file_output){0};
    return written;
}

void file_drop(struct file_output *output)
{
    if (output->path) {
        if (output->stream)
            fclose(output->stream);
        if (output->temporary)
            unlink(output->temporary);
        free(output->temporary);
        free(output->path);
    }
    *output = (struct file_output){0};
}
