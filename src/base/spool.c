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
