/* A hash of JSON values under which equal values (node_equal) are equal. Keyed per process. */
#ifndef OASDRIFT_SCHEMA_VALUE_HASH_H
#define OASDRIFT_SCHEMA_VALUE_HASH_H

#include "document/node.h"

uint64_t value_hash(const struct node *node);

#endif
