/* JSON Schema alone: instances from files against one schema, on several threads. */
#ifndef OASDRIFT_VALIDATE_VALIDATE_H
#define OASDRIFT_VALIDATE_VALIDATE_H

#include "base/strbuf.h"
#include "schema/schema.h"
#include "validate/instances.h"

enum {
    INSTANCE_MAX_FAILURES = 100,                /* told of one instance; the rest is counted */
    INSTANCE_MAX_TOLD_BYTES = 16 * 1024 * 1024, /* of them, likewise */
    VALIDATION_TEXTS = 2
};

struct validation_failure {
    struct str pointer;       /* in the instance */
    struct position position; /* in the file; in NDJSON of the line, whose number `line` is */
    struct str keyword;
    struct str schema; /* file:line:column of the keyword's value */
    struct str message;
    struct str path; /* evaluation path: the keywords and references passed through */
    bool warning;    /* a format below error: the instance is valid all the same */
};

/* What one instance came to. */
struct validation {
    struct str file;
    size_t line;     /* of NDJSON, from 1; 0: no line is an instance of its own */
    size_t document; /* of YAML with several documents, from 1; 0: the file is one instance */
    enum schema_verdict verdict;
    bool warned;                   /* some failure is a warning */
    struct str unreadable;         /* why it could not be read; absent when it could */
    struct position unreadable_at; /* in the file; line 0: the file itself could not be read */
    struct str doubt;              /* why the verdict is SCHEMA_UNKNOWN; may be absent */
    const struct validation_failure *failures;
    size_t failure_count;
    size_t failures_more; /* beyond the limits */
};

struct validation_counts {
    uint64_t valid, invalid;
    uint64_t not_checked; /* no verdict */
    uint64_t unreadable;  /* instances, and files */
    uint64_t warned;      /* of the valid ones */
};

/* What was written about instances that follow each other in one file. */
struct validation_part {
    struct str file;
    bool last; /* of this file: the next part is another's */
    struct validation_counts counts;
    struct str texts[VALIDATION_TEXTS];
};

/* What is told of failures, in the arena. Each thread has a teller's memory of its own. */
struct validation_teller {
    void *context;
    void *(*memory_new)(void *context);
    void (*memory_free)(void *memory);
    /* An instance some failures of which are told next. */
    void (*instance)(void *memory, struct arena *arena, const struct node *root);
    struct str (*message)(void *memory, struct arena *arena, const struct schema_failure *failure);
    struct str (*pointer)(void *memory, struct arena *arena, struct str pointer);
    /* Why an instance could not be read; its text is quoted from byte `quote` on, if that is not 0.
     */
    struct str (*unreadable)(void *memory, struct arena *arena, struct str message, size_t quote);
};

struct validation_sink {
    void *context;
    /* Writes about one instance to the texts of its part. Called on many threads at once. NULL:
       only the counts are wanted. */
    void (*write)(void *context, const struct validation *validation, struct strbuf *texts);
    /* Takes the parts in their order, on one thread at a time. false and err: everything stops. */
    bool (*take)(void *context, const struct validation_part *part, struct error *err);
    const struct validation_teller *teller; /* NULL: values are shown as they are */
    schema_line_fn *trace; /* the instance's name, then every step; NULL: not asked for */
};

/* Judges the instances: each file, each document of a YAML stream, each line of NDJSON that is not
   blank. threads: as for workers_run; with a trace it is always one. false and err: the sink
   failed. */
bool validate_instances(const struct schema *schema, const struct instance_settings *instances,
                        size_t threads, const struct validation_sink *sink, struct error *err);

#endif
