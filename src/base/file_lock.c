#include "base/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file_place.h"

/* The folder in which the file itself lies: two links to it lead to one lock. */
static int open_folder(const char *path)
{
    char *destination = file_destination(path);
    char *folder = destination ? file_folder(destination) : NULL;
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    free(folder);
    free(destination);
    return fd;
}

/* As flock without LOCK_NB, which would wait for ever. */
static bool wait_for(int fd, const volatile int *interrupted)
{
    enum { LOOK_MS = 10 };
    const struct timespec pause = {0, LOOK_MS * 1000000L};

    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += LOOK_MS) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        if (waited >= FILE_LOCK_WAIT_MS || (interrupted && *interrupted)) {
            errno = ETIMEDOUT;
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

bool file_lock_take(struct file_lock *lock, const char *path, const volatile int *interrupted,
                    bool *held, struct error *err)
{
    int fd = open_folder(path);

    *lock = (struct file_lock){0};
    *held = false;
    if (fd < 0 && errno == EACCES) /* one may write there, and not look */
        return true;
    if (fd < 0)
        return error_raise(err, "%s: its folder cannot be locked: %s", path, strerror(errno));
    *held = wait_for(fd, interrupted);
    if (*held) {
        lock->fd = fd + 1;
        return true;
    }
    close(fd);
    if (errno != ETIMEDOUT) /* over a network, a folder cannot be locked so: EBADF, ENOLCK... */
        return true;
    return error_raise(err, "%s: another process holds the lock of its folder", path);
}

void file_lock_release(struct file_lock *lock)
{
    if (lock->fd)
        close(lock->fd - 1);
    *lock = (struct file_lock){0};
}
