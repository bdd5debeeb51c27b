#include "finding/rules.h"

static const struct rule_info rules[RULE_COUNT] = {
#define RULE(name, id, class, severity, title)                                                     \
    [RULE_##name] = {id, CLASS_##class, SEVERITY_##severity, title},
#include "finding/rules.def"
#undef RULE
};

static const char *const severity_names[] = {
    [SEVERITY_OFF] = "off",
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

static const char *const class_names[] = {
    [CLASS_VIOLATION] = "violation",
    [CLASS_UNDOCUMENTED] = "undocumented",
    [CLASS_UNOBSERVED] = "unobserved",
    [CLASS_GATE] = "gate",
};

const struct rule_info *rule_info(rule_index rule)
{
    return &rules[rule];
}

rule_index rule_by_id(struct str id)
{
    int rule = 0;

    while (rule < RULE_COUNT && !str_is(id, rules[rule].id))
        rule++;
    return (rule_index)rule;
}

rule_index rule_by_text(struct str text, struct str *keyword)
{
    *keyword = STR_NONE;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        struct str id = str_of(rules[rule].id);

        if (!str_starts_with(text, id) || (text.length > id.length && text.text[id.length] != '.'))
            continue;
        if (text.length > id.length)
            *keyword = str_slice(text, id.length + 1, SIZE_MAX);
        return (rule_index)rule;
    }
    return RULE_COUNT;
}

const char *severity_name(enum severity severity)
{
    return severity_names[severity];
}

bool severity_parse(struct str text, enum severity *severity)
{
    for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
        if (str_is(text, severity_names[i])) {
            *severity = (enum severity)i;
            return true;
        }
    }
    return false;
}

const char *finding_class_name(enum finding_class class)
{
    return class_names[class];
}
