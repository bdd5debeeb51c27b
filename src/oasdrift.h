/* liboasdrift: tells whether an HTTP API is still what its OpenAPI description says.
 *
 * One call is one command of the program. What a call cannot do without are its parameters; the
 * rest are options, in groups as the help of the program has them:
 *
 *     const char *files[] = {"session.har"}, *wanted[] = {"text", "junit=drift.xml"};
 *     const struct oasdrift_list recordings = {files, 1};
 *     const struct oasdrift_check_options options = {
 *         .outcome = {.reports = {wanted, 2}, .fail_on = "warning"},
 *         .rules = {.baseline = "accepted.json"},
 *     };
 *     int code = oasdrift_check("openapi.yaml", &recordings, &options);
 *
 * (The baseline must exist; oasdrift_baseline writes it.)
 *
 * Options: zero, NULL and false mean the default everywhere, so name what differs and leave out the
 * rest. Options as a whole may be NULL; of the parameters those may be NULL of which it is said.
 *
 * Memory: everything passed in is borrowed for the length of the call, and nothing is handed out to
 * be freed. Texts are NUL-terminated UTF-8; paths are as the system has them.
 *
 * Output: reports go where they were asked to go, and a text report to standard output when none
 * was asked for; messages for people go to terminal.message, or to standard error. No output may be
 * a file that the call reads (but a baseline that is brought up to date), or another output, by
 * whatever names: that is OASDRIFT_UNUSABLE, and nothing is written. Folders are not made.
 *
 * Threads: calls share no state; different threads may run different calls at the same time.
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

/* What every call that returns int returns; the meanings never change. */
enum oasdrift_exit {
    OASDRIFT_OK = 0,         /* no finding at or above fail_on */
    OASDRIFT_FINDINGS = 1,   /* findings */
    OASDRIFT_UNUSABLE = 2,   /* options, configuration or description */
    OASDRIFT_INCOMPLETE = 3, /* something could not be looked at, or nothing was judged */
    OASDRIFT_INTERNAL = 4,   /* a defect of oasdrift, or its output could not be written */
    OASDRIFT_INTERRUPTED = 130
};

/* Several strings; {NULL, 0} is none. */
struct oasdrift_list {
    const char *const *items;
    size_t count;
};

/* ---- groups of options ---- */

/* Reports, and what makes the exit code. */
struct oasdrift_outcome_options {
    struct oasdrift_list reports; /* "FORMAT" or "FORMAT=FILE" ("-" or none: standard output), each
                                     to a place of its own; oasdrift_report_format lists formats.
                                     Default: "text" */
    const char *fail_on;          /* findings from this severity on make OASDRIFT_FINDINGS: "error"
                                     (default), "warning", "info", "never" */
    const char *values;           /* of what was recorded, reports, baselines and messages show:
                                     "redacted" (default): all but secrets; "none": kinds, lengths
                                     and what the description holds */
    uint64_t max_findings;        /* entries of text, markdown, html, github and gitlab reports at
                                     most, each of one cause; 0: as many as the format has room for */
    const char *history;          /* a folder with event files (*.ndjson) of earlier runs: the html
                                     report shows how it went, and what is new; NULL: none */
    bool require_complete;        /* anything that was not checked makes OASDRIFT_INCOMPLETE */
    bool exit_zero;               /* findings do not change the exit code */
    bool allow_empty;             /* nothing judged is no failure */
    bool reproducible;            /* no times in reports */
    struct oasdrift_list read_already; /* files that the caller has read, as its configuration: no
                                          output may be one of them */
    struct oasdrift_list unknown_settings; /* sentences about what was asked for by a name that
                                              nobody knows: each makes the run incomplete */
};

