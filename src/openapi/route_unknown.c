/* Which operation a request hits that has segments of unknown text. A segment of unknown text fits
   every segment of a template. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "openapi/router.h"

enum {
    URL_MAX_BYTES = 64 * 1024,
    COMPARISONS_MAX = 100 * 1000,         /* of a request with a path */
    SEGMENTS_MAX = 2 * ROUTE_MAX_SEGMENTS /* of a request, for its base and its path */
};

/* One of the request's, read once for all comparisons. */
struct found_segment {
    struct str raw, normal;
    bool is_unknown;
};

struct comparison_of_paths {
    struct arena *arena;
    const struct route_unknown *unknown;
    struct found_segment segments[SEGMENTS_MAX];
    size_t count, taken;
    bool has_unknown; /* a segment was */
};

/* false: there are more than any template has. */
static bool read_segments(struct comparison_of_paths *comparison, struct str path)
{
    struct str rest = router_segments(path);

    while (rest.text && comparison->count < SEGMENTS_MAX) {
        struct str raw = str_cut(&rest, '/');

        comparison->segments[comparison->count++] = (struct found_segment){
            .raw = raw,
            .normal = percent_normalise(comparison->arena, raw),
            .is_unknown = comparison->unknown->is_unknown(comparison->unknown->context, raw)};
    }
    return !rest.text;
}

static bool is_all_known(const struct comparison_of_paths *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->segments[i].is_unknown)
            return false;
    return !comparison->unknown->without_base;
}

static bool is_open(struct str wanted)
{
    return str_find_any(wanted, "{*") < wanted.length;
}

/* "{a}-{b}": an unknown text has none of what stands between. */
static bool is_mixed(struct str wanted)
{
    return str_find_char(wanted, '{') != 0 || str_find_char(wanted, '}') + 1 != wanted.length;
}

static bool segment_fits(struct comparison_of_paths *comparison, struct str wanted,
                         const struct found_segment *found)
{
    if (found->is_unknown) {
        comparison->has_unknown = true;
        return true;
    }
    return is_open(wanted) ? found->raw.length > 0
                           : str_equal(percent_normalise(comparison->arena, wanted), found->normal);
}

/* Takes the template's segments off those that are left of the request's. */
static bool take_segments(struct comparison_of_paths *comparison, struct str template,
                          struct strbuf *concrete)
{
    struct str rest = router_segments(template);

    while (rest.text) {
        struct str wanted = str_cut(&rest, '/');
        const struct found_segment *found = &comparison->segments[comparison->taken];

        if (comparison->taken == comparison->count || !segment_fits(comparison, wanted, found))
            return false;
        comparison->taken++;
        strbuf_add_char(concrete, '/');
        strbuf_add(concrete, is_open(wanted) && !is_mixed(wanted) ? found->raw : wanted);
    }
    return true;
}

/* The path with what base and template say in place of unknown segments; STR_NONE: it does not fit.
 */
static struct str concrete_path(struct comparison_of_paths *comparison, struct str base,
                                struct str template)
{
    struct str concrete = STR_NONE;
    struct strbuf out;
    bool fits = true;

    strbuf_init(&out, URL_MAX_BYTES);
    comparison->has_unknown = comparison->unknown->without_base;
    comparison->taken = 0;
    if (comparison->unknown->without_base)
        strbuf_add(&out, base);
    else if (base.length)
        fits = take_segments(comparison, base, &out);
    if (fits && take_segments(comparison, template, &out) &&
        comparison->taken == comparison->count && comparison->has_unknown && !out.overflowed)
        concrete = str_copy(comparison->arena, strbuf_str(&out));
    strbuf_release(&out);
    return concrete;
}

/* Hits the operation with the path, unless another path was hit before. Returns how many were. */
static size_t try(const struct api *api, struct str method, struct str path, struct str query,
                  struct arena *arena, size_t hits, struct route *route)
{
    struct str url =
        query.text ? str_format(arena, "%.*s?%.*s", STR_ARGS(path), STR_ARGS(query)) : path;
    struct route found;

    route_match(api, method, url, &found);
    if (found.miss == ROUTE_LEFT_OUT)
        return ROUTE_UNTRIED;
    if (found.miss != ROUTE_FOUND || (hits && found.operation == route->operation))
        return hits;
    *route = found;
    return hits + 1;
}

size_t route_match_unknown(const struct api *api, struct arena *arena, struct str method,
                           struct str url, const struct route_unknown *unknown, struct route *route)
{
    struct comparison_of_paths comparison = {.arena = arena, .unknown = unknown};
    const struct router *router = api->router;
    size_t hits = 0, left = COMPARISONS_MAX;
    struct url parts;

    url_split(url, &parts);
    if (!read_segments(&comparison, parts.path))
        return router->left_out_count ? ROUTE_UNTRIED : 0;
    if (is_all_known(&comparison))
        return 0;
    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (!str_equal(operation->method, method))
            continue;
        for (size_t k = 0; k < router->base_count && hits < 2 && left; k++, left--) {
            struct str path = concrete_path(&comparison, router->bases[k].path, operation->path);

            if (path.text)
                hits = try(api, method, path, parts.query, arena, hits, route);
        }
    }
    return left || hits > 1 ? hits : ROUTE_UNTRIED;
}
