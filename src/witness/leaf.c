#include "witness/leaf.h"

#include "witness/engine.h"
#include "witness/written.h"

/* ---- values that are listed ---- */

static const struct values *listed(const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    return !literal->negated && literal->kind == LITERAL_STEP && literal->at->op == OP_ENUM
               ? literal->at->values
               : NULL;
}

static const struct node *constant(const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    if (literal->negated)
        return NULL;
    if (literal->kind == LITERAL_CONST)
        return literal->node;
    return literal->kind == LITERAL_STEP && literal->at->op == OP_CONST ? literal->at->node : NULL;
}

static int by_place(const void *a, const void *b)
{
    const struct node *one = *(const struct node *const *)a;
    const struct node *other = *(const struct node *const *)b;

    return (one > other) - (one < other);
}

/* The values of the kind, in the order of the description (a long list is sorted otherwise): they
   lie on one tape. */
static const struct node **gather(struct search *search, const struct values *values, size_t *count)
{
    const struct node **items = shape_alloc(search->witness, values->count * sizeof *items);

    *count = 0;
    for (size_t i = 0; i < values->count; i++)
        if (values->nodes[i]->kind == search->kind)
            items[(*count)++] = values->nodes[i];
    if (values->hashes && *count > 1)
        qsort(items, *count, sizeof *items, by_place);
    return items;
}

static enum outcome first_that_holds(struct search *search, const struct shape *shape,
                                     const struct node **value)
{
    enum outcome outcome = OUTCOME_NONE;

    for (size_t i = 0; i < shape->values.count; i++) {
        if (!witness_spend(search->witness, 1))
            return OUTCOME_UNDECIDED;
        switch (goal_decide(search->witness, search->goal, shape->values.items[i])) {
        case SCHEMA_VALID:
            *value = shape->values.items[i];
            return OUTCOME_VALUE;
        case SCHEMA_UNKNOWN:
            outcome = undecided(search->witness, WITNESS_SCHEMA);
            break;
        case SCHEMA_INVALID:
            break;
        }
    }
    return outcome;
}

static enum outcome leaf_values(struct search *search, const struct node *const *items,
                                size_t count, struct shape *shape, const struct node **value)
{
    enum outcome outcome;
    bool complete;

    shape->kind = SHAPE_VALUES;
    shape->values.items = items;
    shape->values.count = count;
    outcome = first_that_holds(search, shape, value);
    if (outcome != OUTCOME_NONE || !written_matters(search))
        return outcome;
    shape->values.items = written_in_all_ways(search, items, &shape->values.count, &complete);
    outcome = first_that_holds(search, shape, value);
    return outcome == OUTCOME_NONE && !complete ? undecided(search->witness, WITNESS_NUMBERS)
                                                : outcome;
}

/* The facts with the fewest values tell all that there can be. */
static bool find_listed(struct search *search, struct shape *shape, const struct node **value,
                        enum outcome *outcome)
{
    const struct values *shortest = NULL;
    size_t count;

    for (size_t i = 0; i < search->facts.count; i++) {
        const struct values *values = listed(&search->facts.items[i]);
        const struct node *only = constant(&search->facts.items[i]);

        if (only) {
            const struct node **items = shape_alloc(search->witness, sizeof *items);

            items[0] = only;
            *outcome = leaf_values(search, items, 1, shape, value);
            return true;
        }
        if (values && (!shortest || values->count < shortest->count))
            shortest = values;
    }
    if (shortest) {
        const struct node **items = gather(search, shortest, &count);

        *outcome = leaf_values(search, items, count, shape, value);
    }
    return shortest != NULL;
}

static enum outcome leaf_word(struct search *search, struct shape *shape, const struct node **value)
{
    const char *word = search->kind == NODE_NULL    ? "null"
                       : search->kind == NODE_FALSE ? "false"
                                                    : "true";
    const struct node **items = shape_alloc(search->witness, sizeof *items);

