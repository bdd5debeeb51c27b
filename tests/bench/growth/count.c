/* Growth in steps, which are the same on every machine. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "growth.h"

enum { FACTOR = 4, SIZES = 3 };

/* Sorting, and sizes at which something else sets in, make it more than 1. */
static const double POWER_USUAL = 1.3;

/* Those that have a limit instead, or meet one only later than they are measured here. */
static const struct {
    const char *name;
    double power;
} others[] = {
    {"statuses: lint", 2},                               /* there are 500 */
    {"actions of an overlay", 2},                        /* 10,000, and steps of all */
    {"depth of a recursive anyOf: check", 2},            /* 1,024 levels */
    {"depth of a recursive oneOf: check", 2},            /* likewise */
    {"the same anyOf, wrong inside: check", 2},          /* likewise: each level is weighed */
    {"the same oneOf, wrong inside: check", 2},          /* likewise */
    {"depth of a schema: check", 2},                     /* likewise */
    {"schemas that refer to the next twice: check", 8},  /* SCHEMA_STEPS */
    {"patternProperties, and as many keys: check", 2},   /* likewise */
    {"properties, all required: lint", 2},               /* PROOF_MAX_SIZE */
    {"schemas that refer to the next twice: lint", 2.2}, /* PROOF_MAX_ALL_STEPS */
    {"references in a row: lint", 2},                    /* REFERENCE_MAX_CHAIN */
    {"items, all wrong", 2},                             /* CHECK_MAX_FAILURES */
    {"assertions, 1,000 exchanges", 2},                  /* 1,000 */
};

static double power_of(const struct dimension *dimension)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].name, dimension->name) == 0)
            return others[i].power;
    return POWER_USUAL;
}

static double read_steps(const char *name)
{
    FILE *file = fopen(name, "r");
    double steps = 0;

    if (!file || fscanf(file, "%lf", &steps) != 1)
        steps = 0;
    if (file)
        fclose(file);
    remove(name);
    return steps;
}

static size_t first_size(const struct dimension *dimension)
{
    size_t most = dimension->last / (FACTOR * FACTOR);

    return dimension->first < most ? dimension->first : most;
}

/* What starting costs is in all three, and goes when one is taken from the next. */
bool count_dimension(const char *program, const char *folder, const struct dimension *dimension)
{
    double steps[SIZES], power;
    size_t n[SIZES] = {first_size(dimension)};
    struct rusage usage;
    bool right = true;

    setenv("STEPS", "steps", 1);
    for (int i = 0; i < SIZES; i++) {
        n[i] = i ? n[i - 1] * FACTOR : n[0];
        make_in(folder, dimension, n[i]);
        run_command(program, dimension, &usage);
        steps[i] = read_steps("steps");
        right = right && steps[i] > 0;
    }
    power = log((steps[2] - steps[1]) / (steps[1] - steps[0])) / log(FACTOR);
    right = right && !(power > power_of(dimension));
    printf("%-44s  %zu %.0fk  %zu %.0fk  %zu %.0fk  %.2f%s\n", dimension->name, n[0],
           steps[0] / 1000, n[1], steps[1] / 1000, n[2], steps[2] / 1000, power,
           right ? "" : "  too fast");
    return right;
}
