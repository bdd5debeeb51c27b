/* Demands: what some member has to show. One member may meet several, so which demand goes where is
   a small search: on what is there already, then on names that are known, then on others. */
#include "witness/object_search.h"

/* ---- what a demand asks of a member at a site ---- */

/* The value satisfies one of `literals`; or nothing is asked of the value. */
struct options {
    VEC(const struct literal *) literals;
    bool kept;    /* whatever the value is */
    bool narrows; /* as long as the name, one of a region, satisfies the demand's literal */
};

static void add_option(struct options *options, const struct literal *literal)
{
    bool open = literal->kind == LITERAL_BLOCK && literal->at->flags & FLAG_OPEN;
    bool closed = literal_is_closed(literal);

    if (literal->negated ? closed : open)
        options->kept = true;
    else if (!(literal->negated ? open : closed))
        VEC_ADD(&options->literals, literal);
}

static void add_breaches(struct object_search *search, const struct demand *demand,
                         const struct member_site *site, struct options *options)
{
    struct applied applied = {0};

    site_applied(search, site, demand->literal, &applied);
    for (size_t i = 0; i < applied.blocks.count; i++)
        add_option(options,
                   literal_block(search->witness, demand->literal, applied.blocks.items[i], true));
    if (applied.unclear)
        search_unclear(search, WITNESS_PATTERN);
    VEC_RELEASE(&applied.blocks);
}

static void add_name(struct object_search *search, const struct demand *demand,
                     const struct member_site *site, struct options *options)
{
    enum schema_verdict verdict;

    if (site_is_region(site)) {
        options->kept = options->narrows = true;
        return;
    }
    verdict =
        literal_decide(search->witness, demand->literal, name_node(search->witness, site->name));
    options->kept = verdict == SCHEMA_VALID;
    search->unclear |= verdict == SCHEMA_UNKNOWN;
}

/* The caller releases the literals. */
static struct options options_of(struct object_search *search, const struct demand *demand,
                                 const struct member_site *site)
{
    struct options options = {0};

    switch (demand->kind) {
    case DEMAND_BREACH:
        add_breaches(search, demand, site, &options);
        break;
    case DEMAND_REST:
        if (!(site->evaluated & demand->tracker))
            add_option(&options, demand->literal);
        break;
    case DEMAND_NAME:
        add_name(search, demand, site, &options);
        break;
    }
    return options;
}

enum schema_verdict demand_holds(struct object_search *search, const struct demand *demand,
                                 struct member_site *site, struct str name,
                                 const struct node *value)
{
    struct options options = options_of(search, demand, site);
    enum schema_verdict verdict = options.kept ? SCHEMA_VALID : SCHEMA_INVALID;

    if (options.narrows)
        verdict =
            literal_decide(search->witness, demand->literal, name_node(search->witness, name));
    for (size_t i = 0; i < options.literals.count && verdict != SCHEMA_VALID; i++) {
        enum schema_verdict one = literal_decide(search->witness, options.literals.items[i], value);

        if (one != SCHEMA_INVALID)
            verdict = one;
    }
    VEC_RELEASE(&options.literals);
    return verdict;
}

/* ---- names that differ ---- */

/* Members and the names they may take, a bipartite graph: of as many members as there are, each
   needs no more than that many candidates. */
struct assignment {
    size_t count;
    struct str *candidates; /* count of each member; STR_NONE: it has no more */
    struct str *taken;      /* by member; STR_NONE: none yet */
    bool *tried;            /* members of the path that is looked for */
};

static size_t holder_of(const struct assignment *assignment, struct str name)
{
    for (size_t i = 0; i < assignment->count; i++)
        if (assignment->taken[i].text && str_equal(assignment->taken[i], name))
            return i;
    return SIZE_MAX;
}

/* No deeper than members: each is tried once. */
static bool assign(struct assignment *assignment, size_t member)
{
    assignment->tried[member] = true;
    for (size_t i = 0; i < assignment->count; i++) {
        struct str name = assignment->candidates[member * assignment->count + i];
        size_t holder = name.text ? holder_of(assignment, name) : SIZE_MAX;

        if (!name.text)
            break;
        if (holder != SIZE_MAX && (assignment->tried[holder] || !assign(assignment, holder)))
            continue;
        assignment->taken[member] = name;
        return true;
    }
    return false;
}

bool names_assign(struct object_search *search, struct goal *const *names, size_t count,
                  struct str *out)
{
    struct assignment assignment = {
        .count = count,
        .candidates = SEARCH_ARRAY(search, struct str, count * count),
        .taken = out,
        .tried = SEARCH_ARRAY(search, bool, count),
    };
    const struct node *name;

