/* Judging the description itself. walk.c goes through its objects by openapi/fields.def, schema.c
   through the schemas in it; the other files each look at one matter of what was met. Private to
   lint/. */
#ifndef OASDRIFT_LINT_LINTER_H
#define OASDRIFT_LINT_LINTER_H

#include "check/checker.h"
#include "check/raise.h"
#include "document/choice.h"
#include "schema/walk.h"
#include "witness/conflict.h"

/* How much of a description is compared with itself. Members looked at (names with names, the parts
   of allOf): past that nothing more is compared, and that is said. Candidates for a hint: past that
   messages have none. */
enum { LINT_MAX_LOOKS = 5 * 1000 * 1000, LINT_MAX_HINTS = 500 * 1000 };

/* Where an object stands: what examples in it are examples of. */
struct lint_site {
    enum schema_direction direction;
    struct str status_key, media_type;
    struct str name; /* of the parameter or header; STR_NONE */
    bool unopened;   /* under components: no operation's opening has looked at it */
};

/* An object that a reference leads to. */
struct lint_target {
    const struct node *node;
    enum object kind;
    struct lint_site site;
};

/* A schema still to be looked at. */
struct lint_schema_entry {
    const struct node *node;
    const struct node *outer; /* the schema that this one is a part of (allOf, if...); NULL: none */
    bool is_part;             /* it stands in another schema */
    bool is_foreign;          /* it is of another dialect than the version's */
};

/* A name in `required` that the schema does not describe itself. */
struct lint_required {
    const struct node *schema, *name;
    const struct node *outer;
};

/* What each node of one document was visited as, by its index: an enum object plus one, or 0. */
struct lint_visits {
    const struct document *document;
    uint8_t *kinds;
    bool fragments;    /* it does not say what it is: parts of it are used */
    size_t looked_end; /* place on the tape where the last part ends that was looked through */
};

/* An operation and where it ends. Those of callbacks stand inside of others. */
struct lint_operation {
    const struct node *start, *end;
    const struct operation *operation;
    size_t outer; /* the one that it stands in; SIZE_MAX: none */
};

/* Noted while the description is walked, and judged at its end: by then it is known whether any
   schema states documented values. */
struct lint_example {
    rule_index rule;           /* RULE_DESCRIPTION_EXAMPLE_INVALID or _DEFAULT_INVALID */
    bool serialized;           /* value is the text of a message */
    const struct node *object; /* the Media Type, Parameter or Header Object around it; NULL */
    enum object kind;          /* of object */
    const struct node *value, *schema;
    struct lint_site site;
};

struct lint {
    struct checker *checker;
    bool examples, defaults; /* false: every rule about them is off, and none is looked at */
    struct keyword_names names;
    VEC(struct lint_visits) visits; /* the last used first */
    VEC(struct lint_target) targets;
    VEC(struct lint_schema_entry) schemas;
    VEC(struct lint_required) required;
    VEC(const struct node *) discriminated;  /* schemas without a composition of their own */
    VEC(struct lint_operation) operations;   /* by address */
    VEC(const struct node *) roots;          /* schemas that are no part of another one */
    VEC(const struct node *) contradictions; /* places that say already that nothing fits */
    struct pointer_map outers;   /* schema node -> the one around it, of parts of a schema */
    struct pointer_map composed; /* schemas that a part of another one refers to */
    VEC(struct lint_example) noted;
    struct map examples_seen; /* value and schema */
    bool documented;          /* a schema states x-documented-values */
    struct schema_reader reader;
    struct schema_walk in_place; /* over schemas that hold for one value, looking for circles */
    bool has_ids;                /* the entry has the letters of an $id somewhere */
    size_t looks, hints;         /* of LINT_MAX_LOOKS and LINT_MAX_HINTS */
    struct map groups;           /* a finding's root -> struct lint_group */
    struct map aliases;          /* what reads the same at the same place -> struct lint_group */
    struct map ids;              /* operationId -> operation */
    struct map names_seen;       /* $id or $anchor, and what it is in -> the node */
    struct map tags;             /* name -> struct lint_tag */
};

/* ---- the walk ---- */

/* The description, and everything its references lead to, each object once. */
void lint_walk(struct lint *lint);
/* The object at node; what it refers to is visited later. NULL is fine. */
void lint_object(struct lint *lint, const struct node *node, enum object kind,
                 struct lint_site site);
/* Notes the visit; false when the node was visited before. A node that is used as two kinds of
   object is a finding. */
bool lint_visit(struct lint *lint, const struct node *node, enum object kind);

/* The innermost operation that the place is within; NULL. */
const struct operation *lint_operation_around(const struct lint *lint, const struct node *place);
/* Counts so many members, or candidates for a hint; false: that is more than may be looked at. */
bool lint_may_look(struct lint *lint, size_t members);
bool lint_may_hint(struct lint *lint, size_t candidates);
/* Required properties that are read-only, of requests; write-only, of responses. Since 3.1. */
void lint_one_way_properties(struct lint *lint);
/* At the end: says that not all was compared, where that is so. */
void lint_say_limit(struct lint *lint);

