/* Reads single options into the types of the layers below. A text that is not given is NULL. */
#ifndef OASDRIFT_CALL_OPTIONS_H
#define OASDRIFT_CALL_OPTIONS_H

#include "oasdrift.h"
#include "run/run.h"
#include "schema/schema.h"

/* Not given: 2020-12. */
bool options_parse_dialect(const char *text, enum schema_dialect *dialect, struct error *err);
/* "never" is SEVERITY_OFF. Not given: SEVERITY_ERROR. */
bool options_parse_fail_on(const char *text, enum severity *severity, struct error *err);
/* Not given: VALUES_REDACTED. */
bool options_parse_values(const char *text, enum shown_values *values, struct error *err);
/* Not given: fallback. */
bool options_parse_formats(const char *text, enum format_policy fallback,
                           enum format_policy *policy, struct error *err);
/* What makes the exit code: severities, gates. */
bool options_parse_demands(const struct oasdrift_outcome_options *outcome,
                           const struct oasdrift_rule_options *rules, struct demands *demands,
                           struct error *err);
/* Adds the rule sets in their order: the last one wins. */
bool options_read_rules(const struct oasdrift_list *sets, struct rules *rules, struct error *err);

#endif
