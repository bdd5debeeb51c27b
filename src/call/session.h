/* What a call with a run works with: descriptions, rules, reports, baselines, the run. Loaded,
   started, finished:

       session_init(&session, &options);
       session_claim(&session, &outputs, &err);
       session_load(&session, "openapi.yaml", &err);
       session_start(&session, &task, &err);
       ... what is judged goes to session.run ...
       code = session_finish(&session, &err);
       session_release(&session); */
#ifndef OASDRIFT_CALL_SESSION_H
#define OASDRIFT_CALL_SESSION_H

#include "call/accepted.h"
#include "call/description.h"
#include "call/outputs.h"
#include "oasdrift.h"
#include "redact/redaction.h"
#include "run/run.h"

/* The groups of options that every such call has: borrowed. */
struct session_options {
    const struct oasdrift_outcome_options *outcome;
    const struct oasdrift_rule_options *rules;
    const struct oasdrift_description_options *description;
    const struct oasdrift_operation_options *operations;
    const struct oasdrift_terminal_options *terminal;
};

/* What a call writes beside reports and baselines. */
struct session_outputs {
    bool by_product;  /* only reports that were asked for are made */
    const char *kind; /* "overlay"; NULL: nothing else */
    const char *path; /* "-": standard output */
};

struct session {
    struct file_uses uses;
    struct session_options options;
    struct descriptions descriptions;
    struct rules *rules;
    struct redaction *redaction;
    struct outputs outputs;
    struct accepted accepted;
    struct changed *changed;  /* what differs from descriptions.old; NULL: nobody asks */
    struct run *run;          /* once it is started */
    enum shown_values values; /* of what was recorded; once the outputs are claimed */
    struct arena arena;
};

/* What a call asks of its run, beside the options. */
struct session_task {
    const char *command;         /* as reports name it */
    const char *run_id;          /* NULL: made of the command, the descriptions and `judged` */
    struct oasdrift_list judged; /* paths of what is judged beside the first description */
    struct shard shard;          /* 0 of 0: all of it */
    size_t threads;              /* 0: one for each processor */
    bool by_product; /* what is found is a by-product of the call: it does not change the exit code,
                        and only reports that were asked for are made */
    const struct run_target *targets; /* of a live run, one for each description; else NULL */
    struct run_listener listener;
    struct event_sink also; /* gets what the reports get; .event NULL: nobody */
};

void session_init(struct session *session, const struct session_options *options);
void session_release(struct session *session);
/* Finds out what the call writes, before anything is read; false and err: something would be
   written twice, or over a baseline or the configuration. */
bool session_claim(struct session *session, const struct session_outputs *outputs,
                   struct error *err);
/* Loads a description; may be called several times, before session_start. */
bool session_load(struct session *session, const char *path, struct error *err);
/* The same with what else its API has; of one that is aside, its path is noted alone. */
bool session_load_api(struct session *session, const struct oasdrift_api *api, struct error *err);
/* All of them; each must have operations, and of several each a name of its own. */
bool session_load_apis(struct session *session, const struct oasdrift_api *apis, size_t count,
                       struct error *err);
/* The first description that was loaded. */
struct api *session_api(const struct session *session);
/* How many there are, and the one of that number. */
size_t session_api_count(const struct session *session);
struct api *session_api_at(const struct session *session, size_t index);
/* Is it a parameter of none of the APIs that it is given to? Then *text (in the session's arena)
   says so. */
bool session_unknown_parameter(struct session *session, const struct run_target *targets,
                               size_t api, size_t index, struct str *text);
/* Opens rules, baselines and reports, and starts the run. */
bool session_start(struct session *session, const struct session_task *task, struct error *err);
/* Ends the run and puts reports and baselines in their places; not when something was read along
   the way that is one of them. Returns the exit code; an error is said. */
int session_finish(struct session *session, struct error *err);

#endif
