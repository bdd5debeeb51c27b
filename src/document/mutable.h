/* A tree that can be changed, over nodes that cannot. A member of the tree is made when it is asked
   for; subtrees that nobody touched are copied whole when the changed document is made. Private to
   document/. */
#ifndef OASDRIFT_DOCUMENT_MUTABLE_H
#define OASDRIFT_DOCUMENT_MUTABLE_H

#include "document/document.h"

struct mutable_node {
    const struct node *origin; /* its value: a scalar, or the container it began as */
    const struct node *key;    /* of a member; NULL for elements and the root */
    struct mutable_node *parent;
    struct mutable_node *first, *last; /* children in order; see mutable_first */
    struct mutable_node *previous, *next;
    uint32_t count;    /* children, once opened */
    uint32_t selected; /* for selections only: the last selection that it was in */
    bool opened;       /* the children were made; from then on they count, not `shows` */
};

/* The root of a tree over `origin`; all of it lives in the arena. */
struct mutable_node *mutable_new(struct arena *arena, const struct node *origin);

/* The first child of an array or object, NULL when it has none; then ->next. */
struct mutable_node *mutable_first(struct arena *arena, struct mutable_node *node);
/* The number of children. */
size_t mutable_count(const struct mutable_node *node);
/* The member with that key; NULL when there is none, or the node is no object. */
struct mutable_node *mutable_member(struct arena *arena, struct mutable_node *node, struct str key);
bool mutable_equal(struct arena *arena, struct mutable_node *a, struct mutable_node *b);

/* Adds `value` as the last child: a member when `key` is given, an element when it is NULL. */
void mutable_append(struct arena *arena, struct mutable_node *container, const struct node *key,
                    const struct node *value);
/* Gives the node another value; a member keeps its key. */
void mutable_replace(struct mutable_node *node, const struct node *value);
/* Takes the node out of its parent. Not the root. */
void mutable_remove(struct mutable_node *node);

/* The tree as a document of its own, with everything but its nodes from `base`; every node knows
   where it came from (node_origin). In the arena. */
struct document *mutable_finish(struct arena *arena, const struct mutable_node *root,
                                const struct document *base);

#endif
