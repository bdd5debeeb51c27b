/* An entry of report/causes.h in words; the formats that people read share them. All text that
   comes from outside is escaped (base/escape.h); there are no line feeds in it but those of
   cause_with_it. */
#ifndef OASDRIFT_REPORT_CAUSE_WORDS_H
#define OASDRIFT_REPORT_CAUSE_WORDS_H

#include "report/causes.h"

struct strbuf;

/* "response body /price/amount"; of several places what their ends share, ".../amount", or else
   their beginnings, "/price/...". Nothing for the description itself, and for a status, which the
   message names. */
void cause_where(struct strbuf *out, const struct cause_entry *entry);
/* The message; of several undocumented properties of an object, their names, all or the first ones:
   "no schema describes these 3 properties: a, b, c"; of a value that fits no branch, what breaks
   the one that comes nearest. */
void cause_what(struct strbuf *out, const struct cause_entry *entry, bool all);
/* What the cause explains, the first ones: "with it: openapi.yaml:12:7: response body /pet: fits
   none of the 2 schemas of anyOf; ...", each behind `indent` and with a line feed. */
void cause_with_it(struct strbuf *out, const struct cause_entry *entry, const char *indent);
/* "40 operations, 120 exchanges"; of one operation "120 exchanges" or nothing for a single one; of
   paths that are not described also by their methods: "7 exchanges (6 GET, 1 POST)"; of the
   description, its places: "3 places". */
void cause_reach(struct strbuf *out, const struct cause_entry *entry);
/* "GET /pets" of an entry of one operation; nothing for others, and for the description. */
void cause_operation_name(struct strbuf *out, const struct cause_entry *entry);
/* "where: what" */
void cause_sentence(struct strbuf *out, const struct cause_entry *entry);
/* "GET /pets: where: what", for formats with one text an entry. */
void cause_headline(struct strbuf *out, const struct cause_entry *entry);
/* Adds " · " and the reach, where there is one. */
void cause_reach_behind(struct strbuf *out, const struct cause_entry *entry);
/* "response.body-schema.type" */
void cause_rule(struct strbuf *out, const struct cause_entry *entry);

/* How often the operation has it: in so many exchanges, or else findings. */
uint64_t cause_times(const struct cause_operation *operation);

#endif