/* What is found worth telling: rules, what is accepted already, limits for the whole. */
struct oasdrift_rule_options {
    struct oasdrift_list sets;  /* files, or names that come with the program (oasdrift_rule_set);
                                   where two say something of one rule, the later one holds */
    const char *baseline;       /* file of accepted findings: they do not count */
    const char *write_baseline; /* file that this run's findings are taken into; made when it is not
                                   there */
    bool prune;                 /* and findings that are not found any more are dropped from it */
    const char *coverage_fail_under; /* percentages: "operations=100,responses=80"; a finding when
                                        less was exercised */
    uint64_t drift_after;            /* observations before rules drift.* tell anything; 0: 30 */
};

/* How a description is read. */
struct oasdrift_description_options {
    struct oasdrift_list overlays;   /* Overlay 1.0 files, applied in their order */
    struct oasdrift_list allow_refs; /* folders that $ref may lead to beyond the description's own
                                        repository, and hosts ("host" or "host:port") that it may
                                        be fetched from. Default: none */
    struct oasdrift_list uri_maps;   /* "PREFIX=PATH": $ref to URIs that begin so leads to files */
    struct oasdrift_list servers;    /* URLs or paths ("/api/v1"): bases under which the API was
                                        recorded or lives, beside those that the description has */
    const char *formats; /* what a broken `format` is worth: "standard" (an error where its grammar
                            leaves no doubt, else a warning), "off", "warn", "error". Default:
                            "standard"; of a schema that is no description's: "error" */
};

/* Those operations that fit one value of each list that is not empty. */
struct oasdrift_filter {
    struct oasdrift_list operations; /* operationIds */
    struct oasdrift_list methods;
    struct oasdrift_list paths; /* patterns of path templates: a star stands for anything within a
                                   segment, two stars as a segment for any number of segments */
    struct oasdrift_list tags;
};

/* Which operations are meant, and what of them is looked at. */
struct oasdrift_operation_options {
    struct oasdrift_filter only, except; /* what is meant, what is not. Default: all */
    bool only_servers;         /* exchanges with a host that no server names are left out; they are
                                  counted */
    const char *changed_since; /* a description: coverage is asked only of operations that differ
                                  from it */
    bool no_coverage;          /* values are not looked at for coverage and drift */
    bool each_exchange;        /* reports as ndjson get one event per exchange, too */
};

/* How recordings are read. */
struct oasdrift_recording_options {
    const char *from;  /* their format (oasdrift_recording_format). Default: what each one looks
                          like */
    const char *shard; /* judge only one part of them: "I/N" (I from 1), "auto" or "auto/N" (by the
                          variables of the engine that runs the parts). Default: all of them */
    const char *shard_by; /* how they are divided: "records", "files" (whole ones), "ranges" (of
                             bytes, of HAR lines), "input" (this is a part already), "auto"
                             (default: ranges where they can be had, else records) */
    const char *run_id;   /* what the parts of one run share in their event files. Default: made of
                             the descriptions and the names of the recordings */
    uint64_t threads;     /* that judge; 0: one for each processor. The output is the same */
};

/* How a server is spoken to. The names are curl's where curl has one; NULL: not set. */
struct oasdrift_live_options {
    struct oasdrift_list headers; /* "Name: value", added to every request */
    const char *user;             /* "USER:PASSWORD", HTTP basic credentials */
    bool insecure;                /* TLS certificates are not verified */
    const char *ca_file;          /* PEM: certificates to trust. Default: the system's */
    const char *cert, *key;       /* PEM: client certificate, and its private key */
    const char *proxy;            /* URL */
    struct oasdrift_list resolve; /* "HOST:PORT:ADDRESS" */
    const char *unix_socket;      /* path of a socket to connect through */
    uint64_t concurrency;         /* transfers at once; 0: 8 */
    uint64_t max_time_ms;         /* of one transfer; 0: 30,000 */
    uint64_t connect_timeout_ms;  /* 0: 5,000 */
};

/* What people see of a call, and how they stop it. */
struct oasdrift_terminal_options {
    /* Stops the call early when it becomes non-zero, as in a signal handler; reports are finished
       all the same. NULL: nothing stops it. */
    const volatile int *interrupted;
    /* Gets each message for people, without a newline. NULL: a line on standard error. */
    void (*message)(void *context, const char *text);
    void *context;  /* handed to message */
    int verbosity;  /* of text reports and messages: -1 only what counts, 0, 1 everything */
    bool colour;    /* in text reports on standard output */
    size_t columns; /* that these are laid out for; 0: 80 */
};

