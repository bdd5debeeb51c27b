/* Which rules are off, so that nothing is found by them: reports tell what nobody looked at. */
#include "finding/rules.h"
#include "rules/state.h"

const bool *rules_off_everywhere(struct arena *arena, const struct rules *rules)
{
    bool *off = ARENA_ARRAY(arena, bool, RULE_COUNT);

    for (rule_index rule = 0; rule < RULE_COUNT; rule++)
        off[rule] = !rules_any_on(rules, rule);
    return off;
}

/* ---- at a place ---- */

/* Of a place that stands for several statuses ("4XX", "default", none) it is not known whether an
   override for some statuses is for it. */
static bool has_one_status(const struct rule_subject *subject)
{
    return subject->status_key.length == 3 && ascii_is_digit(subject->status_key.text[1]);
}

static bool some_status_is_on(const struct rules *rules, const struct rule_subject *subject)
{
    for (size_t i = 0; i < rules->overrides.count; i++) {
        const struct override *override = &rules->overrides.items[i];
        struct where where = override->where;

        where.statuses = NULL;
        if (override->where.statuses && override->setting.severity != SEVERITY_OFF &&
            override->setting.set >= rules_severity_set(rules, subject->rule, subject->keyword) &&
            rule_pattern_matches(&override->pattern, subject->rule, subject->keyword) &&
            where_matches(&where, subject))
            return true;
    }
    return false;
}

static bool is_on(const struct rules *rules, const struct rule_subject *subject)
{
    enum severity severity = rules_severity(rules, subject->rule, subject->keyword);

    return rules_severity_at(rules, subject, severity) != SEVERITY_OFF ||
           (!has_one_status(subject) && some_status_is_on(rules, subject));
}

/* A keyword of which a set says something may be on where its rule is off. */
static bool some_keyword_is_on(const struct rules *rules, struct rule_subject subject)
{
    for (size_t i = 0; i < rules->keywords.count; i++) {
        subject.keyword = rules->keywords.items[i].keyword;
        if (rules->keywords.items[i].rule == subject.rule && is_on(rules, &subject))
            return true;
    }
    for (size_t i = 0; i < rules->overrides.count; i++) {
        const struct rule_pattern *pattern = &rules->overrides.items[i].pattern;

        subject.keyword = pattern->keyword;
        if (pattern->breadth == BREADTH_KEYWORD && pattern->rule == subject.rule &&
            is_on(rules, &subject))
            return true;
    }
    return false;
}

/* Each assertion has a severity of its own, as a keyword has. */
static bool some_assertion_is_on(const struct rules *rules, struct rule_subject subject)
{
    for (size_t i = 0; i < rules->assertions.count; i++) {
        subject.keyword = rules->assertions.items[i].name;
        if (is_on(rules, &subject))
            return true;
    }
    return rules->assertions.count == 0;
}

static bool is_off_at(const struct rules *rules, const struct rule_subject *subject)
{
    if (subject->rule == RULE_RULE_ASSERTION)
        return !some_assertion_is_on(rules, *subject);
    return rule_info(subject->rule)->class != CLASS_GATE && !is_on(rules, subject) &&
           !some_keyword_is_on(rules, *subject);
}

const bool *rules_off_at(struct arena *arena, const struct rules *rules,
                         const struct rule_subject *place, const bool *known)
{
    struct rule_subject subject = *place;
    bool *off = NULL;

    for (rule_index rule = 0; rule < RULE_COUNT; rule++) {
        subject.rule = rule;
        if ((known && known[rule]) || !rules_any_on(rules, rule) || !is_off_at(rules, &subject))
            continue;
        off = off ? off : ARENA_ARRAY(arena, bool, RULE_COUNT);
        off[rule] = true;
    }
    return off;
}
