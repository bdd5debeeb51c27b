/* The working memory of an evaluation, and the helpers evaluate.c shares with the families of
   instructions. Private to schema/. */
#ifndef OASDRIFT_SCHEMA_EVALUATOR_H
#define OASDRIFT_SCHEMA_EVALUATOR_H

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "pattern/pattern.h"
#include "schema/member_table.h"
#include "schema/program.h"
#include "schema/verdict_table.h"

enum {
    FORESIGHT_STEPS = 4 * 1000 * 1000, /* for evaluator_decide, in one evaluation */
    TOO_DEEP_STEPS = 250 * 1000,       /* of those, each time that it goes too deep */
    ENDLESS_DEPTH = 64,                /* from where on a schema within itself is looked for */
    PATTERN_STEPS = 2, /* that a look for a pattern of patternProperties counts as */
    MAX_DOUBTS = 1000  /* kept of one evaluation; one is enough to make it unknown */
};

/* How much a failure tells that a branch was not the one that was meant: a value of another type
   tells most, then a literal (the tag of a variant) that differs; others count one. */
enum failure_weight { WEIGHT_TYPE = 1000, WEIGHT_LITERAL = 10 };

/* Bits of a member's (its key node's) coverage; of an object's own node. */
enum coverage {
    COVERED_BY_NAME = 1u << 0,
    COVERED_BY_PATTERN = 1u << 1,
    COVERED_BY_MAP = 1u << 2,   /* additionalProperties with a schema that says something */
    COVERED_BY_OPEN = 1u << 3,  /* additionalProperties: true or {} */
    COVERED_BY_ERROR = 1u << 4, /* additionalProperties: false: told already */
    COVERED =
        COVERED_BY_NAME | COVERED_BY_PATTERN | COVERED_BY_MAP | COVERED_BY_OPEN | COVERED_BY_ERROR,
    OBJECT_SHAPED = 1u << 5, /* a keyword about properties was applied here */
    OBJECT_GUESSED = 1u << 6 /* in a branch that had to be guessed */
};

struct journal_entry {
    uint32_t index;
    uint32_t number; /* of the change, in the evaluation, from 1; UINT32_MAX: they ran out */
    uint8_t before;
};

/* A schema with FLAG_NOTES bits was applied. */
struct journal_note {
    const struct node *instance, *schema;
    unsigned flags;
};

/* See the top of evaluate.c. Indexes count nodes from the instance's root. */
struct journal {
    uint32_t root;
    VEC(uint32_t) evaluated; /* key nodes and items, in the order they were evaluated */
    unsigned char *coverage; /* a byte a node; only when asked for */
    size_t coverage_size;
    const struct node **shaped_by; /* where an object is OBJECT_SHAPED: by which keyword's value */
    VEC(struct journal_entry) changes; /* of coverage, to undo them */
    uint32_t change_number;            /* of the last one made, undone or not */
    VEC(struct journal_note) notes;    /* only with coverage */
    unsigned char *seen;               /* a byte a node, all zero between uses */
    size_t seen_size;
};

struct journal_mark {
    size_t evaluated, changes, notes, doubts;
};

/* How near a branch comes to a value that does not fit it. */
struct nearness {
    size_t distance; /* how much another object it is about; counts first */
    struct branch_score score;
};

/* A branch that does not fit, compared with others (nearest_branch.c). */
struct weighing {
    struct nearness nearness;
    size_t begin, end; /* its marks */
    bool lost;         /* there are more */
    bool named;        /* by a tag in the value */
    bool asks;         /* for a tag that no branch finds there */
    bool is_out;       /* it was not meant */
};

/* A schema being applied: the evaluation path, and the guard against endless recursion. */
struct frame {
    const struct origin *origin;
    const struct instruction *schema;
    const struct node *instance;
    unsigned scope_depth; /* of evaluator.scopes, when it was entered */
};

