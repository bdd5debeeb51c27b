/* Text as JSON values. A text has no type until a schema asks: it stands in a value as a choice
   (document/choice.h), and the reading that holds is looked for once the whole is put together. */
#ifndef OASDRIFT_DECODE_TEXT_VALUE_H
#define OASDRIFT_DECODE_TEXT_VALUE_H

#include "decode/decoding.h"
#include "document/choice.h"
#include "schema/reading.h"

/* Adds the number, boolean or null that the text spells as JSON does; nothing, when it spells none.
 */
void choice_add_spelt(struct choice *choice, struct arena *arena, struct str text);
/* Adds the number, boolean or null that the text spells as JSON does, and the string: which is what
   is meant where nobody speaks of types. The text is decoded UTF-8 that lives in the arena. */
void choice_add_scalars(struct choice *choice, struct arena *arena, struct str text);

/* The value that a tree with choices is: by the reading that the schema holds for, else by the one
   that comes nearest. A schema that cannot be asked, NULL among them, holds. *value is NULL when a
   text is no UTF-8. opaque: NULL where nothing is. */
enum reading_found text_value_settle(struct decoding *decoding, const struct node *schema,
                                     enum schema_direction direction, const struct node *tree,
                                     const struct node **value, struct opaque_nodes *opaque);

/* The text as a JSON string; broken UTF-8 gives NULL. */
const struct node *string_node(struct arena *arena, struct str text);
/* The JSON text's document; NULL when it is none. */
const struct node *json_node(struct arena *arena, struct str json);

#endif
