/* The schema that describes what was seen. Private to suggest/. */
#ifndef OASDRIFT_SUGGEST_SHAPE_SCHEMA_H
#define OASDRIFT_SUGGEST_SHAPE_SCHEMA_H

#include <jansson.h>

#include "observe/shape.h"
#include "openapi/openapi.h"
#include "redact/redaction.h"

/* A schema that all values match, in the version's words; literals only where no secret is in
   them. A new reference. */
json_t *shape_schema(const struct shape *shape, const struct openapi_version *version,
                     const struct redaction *redaction);

#endif
