/* What the router has no room for, and the requests that may be for it: of these nothing can be
   told, and least of all that they are not described. */
#include "base/percent.h"
#include "openapi/model.h"
#include "openapi/router.h"
#include "openapi/segment.h"
#include "openapi/template.h"

/* ---- what is left out ---- */

static struct left_segment read_segment(struct api *api, struct str text)
{
    struct left_segment segment = {0};
    struct str rest = text, literal, name, *pieces;

    while (template_next(&rest, &literal, &name))
        segment.piece_count++;
    pieces = ARENA_ARRAY(openapi_arena(api), struct str, segment.piece_count);
    segment.pieces = pieces;
    while (template_next(&text, &literal, &name))
        *pieces++ = percent_normalise(openapi_arena(api), literal);
    return segment;
}

/* Is there room to keep one more? */
static bool count_one(struct router *router)
{
    if (router->left_out_count <= ROUTE_MAX_LEFT_OUT)
        router->left_out_count++;
    return router->left_out_count <= ROUTE_MAX_LEFT_OUT;
}

void left_out_path(struct api *api, struct router *router, const struct entry *entry,
                   const char *limit)
{
    struct str rest = router_segments(entry->path);
    struct left_out *left;
    size_t count = 1;

    if (!count_one(router))
        return;
    for (size_t i = 0; i < rest.length; i++)
        count += rest.text[i] == '/';
    left = ARENA_NEW(openapi_arena(api), struct left_out);
    *left =
        (struct left_out){.entry = entry,
                          .limit = limit,
                          .segments = ARENA_ARRAY(openapi_arena(api), struct left_segment, count),
                          .next = router->left_paths};
    while (rest.text)
        left->segments[left->segment_count++] = read_segment(api, str_cut(&rest, '/'));
    router->left_paths = left;
}

void left_out_base(struct router *router, struct str base, const char *limit)
{
    if (!map_get(&router->left_bases, base) && count_one(router))
        *map_put(&router->left_bases, base) = (void *)(uintptr_t)limit;
}

bool left_out_has(const struct router *router, struct str path)
{
    for (const struct left_out *left = router->left_paths; left; left = left->next)
        if (str_equal(left->entry->path, path))
            return true;
    return false;
}

/* ---- requests that may be for it ---- */

struct question {
    const struct api *api;
    struct str method;
    const struct route *route; /* as it is without what is left out */
    size_t looks;
};

static bool has_missed(const struct route *route)
{
    return route->miss == ROUTE_NO_SERVER || route->miss == ROUTE_NO_PATH;
}

/* slash: with one '/' more or less at the end, too. */
static bool path_fits(const struct left_out *left, struct str rest, bool slash)
{
    size_t at = 0;

    for (rest = router_segments(rest); rest.text && at < left->segment_count; at++) {
        struct segment segment;

        segment_init(&segment, str_cut(&rest, '/'));
        if (!segment_match(&segment, left->segments[at].pieces, left->segments[at].piece_count,
                           NULL)) {
            if (!slash || segment.raw.length || rest.text)
                return false;
            break;
        }
    }
    if (at == left->segment_count)
        return !rest.text || (slash && rest.length == 0);
    return !rest.text && slash && at + 1 == left->segment_count &&
           left->segments[at].piece_count == 1 && left->segments[at].pieces[0].length == 0;
}

/* Concrete paths go before templated ones; a method that the path lacks is no rival's. */
static bool may_go_before(const struct question *question, const struct left_out *left)
{
    return question->route->miss != ROUTE_FOUND ||
           (question->route->parameter_count &&
            (left->entry->operation_count == 0 || str_is(question->method, "HEAD") ||
             entry_operation(left->entry, question->method)));
}

static const struct left_out *find_path(struct question *question, struct str path)
{
    const struct router *router = question->api->router;
    bool slash = has_missed(question->route) || question->route->trailing_slash;

    for (size_t i = 0; i < router->base_count; i++) {
        struct str rest;

        if (!route_strip_base(path, router->bases[i].path, &rest))
            continue;
        if (router->bases[i].slash && str_starts_with(rest, STR("//")))
            rest = str_slice(rest, 1, SIZE_MAX);
        for (const struct left_out *left = router->left_paths; left; left = left->next) {
            if (++question->looks > ROUTE_MAX_LEFT_OUT)
                return NULL;
            if (path_fits(left, rest, slash) && may_go_before(question, left))
                return left;
        }
    }
    return NULL;
}

/* A base that is left out goes before the one that was found where it is the longer one; where none
   was, what is behind it need not be described. */
static bool base_fits(const struct question *question, struct str path, struct str base)
{
    const struct route *route = question->route;
    struct route behind;
    struct str rest;

    if (!route_strip_base(path, base, &rest))
        return false;
    if (route->miss == ROUTE_NO_SERVER || question->api->router->left_paths)
        return true;
    return (route->miss == ROUTE_NO_PATH || base_goes_before(base, route->base)) &&
           route_fits_path(question->api, question->method, rest, &behind);
}

/* The clause that names its limit; NULL: there is none. */
static const char *find_base(const struct question *question, struct str path)
{
    const struct map *bases = &question->api->router->left_bases;

    for (size_t i = 0; i < bases->count; i++)
        if (base_fits(question, path, bases->entries[i].key))
            return bases->entries[i].value;
    return NULL;
}

static void leave_out(struct route *route, const char *limit, struct str path)
{
    const struct route found = *route;

    *route = (struct route){.miss = ROUTE_LEFT_OUT,
                            .limit = limit,
                            .path = path,
                            .query = found.query,
                            .steps = found.steps};
}

void route_leave_out(const struct api *api, struct str method, struct str path, struct route *route)
{
    const struct router *router = api->router;
    const struct route found = *route;
    struct question question = {.api = api, .method = method, .route = &found};
    const struct left_out *left = find_path(&question, path);
    const char *limit = left ? left->limit : find_base(&question, path);

    route->steps += question.looks;
    if (limit)
        leave_out(route, limit, left ? left->entry->path : STR_NONE);
    else if (router->left_out_count > ROUTE_MAX_LEFT_OUT || question.looks > ROUTE_MAX_LEFT_OUT)
        leave_out(route,
                  "the path or its server may be one of too many that are beyond a limit "
                  "(ROUTE_MAX_LEFT_OUT)",
                  STR_NONE);
}
