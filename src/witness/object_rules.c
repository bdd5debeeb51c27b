/* Looks for a shape: what has to be there, then members that meet the demands, then as many more as
   the least number asks for. Each member's value is a goal of its own; that there is one is all
   that is asked here. */
#include "base/pointer_map.h"
#include "witness/engine.h"
#include "witness/object_search.h"

void search_unclear(struct object_search *search, enum witness_reason reason)
{
    search->unclear = true;
    undecided(search->witness, reason);
}

bool search_has(struct object_search *search, struct goal *goal, uint64_t n,
                const struct node **value)
{
    enum outcome outcome = goal_nth(search->witness, goal, n, value);

    search->unclear |= outcome == OUTCOME_UNDECIDED;
    return outcome == OUTCOME_VALUE;
}

static enum outcome nothing_found(const struct object_search *search)
{
    return search->unclear ? OUTCOME_UNDECIDED : OUTCOME_NONE;
}

/* ---- the rules, kept for the objects that are asked for later ---- */

void *search_alloc(struct object_search *search, size_t count, size_t size)
{
    return memset(shape_alloc(search->witness, count * size), 0, count * size);
}

static void *keep(struct object_search *search, const void *items, size_t size)
{
    return size ? memcpy(shape_alloc(search->witness, size), items, size) : NULL;
}

#define KEEP(list) (list).items = keep(search, (list).items, (list).count * sizeof *(list).items)

static struct object_search *new_search(struct witness *witness, const struct object_rules *rules)
{
    struct object_search *search = shape_alloc(witness, sizeof *search);

    *search = (struct object_search){.witness = witness, .rules = *rules};
    KEEP(search->rules.members);
    KEEP(search->rules.breaches);
    KEEP(search->rules.named);
    KEEP(search->rules.rest);
    KEEP(search->rules.names);
    KEEP(search->rules.presences);
    return search;
}

/* ---- demands ---- */

static void collect_demands(struct object_search *search)
{
    const struct object_rules *rules = &search->rules;
    size_t count = rules->breaches.count + rules->rest.count + rules->names.count, used = 0;
    struct demand *demands = SEARCH_ARRAY(search, struct demand, count);

    for (size_t i = 0; i < rules->breaches.count; i++)
        demands[used++] =
            (struct demand){.kind = DEMAND_BREACH, .literal = rules->breaches.items[i].step};
    for (size_t i = 0; i < rules->rest.count; i++)
        if (rules->rest.items[i].some)
            demands[used++] = (struct demand){.kind = DEMAND_REST,
                                              .tracker = rules->rest.items[i].tracker,
                                              .literal = rules->rest.items[i].literal};
    for (size_t i = 0; i < rules->names.count; i++)
        if (rules->names.items[i].some)
            demands[used++] =
                (struct demand){.kind = DEMAND_NAME, .literal = rules->names.items[i].literal};
    search->demands = demands;
    search->demand_count = used;
}

/* ---- names that have to be there, and names that must not ---- */

/* false: a name is both. */
static bool add_presences(struct object_search *search)
{
    const struct object_rules *rules = &search->rules;
    struct map known = {0};
    bool agree = true;

    for (unsigned pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < rules->presences.count; i++) {
            const struct presence *presence = &rules->presences.items[i];
            void **place;
            struct member_site *site;

            if (presence->absent != (pass == 1))
                continue;
            place = map_put(&known, presence->name);
            site = *place;
            if (site) {
                agree &= site->required != presence->absent;
                continue;
            }
            *place = site = SEARCH_ARRAY(search, struct member_site, 1);
            *site = (struct member_site){.name = presence->name,
                                         .required = !presence->absent,
                                         .made = presence->absent,
                                         .forbidden = presence->absent};
            search->required_count += site->required;
            site_list_add(search, &search->sites, site);
        }
    map_release(&known);
    return agree;
}

/* A required member that has no value decides at once, whatever else is unclear. */
static enum outcome place_required(struct object_search *search, struct placement *placement)
{
    enum outcome outcome = OUTCOME_VALUE;

    for (size_t i = 0; i < search->required_count; i++) {
        struct member_site *site = search->sites.items[i];
        struct placed member = {.site = site};
        const struct node *value;

        if (!site_usable(search, site))
            outcome = OUTCOME_UNDECIDED;
        if (site->forbidden)
            return OUTCOME_NONE;
        member.value = site->value;
        switch (goal_first(search->witness, site->value, &value)) {
        case OUTCOME_VALUE:
            break;
        case OUTCOME_NONE:
            return OUTCOME_NONE;
        case OUTCOME_UNDECIDED:
            outcome = OUTCOME_UNDECIDED;
            break;
        }
        VEC_ADD(&placement->members, member);
    }
    placement->fixed = placement->members.count;
    return outcome;
}

/* ---- as many as there have to be ---- */

static bool is_there(const struct placement *placement, const struct member_site *site)
{
    for (size_t i = placement->fixed; i < placement->members.count; i++)
        if (placement->members.items[i].site == site)
            return true;
    return false;
}

static void fill_from_names(struct placement *placement, size_t wanted)
{
    struct object_search *search = placement->search;
    size_t placed = placement->members.count; /* those that demands were placed on, and before */
    const struct node *value;

    search_complete_sites(search);
    for (size_t i = search->required_count;
         i < search->sites.count && placement->members.count < wanted; i++) {
        struct member_site *site = search->sites.items[i];
        struct placed member = {.site = site};

        if (placed > placement->fixed && is_there(placement, site))
            continue;
        if (!site_usable(search, site) || !search_has(search, site->value, 0, &value))
            continue;
        member.value = site->value;
        VEC_ADD(&placement->members, member);
    }
}