    items[0] = witness_node(search->witness, str_of(word));
    return leaf_values(search, items, 1, shape, value);
}

/* ---- numbers ---- */

static void number_kinds(struct numbers *numbers, unsigned kinds, bool negated)
{
    if (kinds & KIND_INTEGER)
        numbers_integral(numbers, negated);
    else if (kinds & KIND_LEXEME)
        numbers_written_as_integer(numbers, negated);
}

static void number_step(struct numbers *numbers, const struct literal *literal)
{
    const struct instruction *at = literal->at;
    bool negated = literal->negated;

    switch ((enum op)at->op) {
    case OP_TYPE:
        number_kinds(numbers, at->types, negated);
        break;
    case OP_MULTIPLE_OF:
        numbers_multiple_of(numbers, at->number, negated);
        break;
    case OP_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        /* Not below what is excluded above: from it on. */
        if ((at->op == OP_MINIMUM) != negated)
            numbers_at_least(numbers, at->number, false);
        else
            numbers_at_most(numbers, at->number, true);
        break;
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
        if ((at->op == OP_MAXIMUM) != negated)
            numbers_at_most(numbers, at->number, false);
        else
            numbers_at_least(numbers, at->number, true);
        break;
    case OP_FORMAT:
        numbers_format(numbers, at->format, negated, at->flags & FLAG_WARNS);
        break;
    default:
        break;
    }
}

void leaf_numbers(struct search *search, struct shape *shape)
{
    shape->kind = SHAPE_NUMBERS;
    shape->numbers = numbers_new(search->witness);
    for (size_t i = 0; i < search->facts.count; i++) {
        const struct literal *literal = search->facts.items[i].literal;
        const struct node *other = literal->kind == LITERAL_CONST ? literal->node : NULL;

        if (literal->kind == LITERAL_KINDS)
            number_kinds(shape->numbers, literal->kinds, literal->negated);
        else if (literal->kind == LITERAL_STEP && literal->at->op == OP_CONST)
            other = literal->at->node;
        else if (literal->kind == LITERAL_STEP)
            number_step(shape->numbers, literal);
        if (other) {
            struct decimal number = decimal_parse(node_text(other));

            numbers_exclude(shape->numbers, &number);
        }
    }
}

/* ---- texts ---- */

static void text_step(struct texts *texts, const struct literal *literal)
{
    const struct instruction *at = literal->at;
    bool negated = literal->negated;

    switch ((enum op)at->op) {
    case OP_MIN_LENGTH:
        if (!negated)
            texts_length(texts, at->count, UINT64_MAX);
        else if (at->count)
            texts_length(texts, 0, at->count - 1);
        else
            texts_length(texts, 1, 0); /* none */
        break;
    case OP_MAX_LENGTH:
        if (!negated)
            texts_length(texts, 0, at->count);
        else if (at->count < UINT64_MAX)
            texts_length(texts, at->count + 1, UINT64_MAX);
        else
            texts_length(texts, 1, 0);
        break;
    case OP_PATTERN:
        texts_pattern(texts, at->pattern, negated);
        break;
    case OP_FORMAT:
        texts_format(texts, at->format, negated, at->flags & FLAG_WARNS);
        break;
    case OP_CONST:
        texts_exclude(texts, node_text(at->node));
        break;
    default:
        break;
    }
}

static void text_fact(struct texts *texts, const struct literal *literal)
{
    switch (literal->kind) {
    case LITERAL_STEP:
        text_step(texts, literal);
        break;
    case LITERAL_CONST:
        texts_exclude(texts, node_text(literal->node));
        break;
    case LITERAL_PATTERN:
        texts_pattern(texts, literal->pattern, literal->negated);
        break;
    case LITERAL_SIZE:
        if (!literal->negated)
            texts_length(texts, literal->count, UINT64_MAX);
        else
            texts_length(texts, literal->count ? 0 : 1, literal->count ? literal->count - 1 : 0);
        break;
    default:
        break;
    }
}

