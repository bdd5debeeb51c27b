/* A finding in words, as people read it: the same in text and JUnit. All that comes from outside is
   escaped (base/escape.h). */
#ifndef OASDRIFT_REPORT_FINDING_TEXT_H
#define OASDRIFT_REPORT_FINDING_TEXT_H

#include "finding/finding.h"

struct strbuf;

/* Sequences for a terminal; all "" without colour. */
struct palette {
    const char *error, *warning, *info, *caret, *strong, *plain;
};
const struct palette *palette_of(bool colour);

/* "response body /items/3/id: expected integer, found string "17a" [response.body-schema.type]" */
void finding_text_message(struct strbuf *out, const struct finding *finding);
/* The whole first line, with place and severity before it. */
void finding_text_headline(struct strbuf *out, const struct finding *finding,
                           const struct palette *palette);
/* The source line with a line of carets under it; nothing without an excerpt. */
void finding_text_excerpt(struct strbuf *out, const struct finding *finding,
                          const struct palette *palette);
/* "  GET /pets 200 application/json · session.har entry 118 · and 12 more like it" */
void finding_text_exchange(struct strbuf *out, const struct finding *finding);
/* "  also: ..." for the samples behind the first. */
void finding_text_samples(struct strbuf *out, const struct finding *finding);
/* "  reproduce: curl ..."; nothing when there is no command. */
void finding_text_reproduce(struct strbuf *out, const struct finding *finding);

/* "session.har entry 7: the entry has no request": the source once, though most messages begin with
   it (as file:line:column). */
void diagnostic_text_source(struct strbuf *out, const struct diagnostic *diagnostic);
void diagnostic_text(struct strbuf *out, const struct diagnostic *diagnostic);

/* "GET /pets"; "no operation" when the name is absent. */
void operation_text(struct strbuf *out, const struct operation_name *name);
/* "response body", "request path parameter" ... */
const char *part_text(enum part part, bool named);

#endif
