/* Requests that hit nothing by their path, though the API may well be the one that is described: it
   was recorded behind a gateway, or an operation's own servers are out of date. */
#include "http/url.h"
#include "openapi/router.h"
#include "openapi/template.h"

struct unserved {
    struct str method;
    const struct operation *operation;
};

static void meet(void *context, const struct entry *entry, const struct base *base, bool is_served,
                 const struct operation *operation)
{
    struct unserved *unserved = context;

    (void)base;
    if (!unserved->operation && !is_served && !operation)
        unserved->operation = entry_operation(entry, unserved->method);
}

/* One of expressions alone fits anything of as many segments. */
static bool has_text(struct str template)
{
    struct str rest = router_segments(template), literal, name;

    while (rest.text) {
        struct str segment = str_cut(&rest, '/');

        while (template_next(&segment, &literal, &name))
            if (literal.length)
                return true;
    }
    return false;
}

static void find_base(const struct api *api, struct str method, struct str path,
                      struct route_remedy *remedy)
{
    struct str rest = router_segments(path);

    for (size_t i = 0; i < ROUTE_MAX_SEGMENTS && rest.text; i++) {
        struct route route;
        struct str tail;

        str_cut(&rest, '/');
        if (!rest.text)
            return;
        tail = (struct str){rest.text - 1, rest.length + 1};
        if (route_fits_path(api, method, tail, &route) && has_text(route.path)) {
            remedy->base = str_slice(path, 0, (size_t)(tail.text - path.text));
            remedy->path = route.path;
            return;
        }
    }
}

struct route_remedy route_remedy(const struct api *api, struct str method, struct str url)
{
    struct unserved unserved = {.method = method};
    struct route_remedy remedy = {.base = STR_NONE};
    struct url parts;

    url_split(url, &parts);
    if (parts.path.length == 0)
        return remedy;
    route_walk(api, method, parts.path, false, meet, &unserved);
    remedy.unserved = unserved.operation;
    find_base(api, method, parts.path, &remedy);
    return remedy;
}
