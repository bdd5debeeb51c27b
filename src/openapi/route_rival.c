/* What else a request might have hit. Concrete goes before templated; beyond that it is up to each
   tool (OpenAPI 3.1, 4.8.8.2), and this one compares segment by segment from the left. So where
   another path fits that is more concrete further to the right, tools may differ. */
#include "openapi/router.h"
#include "openapi/template.h"

/* How concrete a segment of a template is: its literal bytes, all of them where it has nothing
   else. */
static size_t concreteness(struct str segment)
{
    struct str literal, name;
    size_t bytes = 0;
    bool templated = false;

    while (template_next(&segment, &literal, &name)) {
        bytes += literal.length;
        templated = templated || name.text;
    }
    return templated ? bytes : SIZE_MAX;
}

struct contest {
    const struct route *route;
    struct str method;
    enum rivalry rivalry;
    struct str rival;
    bool hit_met; /* what comes before the hit is more concrete from the left */
};

/* Does b have a segment that is more concrete than a's, or are they of one shape? */
static bool is_equal_rival(struct str a, struct str b)
{
    bool same = true;

    while (a.text && b.text) {
        size_t of_a = concreteness(str_cut(&a, '/')), of_b = concreteness(str_cut(&b, '/'));

        if (of_b > of_a)
            return true;
        same = same && of_a == of_b;
    }
    return same;
}

static void meet(void *context, const struct entry *entry, const struct base *base, bool is_served,
                 const struct operation *operation)
{
    struct contest *contest = context;
    const struct route *route = contest->route;

    if (operation == route->operation) {
        contest->hit_met = true;
        return;
    }
    if (!is_served && !contest->hit_met && entry_operation(entry, contest->method)) {
        contest->rivalry = RIVAL_UNSERVED;
        contest->rival = entry->path;
        return;
    }
    if (!is_served || !str_equal(base->path, route->base) || contest->rivalry == RIVAL_EQUAL ||
        contest->rivalry == RIVAL_UNSERVED || str_equal(entry->path, route->path))
        return;
    if (operation && contest->hit_met && is_equal_rival(route->path, entry->path))
        contest->rivalry = RIVAL_EQUAL;
    else if (!operation && !contest->hit_met && entry->operation_count > 0)
        contest->rivalry = RIVAL_SHADOWED;
    else
        return;
    contest->rival = entry->path;
}

enum rivalry route_rival(const struct api *api, struct str method, struct str url,
                         const struct route *route, struct str *rival)
{
    struct contest contest = {.route = route, .method = method};
    struct url parts;

    router_split_url(url, &parts);
    route_walk(api, method, parts.path, route->trailing_slash, meet, &contest);
    *rival = contest.rival;
    return contest.rivalry;
}

/* ---- others that may be meant ---- */

struct others {
    const struct route *route;
    struct route *items;
    size_t count;
};

static bool is_literal(struct str segment)
{
    return concreteness(segment) == SIZE_MAX;
}

/* Concrete paths go before their templated counterparts: b is one where it is templated in a place
   where a is not, and nowhere the other way. */
static bool is_counterpart(struct str a, struct str b)
{
    bool looser = false;

    while (a.text && b.text) {
        bool of_a = is_literal(str_cut(&a, '/')), of_b = is_literal(str_cut(&b, '/'));

        if (of_b && !of_a)
            return false;
        looser = looser || (of_a && !of_b);
    }
    return looser;
}

static void note_other(void *context, const struct entry *entry, const struct base *base,
                       bool is_served, const struct operation *operation)
{
    struct others *others = context;
    const struct route *route = others->route;
    struct route *other = &others->items[others->count];

    if (!is_served || !operation || operation == route->operation ||
        !str_equal(base->path, route->base) || others->count == ROUTE_MAX_OTHERS ||
        is_counterpart(route->path, entry->path))
        return;
    *other = *route;
    other->operation = (struct operation *)operation;
    other->path = entry->path;
    other->path_item = operation->path_item;
    other->parameter_count = 0;
    others->count++;
}

size_t route_others(const struct api *api, struct str method, struct str url,
                    const struct route *route, struct route others[static ROUTE_MAX_OTHERS])
{
    struct others list = {.route = route, .items = others};
    struct url parts;

    router_split_url(url, &parts);
    route_walk(api, method, parts.path, route->trailing_slash, note_other, &list);
    return list.count;
}
