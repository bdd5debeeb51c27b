/* Which reading of a text is meant. A value whose texts have no type yet holds choices
   (document/choice.h); a reading takes an alternative for each, one and the same for whoever asks,
   and the value holds when the schema holds for one of its readings. */
#ifndef OASDRIFT_SCHEMA_READING_H
#define OASDRIFT_SCHEMA_READING_H

#include "document/choice.h"
#include "schema/schema.h"

/* Limits of one search. */
enum {
    READING_MAX_DECISIONS = 256,     /* of the schema, with more choices taken each time */
    READING_STEPS = 20 * 1000 * 1000 /* in all of them, and SCHEMA_STEPS_A_NODE for each node */
};

enum reading_found {
    READING_HOLDS,    /* or whether it does is not known: evaluating it tells the doubt */
    READING_FAILS,    /* none holds; taken is what comes nearest */
    READING_UNFORMED, /* it may be one with arrays or objects that the text's style cannot write */
    READING_CUT       /* there are more than are tried */
};

/* Takes alternatives in the tree, which choice_settle then follows; choices that stay open may be
   either. schema: NULL: nothing is asked. */
enum reading_found reading_find(struct evaluator *ev, const struct schema *schema,
                                const struct node *tree, enum schema_direction direction);

#endif
