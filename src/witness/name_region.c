/* Names that are not known: any text that keeps the rules for names, in regions by which patterns
   it matches. A region is found by an example: what a name of it matches tells all signs at once,
   so that only turning a sign asks whether there is such a name. */
#include "pattern/pattern.h"
#include "witness/object_search.h"

/* ---- the patterns at play ---- */

static bool is_closed(const struct literal *step, const struct member_pattern *pattern,
                      bool applies)
{
    return applies && !step->without && (step->at + pattern->block)->flags & FLAG_CLOSED;
}

static void add_patterns(struct object_search *search, const struct literal *step, bool applies)
{
    const struct members *members = step->at->members;

    for (uint32_t i = 0; i < members->pattern_count; i++) {
        const struct member_pattern *pattern = &members->patterns[i];
        size_t known = 0;

        while (known < search->pattern_count && search->patterns[known].pattern != pattern->pattern)
            known++;
        if (known == search->pattern_count)
            search->patterns[search->pattern_count++].pattern = pattern->pattern;
        search->patterns[known].closed |= is_closed(step, pattern, applies);
        search->pattern_missing |= !pattern->pattern;
    }
}

static void collect_patterns(struct object_search *search)
{
    const struct object_rules *rules = &search->rules;
    size_t count = 0;

    for (size_t i = 0; i < rules->members.count; i++)
        count += rules->members.items[i].step->at->members->pattern_count;
    for (size_t i = 0; i < rules->breaches.count; i++)
        count += rules->breaches.items[i].step->at->members->pattern_count;
    search->patterns = SEARCH_ARRAY(search, struct name_pattern, count);
    for (size_t i = 0; i < rules->members.count; i++)
        add_patterns(search, rules->members.items[i].step, true);
    for (size_t i = 0; i < rules->breaches.count; i++)
        add_patterns(search, rules->breaches.items[i].step, false);
}

/* ---- the walk ---- */

/* All names that are not known. */
static struct goal *unknown_names(struct object_search *search)
{
    struct witness *witness = search->witness;
    VEC(const struct literal *) literals = {0};
    struct goal *goal;

    search_complete_sites(search);
    VEC_ADD(&literals, literal_kinds(witness, KIND_STRING));
    for (size_t i = 0; i < search->rules.names.count; i++)
        if (!search->rules.names.items[i].some)
            VEC_ADD(&literals, search->rules.names.items[i].literal);
    for (size_t i = 0; i < search->sites.count; i++)
        VEC_ADD(&literals,
                literal_const(witness, name_node(witness, search->sites.items[i]->name), true));
    goal = goal_of(witness, literals.items, literals.count);
    VEC_RELEASE(&literals);
    return goal;
}

static bool set_example(struct object_search *search, struct goal *names)
{
    const struct node *name;

    if (!search_has(search, names, 0, &name))
        return false;
    search->walk.example = node_text(name);
    return true;
}

/* Regions that an example of a pattern gave are met again in the walk. */
static bool is_known(const struct object_search *search, const bool *signs)
{
    for (size_t i = 0; i < search->regions.count; i++)
        if (memcmp(search->regions.items[i]->matches, signs,
                   search->pattern_count * sizeof *signs) == 0)
            return true;
    return false;
}

static void add_region(struct object_search *search, const bool *signs, struct goal *names,
                       struct str example)
{
    struct member_site *region;
    bool *matches;

    if (is_known(search, signs))
        return;
    region = SEARCH_ARRAY(search, struct member_site, 1);
    matches = SEARCH_ARRAY(search, bool, search->pattern_count + 1);
    for (size_t i = 0; i < search->pattern_count; i++)
        matches[i] = signs[i];
    region->matches = matches;
    region->names = names;
    region->example = example;
    site_list_add(search, &search->regions, region);
}

/* The region of a text, by its signs; not where they cannot be told, or no member may be there. */
static void add_region_of(struct object_search *search, struct str example)
{
    bool *signs = SEARCH_ARRAY(search, bool, search->pattern_count + 1);
    struct goal *names = search->walk.names[0];

    for (size_t i = 0; i < search->pattern_count; i++) {
        enum pattern_answer answer = pattern_match(search->patterns[i].pattern, example, NULL);

        signs[i] = answer == PATTERN_MATCHES;
        if (answer == PATTERN_UNKNOWN || (signs[i] && search->patterns[i].closed))
            return;
        names = goal_with(search->witness, names,
                          literal_pattern(search->witness, search->patterns[i].pattern, !signs[i]));
    }
    add_region(search, signs, names, example);
}

