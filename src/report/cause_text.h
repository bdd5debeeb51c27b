/* An entry of report/causes.h as the text report shows it. */
#ifndef OASDRIFT_REPORT_CAUSE_TEXT_H
#define OASDRIFT_REPORT_CAUSE_TEXT_H

#include "report/causes.h"
#include "report/finding_text.h"
#include "report/renderer.h"

/* The first line: "openapi.yaml:22:31: error: GET /pets: response body /price: expected string,
   found number · 3 exchanges [response.body-schema.type]". */
void cause_text_headline(struct strbuf *out, const struct cause_entry *entry,
                         const struct report_style *style);
/* What stands under it: the line of the description, what was expected and what was found, where.
   Not the command that asks again. */
void cause_text_details(struct strbuf *out, const struct cause_entry *entry,
                        const struct report_style *style);
/* The lines of the exchange around the one that the finding is about, which is marked; few of them
   without -v. Nothing where there are none. */
void cause_text_exchange(struct strbuf *out, const struct finding *finding,
                         const struct report_style *style);

#endif
