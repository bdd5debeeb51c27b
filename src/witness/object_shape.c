/* The objects of a shape, in an order that shows much early: the shape itself, with all members
   that may be there as well, with each of them alone; then these with other values; and in the end,
   which matters where there are few, all objects of the rules. */
#include "document/json_writer.h"
#include "witness/object_search.h"

/* A wheel for each member: which of its values. Of one that may be absent, 0 is "absent". */
struct wheel_member {
    struct str name;
    struct goal *value;
    struct member_site *site;
    bool optional;
    const struct node *shown; /* NULL: absent */
};
struct course {
    struct wheel_member *members; /* as many as wheels */
    struct odometer odometer;
    size_t capacity;
    uint64_t sum;
    bool under_way; /* the wheels show a combination of that sum */
    bool any;       /* there was one */
};

enum stage { STAGE_FULL, STAGE_ALONE, STAGE_VALUES, STAGE_ALL };

struct object_walk {
    struct object_shape shape; /* a copy: shapes move */
    uint64_t next;             /* which object comes next */
    enum stage stage;
    struct shape_member *optional;
    size_t optional_count;
    size_t alone; /* the next of them to be alone */
    struct course base, full, all;
    bool turn_full;           /* whose turn it is */
    const struct course *now; /* what is shown: its members, and of those from `base.count` on
                                 only the one at `only`, where that is not SIZE_MAX */
    size_t only;
    uint64_t round, first_round; /* of STAGE_ALL */
    size_t fixed_count;          /* its members that do not lie in regions */
    size_t diagonal;             /* of regions and their names */
    bool names_ended;
};

/* ---- courses ---- */

static void course_grow(struct object_search *search, struct course *course)
{
    size_t count = course->odometer.count;
    struct course larger = *course;

    larger.capacity = count ? count * 2 : 8;
    larger.members = SEARCH_ARRAY(search, struct wheel_member, larger.capacity);
    larger.odometer.wheels = SEARCH_ARRAY(search, struct wheel, larger.capacity);
    if (count) {
        memcpy(larger.members, course->members, count * sizeof *larger.members);
        memcpy(larger.odometer.wheels, course->odometer.wheels, count * sizeof(struct wheel));
    }
    *course = larger;
}

static void course_add(struct object_search *search, struct course *course,
                       struct wheel_member member)
{
    if (course->odometer.count == course->capacity)
        course_grow(search, course);
    course->members[course->odometer.count] = member;
    course->odometer.wheels[course->odometer.count++] = (struct wheel){.end = UINT64_MAX};
}

/* Looks up what the wheel shows; false: there is no such value. */
static bool look_up(struct object_search *search, struct course *course, size_t wheel)
{
    struct wheel_member *member = &course->members[wheel];
    uint64_t index = course->odometer.wheels[wheel].index;

    member->shown = NULL;
    if (member->optional && index == 0)
        return true;
    return search_has(search, member->value, index - member->optional, &member->shown);
}

/* From the combination that the wheels show on, the first all of whose values there are. */
static bool settle(struct object_search *search, struct course *course)
{
    size_t wheel = 0;

    while (wheel < course->odometer.count) {
        if (look_up(search, course, wheel)) {
            wheel++;
            continue;
        }
        if (!odometer_end_wheel(&course->odometer, wheel))
            return false;
        wheel = 0;
    }
    return true;
}

/* The next combination of the same sum. */
static bool course_turn(struct object_search *search, struct course *course)
{
    bool shown = course->under_way ? odometer_next(&course->odometer)
                                   : odometer_start(&course->odometer, course->sum);

    if (!course->under_way)
        course->any = false;
    course->under_way = shown && settle(search, course);
    course->any |= course->under_way;
    return course->under_way;
}

/* The next combination. false: there is no more; asked again, it looks again, for a goal that is
   being solved may have more values later. */
static bool course_next(struct object_search *search, struct course *course)
{
    while (!course_turn(search, course)) {
        if (!course->any)
            return false;
        course->sum++;
    }
    return true;
}

/* ---- members ---- */

static void find_optional(struct object_search *search, struct object_walk *walk)
{
    const struct node *value;

    search_complete_sites(search);
    walk->optional = SEARCH_ARRAY(search, struct shape_member, search->sites.count);
    for (size_t i = 0; i < search->sites.count && walk->optional_count < walk->shape.room; i++) {
        struct member_site *site = search->sites.items[i];

        if (site->required || site->placed || !site_usable(search, site) ||
            !search_has(search, site->value, 0, &value))
            continue;
        walk->optional[walk->optional_count++] =
            (struct shape_member){.name = site->name, .value = site->value};
    }
}

