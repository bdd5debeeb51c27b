/* The actions while they are collected, one for each thing the description lacks. Private to
   suggest/.
       suggest.c   from exchanges and findings to actions
       suggest_route.c   of what hit no operation
       action.c    what an action keeps of the messages it was seen in
       place.c     where a thing would be described
       branch.c    which of several schemas takes a property
       target.c    from places in the description to JSONPath
       overlay.c   actions to the overlay
       shape_schema.c  values to a schema */
#ifndef OASDRIFT_SUGGEST_ACTION_H
#define OASDRIFT_SUGGEST_ACTION_H

#include "base/pointer_map.h"
#include "base/vec.h"
#include "decode/body.h"
#include "http/query.h"
#include "observe/shape.h"
#include "suggest/suggest.h"

/* In the order in which they stand in the overlay. */
enum action_kind {
    ACTION_SERVER,        /* name: the URL; target: the root */
    ACTION_OPERATION,     /* name: the method; target: paths or a path item */
    ACTION_PARAMETER,     /* name: of the query parameter; target: an operation */
    ACTION_REQUEST_TYPE,  /* name: the media type; target: a request body or an operation */
    ACTION_STATUS,        /* name: the status; target: an operation */
    ACTION_RESPONSE_TYPE, /* name: the media type; target: a response */
    ACTION_PROPERTY,      /* name: the property; target: a schema */
    ACTION_REQUIRED       /* name: the property; target: a schema */
};

struct seen_type {
    struct str name;     /* without parameters; "" when the message had none */
    struct shape *shape; /* NULL: no JSON was seen in it */
};

/* What was seen in messages of one kind: the bodies, by media type. */
struct seen_types {
    VEC(struct seen_type) list;
};

struct seen_status {
    int status;
    struct seen_types types;
};

struct seen_parameter {
    struct str name;
    uint64_t seen;
    bool integral; /* every value is an integer */
    bool repeated; /* some request had it several times */
};

struct action {
    enum action_kind kind;
    const struct document *document; /* that it changes */
    struct str target;               /* JSONPath */
    struct str name;
    struct str path;      /* of an operation whose path is new too: its template; else absent */
    struct str variables; /* "/{petId}": of the template, that the new operation has to declare */
    rule_index rule;
    uint64_t seen;          /* exchanges it was seen in */
    uint64_t last_exchange; /* number of the last of them */
    struct str source;      /* of the first one */
    size_t index;
    bool new_body;       /* ACTION_REQUEST_TYPE: the target is the operation, which has no body */
    struct str covering; /* ACTION_STATUS: $ref to the default response that covers it, or absent */
    struct shape *shape; /* ACTION_PROPERTY */
    struct str pointer;  /* ACTION_REQUIRED: of the schema, */
    struct str file;     /* and the file it was read from */
    bool withdrawn;      /* ACTION_REQUIRED: some message came without it */
    struct seen_types request_types;
    VEC(struct seen_status) statuses;
    VEC(struct seen_parameter) parameters;
};

/* Seen, and not said: its place is in a file that no overlay can name. */
struct left_out {
    rule_index rule;
    struct str place; /* "schemas/tool.yaml#/properties" */
    struct str what;  /* the name or pointer of it */
    uint64_t seen;
};

struct suggestion {
    struct api *api;
    const struct redaction *redaction;
    struct arena arena;
    struct arena scratch; /* emptied after each exchange */
    struct map by_key;    /* -> struct action */
    VEC(struct action *) actions;
    uint64_t exchanges; /* looked at */
    VEC(struct left_out *) left_out;
    struct map left_out_by_key;
    struct map documents; /* by the names of their files */
    uint64_t beyond;      /* things past SUGGEST_MAX_ACTIONS */
    bool requests_known;
    struct pointer_map of_requests; /* schemas that requests are judged by, once they are known */
};

/* What is needed to look at an exchange. */
struct look {
    struct suggestion *suggestion;
    const struct exchange *exchange;
    const struct judgement *judgement;
    const struct finding *finding;
    struct json_body request, response;
    bool query_read;
    struct query_pairs query; /* of the URL; the first QUERY_MAX_PAIRS */
};

/* Where an action changes something. */
struct target {
    const struct document *document; /* NULL: nowhere */
    struct str path;                 /* JSONPath */
};

/* The action for the target and name, made at its first mention; NULL past the limit. */
struct action *action_for(struct suggestion *suggestion, enum action_kind kind,
                          struct target target, struct str name, rule_index rule);
/* One of the description's own file. */
struct target own_target(const struct suggestion *suggestion, struct str path);
/* The URL's query, read once. */
const struct query_pairs *look_query(struct look *look);
/* One more exchange in which it was seen. */
struct action *seen_again(struct look *look, struct action *action);
/* The target that a node is; nowhere, and left out, when no overlay can name its file. */
struct target target_of(struct look *look, const struct node *node);
/* How an overlay of the description names the document's file; STR_NONE: it cannot. */
struct str file_of_part(struct arena *arena, const struct suggestion *suggestion,
                        const struct document *document);
/* Where the finding's place stands: its pointer leads to a node that was read at that very place.
   NULL, and left out: no overlay can name the file. */
const struct node *node_of_place(struct suggestion *suggestion, const struct finding *finding);
/* The schema for a new property of `object`, which `found` describes: found itself, or one of the
   response's own. root: of the body. */
const struct node *branch_of_response(struct look *look, const struct node *found,
                                      const struct node *root, const struct node *object);

/* Of an exchange that hit no operation. */
void suggest_server(struct look *look);
void suggest_path(struct look *look);
void suggest_method(struct look *look);

void action_release(struct action *action);
/* The body of a message, by its content type; a body that is not known adds nothing. */
void seen_types_add(struct suggestion *suggestion, struct seen_types *types,
                    const struct headers *headers, const struct body *body);
/* The response, under its status. */
void action_add_response(struct suggestion *suggestion, struct action *action,
                         const struct response *response);
/* The request's query parameters; of those, only the one of that name when it is given. */
void action_add_query(struct suggestion *suggestion, struct action *action,
                      const struct query_pairs *query, struct str only_name);

/* "$.paths['/pets/{id}'].get" for "/paths/~1pets~1{id}/get". */
struct str target_of_pointer(struct arena *arena, struct str pointer);
/* "#/paths/~1pets~1%7Bid%7D/get": the pointer as the fragment of a reference. */
struct str reference_of_pointer(struct arena *arena, struct str pointer);

#endif
