/* Severities: of rules and keywords, and the overrides of some places. */
#include "finding/rules.h"
#include "rules/state.h"

bool severity_read(const struct node *node, enum severity *severity, struct error *err)
{
    if (severity_parse(node_string(node), severity))
        return true;
    return error_raise_node(err, node, "a severity is needed here: error, warning, info or off");
}

/* ---- what is in force everywhere ---- */

static const struct severity_setting *setting_of(const struct rules *rules, rule_index rule,
                                                 struct str keyword)
{
    for (size_t i = 0; i < rules->keywords.count; i++) {
        const struct keyword_severity *row = &rules->keywords.items[i];

        if (row->rule == rule && str_equal(row->keyword, keyword))
            return &row->setting;
    }
    return &rules->severities[rule];
}

static const struct assertion *assertion_of(const struct rules *rules, rule_index rule,
                                            struct str keyword)
{
    return rule == RULE_RULE_ASSERTION ? assertion_by_name(rules, keyword) : NULL;
}

enum severity rules_severity(const struct rules *rules, rule_index rule, struct str keyword)
{
    const struct assertion *assertion = assertion_of(rules, rule, keyword);

    return assertion ? assertion->severity : setting_of(rules, rule, keyword)->severity;
}

static bool states(const struct override *override, const struct rule_subject *subject)
{
    return rule_pattern_matches(&override->pattern, subject->rule, subject->keyword) &&
           where_matches(&override->where, subject);
}

bool rules_state_severity(const struct rules *rules, const struct rule_subject *subject,
                          bool at_places)
{
    if (setting_of(rules, subject->rule, subject->keyword)->place)
        return true;
    for (size_t i = 0; at_places && i < rules->overrides.count; i++)
        if (states(&rules->overrides.items[i], subject))
            return true;
    return false;
}

unsigned rules_severity_set(const struct rules *rules, rule_index rule, struct str keyword)
{
    const struct assertion *assertion = assertion_of(rules, rule, keyword);

    return assertion ? assertion->severity_set : setting_of(rules, rule, keyword)->set;
}

/* Is the override in force for the rule, if only where it applies? */
static bool is_in_force(const struct rules *rules, const struct override *override, rule_index rule)
{
    return rule_pattern_covers(&override->pattern, rule) &&
           override->setting.set >= rules_severity_set(rules, rule, override->pattern.keyword);
}

static bool some_assertion_is_on(const struct rules *rules)
{
    for (size_t i = 0; i < rules->assertions.count; i++)
        if (rules->assertions.items[i].severity != SEVERITY_OFF)
            return true;
    return false;
}

bool rules_any_on(const struct rules *rules, rule_index rule)
{
    for (size_t i = 0; i < rules->keywords.count; i++)
        if (rules->keywords.items[i].rule == rule &&
            rules->keywords.items[i].setting.severity != SEVERITY_OFF)
            return true;
    for (size_t i = 0; i < rules->overrides.count; i++)
        if (is_in_force(rules, &rules->overrides.items[i], rule) &&
            rules->overrides.items[i].setting.severity != SEVERITY_OFF)
            return true;
    return rules->severities[rule].severity != SEVERITY_OFF ||
           (rule == RULE_RULE_ASSERTION && some_assertion_is_on(rules));
}

static void set_assertion(struct assertion *assertion, const struct severity_setting *setting)
{
    assertion->severity = setting->severity;
    assertion->severity_set = setting->set;
}

/* The severity of a rule, all its keywords and assertions included. */
static void set_rule(struct rules *rules, rule_index rule, const struct severity_setting *setting)
{
    size_t kept = 0;

    rules->severities[rule] = *setting;
    for (size_t i = 0; i < rules->keywords.count; i++) {
        if (rules->keywords.items[i].rule != rule)
            rules->keywords.items[kept++] = rules->keywords.items[i];
    }
    rules->keywords.count = kept;
    for (size_t i = 0; rule == RULE_RULE_ASSERTION && i < rules->assertions.count; i++)
        set_assertion(&rules->assertions.items[i], setting);
}

static void set_keyword(struct rules *rules, rule_index rule, struct str keyword,
                        const struct severity_setting *setting)
{
    struct keyword_severity row = {rule, keyword, *setting};

    if (rule == RULE_RULE_ASSERTION) {
        set_assertion(assertion_by_name(rules, keyword), setting);
        return;
    }
    for (size_t i = 0; i < rules->keywords.count; i++) {
        if (rules->keywords.items[i].rule == rule &&
            str_equal(rules->keywords.items[i].keyword, keyword)) {
            rules->keywords.items[i] = row;
            return;
        }
    }
    VEC_ADD(&rules->keywords, row);
}

