/* What the files of bundle/ share. Private to bundle/.

   First all that the description says is walked, by the kinds of its objects (collect.c) and the
   keywords of its schemas (schemas.c), across files. Where a reference leaves the description's own
   file, its target becomes a part: it gets a place in the bundle (part.c). When all parts are
   known, each reference gets its new text (relink.c). Then the description's root is copied, with
   parts in their places (copy.c). */
#ifndef OASDRIFT_BUNDLE_BUNDLING_H
#define OASDRIFT_BUNDLE_BUNDLING_H

#include "base/map.h"
#include "base/pointer_map.h"
#include "base/vec.h"
#include "bundle/bundle.h"
#include "openapi/fields.h"
#include "schema/keyword.h"

/* What is brought in: the root of what is copied, as a component or in the place of a $ref. The
   first part is the description itself. */
struct bundle_part {
    const struct node *node;
    enum field home; /* its map: FIELD_COMPONENTS_SCHEMAS, FIELD_ROOT_DEFINITIONS...; FIELD_COUNT:
                        it stands in the place of a $ref */
    struct str name; /* of the component */
    struct str pointer; /* where it stands in the bundle */
    struct str dialect; /* a $schema that it needs, for it stood above it; STR_NONE */
    bool is_there;      /* a component that was there, as a mere $ref */
    bool is_data;       /* an example, an extension or a text: see data.c */
};

enum link_kind {
    LINK_REFERENCE, /* $ref, or the value of a mapping */
    LINK_DYNAMIC,   /* $dynamicRef, which goes by the name of an anchor */
    LINK_NAME       /* the key of a security requirement: a component goes by its name */
};

/* A reference and where it leads. */
struct link {
    const struct node *text, *target;
    enum link_kind kind;
};

/* What cannot be brought in, for one cause. */
struct obstacle {
    struct str message; /* with the first place */
    size_t places;
};

struct visit {
    const struct node *node;
    enum object kind;
};

/* A name by which a discriminator means a branch without a mapping: the last one in its $ref. Where
   the branch gets another name, a mapping keeps this one. */
struct implied_name {
    const struct node *discriminator, *branch; /* branch: its $ref */
    struct str name;
    struct str text; /* of the branch's reference in the bundle; STR_NONE: it keeps the name */
};

struct bundling {
    struct api *api;
    struct arena *arena; /* the description's */
    struct bundle_notes *notes;
    const struct node *root,
        *components; /* components: what holds the maps; NULL in 2.0, or none */
    struct keyword_names keywords;
    VEC(struct visit) pending;
    size_t visited_count;       /* of pending, which is gone through in its order */
    struct pointer_map visited; /* (node, kind) */
    struct pointer_map read;    /* a node that was visited, as whatever kind */
    VEC(struct bundle_part *) parts;
    struct pointer_map parts_at; /* the root of a part -> part */
    struct pointer_map covers;   /* document -> uint32_t for each node: its part and one; 0: none */
    struct map names;            /* "schemas/Pet" of all components */
    struct pointer_map instead;  /* an object with a $ref -> what stands in its place */
    VEC(struct link) links;
    VEC(struct implied_name) implied; /* those of one discriminator stand together */
    struct pointer_map more_mappings; /* a mapping, or a discriminator without one -> the place of
                                         its first implied name, and one */
    struct pointer_map texts;         /* a reference -> struct str *: its new text */
    struct pointer_map left_out;      /* the key of a member that is not copied */
    VEC(const struct node *) ids, anchors, dynamic_anchors; /* keys of $id, $anchor... */
    bool ids_are_kept;
    struct pointer_map told; /* an obstacle's node */
    VEC(struct obstacle) obstacles;
    struct map obstacles_by_cause;       /* their place in the list, and one */
    struct pointer_map literals;         /* the value of an enum or const: what is in it is meant */
    size_t data_count;                   /* $refs where the specification has none, replaced */
    size_t repeated_nodes;               /* of data that stands in more than one place */
    const struct node *data, *kept_data; /* the first; the first that leads nowhere */
    const struct node *literal;          /* the first in an enum or const */
    VEC(const struct node *) operation_refs;
    size_t external_values, other_operations;
    const struct node *external_value, *other_operation; /* the first */
};

/* Has to be walked, as an object of that kind. */
void bundling_visit(struct bundling *bundling, const struct node *node, enum object kind);
/* Told once for each cause, or else place. */
void bundling_obstacle(struct bundling *bundling, const struct node *site, const struct error *err);
void bundling_notice(struct bundling *bundling, struct str text);
/* With the place. */
void bundling_notice_at(struct bundling *bundling, const struct node *place, const char *format,
                        ...) __attribute__((format(printf, 3, 4)));
/* Of the description's own file, or another? */
bool bundling_is_own(const struct bundling *bundling, const struct node *node);

/* ---- collect.c, schemas.c ---- */

void collect_all(struct bundling *bundling);
void collect_schema(struct bundling *bundling, const struct node *schema);
/* Where a reference to an object of the kind leads; NULL: nowhere, which is told. */
const struct node *collect_target(struct bundling *bundling, const struct node *object,
                                  const struct node *reference, enum object kind);
/* A reference that leads to the target: what lies in another file becomes a part. */
void collect_link(struct bundling *bundling, const struct node *reference,
                  const struct node *target, enum object kind, enum link_kind link);

/* ---- elsewhere.c ---- */

/* Of an Example Object, and of a Link Object. */
void collect_external_value(struct bundling *bundling, const struct node *example);
void collect_operation_ref(struct bundling *bundling, const struct node *link);
/* When all parts are known: operationRef leads to the one that has the operation, or stays. */
void settle_operation_refs(struct bundling *bundling);
void tell_elsewhere(struct bundling *bundling);

/* ---- data.c ---- */

/* $refs in data of all parts: examples, extensions, texts. */
void collect_data(struct bundling *bundling);

/* ---- part.c ---- */

/* The map of components of the kind; FIELD_COUNT: the version has none. */
enum field part_home(const struct api *api, enum object kind);
/* The kind's map in the description; NULL: it has none. */
const struct node *part_map(const struct bundling *bundling, enum field home);
void part_add_root(struct bundling *bundling);
void part_add_component(struct bundling *bundling, const struct node *node, enum field home);
/* A component `name` that is there, as a mere reference to the node. */
void part_add_there(struct bundling *bundling, const struct node *node, enum field home,
                    struct str name);
/* At the place of the object. */
void part_add_inline(struct bundling *bundling, const struct node *node, const struct node *object);
/* The same, of data. */
void part_add_data(struct bundling *bundling, const struct node *node, const struct node *object);
/* The part that the node is copied with; NULL: none. */
struct bundle_part *part_of(const struct bundling *bundling, const struct node *node);
/* Where it stands in the bundle, as a JSON Pointer. It is in a part. */
struct str part_pointer(struct bundling *bundling, const struct node *node);

/* ---- relink.c, copy.c ---- */

void relink_all(struct bundling *bundling);
/* The reference gets the text, which is in the arena. */
void relink_as(struct bundling *bundling, const struct node *reference, struct str text);
/* "#/components/schemas/Pet" */
struct str relink_text(struct bundling *bundling, struct str pointer);
/* NULL: it would be larger than BUNDLE_MAX_NODES. */
const struct document *copy_all(struct bundling *bundling);

#endif
