#include "openapi/router.h"

#include <assert.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "openapi/model.h"
#include "openapi/template.h"

struct str router_segments(struct str path)
{
    return path.length > 0 ? str_slice(path, 1, SIZE_MAX) : STR("");
}

static struct step *step_new(struct api *api, struct router *router)
{
    struct step *step = ARENA_NEW(openapi_arena(api), struct step);

    step->made_before = router->made;
    router->made = step;
    return step;
}

/* Takes a segment apart; its names go to the entry. Returns the number of pieces. */
static size_t pieces_read(struct api *api, struct str segment, struct entry *entry,
                          struct str pieces[static ROUTE_MAX_PARAMETERS + 1])
{
    struct str literal, name;
    size_t count = 0;

    while (template_next(&segment, &literal, &name)) {
        pieces[count++] = percent_normalise(openapi_arena(api), literal);
        if (name.text)
            entry->names[entry->name_count++] = name;
    }
    return count;
}

static struct str shape_of(struct api *api, const struct str *pieces, size_t count)
{
    struct strbuf out;
    struct str shape;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        strbuf_add(&out, pieces[i]);
        strbuf_add_text(&out, i + 1 < count ? "{}" : "");
    }
    shape = str_copy(openapi_arena(api), strbuf_str(&out));
    strbuf_release(&out);
    return shape;
}

/* The list of the templates with these ends, made when it is new. */
static struct mixed **mixed_list(struct api *api, struct step *from, struct str first,
                                 struct str last)
{
    struct ends **place = &from->ends, *ends;
    void **by_last;

    while (*place && ((*place)->first + (*place)->last > first.length + last.length ||
                      ((*place)->first + (*place)->last == first.length + last.length &&
                       (*place)->first != first.length)))
        place = &(*place)->next;
    ends = *place;
    if (!ends || ends->first != first.length || ends->last != last.length) {
        ends = ARENA_NEW(openapi_arena(api), struct ends);
        *ends = (struct ends){.first = first.length, .last = last.length, .next = *place};
        *place = ends;
    }
    by_last = map_put(&ends->by_first, first);
    if (!*by_last)
        *by_last = ARENA_NEW(openapi_arena(api), struct map);
    return (struct mixed **)map_put(*by_last, last);
}

/* NULL: there are too many with these ends. */
static struct step *mixed_step(struct api *api, struct router *router, struct step *from,
                               const struct str *pieces, size_t count)
{
    struct mixed *mixed = ARENA_NEW(openapi_arena(api), struct mixed);
    struct mixed **place = mixed_list(api, from, pieces[0], pieces[count - 1]);
    size_t alike = 0;

    mixed->shape = shape_of(api, pieces, count);
    mixed->literal_bytes = mixed->shape.length - 2 * (count - 1);
    for (; *place && (*place)->literal_bytes >= mixed->literal_bytes; place = &(*place)->next) {
        if (str_equal((*place)->shape, mixed->shape))
            return (*place)->step;
        alike++;
    }
    for (const struct mixed *rest = *place; rest; rest = rest->next)
        alike++;
    if (alike == ROUTE_MAX_ALIKE)
        return NULL;
    mixed->pieces = ARENA_ARRAY(openapi_arena(api), struct str, count);
    memcpy(mixed->pieces, pieces, count * sizeof *pieces);
    mixed->piece_count = count;
    mixed->step = step_new(api, router);
    mixed->next = *place;
    *place = mixed;
    return mixed->step;
}

/* NULL as mixed_step has it. */
static struct step *child_step(struct api *api, struct router *router, struct step *from,
                               struct str segment, struct entry *entry)
{
    struct str pieces[ROUTE_MAX_PARAMETERS + 1];
    size_t count = pieces_read(api, segment, entry, pieces);
    void **child;

    assert(count > 0); /* a segment is at least one literal, "" at worst */
    if (count == 2 && pieces[0].length == 0 && pieces[1].length == 0) {
        if (!from->any)
            from->any = step_new(api, router);
        return from->any;
    }
    if (count > 1)
        return mixed_step(api, router, from, pieces, count);
    child = map_put(&from->literals, pieces[0]);
    if (!*child)
        *child = step_new(api, router);
    return *child;
}

/* NULL: it is within them. */
static const char *limit_of(const struct entry *entry)
{
    struct str rest = entry->path, literal, name;
    size_t names = 0, segments = 0;

    while (template_next(&rest, &literal, &name))
        names += name.text != NULL;
    for (size_t i = 0; i < entry->path.length; i++)
        segments += entry->path.text[i] == '/';
    if (segments > ROUTE_MAX_SEGMENTS)
        return "the path may be one of too many segments to be recognised (ROUTE_MAX_SEGMENTS)";
    if (names > ROUTE_MAX_PARAMETERS)
        return "the path may be one of too many parameters to be recognised (ROUTE_MAX_PARAMETERS)";
    return NULL;
}

