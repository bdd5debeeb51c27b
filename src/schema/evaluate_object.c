/* The instructions about objects. */
#include "base/map.h"
#include "schema/evaluator.h"

enum { INDEXED_MEMBERS = 64, INDEXED_NAMES = 64 }; /* with so many it pays to make a table */

/* ---- required and its kin ---- */

/* An object's keys, in a table where many names are asked for. */
struct presence {
    const struct node *object;
    const struct member_table *table; /* NULL: */
    struct map keys;                  /* and where this is empty, the members are gone through */
};

static void presence_init(struct presence *presence, struct evaluator *ev,
                          const struct node *object, size_t names)
{
    *presence = (struct presence){.object = object};
    if (object->length < INDEXED_MEMBERS)
        return;
    if (names < INDEXED_NAMES) {
        presence->table = member_table_serves(&ev->members, object, names) ? &ev->members : NULL;
        return;
    }
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        *map_put(&presence->keys, node_text(key)) = (void *)key;
}

static bool has_member(const struct presence *presence, struct str name)
{
    /* A schema that depends on a name may have had the table made of another object. */
    if (presence->table && presence->table->object == presence->object && presence->table->made)
        return member_table_find(presence->table, name) != NULL;
    return presence->keys.count ? map_get(&presence->keys, name) != NULL
                                : node_member(presence->object, name) != NULL;
}

/* The steps that so many look-ups are counted as. */
static uint64_t cost_of_names(const struct presence *presence, size_t names)
{
    return presence->keys.count || presence->table ? names
                                                   : presence->object->length / 8 * (uint64_t)names;
}

static bool is_let_off(struct evaluator *ev, const struct instruction *at,
                       const struct node *instance, const struct name *name)
{
    const struct instruction *subject = evaluator_subject(ev, instance);
    unsigned bit = ev->direction == SCHEMA_REQUEST ? MARKS_READ_ONLY : MARKS_WRITE_ONLY;
    bool own = name->exempt != SCHEMA_ANY && name->exempt == ev->direction;

    if (ev->strict || ev->direction == SCHEMA_ANY ||
        !(own ||
          (subject && subject->kinds & bit && evaluator_is_one_way(ev, at, instance, name->text))))
        return false;
    ev->let_off = true;
    return true;
}

/* What earlier versions would not have asked for is told. */
static enum schema_verdict fail_name(struct evaluator *ev, const struct instruction *at,
                                     const struct node *instance, const struct name *name,
                                     const struct node *trigger)
{
    struct detail detail = {.place = name->place, .name = name->text, .text = node_text(trigger)};

    if (!trigger && ev->report && ev->direction != SCHEMA_ANY)
        detail.one_way = evaluator_is_one_way(ev, at, instance, name->text);
    if (detail.one_way)
        detail.text = ev->direction == SCHEMA_REQUEST
                          ? STR("; it is read-only, and OpenAPI 3.0 would not have asked for it")
                          : STR("; it is write-only, and OpenAPI 3.0 would not have asked for it");
    return evaluator_fail(ev, at, instance, &detail);
}

/* trigger: the key whose presence requires the names (dependentRequired); NULL where they are
   always required. */
static enum schema_verdict check_names(struct evaluator *ev, const struct instruction *at,
                                       const struct presence *presence, const struct names *names,
                                       const struct node *trigger)
{
    const struct node *instance = presence->object;
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!evaluator_spend(ev, cost_of_names(presence, names->count), at, instance))
        return SCHEMA_UNKNOWN;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];

        if (has_member(presence, name->text)) {
            ev->score.hits++;
            continue;
        }
        if (names->directed && is_let_off(ev, at, instance, name))
            continue;
        verdict = fail_name(ev, at, instance, name, trigger);
        if (!ev->thorough)
            break;
    }
    return verdict;
}

enum schema_verdict evaluate_required(struct evaluator *ev, const struct instruction *at,
                                      const struct node *instance)
{
    struct presence presence;
    enum schema_verdict verdict;

    presence_init(&presence, ev, instance, at->names->count);
    verdict = check_names(ev, at, &presence, at->names, NULL);
    map_release(&presence.keys);
    return verdict;
}

static enum schema_verdict apply_dependent(struct evaluator *ev, const struct instruction *at,
                                           const struct presence *presence,
                                           const struct dependent *dependent)
{
    return dependent->names ? check_names(ev, at, presence, dependent->names, dependent->key)
                            : evaluator_apply(ev, at + dependent->block, presence->object);
}

static enum schema_verdict check_dependents(struct evaluator *ev, const struct instruction *at,
                                            const struct presence *presence)
{
    const struct dependents *dependents = at->dependents;
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!evaluator_spend(ev, cost_of_names(presence, dependents->count), at, presence->object))
        return SCHEMA_UNKNOWN;
    for (size_t i = 0; i < dependents->count && !ev->exhausted; i++) {
        const struct dependent *dependent = &dependents->items[i];

        if (!has_member(presence, node_text(dependent->key)))
            continue;
        verdict = worse(verdict, apply_dependent(ev, at, presence, dependent));
        if (verdict == SCHEMA_INVALID && !ev->thorough)
            break;
    }
    return verdict;
}

enum schema_verdict evaluate_dependents(struct evaluator *ev, const struct instruction *at,
                                        const struct node *instance)
{
    struct presence presence;
    enum schema_verdict verdict;

    presence_init(&presence, ev, instance, at->dependents->count);
    verdict = check_dependents(ev, at, &presence);
    map_release(&presence.keys);
    return verdict;
}