    for (size_t i = 0; i < count; i++) {
        out[i] = STR_NONE;
        for (size_t j = 0; j < count && search_has(search, names[i], j, &name); j++)
            assignment.candidates[i * count + j] = node_text(name);
    }
    for (size_t i = 0; i < count; i++) {
        memset(assignment.tried, 0, count * sizeof *assignment.tried);
        if (!assign(&assignment, i))
            return false;
    }
    return true;
}

/* Are there as many names in the region as members, and those among them that some need? */
static bool names_fit(struct placement *placement, const struct member_site *site)
{
    struct object_search *search = placement->search;
    struct goal *narrow[OBJECT_MAX_DEMANDS];
    struct str names[OBJECT_MAX_DEMANDS];
    const struct node *name;
    size_t count = 0, narrow_count = 0;

    for (size_t i = 0; i < placement->members.count; i++) {
        const struct placed *member = &placement->members.items[i];

        count += member->site == site;
        if (member->site == site && member->names != site->names)
            narrow[narrow_count++] = member->names;
    }
    if (count > 1 && !search_has(search, site->names, count - 1, &name))
        return false;
    if (narrow_count == 1)
        return search_has(search, narrow[0], 0, &name);
    return narrow_count == 0 || names_assign(search, narrow, narrow_count, names);
}

/* ---- placing ---- */

static bool place(struct placement *placement, size_t demand);

static bool place_value(struct placement *placement, size_t demand, size_t member)
{
    const struct placed *placed = &placement->members.items[member];
    const struct node *value;

    if (++placement->steps > placement->limit || !witness_spend(placement->search->witness, 1)) {
        placement->exhausted = true;
        return false;
    }
    if (!search_has(placement->search, placed->value, 0, &value))
        return false;
    if (site_is_region(placed->site) && !names_fit(placement, placed->site))
        return false;
    return place(placement, demand + 1);
}

/* Tries the demand on the member; where that leads nowhere, the member is as it was. */
static bool place_on(struct placement *placement, size_t at, size_t member)
{
    struct object_search *search = placement->search;
    const struct demand *demand = &search->demands[at];
    struct placed before = placement->members.items[member];
    struct options options = options_of(search, demand, before.site);
    bool done = false;

    if (options.narrows)
        placement->members.items[member].names =
            goal_with(search->witness, before.names, demand->literal);
    if (options.kept)
        done = place_value(placement, at, member);
    for (size_t i = 0; i < options.literals.count && !done && !options.kept; i++) {
        placement->members.items[member].value =
            goal_with(search->witness, before.value, options.literals.items[i]);
        done = place_value(placement, at, member);
    }
    if (!done)
        placement->members.items[member] = before;
    VEC_RELEASE(&options.literals);
    return done;
}

static bool place_new(struct placement *placement, size_t demand, struct member_site *site)
{
    struct placed member = {.site = site, .names = site->names};

    if (!site_usable(placement->search, site))
        return false;
    member.value = site->value;
    VEC_ADD(&placement->members, member);
    if (place_on(placement, demand, placement->members.count - 1))
        return true;
    placement->members.count--;
    return false;
}

static bool is_placed(const struct placement *placement, const struct member_site *site)
{
    for (size_t i = placement->fixed; i < placement->members.count; i++)
        if (placement->members.items[i].site == site)
            return true;
    return false;
}

/* No deeper than demands, of which there are OBJECT_MAX_DEMANDS. */
static bool place(struct placement *placement, size_t demand)
{
    struct object_search *search = placement->search;
    struct member_site *region;

    if (demand == search->demand_count)
        return true;
    for (size_t i = 0; i < placement->members.count && !placement->exhausted; i++)
        if (place_on(placement, demand, i))
            return true;
    if (placement->members.count - placement->fixed == placement->budget)
        return false;
    search_complete_sites(search);
    for (size_t i = 0; i < search->sites.count && !placement->exhausted; i++) {
        struct member_site *site = search->sites.items[i];

        if (!site->required && !is_placed(placement, site) && place_new(placement, demand, site))
            return true;
    }
    for (size_t i = 0; !placement->exhausted && (region = search_region(search, i)); i++)
        if (place_new(placement, demand, region))
            return true;
    return false;
}

bool demands_place(struct placement *placement)
{
    size_t most = placement->budget;

    /* As few members as possible, as long as that is found soon; then any number. */
    placement->limit = OBJECT_FEW_PLACEMENTS;
    for (placement->budget = 0; placement->budget < most && !placement->exhausted;
         placement->budget++)
        if (place(placement, 0))
            return true;
    placement->exhausted = false;
    placement->steps = 0;
    placement->limit = OBJECT_MAX_PLACEMENTS;
    placement->budget = most;
    if (place(placement, 0))
        return true;
    if (placement->exhausted)
        search_unclear(placement->search, WITNESS_STEPS);
    return false;
}
