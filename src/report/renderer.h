/* What a format is made of; for the files of the formats. A report tells of one subject: the events
   of a run, instances, or routes. A format has a renderer for each subject that it can tell of. */
#ifndef OASDRIFT_REPORT_RENDERER_H
#define OASDRIFT_REPORT_RENDERER_H

#include <stdio.h>

#include "event/event.h"
#include "openapi/openapi.h"
#include "validate/validate.h"

enum report_subject {
    REPORT_EVENTS,    /* check, run, lint, merge */
    REPORT_INSTANCES, /* validate */
    REPORT_ROUTES     /* explain routes */
};

struct report_style {
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool colour;           /* text to a terminal */
    int verbosity;         /* -1 quiet, 0, 1 */
    bool reproducible;     /* no times */
    bool complete;         /* --require-complete: what was not checked makes the run fail */
};

struct report {
    const struct report_format *format;
    enum report_subject subject;
    FILE *out; /* renderers write to it and need not look whether that worked */
    struct report_style style;
    void *state; /* what the renderer keeps from call to call */
};

/* What a renderer keeps: so many bytes at report->state, zero at first. */
struct renderer_state {
    size_t size;
    void (*release)(struct report *report); /* frees what they point to; NULL: nothing */
};

/* ---- the events of a run ---- */

struct event_renderer {
    struct renderer_state state;
    /* Events come in the order that event/event.h tells. */
    void (*event)(struct report *report, const struct event *event);
    /* Does EVENT_COVERAGE make a difference? To list every operation takes time. NULL: it does. */
    bool (*wants_coverage)(const struct report_style *style);
    /* A line of an event file, without its end, written as it is: what merge makes of some of the
       shards. NULL: the format cannot. */
    void (*line)(struct report *report, struct str line);
};

/* ---- instances ---- */

/* Told at the end. */
struct instances_end {
    struct str schema; /* as the user named it */
    struct str time;   /* "2026-11-23T10:00:00Z": when it began */
};

struct instance_renderer {
    struct renderer_state state;
    /* false: only the counts are wanted, and nothing below is called. NULL: true. */
    bool (*wants_instances)(const struct report_style *style);
    /* Writes of one instance to the texts of its part; called on many threads at once. */
    void (*instance)(const struct validation *validation, struct strbuf *texts);
    /* The parts come in their order. */
    void (*part)(struct report *report, const struct validation_part *part);
    void (*end)(struct report *report, const struct instances_end *end); /* NULL: nothing is left */
};

/* ---- routes ---- */

struct routes_request {
    struct str method, url; /* the URL as it may be shown */
    const struct route_explanation *explanation;
};

/* What is told: one request, or every operation (webhooks and callbacks included, if
   openapi_list_calls was called). */
struct routes {
    const struct api *api;
    const struct routes_request *request; /* NULL: every operation */
};

typedef void routes_renderer(struct report *report, const struct routes *routes);

/* ---- the table ---- */

struct report_format {
    const char *name;    /* as in --report junit=FILE */
    const char *summary; /* for --help */
    /* NULL: the format cannot tell of it. */
    const struct event_renderer *events;
    const struct instance_renderer *instances;
    routes_renderer *routes;
};

/* What the rows of formats.def name. */
#define EVENTS(name)    extern const struct event_renderer name##_events;
#define INSTANCES(name) extern const struct instance_renderer name##_instances;
#define ROUTES(name)    extern routes_renderer name##_routes;
#define NOTHING
#define FORMAT(name, summary, events, instances, routes) events instances routes
#include "report/formats.def"
#undef EVENTS
#undef INSTANCES
#undef ROUTES
#undef NOTHING
#undef FORMAT

#endif
