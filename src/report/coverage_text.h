/* Coverage in words. */
#ifndef OASDRIFT_REPORT_COVERAGE_TEXT_H
#define OASDRIFT_REPORT_COVERAGE_TEXT_H

#include "event/event.h"

struct strbuf;

/* "parameter", "without parameter" */
const char *slot_kind_text(enum slot_kind kind);
/* How much was exercised, a line a measure, and what was not. */
void coverage_text(struct strbuf *out, const struct event_coverage *coverage);

#endif
