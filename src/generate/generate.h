/* Requests made from a description: from its examples, defaults and schemas. The same description
   and settings give the same requests in the same order. */
#ifndef OASDRIFT_GENERATE_GENERATE_H
#define OASDRIFT_GENERATE_GENERATE_H

#include "base/arena.h"
#include "http/exchange.h"
#include "openapi/openapi.h"

struct generate_settings {
    struct str base_url;                  /* "" gives paths only; '/' at its end does not count */
    const struct named_value *parameters; /* by name; wins over examples */
    size_t parameter_count;
    const struct header *headers; /* added to every request; win over generated ones */
    size_t header_count;
    const struct named_value *credentials; /* by security scheme name */
    size_t credential_count;
    bool all_methods; /* else GET, HEAD, OPTIONS, QUERY */
    /* Told, once each, of the examples that their schemas refuse and that are not sent as they are
       therefore; at most GENERATE_MAX_TOLD, and at the end how many more there are. NULL: nobody is
       told. */
    void (*tell)(void *context, const char *line);
    void *tell_context;
};

enum { GENERATE_MAX_TOLD = 10 };

enum generate_step {
    GENERATE_GOT,
    GENERATE_SKIPPED, /* *reason tells what the description lacks to make a request */
    GENERATE_END
};

/* GET, HEAD and OPTIONS (RFC 9110, 9.2.1), and QUERY. Not TRACE: it sends credentials back. */
bool method_is_safe(struct str method);

/* In what order methods are fired: what reads, what makes, what changes, what removes. */
enum method_turn { TURN_SAFE, TURN_POST, TURN_CHANGE, TURN_DELETE };
enum method_turn method_turn_of(struct str method);

struct generator;

struct generator *generator_new(struct api *api, const struct generate_settings *settings);
void generator_free(struct generator *generator);
/* The next request, in arena: in the order of turns, within one in the description's; of
   TURN_DELETE what has more segments first, for what holds it takes it along. */
enum generate_step generate_next(struct generator *generator, struct arena *arena,
                                 struct request *request, const struct operation **operation,
                                 struct str *reason);
/* A sentence about the parameters of the operation's requests whose values nobody gave: those that
   were invented, else those of its path that are examples of the description. STR_NONE: there are
   none. */
struct str generate_doubts(struct api *api, const struct generate_settings *settings,
                           struct arena *arena, struct operation *operation);
/* Has no operation a parameter of the name of that of settings->parameters? *text: a sentence that
   says so, with a near-miss hint. */
bool generate_unknown_parameter(struct api *api, const struct generate_settings *settings,
                                size_t index, struct arena *arena, struct str *text);

#endif