/* An API, where a call is about several. What it has goes before what the options of the call have
   of the same kind. */
struct oasdrift_api {
    const char *name;                /* its own, by which reports tell it from others; NULL: it is
                                        the only one */
    const char *description;         /* a file, of which no other API has the same */
    struct oasdrift_list recordings; /* files, directories of them, or "-": standard input */
    const char *url;                 /* the base under which it lives; of a live run: where requests
                                        go. May be NULL */
    struct oasdrift_list servers;    /* as of struct oasdrift_description_options */
    struct oasdrift_list overlays;   /* likewise */
    struct oasdrift_list parameters; /* as of struct oasdrift_run_options */
    struct oasdrift_list headers;    /* as of struct oasdrift_live_options */
    bool aside;                      /* it is not judged: findings of the others are told apart as
                                        if it were, so that their fingerprints stay */
};

/* ---- judging ---- */

struct oasdrift_check_options {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules;
    struct oasdrift_description_options description;
    struct oasdrift_operation_options operations;
    struct oasdrift_recording_options recordings;
    struct oasdrift_terminal_options terminal;
    struct oasdrift_list against; /* other recordings: what differs from them is found, too; not
                                     with a shard of several, which is OASDRIFT_UNUSABLE */
};
/* Judges recorded exchanges by the description: a file, or a URL of http or https, which is fetched
   once. (So with all calls that take a description.) Recordings are files, directories of them,
   or "-": standard input. */
OASDRIFT_API int oasdrift_check(const char *description, const struct oasdrift_list *recordings,
                                const struct oasdrift_check_options *options);

/* The same of several APIs, as one run with one outcome: the recordings of each are judged by its
   description alone. */
OASDRIFT_API int oasdrift_check_apis(const struct oasdrift_api *apis, size_t count,
                                     const struct oasdrift_check_options *options);

/* Accepts what oasdrift_check finds: brings rules.write_baseline, which must be set, up to date and
   tells, as a message, what that came to. Findings leave the exit code at OASDRIFT_OK; reports are
   made only when asked for. */
OASDRIFT_API int oasdrift_baseline(const char *description, const struct oasdrift_list *recordings,
                                   const struct oasdrift_check_options *options);

OASDRIFT_API int oasdrift_baseline_apis(const struct oasdrift_api *apis, size_t count,
                                        const struct oasdrift_check_options *options);

struct oasdrift_run_options {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules;
    struct oasdrift_description_options description;
    struct oasdrift_operation_options operations;
    struct oasdrift_live_options live;
    struct oasdrift_terminal_options terminal;
    struct oasdrift_list parameters; /* "NAME=VALUE": values of parameters of any operation */
    bool all_methods;                /* not only GET, HEAD, OPTIONS, QUERY */
    uint64_t max_cases;              /* requests sent at most; 0: no limit */
    bool dry_run; /* print the requests as curl commands on standard output, send nothing */
};
/* Fires the description's requests at the server and judges its answers. url is followed by the
   operations' paths: the path of the description's server belongs into it. Credentials of a
   security scheme come from the environment: OASDRIFT_AUTH_<SCHEME>, the name in capitals. */
OASDRIFT_API int oasdrift_run(const char *description, const char *url,
                              const struct oasdrift_run_options *options);

/* The same of several APIs, each at its own url, as one run with one outcome. */
OASDRIFT_API int oasdrift_run_apis(const struct oasdrift_api *apis, size_t count,
                                   const struct oasdrift_run_options *options);

struct oasdrift_lint_options {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules;
    struct oasdrift_description_options description;
    struct oasdrift_operation_options operations;
    struct oasdrift_terminal_options terminal;
};
/* Judges descriptions themselves: structure, references, patterns, examples and defaults. */
OASDRIFT_API int oasdrift_lint(const struct oasdrift_list *descriptions,
                               const struct oasdrift_lint_options *options);

