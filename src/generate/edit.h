/* A value that differs from another in some places. Private to generate/. */
#ifndef OASDRIFT_GENERATE_EDIT_H
#define OASDRIFT_GENERATE_EDIT_H

#include "base/arena.h"
#include "base/vec.h"
#include "document/node.h"

/* More places than this are not changed in one go; those that come later stay as they are. */
enum { EDIT_MAX_CHANGES = 256 };

struct edit {
    VEC(struct change {
        const struct node *at;   /* a value within the edited one */
        const struct node *with; /* in its place; NULL: it is left out */
        const struct node *more; /* NULL, or an object: what `at`, an object, lacks of its members
                                    it gets */
    })
    changes;
};

void edit_release(struct edit *edit);
void edit_replace(struct edit *edit, const struct node *at, const struct node *with);
void edit_drop(struct edit *edit, const struct node *at);
void edit_complete(struct edit *edit, const struct node *at, const struct node *more);
/* The changed value, in the arena; NULL: nothing is left of it. What is within a value that is
   replaced or left out goes with it. */
const struct node *edit_apply(const struct edit *edit, struct arena *arena,
                              const struct node *value);

#endif
