/* Path templates: "/pets/{id}.{format}" (OpenAPI 3.1, 4.8.8.2). */
#ifndef OASDRIFT_OPENAPI_TEMPLATE_H
#define OASDRIFT_OPENAPI_TEMPLATE_H

#include "base/str.h"

/* The next expression: the literal text before it and its name. At the last literal, which may be
   empty, name is STR_NONE; after that false. A brace without its other half is literal text. */
bool template_next(struct str *rest, struct str *literal, struct str *name);
bool template_has_name(struct str path, struct str name);
/* Braces pair up, do not nest, hold a name, and no '/', '?' or '#' stands in them. */
bool template_is_valid(struct str path);

#endif