/* The same of several APIs: their descriptions, overlays and names. */
OASDRIFT_API int oasdrift_lint_apis(const struct oasdrift_api *apis, size_t count,
                                    const struct oasdrift_lint_options *options);

struct oasdrift_merge_options {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules; /* those of the shards, for what only the whole can break:
                                           drift.* and gate.*. Findings of shards that were judged
                                           without any are graded by them, where events tell enough;
                                           else OASDRIFT_UNUSABLE */
    struct oasdrift_terminal_options terminal;
    uint64_t expect; /* parts that must be there, shards or whole runs: one that is missing, or
                        was given other recordings, makes OASDRIFT_INCOMPLETE, whatever was found,
                        and a message names it. 0: as many shards as they say themselves */
};
/* The event files (reports as ndjson; "-": standard input) of one run's shards to one report.
   OASDRIFT_INCOMPLETE when a shard is missing, or was given other recordings than the others, and
   nothing was found; OASDRIFT_UNUSABLE when they are not of one run, were divided in different
   ways, or not the parts of `expect`. */
OASDRIFT_API int oasdrift_merge(const struct oasdrift_list *events,
                                const struct oasdrift_merge_options *options);

struct oasdrift_validate_options {
    struct oasdrift_outcome_options outcome;         /* one report at most */
    struct oasdrift_description_options description; /* of the schema's file */
    struct oasdrift_terminal_options terminal;
    const char *dialect; /* "draft4", "draft6", "draft7", "2019-09", "2020-12", "oas20", "oas30",
                            "oas31", "oas32". Default: $schema, or the version of the description
                            that the schema is of, else "2020-12" */
    const char *from;    /* format of the instances: "json", "ndjson", "yaml". Default: by the name
                            of each */
    uint64_t threads;    /* that judge; 0: one for each processor. The output is the same */
    bool trace;          /* every step of the compiled schema, as messages */
    bool progress;       /* how far it is, on standard error: a line that is rewritten in place */
};
/* JSON Schema alone: the schema against each instance, which is a JSON file, a document of a YAML
   file, or a line of an NDJSON file ("-": standard input). The schema is a file or URL, a place in
   one (FILE#/JSON/POINTER, such as api.yaml#/components/schemas/Pet), or the URI of a meta-schema.
 */
OASDRIFT_API int oasdrift_validate(const char *schema, const struct oasdrift_list *instances,
                                   const struct oasdrift_validate_options *options);

struct oasdrift_includes_options {
    struct oasdrift_description_options description; /* of the schemas' files */
    struct oasdrift_terminal_options terminal;
    const char *dialect; /* as of oasdrift_validate, of both */
    const char *report;  /* "json" or "json=FILE": the answer is that object; NULL: it is text */
    bool exit_zero;      /* a counterexample does not change the exit code */
};
/* Is every value of `narrow` a value of `wide`? Both are named as for oasdrift_validate.
   OASDRIFT_OK: yes, proved. OASDRIFT_FINDINGS: no; a counterexample is written on standard output,
   a line of JSON, and messages tell by which keywords `wide` refuses it. OASDRIFT_INCOMPLETE:
   undecided, and a message tells why. */
OASDRIFT_API int oasdrift_includes(const char *narrow, const char *wide,
                                   const struct oasdrift_includes_options *options);

/* ---- making something of a schema or description ---- */