static void set(struct rules *rules, const struct rule_pattern *pattern,
                const struct severity_setting *setting)
{
    if (pattern->breadth == BREADTH_KEYWORD) {
        set_keyword(rules, pattern->rule, pattern->keyword, setting);
        return;
    }
    for (int i = 0; i < RULE_COUNT; i++) {
        if (rule_pattern_matches(pattern, (rule_index)i, STR_NONE))
            set_rule(rules, (rule_index)i, setting);
    }
}

static enum breadth key_breadth(struct str key)
{
    if (str_is(key, "*") || str_ends_with(key, STR(".*")))
        return BREADTH_GROUP;
    return rule_by_id(key) != RULE_COUNT ? BREADTH_RULE : BREADTH_KEYWORD;
}

bool severities_read(struct rules *rules, const struct node *map, enum breadth breadth,
                     struct error *err)
{
    if (!map)
        return true;
    if (!node_is(map, NODE_OBJECT))
        return error_raise_node(err, map, "an object of rule ids and severities is needed here");
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct severity_setting setting = {.place = key, .set = (unsigned)rules->names.count};
        struct rule_pattern pattern;

        if (key_breadth(node_string(key)) != breadth)
            continue;
        if (!severity_read(node_value(key), &setting.severity, err) ||
            !rule_pattern_read(rules, key, &pattern, err))
            return false;
        set(rules, &pattern, &setting);
    }
    return true;
}

/* ---- overrides ---- */

static bool add_overrides(struct rules *rules, const struct where *where, const struct node *map,
                          enum breadth breadth, struct error *err)
{
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct override override = {.where = *where,
                                    .setting = {.place = key, .set = (unsigned)rules->names.count}};

        if (key_breadth(node_string(key)) != breadth)
            continue;
        if (!severity_read(node_value(key), &override.setting.severity, err) ||
            !rule_pattern_read(rules, key, &override.pattern, err) ||
            !rule_pattern_is_of_places(&override.pattern, key,
                                       "have another severity in some places", err))
            return false;
        if (rules->overrides.count == RULE_SET_MAX_OVERRIDES)
            return error_raise_node(err, key, "there are more than %d overrides",
                                    RULE_SET_MAX_OVERRIDES);
        VEC_ADD(&rules->overrides, override);
    }
    return true;
}

struct override_text {
    struct where where;
    const struct node *severity;
};

static bool read_where(struct rules *rules, const struct node *value, void *target,
                       struct error *err)
{
    return where_read(rules, value, &((struct override_text *)target)->where, err);
}

static bool read_severities(struct rules *rules, const struct node *value, void *target,
                            struct error *err)
{
    (void)rules;
    ((struct override_text *)target)->severity = value;
    return node_is(value, NODE_OBJECT) ||
           error_raise_node(err, value, "an object of rule ids and severities is needed here");
}

static const struct rule_field override_fields[] = {{"where", read_where},
                                                    {"severity", read_severities}};

bool override_read(struct rules *rules, const struct node *item, struct error *err)
{
    struct override_text text = {.severity = NULL};

    if (!fields_read(rules, item, override_fields, ARRAY_LENGTH(override_fields), &text,
                     "an override", err))
        return false;
    if (!text.severity || !node_member(item, STR("where")))
        return error_raise_node(err, item, "an override needs where and severity");
    return add_overrides(rules, &text.where, text.severity, BREADTH_GROUP, err) &&
           add_overrides(rules, &text.where, text.severity, BREADTH_RULE, err) &&
           add_overrides(rules, &text.where, text.severity, BREADTH_KEYWORD, err);
}

enum severity rules_severity_at(const struct rules *rules, const struct rule_subject *subject,
                                enum severity severity)
{
    unsigned set = rules_severity_set(rules, subject->rule, subject->keyword);

    if (rules_leave_alone(rules, subject))
        return SEVERITY_OFF;
    for (size_t i = 0; i < rules->overrides.count; i++) {
        const struct override *override = &rules->overrides.items[i];

        if (override->setting.set >= set && states(override, subject)) {
            severity = override->setting.severity;
            set = override->setting.set;
        }
    }
    return severity;
}