/* ---- what is looked at when an object is met ---- */

/* A field that nobody knows. */
void lint_unknown_field(struct lint *lint, enum object kind, const struct node *key);
/* Fields that exclude each other, or of which one must be there. */
void lint_exclusions(struct lint *lint, const struct node *object, enum object kind);
/* Texts that are URLs or addresses. */
void lint_text(struct lint *lint, enum field field, const struct node *value);
/* Values that are none of those that the specification lists for the field; of a list, each. */
void lint_values(struct lint *lint, const struct node *object, enum field field,
                 const struct node *value);
/* Everything else about one object, by its kind. */
void lint_object_meaning(struct lint *lint, const struct node *object, enum object kind,
                         const struct lint_site *site);
void lint_media_type_key(struct lint *lint, const struct node *key, enum object around);
void lint_media_type(struct lint *lint, const struct node *object, const struct lint_site *site);
void lint_header_name(struct lint *lint, const struct node *key);
void lint_ignored_header(struct lint *lint, const struct node *key);
/* A key of additionalOperations. */
void lint_method(struct lint *lint, const struct node *key);
/* A key of paths. */
void lint_path(struct lint *lint, const struct node *key);
void lint_server(struct lint *lint, const struct node *server);
/* Names of an object's servers that stand twice. */
void lint_servers(struct lint *lint, const struct node *object);
/* 2.0's host and basePath. */
void lint_host(struct lint *lint, const struct node *root);
void lint_security_scheme(struct lint *lint, const struct node *scheme);
void lint_requirement(struct lint *lint, const struct node *requirement);
void lint_link(struct lint *lint, const struct node *link);
void lint_callback(struct lint *lint, const struct node *callback);
/* Tags of the root, then those of the operations. */
void lint_tags(struct lint *lint);
/* The text of a reference; target: what it leads to, NULL: nothing. */
void lint_reference_text(struct lint *lint, const struct node *reference,
                         const struct node *target);
/* $id and $anchor that name several schemas. */
void lint_schema_names(struct lint *lint, const struct schema_view *view);
/* Fields beside a $ref that are ignored there. */
void lint_reference_siblings(struct lint *lint, const struct node *object, enum object kind);

/* ---- 2.0 ---- */

/* What a Parameter, Header or Items Object says as a schema. */
void lint_inline_schema(struct lint *lint, const struct node *object, enum object kind);
/* Fields of a parameter that are for parameters in body, or for all others. */
void lint_body_fields(struct lint *lint, const struct node *parameter);
/* Parameters in formData against the media types in force; none is looked at where there are
   none. */
void lint_forms(struct lint *lint, const struct operation *operation);
/* The media types of its responses' examples against those in force. */
void lint_produced(struct lint *lint, const struct operation *operation);

/* ---- schemas ---- */

/* The schema and all that it leads to, each once. */
void lint_schema(struct lint *lint, const struct node *schema);
/* The keywords of a schema object, those of other versions too: they are told. */
void lint_view_read(const struct lint *lint, struct schema_view *view, const struct node *schema);
/* Decides what had to wait until all schemas were known. */
void lint_schemas_finish(struct lint *lint);
void lint_keywords(struct lint *lint, const struct schema_view *view);
/* The form of one keyword's value. */
void lint_form(struct lint *lint, enum keyword keyword, const struct node *value);
/* Of that form: lists that are empty or name something twice, names that are none. */
void lint_keyword_value(struct lint *lint, enum keyword keyword, const struct node *value);
/* Does the keyword say something here: of these types, and without others? */
void lint_effect(struct lint *lint, const struct schema_view *view, enum keyword keyword);
/* What is looked at in schemas and in 2.0's objects that are like them. */
void lint_view(struct lint *lint, const struct schema_view *view);
void lint_bounds(struct lint *lint, const struct schema_view *view);
void lint_enum(struct lint *lint, const struct schema_view *view);
/* nullable beside schemas that refuse null. */
void lint_nullable(struct lint *lint, const struct schema_view *view);
void lint_satisfiable(struct lint *lint, const struct schema_view *view);
/* At the end: schemas that are proved to be empty. */
void lint_prove_schemas(struct lint *lint);
/* Keywords of the block that can never fail, and branches that can never hold. It has values. */
void lint_implied(struct lint *lint, struct witness *witness, struct program_block block);
/* "minLength 5 (12:9) and pattern (13:9)": keywords with where they stand; of another file than
   that of the place with its name. In the arena. */
struct str lint_steps_text(struct lint *lint, const struct node *place,
                           const struct program_step *const *steps, size_t count);