static struct str given_name(const struct witness_settings *settings, const struct origin *origin)
{
    return settings->name_of && node_is(origin->place, NODE_OBJECT)
               ? settings->name_of(settings->name_context, origin->place)
               : STR_NONE;
}

/* contentEncoding asserts nothing, and what is written otherwise cannot be read. */
static void prefer_encoding(struct texts *texts, const struct node *schema)
{
    struct str encoding = node_member_string(schema, "contentEncoding");

    if (str_equal_ignoring_case(encoding, STR("base64")))
        texts_format(texts, format_find(STR("byte")), false, true);
    else if (str_equal_ignoring_case(encoding, STR("base64url")))
        texts_format(texts, format_find(STR("base64url")), false, true);
}

/* What the schemas call it: the property's name and a title. */
static void hint(struct texts *texts, const struct literal *literal,
                 const struct witness_settings *settings)
{
    const struct origin *origin;
    struct str title;

    if (literal->kind != LITERAL_BLOCK || literal->negated)
        return;
    origin = &literal->program->origins[literal->at - literal->program->code];
    title = node_member_string(origin->place, "title");
    if (origin->key && origin->keyword == KEYWORD_PROPERTIES)
        texts_hint(texts, node_text(origin->key));
    else
        texts_hint(texts, given_name(settings, origin));
    if (title.text)
        texts_hint(texts, title);
    prefer_encoding(texts, origin->place);
}

void leaf_texts(struct search *search, struct shape *shape)
{
    shape->kind = SHAPE_TEXTS;
    shape->texts = texts_new(search->witness);
    for (size_t i = 0; i < search->facts.count; i++)
        text_fact(shape->texts, search->facts.items[i].literal);
    if (witness_settings_of(search->witness)->minimal)
        return;
    for (size_t i = 0; i < search->entries.count; i++)
        hint(shape->texts, search->entries.items[i].literal, witness_settings_of(search->witness));
}

/* ---- all kinds ---- */

bool leaf_is_open(const struct search *search, uint32_t tracker)
{
    for (size_t i = 0; i < search->forks.count; i++)
        if (!search->forks.items[i].taken && search->forks.items[i].entry.trackers & tracker)
            return true;
    return false;
}

bool leaf_is_served(const struct search *search, uint32_t tracker, enum op op)
{
    for (size_t i = 0; i < search->facts.count; i++) {
        const struct literal *literal = search->facts.items[i].literal;

        if (literal->kind == LITERAL_STEP && literal->at->op == op && !literal->negated &&
            search->facts.items[i].trackers & tracker)
            return true;
    }
    return false;
}

static enum outcome solve(struct search *search, struct shape *shape)
{
    switch (search->kind) {
    case NODE_NUMBER:
        leaf_numbers(search, shape);
        return OUTCOME_VALUE;
    case NODE_STRING:
        leaf_texts(search, shape);
        return OUTCOME_VALUE;
    case NODE_ARRAY:
        return leaf_array(search, shape);
    case NODE_OBJECT:
        return leaf_object(search, shape);
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
    case NODE_HEADER:
        break;
    }
    return OUTCOME_NONE;
}

enum outcome search_leaf(struct search *search, struct shape *shape, const struct node **value)
{
    enum outcome outcome;

    if (!witness_spend(search->witness, 1 + search->facts.count))
        return OUTCOME_UNDECIDED;
    arena_clear(search->models);
    if (search->witness->shapes != &search->witness->arena)
        arena_clear(search->witness->shapes); /* of the last model */
    if (find_listed(search, shape, value, &outcome))
        return outcome;
    if (search->kind == NODE_NULL || search->kind == NODE_FALSE || search->kind == NODE_TRUE)
        return leaf_word(search, shape, value);
    outcome = solve(search, shape);
    if (outcome != OUTCOME_VALUE)
        return outcome;
    return shape_nth(search->witness, search->models, shape, 0, value);
}
