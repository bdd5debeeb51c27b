/* The value of a Content-Type header, and the keys of a description's `content` that cover it
   (RFC 9110, 8.3.1). struct media_type is OpenAPI's Media Type Object; this is the name of one. */
#ifndef OASDRIFT_HTTP_MEDIA_TYPE_H
#define OASDRIFT_HTTP_MEDIA_TYPE_H

#include "base/str.h"

/* Further ones are passed over, but for charset and boundary. */
enum { CONTENT_TYPE_MAX_PARAMETERS = 16 };

/* By what rules bytes of a type are written and read. */
enum content_kind {
    CONTENT_JSON, /* application/json, text/json, or a name that ends in +json (RFC 6839, 3.1) */
    CONTENT_XML,  /* application/xml, text/xml, or a name that ends in +xml */
    CONTENT_FORM, /* application/x-www-form-urlencoded */
    CONTENT_MULTIPART,     /* multipart/ and anything */
    CONTENT_JSON_LINES,    /* the names in use: none is registered */
    CONTENT_JSON_SEQUENCE, /* application/json-seq, or a name that ends in +json-seq (RFC 8091) */
    CONTENT_EVENT_STREAM,  /* text/event-stream */
    CONTENT_OTHER          /* texts among them */
};

struct content_type {
    struct str type, subtype; /* as written: compare without case; "*" in ranges */
    struct {
        struct str name, value; /* value: without its quotes, quoted pairs as written */
    } parameters[CONTENT_TYPE_MAX_PARAMETERS];
    size_t parameter_count;
    enum content_kind kind;
};

/* Borrows text. false: it does not follow the grammar ("application", "text/html; charset"). */
bool content_type_parse(struct str text, struct content_type *parsed);
/* STR_NONE when absent. */
struct str content_type_parameter(const struct content_type *type, const char *name);
/* Is it this type and subtype, whatever its parameters? name: "application/json". */
bool content_type_is(const struct content_type *type, const char *name);
bool content_type_is_json(const struct content_type *type);
/* text/ and anything. */
bool content_type_is_text(const struct content_type *type);

/* The kind of a text; CONTENT_OTHER when it is no media type. */
enum content_kind content_kind_of(struct str text);
/* Does the charset name UTF-8, or US-ASCII, which is part of it? */
bool charset_is_utf8(struct str charset);

/* How exactly a key of `content` covers a type; a larger one is more exact. */
enum coverage_rank {
    COVERS_NOT,
    COVERS_BUT_PARAMETERS, /* the same type and subtype, but the key has parameters that the type
                              lacks */
    COVERS_ANY,            /* star/star */
    COVERS_TYPE,           /* text/star */
    COVERS_SUFFIX,  /* application/star+json: no range of RFC 9110, but what is meant is plain */
    COVERS_EXACTLY, /* the same type and subtype; the key has no parameters */
    COVERS_WITH_PARAMETERS /* and the key's parameters stand in the type with the same values */
};
enum coverage_rank content_type_covers(const struct content_type *key,
                                       const struct content_type *type);

/* The type of a Content-Type's text, or of a key of `content`, without parameters: "text/html", as
   it is written. */
struct str content_type_name(struct str text);

#endif
