/* Rules, without the list of them: who names a rule includes finding/rules.h, and a change of the
   list rebuilds only that. */
#ifndef OASDRIFT_FINDING_RULE_H
#define OASDRIFT_FINDING_RULE_H

#include "base/str.h"

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* What a finding says: the description forbids it; is silent on it; offers what never came; or a
   gate of the run is not met. */
enum finding_class { CLASS_VIOLATION, CLASS_UNDOCUMENTED, CLASS_UNOBSERVED, CLASS_GATE };

/* An enum rule (finding/rules.h). */
typedef unsigned rule_index;

struct rule_info {
    const char *id; /* "response.status-undocumented" */
    enum finding_class class;
    enum severity severity; /* by default */
    const char *title;
};

const struct rule_info *rule_info(rule_index rule);
/* RULE_COUNT when there is no such id. */
rule_index rule_by_id(struct str id);
/* The rule that starts the text, as of a finding: "response.body-schema.pattern"; *keyword: what
   follows its dot, or absent. */
rule_index rule_by_text(struct str text, struct str *keyword);
const char *severity_name(enum severity severity); /* "error" ... "off" */
bool severity_parse(struct str text, enum severity *severity);
const char *finding_class_name(enum finding_class class);

#endif
