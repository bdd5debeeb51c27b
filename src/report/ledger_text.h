/* What was not checked, for people: an entry a reason, with the operations that have it. */
#ifndef OASDRIFT_REPORT_LEDGER_TEXT_H
#define OASDRIFT_REPORT_LEDGER_TEXT_H

#include "report/renderer.h"

struct strbuf;

/* "not checked:" and a line or more for each reason; nothing where there is none. findings: sorted,
   as they come from a run. */
void ledger_text(struct strbuf *out, const struct findings *findings,
                 const struct report_style *style);

#endif
