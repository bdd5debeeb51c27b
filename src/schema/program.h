/* What a schema becomes: plain instructions in a row. A schema is a block: a SCHEMA instruction
   whose length spans what follows from its keywords; blocks inside blocks are subschemas. Offsets
   in operands are counted from the instruction that holds them. What is needed only to tell of a
   failure stands in `origins`, beside the instructions.

   Private to schema/ and witness/, which knows every operand; others read programs by
   program_cursor.h. */
#ifndef OASDRIFT_SCHEMA_PROGRAM_H
#define OASDRIFT_SCHEMA_PROGRAM_H

#include "base/short_text.h"
#include "format/format.h"
#include "schema/keyword.h"
#include "schema/program_cursor.h"

struct strbuf;

enum instruction_flag {
    FLAG_SENSITIVE = 1u << 0, /* SCHEMA: writeOnly or format: password */
    FLAG_TRACKS = 1u << 1,    /* SCHEMA: has unevaluatedItems or unevaluatedProperties */
    FLAG_OPEN = 1u << 2,      /* SCHEMA: true or {}, says nothing */
    FLAG_CLOSED = 1u << 3,    /* SCHEMA: false */
    FLAG_WARNS = 1u << 4,     /* FORMAT: a failure is told, but changes no verdict; TYPE: so is an
                                 integer that is not written as one */
    FLAG_DYNAMIC = 1u << 5,   /* SCHEMA: of a resource with anchors that dynamic references find */
    FLAG_PASSES = 1u << 6,    /* CONTAINS: evaluates no item (2019-09) */
    FLAG_TICKED = 1u << 7,    /* REQUIRED: decided by MEMBERS, while decide.c walks the members */
    FLAG_READ_ONLY = 1u << 4, /* SCHEMA, like the next two: what schema_notes tells of the values it
                                 is applied to */
    FLAG_WRITE_ONLY = 1u << 6,
    FLAG_DEPRECATED = 1u << 7,
    FLAG_NOTES = FLAG_READ_ONLY | FLAG_WRITE_ONLY | FLAG_DEPRECATED
};

/* In the kinds of a SCHEMA, made by direction.c: it, or a schema in place of it, says readOnly or
   writeOnly; or does so of a property of the object. Not known without directions. */
enum {
    SAYS_READ_ONLY = 1u << 12,
    SAYS_WRITE_ONLY = 1u << 13,
    MARKS_READ_ONLY = 1u << 14,
    MARKS_WRITE_ONLY = 1u << 15,
    DIRECTION_BITS = SAYS_READ_ONLY | SAYS_WRITE_ONLY | MARKS_READ_ONLY | MARKS_WRITE_ONLY
};

enum { DOUBT_MAX_BYTES = 512 };

/* Why a keyword cannot be judged. */
struct doubt_reason {
    struct str text;                    /* of fewer bytes than DOUBT_MAX_BYTES */
    char cause[ERROR_CAUSE_LENGTH + 1]; /* as of struct error */
};

/* What prepare.c finds out of a SCHEMA. Sets of kinds as node_kind_bit makes them: numbers written
   as integers are KIND_INTEGER and the others KIND_NUMBER. */
struct verdicts {
    uint16_t holds, fails; /* kinds for which it holds, or fails, whatever the value is */
};
struct foregone {
    struct verdicts verdicts;
    uint16_t first; /* the first of its instructions that decide.c has to run; 0: it runs `target`
                       instead */
    uint16_t cost;  /* steps */
};