static void entry_insert(struct api *api, struct router *router, struct entry *entry)
{
    struct step *step = &router->root;
    struct str rest = router_segments(entry->path);
    const char *limit = limit_of(entry);

    if (limit) {
        openapi_problem(api, entry->place, PROBLEM_INVALID,
                        "a path has at most %d parameters and %d segments here; requests to this "
                        "one are not checked",
                        ROUTE_MAX_PARAMETERS, ROUTE_MAX_SEGMENTS);
        left_out_path(api, router, entry, limit);
        return;
    }
    while (rest.text && step)
        step = child_step(api, router, step, str_cut(&rest, '/'), entry);
    if (!step) {
        openapi_problem(api, entry->place, PROBLEM_INVALID,
                        "at most %d paths may differ only in what is between two parameters of a "
                        "segment here; requests to this one are not checked",
                        ROUTE_MAX_ALIKE);
        left_out_path(api, router, entry,
                      "the path may be one of too many that differ only between two parameters of "
                      "a segment (ROUTE_MAX_ALIKE)");
        return;
    }
    if (step->entries && !str_equal(step->entries->path, entry->path)) /* a key that stands twice */
        openapi_caused_problem(api, node_member_key(openapi_paths(api), entry->path),
                               step->entries->path, PROBLEM_AMBIGUOUS,
                               "%.*s matches the same requests as %.*s", STR_ARGS(entry->path),
                               STR_ARGS(step->entries->path));
    *(step->last_entry ? &step->last_entry->next : &step->entries) = entry;
    step->last_entry = entry;
}

/* A base of literal text goes before one that takes any segment, a longer one before a shorter. */
bool base_goes_before(struct str a, struct str b)
{
    bool a_is_open = str_find(a, STR(ROUTE_ANY)) != SIZE_MAX;
    bool b_is_open = str_find(b, STR(ROUTE_ANY)) != SIZE_MAX;

    return a_is_open == b_is_open ? a.length >= b.length : b_is_open;
}

/* "/" alone is what a server is without one. */
static bool ends_in_slash(struct str url)
{
    return url.length > 1 && url.text[url.length - 1] == '/';
}

static void base_add(struct api *api, struct router *router, const struct server *server,
                     struct str path, bool option)
{
    bool slash = ends_in_slash(server->url);
    size_t at = 0;

    for (size_t i = 0; i < router->base_count; i++) {
        if (str_equal(router->bases[i].path, path)) {
            router->bases[i].option = router->bases[i].option || option;
            router->bases[i].slash = router->bases[i].slash || slash;
            return;
        }
    }
    if (router->base_count == ROUTE_MAX_BASES) {
        openapi_problem(api, server->place ? server->place : api->document->root, PROBLEM_INVALID,
                        "servers have more than %d different base paths; requests under the rest "
                        "are not checked",
                        ROUTE_MAX_BASES);
        left_out_base(router, path,
                      "the server may be one of too many bases to be recognised (ROUTE_MAX_BASES)");
        return;
    }
    while (at < router->base_count && base_goes_before(router->bases[at].path, path))
        at++;
    memmove(&router->bases[at + 1], &router->bases[at],
            (router->base_count - at) * sizeof router->bases[0]);
    router->bases[at] = (struct base){.path = path, .option = option, .slash = slash};
    router->base_count++;
}

static void server_add(struct api *api, struct router *router, const struct server *server,
                       bool option)
{
    base_add(api, router, server, server->base, option);
    for (size_t i = 0; i < server->other_base_count; i++)
        base_add(api, router, server, server->other_bases[i], option);
    if (server->left_base.text)
        left_out_base(router, server->left_base,
                      "the server may be one with too many values of variables to be recognised "
                      "(SERVER_MAX_BASES)");
}

static void bases_read(struct api *api, struct router *router, const struct server *options,
                       size_t option_count)
{
    const struct server *last = NULL;

    for (size_t i = 0; i < option_count; i++)
        server_add(api, router, &options[i], true);
    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        for (size_t j = 0; operation->servers != last && j < operation->server_count; j++)
            server_add(api, router, &operation->servers[j], false);
        last = operation->servers;
    }
    for (size_t i = 0; (api->unread_path_count || !api->operation_count) && i < api->server_count;
         i++)
        server_add(api, router, &api->servers[i], false);
}

struct router *router_new(struct api *api, const struct server *options, size_t option_count)
{
    struct router *router = alloc_zeroed(1, sizeof *router);

    for (size_t i = 0; i < api->operation_count;) {
        struct entry *entry = ARENA_NEW(openapi_arena(api), struct entry);

        entry->operations = &api->operations[i];
        entry->place = api->operations[i].place;
        entry->path = api->operations[i].path;
        while (i < api->operation_count && api->operations[i].path.text == entry->path.text) {
            entry->operation_count++;
            i++;
        }
        entry_insert(api, router, entry);
    }
    for (size_t i = 0; i < api->unread_path_count; i++) {
        struct entry *entry = ARENA_NEW(openapi_arena(api), struct entry);

        entry->path = node_string(api->unread_paths[i]);
        entry->place = api->unread_paths[i];
        entry_insert(api, router, entry);
    }
    bases_read(api, router, options, option_count);
    return router;
}

static void step_release(struct step *step)
{
    map_release(&step->literals);
    for (struct ends *ends = step->ends; ends; ends = ends->next) {
        for (size_t i = 0; i < ends->by_first.count; i++)
            map_release(ends->by_first.entries[i].value);
        map_release(&ends->by_first);
    }
}

void router_free(struct router *router)
{
    if (!router)
        return;
    step_release(&router->root);
    map_release(&router->left_bases);
    for (struct step *step = router->made; step; step = step->made_before)
        step_release(step);
    free(router);
}
