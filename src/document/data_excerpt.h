/* Values within messages: what of a node goes into a span of data, and how a span is shortened when
   it is shown. */
#ifndef OASDRIFT_DOCUMENT_DATA_EXCERPT_H
#define OASDRIFT_DOCUMENT_DATA_EXCERPT_H

#include "base/data_span.h"
#include "document/document.h"

/* The value as data of which at most `shown` bytes are shown. Its text is in the arena. */
struct data_span data_span_of(struct arena *arena, const struct node *node, size_t shown);
/* The same, marked. */
struct str data_excerpt(struct arena *arena, const struct node *node, size_t shown);
/* The failure's message, with what it quotes marked. */
struct str read_failure_marked(struct arena *arena, const struct read_failure *failure);
/* What is shown of the span: as node_excerpt has it; of names and paths as base/short_name.h does.
 */
struct str data_span_shortened(struct arena *arena, const struct data_span *span);
/* The message with its data as they are, shortened: for values that are the user's own. */
struct str data_spans_show(struct arena *arena, struct str message);

#endif
