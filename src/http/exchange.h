/* One request and its response, as a recorder or the live client saw them. Everything is borrowed
   from the exchange's arena and lives until the next exchange. */
#ifndef OASDRIFT_HTTP_EXCHANGE_H
#define OASDRIFT_HTTP_EXCHANGE_H

#include "base/arena.h"

/* Every body is one of these. Unknown and truncated are never valid and never invalid. */
enum body_state { BODY_EMPTY, BODY_PRESENT, BODY_UNKNOWN, BODY_TRUNCATED };

struct body {
    enum body_state state;
    struct str bytes;  /* content-decoded; what there is of it when truncated */
    struct str reason; /* why unknown or truncated, for the not-checked ledger: no sizes in it, or
                          each body would be an entry of its own */
    bool rebuilt;  /* put together by the reader or the recorder: not byte by byte what was sent */
    bool unlikely; /* unknown, of a request whose method seldom has one */
    bool miscoded; /* the bytes are not what Content-Encoding says; its state is unknown then */
    struct str form; /* media type the recorder names beside the headers (HAR mimeType); may be
                        absent */
};

struct header {
    struct str name, value;
};

/* A value given by name: --parameter, a credential of a security scheme. */
struct named_value {
    struct str name, value;
};

struct headers {
    struct header *items; /* in the order of the message; a name may stand several times */
    size_t count;
    bool partial; /* the recording lacks some headers, or all: that one is absent proves nothing */
};

struct request {
    struct str method;   /* as sent: methods compare with case */
    struct str url;      /* absolute, or a path with query where the recorder has only that */
    struct str fragment; /* of the URL, where a recorder has it: never sent, but may be secret */
    struct headers headers;
    struct body body;
    bool query_unseen; /* the recording has the path alone */
};

struct response {
    int status; /* 0: there was none */
    struct str reason;
    struct headers headers;
    struct body body;
};

struct exchange {
    struct request request;
    struct response response;
    struct str failure;   /* why there is no response, with data marked (base/data_span.h); absent
                             when there is one */
    struct str source;    /* file name, "-" or the target's URL */
    size_t index;         /* from 0, within its source */
    uint64_t offset;      /* bytes into the source where its record starts; 0 for live ones */
    struct str time;      /* ISO 8601, as recorded; may be absent */
    uint64_t duration_us; /* 0: not known */
    bool credentials_hidden; /* the recorder is known to strip them: absence proves nothing */
    bool provoked;           /* the request is broken on purpose */
    bool recorded;           /* from a recording: a recorder may have written the messages anew */
};

/* The first header of that name (names compare without case); STR_NONE when absent. */
struct str headers_get(const struct headers *headers, const char *name);
size_t headers_count(const struct headers *headers, const char *name);
/* The value of a header that may stand on several lines: they are joined with commas (RFC 9110,
   5.3); of Set-Cookie it is the first, for each of its lines is a value. STR_NONE when absent. */
struct str headers_joined(struct arena *arena, const struct headers *headers, struct str name);

#endif
