/* The description as typed structs. Loading lists the operations; what an operation says is read
   when it is first used, for a large description must not cost seconds to check one exchange. */
#ifndef OASDRIFT_OPENAPI_OPENAPI_H
#define OASDRIFT_OPENAPI_OPENAPI_H

#include "base/arena.h"
#include "base/error.h"
#include "document/document.h"
#include "document/node_slot.h"
#include "schema/schema.h"

enum parameter_location { IN_PATH, IN_QUERY, IN_HEADER, IN_COOKIE };
enum parameter_style {
    STYLE_SIMPLE,
    STYLE_LABEL,
    STYLE_MATRIX,
    STYLE_FORM,
    STYLE_SPACE_DELIMITED,
    STYLE_PIPE_DELIMITED,
    STYLE_DEEP_OBJECT
};

struct example {
    struct str name;          /* "" for `example` */
    const struct node *value; /* NULL: externalValue, or nothing */
    const struct node *place; /* the Example Object, or the value itself */
};

struct media_type {
    struct str key; /* as written: "application/json", or a range such as text/ and a star */
    const struct node *place;
    const struct node *schema; /* NULL: says nothing */
    const struct example *examples;
    size_t example_count;
};

struct content {
    const struct media_type *items;
    size_t count;
};

/* Also a response header (in is IN_HEADER then, and name is as written). */
struct parameter {
    struct str name;
    enum parameter_location in;
    enum parameter_style style;
    bool explode, required, deprecated, allow_empty, allow_reserved;
    const struct node *place;
    const struct node *schema;        /* NULL with content */
    const struct media_type *content; /* NULL with schema */
    const struct example *examples;
    size_t example_count;
};

struct parameters {
    const struct parameter *items;
    size_t count;
};

struct request_body {
    const struct node *place;
    bool required;
    struct content content;
};

struct response_object {
    struct str key; /* "200", "2XX", "default" */
    const struct node *place;
    struct content content;
    struct parameters headers;
};

enum security_kind {
    SECURITY_API_KEY,
    SECURITY_BASIC,
    SECURITY_BEARER,
    SECURITY_HTTP_OTHER,
    SECURITY_OAUTH2,
    SECURITY_OPENID_CONNECT,
    SECURITY_MUTUAL_TLS
};

struct security_scheme {
    struct str name;
    enum security_kind kind;
    enum parameter_location in; /* of an API key */
    struct str parameter;       /* its header, query or cookie name */
    struct str http_scheme;     /* of SECURITY_HTTP_OTHER */
    const struct node *place;
};

/* One way to satisfy security: all of these schemes. None: anonymous access is allowed. */
struct security_alternative {
    const struct security_scheme *const *schemes;
    size_t count;
    const struct node *place;
};

struct server {
    struct str url; /* variables still in it */
    struct str
        base; /* its path without a trailing '/', variables' defaults filled in: "/v1" or "" */
    const struct node *place; /* NULL: the default server "/" or --server */
};

struct operation {
    struct str method;        /* upper case */
    struct str path;          /* the template */
    struct str id;            /* operationId; may be absent */
    size_t index;             /* in the api's list, the description's order */
    const struct node *place; /* the operation object */
    const struct node *path_item;
    bool deprecated;
    bool opened; /* what follows is filled by operation_open */
    struct parameters parameters;
    const struct request_body *request_body; /* NULL: none described */
    const struct response_object *responses;
    size_t response_count;
    const struct security_alternative *security;
    size_t security_count; /* 0: no requirement is in force */
    const struct server *servers;
    size_t server_count;
};

/* A mistake in the description; the rest of it stays usable. lint turns these into findings. */
struct problem {
    const struct node *place;
    const char *rule; /* "description.invalid", "description.reference-unresolved", ... */
    struct str message;
};

/* Differences between versions are columns of this row (openapi/dialect.c). */
struct openapi_version {
    const char *prefix; /* "3.0." */
    enum schema_dialect dialect;
    bool reference_siblings; /* in schemas: evaluated beside $ref */
    bool responses_required; /* of an operation */
};

