/* Random schemas: small ones of every keyword of a dialect, for what must hold of all schemas. */
#ifndef RANDOM_SCHEMA_H
#define RANDOM_SCHEMA_H

#include "base/strbuf.h"
#include "schema/schema.h"

enum { RANDOM_SCHEMA_DEPTH = 3 }; /* schemas inside each other, definitions not counted */

/* Where chance stands: equal states give equal schemas. */
struct chance {
    uint64_t state;
};
unsigned chance_below(struct chance *chance, unsigned limit);

/* Adds one as JSON text. Its references lead to "#" and to "#/definitions/d0" and d1, whatever the
   dialect calls definitions; where there are dynamic references, "#/definitions/o" is a resource
   of its own, the root is the resource "r", and what has an anchor calls it "n". */
void random_schema(struct chance *chance, enum schema_dialect dialect, struct strbuf *out);

#endif