struct oasdrift_generate_options {
    struct oasdrift_description_options description; /* of the schema's file */
    struct oasdrift_terminal_options terminal;
    const char *dialect;   /* as of oasdrift_validate */
    const char *direction; /* "request": what readOnly members require need not be there;
                              "response": the same of writeOnly; NULL: all is required */
    uint64_t count;        /* values at most, up to 1,000,000; 0: one, or with boundary and invalid
                              one for each boundary or keyword */
    uint64_t seed; /* 0: the simplest first; others: it begins at other values, always the same */
    bool boundary; /* values at the bounds of keywords: the least and the greatest number, each
                      length, each value of an enum, each branch, each property absent */
    struct oasdrift_list invalid; /* values that break just one keyword: those of these names, the
                                     ones at these JSON Pointers ("/properties/id/minimum" from the
                                     schema, "#/components/..." from its document), or "all", each
                                     in turn. With boundary: one step beyond its bound. None: values
                                     satisfy the schema */
};
/* Writes values of the schema, which is named as for oasdrift_validate, on standard output: a line
   of JSON each, no two equal. OASDRIFT_FINDINGS: it has none, proved. OASDRIFT_INCOMPLETE: whether
   there is one, or another one than those written, is undecided. Messages tell so. Fewer values
   than were asked for are OASDRIFT_OK where there are no more. With boundary or invalid the code is
   OASDRIFT_OK when there is a value for one of the keywords. */
OASDRIFT_API int oasdrift_generate(const char *schema,
                                   const struct oasdrift_generate_options *options);

struct oasdrift_suggest_options {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules;
    struct oasdrift_description_options description;
    struct oasdrift_operation_options operations;
    struct oasdrift_recording_options recordings; /* one thread, whatever `threads` says */
    struct oasdrift_terminal_options terminal;
    const char *output; /* file to write; NULL or "-": standard output. By .json, .yaml or .yml it
                           gets that; else an overlay is YAML, a description what it was */
    bool apply; /* write the changed description, not the overlay; a bundle, where other files
                   than its own change */
};
/* Judges recordings as oasdrift_check does, and writes an Overlay 1.0 that would make the
   description say what was seen in them. Findings do not change the exit code; reports are made
   only when asked for. */
OASDRIFT_API int oasdrift_suggest(const char *description, const struct oasdrift_list *recordings,
                                  const struct oasdrift_suggest_options *options);

struct oasdrift_bundle_options {
    struct oasdrift_description_options description;
    struct oasdrift_terminal_options terminal;
    const char *output; /* file to write; NULL or "-": standard output. By .json, .yaml or .yml it
                           gets that; else what the description is written in */
    struct oasdrift_list read_already; /* as of struct oasdrift_outcome_options */
};
/* Writes a description of many files as one document: members in their order, what a $ref leads to
   in other files as components, comments not kept. OASDRIFT_UNUSABLE, and no file, when something
   cannot be brought in; which is said. */
OASDRIFT_API int oasdrift_bundle(const char *description,
                                 const struct oasdrift_bundle_options *options);

struct oasdrift_mock_options {
    struct oasdrift_description_options description;
    struct oasdrift_terminal_options terminal; /* interrupted is what ends the call */
    uint64_t port;                             /* at most 65,535; 0: any free one */
};
/* Serves the description's examples on loopback until *terminal.interrupted. Prints "listening on
   URL" on standard output first, then "serving URL" for each base under which the paths lie. */
OASDRIFT_API int oasdrift_mock(const char *description,
                               const struct oasdrift_mock_options *options);

/* ---- explaining: on standard output, routes as reports ---- */

struct oasdrift_explain_program_options {
    struct oasdrift_description_options description; /* of the schema's file */
    struct oasdrift_terminal_options terminal;
    const char *dialect; /* as of oasdrift_validate */
};
/* What a schema was compiled to. It is named as for oasdrift_validate. */
OASDRIFT_API int oasdrift_explain_program(const char *schema,
                                          const struct oasdrift_explain_program_options *options);

struct oasdrift_explain_routes_options {
    struct oasdrift_description_options description;
    struct oasdrift_terminal_options terminal;
    struct oasdrift_list reports, read_already; /* as of struct oasdrift_outcome_options */
    const char *values;                         /* of the request; likewise */
};
/* The operations of a description, webhooks and callbacks included; or, with a method and a URL
   (else both are NULL), which one such a request hits, and why: OASDRIFT_FINDINGS when it hits
   none. */
OASDRIFT_API int oasdrift_explain_routes(const char *description, const char *method,
                                         const char *url,
                                         const struct oasdrift_explain_routes_options *options);

