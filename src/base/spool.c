#include "base/spool.h"

#include <limits.h>
#include <stdlib.h>
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

/* SIZE_MAX stands for the length of a text that is absent. */
void spool_put(FILE *spool, struct str text)
{
    size_t length = text.text ? text.length : SIZE_MAX;

    fwrite(&length, sizeof length, 1, spool);
    if (text.length)
        fwrite(text.text, 1, text.length, spool);
}

struct str spool_get(FILE *spool, struct arena *arena)
{
    size_t length;
    char *text;

    if (fread(&length, sizeof length, 1, spool) != 1 || length == SIZE_MAX)
        return STR_NONE;
    text = ARENA_ARRAY(arena, char, length + 1);
    return (struct str){text, fread(text, 1, length, spool)};
}
