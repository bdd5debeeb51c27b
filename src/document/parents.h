/* What the nodes of a document stand in. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_PARENTS_H
#define OASDRIFT_DOCUMENT_PARENTS_H

#include "document/document.h"

/* Fills document->parents and document->wide. For documents that are asked for pointers again and
   again: without it a pointer costs a look at every node before it in the containers around it. */
void parents_build(struct document *document, struct arena *arena);
/* NULL: of the root, or they are not filled. Of a value its key, of a key its object. */
const struct node *node_parent(const struct node *node);

#endif
