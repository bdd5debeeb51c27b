/* Private to decode/: objects in a query that have no name of their own: "R=100&G=200" (form,
   exploded) and "color[R]=100" (deepObject); OpenAPI 3.1, 4.8.12.4. */
#ifndef OASDRIFT_DECODE_QUERY_OBJECT_H
#define OASDRIFT_DECODE_QUERY_OBJECT_H

#include "decode/parameter.h"
#include "decode/style.h"

/* May the parameter be such an object? */
bool query_object_is(struct decoding *decoding, const struct parameter *parameter);
/* May a pair of the parameter's own name be one of its properties? */
bool query_object_has_own_name(struct decoding *decoding, const struct parameter *parameter);
/* The pairs of the query that are its properties, names decoded, values raw. Returns STR_NONE,
   or why it cannot be told which they are. */
struct str query_object_read(struct decoding *decoding, const struct request_texts *texts,
                             const struct parameter *parameter, struct style_parts *properties);
/* The same of a deepObject among any pairs. */
struct str deep_object_read(const struct parameter *parameter, const struct query_pairs *pairs,
                            struct arena *arena, struct style_parts *properties);

#endif
