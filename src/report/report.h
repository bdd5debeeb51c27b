/* Events to a format: one file and one struct of functions each. */
#ifndef OASDRIFT_REPORT_REPORT_H
#define OASDRIFT_REPORT_REPORT_H

#include <stdio.h>

#include "event/event.h"

struct report_style {
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool colour;           /* text to a terminal */
    int verbosity;         /* -1 quiet, 0, 1 */
    bool reproducible;     /* no times */
    bool complete;         /* --require-complete: what was not checked makes the run fail */
};

struct report;

struct report_type {
    const char *name;    /* as in --report junit=FILE */
    const char *summary; /* for --help */
    size_t state_size;   /* zeroed bytes of the type's own at report->state */
    bool (*event)(struct report *report, const struct event *event, struct error *err);
    void (*release)(struct report *report); /* frees what state holds; may be NULL */
    bool (*wants_coverage)(const struct report_style *style); /* NULL: always */
};

struct report {
    const struct report_type *type;
    FILE *out;
    struct report_style style;
    void *state;
};

/* NULL when there is no such format. */
const struct report_type *report_type_by_name(struct str name);
/* All of them, in the order of --help; NULL ends the list. */
const struct report_type *const *report_types(void);

/* out stays the caller's. */
void report_init(struct report *report, const struct report_type *type, FILE *out,
                 const struct report_style *style);
/* Whether EVENT_COVERAGE makes a difference to it; listing every operation has its price. */
bool report_wants_coverage(const struct report *report);
bool report_event(struct report *report, const struct event *event, struct error *err);
void report_release(struct report *report);

#endif
