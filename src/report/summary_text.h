/* What a run came to, in a few lines. */
#ifndef OASDRIFT_REPORT_SUMMARY_TEXT_H
#define OASDRIFT_REPORT_SUMMARY_TEXT_H

#include "report/causes.h"
#include "report/renderer.h"

struct strbuf;

struct summary {
    const struct event_end *end;
    bool has_exchanges;          /* lint has none */
    uint64_t unobserved;         /* findings of drift.* that were not shown */
    const struct causes *causes; /* that were */
};

void summary_text(struct strbuf *out, const struct summary *summary,
                  const struct report_style *style);

/* What the exit code means: "exit 1: findings (--fail-on error)". */
void summary_verdict(struct strbuf *out, enum severity fail_on, const struct event_end *end);

/* Parts of it, without line feeds at their ends. */

/* "5 exchanges, 1 of 2 operations" */
void summary_exchanges(struct strbuf *out, const struct event_end *end);
/* "2 errors, 1 warning, 0 info; 4 not checked" */
void summary_findings(struct strbuf *out, const struct summary *summary);
/* "3 new, 12 known, 2 resolved"; nothing where there is no baseline. */
void summary_baseline(struct strbuf *out, const struct baseline_tally *tally);

#endif
