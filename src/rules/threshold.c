/* What a set asks of the whole run. */
#include <assert.h>

#include "base/duration.h"
#include "base/near_miss.h"
#include "event/event.h"
#include "rules/state.h"

static const struct str coverage_names[] = {
#define MEASURE(name, id, title) STR_INITIAL(id),
#include "event/measures.def"
#undef MEASURE
};

static_assert(ARRAY_LENGTH(coverage_names) <= COVERAGE_THRESHOLDS_MAX,
              "set_coverage has a place for each name");

static bool read_percent(const struct node *value, unsigned *percent, struct error *err)
{
    uint64_t number;

    if (!str_to_unsigned(node_text(value), &number) || number > 100)
        return error_raise_node(err, value, "a percentage from 0 to 100 is needed here");
    *percent = (unsigned)number;
    return true;
}

static void set_coverage(struct rules *rules, struct str name, unsigned percent,
                         const struct node *place)
{
    struct thresholds *thresholds = &rules->thresholds;
    size_t at = 0;

    while (at < thresholds->coverage_count && !str_equal(thresholds->coverage[at].name, name))
        at++;
    thresholds->coverage[at].name = name;
    thresholds->coverage[at].percent = percent;
    rules->coverage_places[at] = place;
    if (at == thresholds->coverage_count)
        thresholds->coverage_count++;
}

static bool read_coverage(struct rules *rules, const struct node *map, void *target,
                          struct error *err)
{
    (void)target;
    if (!node_is(map, NODE_OBJECT))
        return error_raise_node(err, map, "an object such as {operations: 100} is needed here");
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct near_miss miss = near_miss_of(node_string(key));
        size_t i = 0;
        unsigned percent = 0;

        while (i < ARRAY_LENGTH(coverage_names) &&
               !measure_is_named(coverage_names[i].text, node_string(key)))
            near_miss_try(&miss, coverage_names[i++]);
        if (i == ARRAY_LENGTH(coverage_names))
            return error_raise_node(err, key, "there is no coverage of \"%.*s\"%s",
                                    STR_ARGS(node_string(key)), near_miss_hint(&miss));
        if (!read_percent(node_value(key), &percent, err))
            return false;
        set_coverage(rules, coverage_names[i], percent, key);
    }
    return true;
}

static bool read_time(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    (void)target;
    rules->response_time_place = value;
    return duration_read_ms(node_text(value), &rules->thresholds.response_time_ms) ||
           error_raise_node(err, value, "a time such as 500ms, 2s or 1m is needed here");
}

static bool read_not_checked(struct rules *rules, const struct node *value, void *target,
                             struct error *err)
{
    (void)target;
    rules->thresholds.limits_not_checked = true;
    rules->not_checked_place = value;
    return str_to_unsigned(node_text(value), &rules->thresholds.not_checked) ||
           error_raise_node(err, value,
                            "a whole number is needed here: how many may be left "
                            "unchecked");
}

static const struct rule_field threshold_fields[] = {
    {"coverage", read_coverage}, {"response-time", read_time}, {"not-checked", read_not_checked}};

bool thresholds_read(struct rules *rules, const struct node *map, struct error *err)
{
    return !map || fields_read(rules, map, threshold_fields, ARRAY_LENGTH(threshold_fields), NULL,
                               "thresholds", err);
}

const struct thresholds *rules_thresholds(const struct rules *rules)
{
    return &rules->thresholds;
}
