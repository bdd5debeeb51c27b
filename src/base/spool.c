#include "base/spool.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FILE *spool_open(void)
{
    const char *folder = getenv("TMPDIR");
    char path[PATH_MAX];
    FILE *file = NULL;
    int fd;

    snprintf(path, sizeof path, "%s/oasdrift-XXXXXX", folder && *folder ? folder : P_tmpdir);
    fd = mkstemp(path);
    if (fd < 0)
        return NULL;
    unlink(path);
    file = fdopen(fd, "w+e");
    if (!file)
        close(fd);
    return file;
}

void spool_release(struct spool *spool)
{
    if (spool->file)
        fclose(spool->file);
    *spool = (struct spool){0};
}

static void note(struct spool *spool)
{
    if (!spool->problem)
        spool->problem = errno ? errno : EIO;
}

/* ---- putting ---- */

static bool is_open(struct spool *spool)
{
    errno = 0;
    if (!spool->file && !spool->problem) {
        spool->file = spool_open();
        if (!spool->file)
            note(spool);
    }
    return !spool->problem;
}

void spool_put(struct spool *spool, const void *bytes, size_t count)
{
    if (is_open(spool) && fwrite(bytes, 1, count, spool->file) != count)
        note(spool);
}

/* SIZE_MAX stands for the length of a text that is absent. */
void spool_put_text(struct spool *spool, struct str text)
{
    size_t length = text.text ? text.length : SIZE_MAX;

    spool_put(spool, &length, sizeof length);
    if (text.length)
        spool_put(spool, text.text, text.length);
}

uint64_t spool_position(struct spool *spool)
{
    return is_open(spool) ? (uint64_t)ftello(spool->file) : 0;
}

/* ---- getting ---- */

void spool_go(struct spool *spool, uint64_t position)
{
    errno = 0;
    if (spool->file && fseeko(spool->file, (off_t)position, SEEK_SET) != 0)
        note(spool);
}

bool spool_ends(struct spool *spool)
{
    int byte;

    if (!spool->file || spool->problem)
        return true;
    errno = 0;
    byte = getc(spool->file);
    if (byte != EOF)
        return ungetc(byte, spool->file) == EOF;
    if (ferror(spool->file))
        note(spool);
    return true;
}

void spool_get(struct spool *spool, void *bytes, size_t count)
{
    errno = 0;
    if (spool->file && !spool->problem && fread(bytes, 1, count, spool->file) == count)
        return;
    note(spool);
    memset(bytes, 0, count);
}

struct str spool_get_text(struct spool *spool, struct arena *arena)
{
    size_t length;
    char *text;

    spool_get(spool, &length, sizeof length);
    if (spool->problem || length == SIZE_MAX)
        return STR_NONE;
    text = ARENA_ARRAY(arena, char, length + 1);
    spool_get(spool, text, length);
    return (struct str){text, length};
}

bool spool_is_sound(const struct spool *spool, const char *what, struct error *err)
{
    return !spool->problem ||
           error_raise(err, "the temporary file of %s: %s", what, strerror(spool->problem));
}
