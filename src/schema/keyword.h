/* The keywords of schemas: what keywords.def says of each. */
#ifndef OASDRIFT_SCHEMA_KEYWORD_H
#define OASDRIFT_SCHEMA_KEYWORD_H

#include "base/near_miss.h"
#include "document/kinds.h"
#include "schema/schema.h"

enum keyword {
#define KEYWORD(identifier, name, instances, dialects, discouraged, vocabulary, form, schemas,     \
                compile)                                                                           \
    KEYWORD_##identifier,
#include "schema/keywords.def"
#undef KEYWORD
    KEYWORD_COUNT,
    KEYWORD_NONE = KEYWORD_COUNT
};

/* Keywords come in vocabularies since 2019-09; the older dialects have all of them. */
enum vocabulary {
    VOCABULARY_CORE = 1u << 0,
    VOCABULARY_APPLICATOR = 1u << 1,
    VOCABULARY_UNEVALUATED = 1u << 2,
    VOCABULARY_VALIDATION = 1u << 3,
    VOCABULARY_FORMAT = 1u << 4,
    VOCABULARY_CONTENT = 1u << 5,
    VOCABULARY_OPENAPI = 1u << 6,
    VOCABULARY_META_DATA = 1u << 7,
    VOCABULARY_ALL = (1u << 8) - 1,
    VOCABULARY_FORMAT_ASSERTION = 1u << 8 /* `format` is an assertion, whatever was asked for */
};

/* Which schemas stand in a keyword's value, and what they speak of: a form and one bit. */
enum keyword_schemas {
    SCHEMAS_NONE,
    SCHEMAS_ONE,
    SCHEMAS_LIST,
    SCHEMAS_ONE_OR_LIST,    /* a list in the dialects whose `items` may be one */
    SCHEMAS_NAMED,          /* an object of them */
    SCHEMAS_NAMED_OR_NAMES, /* the same; lists in it are names of properties */
    SCHEMAS_FORM = 7,       /* the mask of what stands above */

    SCHEMAS_BELOW = 1u << 3,     /* of something within the instance */
    SCHEMAS_HOLD = 1u << 4,      /* of the instance: they hold where the schema around them does */
    SCHEMAS_BRANCH = 1u << 5,    /* of the instance: one of them holds, or some */
    SCHEMAS_CONDITION = 1u << 6, /* of the instance, in some cases */
    SCHEMAS_DENIED = 1u << 7,    /* of the instance: they do not hold */
    SCHEMAS_PART = SCHEMAS_HOLD | SCHEMAS_BRANCH | SCHEMAS_CONDITION | SCHEMAS_DENIED,

    SCHEMAS_KEPT_NAMED = SCHEMAS_NAMED, /* of nothing: they are there to be referred to */
    SCHEMAS_BELOW_ONE = SCHEMAS_BELOW | SCHEMAS_ONE,
    SCHEMAS_BELOW_LIST = SCHEMAS_BELOW | SCHEMAS_LIST,
    SCHEMAS_BELOW_ONE_OR_LIST = SCHEMAS_BELOW | SCHEMAS_ONE_OR_LIST,
    SCHEMAS_BELOW_NAMED = SCHEMAS_BELOW | SCHEMAS_NAMED,
    SCHEMAS_HOLD_LIST = SCHEMAS_HOLD | SCHEMAS_LIST,
    SCHEMAS_BRANCH_LIST = SCHEMAS_BRANCH | SCHEMAS_LIST,
    SCHEMAS_CONDITION_ONE = SCHEMAS_CONDITION | SCHEMAS_ONE,
    SCHEMAS_CONDITION_NAMED = SCHEMAS_CONDITION | SCHEMAS_NAMED,
    SCHEMAS_CONDITION_NAMED_OR_NAMES = SCHEMAS_CONDITION | SCHEMAS_NAMED_OR_NAMES,
    SCHEMAS_DENIED_ONE = SCHEMAS_DENIED | SCHEMAS_ONE
};

/* What a keyword's value has to be. */
enum keyword_form {
    FORM_OF_STRING,
    FORM_OF_TYPE,
    FORM_OF_ANYTHING,
    FORM_OF_ARRAY,
    FORM_OF_OBJECT,
    FORM_OF_NAMES,
    FORM_OF_NAMES_BY_NAME,
    FORM_OF_SCHEMA,
    FORM_OF_SCHEMA_OR_BOOLEAN,
    FORM_OF_SCHEMA_LIST,
    FORM_OF_POSITIVE,
    FORM_OF_NUMBER,
    FORM_OF_BOUND,
    FORM_OF_COUNT,
    FORM_OF_BOOLEAN,
    FORM_OF_DISCRIMINATOR
};

/* Sets of dialects have a bit 1 << enum schema_dialect. */
enum {
    DIALECTS_OPENAPI =
        1u << DIALECT_OAS20 | 1u << DIALECT_OAS30 | 1u << DIALECT_OAS31 | 1u << DIALECT_OAS32
};

