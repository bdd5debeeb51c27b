/* Private to schema/: one question of yes or no (decide.c and its families of instructions), and
   what it needs of a value with choices (choosing.c). */
#ifndef OASDRIFT_SCHEMA_DECISION_H
#define OASDRIFT_SCHEMA_DECISION_H

#include "document/choice.h"
#include "schema/evaluator.h"

/* An open choice on which a verdict hangs. */
struct choice_note {
    struct choice *choice;
    uint32_t hint; /* the alternative that was found to hold; CHOICE_OPEN: none */
};

struct choosing {
    bool certain;      /* what is asked now has to hold: alternatives that fail are ruled out */
    bool thorough;     /* all is asked, also where something fails */
    unsigned tracking; /* schemas around that have unevaluated keywords */
    unsigned asking;   /* alternatives around that are only asked, not taken */
    bool opaque;       /* a verdict hangs on a value of which nothing is known */
    bool unformed;     /* a verdict hangs on an array or object that a style has no form for */
    VEC(struct choice_note) notes; /* of what is unknown, in the order in which it was met */
};

struct decision {
    struct evaluator *ev; /* scratch of patterns and uniqueItems */
    enum schema_direction direction;
    bool strict, let_off;              /* as the evaluator has them */
    const struct node *subject;        /* the instance that schemas are applied to, */
    const struct instruction *applied; /* and the outermost of them */
    unsigned depth;
    uint64_t steps;            /* left */
    uint64_t remember_below;   /* of steps: verdicts are remembered from then on */
    const char *reason;        /* of a pattern's doubt: nobody reads it here */
    struct choosing *choosing; /* NULL: the value has no choices */
};

/* ---- choosing.c: all with `choosing` ---- */

/* decide_keywords of whatever may be a choice; notes stay only where the verdict hangs on them. */
enum schema_verdict choosing_enter(struct decision *decision, const struct instruction *schema,
                                   const struct node *instance);
/* decide_at of a schema that need not hold. */
enum schema_verdict choosing_suppose(struct decision *decision, const struct instruction *schema,
                                     const struct node *instance);
/* Notes the open choices in a container. dividing: only those on which a verdict hung so far.
   false: there is no choice in it, and nothing opaque. */
bool choosing_note_all(struct decision *decision, const struct node *container, bool dividing);
/* node_equal and values_find of a container. */
enum schema_verdict choosing_equals(struct decision *decision, const struct node *value,
                                    const struct node *instance);
enum schema_verdict choosing_finds(struct decision *decision, const struct values *values,
                                   const struct node *instance);
/* What only evaluate.c decides (unevaluated members and items, dynamic references): valid where it
   would hold of all parts, else unknown. What it evaluates may hang on any choice that divides. */
enum schema_verdict choosing_ask_beyond(struct decision *decision, const struct instruction *at,
                                        const struct node *instance);

/* ---- decide.c ---- */

/* Of a schema that its foregone verdicts do not tell. */
enum schema_verdict decide_schema(struct decision *decision, const struct instruction *schema,
                                  const struct node *instance);
/* The same, without the looks that answer the most frequent questions. */
enum schema_verdict decide_keywords(struct decision *decision, const struct instruction *schema,
                                    const struct node *instance);

/* foregone: the schema's verdicts, or a copy of them that lies nearer in memory. */
static inline enum schema_verdict decide_foregone(struct decision *decision,
                                                  struct verdicts foregone,
                                                  const struct instruction *schema,
                                                  const struct node *instance)
{
    unsigned kind = node_kind_bit(instance);

    if (foregone.holds & kind)
        return SCHEMA_VALID;
    if (foregone.fails & kind)
        return SCHEMA_INVALID;
    return decide_schema(decision, schema, instance);
}

static inline enum schema_verdict
decide_at(struct decision *decision, const struct instruction *schema, const struct node *instance)
{
    return decide_foregone(decision, schema->foregone.verdicts, schema, instance);
}

/* The verdict of a schema that need not hold where the one around it does. */
static inline enum schema_verdict decide_supposed(struct decision *decision,
                                                  const struct instruction *schema,
                                                  const struct node *instance)
{
    return decision->choosing ? choosing_suppose(decision, schema, instance)
                              : decide_at(decision, schema, instance);
}

static inline bool decision_spend(struct decision *decision, uint64_t steps)
{
    if (decision->steps < steps) {
        if (decision->choosing)
            decision->steps = 0; /* it goes on past this, and is to end soon */
        return false;
    }
    decision->steps -= steps;
    return true;
}

/* Does the verdict of one part settle that of all, which hold where each part holds? */
static inline bool decision_ends_all(const struct decision *decision, enum schema_verdict verdict)
{
    if (!decision->choosing)
        return verdict != SCHEMA_VALID;
    return verdict == SCHEMA_INVALID && !decision->choosing->thorough;
}

static inline enum schema_verdict verdict_of(bool holds)
{
    return holds ? SCHEMA_VALID : SCHEMA_INVALID;
}

/* What warns changes no verdict; but evaluate.c has to tell it. */
static inline enum schema_verdict decision_warn(const struct decision *decision)
{
    return decision->choosing ? SCHEMA_VALID : SCHEMA_UNKNOWN;
}

/* ---- decide_array.c, decide_object.c, decide_logic.c ---- */

typedef enum schema_verdict decider(struct decision *decision, const struct instruction *at,
                                    const struct node *instance);
decider decide_unique_items, decide_prefix_items, decide_items, decide_contains;
decider decide_required, decide_dependents, decide_members, decide_property_names;
decider decide_all_of, decide_any_of, decide_one_of, decide_if, decide_not;

#endif
