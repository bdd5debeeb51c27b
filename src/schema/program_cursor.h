/* Reading a compiled schema: what it asks of a value, step by step. A schema is a block. In it lie
   its steps, one for each thing it asks; in a step lie the blocks of the subschemas that it
   applies. Steps are the same for all dialects: a list of `items` is a PREFIX_ITEMS, `dependencies`
   are DEPENDENT_SCHEMAS and DEPENDENT_REQUIRED, and properties, patternProperties and
   additionalProperties are one MEMBERS.

   Blocks and steps are small values to copy. They live as long as the schema's set. */
#ifndef OASDRIFT_SCHEMA_PROGRAM_CURSOR_H
#define OASDRIFT_SCHEMA_PROGRAM_CURSOR_H

#include "document/kinds.h"
#include "schema/schema.h"

struct program;
struct instruction;
struct dynamic_anchor;

/* What a step asks, named after the keyword that asks it. */
enum op {
#define OP(name, kinds, operand, message, expected, found) OP_##name,
#include "schema/ops.def"
#undef OP
    OP_COUNT
};

struct program_block {
    const struct program *program;
    const struct instruction *at; /* tells blocks apart; NULL: there is no block */
};

struct program_step {
    enum op op;
    unsigned kinds; /* the values it looks at, a set of KIND_...; it holds for all others */
    struct str keyword;
    const struct node *place;  /* the keyword's value */
    const struct node *target; /* of a reference: the schema it leads to first; else NULL */
    uint64_t first_item;       /* ITEMS: index of the first item that it looks at */
    const struct program *program;
    const struct instruction *at;
};

/* What a step applies a block to. Where a step has blocks of several sorts, they come in this
   order, and within a sort in that of the description. */
enum block_role {
    BLOCK_SAME, /* the value itself: a reference, allOf, anyOf, oneOf, not */
    BLOCK_IF,   /* the value itself, to know which of the next two is applied to it */
    BLOCK_THEN,
    BLOCK_ELSE,
    BLOCK_DEPENDENT,   /* the value itself where it has a member named as program_key tells */
    BLOCK_PROPERTY,    /* the value of the member so named */
    BLOCK_PATTERN,     /* the values of members whose name matches that of the block, a pattern */
    BLOCK_OTHERS,      /* the values of members that are neither */
    BLOCK_NAME,        /* the names of all members */
    BLOCK_ITEM,        /* the item whose index is the block's among the blocks of its step */
    BLOCK_ITEMS,       /* all items from first_item on */
    BLOCK_CONTAINS,    /* all items, some of which have to fit */
    BLOCK_UNEVALUATED, /* what no other keyword evaluated */
};

/* Goes through the steps of a block, or the blocks of a step. */
struct program_cursor {
    const struct program *program;
    const struct instruction *at, *end; /* what comes next */
};

/* The block of a whole schema; there is none before it is compiled. */
struct program_block program_entry(const struct schema *schema);

struct program_cursor program_steps(struct program_block block);
/* false: that was the last. */
bool program_next(struct program_cursor *cursor, struct program_step *step);

/* A reference has one block, that of the schema it leads to; a dynamic one that to which it leads
   where no other anchor is in scope. None where that schema is not compiled. */
struct program_cursor program_blocks(const struct program_step *step);
bool program_next_block(struct program_cursor *cursor, struct program_block *block);
/* The first block of the role; false: the step has none. */
bool program_block_of(const struct program_step *step, enum block_role role,
                      struct program_block *block);

enum block_role program_role(struct program_block block);
const struct node *program_schema(struct program_block block); /* as the description has it */
/* The name beside the schema: in properties, patternProperties, dependentSchemas. Else NULL. */
const struct node *program_key(struct program_block block);
bool program_is_open(struct program_block block);   /* true or {}: holds for every value */
bool program_is_closed(struct program_block block); /* false: holds for none */

/* MEMBERS: which of the properties the key node names, as an index among the step's blocks;
   SIZE_MAX: none. *next is 0 for an object's first member and kept between calls: members mostly
   come in the schema's order, which is tried first. */
size_t program_find_property(const struct program_step *step, const struct node *key, size_t *next);
/* MEMBERS without patterns and without others: finds the keys of the object that its properties
   name, where that is quicker than to go through all members; else false. They are
   program_gathered(evaluator, i), from *first up to *end, in their order, until program_drop. */
bool program_gather(struct evaluator *evaluator, const struct program_step *step,
                    const struct node *object, size_t *first, size_t *end);
const struct node *program_gathered(const struct evaluator *evaluator, size_t index);
void program_drop(struct evaluator *evaluator, size_t first);
/* Before another value is gone through: what was gathered from may be gone. */
void program_begin(struct evaluator *evaluator);
/* MEMBERS: does the name match the pattern of the index-th BLOCK_PATTERN? No, where its text is no
   pattern or a limit was met. */
bool program_pattern_matches(struct evaluator *evaluator, const struct program_step *step,
                             size_t index, struct str name);
/* ENUM: the value of its list that equals the instance, of several the first; NULL: none does. */
const struct node *program_find_literal(const struct program_step *step,
                                        const struct node *instance);
/* REQUIRED: the index-th name, a string of the description; NULL past the last. */
const struct node *program_required(const struct program_step *step, size_t index);

/* Yes or no, of one block, within a budget of steps; SCHEMA_UNKNOWN where it takes more to tell. */
enum schema_verdict program_decide(struct evaluator *evaluator, struct program_block block,
                                   const struct node *instance, enum schema_direction direction);

/* Does a block or a step hold where it stands among others? */
enum { PROGRAM_MAX_SCOPES = 64 };
/* A step that counts as holding. */
struct program_omission {
    const struct instruction *step;
    /* Can it be come to from the block? Else the block is judged as it is. */
    bool (*matters)(void *context, const struct program *program, const struct instruction *block);
    void *context;
};
struct program_ask {
    const struct program *program;
    const struct instruction *at; /* a block, or a step of one; not an unevaluated keyword, which
                                     looks at its whole block */
    enum schema_direction direction;
    uint64_t steps; /* at most */
    bool strict;    /* below `not`: no required name is let off for its direction */
    const struct dynamic_anchor *const *scopes; /* of the resources entered further out that have
                                                   any, outermost first */
    unsigned scope_count;                       /* at most PROGRAM_MAX_SCOPES */
    const struct program_omission *without;     /* NULL: nothing is left out */
    /* As of struct schema_question; NULL: yes or no alone, up to the first failure. */
    void (*failure)(void *context, const struct schema_failure *failure);
    void *context;
};
enum schema_verdict program_holds(struct evaluator *evaluator, const struct program_ask *ask,
                                  const struct node *instance);

#endif
