/* The official JSON Schema test suite: what the groups of its table share. */
#ifndef OASDRIFT_CONFORMANCE_H
#define OASDRIFT_CONFORMANCE_H

#include "schema/schema.h"

enum { NAME_BYTES = 512, PATH_BYTES = 4096 };

struct group_score {
    unsigned passed, total;
};

/* Of all dialects. */
struct totals {
    unsigned unexplained; /* failures that conformance.c has no reason for */
    unsigned asked;       /* tests that were put in each way */
    unsigned decided;     /* of them, by yes or no alone (decide.c) */
    unsigned parted;      /* of them, where the ways gave different verdicts */
};

/* A dialect being asked. */
struct bench {
    struct arena arena; /* of one file */
    struct documents *documents;
    struct evaluator *evaluator;
    struct schema_settings settings;
    struct group_score *score;
    unsigned release; /* 4, 6, 7, 2019, 2020 */
    struct totals *totals;
    char file[NAME_BYTES]; /* below the suite */
};

/* One test is judged: passed, or what is wrong is told under the names. */
void bench_pass(struct bench *bench);
void bench_fail(struct bench *bench, struct str group, struct str test, struct str why);
/* The suite puts many schemas into one file, but each means to be a document of its own. */
const struct node *bench_read_alone(struct bench *bench, const struct node *node);
const struct node *bench_read_text(struct bench *bench, struct str text);

/* One group of tests of a file. */
typedef void bench_group(struct bench *bench, const struct node *group);
bench_group run_verdicts, run_annotations, run_output;

#endif
