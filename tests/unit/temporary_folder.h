/* A folder of its own as the working directory, for what works with files beside each other. */
#ifndef UNIT_TEMPORARY_FOLDER_H
#define UNIT_TEMPORARY_FOLDER_H

#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

/* The folder, while one is entered, and where the suite was before. */
static char temporary_folder[64];
static char folder_before[4096];

/* Makes a new, empty one, and enters it. */
static inline void enter_temporary_folder(void)
{
    snprintf(temporary_folder, sizeof temporary_folder, "/tmp/oasdrift-unit-XXXXXX");
    ck_assert(getcwd(folder_before, sizeof folder_before) && mkdtemp(temporary_folder) &&
              chdir(temporary_folder) == 0);
}

/* Goes back, and removes it with all that is in it. */
static inline void leave_temporary_folder(void)
{
    char command[80];

    snprintf(command, sizeof command, "rm -rf '%s'", temporary_folder);
    ck_assert(chdir(folder_before) == 0 && system(command) == 0);
}

#endif
