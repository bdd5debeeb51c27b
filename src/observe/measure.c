#include "observe/measure.h"

#include <stdio.h>

#include "base/near_miss.h"
#include "base/strbuf.h"
#include "finding/rules.h"

static const char *const ids[] = {
#define MEASURE(name, id, title) [MEASURE_##name] = id,
#include "event/measures.def"
#undef MEASURE
};

static const char *const titles[] = {
#define MEASURE(name, id, title) [MEASURE_##name] = title,
#include "event/measures.def"
#undef MEASURE
};

static const enum measure slot_measures[SLOT_KINDS] = {
    [SLOT_PARAMETER] = MEASURE_PARAMETERS,        [SLOT_OMITTED] = MEASURE_OMISSIONS,
    [SLOT_REQUEST_BODY] = MEASURE_REQUEST_BODIES, [SLOT_STATUS] = MEASURE_STATUSES,
    [SLOT_RESPONSE] = MEASURE_RESPONSES,          [SLOT_HEADER] = MEASURE_HEADERS,
};

static const enum measure point_measures[POINT_KINDS] = {
    [POINT_PROPERTY] = MEASURE_PROPERTIES,
    [POINT_ENUM_VALUE] = MEASURE_ENUM_VALUES,
    [POINT_BRANCH] = MEASURE_BRANCHES,
    [POINT_KEYWORD] = MEASURE_KEYWORDS,
};

const char *measure_id(enum measure measure)
{
    return ids[measure];
}

const char *measure_title(enum measure measure)
{
    return titles[measure];
}

/* ---- numbers ---- */

static void count(struct tally *tally, uint64_t seen)
{
    tally->seen += seen > 0;
    tally->total++;
}

static void measure_schema(const struct coverage_schema *schema, struct tally *tallies)
{
    for (size_t i = 0; i < schema->point_count; i++) {
        const struct coverage_point *point = &schema->points[i];

        tallies[point_measures[point->kind]].seen += point->seen > 0;
        if (point->bound) {
            tallies[MEASURE_BOUNDS].seen += point->seen > point->other;
            tallies[MEASURE_BOUNDS].seen += point->other > 0;
        }
    }
}

void coverage_measure(const struct event_coverage *coverage, struct tally tallies[MEASURE_COUNT])
{
    memset(tallies, 0, MEASURE_COUNT * sizeof *tallies);
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (!operation->selected)
            continue;
        count(&tallies[MEASURE_OPERATIONS], operation->seen);
        count(&tallies[MEASURE_SUCCESSES], operation->answers.succeeded);
        for (size_t j = 0; j < operation->slot_count; j++)
            count(&tallies[slot_measures[operation->slots[j].kind]], operation->slots[j].seen);
    }
    for (size_t i = 0; i < coverage->schema_count; i++)
        measure_schema(&coverage->schemas[i], tallies);
    for (int kind = 0; kind < POINT_KINDS; kind++)
        tallies[point_measures[kind]].total = coverage->points[kind];
    tallies[MEASURE_BOUNDS].total = coverage->bound_sides;
}

uint64_t tally_share(const struct tally *tally)
{
    return tally->total ? tally->seen * 10000 / tally->total : 10000;
}

/* ---- what is missing ---- */

static void find_in_operation(const struct coverage_operation *operation, coverage_gap_fn *found,
                              void *context)
{
    if (operation->seen == 0) {
        found(context, &(struct coverage_gap){.operation = operation, .place = &operation->place});
        return;
    }
    if (operation->answers.succeeded == 0)
        found(context, &(struct coverage_gap){
                           .operation = operation, .success = true, .place = &operation->place});
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->seen == 0)
            found(context, &(struct coverage_gap){
                               .operation = operation, .slot = slot, .place = &slot->place});
    }
}

static void find_in_schema(const struct coverage_schema *schema, coverage_gap_fn *found,
                           void *context)
{
    for (size_t i = 0; i < schema->point_count; i++) {
        const struct coverage_point *point = &schema->points[i];
        struct coverage_gap gap = {.schema = schema, .point = point, .place = &point->place};

        if (point->seen == 0)
            found(context, &gap);
        gap.side = "within";
        if (point->bound && point->seen && point->seen == point->other)
            found(context, &gap);
        gap.side = "beyond";
        if (point->bound && point->seen && point->other == 0)
            found(context, &gap);
    }
}

void coverage_gaps(const struct event_coverage *coverage, coverage_gap_fn *found, void *context)
{
    for (size_t i = 0; i < coverage->operation_count; i++)
        if (coverage->operations[i].selected)
            find_in_operation(&coverage->operations[i], found, context);
    for (size_t i = 0; i < coverage->schema_count; i++)
        find_in_schema(&coverage->schemas[i], found, context);
}

