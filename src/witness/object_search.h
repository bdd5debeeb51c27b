/* What the files about objects share: the search for one shape, and the sites where members may
   stand. Private to witness/.
       member_literals.c   what applies to a member at a site
       name_region.c       names that are not known, split by the patterns they match
       demands.c           what some member has to show, and which member does
       object_rules.c      the search: what has to be there, demands, numbers of members
       object_shape.c      the objects of a shape, one by one
       odometer.c          combinations of values, by the sum of their indices */
#ifndef OASDRIFT_WITNESS_OBJECT_SEARCH_H
#define OASDRIFT_WITNESS_OBJECT_SEARCH_H

#include "base/map.h"
#include "witness/object_rules.h"

/* Limits. Meeting one makes the answer undecided, STEPS. */
enum {
    OBJECT_MAX_DEMANDS = 64,           /* of one set of rules */
    OBJECT_FEW_PLACEMENTS = 500,       /* the same, while few members are looked for */
    OBJECT_MAX_PLACEMENTS = 20 * 1000, /* of demands on members, in one search */
    OBJECT_MAX_REGIONS = 1000,         /* of names */
    OBJECT_MANY_PATTERNS = 8,          /* from more on, each is asked for an example first */
    OBJECT_PROBE_NAMES = 256,          /* made where more are needed than a value may have */
    OBJECT_MAX_SKIPPED = 2000          /* combinations passed over for the next object */
};

/* Where a member may stand: at a known name, or at the names of a region. What applies to it is the
   same wherever in a region it stands. */
struct member_site {
    struct str name;       /* of a region: STR_NONE */
    struct goal *names;    /* of a region: its names; else NULL */
    struct str example;    /* of a region: a name that is known to be one; STR_NONE */
    const bool *matches;   /* of a region: which of the search's patterns its names match */
    bool made;             /* what follows is known: site_make */
    bool forbidden;        /* no member may stand here */
    bool unclear;          /* what applies here cannot be told */
    bool required, placed; /* placed: the shape has a member there */
    uint32_t evaluated;    /* a set of trackers */
    struct goal *value;    /* of all that applies to the value; NULL: forbidden */
};

/* In the engine's arena. */
struct site_list {
    struct member_site **items;
    size_t count, capacity;
};

/* Something that one member has to show, whichever it is. */
enum demand_kind {
    DEMAND_BREACH, /* its value fails a block that the MEMBERS of `literal` applies to it */
    DEMAND_REST,   /* not evaluated for the tracker, it satisfies the literal */
    DEMAND_NAME    /* its name satisfies the literal */
};
struct demand {
    enum demand_kind kind;
    uint32_t tracker;
    const struct literal *literal;
};

struct name_pattern {
    const struct pattern *pattern;
    bool closed; /* no member may have a name that matches */
};

/* Goes through the regions, depth first: pattern by pattern, names that match it and names that do
   not. */
struct region_walk {
    bool begun, ended;
    size_t depth;
    bool *signs, *turned; /* of each pattern; turned: the other side was seen before */
    struct goal **names;  /* those with the first i signs */
    struct str example;   /* a text of names[depth] */
};

struct object_search {
    struct witness *witness;
    struct object_rules rules; /* its lists lie in the engine's arena */
    struct site_list sites;    /* the known names: those required first, then in the order of the
                                  description */
    size_t required_count;
    bool all_sites; /* sites are complete */
    bool unclear;   /* something that was passed over could not be told */
    struct demand *demands;
    size_t demand_count;
    struct name_pattern *patterns;
    size_t pattern_count;
    bool pattern_missing; /* one of them is no pattern: names cannot be told apart by it */
    struct region_walk walk;
    struct site_list regions;    /* those found up to now */
    struct object_walk *objects; /* of object_shape.c */
};

static inline bool site_is_region(const struct member_site *site)
{
    return site->names != NULL;
}

/* Zeroed memory in the engine's arena. */
void *search_alloc(struct object_search *search, size_t count, size_t size);
#define SEARCH_ARRAY(search, type, count) ((type *)search_alloc((search), (count), sizeof(type)))

/* ---- member_literals.c ---- */

/* The blocks that a MEMBERS instruction applies to a member. */
struct applied {
    VEC(const struct instruction *) blocks;
    bool described; /* there is one */
    bool unclear;   /* whether a pattern matches cannot be told */
};
/* Empties `applied` first; the caller releases its blocks. */
void site_applied(const struct object_search *search, const struct member_site *site,
                  const struct literal *step, struct applied *applied);
/* Finds out what applies at the site. */
void site_make(struct object_search *search, struct member_site *site);
/* A member may stand here as far as its name and its schemas tell. Notes what is unclear. */
bool site_usable(struct object_search *search, struct member_site *site);
/* The name as a string's node. */
const struct node *name_node(struct witness *witness, struct str name);

void site_list_add(struct object_search *search, struct site_list *list, struct member_site *site);
/* All known names become sites. */
void search_complete_sites(struct object_search *search);

/* ---- name_region.c ---- */

/* The index-th region, found when it is first asked for; NULL: there are no more. */
struct member_site *search_region(struct object_search *search, size_t index);

/* The index-th name of a region: its example first, where it has one. */
bool region_name(struct object_search *search, const struct member_site *region, uint64_t index,
                 struct str *name);

/* ---- demands.c ---- */

/* A member of the shape that is looked for. */
struct placed {
    struct member_site *site;
    struct goal *names; /* in a region: the site's names, or some of them; else NULL */
    struct goal *value;
};
struct placement {
    struct object_search *search;
    VEC(struct placed) members;
    size_t fixed;  /* the first of them are required */
    size_t budget; /* others there may be */
    uint64_t steps, limit;
    bool exhausted; /* a limit was met */
};
/* Places all demands on members, with as few additional ones as the budget allows. */
bool demands_place(struct placement *placement);
/* Does the demand hold of a member with that value? */
enum schema_verdict demand_holds(struct object_search *search, const struct demand *demand,
                                 struct member_site *site, struct str name,
                                 const struct node *value);
/* Names for the members that need one of their own region's names: out[i] of names[i], all
   different. */
bool names_assign(struct object_search *search, struct goal *const *names, size_t count,
                  struct str *out);

/* ---- object_rules.c ---- */

/* Notes that something that is passed over could not be told, and why. */
void search_unclear(struct object_search *search, enum witness_reason reason);
/* VALUE; NONE and UNDECIDED are false, and the latter is noted. */
bool search_has(struct object_search *search, struct goal *goal, uint64_t n,
                const struct node **value);

/* ---- odometer.c ---- */

/* Goes through combinations of indices, by their sum; the first wheels turn first. */
struct wheel {
    uint64_t index;
    uint64_t end; /* the first index that the wheel does not have; UINT64_MAX: not known */
};
struct odometer {
    struct wheel *wheels; /* the caller's */
    size_t count;
};
/* The first combination of the sum, with no end known; false: there are no wheels, and sum > 0. */
bool odometer_start(struct odometer *odometer, uint64_t sum);
/* The next one of the same sum; false: that was the last. */
bool odometer_next(struct odometer *odometer);
/* The wheel has no such index as it shows: the next combination of the same sum. */
bool odometer_end_wheel(struct odometer *odometer, size_t wheel);

#endif
