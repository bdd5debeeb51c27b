/* An object or array put together from values of other documents, from texts that have no type yet
   (choices, document/choice.h), and from parts that are no JSON. Such parts are opaque: whether
   they are as a schema says is not known. */
#ifndef OASDRIFT_DECODE_VALUE_BUILDER_H
#define OASDRIFT_DECODE_VALUE_BUILDER_H

#include "base/vec.h"
#include "document/choice.h"
#include "document/tape.h"

struct value_builder {
    struct tape tape;
    VEC(uint32_t) open; /* containers, by their place on the tape */
    bool behind_key;
    bool broken; /* a name was no UTF-8 */
};

void value_builder_init(struct value_builder *builder, struct arena *arena);
void value_builder_release(struct value_builder *builder);
/* open: '{' or '[', close: '}' or ']'. */
void value_builder_open(struct value_builder *builder, char open);
void value_builder_close(struct value_builder *builder, char close);
void value_builder_key(struct value_builder *builder, struct str name);
/* In an object behind a key. The value may hold choices, or be one. */
void value_builder_add(struct value_builder *builder, const struct node *value);
void value_builder_add_opaque(struct value_builder *builder);
/* Opaque, too, but it is known that they are octets: a string, as far as types go. */
void value_builder_add_octets(struct value_builder *builder);
void value_builder_add_null(struct value_builder *builder);
/* What was built, with its choices; NULL when a name was no UTF-8. In the builder's arena. */
const struct node *value_builder_tree(struct value_builder *builder);

#endif
