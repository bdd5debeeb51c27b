/* JSON Schema: a schema is compiled once, to a program of plain instructions, and evaluated many
   times. Knows no OpenAPI beyond its schema dialects. */
#ifndef OASDRIFT_SCHEMA_SCHEMA_H
#define OASDRIFT_SCHEMA_SCHEMA_H

#include "base/arena.h"
#include "base/error.h"
#include "document/document.h"

/* Limits. Meeting one makes an answer SCHEMA_UNKNOWN, never "does not match". */
enum {
    SCHEMA_MAX_DEPTH = 2048,         /* schemas entered inside each other at run time */
    SCHEMA_STEPS = 10 * 1000 * 1000, /* instructions for one instance, */
    SCHEMA_STEPS_A_NODE = 100,       /* and for each of its nodes */
    TRACE_MAX_LINES = 100 * 1000     /* told of one evaluation; the rest is counted */
};

enum schema_dialect {
    DIALECT_2020_12,
    DIALECT_2019_09,
    DIALECT_DRAFT7,
    DIALECT_DRAFT6,
    DIALECT_DRAFT4,
    DIALECT_OAS20,
    DIALECT_OAS30,
    DIALECT_OAS31,
    DIALECT_OAS32
};

/* "draft4", "draft6", "draft7", "2019-09", "2020-12", "oas20", "oas30", "oas31", "oas32". */
bool schema_dialect_named(const char *name, enum schema_dialect *dialect);
/* The dialect that a $schema or jsonSchemaDialect names; an empty fragment is left out. */
bool schema_dialect_of(struct str uri, enum schema_dialect *dialect);

/* A meta-schema that is part of the program, by its URI without fragment: those of the drafts, of
   the vocabularies and dialects of OpenAPI 3.1 and 3.2, and urn:oasdrift:oas/2.0/schema-object and
   .../3.0/schema-object. NULL: there is none. */
const struct document *schema_metaschema(struct arena *arena, struct str uri);

/* --formats: what a `format` that does not hold is worth. STANDARD makes it an error where the
   format's grammar is beyond doubt (formats.def), else a warning. A schema whose own $vocabulary
   asserts formats has its way even with OFF. */
enum format_policy { FORMATS_STANDARD, FORMATS_OFF, FORMATS_WARN, FORMATS_ERROR };

struct schema_settings {
    enum schema_dialect dialect; /* where the schema does not say ($schema) */
    struct str dialect_uri;      /* jsonSchemaDialect: instead of it; STR_NONE */
    enum format_policy formats;
    bool null_outside_enum_warns; /* null of a nullable schema whose enum lacks it: valid, with a
                                     warning (OpenAPI 2.0's x-nullable, and 3.0) */
    struct documents *documents;  /* resolves $ref; may be NULL when all references are local */
};

struct schema_set; /* compiled schemas that share what they refer to */
struct schema;     /* one compiled schema; lives as long as its set */

struct schema_set *schema_set_new(const struct schema_settings *settings);
void schema_set_free(struct schema_set *set);
/* Compiles the schema at a node, or returns what was compiled before. What it refers to is compiled
   with it, each once. NULL and err (file:line:column) when it is no schema or a reference leads
   nowhere. */
const struct schema *schema_compile(struct schema_set *set, const struct node *node,
                                    struct error *err);

/* The same for one that may be known in part: what hangs on a reference that leads nowhere is
   unknown (schema_doubt), and the rest is judged. NULL only when it is no schema. */
const struct schema *schema_compile_in_part(struct schema_set *set, const struct node *node);

/* Where a reference leads, the text of a string node in a schema: one step, by $id, anchor and JSON
   Pointer, in this document and others. It is found once and remembered. NULL and err when it leads
   nowhere. */
const struct node *schema_reference_target(struct schema_set *set, const struct node *reference,
                                           struct error *err);

/* The innermost schema with an $id that the node lies in: what its references are relative to.
   NULL: its document is. */
const struct node *schema_with_id(struct schema_set *set, const struct node *node);

enum schema_verdict { SCHEMA_VALID, SCHEMA_INVALID, SCHEMA_UNKNOWN };

/* Up to OpenAPI 3.0 a required readOnly property is not asked of a request, writeOnly not of a
   response; later it is. */
enum schema_direction { SCHEMA_ANY, SCHEMA_REQUEST, SCHEMA_RESPONSE };

struct schema_failure {
    const struct node *instance;   /* what does not hold: the value, or the object that lacks one */
    const struct node *place;      /* the keyword's value in the schema */
    struct str keyword;            /* "pattern", "type", ... */
    bool warning;                  /* a format below error, a null outside of an enum: the instance
                                      is valid all the same */
    bool ambiguous;                /* oneOf: it fits more than one branch */
    bool one_way;                  /* required: the property is readOnly, and this is a request; or
                                      writeOnly, and a response */
    bool sensitive;                /* the schema here says writeOnly or format: password */
    bool explained;                /* oneOf, anyOf: why the branch that comes nearest does not fit
                                      is told next, one deeper */
    bool guess;                    /* it is not known that this branch was meant
                                      (nearest_branch.c) */
    unsigned depth;                /* in such branches; 0: in none */
    const struct telling *telling; /* what the texts below are made of, when they are asked for */
};

