/* One HAR 1.2 entry to an exchange, with what is known of how recorders really write them
   (http://www.softwareishard.com/blog/har-12-spec/ and the producers' own code). */
#ifndef OASDRIFT_SOURCE_HAR_ENTRY_H
#define OASDRIFT_SOURCE_HAR_ENTRY_H

#include "document/node.h"
#include "source/har_producer.h"
#include "source/source.h"
#include "stream/record_reader.h"

/* One entry turned into an exchange, all of it in source->arena. Fills the whole exchange. The node
   of source->context is the log's creator, which names the producer; it may be NULL. SOURCE_SKIPPED
   with err raised: it is no HAR entry (file:line:column told); SOURCE_SKIPPED with
   exchange->failure: it is one, but not of an API call (a websocket, an answer from the cache...).
   Never SOURCE_END or SOURCE_FAILED. */
enum source_step har_entry_read(struct source *source, const struct record *record,
                                const struct node *entry, struct exchange *exchange,
                                struct error *err);

/* ---- parts of it ---- */

/* message: the entry's request or response node, its headers already read. */
/* The media type the recorder names beside a text; STR_NONE: none. */
struct str har_media_type(const struct node *node);
struct body har_request_body(struct source *source, const struct node *message,
                             const struct request *request);
struct body har_response_body(struct source *source, const struct node *message,
                              const struct request *request, const struct response *response,
                              const struct har_producer *producer);

#endif
