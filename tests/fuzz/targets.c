/* All fuzz targets in one program, for linking takes longer than compiling one: it is the target by
   whose name it is started, "fuzz_NAME". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "targets.h"

static const struct target *target;

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    const char *slash = strrchr(**arguments, '/');
    struct str name = str_of(slash ? slash + 1 : **arguments);

    if (str_starts_with(name, STR("fuzz_")))
        name = str_slice(name, strlen("fuzz_"), SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(targets); i++)
        if (str_equal(name, str_of(targets[i].name)))
            target = &targets[i];
    if (!target) {
        fprintf(stderr, "%s: no target has this name\n", **arguments);
        exit(2);
    }
    return target->initialize ? target->initialize(count, arguments) : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return target->input(data, size);
}
