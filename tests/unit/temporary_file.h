/* Text in a file of its own, for what reads only files. */
#ifndef UNIT_TEMPORARY_FILE_H
#define UNIT_TEMPORARY_FILE_H

#include <stdio.h>
#include <unistd.h>

#include "unit.h"

enum { TEMPORARY_PATH_BYTES = 64 };

/* A new, empty file, which the caller closes and unlinks; its path is written to `path`.
   suffix: what the path ends in (".yaml"), or "". */
static inline FILE *open_temporary(char path[static TEMPORARY_PATH_BYTES], const char *suffix)
{
    FILE *stream;
    int file;

    snprintf(path, TEMPORARY_PATH_BYTES, "/tmp/oasdrift-unit-XXXXXX%s", suffix);
    file = mkstemps(path, (int)strlen(suffix));
    ck_assert_int_ge(file, 0);
    stream = fdopen(file, "w");
    ck_assert_ptr_nonnull(stream);
    return stream;
}

/* A new file that holds `text`, which the caller unlinks. Returns `path`. */
static inline const char *write_temporary(char path[static TEMPORARY_PATH_BYTES],
                                          const char *suffix, const char *text)
{
    FILE *stream = open_temporary(path, suffix);

    ck_assert_int_ge(fputs(text, stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    return path;
}

#endif
