/* Bodies that are recorded as the pieces that came over the wire. */
#ifndef OASDRIFT_SOURCE_RECORDED_CHUNKS_H
#define OASDRIFT_SOURCE_RECORDED_CHUNKS_H

#include "document/node.h"
#include "http/exchange.h"

/* Is it a string of hexadecimal digits, or a list of such? Empty is none. */
bool chunks_are_hex(const struct node *value);
/* The bytes of the string, or of all strings in the list: hexadecimal where all are, else base64.
   Unknown when a piece is neither. */
struct body body_of_chunks(struct arena *arena, const struct node *value);

#endif