struct evaluator {
    struct arena texts;
    struct strbuf message, path; /* being written */
    const struct schema_question *question;
    const struct program *program;
    const struct node *root;
    enum schema_direction direction;
    bool report;   /* failures are called back */
    bool thorough; /* goes on after a failure */
    bool coverage;
    bool collecting; /* annotations are asked for: no branch may be spared */
    bool tracking;   /* an unevaluated keyword looks at this instance */
    bool exhausted;  /* a limit was met: everything is unknown from here on */
    struct str exhausted_by;
    const struct instruction *without; /* the step of `omission`; NULL */
    const struct program_omission *omission;
    bool strict;        /* no required name is let off for its direction */
    bool let_off;       /* one was */
    bool warned;        /* a format that only warns did not hold */
    size_t scope;       /* where what the tracking schema evaluated begins in the journal */
    unsigned sensitive; /* schemas around that hide values */
    unsigned guessing;  /* branches around that were guessed */
    uint64_t steps;
    uint64_t step_limit;     /* of this evaluation, see SCHEMA_STEPS */
    uint64_t step_ceiling;   /* lower where time is short */
    uint64_t foresight;      /* steps left for evaluator_decide */
    uint64_t remember_after; /* steps: verdicts are remembered from then on */
    struct verdict_table verdicts;
    struct member_table members;
    struct branch_score score;  /* so far */
    const struct node *weighed; /* what the branches being compared are applied to; or NULL */
    VEC(struct mark) marks;     /* of these, as nearest_branch.c has them */
    VEC(struct weighing) weighings;
    size_t marks_begin; /* of the branch being weighed */
    bool marks_lost;    /* it has more */
    unsigned depth;
    struct frame frames[SCHEMA_MAX_DEPTH];
    unsigned scope_depth; /* of scopes */
    const struct dynamic_anchor
        *scopes[PROGRAM_MAX_SCOPES + SCHEMA_MAX_DEPTH]; /* of the resources entered that have
                                      any, outermost first */
    struct journal journal;
    VEC(struct schema_doubt) doubts;
    struct trace *trace;                       /* NULL: not asked for, or silent now */
    struct schema_set *set;                    /* of the schema */
    VEC(struct schema_annotation) annotations; /* of the schemas that hold so far */
    struct pattern_matcher matcher;
    const struct node *undecided; /* the instance that yes or no left open last; NULL */
    struct unique_item *items;    /* scratch of uniqueItems */
    size_t item_capacity;
};

/* ---- journal.c ---- */

void journal_start(struct journal *journal, const struct node *root, bool coverage);
void journal_release(struct journal *journal);
struct journal_mark journal_mark(const struct evaluator *ev);
/* Forgets what a discarded branch evaluated, covered and doubted. */
void journal_rollback(struct evaluator *ev, struct journal_mark mark);
void journal_cover(struct evaluator *ev, const struct node *node, unsigned bits);
/* All of the instance, for what a schema that is not known evaluates and describes of it. */
void journal_cover_all(struct evaluator *ev, const struct node *instance);
/* The schema at `node`, with these FLAG_NOTES bits, is applied. */
void journal_note(struct evaluator *ev, const struct node *instance, const struct node *schema,
                  unsigned flags);
/* A keyword about properties, its value at `place`, is applied to the object. */
void journal_shape(struct evaluator *ev, const struct node *object, const struct node *place);
static inline uint32_t journal_index(const struct journal *journal, const struct node *node)
{
    return node->index - journal->root;
}
static inline void journal_evaluated(struct evaluator *ev, const struct node *node)
{
    if (ev->tracking)
        VEC_ADD(&ev->journal.evaluated, journal_index(&ev->journal, node));
}
/* Raises (or lowers) the `seen` byte of all evaluated since the scope began. */
void journal_raise(struct evaluator *ev);
void journal_lower(struct evaluator *ev);
static inline bool journal_saw(const struct evaluator *ev, const struct node *node)
{
    return ev->journal.seen[journal_index(&ev->journal, node)];
}

/* ---- evaluate.c ---- */

static inline enum schema_verdict worse(enum schema_verdict a, enum schema_verdict b)
{
    if (a == SCHEMA_INVALID || b == SCHEMA_INVALID)
        return SCHEMA_INVALID;
    return a == SCHEMA_UNKNOWN || b == SCHEMA_UNKNOWN ? SCHEMA_UNKNOWN : SCHEMA_VALID;
}

