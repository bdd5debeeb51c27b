/* A schema object's keywords, found in one pass over its members: what looks at several of them
   looks here. */
#ifndef OASDRIFT_LINT_SCHEMA_VIEW_H
#define OASDRIFT_LINT_SCHEMA_VIEW_H

#include "document/document.h"

enum schema_keyword {
#define SCHEMA_KEYWORD(identifier, name, form, schemas, about, versions, discouraged)              \
    KEYWORD_##identifier,
#include "lint/schema_keywords.def"
#undef SCHEMA_KEYWORD
    KEYWORD_COUNT
};

/* JSON types, as bits. */
enum json_types {
    JSON_NULL = 1u << 0,
    JSON_BOOLEAN = 1u << 1,
    JSON_INTEGER = 1u << 2,  /* numbers without a fraction */
    JSON_FRACTION = 1u << 3, /* the other numbers */
    JSON_STRING = 1u << 4,
    JSON_ARRAY = 1u << 5,
    JSON_OBJECT = 1u << 6,
    JSON_NUMBER = JSON_INTEGER | JSON_FRACTION,
    JSON_ANY = (1u << 7) - 1
};

struct schema_view {
    const struct node *schema;                 /* the object */
    const struct node *members[KEYWORD_COUNT]; /* NULL: is not there */
    const struct node *unknown; /* the first key that is no keyword and no extension; NULL */
    unsigned types;             /* what `type` and 3.0's nullable allow; JSON_ANY without */
};

/* Names of keywords to their rows. */
struct schema_names {
    uint8_t slots[256]; /* row and one; 0: free */
};
void schema_names_init(struct schema_names *names);
/* KEYWORD_COUNT: no keyword. key is a string. */
enum schema_keyword schema_names_find(const struct schema_names *names, const struct node *key);

void schema_view_read(struct schema_view *view, const struct schema_names *names,
                      const struct node *schema);
struct str schema_keyword_name(enum schema_keyword keyword);
/* "integer" -> JSON_INTEGER; 0: no type's name. */
unsigned json_type_named(struct str name);
unsigned json_type_of(const struct node *value);
/* "string or null"; at most 8 names. In the arena. */
struct str json_types_text(struct arena *arena, unsigned types);

#endif
