/* The description as typed structs. Loading lists the operations; what an operation says is read
   when it is first used, for a large description must not cost seconds to check one exchange. */
#ifndef OASDRIFT_OPENAPI_OPENAPI_H
#define OASDRIFT_OPENAPI_OPENAPI_H

#include <pthread.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/pointer_map.h"
#include "document/document.h"
#include "finding/finding.h"
#include "http/media_type.h"
#include "openapi/fields.h"
#include "schema/walk.h"

enum {
    REFERENCE_MAX_CHAIN = 64, /* references that lead to references */
    PATH_ITEM_MAX_PARTS = 8   /* path items that lead to path items */
};

enum parameter_location {
    IN_PATH,
    IN_QUERY,
    IN_HEADER,
    IN_COOKIE,
    IN_QUERYSTRING, /* 3.2: the query as a whole */
    IN_FORM         /* 2.0's formData: a field of a form in the body */
};
enum parameter_style {
    STYLE_SIMPLE,
    STYLE_LABEL,
    STYLE_MATRIX,
    STYLE_FORM,
    STYLE_SPACE_DELIMITED,
    STYLE_PIPE_DELIMITED,
    STYLE_TAB_DELIMITED, /* 2.0's tsv */
    STYLE_DEEP_OBJECT,
    STYLE_COOKIE /* 3.2: as form, without percent-encoding and with "; " between cookies */
};

struct example {
    struct str name;          /* "" for `example` */
    const struct node *value; /* NULL: externalValue, serializedValue alone, or nothing */
    struct str serialized;    /* 3.2: the value as it is sent */
    const struct node *place; /* the Example Object, or the value itself */
};

/* How a part of a multipart body or a field of a form is written. */
struct encoding {
    struct str name;         /* the property; STR_NONE where the position tells */
    struct str content_type; /* as written, may be a list; STR_NONE: the schema tells */
    bool styled; /* style, explode or allowReserved is written: then they are in force */
    enum parameter_style style;
    bool explode, allow_reserved;
    const struct parameter *headers;
    size_t header_count;
    const struct encodings *nested; /* 3.2; NULL: none */
    const struct node *place;
};

struct encodings {
    const struct encoding *named; /* by property */
    size_t named_count;
    const struct encoding *prefix; /* 3.2: of the first parts */
    size_t prefix_count;
    const struct encoding *item; /* 3.2: of the parts after them; NULL: nothing is said */
};

/* In the structs below `unread` is the place where the description says something that cannot be
   read: a reference that leads nowhere, or a value of another kind. NULL: there is no such place.
   What is described there is unknown, which is not the same as not described. */

struct media_type {
    struct str key; /* as written: "application/json", or a range such as text/ and a star */
    const struct node *place;
    const struct node *unread;
    const struct node *schema;      /* NULL: says nothing, or the form's fields do */
    bool is_file;                   /* 2.0: type: file, in the schema's place */
    const struct node *item_schema; /* 3.2: of each item of a sequence; NULL: none */
    const struct parameter *fields; /* 2.0: of a form, in is IN_FORM */
    size_t field_count;
    struct encodings encodings;
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
    bool literal; /* a part of multipart/form-data: nothing is percent-encoded */
    const struct node *place;
    /* NULL with content, and of 2.0's type: file. In 2.0 the parameter is its own schema: place. */
    const struct node *schema;
    const struct media_type *content; /* NULL with schema */
    const struct example *examples;
    size_t example_count;
};

struct parameters {
    const struct parameter *items;
    size_t count;
    const struct node *unread; /* the place of the first one that could not be read, and so is not
                                  in the list */
};

/* 2.0, Items Object: the style of an array inside of another, by its collectionFormat. false: items
   (may be NULL) describes no array. */
bool nested_array_style(const struct node *items, enum parameter_style *style);

struct request_body {
    const struct node *place;
    const struct node *unread;
    bool required;
    struct content content;
};

