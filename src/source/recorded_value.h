/* Small values as recordings write them. */
#ifndef OASDRIFT_SOURCE_RECORDED_VALUE_H
#define OASDRIFT_SOURCE_RECORDED_VALUE_H

#include "document/node.h"

/* A status, as a number or its digits; 0 when absent, null, empty, 0 or -1 (there was no answer).
   false: it is none. */
bool recorded_status(const struct node *value, int *status);
/* Milliseconds, with or without a fraction, as microseconds; 0: absent, negative, or none. */
uint64_t recorded_duration_us(const struct node *milliseconds);
/* A method as it is sent: in capitals, which some recorders do not keep. */
struct str recorded_method(struct arena *arena, struct str method);
/* Follows the keys of a path ("request.headers"); NULL when it leads nowhere. A key with points in
   it ("http.request.method") is tried first. */
const struct node *recorded_member(const struct node *node, const char *path);

/* A string, number or boolean as text; STR_NONE for every other value. */
struct str recorded_text(const struct node *value);

#endif
