/* What decide.c needs and what can be found out once, after compiling. A foregone verdict is one
   that is known whatever the value: for each schema, the kinds of values for which it holds or
   fails in any case. It is read from the instructions, innermost schemas first. What a reference
   leads to may come later or lie in another program, so everything is gone through twice; what is
   still open after that stays open. A kind is only noted when it is certain, so any number of
   rounds gives a right result. */
#include "schema/compiler.h"

enum {
    ROUNDS = 2,
    MAX_COST = UINT16_MAX,
    MAX_STRINGS = 4096, /* of an enum */
    MAX_TRIES = 32,     /* slots looked at for one name */
    MAX_TICKS = 63
};

struct known {
    unsigned holds, fails; /* sets of foregone kinds */
};

static const struct known nothing = {0, 0};

static struct known known_of(const struct instruction *schema)
{
    return (struct known){schema->foregone.verdicts.holds, schema->foregone.verdicts.fails};
}

/* Elsewhere a set of kinds has one bit for all numbers; here numbers that are written as integers
   have a bit of their own. */
static unsigned with_integers(unsigned kinds)
{
    return kinds & KIND_NUMBER ? kinds | KIND_INTEGER : kinds;
}

/* ---- what an instruction says ---- */

static struct known known_of_type(unsigned types)
{
    unsigned lexeme = types & KIND_LEXEME ? KIND_INTEGER : 0; /* draft 4: as written */
    unsigned holds = with_integers((types & ~(unsigned)KIND_LEXEME) | lexeme);
    /* 1.0 is an integer too: it has to be looked at */
    unsigned open = types & KIND_INTEGER ? KIND_NUMBER : 0;

    return (struct known){holds, KIND_EVERY & ~(holds | open)};
}

static struct known known_of_value(const struct node *node)
{
    unsigned kind = with_integers(1u << node->kind);
    bool literal = node->kind <= NODE_TRUE;

    return (struct known){literal ? kind : 0, KIND_EVERY & ~kind};
}

static struct known known_of_values(const struct values *values)
{
    struct known known = {0, KIND_EVERY};

    for (size_t i = 0; i < values->count; i++) {
        struct known value = known_of_value(values->nodes[i]);

        known.holds |= value.holds;
        known.fails &= value.fails;
    }
    return known;
}

static struct known known_of_all(const struct instruction *at)
{
    struct known known = {KIND_EVERY, 0};

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        known.holds &= branch->foregone.verdicts.holds;
        known.fails |= branch->foregone.verdicts.fails;
    }
    return known;
}

static struct known known_of_any(const struct instruction *at)
{
    struct known known = {0, KIND_EVERY};

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        known.holds |= branch->foregone.verdicts.holds;
        known.fails &= branch->foregone.verdicts.fails;
    }
    return known;
}

/* Holds where exactly one branch holds and all others fail. */
static struct known known_of_one(const struct instruction *at)
{
    unsigned once = 0, open = 0, fails = KIND_EVERY;

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        struct known known = known_of(branch);

        open |= KIND_EVERY & ~(known.holds | known.fails);
        open |= once & known.holds;
        once |= known.holds;
        fails &= known.fails;
    }
    return (struct known){once & ~open, fails};
}

static struct known known_of_instruction(const struct instruction *at)
{
    struct known known = nothing;
    unsigned kinds = with_integers(at->kinds);

    switch ((enum op)at->op) {
    case OP_SCHEMA:
        known = known_of(at);
        break;
    case OP_CALL:
        if (at->schema->program)
            known = known_of(schema_entry(at->schema));
        break;
    case OP_NEVER:
        known.fails = KIND_EVERY;
        break;
    case OP_TYPE:
        known = known_of_type(at->types);
        break;
    case OP_CONST:
        known = known_of_value(at->node);
        break;
    case OP_ENUM:
        known = known_of_values(at->values);
        break;
    case OP_ALL_OF:
        known = known_of_all(at);
        break;
    case OP_ANY_OF:
        known = known_of_any(at);
        break;
    case OP_ONE_OF:
        known = known_of_one(at);
        break;
    case OP_NOT:
        known = (struct known){at[1].foregone.verdicts.fails, at[1].foregone.verdicts.holds};
        break;
    default:
        break; /* it has to be looked at */
    }
    return (struct known){known.holds | (KIND_EVERY & ~kinds), known.fails & kinds};
}

