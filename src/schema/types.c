/* Which JSON types a schema describes, or speaks of, read from its program. */
#include "schema/evaluator.h"

/* Branches and references may multiply; beyond these limits the answer is "says nothing". */
enum { MAX_DEPTH = 32, NAMES_MAX_DEPTH = 1024, MAX_INSTRUCTIONS = 10000 };

struct reading {
    unsigned depth;
    unsigned instructions;
};

static unsigned types_of(struct reading *reading, const struct instruction *block);

/* allOf: what all allow. */
static unsigned types_of_all(struct reading *reading, const struct instruction *at)
{
    unsigned types = 0;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        unsigned said = types_of(reading, branch);

        if (said)
            types = types ? types & said : said;
    }
    return types;
}

/* anyOf, oneOf: what any allows; nothing where one of them says nothing. */
static unsigned types_of_any(struct reading *reading, const struct instruction *at)
{
    unsigned types = 0;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        unsigned said = types_of(reading, branch);

        if (!said)
            return 0;
        types |= said;
    }
    return types;
}

static unsigned types_of_values(const struct values *values)
{
    unsigned types = 0;

    for (size_t i = 0; i < values->count; i++)
        types |= kinds_of(values->nodes[i]);
    return types;
}

static unsigned types_of_mask(unsigned mask)
{
    return mask & (KIND_INTEGER | KIND_LEXEME) ? (mask & KIND_ANY) | KIND_NUMBER : mask;
}

static unsigned types_said(struct reading *reading, const struct instruction *at)
{
    switch (at->op) {
    case OP_TYPE:
        return types_of_mask(at->types);
    case OP_CONST:
        return kinds_of(at->node);
    case OP_ENUM:
        return types_of_values(at->values);
    case OP_CALL:
        return at->schema->program ? types_of(reading, schema_entry(at->schema)) : 0;
    case OP_ALL_OF:
        return types_of_all(reading, at);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return types_of_any(reading, at);
    default:
        return 0; /* says nothing of types */
    }
}

static unsigned types_of(struct reading *reading, const struct instruction *block)
{
    unsigned types = 0;

    if (reading->depth == MAX_DEPTH)
        return 0;
    reading->depth++;
    for (const struct instruction *at = instruction_first(block); at < instruction_end(block);
         at = instruction_next(at)) {
        unsigned said;

        if (++reading->instructions > MAX_INSTRUCTIONS)
            break;
        said = types_said(reading, at);
        if (said)
            types = types ? types & said : said;
    }
    reading->depth--;
    return types;
}

unsigned schema_types(const struct schema *schema)
{
    struct reading reading = {0, 0};
    unsigned types = types_of(&reading, schema_entry(schema));

    return reading.instructions > MAX_INSTRUCTIONS ? 0 : types;
}

/* ---- mentioned ---- */

static unsigned mentions_of(struct reading *reading, const struct instruction *block);

/* The blocks of what applies schemas to the same value follow it one behind the other. */
static unsigned mentions_of_blocks(struct reading *reading, const struct instruction *at)
{
    unsigned kinds = 0;

    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        kinds |= mentions_of(reading, block);
    return kinds;
}

static unsigned mentions_at(struct reading *reading, const struct instruction *at)
{
    switch (at->op) {
    case OP_TYPE:
    case OP_CONST:
    case OP_ENUM:
        return types_said(reading, at);
    case OP_CALL:
        return at->schema->program ? mentions_of(reading, schema_entry(at->schema)) : 0;
    case OP_DYNAMIC_CALL:
        return at->dynamic->initial->program
                   ? mentions_of(reading, schema_entry(at->dynamic->initial))
                   : 0;
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
    case OP_IF:
    case OP_NOT:
        return mentions_of_blocks(reading, at);
    case OP_DEPENDENT_SCHEMAS:
        return KIND_OBJECT | mentions_of_blocks(reading, at);
    default:
        return at->kinds == KIND_ANY ? 0 : at->kinds & KIND_ANY;
    }
}

static unsigned mentions_of(struct reading *reading, const struct instruction *block)
{
    unsigned kinds = 0;

    if (reading->depth == MAX_DEPTH)
        return 0;
    reading->depth++;
    for (const struct instruction *at = instruction_first(block);
         at < instruction_end(block) && reading->instructions++ < MAX_INSTRUCTIONS;
         at = instruction_next(at))
        kinds |= mentions_at(reading, at);
    reading->depth--;
    return kinds;
}

unsigned schema_mentions(const struct schema *schema)
{
    struct reading reading = {0, 0};

    return mentions_of(&reading, schema_entry(schema));
}

/* ---- names ---- */

struct name_search {
    struct evaluator *ev;
    struct node key;
    struct reading reading; /* its limits */
};

static bool may_name(struct name_search *search, const struct instruction *block);

static bool members_name(struct name_search *search, const struct members *members)
{
    const char *reason;

    if (members_find(members, &search->key, members_key_hash(members, &search->key)))
        return true;
    for (uint32_t i = 0; i < members->pattern_count; i++)
        if (members->patterns[i].pattern &&
            evaluator_search(search->ev, members->patterns[i].pattern, &search->key, &reason) !=
                SCHEMA_INVALID)
            return true;
    return false;
}

static bool blocks_name(struct name_search *search, const struct instruction *at)
{
    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        if (may_name(search, block))
            return true;
    return false;
}

static bool names_at(struct name_search *search, const struct instruction *at)
{
    switch (at->op) {
    case OP_MEMBERS:
        return members_name(search, at->members);
    case OP_CALL:
        return at->schema->program && may_name(search, schema_entry(at->schema));
    case OP_DYNAMIC_CALL:
        return at->dynamic->initial->program &&
               may_name(search, schema_entry(at->dynamic->initial));
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
    case OP_IF:
    case OP_DEPENDENT_SCHEMAS:
        return blocks_name(search, at);
    default:
        return false;
    }
}

static bool may_name(struct name_search *search, const struct instruction *block)
{
    bool found = false;

    if (search->reading.depth == NAMES_MAX_DEPTH)
        return false;
    search->reading.depth++;
    for (const struct instruction *at = instruction_first(block);
         at < instruction_end(block) && !found && search->reading.instructions++ < MAX_INSTRUCTIONS;
         at = instruction_next(at))
        found = names_at(search, at);
    search->reading.depth--;
    return found;
}

bool schema_may_name(struct evaluator *evaluator, const struct schema *schema, struct str name)
{
    struct name_search search = {.ev = evaluator,
                                 .key = {.kind = NODE_STRING,
                                         .flags = str_is_ascii(name) ? 0 : NODE_NON_ASCII,
                                         .span = 1,
                                         .length = (uint32_t)name.length,
                                         .text = name.text}};

    if (!utf8_is_valid(name))
        return false;
    evaluator->matcher.spent_ms = 0;
    return may_name(&search, schema_entry(schema));
}
