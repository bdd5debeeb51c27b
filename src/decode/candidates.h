/* Text as JSON values: what a text means depends on the types that its schema allows. Where it
   allows several, each that the text can be read as is a candidate, and the first that holds is
   meant. */
#ifndef OASDRIFT_DECODE_CANDIDATES_H
#define OASDRIFT_DECODE_CANDIDATES_H

#include "base/strbuf.h"
#include "decode/decoding.h"

enum { MAX_CANDIDATES = 8 };

struct candidates {
    const struct node *items[MAX_CANDIDATES]; /* the likeliest first; later ones are dropped */
    size_t count;
};

/* NULL is not added. */
void candidates_add(struct candidates *candidates, const struct node *node);
/* The numbers, booleans, null and string that decoded UTF-8 text can be. types: shape_types. */
void candidates_add_scalars(struct candidates *candidates, struct arena *arena, struct str text,
                            unsigned types);
/* The first that holds, else the first; NULL when there is none. *holds: does it? A schema that
   cannot be asked, NULL among them, holds. */
const struct node *candidates_choose(const struct candidates *candidates, struct decoding *decoding,
                                     const struct node *schema, bool *holds);

/* The text as a JSON string; broken UTF-8 gives NULL. */
const struct node *string_node(struct arena *arena, struct str text);
/* The JSON text's document; NULL when it is none. */
const struct node *json_node(struct arena *arena, struct str json);

#endif
