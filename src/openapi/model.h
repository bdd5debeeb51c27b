/* What the files of openapi/ share to turn nodes into structs. Reading never stops at a mistake: it
   notes a problem and goes on with what is usable. All memory is the library's arena. */
#ifndef OASDRIFT_OPENAPI_MODEL_H
#define OASDRIFT_OPENAPI_MODEL_H

#include "openapi/openapi.h"

/* Problems beyond this many are not listed. */
enum { OPENAPI_MAX_PROBLEMS = 10000 };
/* References that lead to references. */
enum { REFERENCE_MAX_CHAIN = 64 };

#define PROBLEM_INVALID    "description.invalid"
#define PROBLEM_REFERENCE  "description.reference-unresolved"
#define PROBLEM_AMBIGUOUS  "description.path-ambiguous"
#define PROBLEM_UNDECLARED "description.parameter-undeclared"

struct arena *openapi_arena(const struct api *api);

/* Members by type: NULL (STR_NONE) when absent; one of another kind is noted and counts as absent.
 */
const struct node *member_object(struct api *api, const struct node *parent, const char *key);
const struct node *member_array(struct api *api, const struct node *parent, const char *key);
struct str member_string(struct api *api, const struct node *parent, const char *key);
bool member_boolean(struct api *api, const struct node *parent, const char *key, bool otherwise);
/* As member_string; absence is noted as well, as what `parent` (its name, "info") lacks. */
struct str member_required_string(struct api *api, const struct node *parent, const char *key,
                                  const char *parent_name);
/* Is it an object? Another kind is noted. node may be NULL: false. */
bool node_expect_object(struct api *api, const struct node *node, const char *name);
/* "x-..." */
bool key_is_extension(struct str key);

/* NULL: `openapi` names no version that is read; err tells. */
const struct openapi_version *dialect_find(struct api *api, const struct node *root,
                                           struct error *err);

/* map: name to Media Type Object; NULL gives empty content. */
struct content content_read(struct api *api, const struct node *map);
/* `example` and `examples` of a Media Type, Parameter or Header Object; where there are none, those
   of its schema. */
const struct example *examples_read(struct api *api, const struct node *object,
                                    const struct node *schema, size_t *count);
/* Those of a path item and of an operation, merged; what each lacks is checked with the template.
 */
struct parameters parameters_read(struct api *api, const struct operation *operation);
/* Response headers. map may be NULL. */
struct parameters headers_read(struct api *api, const struct node *map);

/* The servers of array, or none of them usable: *count is 0. */
const struct server *servers_read(struct api *api, const struct node *array, size_t *count);
/* A server of --server: an URL or a path. */
struct server server_of_option(struct api *api, const char *option);

void security_schemes_read(struct api *api, const struct node *components);
/* requirements: the `security` array; NULL gives none. */
const struct security_alternative *security_read(struct api *api, const struct node *requirements,
                                                 size_t *count);

/* Paths into a trie, bases from the operations' servers and the options; same shapes are noted. */
struct router *router_new(struct api *api, const struct server *options, size_t option_count);
void router_free(struct router *router);

#endif