enum schema_verdict evaluate_property_names(struct evaluator *ev, const struct instruction *at,
                                            const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    bool collecting = ev->collecting;

    ev->collecting = false; /* a name is no place in the instance */
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        verdict = worse(verdict, evaluator_apply_child(ev, instruction_first(at), key));
        if ((verdict == SCHEMA_INVALID && !ev->thorough) || ev->exhausted)
            break;
    }
    ev->collecting = collecting;
    return verdict;
}

/* ---- members ---- */

bool evaluator_gather(struct evaluator *ev, const struct members *members,
                      const struct node *object, size_t *first)
{
    if (members->pattern_count || members->additional ||
        !member_table_serves(&ev->members, object, members->property_count))
        return false;
    *first = ev->members.found.count;
    for (uint32_t i = 0; i < members->property_count; i++)
        if (members->properties[i].length != PROPERTY_SHADOWED)
            member_table_gather(&ev->members, (struct str){members->properties[i].text,
                                                           members->properties[i].length});
    member_table_sort(&ev->members, *first);
    return true;
}

static void cover(struct evaluator *ev, const struct node *key, unsigned bits)
{
    if (ev->coverage)
        journal_cover(ev, key, bits);
}

static void shape(struct evaluator *ev, const struct instruction *at, const struct node *object)
{
    if (ev->coverage)
        journal_shape(ev, object, origin_of(ev, at)->place);
}

/* additionalProperties and unevaluatedProperties: one member that nothing else described. */
static enum schema_verdict check_other(struct evaluator *ev, const struct instruction *at,
                                       const struct instruction *schema, const struct node *key)
{
    const struct node *value = node_value(key);
    struct detail detail = {.name = node_text(key), .place = origin_of(ev, schema)->place};

    if (schema->flags & FLAG_CLOSED && instruction_first(schema) != ev->without) {
        cover(ev, key, COVERED_BY_ERROR);
        return evaluator_fail(ev, at, value, &detail);
    }
    cover(ev, key, schema->flags & FLAG_OPEN ? COVERED_BY_OPEN : COVERED_BY_MAP);
    return evaluator_apply_child(ev, schema, value);
}

static enum schema_verdict check_patterns(struct evaluator *ev, const struct instruction *at,
                                          const struct node *key, bool *described, bool *unclear)
{
    const struct members *members = at->members;
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!evaluator_spend(ev, PATTERN_STEPS * (uint64_t)members->pattern_count, at, key)) {
        *unclear = true;
        return SCHEMA_UNKNOWN;
    }
    for (uint32_t i = 0; i < members->pattern_count; i++) {
        const struct member_pattern *pattern = &members->patterns[i];
        enum schema_verdict matched =
            pattern->pattern
                ? evaluator_match(ev, at, pattern->pattern, key)
                : evaluator_doubt(ev, at, key, STR("patternProperties holds no pattern"));

        if (matched == SCHEMA_UNKNOWN) {
            *unclear = true;
            continue;
        }
        if (matched == SCHEMA_INVALID)
            continue;
        *described = true;
        cover(ev, key, COVERED_BY_PATTERN);
        verdict = worse(verdict, evaluator_apply_child(ev, at + pattern->block, node_value(key)));
    }
    return verdict;
}

static enum schema_verdict check_member(struct evaluator *ev, const struct instruction *at,
                                        const struct node *key)
{
    const struct members *members = at->members;
    const struct property *property = members_find(members, key, members_key_hash(members, key));
    enum schema_verdict verdict = SCHEMA_VALID;
    bool described = property != NULL, unclear = false;

    if (property) {
        cover(ev, key, COVERED_BY_NAME);
        verdict = evaluator_apply_child(ev, at + property->block, node_value(key));
    }
    if (members->pattern_count && (verdict != SCHEMA_INVALID || ev->thorough))
        verdict = worse(verdict, check_patterns(ev, at, key, &described, &unclear));
    if (unclear) {
        cover(ev, key, COVERED_BY_PATTERN);
        verdict = worse(verdict, SCHEMA_UNKNOWN);
    } else if (!described && members->additional) {
        described = true;
        verdict = check_other(ev, at, at + members->additional, key);
    }
    if (described || unclear)
        journal_evaluated(ev, key);
    return verdict;
}

enum schema_verdict evaluate_members(struct evaluator *ev, const struct instruction *at,
                                     const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    const struct node *key = node_first(instance), *end = node_end(instance);
    size_t first = 0, next, last;
    bool gathered;

    shape(ev, at, instance);
    gathered =
        instance->length >= TABLE_MEMBERS && evaluator_gather(ev, at->members, instance, &first);
    next = first;
    last = ev->members.found.count; /* what lies deeper puts more on it, and takes it off again */
    while (gathered ? next < last : key < end) {
        if (gathered)
            key = ev->members.found.items[next++];
        verdict = worse(verdict, check_member(ev, at, key));
        if ((verdict == SCHEMA_INVALID && !ev->thorough) || ev->exhausted)
            break;
        key = node_next_key(key);
    }
    if (gathered)
        ev->members.found.count = first;
    return verdict;
}

enum schema_verdict evaluate_unevaluated_properties(struct evaluator *ev,
                                                    const struct instruction *at,
                                                    const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    if (!evaluator_spend(ev, ev->journal.evaluated.count - ev->scope, at, instance))
        return SCHEMA_UNKNOWN;
    shape(ev, at, instance);
    journal_raise(ev);
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        if (journal_saw(ev, key))
            continue;
        verdict = worse(verdict, check_other(ev, at, instruction_first(at), key));
        if ((verdict == SCHEMA_INVALID && !ev->thorough) || ev->exhausted)
            break;
    }
    journal_lower(ev);
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key))
        journal_evaluated(ev, key);
    return verdict;
}
