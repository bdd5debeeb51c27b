/* Where a request's path leaves the paths that are described. */
#include "openapi/router.h"
#include "openapi/segment.h"

/* NULL: no template goes on so. */
static const struct step *next_step(const struct step *step, struct str raw)
{
    struct segment segment;
    const struct step *literal;

    segment_init(&segment, raw);
    literal = map_get(&step->literals, segment.normal);
    return literal ? literal : raw.length ? step->any : NULL;
}

/* How much of the segments templates have, and one segment more. */
static size_t shared_bytes(const struct router *router, struct str segments)
{
    const struct step *step = &router->root;
    struct str rest = segments;

    while (step && rest.text)
        step = next_step(step, str_cut(&rest, '/'));
    return rest.text ? (size_t)(rest.text - 1 - segments.text) : segments.length;
}

/* What the longest of the bases leaves of the path. */
static struct str behind_base(const struct router *router, struct str path)
{
    struct str rest;

    for (size_t i = 0; i < router->base_count; i++)
        if (route_strip_base(path, router->bases[i].path, &rest))
            return rest;
    return path;
}

struct str route_leaving(const struct api *api, struct str url)
{
    struct url parts;
    struct str segments;

    router_split_url(url, &parts);
    segments = router_segments(behind_base(api->router, parts.path));
    if (!segments.text)
        return parts.path;
    return (struct str){parts.path.text, (size_t)(segments.text - parts.path.text) +
                                             shared_bytes(api->router, segments)};
}
