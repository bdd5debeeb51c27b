#include "schema/program_cursor.h"

#include "schema/evaluator.h"

static const uint8_t roles[KEYWORD_COUNT + 1] = {
    [KEYWORD_IF] = BLOCK_IF,
    [KEYWORD_THEN] = BLOCK_THEN,
    [KEYWORD_ELSE] = BLOCK_ELSE,
    [KEYWORD_DEPENDENT_SCHEMAS] = BLOCK_DEPENDENT,
    [KEYWORD_DEPENDENCIES] = BLOCK_DEPENDENT,
    [KEYWORD_PROPERTIES] = BLOCK_PROPERTY,
    [KEYWORD_PATTERN_PROPERTIES] = BLOCK_PATTERN,
    [KEYWORD_ADDITIONAL_PROPERTIES] = BLOCK_OTHERS,
    [KEYWORD_PROPERTY_NAMES] = BLOCK_NAME,
    [KEYWORD_PREFIX_ITEMS] = BLOCK_ITEM,
    [KEYWORD_ITEMS] = BLOCK_ITEMS,
    [KEYWORD_ADDITIONAL_ITEMS] = BLOCK_ITEMS,
    [KEYWORD_CONTAINS] = BLOCK_CONTAINS,
    [KEYWORD_UNEVALUATED_ITEMS] = BLOCK_UNEVALUATED,
    [KEYWORD_UNEVALUATED_PROPERTIES] = BLOCK_UNEVALUATED,
}; /* all others: BLOCK_SAME */

static const struct origin *origin(struct program_block block)
{
    return &block.program->origins[block.at - block.program->code];
}

/* ---- going on ---- */

struct program_block program_entry(const struct schema *schema)
{
    return (struct program_block){schema->program, schema_entry(schema)};
}

static struct program_cursor inside(const struct program *program, const struct instruction *at)
{
    return (struct program_cursor){program, instruction_first(at), instruction_end(at)};
}

struct program_cursor program_steps(struct program_block block)
{
    return inside(block.program, block.at);
}

static const struct schema *target(const struct instruction *at)
{
    if (at->op == OP_CALL)
        return at->schema;
    return at->op == OP_DYNAMIC_CALL ? at->dynamic->initial : NULL;
}

bool program_next(struct program_cursor *cursor, struct program_step *step)
{
    const struct instruction *at = cursor->at;
    const struct origin *from;

    if (at == cursor->end)
        return false;
    cursor->at = instruction_end(at);
    from = origin((struct program_block){cursor->program, at});
    *step = (struct program_step){.op = (enum op)at->op,
                                  .kinds = at->kinds & (uint16_t)~DIRECTION_BITS,
                                  .keyword = keyword_name((enum keyword)from->keyword),
                                  .place = from->place,
                                  .target = target(at) ? target(at)->node : NULL,
                                  .first_item = at->op == OP_ITEMS ? at->count : 0,
                                  .program = cursor->program,
                                  .at = at};
    return true;
}

struct program_cursor program_blocks(const struct program_step *step)
{
    const struct schema *schema = target(step->at);
    const struct instruction *entry = schema ? schema_entry(schema) : NULL;

    if (entry)
        return (struct program_cursor){schema->program, entry, instruction_end(entry)};
    return inside(step->program, step->at);
}

bool program_next_block(struct program_cursor *cursor, struct program_block *block)
{
    if (cursor->at == cursor->end)
        return false;
    *block = (struct program_block){cursor->program, cursor->at};
    cursor->at = instruction_end(cursor->at);
    return true;
}

bool program_block_of(const struct program_step *step, enum block_role role,
                      struct program_block *block)
{
    struct program_cursor cursor = program_blocks(step);

    while (program_next_block(&cursor, block))
        if (program_role(*block) == role)
            return true;
    return false;
}

/* ---- blocks ---- */

enum block_role program_role(struct program_block block)
{
    enum block_role role = (enum block_role)roles[origin(block)->keyword];

    /* Before 2020-12 the items of a list stand in `items`, too. */
    return role == BLOCK_ITEMS && origin(block)->index != UINT32_MAX ? BLOCK_ITEM : role;
}

const struct node *program_schema(struct program_block block)
{
    return origin(block)->place;
}

const struct node *program_key(struct program_block block)
{
    return origin(block)->key;
}

bool program_is_open(struct program_block block)
{
    return block.at->flags & FLAG_OPEN;
}

bool program_is_closed(struct program_block block)
{
    return block.at->flags & FLAG_CLOSED;
}

/* ---- what steps of one kind have ---- */

size_t program_find_property(const struct program_step *step, const struct node *key, size_t *next)
{
    const struct members *members = step->at->members;
    uint32_t at = (uint32_t)*next;
    const struct property *property = members_find_near(members, key, &at);

    *next = at;
    return property ? (size_t)(property - members->properties) : SIZE_MAX;
}

bool program_gather(struct evaluator *evaluator, const struct program_step *step,
                    const struct node *object, size_t *first, size_t *end)
{
    if (!evaluator_gather(evaluator, step->at->members, object, first))
        return false;
    *end = evaluator->members.found.count;
    return true;
}

const struct node *program_gathered(const struct evaluator *evaluator, size_t index)
{
    return evaluator->members.found.items[index];
}

void program_drop(struct evaluator *evaluator, size_t first)
{
    evaluator->members.found.count = first;
}

void program_begin(struct evaluator *evaluator)
{
    member_table_forget(&evaluator->members);
}

bool program_pattern_matches(struct evaluator *evaluator, const struct program_step *step,
                             size_t index, struct str name)
{
    const struct pattern *pattern = step->at->members->patterns[index].pattern;
    const char *reason;

    return pattern &&
           pattern_search(pattern, &evaluator->matcher, name, &reason) == PATTERN_MATCHES;
}

const struct node *program_find_literal(const struct program_step *step,
                                        const struct node *instance)
{
    return values_find(step->at->values, instance);
}

const struct node *program_required(const struct program_step *step, size_t index)
{
    const struct names *names = step->at->names;

    return index < names->count ? names->items[index].place : NULL;
}