static void fill_from_regions(struct placement *placement, size_t wanted)
{
    struct object_search *search = placement->search;
    struct member_site *region;
    const struct node *node;
    struct str name;

    for (size_t i = 0; placement->members.count < wanted && (region = search_region(search, i));
         i++) {
        struct placed member = {.site = region, .names = region->names};
        uint64_t taken = 0;

        if (!site_usable(search, region) || !search_has(search, region->value, 0, &node))
            continue;
        for (size_t j = placement->fixed; j < placement->members.count; j++)
            taken += placement->members.items[j].site == region;
        member.value = region->value;
        while (placement->members.count < wanted && region_name(search, region, taken++, &name))
            VEC_ADD(&placement->members, member);
    }
}

/* More than a value may have are not made: a few beyond the known names tell whether there are
   others at all. */
static size_t wanted_of(struct object_search *search)
{
    if (search->rules.minimum <= WITNESS_MAX_ITEMS)
        return (size_t)search->rules.minimum;
    search_complete_sites(search);
    return search->sites.count + OBJECT_MAX_DEMANDS + OBJECT_PROBE_NAMES;
}

static enum outcome fill(struct placement *placement)
{
    struct object_search *search = placement->search;
    size_t wanted = wanted_of(search);

    if (placement->members.count < wanted)
        fill_from_names(placement, wanted);
    if (placement->members.count < wanted)
        fill_from_regions(placement, wanted);
    if (placement->members.count < wanted)
        return nothing_found(search);
    return search->rules.minimum > WITNESS_MAX_ITEMS ? undecided(search->witness, WITNESS_SIZE)
                                                     : OUTCOME_VALUE;
}

/* ---- the shape ---- */

static bool is_narrow(const struct placed *member)
{
    return member->names && member->names != member->site->names;
}

/* Members that need one of some names of their region choose first. */
static size_t name_narrow(struct placement *placement, struct shape_member *members,
                          struct str *names)
{
    struct goal *narrow[OBJECT_MAX_DEMANDS];
    size_t count = 0, used = 0;

    for (size_t i = 0; i < placement->members.count; i++)
        if (is_narrow(&placement->members.items[i]))
            narrow[count++] = placement->members.items[i].names;
    if (count == 0 || !names_assign(placement->search, narrow, count, names))
        return 0;
    for (size_t i = 0; i < placement->members.count; i++)
        if (is_narrow(&placement->members.items[i]))
            members[i].name = names[used++];
    return used;
}

static bool is_taken(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* The rest of a region's members take its names in their order. */
static void name_members(struct placement *placement, struct shape_member *members)
{
    struct str taken[OBJECT_MAX_DEMANDS];
    size_t taken_count = name_narrow(placement, members, taken);
    struct pointer_map next = {0};

    for (size_t i = 0; i < placement->members.count; i++) {
        const struct placed *member = &placement->members.items[i];
        struct str name = STR_NONE;
        uintptr_t index;
        void **place;

        if (!member->names || members[i].name.text)
            continue;
        place = pointer_map_put(&next, member->names, 0);
        index = (uintptr_t)*place;
        while (region_name(placement->search, member->site, index++, &name) &&
               is_taken(taken, taken_count, name))
            ;
        members[i].name = name;
        *place = (void *)index;
    }
    pointer_map_release(&next);
}

static void write_shape(struct placement *placement, struct object_shape *shape)
{
    struct object_search *search = placement->search;
    size_t count = placement->members.count;
    struct shape_member *members = SEARCH_ARRAY(search, struct shape_member, count);

    for (size_t i = 0; i < count; i++) {
        const struct placed *member = &placement->members.items[i];

        members[i] = (struct shape_member){.name = member->site->name, .value = member->value};
        member->site->placed = true;
    }
    name_members(placement, members);
    *shape = (struct object_shape){.count = count,
                                   .members = members,
                                   .room = search->rules.maximum - count,
                                   .search = search};
}

/* ---- solving ---- */

static enum outcome solve(struct object_search *search, struct placement *placement)
{
    uint64_t maximum = search->rules.maximum;
    enum outcome outcome;
    size_t fixed = search->required_count;

    if (search->required_count > WITNESS_MAX_ITEMS)
        return undecided(search->witness, WITNESS_SIZE);
    outcome = place_required(search, placement);
    if (outcome != OUTCOME_VALUE)
        return outcome;
    if (search->demand_count > OBJECT_MAX_DEMANDS)
        return undecided(search->witness, WITNESS_STEPS);
    placement->budget = search->demand_count;
    if (placement->budget > maximum - fixed)
        placement->budget = (size_t)(maximum - fixed);
    if (!demands_place(placement))
        return nothing_found(search);
    return fill(placement);
}

enum outcome object_rules_solve(struct witness *witness, const struct object_rules *rules,
                                struct object_shape *shape)
{
    struct object_search *search = new_search(witness, rules);
    struct placement placement = {.search = search};
    enum outcome outcome = OUTCOME_NONE;

    collect_demands(search);
    if (add_presences(search) && rules->minimum <= rules->maximum &&
        search->required_count <= rules->maximum)
        outcome = solve(search, &placement);
    if (outcome == OUTCOME_VALUE)
        write_shape(&placement, shape);
    VEC_RELEASE(&placement.members);
    return outcome;
}

void object_rules_release(struct object_rules *rules)
{
    VEC_RELEASE(&rules->members);
    VEC_RELEASE(&rules->breaches);
    VEC_RELEASE(&rules->named);
    VEC_RELEASE(&rules->rest);
    VEC_RELEASE(&rules->names);
    VEC_RELEASE(&rules->presences);
}
