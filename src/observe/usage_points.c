/* What was counted, as the points of a coverage event. */
#include "base/map.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/place.h"
#include "observe/usage.h"

struct listing {
    struct usages *usages;
    const struct usage *usage;
    struct coverage_point *points; /* NULL: they are only counted */
    size_t count;
    uint64_t kinds[POINT_KINDS];
    uint64_t bounds;
};

/* Only points that a report may have to tell of get a place: making one walks the document. */
static void add(struct listing *listing, struct coverage_point point, const struct node *place)
{
    const struct usage *usage = listing->usage;
    const struct coverage_schema schema = {.values = usage_values(usage),
                                           .objects = usage->kinds[NODE_OBJECT]};

    listing->kinds[point.kind]++;
    listing->bounds += point.bound;
    if (listing->points) {
        if (schema.values >= listing->usages->least && coverage_point_is_telling(&schema, &point))
            point.place = place_of(&listing->usages->arena, place);
        listing->points[listing->count] = point;
    }
    listing->count++;
}

/* ---- properties ---- */

/* The names that must be there, as keys of a map that is to be released. */
static struct map required_names(const struct usage *usage)
{
    struct program_cursor cursor = program_steps(usage->block);
    struct program_step step;
    struct map names = {0};

    while (program_next(&cursor, &step)) {
        const struct node *required;

        if (step.op != OP_REQUIRED)
            continue;
        for (size_t i = 0; (required = program_required(&step, i)); i++)
            *map_put(&names, node_text(required)) = (void *)required;
    }
    return names;
}

static void list_properties(struct listing *listing, const struct usage_step *step)
{
    const struct usage *usage = listing->usage;
    struct map required = {0};
    size_t next = 0;

    if (listing->points && step->property_count)
        required = required_names(usage);
    for (size_t i = 0; i < step->property_count; i++) {
        const struct usage_edge *edge = &step->edges[i];
        struct str name = node_text(program_key(edge->block));

        /* A property that does not travel in this direction is not expected, even where it came all
           the same. Of a name that the schema has twice, no value reaches the second property. */
        if (usage_leaves_out(usage, edge->block) ||
            program_find_property(&step->step, program_key(edge->block), &next) != i)
            continue;
        add(listing,
            (struct coverage_point){.kind = POINT_PROPERTY,
                                    .name = name,
                                    .seen = edge->seen,
                                    .other = edge->nulls,
                                    .required = map_get(&required, name) != NULL},
            program_schema(edge->block));
    }
    map_release(&required);
}

/* ---- literals, branches ---- */

static struct str literal_text(struct arena *arena, const struct node *literal)
{
    enum { LITERAL_MAX_BYTES = 200 };

    return node_excerpt(arena, literal, LITERAL_MAX_BYTES);
}

static void list_literals(struct listing *listing, const struct usage_step *step)
{
    const struct node *list = step->step.place;

    for (const struct node *literal = node_first(list); literal < node_end(list);
         literal = node_next(literal))
        add(listing,
            (struct coverage_point){
                .kind = POINT_ENUM_VALUE,
                .name = listing->points ? literal_text(&listing->usages->arena, literal) : STR_NONE,
                .seen = *usage_literal(step, literal)},
            literal);
}

static void list_branches(struct listing *listing, const struct usage_step *step)
{
    const char *keyword = step->step.op == OP_ONE_OF ? "oneOf" : "anyOf";

    for (size_t i = 0; i < step->edge_count; i++)
        add(listing,
            (struct coverage_point){
                .kind = POINT_BRANCH,
                .name = listing->points ? str_format(&listing->usages->arena, "%s/%zu", keyword, i)
                                        : STR_NONE,
                .seen = step->edges[i].seen},
            program_schema(step->edges[i].block));
}

static void list_step(struct listing *listing, const struct usage_step *step)
{
    if (step->step.op == OP_MEMBERS)
        list_properties(listing, step);
    else if (step->step.op == OP_ENUM)
        list_literals(listing, step);
    else if (step->step.op == OP_ANY_OF || step->step.op == OP_ONE_OF)
        list_branches(listing, step);
}