struct response_object {
    struct str key; /* "200", "2XX", "default" */
    const struct node *place;
    const struct node *unread;
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

/* An OAuth flow; URLs are STR_NONE where they are not written. */
struct oauth_flow {
    struct str name; /* "authorizationCode" */
    struct str authorization_url, token_url, device_url;
    const struct node *scopes; /* an object; NULL: none */
    const struct node *place;
};

struct security_scheme {
    struct str name;
    enum security_kind kind;
    enum parameter_location in;     /* of an API key */
    struct str parameter;           /* its header, query or cookie name */
    struct str http_scheme;         /* of SECURITY_HTTP_OTHER */
    const struct oauth_flow *flows; /* of SECURITY_OAUTH2 */
    size_t flow_count;
    const struct node *place;
};

/* The name of OAuth's access token in a query or a form (RFC 6750, 2.2 and 2.3). */
#define ACCESS_TOKEN_NAME "access_token"
/* OAuth and OpenID Connect: the credential is an access token, of whatever type. */
bool security_takes_tokens(const struct security_scheme *scheme);
/* The parameter of the request that the credential stands in: the header Authorization, of all but
   API keys. STR_NONE: it stands in none. An OAuth access token may also stand in a query or form as
   ACCESS_TOKEN_NAME. */
struct str security_parameter(const struct security_scheme *scheme, enum parameter_location *in);
/* The header of the request that the credential stands in; STR_NONE: it stands in none. */
struct str security_header(const struct security_scheme *scheme);

/* One way to satisfy security: all of these schemes. None: anonymous access is allowed. */
struct security_alternative {
    const struct security_scheme *const *schemes;
    size_t count;
    const struct node *place;
};

struct api;

struct server {
    struct str url;  /* variables still in it */
    struct str name; /* 3.2 */
    struct str
        base; /* its path without a trailing '/', variables' defaults filled in: "/v1" or "" */
    const struct str *other_bases; /* with other values of the variables in its path; a star stands
                                      for any, where a variable has no enum */
    size_t other_base_count;
    struct str
        left_base;   /* a star for each variable, where SERVER_MAX_BASES are not all; else absent
                      */
    struct str host; /* with a star for each variable; empty: none */
    const struct node *place; /* NULL: the default server "/" or --server */
};

/* Is it the server's base, with some values of its variables? */
bool server_has_base(const struct server *server, struct str base);

/* Bases of the servers under which operations are described, each once, in the description's order:
   "/v1", or "" where paths stand alone. Fills at most `most`; returns how many. */
size_t openapi_bases(const struct api *api, struct str bases[], size_t most);
/* Is the URL's path a base of a server that the description names? true where it names none. */
bool openapi_names_base(const struct api *api, struct str url);
/* Is the URL's host one of a server, or of --server? true of a URL without one. */
bool openapi_names_host(const struct api *api, struct str url);
/* Does any server name a host? */
bool openapi_has_hosts(const struct api *api);

/* Who calls whom: a path is called by clients, webhooks and callbacks by the API. */
enum operation_kind { OPERATION_PATH, OPERATION_WEBHOOK, OPERATION_CALLBACK };

struct operation {
    enum operation_kind kind;
    struct str method;   /* as it is sent: "GET" */
    struct str path;     /* the template; of a callback its expression; of a webhook its name */
    struct str callback; /* name of the callback; STR_NONE otherwise */
    struct str id;       /* operationId; may be absent */
    struct str api;      /* the api's name */
    size_t index;        /* in its list of the api, the description's order */
    const struct node *place; /* the operation object */
    const struct node *path_item;
    const struct node *shared;        /* the path item's parameters; NULL: none */
    const struct node *shared_unread; /* where there may be others: a $ref of the path item that was
                                         not read, parameters in two of its parts; NULL */
    const struct node *item_unread; /* the $ref behind which the path item may have more methods */
    bool deprecated;
    bool excluded;             /* by a filter (filter.h) */
    bool opened;               /* what follows is filled by operation_open */
    const struct node *unread; /* nothing of the operation, or of its responses, is known */
    struct parameters parameters;
    const struct request_body *request_body; /* NULL: none described */
    const struct response_object *responses;
    size_t response_count;
    const struct security_alternative *security; /* that of the root is for paths: clients of the
                                                    API have the credentials, it has not */
    size_t security_count; /* 0: no requirement is in force, or none that can be read */
    const struct node *security_unread; /* the first alternative that is not in the list */
    const struct server *servers;
    size_t server_count;
};

/* A mistake in the description that reading met; the rest of it stays usable. lint turns these into
   findings, and looks for the mistakes that reading has no use for. */
struct problem {
    const struct node *place;
    const char *rule; /* "description.invalid", "description.reference-unresolved", ... */
    struct str message;
    struct str field; /* of the object at place, that is missing; may be absent */
    struct str cause; /* problems of one rule that share it come from one thing; may be absent */
    bool once;        /* and are one mistake */
    bool mild;        /* it is clear what was meant, or the mistake lies outside the description: a
                         warning at most */
    size_t previous;  /* private: of the same place, from 1; 0: none */
};

struct tag {
    struct str name, summary, parent, kind; /* 3.2 has all but the first; STR_NONE: not written */
    const struct node *place;
};

/* Differences between versions: columns of this row (version.c), the fields of fields.def, and the
   tables of the loaders. */
struct openapi_version {
    enum openapi_versions number;
    enum field field; /* of the root, that names it */
    const char *text; /* "3.1" */
    enum schema_dialect dialect;
    bool reference_siblings; /* in schemas: evaluated beside $ref */
    bool security_by_uri;    /* a requirement's key may be the URI of a scheme */
};

struct api {
    struct documents *documents;
    const struct document *document; /* the entry */
    struct str folder; /* fingerprints name files as seen from there: the entry's, or, when
                          descriptions of one name are judged together, the one they all lie in */
    struct str name;   /* of several in a run; else absent */
    const struct openapi_version *version;
    struct str version_text; /* "3.1.0" */
    struct str title, api_version;
    char sha256[65];              /* of the entry's bytes */
    struct operation *operations; /* of the paths */
    size_t operation_count;
    struct operation *calls; /* of webhooks and callbacks; openapi_list_calls */
    size_t call_count;
    bool calls_listed;
    const struct tag *tags;
    size_t tag_count;
    const struct node *const *unread_paths; /* keys of path items that cannot be read */
    size_t unread_path_count;
    const struct server *servers; /* the root's; at least one */
    size_t server_count;
    const struct server *server_options; /* of --server */
    size_t server_option_count;
    const struct security_scheme *security_schemes;
    size_t security_scheme_count;
    struct map schemes_by_name;  /* of them */
    const struct filter *filter; /* which operations are meant; NULL: all */
    struct schema_set *schemas;
    struct problem *problems; /* found so far; grows while operations are opened */
    size_t problem_count;
    size_t problem_capacity;
    /* Private to openapi/: */
    struct router *router;
    struct pointer_map targets; /* the string of a $ref -> where it leads */
    struct pointer_map unread;  /* a place -> struct error: why it cannot be read */
    pthread_mutex_t lock;       /* recursive; held by what reads more of the description */
    struct pointer_map problems_by_place;
};

struct openapi_options {
    struct documents_options references; /* where $ref may lead */
    const char *const *servers;          /* --server */
    size_t server_option_count;
    enum format_policy formats;
};

/* NULL and err when the file cannot be parsed or is no OpenAPI document of a version that is read.
   One without paths is loaded too: it may have webhooks or components. options may be NULL. */
struct api *openapi_load(const char *path, const struct openapi_options *options,
                         struct error *err);
void openapi_free(struct api *api);
/* false and err when no exchange can be judged by it: it has no operation that can be used, and
   neither webhooks nor components. */
bool openapi_has_parts(const struct api *api, struct error *err);
/* Lists the webhooks and, opening every operation on the way, the callbacks, once. */
void openapi_list_calls(struct api *api);

/* Names the API among several: once, before exchanges are judged. Borrows the name. */
void openapi_name(struct api *api, struct str name);

/* ---- for any of the threads that share an api ---- */

/* What these calls find out is found out once, by one thread at a time, and so are the problems
   that they note. The calls above, and reading the list of problems, are for one thread alone. */

/* schema_compile with the api's schemas. Takes the lock whether it was compiled before or not: who
   asks often remembers the answer. */
const struct schema *openapi_compile(struct api *api, const struct node *schema, struct error *err);
/* The same by schema_compile_in_part. */
const struct schema *openapi_compile_in_part(struct api *api, const struct node *schema);
/* The webhooks and callbacks (openapi_list_calls), listed when they are first asked for. */
struct operation *openapi_calls(struct api *api, size_t *count);
/* Fills in what the operation says; costs nothing when it was done before. */
const struct operation *operation_open(struct api *api, struct operation *operation);
/* Borrowed from the operation. */
static inline struct operation_name operation_name(const struct operation *operation)
{
    return (struct operation_name){operation->method, operation->path, operation->id,
                                   operation->api};
}
/* The operation's tags: texts of the description, the list in the arena; their number in *count. */
const struct str *operation_tags(struct arena *arena, const struct operation *operation,
                                 size_t *count);
/* Resolves a Reference Object where one may stand (chains followed, cycles refused); notes a
   problem and returns NULL when it leads nowhere. A node that is no reference is returned as it is.
   What was resolved is remembered: asking again leaves nothing behind. */
const struct node *openapi_dereference(struct api *api, const struct node *node);
/* The same of a schema, which may be known by an $id or an anchor: as it is compiled. */
const struct node *openapi_dereference_schema(struct api *api, const struct node *node);
/* For walks over the schemas of the description, by any of the threads: a reference that leads
   nowhere is noted. */
struct schema_reader openapi_schema_reader(struct api *api);
/* The schema that one reference (a string) leads to; NULL and err, and nothing noted: it leads
   nowhere. */
const struct node *openapi_follow(struct api *api, const struct node *reference, struct error *err);
/* Why what stands at the place, `unread` of a struct above, cannot be read; borrowed. Raised where
   a reference leads nowhere; else lint tells. In any case it has the cause that others share. */
const struct error *openapi_why_unread(struct api *api, const struct node *place);
/* The same of security_unread. Raised where a scheme is not declared. */
const struct error *openapi_why_security_unread(struct api *api, const struct node *place);
/* The Paths Object; where it is a $ref, which no version allows, what that leads to. NULL: none. */
const struct node *openapi_paths(struct api *api);
/* Is the key of a Security Requirement Object the URI of a scheme (3.2, 4.30), and no name? */
bool openapi_names_scheme_by_uri(struct api *api, struct str key);
/* Raises that what the reference (a string) leads to is no such object, and why. */
void openapi_raise_unlike(struct api *api, const struct node *reference, const struct node *target,
                          enum object object, struct error *err);
/* The components of a kind, by name: FIELD_COMPONENTS_SCHEMAS and its like; 2.0 keeps them at the
   root. NULL: there are none. */
const struct node *openapi_components(struct api *api, enum field kind);
/* How a Media Type Object says that the fields of a form or the parts of a body are written; empty
   when it says nothing, or is NULL. */
struct encodings openapi_encodings(struct api *api, const struct node *media_type);
/* Does the description's version have the field? */
bool field_is_known(const struct api *api, enum field field);
/* Notes the keys that stand twice in a part of a file that does not say what it is; of other files
   they are noted when these are loaded. */
void openapi_tell_duplicate_keys(struct api *api, const struct node *node);
/* Notes a problem once. */
void openapi_problem(struct api *api, const struct node *place, const char *rule,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));
void openapi_mild_problem(struct api *api, const struct node *place, const char *rule,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Of one mistake that shows in several places. cause: borrowed. */
void openapi_caused_problem(struct api *api, const struct node *place, struct str cause,
                            const char *rule, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Of a field that is missing in the object. */
void openapi_field_problem(struct api *api, const struct node *object, struct str field,
                           const char *rule, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- fields, as fields.def has them ---- */

/* The field's value; NULL when the version has no such field, it is absent (noted where the version
   requires it), or of another form than its row says (noted). object may be NULL, and is looked at
   as it is, not dereferenced. */
const struct node *field_read(struct api *api, const struct node *object, enum field field);
/* The object that stands at node, or that a Reference Object there leads to; NULL, and noted, when
   it is another kind of value. A reference where the version has none is noted and followed. */
const struct node *object_read(struct api *api, const struct node *node, enum object object);
/* One step of it, from an object with a $ref: what that leads to may have a $ref itself. */
const struct node *object_step(struct api *api, const struct node *node, enum object object);
/* "x-..." */
bool key_is_extension(struct str key);
/* Is it a status, a range or "default"? What is not is noted; a range in lower case is one. */
bool response_key_read(struct api *api, const struct node *key);
/* The parameter, or response header, at the place of its object. false: it cannot be read. */
bool openapi_parameter(struct api *api, const struct node *place, struct parameter *parameter);
void openapi_header(struct api *api, struct str name, const struct node *place,
                    struct parameter *header);
/* Reads parameters that no operation uses, for the problems in them: one, or an array of a path
   item or operation. */
void openapi_check_parameter(struct api *api, const struct node *parameter);
void openapi_check_parameters(struct api *api, const struct node *array);
/* The same of a `security` array that no operation may have in force. */
void openapi_check_security(struct api *api, const struct node *array);

/* The response object for a status: exact, then range, then default; NULL when undocumented. */
const struct response_object *operation_response(const struct operation *operation, int status);
/* The most specific media type key that covers the type: exact, "text/" star, star; NULL: none. */
const struct media_type *content_find(const struct content *content,
                                      const struct content_type *type);

#endif
