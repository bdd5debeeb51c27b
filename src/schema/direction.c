/* Properties that travel one way only: up to OpenAPI 3.0 one that is readOnly and required is not
   asked of a request, nor a writeOnly one of a response (2.0, Schema Object; 3.0.4, 4.7.24.2). The
   mark and the `required` may stand in different schemas, as long as all of them are applied in
   place, to the same object and the same property; one mark is enough.

   Where both stand in one schema object, the compiler knows it (struct name, exempt). For the rest
   a missing name is looked up, when it comes to it, in the schemas applied to the object. The
   branches of anyOf and oneOf that do not hold are not among them. So that objects which lack a
   name are refused as fast as before, each SCHEMA knows whether there is a mark to be found. */
#include "schema/compiler.h"
#include "schema/evaluator.h"

enum { MARK_MAX_DEPTH = 64, MAX_ROUNDS = 32 };

/* ---- is there a mark to be found? ---- */

enum { SAYS_EITHER = SAYS_READ_ONLY | SAYS_WRITE_ONLY, MARKS_SHIFT = 2 };

static unsigned bits_below(const struct instruction *at)
{
    unsigned bits = 0;

    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        bits |= block->kinds & DIRECTION_BITS;
    return bits;
}

static unsigned bits_of(const struct instruction *at)
{
    switch ((enum op)at->op) {
    case OP_CALL:
        return at->schema->program ? schema_entry(at->schema)->kinds & DIRECTION_BITS : 0;
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
        return bits_below(at);
    case OP_MEMBERS:
        return (bits_below(at) & SAYS_EITHER) << MARKS_SHIFT;
    default:
        return 0;
    }
}

static bool note_bits(struct instruction *schema)
{
    unsigned bits = (schema->flags & FLAG_READ_ONLY ? SAYS_READ_ONLY : 0u) |
                    (schema->flags & FLAG_WRITE_ONLY ? SAYS_WRITE_ONLY : 0u);
    unsigned before = schema->kinds;

    for (const struct instruction *at = instruction_first(schema); at < instruction_end(schema);
         at = instruction_next(at))
        bits |= bits_of(at);
    schema->kinds |= (uint16_t)bits;
    return schema->kinds != before;
}

/* Innermost first; what refers back needs more rounds. After the last one, anything may be. */
void schema_set_note_directions(struct schema_set *set)
{
    bool changed = dialect_row(set->settings.dialect)->has_directions;

    for (unsigned round = 0; changed && round <= MAX_ROUNDS; round++) {
        changed = false;
        for (size_t i = 0; i < set->fresh.count; i++) {
            struct instruction *code = (struct instruction *)set->fresh.items[i]->code;

            for (uint32_t at = set->fresh.items[i]->count; at-- > 0;) {
                if (code[at].op != OP_SCHEMA)
                    continue;
                if (round == MAX_ROUNDS)
                    code[at].kinds |= DIRECTION_BITS;
                else
                    changed |= note_bits(&code[at]);
            }
        }
    }
}

/* ---- finding it ---- */

struct search {
    struct evaluator *ev;
    const struct instruction *at; /* for the budget */
    const struct node *object;
    struct str name;
    uint8_t flag;
    unsigned depth;
};

typedef bool looker(struct search *search, const struct instruction *schema);

static bool any_block(struct search *search, const struct instruction *at, looker *look)
{
    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        if (look(search, block))
            return true;
    return false;
}

/* Into the schema, and out of it again; false: no further. */
static bool descend(struct search *search)
{
    if (search->depth == MARK_MAX_DEPTH ||
        !evaluator_spend(search->ev, 1, search->at, search->object))
        return false;
    search->depth++;
    return true;
}

/* Of the property's own schema: the value is not there, so any branch may be meant. */
static bool says_flag(struct search *search, const struct instruction *schema)
{
    bool says = (schema->flags & search->flag) != 0;

    if (says || !descend(search))
        return says;
    for (const struct instruction *at = instruction_first(schema);
         at < instruction_end(schema) && !says; at = instruction_next(at))
        says = at->op == OP_CALL
                   ? at->schema->program && says_flag(search, schema_entry(at->schema))
               : at->op == OP_ALL_OF || at->op == OP_ANY_OF || at->op == OP_ONE_OF
                   ? any_block(search, at, says_flag)
                   : false;
    search->depth--;
    return says;
}

static bool member_says_flag(struct search *search, const struct instruction *at)
{
    const struct property *property = members_find_named(at->members, search->name);

    if (property)
        return says_flag(search, at + property->block);
    return at->members->additional && at->members->pattern_count == 0 &&
           says_flag(search, at + at->members->additional);
}

static bool marks(struct search *search, const struct instruction *schema);

/* A branch that says so, and holds; where that cannot be told, the mark is believed. */
static bool branch_marks(struct search *search, const struct instruction *branch)
{
    return marks(search, branch) &&
           evaluator_decide(search->ev, branch, search->object) != SCHEMA_INVALID;
}

static bool condition_marks(struct search *search, const struct instruction *at)
{
    const struct conditional *conditional = at->conditional;
    enum schema_verdict verdict =
        evaluator_decide(search->ev, at + conditional->condition, search->object);

    return (verdict != SCHEMA_INVALID && conditional->consequence &&
            marks(search, at + conditional->consequence)) ||
           (verdict != SCHEMA_VALID && conditional->alternative &&
            marks(search, at + conditional->alternative));
}

static bool instruction_marks(struct search *search, const struct instruction *at)
{
    switch ((enum op)at->op) {
    case OP_CALL:
        return at->schema->program && marks(search, schema_entry(at->schema));
    case OP_MEMBERS:
        return member_says_flag(search, at);
    case OP_ALL_OF:
        return any_block(search, at, marks);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return any_block(search, at, branch_marks);
    case OP_IF:
        return condition_marks(search, at);
    default:
        return false;
    }
}

static bool marks(struct search *search, const struct instruction *schema)
{
    bool found = false;

    if (!descend(search))
        return false;
    for (const struct instruction *at = instruction_first(schema);
         at < instruction_end(schema) && !found; at = instruction_next(at))
        found = instruction_marks(search, at);
    search->depth--;
    return found;
}

const struct instruction *evaluator_subject(const struct evaluator *ev, const struct node *instance)
{
    const struct instruction *outermost = NULL;

    for (unsigned i = ev->depth; i-- > 0 && ev->frames[i].instance == instance;)
        outermost = ev->frames[i].schema;
    return outermost;
}

/* The outermost of the schemas leads to all others but those in branches that do not hold; in one
   of these it may be that the name is asked for. */
static bool any_applied_marks(struct search *search)
{
    const struct evaluator *ev = search->ev;

    for (unsigned i = ev->depth; i-- > 0 && ev->frames[i].instance == search->object;) {
        enum keyword keyword = (enum keyword)ev->frames[i].origin->keyword;
        bool outermost = i == 0 || ev->frames[i - 1].instance != search->object;

        if ((outermost || keyword == KEYWORD_ANY_OF || keyword == KEYWORD_ONE_OF) &&
            marks(search, ev->frames[i].schema))
            return true;
    }
    return false;
}

bool evaluator_is_one_way(struct evaluator *ev, const struct instruction *at,
                          const struct node *object, struct str name)
{
    struct search search = {.ev = ev, .at = at, .object = object, .name = name};

    search.flag = ev->direction == SCHEMA_REQUEST ? FLAG_READ_ONLY : FLAG_WRITE_ONLY;
    return ev->direction != SCHEMA_ANY && any_applied_marks(&search);
}
