/* Which operation a request hits. Templates stand in a trie by segment; a request's raw path walks
   it, concrete children before mixed ones ("{a}.json") before templated ones, so the first hit is
   the most concrete from the left (OpenAPI 3.1, 4.8.8.2; the order beyond "concrete first" is ours:
   of mixed ones those with more text at their ends, then in all). Segments are compared in the
   normal form of RFC 3986, 6.2.2, so %7Euser is ~user and %2F stays inside its segment. Each node
   of the trie is seen once a walk at most: the depths agree. */
#include "openapi/router.h"
#include "openapi/segment.h"

/* ---- walking the trie ---- */

struct search {
    struct str method;
    const struct api *api;
    const struct base *base;
    struct str under_base;
    bool add_slash; /* the template has a '/' behind what the request has */
    struct route *route;
    route_fits_fn *fits; /* of route_walk; NULL: the first hit ends the search */
    void *context;
    struct str values[ROUTE_MAX_PARAMETERS];
    size_t value_count;
};

static bool is_under(const struct server *servers, size_t count, const struct base *base)
{
    if (base->option)
        return true;
    for (size_t i = 0; i < count; i++) {
        if (server_has_base(&servers[i], base->path))
            return true;
    }
    return false;
}

/* HEAD is answered as GET without its body (RFC 9110, 9.3.2) where it has no operation of its
   own. */
static struct operation *find_operation(const struct entry *entry, const struct search *search,
                                        bool *is_served)
{
    struct operation *get = NULL;

    for (size_t i = 0; i < entry->operation_count; i++) {
        struct operation *operation = &entry->operations[i];

        if (!is_under(operation->servers, operation->server_count, search->base))
            continue;
        *is_served = true;
        if (str_equal(operation->method, search->method))
            return operation;
        if (str_is(operation->method, "GET"))
            get = operation;
    }
    return str_is(search->method, "HEAD") ? get : NULL;
}

const struct operation *entry_operation(const struct entry *entry, struct str method)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        if (str_equal(entry->operations[i].method, method))
            return &entry->operations[i];
    return NULL;
}

/* Where the methods of the path are, or may be, that are not known; NULL: all are known. */
static const struct node *unread_of(const struct entry *entry)
{
    return entry->operation_count > 0 ? entry->operations[0].item_unread : entry->place;
}

/* operation NULL: the path is described, but not the method, or the method is not known. */
static void hit(struct search *search, const struct entry *entry, struct operation *operation)
{
    struct route *route = search->route;

    const struct node *unread = unread_of(entry);

    route->miss = operation ? ROUTE_FOUND : unread ? ROUTE_UNREAD : ROUTE_NO_METHOD;
    route->operation = operation;
    route->base = search->base->path;
    route->path = entry->path;
    route->under_base = search->under_base;
    route->path_item = operation || !unread ? entry->operations[0].path_item : unread;
    route->parameter_count = entry->name_count;
    for (size_t i = 0; i < entry->name_count; i++) {
        route->parameters[i].name = entry->names[i];
        route->parameters[i].value = search->values[i];
    }
}

/* true when the method is found; the first path without the method is kept meanwhile. Other paths
   that end here are noted as contesting. */
static bool visit_end(struct search *search, const struct step *step)
{
    if (search->add_slash)
        step = map_get(&step->literals, STR(""));
    for (const struct entry *entry = step ? step->entries : NULL; entry; entry = entry->next) {
        bool is_served = entry->operation_count == 0 &&
                         is_under(search->api->servers, search->api->server_count, search->base);
        struct operation *operation = find_operation(entry, search, &is_served);

        if (search->fits) {
            search->fits(search->context, entry, search->base, is_served, operation);
            continue;
        }
        if (operation || (is_served && search->route->miss != ROUTE_NO_METHOD &&
                          search->route->miss != ROUTE_UNREAD))
            hit(search, entry, operation);
        search->route->contested |= !operation || entry->next;
        if (operation)
            return true;
    }
    return false;
}

/* The templates that end as the segment does. */
static const struct mixed *mixed_with_ends(const struct ends *ends, struct str text)
{
    const struct map *by_last;

    if (text.length <= ends->first + ends->last)
        return NULL;
    by_last = map_get(&ends->by_first, str_slice(text, 0, ends->first));
    return by_last ? map_get(by_last, str_slice(text, text.length - ends->last, ends->last)) : NULL;
}

static bool visit(struct search *search, const struct step *step, struct str rest);

static bool visit_mixed(struct search *search, const struct mixed *mixed,
                        const struct segment *segment, struct str rest)
{
    size_t values = search->value_count;

    for (; mixed; mixed = mixed->next) {
        search->route->steps++;
        if (!segment_match(segment, mixed->pieces, mixed->piece_count, search->values + values))
            continue;
        search->value_count = values + mixed->piece_count - 1;
        search->route->shared |= mixed->piece_count > 2;
        search->route->contested |= mixed->next != NULL;
        if (visit(search, mixed->step, rest))
            return true;
        search->value_count = values;
    }
    return false;
}

