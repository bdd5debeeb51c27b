/* URI references (RFC 3986): what one means, seen from a base. Text in, text out: nothing is
   fetched and nothing decoded (base/percent.h does that). */
#ifndef OASDRIFT_BASE_URI_H
#define OASDRIFT_BASE_URI_H

#include "base/arena.h"

/* Slices of the text (RFC 3986, appendix B); STR_NONE where a part is absent. path is never absent,
   it may be empty. */
struct uri {
    struct str scheme, authority, path, query, fragment;
};

void uri_split(struct str text, struct uri *uri);
/* Starts with a scheme and a colon (3.1, 4.3). */
bool uri_is_absolute(struct str text);
/* Is its scheme http or https? */
bool uri_is_http(struct str text);
/* Same scheme and authority, as they are written: of URIs by uri_normalise, whether both lie on one
   server. */
bool uri_shares_origin(struct str a, struct str b);
/* One spelling for all that mean the same to HTTP (6.2.2.1, 6.2.2.3, 6.2.3): scheme and host in
   small letters, no port that is the scheme's own, no dot segments, "/" for an empty path. What is
   percent-encoded stays. Of no URI of http or https: the text itself. */
struct str uri_normalise(struct arena *arena, struct str text);
/* The target of the reference (5.2.2, strict), dot segments removed. A base without a scheme gives
   a target without one. */
struct str uri_resolve(struct arena *arena, struct str base, struct str reference);
/* A path's "." and ".." carried out (5.2.4). */
struct str uri_without_dot_segments(struct arena *arena, struct str path);
/* What stands before the first '#'; *fragment (may be NULL) what stands behind it, or STR_NONE. */
struct str uri_without_fragment(struct str text, struct str *fragment);

#endif
