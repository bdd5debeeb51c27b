/* A finding in words; the formats that people read share them. All text that comes from outside is
   escaped (base/escape.h). */
#ifndef OASDRIFT_REPORT_FINDING_TEXT_H
#define OASDRIFT_REPORT_FINDING_TEXT_H

#include "finding/finding.h"
#include "report/palette.h"

struct strbuf;

/* "response body /items/3/id: expected integer, found string "17a"" */
void finding_text_what(struct strbuf *out, const struct finding *finding);
/* The same, with " [response.body-schema.type]". */
void finding_text_message(struct strbuf *out, const struct finding *finding);
/* "openapi.yaml:42:11", or the recording when the finding has no place in the description; may be
   nothing. */
void finding_text_place(struct strbuf *out, const struct finding *finding);
/* The same as a line begins with it: "openapi.yaml:42:11: ". */
void finding_text_begin(struct strbuf *out, const struct finding *finding);
/* " (known: REASON; owner WHO; TICKET; until DATE)" for a finding that is known or ignored; nothing
   for others. */
void finding_text_acceptance(struct strbuf *out, const struct finding *finding);
/* One line: place and severity, what, operation, rule and acceptance. */
void finding_text_headline(struct strbuf *out, const struct finding *finding);
/* The line of the description, and under it one with carets that mark the place; nothing without an
   excerpt. */
void finding_text_excerpt(struct strbuf *out, const struct finding *finding,
                          const struct palette *palette);
/* "  GET /pets 200 application/json · session.har entry 118 · and 12 more like it" */
void finding_text_exchange(struct strbuf *out, const struct finding *finding);
/* The same without the operation, where one was hit. */
void finding_text_answer(struct strbuf *out, const struct finding *finding);
/* "  also: ...", a line for each sample but the first. */
void finding_text_samples(struct strbuf *out, const struct finding *finding);
/* "  reproduce: curl ..."; nothing when there is no command. */
void finding_text_reproduce(struct strbuf *out, const struct finding *finding,
                            const struct palette *palette);

/* "session.har entry 7: ". Nothing when the message begins with the source, as most do
   ("session.har:3:1: ..."). */
void diagnostic_text_source(struct strbuf *out, const struct diagnostic *diagnostic);
void diagnostic_text(struct strbuf *out, const struct diagnostic *diagnostic);

/* What somebody else has named, escaped, a long name shortened (base/short_name.h). */
void name_text(struct strbuf *out, struct str name);
/* The same of a pointer: its tokens are names. */
void pointer_text(struct strbuf *out, struct str pointer);
/* A message or a reason, with long names in it shortened in the same way, as far as they stand
   without blanks. */
void sentence_text(struct strbuf *out, struct str text);

/* "GET /pets"; "no operation" when the name is absent. */
void operation_text(struct strbuf *out, const struct operation_name *name);
/* "response body", "request path parameter" ... */
const char *part_text(enum part part, bool named);
/* "response body /items/3/id: ". Nothing for a description, whose place the line begins with, and
   for a status, which the message names. named: as of part_text. */
void part_text_begin(struct strbuf *out, enum part part, bool named, struct str name,
                     struct str pointer);
/* "session.har entry 118" */
void sample_text(struct strbuf *out, const struct sample *sample);

#endif
