/* Why a request hits what it hits: the paths that fit, from the very walk that finds the hit, and
   those that nearly fit, each with the first thing that keeps it from being hit. */
#include "base/percent.h"
#include "openapi/model.h"
#include "openapi/router.h"
#include "openapi/segment.h"
#include "openapi/template.h"

struct listing {
    const struct api *api;
    struct arena *arena;
    struct route_explanation *explanation;
};

static struct route_candidate *candidate_add(struct route_explanation *explanation, size_t most)
{
    if (explanation->candidate_count >= most)
        return NULL;
    return &explanation->candidates[explanation->candidate_count++];
}

/* ---- those that fit ---- */

static enum candidate_fate fate_of(const struct listing *listing, const struct entry *entry,
                                   const struct base *base, bool is_served,
                                   const struct operation *operation)
{
    const struct route *route = &listing->explanation->route;

    if (!is_served)
        return CANDIDATE_NO_SERVER;
    if (entry->operation_count == 0)
        return CANDIDATE_UNREAD;
    if (!operation)
        return CANDIDATE_NO_METHOD;
    return operation == route->operation && str_equal(base->path, route->base) ? CANDIDATE_HIT
                                                                               : CANDIDATE_BEHIND;
}

static void add_fitting(void *context, const struct entry *entry, const struct base *base,
                        bool is_served, const struct operation *operation)
{
    struct listing *listing = context;
    struct route_candidate *candidate =
        candidate_add(listing->explanation, ROUTE_MAX_CANDIDATES - ROUTE_MAX_NEAR_MISSES);

    if (candidate)
        *candidate = (struct route_candidate){
            .fate = fate_of(listing, entry, base, is_served, operation),
            .path = entry->path,
            .place = operation ? operation->place : entry->place,
            .base = base->path,
        };
}

/* ---- those that nearly do ---- */

/* A template's segment against the request's. */
static bool segment_fits(struct arena *arena, struct str wanted, struct str raw)
{
    struct str rest = wanted, literal, name, *pieces;
    struct segment segment;
    size_t count = 0;

    segment_init(&segment, raw);
    while (template_next(&rest, &literal, &name))
        count++;
    pieces = ARENA_ARRAY(arena, struct str, count);
    for (size_t i = 0; template_next(&wanted, &literal, &name); i++)
        pieces[i] = percent_normalise(arena, literal);
    return segment_match(&segment, pieces, count, NULL);
}

/* How many segments fit before the first one that does not; that one is put into *candidate. */
static size_t compare_path(struct arena *arena, struct str template, struct str rest,
                           struct route_candidate *candidate)
{
    struct str wanted = router_segments(template), found = router_segments(rest);
    size_t fitting = 0;

    while (wanted.text && found.text) {
        struct str one = str_cut(&wanted, '/'), other = str_cut(&found, '/');

        if (!segment_fits(arena, one, other)) {
            candidate->fate = CANDIDATE_SEGMENT;
            candidate->segment = fitting + 1;
            candidate->wanted = one;
            candidate->found = other;
            return fitting;
        }
        fitting++;
    }
    candidate->fate = wanted.text  ? CANDIDATE_LONGER
                      : found.text ? CANDIDATE_SHORTER
                                   : CANDIDATE_BEHIND; /* all of it fits */
    return fitting;
}

static bool is_listed(const struct route_explanation *explanation, struct str path)
{
    for (size_t i = 0; i < explanation->candidate_count; i++)
        if (str_equal(explanation->candidates[i].path, path))
            return true;
    return false;
}

struct near_path {
    struct route_candidate candidate;
    size_t fitting;
};

/* Keeps the nearest, the first of equals first; a path that was compared under a longer base stays
   as it is. */
static void near_add(struct near_path *nearest, size_t *count, const struct near_path *miss)
{
    size_t at = *count;

    for (size_t i = 0; i < *count; i++)
        if (str_equal(nearest[i].candidate.path, miss->candidate.path))
            return;
    while (at > 0 && nearest[at - 1].fitting < miss->fitting)
        at--;
    if (at == ROUTE_MAX_NEAR_MISSES)
        return;
    if (*count < ROUTE_MAX_NEAR_MISSES)
        ++*count;
    memmove(&nearest[at + 1], &nearest[at], (*count - at - 1) * sizeof *nearest);
    nearest[at] = *miss;
}

static void near_paths_of_base(struct listing *listing, struct str base, struct str rest,
                               struct near_path *nearest, size_t *count)
{
    struct str last = STR_NONE;

    for (size_t i = 0; i < listing->api->operation_count; i++) {
        const struct operation *operation = &listing->api->operations[i];
        struct near_path miss = {
            .candidate = {.path = operation->path, .place = operation->place, .base = base}};

        if (operation->path.text == last.text || is_listed(listing->explanation, operation->path))
            continue;
        last = operation->path;
        miss.fitting = compare_path(listing->arena, operation->path, rest, &miss.candidate);
        if ((miss.candidate.fate == CANDIDATE_BEHIND &&
             left_out_has(listing->api->router, operation->path)) ||
            (listing->explanation->route.miss == ROUTE_LEFT_OUT &&
             str_equal(listing->explanation->route.path, operation->path)))
            miss.candidate.fate = CANDIDATE_LEFT_OUT;
        if (miss.fitting > 0)
            near_add(nearest, count, &miss);
    }
}

static void add_near_paths(struct listing *listing, struct str path)
{
    struct near_path nearest[ROUTE_MAX_NEAR_MISSES];
    const struct router *router = listing->api->router;
    size_t count = 0;

    for (size_t i = 0; i < router->base_count; i++) {
        struct str rest;

        if (route_strip_base(path, router->bases[i].path, &rest))
            near_paths_of_base(listing, router->bases[i].path, rest, nearest, &count);
    }
    for (size_t i = 0; i < count; i++) {
        struct route_candidate *candidate =
            candidate_add(listing->explanation, ROUTE_MAX_CANDIDATES);

        if (candidate)
            *candidate = nearest[i].candidate;
    }
}

/* ---- the server ---- */

static void find_server(struct route_explanation *explanation, const struct operation *operation,
                        const struct url *url)
{
    for (size_t i = 0; i < operation->server_count; i++) {
        const struct server *server = &operation->servers[i];
        struct url parts;
        bool same_host;

        if (!server_has_base(server, explanation->route.base))
            continue;
        url_split(server->url, &parts);
        same_host = !url->host.text || !parts.host.text ||
                    str_equal_ignoring_case(parts.authority, url->authority);
        if (!explanation->server || (same_host && !explanation->host_described)) {
            explanation->server = server;
            explanation->host_described = same_host;
        }
    }
}

void route_explain(const struct api *api, struct arena *arena, struct str method, struct str url,
                   struct route_explanation *explanation)
{
    struct listing listing = {api, arena, explanation};
    struct url parts;

    *explanation = (struct route_explanation){.candidate_count = 0};
    route_match(api, method, url, &explanation->route);
    router_split_url(url, &parts);
    route_walk(api, method, parts.path, explanation->route.trailing_slash, add_fitting, &listing);
    add_near_paths(&listing, parts.path);
    if (explanation->route.operation)
        find_server(explanation, explanation->route.operation, &parts);
}
