/* A folder of its own for a fuzz target that reads files; it goes with the process. */
#ifndef FUZZ_FOLDER_H
#define FUZZ_FOLDER_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check_tape.h"

/* In memory where it can be: what is written is synchronised with the disk, which takes long. */
static char folder[] = "/dev/shm/oasdrift-fuzz-XXXXXX";
static int folder_file;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
    (void)status, (void)kind, (void)ftw;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    if (!mkdtemp(folder)) {
        snprintf(folder, sizeof folder, "/tmp/oasdrift-fuzz-XXXXXX");
        must(mkdtemp(folder) != NULL, "a folder for the files");
    }
    folder_file = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    atexit(remove_folder);
    return 0;
}

/* name: one letter. */
static void write_file(const char *name, struct str text)
{
    int file = openat(folder_file, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    must(file >= 0 && write(file, text.text, text.length) == (ssize_t)text.length, "a file");
    close(file);
}

#endif
