/* Bodies as recordings write them: each is present, empty, unknown or truncated, and an unknown or
   truncated one has its reason. */
#ifndef OASDRIFT_SOURCE_RECORDED_BODY_H
#define OASDRIFT_SOURCE_RECORDED_BODY_H

#include "base/arena.h"
#include "http/exchange.h"

struct node;

/* A recorded body whose Content-Encoding still has to be undone grows no further than this; nor
   does one that is put together from parts. */
enum { RECORDED_BODY_MAX_BYTES = 64 * 1024 * 1024 };

struct body body_empty(struct str form);
struct body body_unknown(struct str reason, struct str form);
/* Empty when there is no byte. */
struct body body_of_bytes(struct str bytes);
/* Unknown when it is no base64. White space within it (YAML folds it) is passed over. */
struct body body_of_base64(struct arena *arena, struct str text);
/* A JSON value's text. */
struct body body_of_json(struct arena *arena, const struct node *value);
/* A value that a recorder made of a JSON text or of a form's fields, as its message's content type
   tells: unknown where that is neither. */
struct body body_of_value(struct arena *arena, const struct node *value,
                          const struct headers *headers);
/* application/x-www-form-urlencoded again, from names and values that are decoded: an array of
   objects with these two keys. */
struct body body_of_pairs(struct arena *arena, const struct node *pairs, const char *name,
                          const char *value);

/* What the buffer holds, as a body that the reader put together; releases the buffer. */
struct strbuf;
struct body body_of_buffer(struct arena *arena, struct strbuf *text);

/* Undoes Content-Encoding where the bytes are still encoded: gzip by its first bytes, other codings
   when they are no UTF-8. Many recorders decode bodies and keep the header. */
void body_decode(struct arena *arena, const struct headers *headers, struct body *body);

/* Of a request whose recording says nothing of a body. */
struct body request_body_unknown(struct str method, struct str reason);
/* For recorders that write no body both where there was none and where they left it out: which of
   the two it is, by Content-Length, Transfer-Encoding, the method and the status. */
struct body request_body_not_recorded(const struct request *request);
struct body response_body_not_recorded(const struct request *request,
                                       const struct response *response);
/* Content-Length as a number; -1: absent or none. */
int64_t recorded_content_length(const struct headers *headers);

#endif
