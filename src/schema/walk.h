/* Schemas as they are written: which of them speak of one value, and which of its members and
   items. For whoever asks what a description says without judging a value by it. References are
   followed, each schema is met once, and what is met follows one set of limits. */
#ifndef OASDRIFT_SCHEMA_WALK_H
#define OASDRIFT_SCHEMA_WALK_H

#include "base/pointer_map.h"
#include "base/vec.h"
#include "schema/keyword.h"

/* Beyond these a walk ends and is `cut`. */
enum {
    WALK_MAX_SCHEMAS = 100 * 1000, /* of one walk */
    WALK_MAX_CHAIN = 64,           /* references that lead to references */
    WALK_MAX_PAIRS = 1000 * 1000   /* of a schema and a value, in one walk over both */
};

/* How schemas are read. */
struct schema_reader {
    const struct keyword_names *names;
    enum schema_dialect dialect; /* a $schema in a schema changes nothing */
    /* Where the reference leads that is the text of the node, one step. NULL: nowhere. */
    const struct node *(*follow)(void *context, const struct node *reference);
    void *context;
};

/* By the set's settings; references are resolved as schema_compile does. The set is changed by it,
   and is one thread's alone meanwhile. */
struct schema_reader schema_set_reader(struct schema_set *set);

/* Where the schema's $ref leads in the end, whatever stands beside it; the schema itself, where it
   has none; NULL: nowhere, or over more than WALK_MAX_CHAIN of them. */
const struct node *schema_follow(const struct schema_reader *reader, const struct node *schema);

/* ---- the schemas that speak of one value ---- */

/* What a walk goes on to from a schema, beside its references: a set of enum keyword_schemas. */
enum {
    WALK_CERTAIN = SCHEMAS_HOLD,                    /* allOf: they hold where the schema does */
    WALK_BRANCHES = WALK_CERTAIN | SCHEMAS_BRANCH,  /* anyOf and oneOf too */
    WALK_PARTS = WALK_BRANCHES | SCHEMAS_CONDITION, /* if, then, else, dependentSchemas too */
    WALK_ALL =
        WALK_PARTS | SCHEMAS_DENIED | SCHEMAS_BELOW /* and what speaks of members and items */
};

struct walk_step {
    const struct node *schema;
    bool back; /* its parts are done */
};

/*  struct schema_walk walk;
    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while ((schema = schema_walk_next(&walk))) ...
    schema_walk_release(&walk);                                                       */
struct schema_walk {
    const struct schema_reader *reader; /* borrowed */
    unsigned reach;
    size_t branch; /* which one of an anyOf or oneOf is gone into, modulo their number; SIZE_MAX,
                      which init sets: each */
    bool cut;      /* a limit was met: there is more */
    bool lost;     /* a reference leads nowhere */
    bool circular; /* a schema is part of itself: nothing tells whether a value holds */
    bool dynamic;  /* a $dynamicRef or $recursiveRef was met: where it leads depends on the way to
                      it. It was followed as if it were a $ref, where the dialect reads it */
    /* Private: */
    const struct node *last; /* whose parts come next; NULL: none */
    VEC(struct walk_step) pending;
    struct pointer_map seen; /* schema -> walk: its parts are not done yet; reader: they are */
};

/* schema may be NULL, and more may be added, also while the walk goes on. */
void schema_walk_init(struct schema_walk *walk, const struct schema_reader *reader, unsigned reach,
                      const struct node *schema);
void schema_walk_add(struct schema_walk *walk, const struct node *schema);
/* The next schema, an object or a boolean, parts behind the schema they are part of and in the
   order of keywords.def; NULL at the end. A schema that is a reference and nothing else, as far as
   its dialect looks, is not returned but followed. */
const struct node *schema_walk_next(struct schema_walk *walk);
/* The walk does not go on from the schema that it returned last. */
void schema_walk_leave(struct schema_walk *walk);
void schema_walk_release(struct schema_walk *walk);

/* Has the schema the keyword, or one that WALK_ALL leads to? true also where a limit was met.
   answers: what was found out for the keyword, at first empty; so each schema is looked at once. */
bool schema_leads_to(const struct schema_reader *reader, struct pointer_map *answers,
                     const struct node *schema, enum keyword keyword);
/* The same of a schema that the question is true of. */
bool schema_leads_to_such(const struct schema_reader *reader, struct pointer_map *answers,
                          const struct node *schema, bool (*is_such)(const struct node *schema));
/* Does the schema object itself call its values secret: format password, or writeOnly? */
bool schema_is_sensitive(const struct node *schema);

/* ---- the schemas of its members and items ---- */

/* What a schema object itself says of a member: `properties`, else additionalProperties, but not
   beside patternProperties, which are not looked into. NULL: nothing. */
const struct node *schema_member(const struct schema_reader *reader, const struct node *schema,
                                 struct str name);
/* The same of an item: prefixItems or a list of items; else items or additionalItems. */
const struct node *schema_item(const struct schema_reader *reader, const struct node *schema,
                               size_t index);

/* ---- schemas and the values that they speak of ---- */

struct schema_pair {
    const struct node *schema, *instance;
};

/* A walk over a schema and a value in step; each pair is met once. The members of the struct that
   the walk of schemas has too mean the same. */
struct schema_pairs {
    const struct schema_reader *reader;
    unsigned reach; /* WALK_CERTAIN, WALK_BRANCHES or WALK_PARTS */
    /* Is the pair worth meeting? how: SCHEMAS_HOLD, _BRANCH, _CONDITION or _BELOW, and SCHEMAS_NONE
       for what a reference leads to or was added. NULL: each is. */
    bool (*enters)(void *context, const struct schema_pair *pair, unsigned how);
    void *context;
    bool cut;
    /* Private: */
    struct schema_pair last;
    unsigned reach_of_last;
    VEC(struct schema_pair) pending;
    struct pointer_map seen;
};

void schema_pairs_init(struct schema_pairs *pairs, const struct schema_reader *reader,
                       unsigned reach);
/* Ahead of all that is still to come. NULL and what is no schema are left out. All instances of a
   walk lie in one document. */
void schema_pairs_add(struct schema_pairs *pairs, const struct node *schema,
                      const struct node *instance);
/* false: at the end. Mere references are followed, as schema_walk_next does. */
bool schema_pairs_next(struct schema_pairs *pairs, struct schema_pair *pair);
/* From the pair that was returned last, the walk goes on to these parts only, and to members and
   items. */
void schema_pairs_narrow(struct schema_pairs *pairs, unsigned reach);
void schema_pairs_release(struct schema_pairs *pairs);

#endif
