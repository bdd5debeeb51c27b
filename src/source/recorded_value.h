/* Small values as recordings write them. */
#ifndef OASDRIFT_SOURCE_RECORDED_VALUE_H
#define OASDRIFT_SOURCE_RECORDED_VALUE_H

#include "document/node.h"

/* A status, as a number or its digits; 0 when absent, null, empty, 0 or -1 (there was no answer).
   false: it is none. */
bool recorded_status(const struct node *value, int *status);
/* A size in bytes; -1: not known, as everything that is no size. */
int64_t recorded_size(const struct node *value);
/* Milliseconds, with or without a fraction, as microseconds; 0: absent, negative, or none. */
uint64_t recorded_duration_us(const struct node *milliseconds);
/* A method as it is sent: in capitals, which some recorders do not keep. */
struct str recorded_method(struct arena *arena, struct str method);
/* Methods compare with case (RFC 9110, 9.1), but some recorders write the standard ones as their
   programs spell them: those in capitals where all letters are small, others as written. */
struct str recorded_method_of(struct arena *arena, struct str written);
/* Follows the keys of a path ("request.headers"); NULL when it leads nowhere. A key with points in
   it ("http.request.method") is tried first. */
const struct node *recorded_member(const struct node *node, const char *path);

/* A string, number or boolean as text; STR_NONE for every other value. */
struct str recorded_text(const struct node *value);

#endif
