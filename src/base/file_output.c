#include "base/file_output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file_place.h"
#include "base/temporary.h"

enum { COPY_BYTES = 64 * 1024, NAME_TRIES = 100 };

/* The write that failed may be long ago, and errno another's since: the pipe itself is asked, too.
 */
static bool has_no_reader(FILE *stream)
{
    struct pollfd at = {.fd = fileno(stream)};
    int number = errno;
    bool hung_up = number == EPIPE || (poll(&at, 1, 0) == 1 && (at.revents & (POLLERR | POLLHUP)));

    errno = number;
    return hung_up;
}

bool file_is_written(FILE *stream)
{
    return !ferror(stream) || (has_no_reader(stream) && freopen("/dev/null", "w", stream));
}

/* ---- names ---- */

/* Hidden, so that no walk through the folder finds it; short, whatever the file is called. */
static char *temporary_beside(const char *destination)
{
    char *folder = file_folder(destination);
    size_t size = strlen(folder) + sizeof "/.oasdrift-0123456789abcdef";
    char *name = alloc_bytes(size);
    uint64_t number = 0;

    if (getrandom(&number, sizeof number, GRND_NONBLOCK) < 0)
        number = (uint64_t)getpid() << 32 | (uint64_t)rand();
    snprintf(name, size, "%s/.oasdrift-%016llx", folder, (unsigned long long)number);
    free(folder);
    return name;
}

static void forget(char *temporary)
{
    temporary_forget(temporary);
    free(temporary);
}

/* Calls `make` with names until one is free; it tells like a system call. The name, noted; NULL and
   errno. */
static char *with_new_name(const char *destination, int (*make)(void *context, const char *name),
                           void *context)
{
    for (int tries = 0; tries < NAME_TRIES; tries++) {
        char *name = temporary_beside(destination);

        temporary_note(name);
        if (make(context, name) >= 0)
            return name;
        forget(name);
        if (errno != EEXIST)
            break;
    }
    return NULL;
}

/* ---- making ---- */

static bool refuse(struct file_output *output, const char *path, const char *why, struct error *err)
{
    free(output->shown);
    free(output->destination);
    *output = (struct file_output){0};
    return error_raise(err, "%s: %s", path, why);
}

/* A path of the file that standard output goes to already, such as /dev/stdout: what is written
   there must stand behind what was written before. */
static bool is_standard_output(const char *path)
{
    struct file_place place = file_place_of(path);
    struct file_place output = file_place_of_descriptor(STDOUT_FILENO);

    return (S_ISREG(place.mode) && file_place_is(&place, &output)) ||
           file_descriptor_named(path) == STDOUT_FILENO;
}

static FILE *stream_of(int fd)
{
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "w");

    if (!stream && fd >= 0)
        close(fd);
    return stream;
}

static bool open_in_place(struct file_output *output, int fd, const char *path, struct error *err)
{
    output->stream = stream_of(fd);
    return output->stream || refuse(output, path, strerror(errno), err);
}

/* Without a name; -1: that cannot be had here. A name is given by way of /proc. */
static int open_nameless(const char *folder)
{
    char link[64];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (fd < 0 || access(link, F_OK) == 0)
        return fd;
    close(fd);
    return -1;
}

struct creation {
    mode_t mode;
    int fd;
};

static int create(void *context, const char *name)
{
    struct creation *creation = context;

    creation->fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, creation->mode);
    return creation->fd;
}

/* What takes the place of a file that only its owner reads is not shown to others before. */
static int open_temporary(struct file_output *output, const char *folder)
{
    struct creation creation = {.fd = open_nameless(folder)};

    if (creation.fd >= 0)
        return creation.fd;
    creation.mode = access(output->destination, F_OK) == 0 ? 0600 : 0666;
    output->temporary = with_new_name(output->destination, create, &creation);
    return output->temporary ? creation.fd : -1;
}

/* Why no file can be put there; NULL: one can, as far as can be seen. */
static const char *obstacle(const char *destination, const char *folder)
{
    struct stat status;
    size_t length = strlen(destination);

    if (length == 0 || destination[length - 1] == '/')
        return strerror(EISDIR);
    if (stat(folder, &status) != 0)
        return errno == ENOENT ? "its folder is not there" : strerror(errno);
    if (stat(destination, &status) != 0)
        return errno == ENOENT ? NULL : strerror(errno);
    if (S_ISDIR(status.st_mode))
        return strerror(EISDIR);
    return faccessat(AT_FDCWD, destination, W_OK, AT_EACCESS) == 0 ? NULL : strerror(errno);
}

static bool open_beside(struct file_output *output, const char *path, struct error *err)
{
    char *folder = file_folder(output->destination);
    const char *why = obstacle(output->destination, folder);

    if (!why) {
        output->stream = stream_of(open_temporary(output, folder));
        why = strerror(errno);
    }
    free(folder);
    return output->stream || refuse(output, path, why, err);
}

