/* The values of a route's parameters where several share a segment: "red-shoe-5" is "{slug}-{id}"
   in two ways, and OpenAPI does not say which is meant (3.2, 4.8.2 leaves the ambiguity to tools).
   Ends are tried shortest first; what cannot be completed from a place is not tried there again. */
#include "base/percent.h"
#include "openapi/router.h"
#include "openapi/segment.h"
#include "openapi/template.h"

enum { SPLIT_MAX_BYTES = 2048 /* of a segment that is split */ };

/* One segment being split: pieces[0] {value 0} pieces[1] {value 1} ... pieces[count] */
struct splitting {
    struct route *route;
    struct arena *arena;
    route_value_fn *ask; /* NULL: any value holds */
    void *context;
    enum value_answer least; /* that a value must have */
    size_t first;            /* the segment's first parameter in the route */
    size_t count;
    struct str pieces[ROUTE_MAX_PARAMETERS + 1];
    struct segment segment;
    bool *failed; /* [value][start]: it cannot be completed from there */
    size_t readings;
};

static bool is_value(struct splitting *splitting, size_t i, size_t from, size_t to)
{
    struct str value = segment_raw(&splitting->segment, from, to);

    if (splitting->ask &&
        (++splitting->readings > ROUTE_MAX_READINGS ||
         splitting->ask(splitting->context, splitting->first + i, value) < splitting->least))
        return false;
    splitting->route->parameters[splitting->first + i].value = value;
    return true;
}

/* Where the value that starts at `from` may end next, from `end` on; SIZE_MAX: nowhere. */
static size_t next_end(const struct splitting *splitting, size_t i, size_t end)
{
    struct str text = splitting->segment.normal, piece = splitting->pieces[i + 1];
    size_t found;

    if (i + 1 == splitting->count)
        return end + piece.length <= text.length ? text.length - piece.length : SIZE_MAX;
    found = str_find(str_slice(text, end, SIZE_MAX), piece);
    return found == SIZE_MAX || end + found > text.length ? SIZE_MAX : end + found;
}

/* The values from i on, the first of them starting at `from`. */
static bool split_from(struct splitting *splitting, size_t i, size_t from)
{
    bool *failed = &splitting->failed[i * (splitting->segment.normal.length + 1)];
    size_t end = from;

    if (from >= splitting->segment.normal.length || failed[from])
        return false;
    while ((end = next_end(splitting, i, end + 1)) != SIZE_MAX && end > from) {
        bool last = i + 1 == splitting->count;

        if (is_value(splitting, i, from, end) &&
            (last || split_from(splitting, i + 1, end + splitting->pieces[i + 1].length)))
            return true;
        if (last || splitting->readings > ROUTE_MAX_READINGS)
            break;
    }
    failed[from] = true;
    return false;
}

static enum split split_with(struct splitting *splitting, enum value_answer least)
{
    size_t length = splitting->segment.normal.length;

    splitting->least = least;
    splitting->readings = 0;
    splitting->failed = ARENA_ARRAY(splitting->arena, bool, splitting->count *(length + 1));
    if (str_starts_with(splitting->segment.normal, splitting->pieces[0]) &&
        split_from(splitting, 0, splitting->pieces[0].length))
        return SPLIT_HOLDS;
    return splitting->readings > ROUTE_MAX_READINGS ? SPLIT_LIMIT : SPLIT_NONE;
}

/* Values may have been found before the split failed: they are taken back. */
static enum split split_segment(struct splitting *splitting)
{
    struct route *route = splitting->route;
    struct str kept[ROUTE_MAX_PARAMETERS];
    enum split split;

    if (splitting->segment.normal.length > SPLIT_MAX_BYTES)
        return SPLIT_LIMIT;
    for (size_t i = 0; i < splitting->count; i++)
        kept[i] = route->parameters[splitting->first + i].value;
    split = split_with(splitting, VALUE_HOLDS);
    if (split == SPLIT_NONE)
        split = split_with(splitting, VALUE_DOUBTFUL);
    for (size_t i = 0; i < splitting->count && split != SPLIT_HOLDS; i++)
        route->parameters[splitting->first + i].value = kept[i];
    return split;
}

/* Takes a template's segment apart; returns the number of its parameters. */
static size_t read_pieces(struct splitting *splitting, struct str template)
{
    struct str literal, name;

    splitting->count = 0;
    while (template_next(&template, &literal, &name)) {
        splitting->pieces[splitting->count] = percent_normalise(splitting->arena, literal);
        if (name.text)
            splitting->route->parameters[splitting->first + splitting->count++].name = name;
    }
    return splitting->count;
}

enum split route_split(struct route *route, struct arena *arena, route_value_fn *ask, void *context)
{
    struct str template = router_segments(route->path), path = router_segments(route->under_base);
    enum split all = SPLIT_HOLDS;
    size_t first = 0;

    while (template.text && path.text) {
        struct splitting splitting = {
            .route = route, .arena = arena, .ask = ask, .context = context, .first = first};
        struct str wanted = str_cut(&template, '/'), found = str_cut(&path, '/');
        enum split split;

        if (read_pieces(&splitting, wanted) == 0)
            continue;
        segment_init(&splitting.segment, found);
        split = split_segment(&splitting);
        for (size_t i = 0; i < splitting.count; i++)
            route->parameters[first + i].undecided = split == SPLIT_LIMIT;
        all = split > all ? split : all;
        first += splitting.count;
    }
    route->parameter_count = first;
    return all;
}
