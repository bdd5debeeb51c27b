#include "witness/tagged.h"

#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/object_search.h"

struct tagging {
    struct search *search;
    struct goal *goals[TAGGED_MAX];
    size_t count;
};

/* Is there a word for the property? Then it was chosen before. */
static bool is_chosen(const struct search *search, struct str property)
{
    size_t count;
    const struct literal *const *literals = goal_literals(search->goal, &count);

    for (size_t i = 0; i < count; i++)
        if (literals[i]->kind == LITERAL_MEMBER && !literals[i]->negated &&
            literals[i]->part->kind == LITERAL_CONST && str_equal(literals[i]->name, property))
            return true;
    return false;
}

/* The search's goal, and that the property has the word. */
static struct goal *with_word(struct search *search, struct str property, struct str word)
{
    struct witness *witness = search->witness;
    const struct literal *part = literal_const(witness, name_node(witness, word), false);
    const struct literal member = {.kind = LITERAL_MEMBER, .name = property, .part = part};
    struct goal *goal =
        goal_with(witness, (struct goal *)search->goal, literal_present(witness, property, false));

    return goal_with(witness, goal, literal_of(witness, &member));
}

/* ---- branches ---- */

/* The first word of the branch: what is mapped goes before the name of its schema. */
static const struct discriminator_tag *find_tag(const struct branches *branches, uint32_t index)
{
    for (size_t i = 0; i < branches->tag_count; i++)
        if (branches->tags[i].branch == index)
            return &branches->tags[i];
    return NULL;
}

/* A branch that is aimed at need not hold: the aim tells what is to be true of it. */
static void add_branch(struct tagging *tagging, const struct literal *around,
                       const struct branches *branches, const struct instruction *block,
                       uint32_t index)
{
    const struct discriminator_tag *tag = find_tag(branches, index);
    struct search *search = tagging->search;
    struct goal *goal;

    if (!tag || tagging->count == TAGGED_MAX)
        return;
    goal = with_word(search, branches->property, tag->value);
    if (around->kind != LITERAL_AIM)
        goal =
            goal_with(search->witness, goal, literal_block(search->witness, around, block, false));
    tagging->goals[tagging->count++] = goal;
}

/* only: the one branch that counts; NULL: all do. */
static void add_branches(struct tagging *tagging, const struct literal *around,
                         const struct instruction *choice, const struct instruction *only)
{
    const struct branches *branches = choice->branches;
    uint32_t index = 0;

    if (!branches->property.text || is_chosen(tagging->search, branches->property))
        return;
    for (const struct instruction *block = instruction_first(choice);
         block < instruction_end(choice); block = instruction_next(block), index++)
        if (!only || block == only)
            add_branch(tagging, around, branches, block, index);
}

/* ---- schemas that others build upon ---- */

/* The name under which a schema lies among others; STR_NONE. */
static struct str name_of(struct search *search, const struct node *schema)
{
    static const char *const places[] = {"schemas", "definitions", "$defs"};
    struct str rest = node_pointer(search->models, schema), place = STR_NONE, name = STR_NONE;

    while (rest.text) {
        place = name;
        name = str_cut(&rest, '/');
    }
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
        if (str_is(place, places[i]) && str_find_char(name, '~') == name.length)
            return name;
    return STR_NONE;
}

/* Is a schema asked of the value, with an aim or without? */
static bool is_schema(const struct literal *literal)
{
    return !literal->negated && (literal->kind == LITERAL_BLOCK || literal->kind == LITERAL_AIM);
}

static const struct node *schema_of(const struct literal *block)
{
    return block->program->origins[block->at - block->program->code].place;
}

/* The name of the first that is asked of the value: the others are what it builds upon. */
static struct str first_name(struct search *search)
{
    struct str name = STR_NONE;

    for (size_t i = 0; i < search->entries.count && !name.text; i++) {
        const struct literal *literal = search->entries.items[i].literal;

        if (is_schema(literal))
            name = name_of(search, schema_of(literal));
    }
    return name;
}

/* What the schema of the name is mapped from, else the name. */
static struct str word_of(const struct node *discriminator, struct str name)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));

    if (node_is(mapping, NODE_OBJECT))
        for (const struct node *key = node_first(mapping); key < node_end(mapping);
             key = node_next_key(key)) {
            struct str mapped = node_string(node_value(key)), token = STR_NONE;

            while (mapped.text)
                token = str_cut(&mapped, '/');
            if (str_equal(token, name))
                return node_text(key);
        }
    return name;
}

/* Of a schema that has a discriminator and no branches, for those that build upon it. In
   OpenAPI 2.0 it is the property's name. */
static void add_base(struct tagging *tagging, const struct literal *block)
{
    const struct node *schema = schema_of(block);
    const struct node *discriminator = node_member(schema, STR("discriminator"));
    struct str property = node_is(discriminator, NODE_STRING)
                              ? node_string(discriminator)
                              : node_member_string(discriminator, "propertyName");
    struct str name;

    if (!property.text || node_member(schema, STR("oneOf")) || node_member(schema, STR("anyOf")) ||
        tagging->count == TAGGED_MAX || is_chosen(tagging->search, property))
        return;
    name = first_name(tagging->search);
    if (name.text)
        tagging->goals[tagging->count++] =
            with_word(tagging->search, property, word_of(discriminator, name));
}

/* ---- all that is asked ---- */

static bool is_choice(const struct instruction *at)
{
    return at->op == OP_ANY_OF || at->op == OP_ONE_OF;
}

static void add_entry(struct tagging *tagging, const struct literal *literal)
{
    if (literal->negated)
        return;
    if (literal->kind == LITERAL_STEP && is_choice(literal->at))
        add_branches(tagging, literal, literal->at, NULL);
    else if (is_schema(literal))
        add_base(tagging, literal);
    if (literal->kind == LITERAL_AIM && is_choice(literal->aim->step) && literal->aim->block)
        add_branches(tagging, literal, literal->aim->step, literal->aim->block);
}

/* A value is one whatever it hangs on; and that a preference has none proves nothing. */
static bool find(struct search *search, struct shape *shape, const struct node **value)
{
    struct witness *witness = search->witness;
    enum witness_reason reason = witness->reason;
    bool passing = witness->passing;
    uint32_t lowest_open = witness->lowest_open;
    bool found = shape_nth(witness, search->models, shape, 0, value) == OUTCOME_VALUE;

    witness->lowest_open = lowest_open;
    if (!found) {
        witness->reason = reason;
        witness->passing = passing;
    }
    return found;
}

bool search_tagged(struct search *search, struct shape *shape, const struct node **value)
{
    uint64_t seed = witness_settings_of(search->witness)->seed;
    struct tagging tagging = {.search = search};
    struct goal **goals;

    if (search->kind != NODE_OBJECT || witness_settings_of(search->witness)->minimal)
        return false;
    for (size_t i = 0; i < search->entries.count; i++)
        add_entry(&tagging, search->entries.items[i].literal);
    if (tagging.count == 0)
        return false;
    goals = shape_alloc(search->witness, tagging.count * sizeof *goals);
    for (size_t i = 0; i < tagging.count; i++)
        goals[i] = tagging.goals[(i + seed % tagging.count) % tagging.count];
    shape->kind = SHAPE_GOALS;
    shape->goals.items = goals;
    shape->goals.count = tagging.count;
    return find(search, shape, value);
}