/* What a failure's message is made of, beside the instruction and the instance. */
struct detail {
    const struct node *place;    /* NULL: the instruction's keyword value */
    uint64_t count;              /* %n */
    uint64_t first, second;      /* %1, %2 */
    struct str name;             /* %k */
    struct str text;             /* %s */
    const char *note;            /* %s too: directives inside it are filled in; NULL */
    const char *texts[OP_TEXTS]; /* in place of the instruction's; NULL */
    bool ambiguous, one_way, explained, guess; /* as struct schema_failure has them */
};

static inline const struct origin *origin_of(const struct evaluator *ev,
                                             const struct instruction *at)
{
    return &ev->program->origins[at - ev->program->code];
}

/* Applies the schema at a SCHEMA instruction to the same instance. */
enum schema_verdict evaluator_apply(struct evaluator *ev, const struct instruction *schema,
                                    const struct node *instance);
/* What an instruction asks of an instance of a kind that it looks at. */
enum schema_verdict evaluator_execute(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance);
/* const or enum is met, or not. */
enum schema_verdict evaluator_meet_literal(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance);
enum schema_verdict evaluator_miss_literal(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance, bool single);
/* Notes a failure (and tells it); returns SCHEMA_INVALID. detail may be NULL. */
enum schema_verdict evaluator_fail(struct evaluator *ev, const struct instruction *at,
                                   const struct node *instance, const struct detail *detail);
/* Notes that something could not be decided; returns SCHEMA_UNKNOWN. */
enum schema_verdict evaluator_doubt(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance, struct str reason);
/* A pattern against a text: pattern_search's answer as a verdict. */
enum schema_verdict evaluator_search(struct evaluator *ev, const struct pattern *pattern,
                                     const struct node *text, const char **reason);
/* The same, within the evaluation's limits; what is not known is noted as a doubt. */
enum schema_verdict evaluator_match(struct evaluator *ev, const struct instruction *at,
                                    const struct pattern *pattern, const struct node *text);
/* Counts work that is not an instruction; false when the budget is spent. */
bool evaluator_spend(struct evaluator *ev, uint64_t steps, const struct instruction *at,
                     const struct node *instance);

/* Code points: RFC 8259 characters, not bytes (validation 6.3.1). */
static inline uint64_t characters(const struct node *string)
{
    return string->flags & NODE_NON_ASCII ? utf8_length(node_text(string)) : string->length;
}
/* An integer by its value that is not written as one: 25.0, 1e2. */
static inline bool evaluator_is_noted(const struct node *number)
{
    return !(number->flags & NODE_INTEGER_LEXEME) && node_is_integral(number);
}
static inline bool evaluator_has_type(unsigned types, const struct node *instance)
{
    if (types >> instance->kind & 1)
        return true;
    if (instance->kind != NODE_NUMBER)
        return false;
    return types & KIND_INTEGER ? node_is_integral(instance)
                                : types & KIND_LEXEME && instance->flags & NODE_INTEGER_LEXEME;
}

/* ---- apply.c: evaluator_apply, unless something spares it ---- */

enum schema_verdict evaluator_apply_child(struct evaluator *ev, const struct instruction *schema,
                                          const struct node *child);
/* The same instance in silence, stopping at the first failure. */
enum schema_verdict evaluator_apply_quietly(struct evaluator *ev, const struct instruction *schema,
                                            const struct node *instance);

/* ---- weigh_branches.c ---- */

/* While branches are weighed: what does not hold, and the literals that do. */
void evaluator_mark(struct evaluator *ev, struct mark mark);
static inline bool evaluator_marks(const struct evaluator *ev)
{
    return ev->weighed && ev->thorough;
}
/* Fills ev->weighings, one a branch, in their order; those that take no values of the kind are out,
   unless none does. */
void evaluator_weigh_branches(struct evaluator *ev, const struct instruction *at,
                              const struct node *instance);
/* A branch that is a choice itself, none of whose branches fits: it comes as near as the nearest of
   them. */
enum schema_verdict evaluator_weigh_choice(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance);
bool evaluator_is_nearer(const struct nearness *one, const struct nearness *than);
static inline bool branch_takes(const struct instruction *branch, const struct node *instance)
{
    return !(branch->foregone.verdicts.fails & node_kind_bit(instance));
}

/* ---- named_branch.c ---- */

enum naming { NAMES_NONE, NAMES_SEVERAL, NAMES_ONE };

