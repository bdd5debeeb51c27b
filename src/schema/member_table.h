/* The keys of the object that schemas are applied to now, in a table: for the branches of an allOf
   that say something of a few of its many members each. It is made when the same object was asked
   for again and again, in memory that the evaluator keeps. Private to schema/. */
#ifndef OASDRIFT_SCHEMA_MEMBER_TABLE_H
#define OASDRIFT_SCHEMA_MEMBER_TABLE_H

#include "base/vec.h"
#include "document/node.h"

enum {
    TABLE_MEMBERS = 64, /* of fewer members no table is made, */
    TABLE_AFTER = 4,    /* nor before the object was asked for so often, */
    TABLE_SHARE = 4     /* nor where names are more than this part of the members */
};

struct member_table {
    const struct node *object; /* NULL: none yet */
    unsigned asked;
    bool made;
    uint32_t *slots; /* offset of a key node from the object's, 0: free; a key that stands twice is
                        there twice */
    uint32_t mask;
    size_t capacity;
    VEC(const struct node *) found; /* a stack of what member_table_gather found */
};

void member_table_release(struct member_table *table);
/* Its object may be gone. */
static inline void member_table_forget(struct member_table *table)
{
    table->object = NULL;
}
/* Is it quicker to look up so many names in the table than to go through the members? */
bool member_table_serves(struct member_table *table, const struct node *object, size_t names);
/* The first key of the name; NULL. */
const struct node *member_table_find(const struct member_table *table, struct str name);
/* Puts all keys of the name onto the stack. */
void member_table_gather(struct member_table *table, struct str name);
/* Those from `first` on in the order in which they stand in the object. */
void member_table_sort(struct member_table *table, size_t first);

#endif
