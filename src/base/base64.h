/* Base64 (RFC 4648, 4), strictly: padded, no white space, no bits left over. */
#ifndef OASDRIFT_BASE_BASE64_H
#define OASDRIFT_BASE_BASE64_H

#include "base/arena.h"

/* *bytes is set too when bits left over are all that is wrong. */
bool base64_decode(struct arena *arena, struct str text, struct str *bytes);
struct str base64_encode(struct arena *arena, struct str bytes);

#endif
