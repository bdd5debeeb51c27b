/* What `make bench-growth` measures: a dimension is something there may be many of, and how it is
   made. */
#ifndef OASDRIFT_BENCH_GROWTH_H
#define OASDRIFT_BENCH_GROWTH_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>

struct dimension {
    const char *name;       /* what there are n of */
    void (*make)(size_t n); /* writes its files into the working folder */
    const char *arguments;  /* of the program, a blank between two */
    size_t first, last;     /* n; each ten times the one before, or twice */
    unsigned factor;        /* 10 or 2; 0: 10 */
};

/* The last has no name. */
extern const struct dimension growth_of_descriptions[], growth_of_schemas[], growth_of_recordings[],
    growth_of_bodies[], growth_of_settings[];

/* ---- measuring ---- */

/* In the folder, which is made anew, with n of them. */
void make_in(const char *folder, const struct dimension *dimension, size_t n);
/* Runs the command there; the status as wait4 has it. */
int run_command(const char *program, const struct dimension *dimension, struct rusage *usage);
/* Counts the steps of three sizes: false: they grow with a higher power of n than they may, or
   cannot be counted. Prints a line. */
bool count_dimension(const char *program, const char *folder, const struct dimension *dimension);

/* ---- writing what is measured; what cannot be written ends the program ---- */

FILE *file_open(const char *name);
void file_close(FILE *file);
/* The start of api.json up to "paths"'s first path, its end, and what stands behind its paths. */
FILE *api_open(void);
void api_close(FILE *api, const char *components);
/* An api.json of one operation, GET /p, whose 200 is of the schema, a JSON text. */
void api_of_schema(const char *schema, const char *components);
/* One entry of a HAR. body: the response's, JSON; NULL: none. headers: of the request, as HAR
   objects. */
void entry_write(FILE *file, const char *url, const char *headers, const char *body);
/* rec.har with one entry. */
void recording_of(const char *url, const char *body);
/* A text in an allocation of its own, of n times the format, which gets each number from 0 on up to
   three times; commas between. */
char *repeated(size_t n, const char *format);
/* As printf has it, in an allocation of its own. */
char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
