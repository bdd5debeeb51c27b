/* Keeps processes from changing one file at a time: a change that is read, made and renamed into
   its place would take away what another one has put there meanwhile. */
#ifndef OASDRIFT_BASE_FILE_LOCK_H
#define OASDRIFT_BASE_FILE_LOCK_H

#include "base/error.h"

enum { FILE_LOCK_WAIT_MS = 60 * 1000 };

/* Zeroed: none is held. */
struct file_lock {
    int fd; /* one more than the descriptor */
};

/* Waits for others who hold the lock of the file, which need not be there yet; at most
   FILE_LOCK_WAIT_MS, and until *interrupted (may be NULL) is set. The lock is on its folder: the
   file itself is another one after each rename, and nothing is left behind, however we end. Where a
   folder cannot be locked, by its file system or its mode (*held is false then), nobody is kept
   out. false and err: it could not be had. */
bool file_lock_take(struct file_lock *lock, const char *path, const volatile int *interrupted,
                    bool *held, struct error *err);
void file_lock_release(struct file_lock *lock);

#endif