struct api {
    struct library *library;
    const struct document *document; /* the entry */
    const struct openapi_version *version;
    struct str version_text; /* "3.1.0" */
    struct str title, api_version;
    char sha256[65]; /* of the entry's bytes */
    struct operation *operations;
    size_t operation_count;
    const struct server *servers; /* the root's; at least one */
    size_t server_count;
    const struct security_scheme *security_schemes;
    size_t security_scheme_count;
    struct schema_set *schemas;
    struct problem *problems; /* found so far; grows while operations are opened */
    size_t problem_count;
    size_t problem_capacity;
    /* Private to openapi/: */
    struct router *router;
    struct map targets; /* the string of a $ref -> where it leads */
};

struct openapi_options {
    struct library_options references; /* where $ref may lead */
    const char *const *servers; /* --server */
    size_t server_option_count;
    enum format_policy formats;
};

/* NULL and err when the file cannot be parsed or is no OpenAPI 3.0 or 3.1 document, or nothing in
   it can be used. options may be NULL. */
struct api *openapi_load(const char *path, const struct openapi_options *options,
                         struct error *err);
void openapi_free(struct api *api);
/* Fills in what the operation says; cheap when it was done before. */
const struct operation *operation_open(struct api *api, struct operation *operation);
/* Resolves a Reference Object where one may stand (chains followed, cycles refused); notes a
   problem and returns NULL when it leads nowhere. A node that is no reference is returned as it is.
   What was resolved is remembered: asking again leaves nothing behind. */
const struct node *openapi_dereference(struct api *api, const struct node *node);
/* Notes a problem once. */
void openapi_problem(struct api *api, const struct node *place, const char *rule,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The response object for a status: exact, then range, then default; NULL when undocumented. */
const struct response_object *operation_response(const struct operation *operation, int status);
/* The most specific media type key that covers the type: exact, "text/" star, star; NULL: none. */
const struct media_type *content_find(const struct content *content, struct str media_type);

/* ---- routes ---- */

enum route_miss { ROUTE_FOUND, ROUTE_NO_SERVER, ROUTE_NO_PATH, ROUTE_NO_METHOD };

enum { ROUTE_MAX_PARAMETERS = 32 };

struct route {
    enum route_miss miss;
    struct operation *operation;  /* ROUTE_FOUND */
    struct str path;              /* template that matched, also with ROUTE_NO_METHOD */
    const struct node *path_item; /* of it */
    bool trailing_slash;          /* matched only with or without the last '/' */
    struct {
        struct str name, value; /* value: raw, still percent-encoded, borrowed from the URL */
    } parameters[ROUTE_MAX_PARAMETERS];
    size_t parameter_count;
    struct str query; /* raw, without '?'; STR_NONE when there is none */
};

/* Which operation a request hits. url: absolute or a path; matched on the raw path. An absolute URL
   of a host that no server names still matches by path (recordings come from many hosts). Concrete
   segments go before templated ones, segment by segment from the left. Where only GET is described,
   HEAD hits it. */
void route_match(const struct api *api, struct str method, struct str url, struct route *route);

/* ---- runtime expressions (OpenAPI 3.1, 4.8.20.3), and ours: $request.path.NAME etc. ---- */

struct exchange;

struct exchange_view {
    const struct exchange *exchange;
    const struct route *route;
    const struct node *request_body; /* parsed JSON; NULL when absent or unknown */
    const struct node *response_body;
};

/* Evaluates "$url", "$method", "$statusCode", "$request.path.x", "$request.query.x",
   "$request.header.x", "$request.body#/a", "$response.header.x", "$response.body#/a". Sets *node
   when the answer is a JSON value, else *text. false: there is no such value in the exchange. */
bool expression_evaluate(struct arena *arena, struct str expression,
                         const struct exchange_view *view, const struct node **node,
                         struct str *text);
/* Does it follow the grammar? */
bool expression_is_valid(struct str expression);

#endif
