/* Schema resources: what a $id names, or a whole document. A document is looked through once for
   them, at the places where its dialects have schemas; what it names is then found by its URI.
   Private to schema/. */
#ifndef OASDRIFT_SCHEMA_RESOURCE_H
#define OASDRIFT_SCHEMA_RESOURCE_H

#include "base/vec.h"
#include "schema/program.h"

struct resource {
    const struct node *root;
    struct resource *parent;   /* around it in its document; NULL: it is the document */
    struct resource *identity; /* the schema itself; where it has a $schema and no $id, what its
                                  references are resolved in */
    struct str base;           /* its absolute URI, without fragment */
    enum schema_dialect dialect;
    unsigned vocabularies; /* enum vocabulary: in force here */
    struct str unchecked;  /* why nothing in it can be judged; STR_NONE where it can */
    const struct dynamic_anchor *anchors;
};

struct document_resources {
    VEC(struct resource *) list; /* in the order of the text, the document itself first */
};

/* What a URI names. */
struct identifier {
    struct resource *resource;
    const struct node *node;
};

struct schema_set;

const struct document_resources *resources_of(struct schema_set *set,
                                              const struct document *document);
void resources_release(struct schema_set *set);
/* false: its base was made up, for a text that came from nowhere and has no $id. */
bool resource_is_named(const struct resource *resource);
/* The innermost resource around the node. */
struct resource *resource_at(const struct document_resources *resources, const struct node *node);
/* NULL: nothing that was looked through has that URI (which may end in "#anchor"). */
const struct identifier *identifier_find(const struct schema_set *set, struct str uri);

#endif