/* ---- limits ---- */

static bool unknown_measure(struct near_miss *miss, struct error *err)
{
    struct strbuf known;

    strbuf_init(&known, SIZE_MAX);
    for (int i = 0; i < MEASURE_COUNT; i++)
        strbuf_addf(&known, "%s%s", i ? ", " : "", ids[i]);
    error_raise(err, "--coverage-fail-under %.*s: there is no such measure%s (known: %.*s)",
                STR_ARGS(miss->word), near_miss_hint(miss), STR_ARGS(strbuf_str(&known)));
    strbuf_release(&known);
    return false;
}

static bool find_measure(struct str name, enum measure *measure, struct error *err)
{
    struct near_miss miss = near_miss_of(name);

    for (int i = 0; i < MEASURE_COUNT; i++) {
        if (measure_is_named(ids[i], name)) {
            *measure = (enum measure)i;
            return true;
        }
        near_miss_try(&miss, str_of(ids[i]));
    }
    return unknown_measure(&miss, err);
}

/* "80", "99.5": to hundredths of a percent. */
static bool parse_share(struct str name, struct str text, uint64_t *share, struct error *err)
{
    struct str rest = text;
    struct str whole = str_cut(&rest, '.');
    uint64_t percent, digits = 0;

    if (str_to_unsigned(whole, &percent) && percent <= 100 && (!rest.text || rest.length <= 2) &&
        (!rest.text || str_to_unsigned(rest, &digits))) {
        *share = percent * 100 + (rest.length == 1 ? digits * 10 : digits);
        if (*share <= 10000)
            return true;
    }
    return error_raise(err, "--coverage-fail-under %.*s=%.*s: expected a percentage, 0 to 100",
                       STR_ARGS(name), STR_ARGS(text));
}

bool coverage_limits_parse(struct coverage_limits *limits, const char *text, struct error *err)
{
    struct str rest = str_of(text);

    *limits = (struct coverage_limits){.given = text != NULL};
    while (rest.text) {
        struct str value = str_trim(str_cut(&rest, ','));
        struct str name = str_trim(str_cut(&value, '='));
        enum measure measure = MEASURE_OPERATIONS;

        if (!value.text)
            return error_raise(err, "--coverage-fail-under %s: expected NAME=PERCENT,...", text);
        if (!find_measure(name, &measure, err) ||
            !parse_share(name, str_trim(value), &limits->shares[measure], err))
            return false;
    }
    return true;
}

void coverage_limits_add(struct coverage_limits *limits, struct str name, unsigned percent)
{
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (str_is(name, ids[i]) && limits->shares[i] == 0) {
            limits->shares[i] = (uint64_t)percent * 100;
            limits->given = true;
        }
}

/* "3 of 4 operations were exercised, 75.00 %: ..." */
static struct str message_below(struct arena *arena, enum measure measure,
                                const struct tally *tally, uint64_t limit)
{
    const char *what = measure == MEASURE_SUCCESSES ? "operations" : titles[measure];
    const char *done = measure == MEASURE_SUCCESSES ? "answered with a success" : "exercised";
    uint64_t share = tally_share(tally);

    return str_format(
        arena, "%llu of %llu %s were %s, %llu.%02llu %%: at least %llu.%02llu %% is asked for",
        (unsigned long long)tally->seen, (unsigned long long)tally->total, what, done,
        (unsigned long long)share / 100, (unsigned long long)share % 100,
        (unsigned long long)limit / 100, (unsigned long long)limit % 100);
}

void coverage_limits_check(const struct coverage_limits *limits,
                           const struct event_coverage *coverage, const struct settler *settler,
                           struct str description, struct findings *findings)
{
    struct tally tallies[MEASURE_COUNT];
    struct arena arena;

    if (!limits->given || !coverage)
        return;
    arena_init(&arena);
    coverage_measure(coverage, tallies);
    for (int i = 0; i < MEASURE_COUNT; i++) {
        const struct found found = {
            .subject = {.rule = RULE_GATE_COVERAGE_BELOW,
                        .keyword = str_of(ids[i]),
                        .part = PART_DESCRIPTION},
            .told.message = message_below(&arena, (enum measure)i, &tallies[i], limits->shares[i])};
        struct finding gate = {.description.file = description};

        if (tally_share(&tallies[i]) < limits->shares[i] && settle(settler, &arena, &found, &gate))
            findings_add(findings, &gate);
    }
    arena_release(&arena);
}