struct compiler;

struct keyword_row {
    struct str name;
    uint16_t instances;   /* a set of kinds that tells no integers apart: what it judges */
    uint16_t dialects;    /* that have it */
    uint16_t borrowed;    /* that do not, and read it */
    uint16_t discouraged; /* that know it and advise against it */
    uint16_t vocabulary;  /* enum vocabulary */
    uint8_t form;         /* enum keyword_form */
    uint8_t schemas;      /* enum keyword_schemas */
    /* Emits what it comes to; NULL: another keyword's function reads it, or none does. */
    void (*compile)(struct compiler *c, enum keyword keyword, const struct node *value);
};

const struct keyword_row *keyword_row(enum keyword keyword);
/* "" for KEYWORD_NONE. */
struct str keyword_name(enum keyword keyword);
/* Does one of the dialects read it? */
bool keyword_is_read(enum keyword keyword, unsigned dialects);
/* Does one of the dialects have it, or know it as something to be avoided? */
bool keyword_is_known(enum keyword keyword, unsigned dialects);

/* Names of keywords to their rows. */
struct keyword_names {
    uint8_t slots[256]; /* row and one; 0: free */
};
void keyword_names_init(struct keyword_names *names);
/* The keyword of that name, whatever the dialect; KEYWORD_NONE. key is a string. */
enum keyword keyword_names_find(const struct keyword_names *names, const struct node *key);
/* The same for a single question; it looks through all rows. */
enum keyword keyword_named(struct str name);

/* An object or a boolean. */
static inline bool schema_has_form(const struct node *value)
{
    return node_is(value, NODE_OBJECT) || node_is_boolean(value);
}
/* A type name, or a list of them. */
bool type_has_form(const struct node *value);
/* Does the value look like a schema? true of a boolean, and of an object with a keyword that tells,
   or with more keywords than other members. */
bool schema_looks_like_one(const struct keyword_names *names, const struct node *node);

/* Looks for the keyword of the dialect that a word means. Does it look like a slip? Short words are
   close to a keyword by chance. */
bool keyword_is_slip(struct near_miss *word, enum schema_dialect dialect);

/* ---- one schema object ---- */

/* A schema object's keywords, found in one pass over its members: who looks at several of them
   looks here. */
struct schema_view {
    const struct node *schema;                 /* the object */
    const struct node *members[KEYWORD_COUNT]; /* values; NULL: is not there */
    uint64_t present[KEYWORD_COUNT / 64 + 1];  /* a bit for each that is there */
    const struct node *unknown;                /* the first key that is no keyword; NULL */
    unsigned kinds; /* what `type` allows, and null where the schema is nullable; integers told
                       apart; names that are none allow everything, as does a schema without
                       them: KIND_EVERY */
};

/* Keywords are what the schema's dialect reads or knows, and what one of the others knows, a set.
   What stands twice counts once. */
void schema_view_read(struct schema_view *view, const struct keyword_names *names,
                      const struct node *schema, enum schema_dialect dialect, unsigned others);
/* The keyword without which this one, which is there, says nothing, and which is not there;
   KEYWORD_NONE. */
enum keyword schema_view_lacks(const struct schema_view *view, enum keyword keyword,
                               enum schema_dialect dialect);
/* By 3.0's nullable or what 2.0 has instead. */
static inline bool schema_view_is_nullable(const struct schema_view *view)
{
    return node_is(view->members[KEYWORD_NULLABLE], NODE_TRUE) ||
           node_is(view->members[KEYWORD_X_NULLABLE], NODE_TRUE);
}
/* The first keyword from `from` on, in the order of keywords.def, that is there; KEYWORD_NONE. */
static inline enum keyword schema_view_next(const struct schema_view *view, unsigned from)
{
    for (unsigned word = from / 64; word < ARRAY_LENGTH(view->present); word++) {
        uint64_t bits = view->present[word];

        if (word == from / 64)
            bits &= UINT64_MAX << from % 64;
        if (bits)
            return (enum keyword)(word * 64 + (unsigned)__builtin_ctzll(bits));
    }
    return KEYWORD_NONE;
}
/* As if it were not there. */
static inline void schema_view_drop(struct schema_view *view, enum keyword keyword)
{
    view->members[keyword] = NULL;
    view->present[keyword / 64] &= ~(UINT64_C(1) << keyword % 64);
}

/* ---- the schemas in a keyword's value ---- */

/*  for (struct subschemas each = subschemas_in(keyword, value, dialect); each.schema;
         subschemas_next(&each)) ... each.schema ...                                      */
struct subschemas {
    const struct node *schema; /* whatever stands where a schema should; NULL: no more */
    const struct node *key;    /* of named ones; else NULL */
    const struct node *end;
    uint8_t form;
};
struct subschemas subschemas_in(enum keyword keyword, const struct node *value,
                                enum schema_dialect dialect);
void subschemas_next(struct subschemas *each);

#endif
