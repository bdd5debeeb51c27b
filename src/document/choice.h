/* A text has no type until a schema asks. What can be read in more than one way stands in a tree as
   a choice: a node of its own kind, with the values that the text may be. schema/reading.h finds
   the reading that holds; everybody else sees the plain value that choice_settle makes of it. */
#ifndef OASDRIFT_DOCUMENT_CHOICE_H
#define OASDRIFT_DOCUMENT_CHOICE_H

#include "document/document.h"

enum { CHOICE_MAX_ALTERNATIVES = 12 };
#define CHOICE_OPEN UINT32_MAX

struct choice {
    uint32_t capacity;
    uint32_t count; /* 0: the value is opaque, nothing is known of it */
    bool octets;    /* opaque, but a string as far as types go */
    uint32_t plain; /* the one that is meant where no schema speaks of its type */
    bool unformed;  /* a part of a text whose style has no form for the arrays and objects that it
                       may have been */
    /* Of the search: */
    uint32_t possible; /* a bit for each alternative that is not ruled out */
    uint32_t taken;    /* the alternative; CHOICE_OPEN */
    uint32_t nearest;  /* the one that comes nearest to what was asked; CHOICE_OPEN: none was */
    unsigned nearness; /* of the nearest, see schema/choosing.c */
    bool typed;        /* a schema that was asked speaks of its type */
    bool divides;      /* a schema that was asked holds for one alternative and not for another */
    bool missed;       /* a schema asked for what is unformed */
    /* The likeliest first. They may hold choices; they need not be documents. */
    const struct node *alternatives[];
};

/* With no alternative yet, and room for so many, CHOICE_MAX_ALTERNATIVES at most. */
struct choice *choice_new(struct arena *arena, uint32_t capacity);
/* NULL is not added, nor what there is no room for. */
void choice_add(struct choice *choice, const struct node *alternative);
/* A node that stands for the choice, or for its only alternative; in the arena. */
const struct node *choice_node(struct arena *arena, struct choice *choice);
/* Is there a choice in the tree, or something opaque? */
bool choice_stands_in(const struct node *tree);

/* Nodes of settled values of which nothing is known: a schema's failures do not count for them. */
struct opaque_nodes {
    const struct node *const *items; /* in an arena */
    size_t count;
};

/* The tree as a JSON document of its own, a plain value for each choice, null for what is opaque.
   NULL where a name is no UTF-8. opaque: NULL where nothing is. */
const struct node *choice_settle(struct arena *arena, const struct node *tree,
                                 struct opaque_nodes *opaque);

#endif
