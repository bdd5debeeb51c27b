/* liboasdrift: tells whether an HTTP API is still what its OpenAPI description says.
 *
 * One call is one command of the program: fill in what differs from zero, call, use the exit code.
 *
 *     const char *recordings[] = {"session.har"};
 *     struct oasdrift_options options = {
 *         .description = "openapi.yaml",
 *         .inputs = {recordings, 1},
 *     };
 *     int code = oasdrift_check(&options);
 *
 * Everything passed in is borrowed for the length of the call. Calls share no state: different
 * threads may run different calls at the same time. Output goes to the reports that were asked for
 * (default: text on standard output), messages for people to options.message (default: a line on
 * standard error).
 */
#ifndef OASDRIFT_H
#define OASDRIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OASDRIFT_API __attribute__((visibility("default")))

/* What every call returns; the meanings never change. */
enum oasdrift_exit {
    OASDRIFT_OK = 0,         /* no finding at or above fail_on */
    OASDRIFT_FINDINGS = 1,   /* findings */
    OASDRIFT_UNUSABLE = 2,   /* usage, configuration or description */
    OASDRIFT_INCOMPLETE = 3, /* something could not be looked at, or nothing was judged */
    OASDRIFT_INTERNAL = 4,   /* a defect of oasdrift, or its output could not be written */
    OASDRIFT_INTERRUPTED = 130
};

/* Several strings; {NULL, 0} is none. */
struct oasdrift_list {
    const char *const *items;
    size_t count;
};

/* Which operations: those that fit one value of each list that is not empty. */
struct oasdrift_filter {
    struct oasdrift_list operations; /* operationIds */
    struct oasdrift_list methods;
    struct oasdrift_list paths; /* patterns of path templates: a star within a segment, two stars as
                                   a segment for any number of segments */
    struct oasdrift_list tags;
};

/* Zero, NULL and false mean the default everywhere. */
struct oasdrift_options {
    /* check, run, mock: the description. lint: further ones in `inputs`. validate: the schema. */
    const char *description;
    /* check: recordings, or directories of them ("-": standard input). validate: instances. */
    struct oasdrift_list inputs;

    struct oasdrift_list reports; /* "FORMAT" or "FORMAT=FILE"; oasdrift_report_format lists them */
    struct oasdrift_list rule_sets; /* files, or names that come with the program; later ones win */
    const char *fail_on;            /* "error" (default), "warning", "info", "never" */
    const char *formats;            /* "standard" (default), "off", "warn", "error" */
    /* The recordings' format (oasdrift_recording_format); default: recognised. validate: "json",
       "ndjson", "yaml"; default: by each instance's name. */
    const char *from;
    struct oasdrift_list against;    /* check: recordings that `inputs` are compared with */
    bool trace;                      /* validate: every step of the schema's program, as messages */
    const char *dialect;             /* validate: "draft4", "2020-12", ...; default: $schema */
    struct oasdrift_list allow_refs; /* folders that $ref may also lead to, and "host" or
                                        "host:port" that it may be fetched from */
    struct oasdrift_list uri_maps;   /* "PREFIX=PATH": URIs served from local files */
    struct oasdrift_list overlays;   /* Overlay 1.0 files, applied to the description in order */
    struct oasdrift_list servers;    /* further bases under which the API was recorded or lives */
    bool only_servers;    /* exchanges with a host that no server names are left out, and counted */
    const char *baseline; /* file of accepted findings: they do not count */
    const char *write_baseline;          /* file to take this run's findings into */
    bool prune;                          /* and to drop from it what is not found any more */
    struct oasdrift_filter only, except; /* operations that are meant, that are not */
    bool require_complete;               /* anything not checked makes the exit code 3 */
    bool exit_zero;                      /* findings do not change the exit code */
    bool allow_empty;                    /* nothing judged is no failure */
    bool reproducible;                   /* no times in reports */
    bool each_exchange;                  /* ndjson: one event per exchange, too */
    /* check: "I/N", "auto" or "auto/N": only one part of the recordings is judged; how they are
       divided: "auto" (default), "records", "files", "ranges", "input". source/share.h tells more.
     */
    const char *shard, *shard_by;
    const char *run_id; /* in event files; default: made of descriptions and names of recordings */
    bool no_coverage;   /* values are not looked at for coverage and drift */
    const char *coverage_fail_under; /* "operations=100,responses=80" */
    const char *changed_since;       /* a description: coverage is asked of what differs from it */
    uint64_t drift_after; /* observations before rules drift.* say something; default 30 */
    bool colour;          /* of text reports on standard output */
    int verbosity;        /* -1: errors only, 0, 1 */
    uint64_t threads; /* check, validate; default: as many as there are processors. The same output,
                         whatever the number */
    bool progress;    /* validate: how far it is, on standard error, a line rewritten in place */

    /* run */
    const char *url;                 /* the server's base URL */
    struct oasdrift_list headers;    /* "Name: value" */
    struct oasdrift_list parameters; /* "NAME=VALUE" */
    struct oasdrift_list resolve;    /* "HOST:PORT:ADDRESS", as curl's */
    bool all_methods;                /* not only GET, HEAD, OPTIONS, QUERY */
    bool insecure;
    bool dry_run; /* print curl commands, send nothing */
    const char *user, *ca_file, *cert, *key, *proxy, *unix_socket; /* as curl's options */
    uint64_t max_time_ms, connect_timeout_ms;                      /* one transfer */
    uint64_t concurrency;                                          /* transfers in flight */
    uint64_t max_cases;                                            /* requests sent at most */

