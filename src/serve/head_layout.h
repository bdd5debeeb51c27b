/* What libmicrohttpd cut out of a request's head without a word. It takes a folded line for more of
   its header's name ("Content-Length40"; 0.9.75), and a null byte for the end of a text. RFC 9112,
   5.2, and RFC 9110, 5.5 have a server refuse both: of a length that another reader sees, the body
   would be the next request. */
#ifndef OASDRIFT_SERVE_HEAD_LAYOUT_H
#define OASDRIFT_SERVE_HEAD_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

enum { HEAD_SPAN_MAX_BYTES = 128 * 1024 }; /* of libmicrohttpd's memory for a connection */

/* Both show in its memory, where the parts of a head stand one behind the other with nothing
   between them but separators. Parts farther apart than HEAD_SPAN_MAX_BYTES lie elsewhere, as a
   version that we do not know may have it: of them nothing is said. Zeroed: empty. */
struct head_layout {
    const char *end; /* of the part before; NULL: none */
    bool torn;
};

/* The next part as libmicrohttpd gives it, not a copy: target, version, then each name and value.
   text NULL: there is none. */
void head_layout_add(struct head_layout *layout, const char *text, size_t length);

/* After the last: was nothing between the parts? */
bool head_layout_is_whole(const struct head_layout *layout);

#endif