/* Something that is written into, and that a rename would destroy. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool file_create(struct file_output *output, const char *path, struct error *err)
{
    int fd;

    *output = (struct file_output){.stream = stdout};
    if (strcmp(path, "-") == 0 || is_standard_output(path))
        return true;
    *output = (struct file_output){.shown = alloc_text(path)};
    fd = file_descriptor_named(path);
    if (fd >= 0)
        return open_in_place(output, fcntl(fd, F_DUPFD_CLOEXEC, 0), path, err);
    if (is_special(path))
        return open_in_place(output, open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), path, err);
    output->destination = file_destination(path);
    return output->destination ? open_beside(output, path, err)
                               : refuse(output, path, strerror(errno), err);
}

bool file_create_behind(struct file_output *output, const char *path, struct error *err)
{
    if (!file_create(output, path, err))
        return false;
    output->behind = output->destination != NULL;
    return true;
}

/* ---- putting it in its place ---- */

/* The new file is to be what the old one was to everybody but the one who wrote it. Where its group
   cannot be kept, the new group may do what others may. */
static void keep_mode(int fd, const char *destination)
{
    struct stat old, new;
    mode_t mode;

    if (stat(destination, &old) != 0 || !S_ISREG(old.st_mode) || fstat(fd, &new) != 0)
        return;
    mode = old.st_mode & 0777;
    if (old.st_uid != new.st_uid && fchown(fd, old.st_uid, (gid_t)-1) != 0)
        errno = 0; /* it is the writer's now */
    if (old.st_gid != new.st_gid && fchown(fd, (uid_t)-1, old.st_gid) != 0)
        mode = (mode & 0707) | (mode & 0007) << 3;
    fchmod(fd, mode);
}

static int give_name(void *context, const char *name)
{
    char link[64];

    snprintf(link, sizeof link, "/proc/self/fd/%d", *(const int *)context);
    return linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
}

static bool copy(int from, int to)
{
    char *block = alloc_bytes(COPY_BYTES);
    off_t at = 0;
    ssize_t got;

    while ((got = pread(from, block, COPY_BYTES, at)) > 0)
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, block + done, (size_t)(got - done));

            if (put < 0 && errno != EINTR) {
                free(block);
                return false;
            }
            done += put > 0 ? put : 0;
            at += put > 0 ? put : 0;
        }
    free(block);
    return got == 0;
}

/* Where a file system makes files without a name and then has none for them. */
static bool copy_to_name(struct file_output *output, int fd)
{
    struct creation creation = {.mode = 0600};
    struct stat status;
    bool copied;

    output->temporary = with_new_name(output->destination, create, &creation);
    if (!output->temporary)
        return false;
    copied = fstat(fd, &status) == 0 && fchmod(creation.fd, status.st_mode & 0777) == 0 &&
             copy(fd, creation.fd);
    return close(creation.fd) == 0 && copied;
}

/* A file that was there before can only be replaced by one with a name: it has it as short as can
   be. */
static bool name_it(struct file_output *output)
{
    int fd = fileno(output->stream);

    keep_mode(fd, output->destination);
    if (output->temporary || give_name(&fd, output->destination) == 0)
        return true;
    if (errno == EEXIST)
        output->temporary = with_new_name(output->destination, give_name, &fd);
    return output->temporary || copy_to_name(output, fd);
}

/* Behind what stands there; what does not get there whole is taken away again. */
static bool add_to(const char *destination, int from)
{
    int fd = open(destination, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666), number;
    struct stat before;
    bool known;

    if (fd < 0)
        return false;
    known = fstat(fd, &before) == 0;
    if (known && copy(from, fd))
        return close(fd) == 0;
    number = errno;
    if (known && ftruncate(fd, before.st_size) != 0)
        known = false; /* the first reason is told */
    close(fd);
    errno = number;
    return false;
}

static bool put_behind(struct file_output *output)
{
    if (!add_to(output->destination, fileno(output->stream)))
        return false;
    if (output->temporary)
        unlink(output->temporary);
    return true;
}

static bool put_there(struct file_output *output)
{
    return output->behind ? put_behind(output) : name_it(output);
}

static void release(struct file_output *output)
{
    if (output->temporary)
        forget(output->temporary);
    free(output->destination);
    free(output->shown);
    *output = (struct file_output){0};
}

static bool fail(const struct file_output *output, int number, struct error *err)
{
    return error_raise(err, "%s: %s", output->shown ? output->shown : "standard output",
                       strerror(number));
}

bool file_sync(struct file_output *output, struct error *err)
{
    fflush(output->stream);
    return !output->destination || fsync(fileno(output->stream)) == 0 || errno == EINVAL ||
           errno == ENOSYS || fail(output, errno, err);
}

/* Closes it, whatever came of it so far, and tells 0 or what went wrong first. */
static int close_stream(struct file_output *output, bool written)
{
    int number = written ? 0 : errno;

    if (fclose(output->stream) != 0 && written)
        number = errno;
    output->stream = NULL;
    return number;
}

bool file_commit(struct file_output *output, struct error *err)
{
    bool written;
    int number;

    fflush(output->stream);
    written = file_is_written(output->stream);
    if (!output->shown)
        return written || fail(output, errno, err);
    number = close_stream(output, written && (!output->destination || put_there(output)));
    if (!number && output->temporary && !output->behind &&
        rename(output->temporary, output->destination) != 0)
        number = errno;
    if (number) {
        fail(output, number, err);
        file_drop(output);
        return false;
    }
    release(output);
    return true;
}

void file_drop(struct file_output *output)
{
    if (output->shown && output->stream)
        fclose(output->stream);
    if (output->temporary)
        unlink(output->temporary);
    release(output);
}
