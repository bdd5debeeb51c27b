/* What a format consists of; for the files that implement one. A report is about one subject: the
   events of a run, instances, or routes. A format has a renderer for each subject it can render. */
#ifndef OASDRIFT_REPORT_RENDERER_H
#define OASDRIFT_REPORT_RENDERER_H

#include <stdio.h>

#include "event/event.h"
#include "openapi/route.h"
#include "validate/validate.h"

enum report_subject {
    REPORT_EVENTS,    /* check, run, lint, merge */
    REPORT_INSTANCES, /* validate */
    REPORT_ROUTES     /* explain routes */
};

struct report_style {
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool colour;           /* text to a terminal */
    size_t columns;        /* of text that is laid out; 0: 80 */
    uint64_t max_findings; /* entries of formats for people at most; 0: as many as the format has
                              room for */
    size_t room;           /* bytes that fit where the report goes; 0: as many as the format has */
    const char *history;   /* folder with event files of earlier runs, for html; NULL: none */
    int verbosity;         /* -1 quiet, 0, 1 */
    bool reproducible;     /* no times */
    bool complete;         /* --require-complete: what was not checked makes the run fail */
};

enum { REPORT_NOTICE_BYTES = 256 };

struct report {
    const struct report_format *format;
    enum report_subject subject;
    FILE *out; /* report.c checks that writing to it worked; renderers need not */
    struct report_style style;
    void *state; /* the renderer's own, from call to call */
    /* What whoever asked for the report is to know of it, as that its readers will not take it; set
       by the renderer. "": nothing. */
    char notice[REPORT_NOTICE_BYTES];
};

/* What report->state is: so many bytes, zero at first. */
struct renderer_state {
    size_t size;
    void (*release)(struct report *report); /* frees what the state points to; may be NULL */
};

/* ---- the events of a run ---- */

struct event_renderer {
    struct renderer_state state;
    /* Called for each event, in the order that event/event.h gives. */
    void (*event)(struct report *report, const struct event *event);
    /* Does the report use EVENT_COVERAGE? It takes time to make. NULL: always. */
    bool (*wants_coverage)(const struct report_style *style);
    /* Writes a line of an event file, given without its line feed, as it is: merge wants it when
       shards are missing. NULL: the format is not that of event files. */
    void (*line)(struct report *report, struct str line);
    /* The report shows what was sent: it is made of a run, and EVENT_EXCHANGE has it. */
    bool contents;
    /* The report is a folder: report->out takes its files (base/folder_output.h). */
    bool folder;
};

/* What a format without coverage puts there. */
bool renderer_wants_no_coverage(const struct report_style *style);

/* ---- instances ---- */

/* What is known at the end. */
struct instances_end {
    struct str schema; /* as the user named it */
    struct str time;   /* "2026-11-23T10:00:00Z": when judging began */
    bool empty;        /* nothing was judged, and that makes the exit code 3 */
};

struct instance_renderer {
    struct renderer_state state;
    /* Does the report show instances? If not, nothing below is called. NULL: always. */
    bool (*wants_instances)(const struct report_style *style);
    /* Adds what is to be said of one instance to the texts of its part; called on many threads at
       once. */
    void (*instance)(const struct validation *validation, struct strbuf *texts);
    /* Writes a part; they come in the order of the instances. */
    void (*part)(struct report *report, const struct validation_part *part);
    /* Writes what is left to write; may be NULL. */
    void (*end)(struct report *report, const struct instances_end *end);
};

/* ---- routes ---- */

struct routes_request {
    struct str method, url; /* the URL as it may be shown */
    const struct route_explanation *explanation;
};

/* What is shown: the route of one request, or every operation, with webhooks and callbacks if
   openapi_list_calls was called. */
struct routes {
    const struct api *api;
    const struct routes_request *request; /* NULL: every operation */
};

typedef void routes_renderer(struct report *report, const struct routes *routes);

/* ---- the table ---- */

struct report_format {
    const char *name;    /* as in --report junit=FILE */
    const char *summary; /* for --help */
    /* NULL where the format cannot render the subject. */
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
