/* What the compile functions of all keywords share. A keyword's function reads the keyword's value
   (and, through the frame, its neighbours) and emits instructions. A value that makes no sense
   becomes a DOUBT: the rest of the schema is still judged. Private to schema/. */
#ifndef OASDRIFT_SCHEMA_COMPILER_H
#define OASDRIFT_SCHEMA_COMPILER_H

#include "base/map.h"
#include "base/pointer_map.h"
#include "base/vec.h"
#include "schema/dialect.h"
#include "schema/program.h"
#include "schema/resource.h"

enum { SCHEMA_MAX_INSTRUCTIONS = 16 * 1024 * 1024 }; /* of one program */

struct schema_set {
    struct schema_settings settings;
    struct arena arena;
    struct keyword_names names;
    struct pointer_map by_node;               /* node -> struct schema */
    VEC(struct schema *) schemas;             /* the same, in the order in which they were met */
    struct pointer_map documents;             /* document -> struct document_resources */
    VEC(struct document_resources *) indexed; /* the same, in their order */
    size_t collected;                         /* documents, when all of them were indexed last */
    struct map identifiers;     /* absolute URI, with an anchor as fragment -> struct identifier */
    struct pointer_map targets; /* the text of a reference -> struct reference_target */
    struct pointer_map tables;  /* object -> struct map of its members: pointer_table.c */
    struct map patterns;        /* text -> struct pattern_entry */
    VEC(struct schema *) pending; /* referred to, not compiled yet */
    VEC(const struct pattern *) compiled_patterns;
    VEC(const struct program *) fresh; /* not prepared yet */
};

struct pattern_entry {
    const struct pattern *pattern; /* NULL: no pattern */
    struct str problem;
};

/* One schema object while its keywords are compiled. */
struct schema_frame {
    struct schema_view view; /* of the keywords that count here */
    uint32_t at;             /* its SCHEMA instruction */
    bool members_done;
};

struct compiler {
    struct schema_set *set;
    struct schema_frame *frame;
    const struct document_resources *resources; /* of the document being compiled */
    const struct resource *resource;            /* the one the frame lies in */
    const struct dialect *dialect;              /* its row */
    bool too_large;
    VEC(struct instruction) code;
    VEC(struct origin) origins;
    struct error *err; /* the first reference that leads nowhere */
};

/* ---- emitting ---- */

/* Appends an instruction of length 1; returns its place in the program. */
uint32_t compiler_emit(struct compiler *c, enum op op, enum keyword keyword,
                       const struct node *place);
struct instruction *compiler_instruction(struct compiler *c, uint32_t at);
/* What was emitted since belongs to the instruction. */
void compiler_close(struct compiler *c, uint32_t at);
/* The keyword cannot be judged on the instances it applies to. */
void compiler_doubt(struct compiler *c, enum keyword keyword, const struct node *place,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same for what it refers to cannot be used. */
void compiler_doubt_for(struct compiler *c, enum keyword keyword, const struct node *place,
                        const struct error *why);

/* A FORMAT, as far as --formats wants it. */
void compiler_emit_format(struct compiler *c, enum keyword keyword, const struct node *value,
                          const struct format *format);
/* A subschema as a block; returns where it starts. key and index: see struct origin. */
uint32_t compile_block(struct compiler *c, enum keyword keyword, const struct node *schema,
                       const struct node *key, uint32_t index);
/* prepare.c: finds out about the fresh programs what decides a verdict without running them. */
void schema_set_prepare(struct schema_set *set);
/* direction.c: the DIRECTION_BITS of the fresh programs; ahead of that. */
void schema_set_note_directions(struct schema_set *set);
/* A new schema for a node that has none, not compiled. */
struct schema *schema_add(struct schema_set *set, const struct node *node);
/* The schema of a node of this set, made and put on the pending list when it is new. */
struct schema *schema_of(struct schema_set *set, const struct node *node);
/* Follows a $ref's text one step. NULL and err. */
const struct node *schema_follow_reference(struct schema_set *set, const struct node *site,
                                           struct str reference, struct error *err);
/* A copy that lives as long as the set. */
const struct error *schema_set_keep_error(struct schema_set *set, const struct error *err);
/* pointer_resolve, for many pointers into few objects. */
const struct node *schema_set_resolve(struct schema_set *set, const struct node *root,
                                      struct str pointer);
void pointer_tables_release(struct schema_set *set);
/* NULL: no pattern, *problem tells why. Each text is compiled once in a set. */
const struct pattern *schema_set_pattern(struct schema_set *set, struct str text,
                                         struct str *problem);

/* Reads a count (minLength and its kin): a whole number of 0 or more; clamps above UINT64_MAX. */
bool schema_read_count(const struct node *value, uint64_t *count);

/* ---- the keywords ---- */

#define KEYWORD_FUNCTION(name)                                                                     \
    void name(struct compiler *c, enum keyword keyword, const struct node *value)
KEYWORD_FUNCTION(compile_ref);
KEYWORD_FUNCTION(compile_dynamic_ref);
KEYWORD_FUNCTION(compile_recursive_ref);
KEYWORD_FUNCTION(compile_type);
KEYWORD_FUNCTION(compile_const);
KEYWORD_FUNCTION(compile_enum);
KEYWORD_FUNCTION(compile_multiple_of);
KEYWORD_FUNCTION(compile_minimum);
KEYWORD_FUNCTION(compile_maximum);
KEYWORD_FUNCTION(compile_exclusive_minimum);
KEYWORD_FUNCTION(compile_exclusive_maximum);
KEYWORD_FUNCTION(compile_min_length);
KEYWORD_FUNCTION(compile_max_length);
KEYWORD_FUNCTION(compile_pattern);
KEYWORD_FUNCTION(compile_format);
KEYWORD_FUNCTION(compile_content_encoding);
KEYWORD_FUNCTION(compile_content_media_type);
KEYWORD_FUNCTION(compile_min_items);
KEYWORD_FUNCTION(compile_max_items);
KEYWORD_FUNCTION(compile_unique_items);
KEYWORD_FUNCTION(compile_prefix_items);
KEYWORD_FUNCTION(compile_items);
KEYWORD_FUNCTION(compile_additional_items);
KEYWORD_FUNCTION(compile_contains);
KEYWORD_FUNCTION(compile_min_properties);
KEYWORD_FUNCTION(compile_max_properties);
KEYWORD_FUNCTION(compile_required);
KEYWORD_FUNCTION(compile_dependent_required);
KEYWORD_FUNCTION(compile_members);
KEYWORD_FUNCTION(compile_property_names);
KEYWORD_FUNCTION(compile_dependent_schemas);
KEYWORD_FUNCTION(compile_dependencies);
KEYWORD_FUNCTION(compile_all_of);
KEYWORD_FUNCTION(compile_any_of);
KEYWORD_FUNCTION(compile_one_of);
KEYWORD_FUNCTION(compile_if);
KEYWORD_FUNCTION(compile_not);
KEYWORD_FUNCTION(compile_unevaluated_items);
KEYWORD_FUNCTION(compile_unevaluated_properties);
KEYWORD_FUNCTION(compile_note);
#undef KEYWORD_FUNCTION

#endif
