/* A body under one media type of the description: decode_body makes a value of its bytes and gives
   it to a listener, or tells the listener why it cannot. */
#ifndef OASDRIFT_DECODE_BODY_H
#define OASDRIFT_DECODE_BODY_H

#include "decode/decoding.h"
#include "document/choice.h"
#include "http/query.h"

/* How close a value is to the bytes. */
enum value_origin {
    VALUE_WRITTEN,   /* JSON as it stands there: positions of its nodes are places in the bytes */
    VALUE_CONVERTED, /* from a text or from XML */
    VALUE_BUILT      /* put together: the fields of a form, the parts of a multipart, items */
};

struct decoded_value {
    enum value_origin origin;
    const struct node *instance;
    struct opaque_nodes opaque; /* parts of the instance that are not known */
};

enum fault_kind {
    FAULT_MALFORMED, /* the bytes are not of its media type */
    FAULT_SCHEMA,    /* they break a keyword of the schema that is about bytes */
    FAULT_ENCODING   /* a part is not as its Encoding Object says */
};

struct decode_fault {
    enum fault_kind kind;
    struct str message;
    const char *keyword;      /* of FAULT_SCHEMA */
    const struct node *place; /* of FAULT_ENCODING, in the description */
    size_t line, column;      /* in the bytes; 0: not known */
};

/* Who hears what becomes of a body. None of the functions is NULL. What they are given lives in
   the decoding's arena, and values may borrow the bytes. */
struct decode_listener {
    /* What the bytes came to; once at most. */
    void (*value)(void *context, const struct decoded_value *value);
    /* A header of a part, which an Encoding Object describes. */
    void (*part_header)(void *context, const struct parameter *header, const struct node *value);
    /* The fields of a form that are described as parameters (2.0), in place of a value: names
       decoded; encoded: values are as in a query. */
    void (*fields)(void *context, const struct query_pairs *fields, bool encoded);
    /* The schema asks for the bytes as they are, and they were judged, faults apart. */
    void (*octets)(void *context);
    void (*fault)(void *context, const struct decode_fault *fault);
    /* Something that has no decoder, or met a limit. cause: as of struct error. */
    void (*not_checked)(void *context, struct str reason, const char *cause);
};

/* A body as JSON, read when it is first asked for. */
struct json_body {
    bool tried;
    const struct document *document; /* NULL: see failure */
    struct read_failure failure;
};

/* Reads it unless that was tried before. name: of the document. */
const struct json_body *json_body_read(struct json_body *json, struct arena *arena, struct str name,
                                       struct str bytes);

struct typed_body {
    struct decoding *decoding;
    const struct media_type *media_type;
    const struct content_type *type; /* as the header says, or as assumed */
    enum schema_direction direction; /* of the message */
    struct str name;                 /* of its document */
    struct json_body *json;          /* where others ask for it as JSON, too; NULL: nobody does */
    const struct decode_listener *listener;
    void *context; /* of the listener */
};

/* Does the media type ask for the bytes as they are, whatever they mean? */
bool asks_for_octets(struct decoding *decoding, const struct media_type *media_type,
                     const struct content_type *type);

/* By the kind of its type (enum content_kind), unless the schema says that the body is octets. A
   media type without a schema asks no more than that the bytes are of it. */
void decode_body(const struct typed_body *body, struct str bytes);

/* How a property is written; NULL: nothing is said. */
const struct encoding *encoding_of(const struct encodings *encodings, struct str name);

#endif
