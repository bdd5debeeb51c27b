/* Counts to the points of a coverage event. */
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/place.h"
#include "observe/sight.h"

struct listing {
    struct sights *sights;
    const struct sight *sight;
    struct coverage_point *points; /* NULL: they are only counted */
    size_t count;
    uint64_t kinds[POINT_KINDS];
    uint64_t bounds;
};

/* Places are made for those that a report may have to tell of: making one walks the document. */
static void add(struct listing *listing, struct coverage_point point, const struct node *place)
{
    const struct sight *sight = listing->sight;
    const struct coverage_schema schema = {.values = sight_values(sight),
                                           .objects = sight->kinds[NODE_OBJECT]};

    listing->kinds[point.kind]++;
    listing->bounds += point.bound;
    if (listing->points) {
        if (schema.values >= listing->sights->least && coverage_point_is_telling(&schema, &point))
            point.place = place_of(&listing->sights->arena, place);
        listing->points[listing->count] = point;
    }
    listing->count++;
}

/* ---- properties ---- */

static bool is_required(const struct sight *sight, struct str name)
{
    const struct instruction *schema = sight->schema, *end = schema + schema->length;

    for (const struct instruction *at = schema + 1; at < end; at += at->length) {
        if (at->op != OP_REQUIRED)
            continue;
        for (size_t i = 0; i < at->names->count; i++)
            if (str_equal(at->names->items[i].text, name))
                return true;
    }
    return false;
}

static void list_properties(struct listing *listing, const struct sight_step *step)
{
    const struct sight *sight = listing->sight;
    const struct members *members = step->at->members;

    for (uint32_t i = 0; i < members->property_count; i++) {
        const struct property *property = &members->properties[i];
        const struct sight_edge *edge = &step->edges[i];
        struct str name = {property->text, property->length};

        /* What does not travel this way and came all the same is not asked for. */
        if (sight_leaves_out(sight, edge->block))
            continue;
        add(listing,
            (struct coverage_point){.kind = POINT_PROPERTY,
                                    .name = name,
                                    .seen = edge->seen,
                                    .other = edge->nulls,
                                    .required = listing->points && is_required(sight, name)},
            sight_origin(sight, edge->block)->place);
    }
}

/* ---- literals, branches ---- */

static struct str literal_text(struct arena *arena, const struct node *literal)
{
    enum { LITERAL_MAX_BYTES = 200 };

    return node_excerpt(arena, literal, LITERAL_MAX_BYTES);
}

static void list_literals(struct listing *listing, const struct sight_step *step)
{
    const struct node *list = sight_origin(listing->sight, step->at)->place;
    size_t index = 0;

    if (step->literal_count == 0)
        return;
    for (const struct node *literal = node_first(list); literal < node_end(list);
         literal = node_next(literal), index++)
        add(listing,
            (struct coverage_point){
                .kind = POINT_ENUM_VALUE,
                .name = listing->points ? literal_text(&listing->sights->arena, literal) : STR_NONE,
                .seen = step->literals[index]},
            literal);
}

static void list_branches(struct listing *listing, const struct sight_step *step)
{
    const char *keyword = step->at->op == OP_ONE_OF ? "oneOf" : "anyOf";

    for (size_t i = 0; i < step->edge_count; i++)
        add(listing,
            (struct coverage_point){
                .kind = POINT_BRANCH,
                .name = listing->points ? str_format(&listing->sights->arena, "%s/%zu", keyword, i)
                                        : STR_NONE,
                .seen = step->edges[i].seen},
            sight_origin(listing->sight, step->edges[i].block)->place);
}

static void list_step(struct listing *listing, const struct sight_step *step)
{
    if (step->at->op == OP_MEMBERS)
        list_properties(listing, step);
    else if (step->at->op == OP_ENUM)
        list_literals(listing, step);
    else if (step->at->op == OP_ANY_OF || step->at->op == OP_ONE_OF)
        list_branches(listing, step);
}

