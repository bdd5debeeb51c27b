/* What the witness engine says of schemas, a line of JSON for each question: the parts that the
   ways of asking share. The lines are told of in measure.c. */
#ifndef WITNESS_MEASURE_H
#define WITNESS_MEASURE_H

#include <stdio.h>

#include "document/json_writer.h"
#include "witness/witness.h"

enum { FILE_BYTES = 64 * 1024 * 1024, QUESTION_TERMS = 2, MAX_ROUNDS = 99 };

struct options {
    unsigned values; /* at most, of one question */
    unsigned rounds; /* how often it is asked: 1 to MAX_ROUNDS */
    struct witness_settings settings;
    const char *map_uri;                /* as of --map-uri; NULL */
    const enum schema_dialect *dialect; /* instead of what schemas say; NULL */
    unsigned count;                     /* of random trials, and schemas */
};

/* One schema of a question. */
struct asked {
    const struct node *schema; /* as it stands in the file */
    bool negated;
};

struct question {
    struct str set, name; /* who asks */
    struct str file;
    const char *expected; /* what is known of it; NULL: nothing */
    enum schema_dialect dialect;
    enum format_policy formats;
    struct asked terms[QUESTION_TERMS];
    size_t count;
    /* That the schemas lie in. NULL: each is a document of its own, and "#" its root. */
    struct documents *documents;
};

/* Asks, checks each value with the evaluator, and prints the line. */
void measure(const struct options *options, const struct question *question);
/* What $schema says; else the default. */
enum schema_dialect dialect_said(const struct options *options, const struct node *schema,
                                 enum schema_dialect otherwise);
/* NULL, and a line on standard error: it cannot be read. In the arena. */
const struct node *read_file(struct arena *arena, const char *path);

/* Each reads a file and asks; false: it could not. */
bool measure_set(const struct options *options, const char *path);
bool measure_containment(const struct options *options, const char *path);
bool measure_components(const struct options *options, const char *path);
bool measure_bodies(const struct options *options, const char *path);
bool measure_faults(const struct options *options, const char *path);
/* Opens a description; *question is as it asks. The caller frees its documents. NULL: it cannot be
   read; else its paths. */
const struct node *measure_open(const struct options *options, const char *path,
                                struct question *question);
/* Random trials (trial.h); the first faults are told, reduced. */
bool measure_random(const struct options *options, const char *dialect);
/* Prints random schemas as a set; those that measure_random would try first. */
bool print_random(const struct options *options, const char *dialect);
/* Prints a description as JSON. */
bool print_description(const struct options *options, const char *path);

#endif
