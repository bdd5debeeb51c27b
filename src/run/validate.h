/* JSON Schema alone: instances from files against one schema. */
#ifndef OASDRIFT_RUN_VALIDATE_H
#define OASDRIFT_RUN_VALIDATE_H

#include "base/error.h"
#include "schema/schema.h"

enum {
    INSTANCE_MAX_BYTES = 1024 * 1024 * 1024, /* one file */
    INSTANCE_MAX_FAILURES = 100              /* told of one instance; the rest is counted */
};

struct validation_failure {
    struct str pointer; /* in the instance */
    struct position position;
    struct str keyword;
    struct str schema; /* file:line:column of the keyword's value */
    struct str message;
    struct str path; /* evaluation path: the keywords and references passed through */
};

/* What one instance came to; borrowed until the next. */
struct validation {
    struct str file;
    size_t line; /* of NDJSON, from 1; 0: the file is one instance */
    enum schema_verdict verdict;
    struct str unreadable; /* why it could not be read; absent when it could */
    struct str doubt;      /* why the verdict is SCHEMA_UNKNOWN; may be absent */
    const struct validation_failure *failures;
    size_t failure_count;
    size_t failures_more; /* beyond INSTANCE_MAX_FAILURES */
};

struct validation_sink {
    void (*result)(void *context, const struct validation *validation);
    schema_line_fn *trace; /* the instance's name, then every step; NULL: not asked for */
    void *context;
};

struct validator;

/* The schema at `path`, or the meta-schema of that URI. A dialect the caller does not name is the schema's own, else 2020-12. NULL
   and err when it cannot be read or compiled. */
struct validator *validator_new(const char *path, const struct schema_settings *settings,
                                const struct library_options *references, struct error *err);
void validator_free(struct validator *validator);
/* One result per instance: the file, or each line of a .ndjson or .jsonl file that is not blank.
   "-": standard input, one instance. */
void validate_file(struct validator *validator, const char *path,
                   const struct validation_sink *sink);

#endif