struct instruction {
    uint8_t op;      /* enum op */
    uint8_t flags;   /* enum instruction_flag */
    uint16_t kinds;  /* the instances it looks at; for others it holds */
    uint32_t length; /* instructions, itself and its blocks included */
    union {
        uint64_t count; /* bounds of lengths; ITEMS: the first index */
        unsigned types; /* TYPE */
        const struct decimal *number;
        const struct node *node; /* CONST */
        const struct values *values;
        const struct pattern *pattern;
        const struct format *format;
        const struct members *members;
        const struct names *names; /* REQUIRED */
        const struct dependents *dependents;
        const struct contains *contains;
        const struct branches *branches;
        const struct conditional *conditional;
        const struct schema *schema;          /* CALL */
        const struct dynamic_call *dynamic;   /* DYNAMIC_CALL */
        const struct dynamic_anchor *anchors; /* SCHEMA: its resource's; with FLAG_DYNAMIC */
        const struct instruction *target;     /* SCHEMA: where a lone reference leads */
        const struct doubt_reason *reason;    /* DOUBT */
    };
    struct foregone foregone; /* of a SCHEMA */
};

struct origin {
    const struct node *place; /* the keyword's value; of a SCHEMA: the schema */
    const struct node *key;   /* of a SCHEMA below a keyword that holds named schemas, else NULL */
    uint32_t index;           /* of a SCHEMA in a list, else UINT32_MAX */
    uint8_t keyword;          /* enum keyword */
};

struct program {
    const struct instruction *code;
    const struct origin *origins;
    uint32_t count;
};

/* What lies inside an instruction: the keywords' of a SCHEMA, the blocks of any other. */
static inline const struct instruction *instruction_first(const struct instruction *at)
{
    return at + 1;
}
static inline const struct instruction *instruction_end(const struct instruction *at)
{
    return at + at->length;
}
static inline const struct instruction *instruction_next(const struct instruction *at)
{
    return at + at->length;
}

/* Where a schema that is a reference and nothing else leads in the end. */
enum arrival {
    ARRIVAL_UNKNOWN,  /* not looked at, or no such reference */
    ARRIVAL_UNDERWAY, /* while it is followed */
    ARRIVAL_SCHEMA,
    ARRIVAL_CIRCLE
};

struct schema {
    const struct node *node;
    const struct program *program; /* NULL until compiled */
    uint32_t entry;                /* its SCHEMA instruction */
    enum arrival arrival;
    const struct error *broken; /* why schema_compile refused it; NULL */
    struct schema_set *set;
};

/* Its SCHEMA instruction; NULL until it is compiled. */
static inline const struct instruction *schema_entry(const struct schema *schema)
{
    return schema->program ? schema->program->code + schema->entry : NULL;
}

/* ---- operands ---- */

struct values {
    size_t count;
    const struct node **nodes;
    uint64_t *hashes;              /* sorted, nodes in the same order; NULL when there are few */
    const struct members *strings; /* the strings among them, as properties whose block is the index
                                      in nodes; made by prepare.c; NULL: too many */
};

struct property {
    const char *text;
    const struct instruction *schema; /* past references; from here on prepare.c fills in */
    uint32_t length;
    uint32_t block; /* the schema as it was written */
    uint16_t hash;
    struct verdicts foregone; /* the schema's, so that a property fills half a cache line */
    uint8_t tick;             /* which bit of members.required it is; 0: none */
};

/* The length of a property whose name an earlier property has as well: no key is that long, so it
   is never found. */
#define PROPERTY_SHADOWED UINT32_MAX

struct member_slot {
    uint32_t place; /* in properties, from 1; 0: the slot is free */
    uint16_t hash;
};

/* properties, patternProperties and additionalProperties are one instruction. */
struct members {
    const struct property *properties;
    const struct member_slot *slots; /* by hash; made by prepare.c */
    uint32_t property_count;
    uint32_t slot_mask;
    bool long_hash;                   /* slots are found by members_hash, not by node_key_hash */
    uint64_t required;                /* ticks of the names that must be there */
    const struct instruction *others; /* additionalProperties; NULL where it always holds */
    const struct member_pattern *patterns;
    uint32_t pattern_count;
    uint32_t additional; /* 0: none */
};

struct member_pattern {
    const struct pattern *pattern; /* NULL: the text is no pattern */
    const struct node *key;
    uint32_t block;
};