/* ---- what a schema says ---- */

/* Branches whose verdict is foregone count as a step, too: there may be thousands of them. */
static uint32_t count_branches(const struct instruction *at)
{
    uint32_t count = 0;

    if (at->op == OP_ALL_OF || at->op == OP_ANY_OF || at->op == OP_ONE_OF)
        for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
             branch = instruction_next(branch))
            count++;
    return count;
}

static void note_foregone(struct instruction *schema)
{
    struct known known = {KIND_EVERY, 0};
    uint32_t cost = 1, first = 1;

    for (const struct instruction *at = instruction_first(schema); at < instruction_end(schema);
         at = instruction_next(at)) {
        struct known said = known_of_instruction(at);

        known.holds &= said.holds;
        known.fails |= said.fails;
        cost += 1 + count_branches(at);
    }
    /* A `type` that comes first is foregone, and not run, unless the digits of a number decide. */
    if (schema->length > 1 && schema[1].op == OP_TYPE &&
        (!(schema[1].types & KIND_INTEGER) || schema[1].types & KIND_NUMBER))
        first = 2;
    schema->foregone = (struct foregone){
        .verdicts = {.holds = (uint16_t)(known.holds & ~known.fails),
                     .fails = (uint16_t)known.fails},
        .first = (uint16_t)first,
        .cost = (uint16_t)(cost < MAX_COST ? cost : MAX_COST),
    };
}

/* ---- tables of names ---- */

/* The one schema that decides for this one: what a lone reference leads to, or the only branch of a
   lone allOf, anyOf or oneOf. NULL: it decides itself. */
static const struct instruction *decider(const struct instruction *schema)
{
    const struct instruction *only = instruction_first(schema);

    if (schema->length < 2 || instruction_next(only) != instruction_end(schema) ||
        only->kinds != KIND_ANY)
        return NULL;
    if (only->op == OP_CALL && only->schema->program)
        return schema_entry(only->schema);
    if ((only->op == OP_ALL_OF || only->op == OP_ANY_OF || only->op == OP_ONE_OF) &&
        only->length > 1 && instruction_next(only + 1) == instruction_end(only))
        return instruction_first(only);
    return NULL;
}

/* Where following the deciding schemas ends; or somewhere on the way, when the way is long or a
   circle. */
static const struct instruction *destination(const struct instruction *schema)
{
    enum { MAX_STEPS = 16 };
    const struct instruction *next = decider(schema);

    for (unsigned steps = 0; next && steps < MAX_STEPS; steps++) {
        schema = next;
        next = decider(schema);
    }
    return schema;
}

static void note_target(struct instruction *schema)
{
    const struct instruction *target = destination(schema);

    if (target == schema || schema->flags & FLAG_DYNAMIC)
        return;
    schema->foregone.first = 0;
    schema->target = target;
    schema->foregone.verdicts = target->foregone.verdicts; /* decide.c does not ask again there */
}

static struct node key_of(struct str name)
{
    return (struct node){.kind = NODE_STRING, .length = (uint32_t)name.length, .text = name.text};
}

/* false when names share a hash so often that finding one takes too long. */
static bool fill_slots(const struct members *members, struct member_slot *slots)
{
    for (uint32_t i = 0; i < members->property_count; i++) {
        struct property *property = (struct property *)&members->properties[i];
        struct node key = key_of((struct str){property->text, property->length});
        uint32_t hash, at, tries = 0;

        if (property->length == PROPERTY_SHADOWED)
            continue;
        hash = members_key_hash(members, &key);
        at = hash & members->slot_mask;

        for (; slots[at].place; at = (at + 1) & members->slot_mask) {
            if (property_is(&members->properties[slots[at].place - 1], (uint16_t)hash, &key))
                break;
            if (++tries > MAX_TRIES && !members->long_hash)
                return false;
        }
        if (slots[at].place) {
            property->length = PROPERTY_SHADOWED;
            continue;
        }
        property->hash = (uint16_t)hash;
        slots[at] = (struct member_slot){i + 1, (uint16_t)hash};
    }
    return true;
}