static void add_shape_members(struct object_search *search, struct course *course,
                              const struct shape_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        course_add(search, course,
                   (struct wheel_member){.name = members[i].name, .value = members[i].value});
}

/* The index-th name of a region becomes a member that may be there. */
static bool add_region_name(struct object_search *search, struct object_walk *walk,
                            struct member_site *region, uint64_t index)
{
    const struct node *value;
    struct str name;

    if (!site_usable(search, region) || !search_has(search, region->value, 0, &value) ||
        !region_name(search, region, index, &name))
        return false;
    course_add(search, &walk->all,
               (struct wheel_member){
                   .name = name, .value = region->value, .site = region, .optional = true});
    return true;
}

/* Names of regions by diagonals: a few of the first ones, before many of one. Where a diagonal
   beyond all regions has none, there are no more. */
static void add_region_names(struct object_search *search, struct object_walk *walk,
                             uint64_t wanted)
{
    while (walk->all.odometer.count - walk->fixed_count < wanted && !walk->names_ended) {
        size_t diagonal = walk->diagonal++;
        struct member_site *region = NULL;
        bool any = false;

        for (size_t i = 0; i <= diagonal && (region = search_region(search, i)); i++)
            any |= add_region_name(search, walk, region, diagonal - i);
        walk->names_ended = !any && !region;
    }
}

/* ---- all objects of the rules ---- */

static bool demands_hold(struct object_search *search, const struct course *course)
{
    for (size_t i = 0; i < search->demand_count; i++) {
        bool held = false;

        for (size_t j = 0; j < course->odometer.count && !held; j++) {
            const struct wheel_member *member = &course->members[j];
            enum schema_verdict verdict = SCHEMA_INVALID;

            if (member->shown)
                verdict = demand_holds(search, &search->demands[i], member->site, member->name,
                                       member->shown);
            held = verdict == SCHEMA_VALID;
            search->unclear |= verdict == SCHEMA_UNKNOWN;
        }
        if (!held)
            return false;
    }
    return true;
}

/* Is it an object of the rules, and one that no earlier round had? */
static bool is_new(struct object_search *search, const struct object_walk *walk)
{
    const struct course *course = &walk->all;
    size_t newest = walk->fixed_count + (size_t)walk->round - 1;
    uint64_t count = 0;

    if (course->sum < walk->round && walk->round > walk->first_round &&
        (newest >= course->odometer.count || !course->members[newest].shown))
        return false;
    for (size_t i = 0; i < course->odometer.count; i++)
        count += course->members[i].shown != NULL;
    return count >= search->rules.minimum && count <= search->rules.maximum &&
           demands_hold(search, course);
}

/* Names of regions come in one by one; with a new one, all sums are gone through again. */
static void begin_round(struct object_search *search, struct object_walk *walk)
{
    struct course *course = &walk->all;

    add_region_names(search, walk, walk->round);
    course->sum = course->odometer.count - walk->fixed_count < walk->round ? walk->round : 0;
}

/* All of the rules: those required, and all others one by one. */
static void begin_all(struct object_search *search, struct object_walk *walk)
{
    uint64_t fixed = search->required_count, minimum = search->rules.minimum;
    uint64_t missing = minimum > fixed ? minimum - fixed : 0;
    bool full = search->rules.maximum == fixed;
    const struct node *value;

    for (size_t i = 0; i < search->sites.count; i++) {
        struct member_site *site = search->sites.items[i];

        if (!site->required &&
            (full || !site_usable(search, site) || !search_has(search, site->value, 0, &value)))
            continue;
        course_add(search, &walk->all,
                   (struct wheel_member){.name = site->name,
                                         .value = site->value,
                                         .site = site,
                                         .optional = !site->required});
    }
    walk->fixed_count = walk->all.odometer.count;
    walk->names_ended = full;
    walk->first_round = walk->round = missing > 0 ? missing : 1;
    walk->stage = STAGE_ALL;
    begin_round(search, walk);
    walk->all.sum = missing; /* each member that may be absent adds one at least */
}

static enum outcome next_of_all(struct object_search *search, struct object_walk *walk)
{
    struct course *course = &walk->all;

