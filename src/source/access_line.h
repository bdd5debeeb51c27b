/* What one line of an access log tells: method, URL and status; no headers but a content type, no
   bodies. */
#ifndef OASDRIFT_SOURCE_ACCESS_LINE_H
#define OASDRIFT_SOURCE_ACCESS_LINE_H

#include "document/node.h"

struct access_line {
    struct str method, scheme, host, target; /* target: an absolute URL, or a path with query */
    struct str content_type;                 /* of the response; absent when not logged */
    struct str status;                       /* three digits */
    struct str time;                         /* as logged; absent when it is in a form of its own */
    bool path_alone;                         /* whether the target had a query is not logged */
};

/* A line of text: with the request line in quotes (Apache's common and combined format, nginx's,
   AWS's load balancers', HAProxy's), or as morgan, gin and logfmt write it. false: it is no
   request.
 */
bool access_line_read_text(struct str line, struct access_line *access);
/* An object, by the names that servers and their users commonly choose. false: no method, URL or
   status among its members. */
bool access_line_read_json(struct arena *arena, const struct node *object,
                           struct access_line *access);
/* The text of a log's line that a collector (Docker, Fluentd, journald) put into an object;
   STR_NONE. */
struct str access_line_wrapped(const struct node *object);
/* Does a JSON text begin with a list of such objects? */
bool access_line_in_list(struct str head);

/* `GET /x?a=1 HTTP/1.1`; a URL that holds spaces is cut at the last one. false: it is none. */
bool access_request_line(struct str text, struct access_line *access);
/* Three digits. */
bool access_is_status(struct str text);

#endif
