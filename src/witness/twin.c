#include "witness/twin.h"

#include "pattern/pattern.h"

/* Two of which one is not yet known to be the other's twin: a circle of references is the same as
   another one unless a difference is found somewhere. */
struct pair {
    struct twin a, b;
};

struct comparison {
    VEC(struct pair) pairs; /* what they refer to; each once */
    struct pointer_map met; /* the b's of pairs, by a */
    uint64_t *work;
};

/* As it is interned. */
struct candidate {
    struct twin twin;
    uint64_t *work;
};

/* ---- a number for what says the same ---- */

static uint64_t operand_hash(const struct instruction *at)
{
    switch ((enum op)at->op) {
    case OP_TYPE:
        return at->types;
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
    case OP_ITEMS:
        return at->count;
    case OP_ENUM:
        return at->values->count;
    case OP_REQUIRED:
        return at->names->count;
    case OP_MEMBERS:
        return hash_mix(at->members->property_count, at->members->pattern_count);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return at->branches->count;
    default:
        return 0;
    }
}

static uint64_t hash_of(const struct instruction *at)
{
    uint64_t hash = at->length;

    for (const struct instruction *step = at; step < instruction_end(at); step++) {
        hash = hash_mix(hash, step->op | (uint64_t)step->flags << 8 | (uint64_t)step->kinds << 16);
        hash = hash_mix(hash, hash_mix(step->length, operand_hash(step)));
    }
    return hash;
}

/* ---- operands ---- */

static bool same_values(const struct values *a, const struct values *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!node_equal(a->nodes[i], b->nodes[i]))
            return false;
    return true;
}

static bool same_names(const struct names *a, const struct names *b)
{
    if (!a != !b || (a && (a->count != b->count || a->directed != b->directed)))
        return false;
    for (size_t i = 0; a && i < a->count; i++)
        if (!str_equal(a->items[i].text, b->items[i].text) ||
            a->items[i].exempt != b->items[i].exempt)
            return false;
    return true;
}

static bool same_pattern(const struct pattern *a, const struct pattern *b)
{
    return a == b || (a && b && str_equal(pattern_text(a), pattern_text(b)));
}

static bool same_members(const struct members *a, const struct members *b)
{
    if (a->property_count != b->property_count || a->pattern_count != b->pattern_count ||
        a->additional != b->additional)
        return false;
    for (uint32_t i = 0; i < a->property_count; i++) {
        const struct property *mine = &a->properties[i], *other = &b->properties[i];

        if (mine->length != other->length || mine->block != other->block)
            return false;
        if (mine->length != PROPERTY_SHADOWED && memcmp(mine->text, other->text, mine->length) != 0)
            return false;
    }
    for (uint32_t i = 0; i < a->pattern_count; i++)
        if (!a->patterns[i].pattern || a->patterns[i].block != b->patterns[i].block ||
            !same_pattern(a->patterns[i].pattern, b->patterns[i].pattern))
            return false;
    return true;
}

static bool same_dependents(const struct dependents *a, const struct dependents *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].block != b->items[i].block ||
            !node_equal(a->items[i].key, b->items[i].key) ||
            !same_names(a->items[i].names, b->items[i].names))
            return false;
    return true;
}

static bool same_contains(const struct contains *a, const struct contains *b)
{
    return a->minimum == b->minimum && a->maximum == b->maximum && a->block == b->block;
}

static bool same_branches(const struct branches *a, const struct branches *b)
{
    if (a->count != b->count || a->tag_count != b->tag_count ||
        !a->property.text != !b->property.text ||
        (a->property.text && !str_equal(a->property, b->property)))
        return false;
    for (size_t i = 0; i < a->tag_count; i++)
        if (a->tags[i].branch != b->tags[i].branch ||
            !str_equal(a->tags[i].value, b->tags[i].value))
            return false;
    return true;
}

static bool same_conditional(const struct conditional *a, const struct conditional *b)
{
    return a->condition == b->condition && a->consequence == b->consequence &&
           a->alternative == b->alternative;
}

/* ---- comparing ---- */

