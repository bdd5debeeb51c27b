/* Where the lines of a source start. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_LINES_H
#define OASDRIFT_DOCUMENT_LINES_H

#include "document/document.h"

/* Empty; filled by the first question. */
struct line_index *lines_new(struct arena *arena);
/* Fills it now, so that threads may share the document. */
void lines_build(const struct document *document);

#endif
