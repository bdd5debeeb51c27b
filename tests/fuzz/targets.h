/* The fuzz targets, a row each. Their functions are named after them (-D in the Makefile, which
   also makes targets.def of their files). */
#ifndef FUZZ_TARGETS_H
#define FUZZ_TARGETS_H

#include <stddef.h>
#include <stdint.h>

#define TARGET(name)                                                                               \
    int name##_input(const uint8_t *data, size_t size);                                            \
    __attribute__((weak)) int name##_initialize(int *count, char ***arguments);
#include "targets.def"
#undef TARGET

static const struct target {
    const char *name;
    int (*input)(const uint8_t *data, size_t size);
    int (*initialize)(int *count, char ***arguments); /* NULL: the target needs none */
} targets[] = {
#define TARGET(name) {#name, name##_input, name##_initialize},
#include "targets.def"
#undef TARGET
};

#endif
