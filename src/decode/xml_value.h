/* Private to decode/: XML as the JSON value that its schema describes (OpenAPI 3.1, 4.8.26; 3.2,
   4.26: XML Object). */
#ifndef OASDRIFT_DECODE_XML_VALUE_H
#define OASDRIFT_DECODE_XML_VALUE_H

#include "decode/decoding.h"
#include "http/xml_tree.h"

/* What the specification gives no mapping for, or a name that is not the schema's. */
struct xml_reading {
    struct str mismatch; /* an element has not the name or namespace that `xml` gives it; or none */
    struct str doubt;    /* why the value cannot be told; or none */
};

/* A tree of the decoding's arena, its texts as choices (document/choice.h). Elements and attributes
   that no property describes become properties under their local names. NULL: see *reading. */
const struct node *xml_value(struct decoding *decoding, const struct xml_element *root,
                             const struct node *schema, struct xml_reading *reading);

#endif
