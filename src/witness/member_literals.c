/* What applies to a member: to its name, and to its value. */
#include "document/json_writer.h"
#include "pattern/pattern.h"
#include "witness/aim.h"
#include "witness/object_search.h"

typedef VEC(const struct literal *) literal_vec;

/* ---- the blocks of one MEMBERS ---- */

static enum pattern_answer site_matches(const struct object_search *search,
                                        const struct member_site *site,
                                        const struct pattern *pattern)
{
    if (!pattern)
        return PATTERN_UNKNOWN;
    if (!site_is_region(site))
        return pattern_match(pattern, site->name, NULL);
    for (size_t i = 0; i < search->pattern_count; i++)
        if (search->patterns[i].pattern == pattern)
            return site->matches[i] ? PATTERN_MATCHES : PATTERN_FAILS;
    return PATTERN_UNKNOWN;
}

void site_applied(const struct object_search *search, const struct member_site *site,
                  const struct literal *step, struct applied *applied)
{
    const struct instruction *at = step->at;
    const struct members *members = at->members;
    const struct property *property =
        site_is_region(site) ? NULL : members_find_named(members, site->name);

    applied->blocks.count = 0;
    applied->unclear = false;
    if (property)
        VEC_ADD(&applied->blocks, at + property->block);
    for (uint32_t i = 0; i < members->pattern_count; i++) {
        enum pattern_answer answer = site_matches(search, site, members->patterns[i].pattern);

        if (answer == PATTERN_MATCHES)
            VEC_ADD(&applied->blocks, at + members->patterns[i].block);
        applied->unclear |= answer == PATTERN_UNKNOWN;
    }
    if (!applied->blocks.count && !applied->unclear && members->additional)
        VEC_ADD(&applied->blocks, at + members->additional);
    applied->described = applied->blocks.count > 0;
}

/* ---- all that applies at a site ---- */

static void add_literal(struct member_site *site, const struct literal *literal,
                        literal_vec *literals)
{
    bool open = literal->kind == LITERAL_BLOCK && literal->at->flags & FLAG_OPEN;
    bool closed = literal_is_closed(literal);

    if (literal->negated ? open : closed)
        site->forbidden = true;
    else if (!(literal->negated ? closed : open))
        VEC_ADD(literals, literal);
}

/* The one member that an aim goes through (aim.c): there something else stands in for the block. */
static bool is_aimed_at(const struct literal *step, const struct member_site *site,
                        const struct instruction *block)
{
    return step->aim && block == step->aim->block && !site_is_region(site) &&
           str_equal(step->name, site->name);
}

static void add_member_rules(struct object_search *search, struct member_site *site,
                             literal_vec *literals)
{
    struct applied applied = {0};

    for (size_t i = 0; i < search->rules.members.count; i++) {
        const struct member_rule *rule = &search->rules.members.items[i];

        site_applied(search, site, rule->step, &applied);
        site->unclear |= applied.unclear;
        if (applied.described)
            site->evaluated |= rule->trackers;
        for (size_t j = 0; j < applied.blocks.count; j++) {
            const struct instruction *block = applied.blocks.items[j];

            if (is_aimed_at(rule->step, site, block))
                VEC_ADD(literals, rule->step->part);
            else if (!(block->flags & FLAG_OPEN))
                add_literal(site, literal_block(search->witness, rule->step, block, false),
                            literals);
        }
    }
    VEC_RELEASE(&applied.blocks);
}

static void add_named_and_rest(struct object_search *search, struct member_site *site,
                               literal_vec *literals)
{
    for (size_t i = 0; i < search->rules.named.count && !site_is_region(site); i++)
        if (str_equal(search->rules.named.items[i].name, site->name))
            add_literal(site, search->rules.named.items[i].literal, literals);
    /* An unclear member counts as evaluated. */
    for (size_t i = 0; i < search->rules.rest.count && !site->unclear; i++) {
        const struct member_rest *rest = &search->rules.rest.items[i];

        if (!rest->some && !(site->evaluated & rest->tracker))
            add_literal(site, rest->literal, literals);
    }
}

const struct node *name_node(struct witness *witness, struct str name)
{
    struct strbuf text;
    const struct node *node;

    strbuf_init(&text, SIZE_MAX);
    json_add_string(&text, name);
    node = witness_node(witness, strbuf_str(&text));
    strbuf_release(&text);
    return node;
}

/* Of a region the names are a goal, and keep the rules by themselves. */
static void judge_name(struct object_search *search, struct member_site *site)
{
    const struct node *node = NULL;

    for (size_t i = 0; i < search->rules.names.count && !site_is_region(site); i++) {
        const struct name_rule *rule = &search->rules.names.items[i];
        enum schema_verdict verdict;

        if (rule->some)
            continue;
        if (!node)
            node = name_node(search->witness, site->name);
        verdict = literal_decide(search->witness, rule->literal, node);
        site->forbidden |= verdict == SCHEMA_INVALID;
        site->unclear |= verdict == SCHEMA_UNKNOWN;
    }
}

void site_make(struct object_search *search, struct member_site *site)
{
    literal_vec literals = {0};

    if (site->made)
        return;
    site->made = true;
    judge_name(search, site);
    if (!site->forbidden)
        add_member_rules(search, site, &literals);
    if (!site->forbidden)
        add_named_and_rest(search, site, &literals);
    if (!site->forbidden)
        site->value = goal_of(search->witness, literals.items, literals.count);
    VEC_RELEASE(&literals);
}

bool site_usable(struct object_search *search, struct member_site *site)
{
    site_make(search, site);
    if (site->forbidden)
        return false;
    if (site->unclear)
        search_unclear(search, search->pattern_missing ? WITNESS_SCHEMA : WITNESS_PATTERN);
    return !site->unclear;
}

/* ---- the known names ---- */

void site_list_add(struct object_search *search, struct site_list *list, struct member_site *site)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        struct member_site **items = SEARCH_ARRAY(search, struct member_site *, capacity);

        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = site;
}

static void add_site(struct object_search *search, struct map *known, struct str name)
{
    struct member_site *site;
    void **place = map_put(known, name);

    if (*place)
        return;
    site = SEARCH_ARRAY(search, struct member_site, 1);
    site->name = name;
    *place = site;
    site_list_add(search, &search->sites, site);
}

static void add_properties(struct object_search *search, struct map *known,
                           const struct literal *step)
{
    const struct members *members = step->at->members;

    for (uint32_t i = 0; i < members->property_count; i++) {
        const struct property *property = &members->properties[i];

        if (property->length != PROPERTY_SHADOWED)
            add_site(search, known, (struct str){property->text, property->length});
    }
}

void search_complete_sites(struct object_search *search)
{
    const struct object_rules *rules = &search->rules;
    struct map known = {0};

    if (search->all_sites)
        return;
    search->all_sites = true;
    for (size_t i = 0; i < search->sites.count; i++)
        *map_put(&known, search->sites.items[i]->name) = search->sites.items[i];
    for (size_t i = 0; i < rules->members.count; i++)
        add_properties(search, &known, rules->members.items[i].step);
    for (size_t i = 0; i < rules->breaches.count; i++)
        add_properties(search, &known, rules->breaches.items[i].step);
    for (size_t i = 0; i < rules->named.count; i++)
        add_site(search, &known, rules->named.items[i].name);
    map_release(&known);
}
