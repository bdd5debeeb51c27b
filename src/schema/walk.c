#include "schema/walk.h"

#include "schema/compiler.h"

static const struct node *follow_in_set(void *context, const struct node *reference)
{
    return schema_reference_target(context, reference, &(struct error){0});
}

struct schema_reader schema_set_reader(struct schema_set *set)
{
    return (struct schema_reader){.names = &set->names,
                                  .dialect = set->settings.dialect,
                                  .follow = follow_in_set,
                                  .context = set};
}

/* ---- one schema object ---- */

/* What stands beside the reference is not looked at, or there is nothing. */
static bool is_mere_reference(const struct schema_reader *reader, const struct node *schema)
{
    return node_member_string(schema, "$ref").text &&
           (schema->length == 1 || dialect_row(reader->dialect)->reference_alone);
}

static void read_view(const struct schema_reader *reader, const struct node *schema,
                      struct schema_view *view)
{
    schema_view_read(view, reader->names, schema, reader->dialect, 0);
    if (node_is(view->members[KEYWORD_REF], NODE_STRING) &&
        dialect_row(reader->dialect)->reference_alone)
        for (enum keyword each = schema_view_next(view, 0); each != KEYWORD_NONE;
             each = schema_view_next(view, each + 1))
            if (each != KEYWORD_REF)
                schema_view_drop(view, each);
}

const struct node *schema_follow(const struct schema_reader *reader, const struct node *schema)
{
    const struct node *reference;

    for (unsigned steps = 0; node_is(reference = node_member(schema, STR("$ref")), NODE_STRING);
         steps++) {
        if (steps == WALK_MAX_CHAIN)
            return NULL;
        schema = reader->follow(reader->context, reference);
    }
    return schema;
}

static const enum keyword references[] = {KEYWORD_REF, KEYWORD_RECURSIVE_REF, KEYWORD_DYNAMIC_REF};

/* ---- the schemas that speak of one value ---- */

void schema_walk_init(struct schema_walk *walk, const struct schema_reader *reader, unsigned reach,
                      const struct node *schema)
{
    *walk = (struct schema_walk){.reader = reader, .reach = reach, .branch = SIZE_MAX};
    schema_walk_add(walk, schema);
}

void schema_walk_add(struct schema_walk *walk, const struct node *schema)
{
    if (schema_has_form(schema))
        VEC_ADD(&walk->pending, ((struct walk_step){schema, false}));
}

void schema_walk_release(struct schema_walk *walk)
{
    VEC_RELEASE(&walk->pending);
    pointer_map_release(&walk->seen);
}

void schema_walk_leave(struct schema_walk *walk)
{
    if (walk->last)
        *pointer_map_put(&walk->seen, walk->last, 0) = (void *)walk->reader;
    walk->last = NULL;
}

static void add_targets(struct schema_walk *walk, const struct schema_view *view)
{
    for (size_t i = 0; i < ARRAY_LENGTH(references); i++) {
        const struct node *reference = view->members[references[i]], *target;

        if (!node_is(reference, NODE_STRING))
            continue;
        walk->dynamic = walk->dynamic || references[i] != KEYWORD_REF;
        if (!keyword_is_read(references[i], 1u << walk->reader->dialect))
            continue;
        target = walk->reader->follow(walk->reader->context, reference);
        walk->lost = walk->lost || !target;
        schema_walk_add(walk, target);
    }
}

static void add_subschemas(struct schema_walk *walk, enum keyword keyword, const struct node *value)
{
    bool one = walk->branch != SIZE_MAX && (keyword_row(keyword)->schemas & SCHEMAS_BRANCH);
    size_t chosen = one && value->length ? walk->branch % value->length : 0, index = 0;

    for (struct subschemas each = subschemas_in(keyword, value, walk->reader->dialect); each.schema;
         subschemas_next(&each))
        if (!one || index++ == chosen)
            schema_walk_add(walk, each.schema);
}

/* What was added since lies the other way round: the first is taken first. */
static void turn_round(struct schema_walk *walk, size_t from)
{
    for (size_t low = from, high = walk->pending.count; low + 1 < high; low++) {
        struct walk_step first = walk->pending.items[low];

        walk->pending.items[low] = walk->pending.items[--high];
        walk->pending.items[high] = first;
    }
}

static void go_on(struct schema_walk *walk, const struct node *schema)
{
    struct schema_view view;
    size_t before;

    if (!node_is(schema, NODE_OBJECT))
        return;
    VEC_ADD(&walk->pending, ((struct walk_step){schema, true}));
    before = walk->pending.count;
    read_view(walk->reader, schema, &view);
    add_targets(walk, &view);
    for (enum keyword each = schema_view_next(&view, 0); each != KEYWORD_NONE;
         each = schema_view_next(&view, each + 1))
        if (keyword_row(each)->schemas & walk->reach)
            add_subschemas(walk, each, view.members[each]);
    turn_round(walk, before);
}