static void index_properties(struct arena *arena, struct members *members)
{
    uint32_t size = 2;
    struct member_slot *slots;

    while (size < members->property_count * 2)
        size *= 2;
    slots = ARENA_ARRAY(arena, struct member_slot, size);
    members->slot_mask = size - 1;
    if (!fill_slots(members, slots)) {
        members->long_hash = true;
        memset(slots, 0, size * sizeof *slots);
        fill_slots(members, slots);
    }
    members->slots = slots;
}

static void prepare_members(struct arena *arena, const struct instruction *at)
{
    struct members *members = (struct members *)at->members;

    for (uint32_t i = 0; i < members->property_count; i++) {
        struct property *property = (struct property *)&members->properties[i];

        property->schema = destination(at + property->block);
        property->foregone = property->schema->foregone.verdicts;
    }
    if (members->additional && at[members->additional].foregone.verdicts.holds != KIND_EVERY)
        members->others = destination(at + members->additional);
    index_properties(arena, members);
}

/* Gives each required property a bit, so that decide.c ticks them off while it walks the members
   anyway. Not done where a required name is no property, or is not required in both directions. */
static void tick_required(struct instruction *required, struct members *members)
{
    const struct names *names = required->names;
    uint8_t tick = 0;

    if (names->count > MAX_TICKS)
        return;
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i].exempt != SCHEMA_ANY ||
            !members_find_named(members, names->items[i].text))
            return;
    for (size_t i = 0; i < names->count; i++) {
        struct property *property =
            (struct property *)members_find_named(members, names->items[i].text);

        if (!property->tick)
            property->tick = ++tick;
        members->required |= UINT64_C(1) << property->tick;
    }
    required->flags |= FLAG_TICKED;
}

/* The strings of an enum are looked up as properties are. */
static void index_strings(struct arena *arena, struct values *values)
{
    struct members *strings;
    struct property *names;

    if (values->count > MAX_STRINGS)
        return;
    strings = ARENA_NEW(arena, struct members);
    names = ARENA_ARRAY(arena, struct property, values->count + 1);
    for (size_t i = 0; i < values->count; i++)
        if (values->nodes[i]->kind == NODE_STRING)
            names[strings->property_count++] = (struct property){.text = values->nodes[i]->text,
                                                                 .length = values->nodes[i]->length,
                                                                 .block = (uint32_t)i};
    strings->properties = names;
    index_properties(arena, strings);
    values->strings = strings;
}

static void prepare_tables(struct arena *arena, struct instruction *schema)
{
    struct instruction *required = NULL;

    note_target(schema);
    for (struct instruction *at = schema + 1; at < instruction_end(schema); at += at->length) {
        if (at->op == OP_REQUIRED)
            required = at;
        if (at->op == OP_ENUM)
            index_strings(arena, (struct values *)at->values);
        if (at->op != OP_MEMBERS)
            continue;
        prepare_members(arena, at);
        if (required)
            tick_required(required, (struct members *)at->members);
        if (required && required->flags & FLAG_TICKED &&
            required == schema + schema->foregone.first)
            schema->foregone.first++; /* nothing is left to ask there */
    }
}

/* ---- programs ---- */

void schema_set_prepare(struct schema_set *set)
{
    schema_set_note_directions(set);
    for (size_t i = 0; i < set->fresh.count * ROUNDS; i++) {
        const struct program *program = set->fresh.items[i % set->fresh.count];
        struct instruction *code = (struct instruction *)program->code;

        for (uint32_t at = program->count; at-- > 0;)
            if (code[at].op == OP_SCHEMA)
                note_foregone(&code[at]);
    }
    for (size_t i = 0; i < set->fresh.count; i++) {
        struct instruction *code = (struct instruction *)set->fresh.items[i]->code;

        for (uint32_t at = 0; at < set->fresh.items[i]->count; at++)
            if (code[at].op == OP_SCHEMA)
                prepare_tables(&set->arena, &code[at]);
    }
    set->fresh.count = 0;
}