/* What could not be decided: a pattern that cannot be translated or met a limit, a step budget. */
struct schema_doubt {
    const struct node *instance;
    const struct node *place;
    struct str reason; /* "pattern ^(a+)+$: match limit met" */
    const char *cause; /* as of struct error */
};

/* What a schema that holds says of a value beside its verdict: title, default, readOnly, format,
   contentMediaType, keywords nobody knows (2020-12 core, 7.7). */
struct schema_annotation {
    const struct node *instance;
    const struct node *key;    /* the keyword in the schema */
    const struct node *schema; /* the schema object around it */
    struct str path;           /* evaluation path, as of a failure */
};

/* A line of text for people, without its end; control bytes in it are shown escaped. */
typedef void schema_line_fn(void *context, struct str line);

/* Asked for while the failure is told, not later; the texts lie in the evaluator's memory until its
   next evaluation. `expected integer, found string "17a"` */
struct str schema_failure_message(const struct schema_failure *failure);
/* The same, with what it shows of the value marked as data (base/data_span.h). */
struct str schema_failure_marked(const struct schema_failure *failure);
/* The same, without what it shows of the value: kinds, and names of members, alone. */
struct str schema_failure_hidden(const struct schema_failure *failure);
/* What the keyword asks for, and what it found, in a few words: `integer` and `string "17a"`. Data
   of the value is marked. Each may be empty, where nothing is compared. hidden: without what it
   shows of the value but kinds and names of members. */
struct schema_evidence {
    struct str expected, found;
};
struct schema_evidence schema_failure_evidence(const struct schema_failure *failure, bool hidden);
/* The evaluation path: the keywords and references passed through. */
struct str schema_failure_path(const struct schema_failure *failure);

struct schema_question {
    enum schema_direction direction;
    /* NULL: only the verdict is wanted; evaluation stops at the first failure. */
    void (*failure)(void *context, const struct schema_failure *failure);
    void (*doubt)(void *context, const struct schema_doubt *doubt);
    /* Called after the evaluation, inner schemas first; never of an instance that is not valid. */
    void (*annotation)(void *context, const struct schema_annotation *annotation);
    /* The program at work, a line a step (trace.c tells what stands in it). */
    schema_line_fn *trace;
    void *context;
    bool coverage; /* note which properties were described, for schema_undocumented */
};

/* The working memory of one thread: journals, match data, the texts of failures. */
struct evaluator;
struct evaluator *evaluator_new(void);
void evaluator_free(struct evaluator *evaluator);

/* question may be NULL: yes or no, nothing allocated. SCHEMA_UNKNOWN only when a doubt decides. */
enum schema_verdict schema_evaluate(struct evaluator *evaluator, const struct schema *schema,
                                    const struct node *instance,
                                    const struct schema_question *question);

/* Did a format that only warns not hold in the last evaluation? Asked after a yes-or-no evaluation,
   it tells whether one with a callback would have something to say of a valid instance. */
bool evaluator_warned(const struct evaluator *evaluator);

/* After an evaluation with coverage: calls back with the key node of every member that no applied
   schema described (the top of evaluate.c tells how that is known), outermost only.
   `place` is where properties of that object are described: the keyword's value in the first schema
   that did. `sure` is false where the object's own branch of a oneOf/anyOf had to be guessed. */
struct undocumented_member {
    const struct node *object, *key; /* the object, and the key node of its member */
    const struct node *place;
    bool sure;
};
typedef void schema_undocumented_fn(void *context, const struct undocumented_member *found);
void schema_undocumented(struct evaluator *evaluator, const struct node *instance,
                         schema_undocumented_fn *found, void *context);
/* After an evaluation with coverage: did an applied schema describe the member of that key? */
bool evaluator_described(const struct evaluator *evaluator, const struct node *key);

/* What a schema may say of a value beside its verdict, and a message may contradict. */
enum schema_note { SCHEMA_READ_ONLY, SCHEMA_WRITE_ONLY, SCHEMA_DEPRECATED, SCHEMA_NOTES };

/* After an evaluation with coverage: calls back with each value that an applied schema says this
   of, once for each place in the schema, in the order of the evaluation. A branch that was
   discarded does not count; a schema that the value does not match does. place: the keyword's
   value. */
typedef void schema_note_fn(void *context, const struct node *instance, enum schema_note note,
                            const struct node *place);
void schema_notes(struct evaluator *evaluator, schema_note_fn *found, void *context);

/* What the schema was compiled to, a line an instruction: label, instruction with operands, where
   the block ends, place in the schema. At most PROGRAM_MAX_LINES; the rest is counted. */
enum { PROGRAM_MAX_LINES = 100 * 1000 };
void schema_print(const struct schema *schema, schema_line_fn *print, void *context);

/* Does the schema, through references, allOf, anyOf and oneOf, describe JSON types, for reading a
   parameter's text: a set of kinds (document/kinds.h) with "integer" as KIND_NUMBER. 0: says
   nothing. */
unsigned schema_types(const struct schema *schema);
/* The types that it says something of, wherever it speaks of the same value: `items` speaks of
   arrays, and a branch, a condition or what `not` excludes of what it describes. */
unsigned schema_mentions(const struct schema *schema);

/* Does it name the property, or have a pattern that it fits, wherever it speaks of the same value?
 */
bool schema_may_name(struct evaluator *evaluator, const struct schema *schema, struct str name);

/* The keywords of keywords.def that take part in judging, in order; STR_NONE past the end. */
struct str schema_keyword_at(size_t index);

#endif
