/* Facts about a value of one kind, handed to what solves the kind. Private to witness/. */
#ifndef OASDRIFT_WITNESS_LEAF_H
#define OASDRIFT_WITNESS_LEAF_H

#include "witness/search.h"

/* Each fills the shape. The first two cannot fail; the others are OUTCOME_NONE where the facts
   leave no value. */
void leaf_numbers(struct search *search, struct shape *shape);
void leaf_texts(struct search *search, struct shape *shape);
enum outcome leaf_array(struct search *search, struct shape *shape);
enum outcome leaf_object(struct search *search, struct shape *shape);

/* Is whether the tracker's keyword sees an item or member not settled yet? Then the keyword is left
   out, and the evaluator tells whether the value keeps it. */
bool leaf_is_open(const struct search *search, uint32_t tracker);
/* Does another unevaluated keyword within, a fact of the same `op`, evaluate all that is left? */
bool leaf_is_served(const struct search *search, uint32_t tracker, enum op op);

#endif
