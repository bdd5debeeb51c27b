/* What the mock answers to a request, made from the description. No sockets here. */
#ifndef OASDRIFT_SERVE_ANSWER_H
#define OASDRIFT_SERVE_ANSWER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "http/exchange.h"
#include "openapi/openapi.h"

enum { ANSWER_MAX_HEADERS = 256 };

struct answer {
    int status;
    struct header headers[ANSWER_MAX_HEADERS];
    size_t header_count;
    struct str body;
    bool body_is_shared; /* it lives as long as the answerer, and others are sent it, too */
};

struct answerer;

/* Borrows the api and opens its operations: nobody else may use it at the same time. */
struct answerer *answerer_new(struct api *api);
void answerer_free(struct answerer *answerer);
/* request->url is a path with its query. The answer lives in arena, but for a shared body. */
void answer_request(struct answerer *answerer, struct arena *arena, const struct request *request,
                    struct answer *answer);

/* ---- parts of it ---- */

void answer_add_header(struct answer *answer, struct str name, struct str value);
/* Fills in application/problem+json (RFC 9457) with title, status and detail, for a status that the
   description has no response for. */
void answer_problem(struct answer *answer, struct arena *arena, int status, struct str detail);

/* What a client asks for with Prefer (RFC 7240): "status=404", "example=NAME". */
struct preference {
    int status;         /* 0: none */
    struct str example; /* absent: none */
};
struct preference preference_read(const struct headers *headers);

/* What turns described responses into answers, and the bodies that it has made so far. */
struct describer {
    struct value_maker *values; /* of the thread that answers */
    struct arena arena;
    struct map bodies; /* media type and name of the example to struct str */
    size_t kept_bytes; /* of all of them */
};
void describer_init(struct describer *describer, struct api *api);
void describer_release(struct describer *describer);

/* Fills the answer from a described response: with the example that is asked for, else the first
   that matches the schema, else a value made from the schema, else the first example as it is.
   false and *reason when the response has no example of the name that is asked for, or no value can
   be made. */
bool answer_describe(struct answer *answer, struct arena *arena, struct describer *describer,
                     const struct response_object *response, const struct request *request,
                     struct str example, struct str *reason);

#endif
