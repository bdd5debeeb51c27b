/* The list of rules: finding/rules.def gives enum, ids, classes, default severities and titles. */
#ifndef OASDRIFT_FINDING_RULES_H
#define OASDRIFT_FINDING_RULES_H

#include "base/str.h"

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* What a finding says: the description forbids it; the description is silent on it; it offers what
   never came; or a gate of the run is not met. */
enum finding_class { CLASS_VIOLATION, CLASS_UNDOCUMENTED, CLASS_UNOBSERVED, CLASS_GATE };

enum rule {
#define RULE(name, id, class, severity, title) RULE_##name,
#include "finding/rules.def"
#undef RULE
    RULE_COUNT
};

struct rule_info {
    const char *id; /* "response.status-undocumented" */
    enum finding_class class;
    enum severity severity; /* by default */
    const char *title;
};

const struct rule_info *rule_info(enum rule rule);
/* RULE_COUNT when there is no such id. */
enum rule rule_by_id(struct str id);
const char *severity_name(enum severity severity); /* "error" ... "off" */
bool severity_parse(struct str text, enum severity *severity);
const char *finding_class_name(enum finding_class class);

#endif