/* ---- keywords ---- */

static bool is_bound(const struct sight *sight, const struct instruction *at)
{
    if (sight->direction != IN_PARAMETER)
        return false;
    switch ((enum op)at->op) {
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
        return true;
    default:
        return false;
    }
}

static uint64_t refused_at(const struct listing *listing, const struct node *place)
{
    const uint64_t *count =
        pointer_map_get(&listing->sights->refusals, place, listing->sight->direction);

    return count ? *count : 0;
}

/* Refusals are told at the keyword's value, a missing property at its name, a property too many at
   the schema that closes. */
static uint64_t refusals_of(const struct listing *listing, const struct instruction *at)
{
    const struct sight *sight = listing->sight;
    uint64_t count = 0;

    switch ((enum op)at->op) {
    case OP_REQUIRED:
        for (size_t i = 0; i < at->names->count; i++)
            count += refused_at(listing, at->names->items[i].place);
        return count;
    case OP_MEMBERS:
        return refused_at(listing, sight_origin(sight, at + at->members->additional)->place);
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        return refused_at(listing, sight_origin(sight, at + 1)->place);
    default:
        return refused_at(listing, sight_origin(sight, at)->place);
    }
}

static void list_keyword(struct listing *listing, const struct instruction *at)
{
    const struct sight *sight = listing->sight;
    struct coverage_point point = {.kind = POINT_KEYWORD, .bound = is_bound(sight, at)};

    if (!listing->points) {
        add(listing, point, NULL);
        return;
    }
    point.name = at->op == OP_MEMBERS ? STR("additionalProperties")
                                      : keyword_name(sight_origin(sight, at)->keyword);
    point.seen = sight_values_of(sight, at->kinds);
    point.other = refusals_of(listing, at);
    if (point.seen < point.other) /* of a branch that was taken for the one that was meant */
        point.seen = point.other;
    add(listing, point, sight_origin(sight, at)->place);
}

static void list(struct listing *listing)
{
    const struct sight *sight = listing->sight;
    const struct instruction *schema = sight->schema, *end = schema + schema->length;

    for (size_t i = 0; i < sight->step_count; i++)
        list_step(listing, &sight->steps[i]);
    for (const struct instruction *at = schema + 1; at < end; at += at->length)
        if (sight_refuses(sight, at))
            list_keyword(listing, at);
}

size_t sight_points(struct sights *sights, const struct sight *sight, struct coverage_point *points)
{
    struct listing listing = {.sights = sights, .sight = sight, .points = points};

    list(&listing);
    return listing.count;
}

void sight_tally(const struct sight *sight, struct event_coverage *coverage)
{
    struct listing listing = {.sight = sight};

    list(&listing);
    for (int kind = 0; kind < POINT_KINDS; kind++)
        coverage->points[kind] += listing.kinds[kind];
    coverage->bound_sides += 2 * listing.bounds;
}

static bool describes(const struct sight *sight, struct str name)
{
    for (size_t i = 0; i < sight->step_count; i++) {
        const struct instruction *at = sight->steps[i].at;

        for (uint32_t j = 0; at->op == OP_MEMBERS && j < at->members->property_count; j++) {
            const struct property *property = &at->members->properties[j];

            if (str_equal(name, (struct str){property->text, property->length}))
                return true;
        }
    }
    return false;
}

size_t sight_requires(const struct sight *sight, struct str *names)
{
    const struct instruction *schema = sight->schema, *end = schema + schema->length;
    size_t count = 0;

    for (const struct instruction *at = schema + 1; at < end; at += at->length) {
        if (at->op != OP_REQUIRED)
            continue;
        for (size_t i = 0; i < at->names->count; i++) {
            if (describes(sight, at->names->items[i].text))
                continue;
            if (names)
                names[count] = at->names->items[i].text;
            count++;
        }
    }
    return count;
}
