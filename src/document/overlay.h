/* Overlays (Overlay Specification 1.0): actions that change a document without touching its file.
 */
#ifndef OASDRIFT_DOCUMENT_OVERLAY_H
#define OASDRIFT_DOCUMENT_OVERLAY_H

#include "document/documents.h"

enum {
    OVERLAY_MAX_ACTIONS = 10 * 1000,
    OVERLAY_MAX_STEPS = 200 * 1000 * 1000, /* of all its targets; see JSON_PATH_MAX_STEPS */
    OVERLAY_MAX_ADDED = 4 * 1000 * 1000,   /* nodes that its updates add, counted for each target */
};

/* The document with the actions of the overlays in their options applied in order; the document
   itself when there are none. NULL and err when a file is no overlay, or a target cannot be changed
   as asked. Nodes that an overlay added have their places in the overlay's file; references in them
   are relative to the document. */
const struct document *overlays_apply(struct documents *documents, const struct document *document,
                                      struct error *err);
/* The same for one overlay that was read already. Its x-oasdrift-parts ([{file, actions}]) change
   other files of the description, which are loaded for it; the documents have them so changed from
   then on, so it is applied before anything else has looked at them. */
const struct document *overlay_apply(struct documents *documents, const struct document *document,
                                     const struct document *overlay, struct error *err);

#endif