/* Notes the finding if its rule says that nothing fits. */
void lint_note_contradiction(struct lint *lint, rule_index rule, const struct node *place);
/* The types that the schema allows, a set of kinds; more of them where that is not clear. */
unsigned lint_types_of(struct lint *lint, const struct node *schema);
void lint_xml(struct lint *lint, const struct schema_view *view);
/* Of an XML body: does its element have a name? object is the Media Type Object. */
void lint_root_name(struct lint *lint, const struct node *object, struct str media_type);
void lint_all_of(struct lint *lint, const struct schema_view *view);
void lint_required_names(struct lint *lint, const struct schema_view *view,
                         const struct node *outer);
void lint_discriminator(struct lint *lint, const struct schema_view *view);
/* Where it stands, and whether its property is required. */
void lint_discriminator_use(struct lint *lint, const struct schema_view *view);
void lint_discriminators_finish(struct lint *lint);
void lint_yaml_traps(struct lint *lint, const struct schema_view *view);
/* Of every file that was visited. */
void lint_encodings(struct lint *lint);
/* A pattern: the value of `pattern`, or a key of `patternProperties`. */
void lint_pattern(struct lint *lint, const struct node *pattern);

enum described { DESCRIBED, DESCRIBED_NOT, DESCRIBED_UNKNOWN };
/* Does the schema describe a property of that name, through references and its parts? */
enum described schema_describes(struct lint *lint, const struct node *schema, struct str name);

/* ---- examples ---- */

/* `example` and `examples` of a Media Type, Parameter or Header Object. */
void lint_examples(struct lint *lint, const struct node *object, enum object kind,
                   const struct lint_site *site);
/* 2.0: the examples of a response, by media type. */
void lint_response_examples(struct lint *lint, const struct node *response,
                            const struct lint_site *site);
/* `example`, `examples` and `default` of a schema. */
void lint_own_examples(struct lint *lint, const struct schema_view *view);
/* A keyword that an example breaks. */
struct lint_failure {
    struct str keyword, message;
    const struct node *place; /* the keyword's value */
    struct str name;          /* of the parameter; may be absent */
};
/* What failures of one cause have in common (cause.c). In the arena. */
struct str lint_failure_root(struct arena *arena, const struct lint_failure *failure);
/* Does a text of the media type become a value by a decoder of bodies (XML, forms)? */
bool lint_reads_text(struct str media_type);
/* Is it the text of a parameter or header, which its style decodes? Then it is judged. */
bool lint_is_sent_text(struct lint *lint, const struct lint_example *example);
void lint_check_sent_text(struct lint *lint, const struct lint_example *example);
/* The names and delimiters of a serialized example, in or out. */
void lint_sent_names(struct lint *lint, const struct lint_example *example);
/* Judges such an example. */
void lint_check_text(struct lint *lint, const struct lint_example *example);
/* The data beside it, which the text of a serializedValue stands for; NULL. */
const struct node *lint_data_beside(const struct lint_example *example);
/* One value against the example's schema. opaque: parts of it that are not known. */
void lint_check_value(struct lint *lint, const struct lint_example *example,
                      const struct node *instance, const struct opaque_nodes *opaque);
/* All of them against their schemas and the schemas' documented values. */
void lint_check_examples(struct lint *lint);

/* ---- findings ---- */

/* What is wrong at a place of the description. */
struct lint_fault {
    rule_index rule;
    struct str keyword;
    enum severity ceiling; /* not above this; SEVERITY_OFF: none */
    struct str pointer;    /* in an example, or of a field that is missing */
    struct str message;
    struct str expected, found;        /* as in struct finding; may be absent */
    struct str media_type, status_key; /* of the example */
    struct str cause;                  /* as of struct error: others have it, too; may be absent */
    const struct node *place;
    bool names_no_operation; /* the finding does not name the operation around it */
};

/* A finding of part description at a node. ceiling: not above this; SEVERITY_OFF: none. */
void lint_raise(struct lint *lint, rule_index rule, enum severity ceiling, const struct node *place,
                const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same for a reference that leads nowhere, as why tells: others may have its cause. */
void lint_raise_for(struct lint *lint, const struct error *why, rule_index rule,
                    const struct node *place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* One for all that share the root: later ones add to its count. */
void lint_raise_once(struct lint *lint, rule_index rule, enum severity ceiling, struct str root,
                     const struct node *place, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* The same of a fault that is ready; without a root it is a finding of its own. */
void lint_raise_as(struct lint *lint, struct str root, const struct lint_fault *fault);
/* At the end: the messages of findings for several places name the lines of the others. */
void lint_name_places(struct lint *lint);
/* Something of the description that should have been judged and could not be. */
void lint_note(struct lint *lint, struct str media_type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same of one thing, whatever else cannot be judged for it. cause: as of struct error. */
void lint_note_of(struct lint *lint, const char *cause, struct str media_type, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

#endif
