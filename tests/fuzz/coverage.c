/* coverage FILE FOLDER...: all fuzz targets in one program, which counts what their inputs reach
   instead of making more. Inputs of the target NAME are the files of FOLDER/NAME. Writes to FILE,
   apart by tabs:

       target    NAME  INPUTS  REACHED        edges, for each target that has inputs
       function  SOURCE  LINE  NAME  KNOWN  REACHED        edges, for each function, by all targets

   An edge is what clang's inline-8bit-counters count. Copies of an inline function are functions.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sanitizer/common_interface_defs.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/str.h"
#include "targets.h"

enum { INPUT_MAX_BYTES = 1024 * 1024, PATH_BYTES = 4096 };

/* ---- what clang hands over before main ---- */

struct edge {
    uintptr_t address, is_entry;
};
static uint8_t *counters;
static const struct edge *edges;
static size_t edge_count;

void __sanitizer_cov_8bit_counters_init(uint8_t *start, uint8_t *stop);
void __sanitizer_cov_8bit_counters_init(uint8_t *start, uint8_t *stop)
{
    counters = start;
    edge_count = (size_t)(stop - start);
}

void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *stop);
void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *stop)
{
    (void)stop;
    edges = (const struct edge *)start;
}

/* ---- running ---- */

struct reached {
    bool *edges; /* of edge_count */
    size_t inputs;
};

static void run_input(size_t target, const char *path, struct reached *reached)
{
    struct error err = {0};
    struct arena arena;
    struct str text;

    arena_init(&arena);
    if (file_read(&arena, path, INPUT_MAX_BYTES, &text, &err)) {
        memset(counters, 0, edge_count);
        targets[target].input((const uint8_t *)text.text, text.length);
        reached->inputs++;
        for (size_t i = 0; i < edge_count; i++)
            reached->edges[i] |= counters[i] != 0;
    }
    arena_release(&arena);
}

static void run_folder(size_t target, const char *folder, struct reached *reached)
{
    char path[PATH_BYTES];
    struct dirent *entry;
    DIR *files;

    snprintf(path, sizeof path, "%s/%s", folder, targets[target].name);
    files = opendir(path);
    while (files && (entry = readdir(files))) {
        snprintf(path, sizeof path, "%s/%s/%s", folder, targets[target].name, entry->d_name);
        if (entry->d_name[0] != '.')
            run_input(target, path, reached);
    }
    if (files)
        closedir(files);
}

static struct reached run_target(size_t target, int argc, char **argv)
{
    struct reached reached = {.edges = alloc_zeroed(edge_count, 1)};

    if (targets[target].initialize)
        targets[target].initialize(&argc, &argv);
    for (int i = 2; i < argc; i++)
        run_folder(target, argv[i], &reached);
    return reached;
}

/* ---- telling ---- */

/* "SOURCE\tLINE\tNAME", SOURCE as seen from src/; NULL: the function is none of the program's. */
static const char *describe(const struct edge *entry, char text[PATH_BYTES])
{
    char *source;

    __sanitizer_symbolize_pc((char *)entry->address + 1, "%s\t%l\t%f", text, PATH_BYTES);
    source = strstr(text, "src/");
    return source ? source + strlen("src/") : NULL;
}

static bool is_reached(const struct reached *all, size_t edge)
{
    for (size_t i = 0; i < ARRAY_LENGTH(targets); i++)
        if (all[i].edges[edge])
            return true;
    return false;
}

/* ours: of edge_count, those of the program. */
static void tell_functions(FILE *out, const struct reached *all, bool *ours)
{
    for (size_t i = 0, end; i < edge_count; i = end) {
        char text[PATH_BYTES];
        const char *function = describe(&edges[i], text);
        size_t count = 0;

        for (end = i; end == i || (end < edge_count && !(edges[end].is_entry & 1)); end++) {
            count += is_reached(all, end);
            ours[end] = function != NULL;
        }
        if (function)
            fprintf(out, "function\t%s\t%zu\t%zu\n", function, end - i, count);
    }
}

static void tell_target(FILE *out, const char *name, const struct reached *reached,
                        const bool *ours)
{
    size_t count = 0;

    for (size_t i = 0; i < edge_count; i++)
        count += ours[i] && reached->edges[i];
    if (reached->inputs)
        fprintf(out, "target\t%s\t%zu\t%zu\n", name, reached->inputs, count);
}

int main(int argc, char **argv)
{
    FILE *out = argc > 2 ? fopen(argv[1], "we") : NULL;
    bool *ours = alloc_zeroed(edge_count, 1);
    struct reached all[ARRAY_LENGTH(targets)];

    if (!out)
        return 2;
    for (size_t i = 0; i < ARRAY_LENGTH(targets); i++)
        all[i] = run_target(i, argc, argv);
    tell_functions(out, all, ours);
    for (size_t i = 0; i < ARRAY_LENGTH(targets); i++) {
        tell_target(out, targets[i].name, &all[i], ours);
        free(all[i].edges);
    }
    free(ours);
    return fclose(out) == 0 ? 0 : 2;
}