    /* suggest */
    bool apply;         /* write the changed description instead of the overlay */
    const char *output; /* where to; NULL or "-": standard output. A name that ends in .json gets
                           JSON; else an overlay is YAML, a description what it was */

    /* mock */
    uint64_t port; /* 0: any free one */

    /* Becomes non-zero (from a signal handler) to stop early; reports are still finished. */
    const volatile int *interrupted;
    /* Where messages for people go, without a newline; NULL: standard error. */
    void (*message)(void *context, const char *text);
    void *context;
};

/* Judges recorded exchanges. */
OASDRIFT_API int oasdrift_check(const struct oasdrift_options *options);
/* Fires the description's requests at options->url and judges the answers. Credentials of a
   security scheme come from the environment: OASDRIFT_AUTH_<SCHEME>, the name in capitals. */
OASDRIFT_API int oasdrift_run(const struct oasdrift_options *options);
/* The event files (reports as ndjson) of a run's shards, in `inputs`, to one report. Uses reports,
   fail_on, require_complete, exit_zero, allow_empty, reproducible. OASDRIFT_INCOMPLETE when a shard
   is missing; OASDRIFT_UNUSABLE when they are not of one run. */
OASDRIFT_API int oasdrift_merge(const struct oasdrift_options *options);
/* Judges descriptions: structure, references, patterns, examples and defaults. */
OASDRIFT_API int oasdrift_lint(const struct oasdrift_options *options);
/* JSON Schema alone: the schema at `description` against each instance: a JSON file, each document
   of a YAML file, each line of an NDJSON file. Reports: text, json, junit, junit-strict. */
OASDRIFT_API int oasdrift_validate(const struct oasdrift_options *options);
/* Accepts what oasdrift_check finds: brings options->write_baseline up to date and tells, as a
   message, what that came to. Findings leave the exit code at OASDRIFT_OK; reports are made only
   when asked for. */
OASDRIFT_API int oasdrift_baseline(const struct oasdrift_options *options);
/* Judges recorded exchanges as oasdrift_check does, and writes an Overlay 1.0 that would make the
   description say what was seen in them, or with options->apply the description so changed.
   Findings do not change the exit code; reports are written only where asked for. */
OASDRIFT_API int oasdrift_suggest(const struct oasdrift_options *options);
/* Serves the description's examples on loopback until *options->interrupted. Prints
   "listening on URL" on standard output first. */
OASDRIFT_API int oasdrift_mock(const struct oasdrift_options *options);

/* Prints what a schema was compiled to on standard output. `description` is a JSON or YAML file
   with a schema, or FILE#/JSON/POINTER to one inside it, such as api.yaml#/components/schemas/Pet.
 */
OASDRIFT_API int oasdrift_explain_program(const struct oasdrift_options *options);

/* Prints the operations of a description, webhooks and callbacks included; with inputs {METHOD,
   URL} which one such a request hits, and why: OASDRIFT_FINDINGS when it hits none. Reports:
   "text", "json". */
OASDRIFT_API int oasdrift_explain_routes(const struct oasdrift_options *options);

/* Prints the rules in force with options->rule_sets, each with the file and line it comes from. */
OASDRIFT_API int oasdrift_explain_rules(const struct oasdrift_options *options);

/* A setting of a configuration file: a value, or one of a list. */
struct oasdrift_setting {
    const char *command; /* under whose name it stands; NULL: at the top, for all */
    const char *name;    /* of an option, without "--" */
    const char *value;   /* a text, the digits of a number, "true" or "false" */
    const char *place;   /* "FILE:LINE:COLUMN" */
};
/* Reads a YAML file of option names and values, with a section (an object) for what is of one
   command only, and calls `setting` for each in their order until it returns false. Returns false
   then, and when the file cannot be read, with the reason in message (at most size bytes). */
OASDRIFT_API bool oasdrift_read_settings(const char *file,
                                         bool (*setting)(void *context,
                                                         const struct oasdrift_setting *setting),
                                         void *context, char *message, size_t size);

/* A rule's page, or a diagnostic's (run.*), NUL-terminated Markdown; NULL when there is no such
   rule. *length may be NULL. */
OASDRIFT_API const char *oasdrift_rule_page(const char *rule, size_t *length);
/* The rule ids, in order, then those of diagnostics; NULL past the end. */
OASDRIFT_API const char *oasdrift_rule_id(size_t index);
/* The rule sets that come with the program, "strict" and others, into name; false past the end. */
OASDRIFT_API bool oasdrift_rule_set(size_t index, char *name, size_t size);
/* The report formats in order; *summary (may be NULL) gets a line of help. NULL past the end. */
OASDRIFT_API const char *oasdrift_report_format(size_t index, const char **summary);
/* The formats of recordings, likewise. */
OASDRIFT_API const char *oasdrift_recording_format(size_t index, const char **summary);
/* "0.1.0" */
OASDRIFT_API const char *oasdrift_version(void);
/* The libraries in use, in one line: "jansson 2.14, pcre2 10.42, ..." (static storage). */
OASDRIFT_API const char *oasdrift_libraries(void);

#ifdef __cplusplus
}
#endif

#endif
