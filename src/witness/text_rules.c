#include "witness/text_rules.h"

#include "document/kinds.h"
#include "witness/format_language.h"

static void take(struct text_rule *rule, const struct text_language *inside,
                 const struct text_language *outside)
{
    rule->has_inside = inside->has_less;
    rule->has_outside = outside->has_more;
    rule->exact = inside == outside && inside->exact;
    rule->inside = (struct text_part){.language = inside};
    rule->outside = (struct text_part){.language = outside, .more = true};
}

/* What is outside is the complement of what was inside, and the other way round. */
static void turn(struct text_rule *rule)
{
    struct text_rule old = *rule;

    rule->has_inside = old.has_outside;
    rule->has_outside = old.has_inside;
    rule->inside = old.outside;
    rule->outside = old.inside;
    rule->inside.negated = rule->outside.negated = true;
}

static void take_format(struct text_rule *rule, struct text_cache *cache)
{
    const struct format_language *known = format_language_of(rule->format);
    const struct text_language *inside, *outside;

    if (!known)
        return;
    inside = text_cache_language(cache, str_of(known->inside ? known->inside : "[]"));
    outside = text_cache_language(cache, str_of(known->outside ? known->outside : ""));
    take(rule, inside, outside);
}

void text_rule_prepare(struct text_rule *rule, struct text_cache *cache)
{
    if (rule->pattern) {
        const struct text_language *language = text_cache_language(
            cache, rule->shorter.text ? rule->shorter : pattern_text(rule->pattern));

        take(rule, language, language);
    } else {
        take_format(rule, cache);
    }
    if (rule->negated)
        turn(rule);
}

enum pattern_answer text_rule_judge(const struct text_rule *rule, struct str text)
{
    enum pattern_answer answer;
    bool holds;

    if (rule->pattern) {
        answer = pattern_match(rule->pattern, text, NULL);
        if (answer == PATTERN_UNKNOWN)
            return answer;
        holds = answer == PATTERN_MATCHES;
    } else {
        holds = !rule->format->holds || !(rule->format->kinds & KIND_STRING) ||
                rule->format->holds(text);
    }
    return holds != rule->negated ? PATTERN_MATCHES : PATTERN_FAILS;
}
