/* What most formats share: their records come out of one JSON text (struct record_layout), or one a
   line, and each is read alone, so that only a broken record itself is lost. */
#ifndef OASDRIFT_SOURCE_RECORD_SOURCE_H
#define OASDRIFT_SOURCE_RECORD_SOURCE_H

#include "document/node.h"
#include "source/source.h"
#include "stream/record_reader.h"

/* ---- for the rows of the table: open, cut, close ---- */

/* By type->layout. */
bool record_source_open(struct source *source, struct error *err);
enum record_outcome record_source_cut(struct source *source, struct record *record,
                                      struct error *err);
void record_source_close(struct source *source);

/* One record a line; blank lines are passed over. */
bool line_source_open(struct source *source, struct error *err);
enum record_outcome line_source_cut(struct source *source, struct record *record,
                                    struct error *err);
void line_source_close(struct source *source);

/* ---- for their read functions ---- */

/* The record's text as JSON, in source->arena; a failure has its place in the recording. */
bool record_read_json(struct source *source, const struct record *record, const struct node **root,
                      struct error *err);
/* The record is broken: raises err with its place and returns SOURCE_SKIPPED. */
enum source_step record_broken(const struct source *source, const struct record *record,
                               struct error *err, const char *what);
/* The record gives nothing to judge, and why: SOURCE_SKIPPED. */
enum source_step record_skipped(struct exchange *exchange, struct str reason);

#endif