static bool visit(struct search *search, const struct step *step, struct str rest)
{
    struct segment segment;
    const struct step *literal;
    size_t values = search->value_count;

    if (!rest.text)
        return visit_end(search, step);
    search->route->steps++;
    segment_init(&segment, str_cut(&rest, '/'));
    literal = map_get(&step->literals, segment.normal);
    search->route->contested |= (literal && step->ends) || ((literal || step->ends) && step->any);
    if (literal && visit(search, literal, rest))
        return true;
    for (const struct ends *ends = step->ends; ends; ends = ends->next) {
        search->route->steps++;
        search->route->contested |= ends->next != NULL;
        if (visit_mixed(search, mixed_with_ends(ends, segment.normal), &segment, rest))
            return true;
    }
    if (!step->any || segment.raw.length == 0)
        return false;
    search->values[search->value_count++] = segment.raw;
    if (visit(search, step->any, rest))
        return true;
    search->value_count = values;
    return false;
}

/* ---- bases ---- */

/* ROUTE_ANY in the base's segment stands for one character or more. */
static bool base_segment_fits(struct str wanted, struct str found)
{
    size_t any = str_find(wanted, STR(ROUTE_ANY));
    struct str before, behind;

    if (any == SIZE_MAX)
        return str_equal(wanted, found);
    before = str_slice(wanted, 0, any);
    behind = str_slice(wanted, any + strlen(ROUTE_ANY), SIZE_MAX);
    return found.length > before.length + behind.length && str_starts_with(found, before) &&
           str_ends_with(found, behind);
}

bool route_strip_base(struct str path, struct str base, struct str *rest)
{
    *rest = path;
    while (base.length > 0) {
        struct segment segment;
        struct str wanted, left;

        if (rest->length == 0 || rest->text[0] != '/')
            return false;
        base = router_segments(base);
        left = router_segments(*rest);
        wanted = str_slice(base, 0, str_find_char(base, '/'));
        segment_init(&segment, str_slice(left, 0, str_find_char(left, '/')));
        if (!base_segment_fits(wanted, segment.normal))
            return false;
        base = str_slice(base, wanted.length, SIZE_MAX);
        *rest = str_slice(left, segment.raw.length, SIZE_MAX);
    }
    return rest->length == 0 || rest->text[0] == '/';
}

/* Tries every base; true when the operation is found. */
static bool search_bases(const struct router *router, struct search *search, struct str path)
{
    for (size_t i = 0; i < router->base_count; i++) {
        struct str rest;

        search->base = &router->bases[i];
        search->value_count = 0;
        if (!route_strip_base(path, search->base->path, &rest))
            continue;
        if (search->route->miss == ROUTE_NO_SERVER)
            search->route->miss = ROUTE_NO_PATH;
        if (search->base->slash && str_starts_with(rest, STR("//")))
            rest = str_slice(rest, 1, SIZE_MAX);
        search->under_base = rest;
        if (visit(search, &router->root, router_segments(rest)))
            return true;
    }
    return false;
}

/* The path without its last slash, or a search for templates that have one more. */
static void change_slash(struct search *search, struct str *path)
{
    if (path->text[path->length - 1] == '/')
        path->length--;
    else
        search->add_slash = true;
}

void route_walk(const struct api *api, struct str method, struct str path, bool trailing_slash,
                route_fits_fn *fits, void *context)
{
    struct route route = {.miss = ROUTE_NO_SERVER};
    struct search search = {
        .api = api, .method = method, .route = &route, .fits = fits, .context = context};

    if (trailing_slash && path.length > 1)
        change_slash(&search, &path);
    search_bases(api->router, &search, path);
}

bool route_fits_path(const struct api *api, struct str method, struct str path, struct route *route)
{
    static const struct base any = {.option = true};
    struct search search = {.api = api, .method = method, .base = &any, .route = route};

    *route = (struct route){.miss = ROUTE_NO_PATH};
    return visit(&search, &api->router->root, router_segments(path)) ||
           route->miss == ROUTE_NO_METHOD;
}

void router_split_url(struct str url, struct url *parts)
{
    url_split(url, parts);
    if (parts->path.length == 0 && parts->host.text)
        parts->path = STR("/");
}

/* Without it, or with one more, the path is another one that may be meant. */
static void match_without_slash(struct search *search, struct str path)
{
    struct route *route = search->route;

    change_slash(search, &path);
    search_bases(search->api->router, search, path);
    route->trailing_slash = route->miss != ROUTE_NO_SERVER && route->miss != ROUTE_NO_PATH;
}

void route_match(const struct api *api, struct str method, struct str url, struct route *route)
{
    struct search search = {.api = api, .method = method, .route = route};
    struct url parts;

    *route = (struct route){.miss = ROUTE_NO_SERVER};
    router_split_url(url, &parts);
    route->query = parts.query;
    if (!search_bases(api->router, &search, parts.path) && route->miss != ROUTE_NO_METHOD &&
        route->miss != ROUTE_UNREAD && parts.path.length > 1)
        match_without_slash(&search, parts.path);
    if (api->router->left_out_count)
        route_leave_out(api, method, parts.path, route);
}
