/* What most formats share: their records come out of one JSON text (struct record_layout), or one a
   line, and each is read alone, so that only a broken record itself is lost. */
#ifndef OASDRIFT_SOURCE_RECORD_SOURCE_H
#define OASDRIFT_SOURCE_RECORD_SOURCE_H

#include "document/node.h"
#include "source/source.h"
#include "stream/record_reader.h"

/* ---- forms of recordings, for the rows of the table ---- */

extern const struct record_form record_form_json;  /* by type->layout */
extern const struct record_form record_form_lines; /* a JSON text a line, none on a blank one */
extern const struct record_form
    record_form_text_lines; /* the same, and the format reads the text */

/* ---- for their read functions ---- */

/* The record's text as JSON, in source->arena; NULL: a failure, with its place in the recording. */
const struct node *record_read_json(struct source *source, const struct record *record,
                                    struct error *err);
/* The record is broken: raises err with its place and returns SOURCE_SKIPPED. */
enum source_step record_broken(const struct source *source, const struct record *record,
                               struct error *err, const char *what);
/* The record gives nothing to judge, and why: SOURCE_SKIPPED. */
enum source_step record_skipped(struct exchange *exchange, struct str reason);

#endif
