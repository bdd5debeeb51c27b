/* What is asked of a text. Private to witness/. */
#ifndef OASDRIFT_WITNESS_TEXT_RULES_H
#define OASDRIFT_WITNESS_TEXT_RULES_H

#include "format/format.h"
#include "pattern/pattern.h"
#include "witness/text_cache.h"

struct text_rule {
    const struct pattern *pattern; /* or */
    const struct format *format;
    struct str shorter; /* a pattern in its place that has its texts where they have the lengths
                           that are asked for; text is NULL: there is none */
    bool negated;
    bool soft; /* preferred, not asked for */
    /* Regular texts: all of `inside` keep the rule, and what keeps it is in all of `outside`.
       Without languages: none, and all. */
    bool has_inside, has_outside, exact;
    struct text_part inside, outside;
    struct text_rule *next;
};

/* Finds the rule's languages. */
void text_rule_prepare(struct text_rule *rule, struct text_cache *cache);
/* Does the text keep the rule? Asks the matcher, or the format's function. */
enum pattern_answer text_rule_judge(const struct text_rule *rule, struct str text);

#endif
