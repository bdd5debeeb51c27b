/* A map by node: what is known of a node, looked up by its address. */
#ifndef OASDRIFT_DOCUMENT_NODE_SLOT_H
#define OASDRIFT_DOCUMENT_NODE_SLOT_H

#include "base/map.h"
#include "document/node.h"

/* The place of the node's value, made with NULL when the node is new (its key then lies in the
   arena); valid until the next new node. */
void **node_slot(struct arena *arena, struct map *map, const struct node *node);

#endif
