/* Private to decode/: what a schema says of the parts of a value that is written as text. It is
   read where it stands, through references and allOf only (OpenAPI 3.1.2, 4.8.12.5 "schema
   inspection"). */
#ifndef OASDRIFT_DECODE_SCHEMA_SHAPE_H
#define OASDRIFT_DECODE_SCHEMA_SHAPE_H

#include "decode/decoding.h"
#include "document/kinds.h"

/* May an object have properties that its schema does not name? */
enum shape_rest {
    SHAPE_OPEN,  /* nothing is said: any */
    SHAPE_MAP,   /* additionalProperties says which */
    SHAPE_CLOSED /* none */
};

/* The kinds that it allows, a set that tells no integers apart; 0: it does not say. */
unsigned shape_types(struct decoding *decoding, const struct node *schema);
/* The schema of an array's elements; NULL when there is none. */
const struct node *shape_items(struct decoding *decoding, const struct node *schema);
/* The schema of a property; additionalProperties where that is one; NULL when there is none. */
const struct node *shape_property(struct decoding *decoding, const struct node *schema,
                                  struct str name);
/* Calls back with each property that `properties` names; a name may come more
   than once. */
void shape_each_property(struct decoding *decoding, const struct node *schema,
                         void (*found)(void *context, struct str name, const struct node *schema),
                         void *context);
/* The value of a keyword; NULL when it is nowhere. */
const struct node *shape_keyword(struct decoding *decoding, const struct node *schema,
                                 const char *keyword);
/* Does `properties` name it? */
bool shape_names_property(struct decoding *decoding, const struct node *schema, struct str name);
enum shape_rest shape_rest(struct decoding *decoding, const struct node *schema);

#endif