/* Leaves in those of the weighings that the value may name; all, where it names none. */
enum naming evaluator_leave_named(struct evaluator *ev);

/* ---- nearest_branch.c ---- */

/* The branch of anyOf or oneOf, from 0, that was probably meant where none fits. *guess: it is not
   known that it was. */
uint64_t evaluator_nearest_branch(struct evaluator *ev, const struct instruction *at,
                                  const struct node *instance, bool *guess);

/* ---- evaluate_value.c, evaluate_array.c ---- */

/* minimum and its kin, multipleOf. */
bool evaluator_in_bound(const struct instruction *at, const struct node *number);
/* An item that equals an earlier one; NULL. */
const struct node *evaluator_repeated_item(struct evaluator *ev, const struct node *array);

/* ---- evaluate_object.c ---- */

/* The keys of the object that the properties describe, in their order, on the stack of ev->members
   from *first on. false: they are to be found by going through the members, for others count too,
   or it is quicker. */
bool evaluator_gather(struct evaluator *ev, const struct members *members,
                      const struct node *object, size_t *first);

/* ---- decide.c ---- */

/* Once so many steps were taken, verdicts are remembered. */
static inline bool evaluator_remembers(const struct evaluator *ev)
{
    return ev->steps >= ev->remember_after;
}
/* Begins an evaluation: what was remembered is forgotten. */
static inline void evaluator_forget(struct evaluator *ev, const struct node *root)
{
    ev->remember_after = REMEMBER_AFTER + (uint64_t)root->span * REMEMBER_AFTER_A_NODE;
    verdict_table_start(&ev->verdicts);
    member_table_forget(&ev->members);
}

/* Yes or no alone; SCHEMA_UNKNOWN: ask schema_evaluate. */
enum schema_verdict schema_decide(struct evaluator *ev, const struct schema *schema,
                                  const struct node *instance, enum schema_direction direction);
/* The same of one schema in an evaluation that wants more: spares it what holds. */
enum schema_verdict evaluator_decide(struct evaluator *ev, const struct instruction *schema,
                                     const struct node *instance);

/* ---- direction.c ---- */

/* The outermost of the schemas that are applied to the instance now; NULL: none is. */
const struct instruction *evaluator_subject(const struct evaluator *ev,
                                            const struct node *instance);
/* Does one of the schemas applied to the object say of the property that it does not travel in the
   direction that is asked about? at: who asks. */
bool evaluator_is_one_way(struct evaluator *ev, const struct instruction *at,
                          const struct node *object, struct str name);

/* ---- the families ---- */

typedef enum schema_verdict evaluation(struct evaluator *ev, const struct instruction *at,
                                       const struct node *instance);
evaluation evaluate_enum, evaluate_null_outside_enum, evaluate_format;
evaluation evaluate_unique_items, evaluate_prefix_items, evaluate_items, evaluate_contains,
    evaluate_unevaluated_items;
evaluation evaluate_required, evaluate_dependents, evaluate_members, evaluate_property_names,
    evaluate_unevaluated_properties;
evaluation evaluate_null_beside, evaluate_all_of, evaluate_any_of, evaluate_one_of, evaluate_if,
    evaluate_not;

/* ---- annotate.c ---- */

/* Applies the block of a schema that was entered, and keeps what it says of the instance; nothing
   of it, nor of what it applied, unless it holds. */
enum schema_verdict evaluator_annotate(struct evaluator *ev, const struct instruction *schema,
                                       const struct node *instance, evaluation *apply);

/* ---- trace.c ---- */

struct trace *trace_new(const struct schema *schema);
/* Tells how many lines were left out. trace may be NULL. */
void trace_free(struct evaluator *ev, struct trace *trace);
/* Evaluates and tells of it. */
enum schema_verdict trace_run(struct evaluator *ev, const struct instruction *at,
                              const struct node *instance, evaluation *evaluate);

/* ---- describe.c ---- */

/* The keywords and references passed through to where the evaluation is, and `last`. */
struct str evaluator_path(struct evaluator *ev, struct str last);
/* Calls the question back. No text is made before somebody asks for it. */
void evaluator_describe_failure(struct evaluator *ev, const struct instruction *at,
                                const struct node *instance, const struct detail *detail,
                                bool warning);

#endif
