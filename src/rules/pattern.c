/* Keys that address rules: a group, a rule, a keyword of a rule, or an assertion by its name. */
#include "base/near_miss.h"
#include "finding/diagnostics.h"
#include "finding/rules.h"
#include "rules/state.h"
#include "schema/schema.h"

static bool is_diagnostic(struct str id)
{
    const char *known;

    for (size_t i = 0; (known = diagnostic_id_at(i)); i++)
        if (str_is(id, known))
            return true;
    return false;
}

static bool unknown_rule(const struct node *key, struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(key));

    if (is_diagnostic(node_string(key)))
        return error_raise_node(err, key,
                                "%.*s is no rule: it tells that something could not be looked at, "
                                "and can be neither ignored nor given a severity",
                                STR_ARGS(node_string(key)));
    for (int i = 0; i < RULE_COUNT; i++)
        near_miss_try(&miss, str_of(rule_info((rule_index)i)->id));
    return error_raise_node(err, key, "there is no rule \"%.*s\"%s", STR_ARGS(node_string(key)),
                            near_miss_hint(&miss));
}

static bool has_schema_keywords(rule_index rule)
{
    struct str id = str_of(rule_info(rule)->id);

    return str_ends_with(id, STR("-schema")) || rule == RULE_DESCRIPTION_EXAMPLE_INVALID ||
           rule == RULE_DESCRIPTION_DEFAULT_INVALID;
}

static bool keyword_exists(struct rules *rules, rule_index rule, struct str keyword,
                           struct near_miss *miss)
{
    struct str known;

    if (rule == RULE_RULE_ASSERTION) {
        for (size_t i = 0; i < rules->assertions.count; i++)
            near_miss_try(miss, rules->assertions.items[i].name);
        return assertion_by_name(rules, keyword);
    }
    if (!has_schema_keywords(rule))
        return false;
    for (size_t i = 0; (known = schema_keyword_at(i)).text; i++) {
        if (str_equal(keyword, known))
            return true;
        near_miss_try(miss, known);
    }
    return false;
}

static bool read_group(const struct node *key, struct rule_pattern *pattern, struct error *err)
{
    pattern->breadth = BREADTH_GROUP;
    pattern->prefix = str_slice(node_string(key), 0, node_string(key).length - 1);
    for (int i = 0; i < RULE_COUNT; i++) {
        if (str_starts_with(str_of(rule_info((rule_index)i)->id), pattern->prefix))
            return true;
    }
    return unknown_rule(key, err);
}

static bool read_keyword(struct rules *rules, const struct node *key, struct rule_pattern *pattern,
                         struct error *err)
{
    struct near_miss miss;

    pattern->breadth = BREADTH_KEYWORD;
    pattern->rule = rule_by_text(node_string(key), &pattern->keyword);
    if (pattern->rule == RULE_COUNT)
        return unknown_rule(key, err);
    miss = near_miss_of(pattern->keyword);
    return keyword_exists(rules, pattern->rule, pattern->keyword, &miss) ||
           error_raise_node(err, key, "%s has no \"%.*s\"%s", rule_info(pattern->rule)->id,
                            STR_ARGS(pattern->keyword), near_miss_hint(&miss));
}

bool rule_pattern_read(struct rules *rules, const struct node *key, struct rule_pattern *pattern,
                       struct error *err)
{
    struct str text = node_string(key);

    *pattern = (struct rule_pattern){.breadth = BREADTH_RULE, .rule = rule_by_id(text)};
    if (str_is(text, "*") || str_ends_with(text, STR(".*")))
        return read_group(key, pattern, err);
    return pattern->rule != RULE_COUNT ? true : read_keyword(rules, key, pattern, err);
}

bool rule_pattern_matches(const struct rule_pattern *pattern, rule_index rule, struct str keyword)
{
    switch (pattern->breadth) {
    case BREADTH_GROUP:
        return str_starts_with(str_of(rule_info(rule)->id), pattern->prefix);
    case BREADTH_RULE:
        return pattern->rule == rule;
    case BREADTH_KEYWORD:
        return pattern->rule == rule && str_equal(pattern->keyword, keyword);
    }
    return false;
}

bool rule_pattern_covers(const struct rule_pattern *pattern, rule_index rule)
{
    return rule_pattern_matches(pattern, rule, pattern->keyword);
}

bool rule_pattern_is_of_places(const struct rule_pattern *pattern, const struct node *key,
                               const char *what, struct error *err)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (rule_info((rule_index)i)->class != CLASS_GATE &&
            rule_pattern_covers(pattern, (rule_index)i))
            return true;
    return error_raise_node(err, key,
                            "%.*s is asked of the whole run and cannot %s; its severity can be set "
                            "(severity: {%.*s: \"off\"})",
                            STR_ARGS(node_string(key)), what, STR_ARGS(node_string(key)));
}