/* Many patterns together make large automata. What just one of them matches is quickly found, and
   mostly enough; the walk then finds the rest. */
static void add_examples(struct object_search *search)
{
    const struct node *name;

    for (size_t i = 0; i < search->pattern_count; i++)
        if (!search->patterns[i].closed &&
            goal_first(
                search->witness,
                goal_with(search->witness, search->walk.names[0],
                          literal_pattern(search->witness, search->patterns[i].pattern, false)),
                &name) == OUTCOME_VALUE)
            add_region_of(search, node_text(name));
}

static void begin(struct object_search *search)
{
    struct region_walk *walk = &search->walk;

    walk->begun = true;
    collect_patterns(search);
    if (search->pattern_missing) {
        search_unclear(search, WITNESS_SCHEMA);
        walk->ended = true;
        return;
    }
    walk->signs = SEARCH_ARRAY(search, bool, search->pattern_count);
    walk->turned = SEARCH_ARRAY(search, bool, search->pattern_count);
    walk->names = SEARCH_ARRAY(search, struct goal *, search->pattern_count + 1);
    walk->names[0] = unknown_names(search);
    walk->ended = !set_example(search, walk->names[0]);
    if (!walk->ended && search->pattern_count > OBJECT_MANY_PATTERNS)
        add_examples(search);
}

static struct goal *names_beyond(struct object_search *search)
{
    const struct region_walk *walk = &search->walk;

    return goal_with(search->witness, walk->names[walk->depth],
                     literal_pattern(search->witness, search->patterns[walk->depth].pattern,
                                     !walk->signs[walk->depth]));
}

/* Turns the last sign that can be turned. */
static bool turn(struct object_search *search)
{
    struct region_walk *walk = &search->walk;

    while (walk->depth > 0) {
        size_t last = --walk->depth;

        if (walk->turned[last])
            continue;
        walk->turned[last] = true;
        walk->signs[last] = !walk->signs[last];
        if (walk->signs[last] && search->patterns[last].closed)
            continue;
        if (!witness_spend(search->witness, 1)) {
            search->unclear = true;
            return false;
        }
        walk->names[last + 1] = names_beyond(search);
        if (!set_example(search, walk->names[last + 1]))
            continue;
        walk->depth++;
        return true;
    }
    return false;
}

/* Signs for the rest of the patterns, as the example has them. false: they cannot be told, or no
   member may have such a name. */
static bool descend(struct object_search *search)
{
    struct region_walk *walk = &search->walk;

    while (walk->depth < search->pattern_count) {
        size_t at = walk->depth;
        enum pattern_answer answer =
            pattern_match(search->patterns[at].pattern, walk->example, NULL);

        if (answer == PATTERN_UNKNOWN) {
            search_unclear(search, WITNESS_PATTERN);
            return false;
        }
        walk->signs[at] = answer == PATTERN_MATCHES;
        walk->turned[at] = false;
        walk->names[at + 1] = names_beyond(search);
        walk->depth++;
        if (walk->signs[at] && search->patterns[at].closed)
            return false;
    }
    return true;
}

struct member_site *search_region(struct object_search *search, size_t index)
{
    struct region_walk *walk = &search->walk;

    if (!walk->begun)
        begin(search);
    while (search->regions.count <= index && !walk->ended) {
        if (search->regions.count == OBJECT_MAX_REGIONS) {
            search_unclear(search, WITNESS_STEPS);
            return NULL;
        }
        if (descend(search))
            add_region(search, walk->signs, walk->names[search->pattern_count], STR_NONE);
        walk->ended = !turn(search);
    }
    return index < search->regions.count ? search->regions.items[index] : NULL;
}

bool region_name(struct object_search *search, const struct member_site *region, uint64_t index,
                 struct str *name)
{
    struct str example = region->example;
    const struct node *node;

    *name = example;
    if (example.text && index == 0)
        return true;
    for (uint64_t i = 0; example.text && i < index; i++) {
        if (!search_has(search, region->names, i, &node))
            return false;
        if (str_equal(node_text(node), example))
            example = STR_NONE; /* it stands before: the rest keep their places */
    }
    if (!search_has(search, region->names, example.text ? index - 1 : index, &node))
        return false;
    *name = node_text(node);
    return true;
}