struct name {
    struct str text;
    const struct node *place;     /* the string in the schema */
    enum schema_direction exempt; /* not asked for in this direction */
};
struct names {
    size_t count;
    bool directed; /* REQUIRED of a dialect that has directions: see direction.c */
    struct name items[];
};

/* dependentRequired has names, dependentSchemas a block. */
struct dependent {
    const struct node *key;
    const struct names *names;
    uint32_t block;
};
struct dependents {
    size_t count;
    struct dependent items[];
};

struct contains {
    uint64_t minimum;
    uint64_t maximum; /* UINT64_MAX: no bound */
    const struct node *minimum_place, *maximum_place;
    uint32_t block;
};

/* The blocks of anyOf and oneOf follow their instruction, one behind the other. */
struct branches {
    size_t count;
    struct str property; /* the discriminator's; STR_NONE: there is none */
    size_t tag_count;
    const struct discriminator_tag *tags;
};
struct discriminator_tag {
    struct str value; /* of the discriminating property */
    uint32_t branch;
};

/* $dynamicRef (2020-12 core, 8.2.3.2) and $recursiveRef (2019-09 core, 8.2.4.2): of the resources
   entered, the outermost that has an anchor of the name. */
struct dynamic_anchor {
    struct str name; /* "": $recursiveAnchor */
    const struct schema *schema;
    const struct dynamic_anchor *next; /* of the same resource */
};
struct dynamic_call {
    struct str name;
    const struct schema *initial; /* where it leads without dynamic scope */
};

struct conditional {
    uint32_t condition, consequence, alternative; /* blocks; 0: none */
};

/* ---- names of things ---- */

/* What an instruction says when it does not hold, as ops.def writes it: the sentence, what it
   expects, and what it found. */
enum op_text { OP_MESSAGE, OP_EXPECTED, OP_FOUND, OP_TEXTS };
const char *op_template(enum op op, enum op_text text);
uint16_t op_kinds(enum op op);
const char *op_name(enum op op); /* "MIN_LENGTH" */
/* "integer, boolean or null": a set of kinds. */
void types_write(struct strbuf *out, unsigned types);

uint32_t members_hash(struct str name);
static inline bool property_is(const struct property *property, uint16_t hash,
                               const struct node *key)
{
    return property->hash == hash && property->length == key->length &&
           short_text_equal(property->text, key->text, key->length);
}
static inline uint32_t members_key_hash(const struct members *members, const struct node *key)
{
    return members->long_hash ? members_hash(node_text(key)) : node_key_hash(key);
}
/* The property that the key node names; NULL. */
static inline const struct property *members_find(const struct members *members,
                                                  const struct node *key, uint32_t hash)
{
    uint32_t at = hash & members->slot_mask;

    for (; members->slots[at].place; at = (at + 1) & members->slot_mask) {
        const struct property *property = &members->properties[members->slots[at].place - 1];

        if (members->slots[at].hash == (uint16_t)hash && property_is(property, (uint16_t)hash, key))
            return property;
    }
    return NULL;
}

/* The same by the name. */
static inline const struct property *members_find_named(const struct members *members,
                                                        struct str name)
{
    const struct node key = {
        .kind = NODE_STRING, .length = (uint32_t)name.length, .text = name.text};

    return members_find(members, &key, members_key_hash(members, &key));
}

/* The same, for keys that mostly come in the schema's order: the property behind the last one found
   is tried before the table. *next is its index, 0 at first. */
static inline const struct property *members_find_near(const struct members *members,
                                                       const struct node *key, uint32_t *next)
{
    uint32_t hash = members_key_hash(members, key);
    const struct property *property =
        *next < members->property_count ? &members->properties[*next] : NULL;

    if (!property || !property_is(property, (uint16_t)hash, key))
        property = members_find(members, key, hash);
    if (property)
        *next = (uint32_t)(property - members->properties) + 1;
    return property;
}

/* The one that equals the value, of several the first in the description; NULL: none does. */
const struct node *values_find(const struct values *values, const struct node *instance);

#endif