/* Is it met for the first time? */
static bool meet(struct schema_walk *walk, const struct walk_step *step)
{
    const void *underway = walk, *done = walk->reader;
    void **state = pointer_map_put(&walk->seen, step->schema, 0);

    if (step->back) {
        *state = (void *)done;
        return false;
    }
    walk->circular = walk->circular || *state == underway;
    if (*state)
        return false;
    *state = (void *)underway;
    return true;
}

const struct node *schema_walk_next(struct schema_walk *walk)
{
    if (walk->last)
        go_on(walk, walk->last);
    walk->last = NULL;
    while (walk->pending.count) {
        struct walk_step next = walk->pending.items[--walk->pending.count];

        if (!meet(walk, &next))
            continue;
        if (walk->seen.count > WALK_MAX_SCHEMAS) {
            walk->cut = true;
            return NULL;
        }
        if (!is_mere_reference(walk->reader, next.schema))
            return walk->last = next.schema;
        go_on(walk, next.schema);
    }
    return NULL;
}

/* Whatever was met on the way to nothing leads to nothing. */
static void note_nothing(const struct schema_walk *walk, struct pointer_map *answers, void *no)
{
    for (size_t i = 0; i < walk->seen.capacity; i++)
        if (walk->seen.slots[i].key)
            *pointer_map_put(answers, walk->seen.slots[i].key, 0) = no;
}

/* Which schemas are looked for: those with the keyword, or those that the question is true of. */
struct wanted {
    enum keyword keyword;
    bool (*is_such)(const struct node *schema);
};

static bool is_wanted(const struct wanted *wanted, const struct node *schema)
{
    return wanted->is_such ? wanted->is_such(schema)
                           : node_member(schema, keyword_name(wanted->keyword)) != NULL;
}

static char yes, no; /* two addresses, for answers */

/* Apart, for the walk is large, and most schemas are asked about again and again. */
static __attribute__((noinline)) bool find_out(const struct schema_reader *reader,
                                               struct pointer_map *answers,
                                               const struct node *schema,
                                               const struct wanted *wanted)
{
    struct schema_walk walk;
    const struct node *next;
    bool found = false;

    schema_walk_init(&walk, reader, WALK_ALL, schema);
    while (!found && (next = schema_walk_next(&walk))) {
        const void *answer = pointer_map_get(answers, next, 0);

        found = answer == &yes || is_wanted(wanted, next);
        if (answer == &no)
            schema_walk_leave(&walk);
    }
    found = found || walk.cut;
    if (!found)
        note_nothing(&walk, answers, &no);
    *pointer_map_put(answers, schema, 0) = found ? &yes : &no;
    schema_walk_release(&walk);
    return found;
}

static bool leads_to(const struct schema_reader *reader, struct pointer_map *answers,
                     const struct node *schema, const struct wanted *wanted)
{
    const void *answer = pointer_map_get(answers, schema, 0);

    if (answer || !schema_has_form(schema))
        return answer == &yes;
    return find_out(reader, answers, schema, wanted);
}

bool schema_leads_to(const struct schema_reader *reader, struct pointer_map *answers,
                     const struct node *schema, enum keyword keyword)
{
    return leads_to(reader, answers, schema, &(struct wanted){.keyword = keyword});
}

bool schema_leads_to_such(const struct schema_reader *reader, struct pointer_map *answers,
                          const struct node *schema, bool (*is_such)(const struct node *schema))
{
    return leads_to(reader, answers, schema, &(struct wanted){.is_such = is_such});
}

bool schema_is_sensitive(const struct node *schema)
{
    return node_member_true(schema, "writeOnly") ||
           str_is(node_member_string(schema, "format"), "password");
}

/* ---- the schemas of its members and items ---- */

/* The keyword's value, where the dialect reads it and no reference hides it. */
static const struct node *value_of(const struct schema_reader *reader, const struct node *schema,
                                   enum keyword keyword)
{
    const struct node *value = node_member(schema, keyword_name(keyword));

    return value && keyword_is_read(keyword, 1u << reader->dialect) &&
                   !is_mere_reference(reader, schema)
               ? value
               : NULL;
}

const struct node *schema_member(const struct schema_reader *reader, const struct node *schema,
                                 struct str name)
{
    const struct node *named = node_member(value_of(reader, schema, KEYWORD_PROPERTIES), name);

    if (named || value_of(reader, schema, KEYWORD_PATTERN_PROPERTIES))
        return named;
    return value_of(reader, schema, KEYWORD_ADDITIONAL_PROPERTIES);
}

const struct node *schema_item(const struct schema_reader *reader, const struct node *schema,
                               size_t index)
{
    const struct node *items = value_of(reader, schema, KEYWORD_ITEMS);
    const struct node *prefix = value_of(reader, schema, KEYWORD_PREFIX_ITEMS);

    if (node_is(items, NODE_ARRAY)) {
        prefix = dialect_row(reader->dialect)->items_may_be_list ? items : NULL;
        items = value_of(reader, schema, KEYWORD_ADDITIONAL_ITEMS);
    }
    if (node_is(prefix, NODE_ARRAY) && index < prefix->length)
        return node_element(prefix, index);
    return items;
}

