/* Which case each finding belongs to, each entry that was not checked, and each diagnostic. */
#include "finding/rules.h"
#include "report/junit_run.h"

static struct junit_evidence *case_of_finding(struct junit_run *run, const struct finding *finding)
{
    struct junit_suite *suite = junit_operation_suite(run, &finding->operation);

    if (!suite || finding->class == CLASS_GATE || finding->part == PART_DESCRIPTION)
        return junit_reserved_case_for(run, finding);
    return junit_case_for(suite, finding->rule, finding->part, finding->name, finding->status_key,
                          finding->media_type);
}

/* Rules that might have been broken there, had it been checked: they tell the case, the first that
   has one. RULE_COUNT: no further ones. */
enum { UNJUDGED_RULES = 3 };

static void unjudged_rules(const struct not_checked *entry, rule_index rules[UNJUDGED_RULES])
{
    bool named = entry->name.length > 0;

    rules[1] = rules[2] = RULE_COUNT;
    switch (entry->part) {
    case PART_REQUEST_PATH:
    case PART_REQUEST_COOKIE:
        rules[0] = named ? RULE_REQUEST_PARAMETER_SCHEMA : RULE_GATE_NOT_CHECKED;
        return;
    case PART_REQUEST_QUERY:
        rules[0] = named ? RULE_REQUEST_PARAMETER_SCHEMA : RULE_REQUEST_PARAMETER_UNDOCUMENTED;
        return;
    case PART_REQUEST_HEADER:
        rules[0] = named ? RULE_REQUEST_PARAMETER_SCHEMA : RULE_REQUEST_SECURITY_UNSATISFIED;
        return;
    case PART_REQUEST_BODY:
        rules[0] = RULE_REQUEST_BODY_SCHEMA;
        rules[1] = RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED;
        return;
    case PART_RESPONSE_HEADER:
        rules[0] = RULE_RESPONSE_HEADER_SCHEMA;
        return;
    case PART_RESPONSE_BODY:
        rules[0] = RULE_RESPONSE_BODY_SCHEMA;
        rules[1] = RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED;
        rules[2] = RULE_RESPONSE_STATUS_UNDOCUMENTED;
        return;
    case PART_RESPONSE_STATUS:
        rules[0] = entry->about == LEDGER_ASSERTION ? RULE_RULE_ASSERTION
                                                    : RULE_RESPONSE_STATUS_UNDOCUMENTED;
        return;
    case PART_DESCRIPTION:
        break;
    }
    rules[0] = RULE_GATE_NOT_CHECKED;
}

static struct junit_evidence *case_of_not_checked(struct junit_run *run,
                                                  const struct not_checked *entry)
{
    struct junit_suite *suite = junit_operation_suite(run, &entry->operation);
    struct junit_evidence *found = NULL;
    rule_index rules[UNJUDGED_RULES];

    if (!suite || entry->part == PART_DESCRIPTION)
        return junit_case_not_checked(run, entry);
    unjudged_rules(entry, rules);
    for (size_t i = 0; i < UNJUDGED_RULES && rules[i] != RULE_COUNT; i++) {
        found = junit_case_for(suite, rules[i], entry->part, entry->name, entry->status_key,
                               entry->media_type);
        if (found != junit_case_other(suite))
            break;
    }
    return found;
}

/* Any case of the operation may have had what was left out; those that looked at nothing tell why
   already. */
static void take_limit(struct junit_suite *suite, const struct not_checked *entry)
{
    for (size_t i = 0; i < suite->cases.count; i++) {
        struct junit_evidence *evidence = suite->cases.items[i].evidence;

        if (!evidence->idle && !evidence->is_off)
            VEC_ADD(&evidence->unjudged, entry);
    }
}

static void take_not_checked(struct junit_run *run, const struct not_checked *entry)
{
    struct junit_suite *suite = junit_operation_suite(run, &entry->operation);
    struct junit_evidence *evidence;

    if (suite && entry->about == LEDGER_LIMIT) {
        take_limit(suite, entry);
        return;
    }
    evidence = case_of_not_checked(run, entry);
    VEC_ADD(&evidence->unjudged, entry);
}

void junit_take_evidence(struct junit_run *run)
{
    const struct findings *findings = run->gathered.findings;

    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        struct junit_evidence *evidence = case_of_finding(run, finding);

        if (finding_counts(finding, run->fail_on))
            VEC_ADD(&evidence->failing, finding);
        else
            VEC_ADD(&evidence->below, finding);
    }
    for (size_t i = 0; i < findings_not_checked_count(findings); i++) {
        take_not_checked(run, findings_not_checked_at(findings, i));
    }
    for (size_t i = 0; i < findings_diagnostic_count(findings); i++) {
        const struct diagnostic *diagnostic = findings_diagnostic_at(findings, i);
        struct junit_evidence *evidence = junit_case_diagnostics(run);

        VEC_ADD(&evidence->diagnostics, diagnostic);
    }
}
