/* What one line of an access log tells: method, URL and status; no headers but a content type, no
   bodies. */
#ifndef OASDRIFT_SOURCE_ACCESS_LINE_H
#define OASDRIFT_SOURCE_ACCESS_LINE_H

#include "document/node.h"

struct access_line {
    struct str method, scheme, host, target; /* target: an absolute URL, or a path with query */
    struct str content_type;                 /* of the response; absent when not logged */
    struct str status;
    struct str time; /* as logged; absent when it is in a form of its own */
};

/* A line of text with the request line in quotes: Apache's common and combined format, nginx's, and
   AWS's load balancers'. false: it is none. */
bool access_line_read_text(struct str line, struct access_line *access);
/* An object, by the names that servers and their users commonly choose. false: no method, URL or
   status among its members. */
bool access_line_read_json(struct arena *arena, const struct node *object,
                           struct access_line *access);
/* Does a recording begin with a line that may be such an object: with a method and a status? */
bool access_line_in_json(struct str head);

#endif
