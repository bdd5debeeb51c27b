/* What a YAML scalar means by the 1.2 core schema. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_YAML_SCALAR_H
#define OASDRIFT_DOCUMENT_YAML_SCALAR_H

#include "document/tape.h"

struct yaml_scalar {
    struct str text;
    struct str tag; /* as libyaml gives it, prefixes resolved; STR_NONE without one */
    bool plain;     /* without quotes and without a tag: the text alone says what it is */
};

/* Sets kind, flags, text and length of the node; numbers become as RFC 8259 writes them. source is
   where the scalar starts. Returns what is wrong with it, or NULL. */
const char *yaml_scalar_resolve(struct arena *arena, const struct yaml_scalar *scalar,
                                struct str source, size_t offset, struct node *node);
/* A scalar with a tag that programs write: !!binary gives a string with NODE_BASE64, every other
   tag that the core schema does not know a string. false: it has no such tag. */
bool yaml_scalar_recorded(struct arena *arena, const struct yaml_scalar *scalar, size_t offset,
                          struct node *node);
/* A tag of a program's own lists and maps, whose YAML is their value. */
bool yaml_is_collection(struct str tag);
/* The scalar's text as a string, whatever it would mean: keys. */
void yaml_scalar_string(struct arena *arena, const struct yaml_scalar *scalar, size_t offset,
                        struct node *node);

#endif