/* The rules in force with these rule sets, each with the file and line it comes from. Both may be
   NULL; sets are as in struct oasdrift_rule_options. */
OASDRIFT_API int oasdrift_explain_rules(const struct oasdrift_list *sets,
                                        const struct oasdrift_terminal_options *terminal);

/* ---- configuration files ---- */

/* What a project's is called. */
#define OASDRIFT_PROJECT_FILE ".oasdrift.yaml"

/* A setting of a configuration file: a value, or one of a list. */
struct oasdrift_setting {
    struct oasdrift_list sections; /* the names of the objects it stands in, the outermost first */
    struct oasdrift_list section_places; /* where each of these names stands */
    const char *name;
    const char *value; /* a text, the digits of a number, "true" or "false"; NULL: an object or a
                          list that has nothing in it, or null */
    bool in_list;      /* the value is an item of a list, or the list has none */
    const char *place; /* "FILE:LINE:COLUMN" */
};
/* Reads a YAML file of names and values, in objects of at most 8 levels, and calls `setting` for
   each value in their order until it returns false. found: nobody named the file; then it is read
   only where that cannot wait, so no pipe and no device is. Returns false when `setting` did, and
   when the file cannot be read, with the reason in message (at most size bytes). */
OASDRIFT_API bool oasdrift_read_settings(const char *file, bool found,
                                         bool (*setting)(void *context,
                                                         const struct oasdrift_setting *setting),
                                         void *context, char *message, size_t size);

/* Writes a first configuration, OASDRIFT_PROJECT_FILE, into the folder (NULL: the working
   directory): what descriptions and recordings it and the folders in it have. Says on standard
   output what was found and what could not be told. OASDRIFT_UNUSABLE where there is such a file,
   which stays as it is; OASDRIFT_INCOMPLETE where no description is found. terminal may be NULL. */
OASDRIFT_API int oasdrift_init(const char *folder,
                               const struct oasdrift_terminal_options *terminal);

/* The value of an option (its name without "--") as it may be shown, into shown (at most size
   bytes): without the values of headers, passwords, and secrets of URLs and parameters. */
OASDRIFT_API void oasdrift_show_setting(const char *option, const char *value, char *shown,
                                        size_t size);

/* ---- what the library knows of itself: all of it is static ---- */

/* A rule's page, or a diagnostic's (run.*), or "values": what reports show of recordings, and what
   they hide; NUL-terminated Markdown. NULL when there is no such rule. *length may be NULL. */
OASDRIFT_API const char *oasdrift_rule_page(const char *rule, size_t *length);
/* The rule ids, in order, then those of diagnostics; NULL past the end. */
OASDRIFT_API const char *oasdrift_rule_id(size_t index);
/* The rule sets that come with the program, "strict" and others, into name; false past the end. */
OASDRIFT_API bool oasdrift_rule_set(size_t index, char *name, size_t size);
/* What a report is about. */
enum oasdrift_subject {
    OASDRIFT_EVENTS,    /* a run: all calls but those below */
    OASDRIFT_INSTANCES, /* oasdrift_validate */
    OASDRIFT_ROUTES     /* oasdrift_explain_routes */
};
/* The report formats that can render it, in order; *summary (may be NULL) gets a line of help.
   NULL past the end. */
OASDRIFT_API const char *oasdrift_report_format(enum oasdrift_subject subject, size_t index,
                                                const char **summary);
/* The formats of recordings, likewise in order. */
OASDRIFT_API const char *oasdrift_recording_format(size_t index, const char **summary);
/* What coverage is measured in, likewise: names as coverage_fail_under has them. */
OASDRIFT_API const char *oasdrift_coverage_measure(size_t index, const char **summary);
/* "0.1.0" */
OASDRIFT_API const char *oasdrift_version(void);
/* The libraries in use, in one line: "jansson 2.14, pcre2 10.42, ..." (static storage). */
OASDRIFT_API const char *oasdrift_libraries(void);

#ifdef __cplusplus
}
#endif

#endif
