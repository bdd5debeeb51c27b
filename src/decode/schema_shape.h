/* Private to decode/: what a schema says of the parts of a value that is written as text. What it
   says for certain is read through references and allOf (OpenAPI 3.1.2, 4.8.12.5 "schema
   inspection"); what it may say, through branches and conditions too. */
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
/* The kinds that a text may be read as: those, or where it does not say, those that it mentions. */
unsigned shape_forms(struct decoding *decoding, const struct node *schema);
/* The same of a member, whichever branch describes it. */
unsigned shape_member_forms(struct decoding *decoding, const struct node *schema, struct str name);
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
/* The same in whichever branch, and by whichever pattern. */
bool shape_may_name(struct decoding *decoding, const struct node *schema, struct str name);
enum shape_rest shape_rest(struct decoding *decoding, const struct node *schema);

#endif
