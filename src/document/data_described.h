/* Values in a few words: their kind, and what they are or are made of. For people; data is marked
   (base/data_span.h). */
#ifndef OASDRIFT_DOCUMENT_DATA_DESCRIBED_H
#define OASDRIFT_DOCUMENT_DATA_DESCRIBED_H

#include "document/data_excerpt.h"

enum { DATA_SHOWN_BYTES = 80 /* of a value */ };

/* How much of the value may be told. */
enum data_telling {
    DATA_TOLD,
    DATA_HIDDEN /* kinds, and names of members, alone */
};

/* `string "17a"`, "integer 3", "null", "array", "object". What is written as 25.0 is called a
   number, though most dialects take it for an integer. */
void data_add_found(struct arena *arena, struct strbuf *out, const struct node *node,
                    enum data_telling telling);
/* `"id", "name", ... (3 more)`: of an object's members; "no properties". near: the one that begins
   most like this name comes first; may be absent. */
void data_add_names(struct strbuf *out, const struct node *object, struct str near);
/* The same as data_add_found, with "(3 items)" of an array and the names of an object. */
void data_add_described(struct arena *arena, struct strbuf *out, const struct node *node,
                        enum data_telling telling);
/* A name, marked. */
void data_add_name(struct strbuf *out, struct str name);

#endif
