/* What the files of openapi/ share to turn nodes into structs. Reading never stops at a mistake: it
   notes a problem and goes on with what is usable. All memory is the documents' arena. */
#ifndef OASDRIFT_OPENAPI_MODEL_H
#define OASDRIFT_OPENAPI_MODEL_H

#include "openapi/openapi.h"

/* Problems beyond this many are not listed. */
enum { OPENAPI_MAX_PROBLEMS = 10000 };
/* Encodings inside each other. */
enum { ENCODING_MAX_DEPTH = 16 };

#define PROBLEM_INVALID    "description.invalid"
#define PROBLEM_REFERENCE  "description.reference-unresolved"
#define PROBLEM_AMBIGUOUS  "description.path-ambiguous"
#define PROBLEM_UNDECLARED "description.parameter-undeclared"
#define PROBLEM_REMOTE     "description.reference-remote"
#define PROBLEM_DIALECT    "description.dialect-unknown"
#define PROBLEM_ID         "description.operation-id-duplicate"
#define PROBLEM_SECURITY   "description.security-undefined"
#define PROBLEM_SIBLINGS   "description.reference-siblings"

struct arena *openapi_arena(const struct api *api);

/* What an error about the place tells, with its cause: what is not read is one mistake, wherever it
   is referred to. */
void openapi_error_problem(struct api *api, const struct node *place, const char *rule, bool mild,
                           const struct error *err);

struct str field_string(struct api *api, const struct node *object, enum field field);
bool field_boolean(struct api *api, const struct node *object, enum field field, bool otherwise);
/* The URI by which a document names itself, in versions where it can; STR_NONE. */
struct str version_self(const struct node *root);
/* NULL: the document names no version that is read; err tells. */
const struct openapi_version *version_find(struct api *api, const struct node *root,
                                           struct error *err);

/* Where the reference in a string node leads; NULL, and a problem is noted: it leads nowhere. */
const struct node *openapi_reference_target(struct api *api, const struct node *reference);
/* The kind of object that a reference to a component names; OBJECT_COUNT: it names none. */
enum object object_of_reference(const struct api *api, struct str reference);
/* Does the reference name a component of another kind? That is noted. object: what is needed;
   OBJECT_COUNT: anything. */
bool openapi_names_other(struct api *api, const struct node *reference, const struct node *target,
                         enum object object);
/* openapi_dereference where each reference on the way has to lead to such an object. */
const struct node *openapi_dereference_as(struct api *api, const struct node *node,
                                          enum object object);

/* Does the node look like such an object? No schemas. */
bool object_looks_right(enum object object, const struct node *node);
/* Of an object that does not: its first key that is no field of such an object, or has a value of
   another form. NULL: there is none. */
const struct node *object_odd_key(enum object object, const struct node *node);
/* Is the value of the form that the field has? */
bool field_has_form(enum field field, const struct node *value);

/* ---- path items ---- */

struct path_item {
    const struct node *parts[PATH_ITEM_MAX_PARTS]; /* as it is written, then what $ref leads to */
    size_t count;
    const struct node *unread; /* the $ref behind which there may be more; NULL */
    const struct node *place;  /* the first part that says something itself */
};
/* false: nothing of it can be read. */
bool path_item_read(struct api *api, const struct node *node, struct path_item *item);

struct path_item_field {
    const struct node *value; /* NULL: no part has it */
    const struct node *twice; /* two parts have it and differ: which one counts is not defined */
};
struct path_item_field path_item_field(struct api *api, const struct path_item *item,
                                       enum field field);
/* Notes which of the fields that nothing is judged by stand in two parts. */
void path_item_check(struct api *api, const struct path_item *item);

/* ---- the list of operations ---- */

/* Those of the paths, into api->operations. */
void paths_read(struct api *api);
void tags_read(struct api *api, const struct node *root);

/* ---- what an operation says ---- */

/* map: name to Media Type Object; NULL gives empty content. */
struct content content_read(struct api *api, const struct node *map);
/* `example` and `examples` of a Media Type, Parameter or Header Object; where there are none, those
   of its schema. */
const struct example *examples_read(struct api *api, const struct node *object,
                                    const struct node *schema, size_t *count);
/* 2.0's parameters that describe the body. */
struct body_parameters {
    const struct node *body;  /* in: body; NULL: none */
    struct parameters fields; /* in: formData */
};
/* Those of a path item and of an operation, merged; what each lacks is checked with the template.
 */
struct parameters parameters_read(struct api *api, const struct operation *operation,
                                  struct body_parameters *body);
/* Those of a Media Type Object. Nesting beyond ENCODING_MAX_DEPTH is left out, noted. */
struct encodings encodings_read(struct api *api, const struct node *place);
/* Reads `in`; false, and a problem is noted, when the version has no such place. */
bool location_read(struct api *api, const struct node *place, enum parameter_location *in);
/* What parameters and headers have in common. place and in are set. */
void parameter_shape_read(struct api *api, struct parameter *parameter, enum object object);
/* The media type of `content`, which has one entry and no schema beside it. */
void parameter_content_read(struct api *api, struct parameter *parameter, const struct node *map);
enum parameter_style style_read(struct api *api, const struct node *place, enum field field,
                                enum parameter_location in);

/* ---- 2.0, where media types stand beside the bodies (content_20.c) ---- */

/* NULL: no parameter describes a body. */
const struct request_body *request_body_read_20(struct api *api, const struct operation *operation,
                                                const struct body_parameters *parameters);
struct content response_content_20(struct api *api, const struct operation *operation,
                                   const struct node *response);

/* ---- the rest ---- */

/* Response headers. map may be NULL. */
struct parameters headers_read(struct api *api, const struct node *map);

/* The servers of the array; when none of them is usable, *count is 0. */
const struct server *servers_read(struct api *api, const struct node *array, size_t *count);
/* 2.0: one a scheme, from host and basePath; schemes may be NULL. */
const struct server *servers_read_20(struct api *api, const struct node *root,
                                     const struct node *schemes, size_t *count);
/* A server of --server: an URL or a path. */
struct server server_of_option(struct api *api, const char *option);

void security_schemes_read(struct api *api);
/* Raises that no scheme of the key's name is declared. false: one is, or the key is a URI. */
bool security_raise_undeclared(struct api *api, const struct node *key, struct error *err);
/* The flows of an oauth2 scheme. Returns true: a scheme without them is an oauth2 scheme all the
   same. */
bool flows_read(struct api *api, struct security_scheme *scheme);
/* Does the operation require a scheme where nothing declares any? Then the description is a part
   of something larger. */
bool security_is_elsewhere(struct api *api, const struct node *operation);
/* requirements: the `security` array; NULL gives none. */
const struct security_alternative *security_read(struct api *api, const struct node *requirements,
                                                 size_t *count, const struct node **unread);

/* Paths into a trie, bases from the operations' servers and the options; same shapes are noted. */
struct router *router_new(struct api *api, const struct server *options, size_t option_count);
void router_free(struct router *router);

#endif