/* ---- keywords ---- */

static bool is_bound(const struct usage *usage, const struct program_step *step)
{
    if (usage->direction != IN_PARAMETER)
        return false;
    switch (step->op) {
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

static struct refusals refused_at(const struct listing *listing, const struct node *place)
{
    const struct refusals *refused =
        pointer_map_get(&listing->usages->refusals, place, listing->usage->direction);

    return refused ? *refused : (struct refusals){0, 0};
}

/* Where refusals are counted: at the keyword's value; of a missing property at its name in
   `required`; of a property too many at the schema that allows no others. */
static struct refusals refusals_of(const struct listing *listing, const struct program_step *step)
{
    const struct node *required;
    struct program_block block;
    struct refusals all = {0, 0}, refused;

    switch (step->op) {
    case OP_REQUIRED:
        for (size_t i = 0; (required = program_required(step, i)); i++) {
            refused = refused_at(listing, required);
            all.all += refused.all;
            all.guessed += refused.guessed;
        }
        return all;
    case OP_MEMBERS:
    case OP_UNEVALUATED_ITEMS:
    case OP_UNEVALUATED_PROPERTIES:
        return usage_closing_block(step, &block) ? refused_at(listing, program_schema(block)) : all;
    default:
        return refused_at(listing, step->place);
    }
}

static void list_keyword(struct listing *listing, const struct program_step *step)
{
    const struct usage *usage = listing->usage;
    struct coverage_point point = {.kind = POINT_KEYWORD, .bound = is_bound(usage, step)};
    struct refusals refused;

    if (!listing->points) {
        add(listing, point, NULL);
        return;
    }
    point.name = step->op == OP_MEMBERS ? STR("additionalProperties") : step->keyword;
    refused = refusals_of(listing, step);
    point.seen = usage_values_of(usage, step->kinds) + refused.guessed;
    point.other = refused.all;
    add(listing, point, step->place);
}

static void list(struct listing *listing)
{
    const struct usage *usage = listing->usage;
    struct program_cursor cursor = program_steps(usage->block);
    struct program_step step;

    for (size_t i = 0; i < usage->step_count; i++)
        list_step(listing, &usage->steps[i]);
    while (program_next(&cursor, &step))
        if (usage_refuses(&step))
            list_keyword(listing, &step);
}

bool usage_is_refused_in_guesses(struct usages *usages, const struct usage *usage)
{
    const struct listing listing = {.usages = usages, .usage = usage};
    struct program_cursor cursor = program_steps(usage->block);
    struct program_step step;

    while (program_next(&cursor, &step))
        if (usage_refuses(&step) && refusals_of(&listing, &step).guessed)
            return true;
    return false;
}

size_t usage_points(struct usages *usages, const struct usage *usage, struct coverage_point *points)
{
    struct listing listing = {.usages = usages, .usage = usage, .points = points};

    list(&listing);
    return listing.count;
}

void usage_tally(const struct usage *usage, struct event_coverage *coverage)
{
    struct listing listing = {.usage = usage};

    list(&listing);
    for (int kind = 0; kind < POINT_KINDS; kind++)
        coverage->points[kind] += listing.kinds[kind];
    coverage->bound_sides += 2 * listing.bounds;
}

/* name: a string that names a property. */
static bool describes(const struct usage *usage, const struct node *name)
{
    for (size_t i = 0; i < usage->step_count; i++) {
        const struct usage_step *step = &usage->steps[i];
        size_t next = 0;

        if (step->property_count &&
            program_find_property(&step->step, name, &next) < step->property_count)
            return true;
    }
    return false;
}

size_t usage_requires(const struct usage *usage, struct str *names)
{
    struct program_cursor cursor = program_steps(usage->block);
    struct program_step step;
    size_t count = 0;

    while (program_next(&cursor, &step)) {
        const struct node *required;

        if (step.op != OP_REQUIRED)
            continue;
        for (size_t i = 0; (required = program_required(&step, i)); i++) {
            if (describes(usage, required))
                continue;
            if (names)
                names[count] = node_text(required);
            count++;
        }
    }
    return count;
}