    for (unsigned skipped = 0; skipped < OBJECT_MAX_SKIPPED; skipped++) {
        if (!witness_spend(search->witness, 1))
            return OUTCOME_UNDECIDED;
        if (course_turn(search, course)) {
            if (is_new(search, walk))
                return OUTCOME_VALUE;
            continue;
        }
        if (course->sum < walk->round) {
            course->sum++;
            continue;
        }
        if (!course->any && walk->names_ended)
            return search->unclear ? OUTCOME_UNDECIDED : OUTCOME_NONE;
        walk->round++;
        begin_round(search, walk);
    }
    return undecided(search->witness, WITNESS_STEPS);
}

/* ---- one after the other ---- */

static struct object_walk *new_walk(const struct object_shape *shape)
{
    struct object_search *search = shape->search;
    struct object_walk *walk = SEARCH_ARRAY(search, struct object_walk, 1);

    walk->shape = *shape;
    walk->next = 1;
    find_optional(search, walk);
    add_shape_members(search, &walk->base, shape->members, shape->count);
    add_shape_members(search, &walk->full, shape->members, shape->count);
    add_shape_members(search, &walk->full, walk->optional, walk->optional_count);
    walk->base.sum = 1;
    walk->only = SIZE_MAX;
    return walk;
}

/* The first values of all; shown from then on. */
static bool show_full(struct object_search *search, struct object_walk *walk)
{
    walk->stage = STAGE_ALONE;
    walk->now = &walk->full;
    return walk->optional_count > 0 && course_next(search, &walk->full);
}

/* A single one that may be there was there when all were. */
static bool show_alone(struct object_walk *walk)
{
    if (walk->optional_count > 1 && walk->alone < walk->optional_count) {
        walk->only = walk->shape.count + walk->alone++;
        return true;
    }
    walk->only = SIZE_MAX;
    walk->stage = STAGE_VALUES;
    return false;
}

/* Values of the shape's own members and of all together, by turns. */
static bool show_values(struct object_search *search, struct object_walk *walk)
{
    for (unsigned tries = 0; tries < 2; tries++) {
        struct course *course = walk->turn_full ? &walk->full : &walk->base;

        walk->turn_full = !walk->turn_full;
        walk->now = course;
        if ((course == &walk->base || walk->optional_count > 0) && course_next(search, course))
            return true;
    }
    begin_all(search, walk);
    walk->now = &walk->all;
    return false;
}

static enum outcome advance(struct object_search *search, struct object_walk *walk)
{
    if (walk->stage == STAGE_FULL && show_full(search, walk))
        return OUTCOME_VALUE;
    if (walk->stage == STAGE_ALONE && show_alone(walk))
        return OUTCOME_VALUE;
    if (walk->stage == STAGE_VALUES && show_values(search, walk))
        return OUTCOME_VALUE;
    return next_of_all(search, walk);
}

/* ---- written ---- */

static enum outcome write_first(struct witness *witness, const struct object_shape *shape,
                                struct strbuf *out)
{
    struct json_writer writer = {.out = out, .string_limit = SIZE_MAX};
    enum outcome outcome = OUTCOME_VALUE;

    json_writer_open(&writer, '{');
    for (size_t i = 0; i < shape->count && outcome == OUTCOME_VALUE; i++) {
        const struct node *value;

        outcome = goal_first(witness, shape->members[i].value, &value);
        if (outcome != OUTCOME_VALUE)
            break;
        json_writer_key(&writer, shape->members[i].name);
        node_write_within(value, &writer);
    }
    json_writer_close(&writer, '}');
    return outcome;
}

static void write_shown(const struct object_walk *walk, struct strbuf *out)
{
    struct json_writer writer = {.out = out, .string_limit = SIZE_MAX};
    const struct course *course = walk->now;

    json_writer_open(&writer, '{');
    for (size_t i = 0; i < course->odometer.count; i++) {
        bool left_out = walk->only != SIZE_MAX && i >= walk->shape.count && i != walk->only;

        if (left_out || !course->members[i].shown)
            continue;
        json_writer_key(&writer, course->members[i].name);
        node_write_within(course->members[i].shown, &writer);
    }
    json_writer_close(&writer, '}');
}

enum outcome object_shape_nth(struct witness *witness, const struct object_shape *shape, uint64_t n,
                              struct strbuf *out)
{
    struct object_search *search = shape->search;

    if (n == 0)
        return write_first(witness, shape, out);
    if (!search->objects || search->objects->next > n + 1)
        search->objects = new_walk(shape);
    while (search->objects->next <= n) {
        enum outcome outcome = advance(search, search->objects);

        if (outcome != OUTCOME_VALUE)
            return outcome;
        search->objects->next++;
    }
    write_shown(search->objects, out);
    return OUTCOME_VALUE;
}
