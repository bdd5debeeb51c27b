/* An object or array put together from values of other documents and from parts that are no JSON.
   Such parts are opaque: whether they are as a schema says is not known. */
#ifndef OASDRIFT_DECODE_VALUE_BUILDER_H
#define OASDRIFT_DECODE_VALUE_BUILDER_H

#include "base/vec.h"
#include "document/document.h"
#include "document/json_writer.h"

struct value_builder {
    struct strbuf json;
    struct json_writer writer; /* to json: a builder stays where it was made */
    size_t nodes;              /* on the tape so far */
    bool behind_key;
    VEC(size_t) opaques; /* tape places, from the root */
};

/* Nodes of built values that a schema's failures do not count for; in an arena. */
struct opaque_nodes {
    const struct node *const *items;
    size_t count;
};

void value_builder_init(struct value_builder *builder);
void value_builder_release(struct value_builder *builder);
/* open: '{' or '[', close: '}' or ']'. */
void value_builder_open(struct value_builder *builder, char open);
void value_builder_close(struct value_builder *builder, char close);
void value_builder_key(struct value_builder *builder, struct str name);
/* In an object behind a key. */
void value_builder_add(struct value_builder *builder, const struct node *value);
void value_builder_add_opaque(struct value_builder *builder);
/* Opaque, too, but it is known that they are octets: a string, as far as types go. */
void value_builder_add_octets(struct value_builder *builder);
void value_builder_add_null(struct value_builder *builder);
/* NULL when a text was no UTF-8. opaque: NULL where nothing is. */
const struct node *value_builder_finish(struct value_builder *builder, struct arena *arena,
                                        struct opaque_nodes *opaque);

#endif