/* What they refer to is compared later. false: it cannot be. */
static bool add_pair(struct comparison *comparison, const struct schema *a, const struct schema *b)
{
    struct pair pair;
    void **met;

    if (!a->program || !b->program)
        return false;
    pair.a = (struct twin){a->program, schema_entry(a)};
    pair.b = (struct twin){b->program, schema_entry(b)};
    if (pair.a.at == pair.b.at)
        return true;
    met = pointer_map_put(&comparison->met, pair.a.at, 0);
    if (*met)
        return *met == pair.b.at;
    *met = (void *)(uintptr_t)pair.b.at;
    VEC_ADD(&comparison->pairs, pair);
    return true;
}

static bool same_step(struct comparison *comparison, const struct instruction *a,
                      const struct instruction *b)
{
    if (a->op != b->op || a->flags != b->flags || a->kinds != b->kinds || a->length != b->length)
        return false;
    switch ((enum op)a->op) {
    case OP_CALL:
        return add_pair(comparison, a->schema, b->schema);
    case OP_DYNAMIC_CALL:
    case OP_DOUBT:
        return false;
    case OP_SCHEMA:
        return !(a->flags & FLAG_DYNAMIC);
    case OP_TYPE:
        return a->types == b->types;
    case OP_CONST:
        return node_equal(a->node, b->node);
    case OP_ENUM:
        return same_values(a->values, b->values);
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        return decimal_compare(a->number, b->number) == 0;
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
    case OP_ITEMS:
        return a->count == b->count;
    case OP_PATTERN:
        return same_pattern(a->pattern, b->pattern);
    case OP_FORMAT:
        return a->format == b->format;
    case OP_CONTAINS:
        return same_contains(a->contains, b->contains);
    case OP_REQUIRED:
        return same_names(a->names, b->names);
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        return same_dependents(a->dependents, b->dependents);
    case OP_MEMBERS:
        return same_members(a->members, b->members);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return same_branches(a->branches, b->branches);
    case OP_IF:
        return same_conditional(a->conditional, b->conditional);
    case OP_NEVER:
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM:
    case OP_UNIQUE_ITEMS:
    case OP_PREFIX_ITEMS:
    case OP_UNEVALUATED_ITEMS:
    case OP_PROPERTY_NAMES:
    case OP_UNEVALUATED_PROPERTIES:
    case OP_ALL_OF:
    case OP_NOT:
        return true;
    case OP_COUNT:
        break;
    }
    return false;
}

/* Instructions stand in a row, and what they hold is counted from where they stand: it is the same
   where each is. */
static bool same_row(struct comparison *comparison, const struct instruction *a,
                     const struct instruction *b)
{
    if (a->length != b->length || (*comparison->work += a->length) > TWINS_MAX_COMPARED)
        return false;
    for (uint32_t i = 0; i < a->length; i++)
        if (!same_step(comparison, a + i, b + i))
            return false;
    return true;
}

static bool is_twin(const void *have, const void *like)
{
    const struct candidate *a = have, *b = like;
    struct comparison comparison = {.work = b->work};
    bool same = same_row(&comparison, a->twin.at, b->twin.at);

    for (size_t i = 0; same && i < comparison.pairs.count; i++)
        same =
            same_row(&comparison, comparison.pairs.items[i].a.at, comparison.pairs.items[i].b.at);
    VEC_RELEASE(&comparison.pairs);
    pointer_map_release(&comparison.met);
    return same;
}

struct twin twin_of(struct witness *witness, struct twin twin)
{
    struct candidate like = {twin, &witness->twins_compared}, *first;
    void **known = pointer_map_put(&witness->twin_of, twin.at, 0);
    void **slot;

    if (!*known) {
        if ((witness->twins_compared += twin.at->length) > TWINS_MAX_COMPARED)
            return twin;
        slot = intern_find(&witness->twins, hash_of(twin.at), is_twin, &like);
        if (!*slot) {
            first = witness_alloc(witness, sizeof *first);
            *first = like;
            *slot = first;
        }
        *known = *slot;
    }
    return ((const struct candidate *)*known)->twin;
}

void twins_release(struct witness *witness)
{
    pointer_map_release(&witness->twin_of);
    intern_release(&witness->twins);
}
