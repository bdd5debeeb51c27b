#include "base/folder_output.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/spool.h"
#include "base/vec.h"

enum { COPY_BYTES = 64 * 1024 };

/* ---- making ---- */

static bool fail(const struct folder_output *output, int number, struct error *err)
{
    return error_raise(err, "%s: %s", output->shown, strerror(number));
}

static bool make(struct folder_output *output, struct error *err)
{
    struct stat status;

    output->made = mkdir(output->shown, 0777) == 0;
    if (!output->made && errno != EEXIST)
        return fail(output, errno, err);
    if (stat(output->shown, &status) != 0)
        return fail(output, errno, err);
    if (!S_ISDIR(status.st_mode))
        return fail(output, ENOTDIR, err);
    output->destination = file_real_path(output->shown);
    if (!output->destination || access(output->destination, W_OK | X_OK) != 0)
        return fail(output, errno, err);
    output->stream = spool_open();
    return output->stream ||
           error_raise(err, "the temporary file of %s: %s", output->shown, strerror(errno));
}

bool folder_create(struct folder_output *output, const char *path, struct error *err)
{
    *output = (struct folder_output){.shown = alloc_text(path)};
    if (make(output, err))
        return true;
    folder_drop(output);
    return false;
}

void folder_add(FILE *stream, const char *name, struct str content)
{
    fprintf(stream, "%s %zu\n", name, content.length);
    if (content.length)
        fwrite(content.text, 1, content.length, stream);
    fputc('\n', stream);
}

/* ---- putting them in their places ---- */

/* What is being written: the hidden folder, and the names of the files in it. */
struct staging {
    char *folder;
    VEC(char *) names;
};

static char *joined(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = alloc_bytes(size);

    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static bool stage(struct staging *staging, const char *destination)
{
    char name[sizeof ".oasdrift-0123456789abcdef"];
    uint64_t number = 0;

    if (getrandom(&number, sizeof number, GRND_NONBLOCK) < 0)
        number = (uint64_t)getpid() << 32 | (uint64_t)rand();
    snprintf(name, sizeof name, ".oasdrift-%016" PRIx64, number);
    staging->folder = joined(destination, name);
    if (mkdir(staging->folder, 0700) == 0)
        return true;
    free(staging->folder);
    staging->folder = NULL;
    return false;
}

static bool copy(FILE *from, size_t length, FILE *to)
{
    char block[COPY_BYTES];

    while (length) {
        size_t wanted = length < sizeof block ? length : sizeof block;
        size_t got = fread(block, 1, wanted, from);

        if (got == 0 || fwrite(block, 1, got, to) != got)
            return false;
        length -= got;
    }
    return true;
}

static bool write_file(const char *path, FILE *from, size_t length)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    bool written;

    if (!file) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    written = copy(from, length, file);
    return fclose(file) == 0 && written;
}

/* The next file that folder_add left; *ended: there is none. */
static bool write_next(struct staging *staging, FILE *from, bool *ended)
{
    char name[NAME_MAX + 1], *path;
    size_t length;
    bool written;

    *ended = fscanf(from, "%255s %zu", name, &length) != 2;
    if (*ended || getc(from) != '\n')
        return !ferror(from) && *ended;
    path = joined(staging->folder, name);
    /* The same name again: the later one stands. */
    unlink(path);
    written = write_file(path, from, length);
    VEC_ADD(&staging->names, alloc_text(name));
    free(path);
    return written && getc(from) == '\n';
}

static bool write_all(struct staging *staging, FILE *from)
{
    bool ended = false;

    rewind(from);
    while (!ended)
        if (!write_next(staging, from, &ended))
            return false;
    return true;
}

static bool rename_all(const struct staging *staging, const char *destination)
{
    bool renamed = true;

    for (size_t i = 0; renamed && i < staging->names.count; i++) {
        char *from = joined(staging->folder, staging->names.items[i]);
        char *to = joined(destination, staging->names.items[i]);

        renamed = rename(from, to) == 0 || errno == ENOENT; /* it was named twice */
        free(from);
        free(to);
    }
    return renamed;
}

static void unstage(struct staging *staging)
{
    for (size_t i = 0; i < staging->names.count; i++) {
        char *path = joined(staging->folder, staging->names.items[i]);

        unlink(path);
        free(path);
        free(staging->names.items[i]);
    }
    VEC_RELEASE(&staging->names);
    if (staging->folder)
        rmdir(staging->folder);
    free(staging->folder);
}

bool folder_commit(struct folder_output *output, struct error *err)
{
    struct staging staging = {0};
    int number = 0;

    if (fflush(output->stream) != 0 || ferror(output->stream) ||
        !stage(&staging, output->destination) || !write_all(&staging, output->stream) ||
        !rename_all(&staging, output->destination))
        number = errno ? errno : EIO;
    unstage(&staging);
    if (number)
        fail(output, number, err);
    else
        output->made = false;
    folder_drop(output);
    return number == 0;
}

void folder_drop(struct folder_output *output)
{
    if (output->stream)
        fclose(output->stream);
    if (output->made)
        rmdir(output->shown);
    free(output->destination);
    free(output->shown);
    *output = (struct folder_output){0};
}