/* ---- schemas and the values that they speak of ---- */

void schema_pairs_init(struct schema_pairs *pairs, const struct schema_reader *reader,
                       unsigned reach)
{
    *pairs = (struct schema_pairs){.reader = reader, .reach = reach};
}

void schema_pairs_release(struct schema_pairs *pairs)
{
    VEC_RELEASE(&pairs->pending);
    pointer_map_release(&pairs->seen);
}

static void add_pair(struct schema_pairs *pairs, const struct node *schema,
                     const struct node *instance, unsigned how)
{
    struct schema_pair pair = {schema, instance};

    if (!node_is(schema, NODE_OBJECT) || !instance || pairs->cut ||
        (pairs->enters && !pairs->enters(pairs->context, &pair, how)))
        return;
    pairs->cut = pairs->pending.count + pairs->seen.count >= WALK_MAX_PAIRS;
    VEC_ADD(&pairs->pending, pair);
}

void schema_pairs_narrow(struct schema_pairs *pairs, unsigned reach)
{
    pairs->reach_of_last = reach;
}

static void add_pair_targets(struct schema_pairs *pairs, const struct schema_view *view,
                             const struct node *instance)
{
    for (size_t i = 0; i < ARRAY_LENGTH(references); i++) {
        const struct node *reference = view->members[references[i]];

        if (node_is(reference, NODE_STRING) &&
            keyword_is_read(references[i], 1u << pairs->reader->dialect))
            add_pair(pairs, pairs->reader->follow(pairs->reader->context, reference), instance,
                     SCHEMAS_NONE);
    }
}

static void add_parts(struct schema_pairs *pairs, const struct schema_view *view,
                      const struct node *instance)
{
    for (enum keyword each = schema_view_next(view, 0); each != KEYWORD_NONE;
         each = schema_view_next(view, each + 1)) {
        unsigned how = keyword_row(each)->schemas & pairs->reach_of_last & SCHEMAS_PART;
        struct subschemas part = {.schema = NULL};

        if (how)
            part = subschemas_in(each, view->members[each], pairs->reader->dialect);
        for (; part.schema; subschemas_next(&part))
            add_pair(pairs, part.schema, instance, how);
    }
}

static void add_below(struct schema_pairs *pairs, const struct node *schema,
                      const struct node *instance)
{
    size_t index = 0;

    if (node_is(instance, NODE_OBJECT))
        for (const struct node *key = node_first(instance); key < node_end(instance);
             key = node_next_key(key))
            add_pair(pairs, schema_member(pairs->reader, schema, node_text(key)), node_value(key),
                     SCHEMAS_BELOW);
    else if (node_is(instance, NODE_ARRAY))
        for (const struct node *item = node_first(instance); item < node_end(instance);
             item = node_next(item))
            add_pair(pairs, schema_item(pairs->reader, schema, index++), item, SCHEMAS_BELOW);
}

/* Taken from the end, so the first of them is put there. */
static void turn_pairs_round(struct schema_pairs *pairs, size_t from)
{
    for (size_t low = from, high = pairs->pending.count; low + 1 < high; low++) {
        struct schema_pair first = pairs->pending.items[low];

        pairs->pending.items[low] = pairs->pending.items[--high];
        pairs->pending.items[high] = first;
    }
}

static void go_on_from_pair(struct schema_pairs *pairs)
{
    struct schema_pair last = pairs->last;
    size_t before = pairs->pending.count;
    struct schema_view view;

    read_view(pairs->reader, last.schema, &view);
    add_pair_targets(pairs, &view, last.instance);
    add_parts(pairs, &view, last.instance);
    add_below(pairs, last.schema, last.instance);
    turn_pairs_round(pairs, before);
    pairs->last.schema = NULL;
}

void schema_pairs_add(struct schema_pairs *pairs, const struct node *schema,
                      const struct node *instance)
{
    if (pairs->last.schema)
        go_on_from_pair(pairs);
    add_pair(pairs, schema, instance, SCHEMAS_NONE);
}

bool schema_pairs_next(struct schema_pairs *pairs, struct schema_pair *pair)
{
    if (pairs->last.schema)
        go_on_from_pair(pairs);
    while (pairs->pending.count && !pairs->cut) {
        struct schema_pair next = pairs->pending.items[--pairs->pending.count];
        void **seen = pointer_map_put(&pairs->seen, next.schema, next.instance->index);

        if (*seen)
            continue;
        *seen = pairs;
        pairs->last = *pair = next;
        pairs->reach_of_last = pairs->reach;
        if (!is_mere_reference(pairs->reader, next.schema))
            return true;
        go_on_from_pair(pairs);
    }
    return false;
}
