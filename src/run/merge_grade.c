/* Findings of event files by rule sets that they were not judged by: severities, overrides and
   ignores are given anew, as are thresholds, gates and drift.* at the end of the merge. It is
   refused where the events do not tell enough. */
#include <stdio.h>

#include "base/sha256.h"
#include "finding/rules.h"
#include "run/merge_state.h"

static bool is_sha_of(const struct rules *rules, struct str sha)
{
    char hex[SHA256_HEX_LENGTH + 1];

    rules_sha256(rules, hex);
    return str_is(sha, hex);
}

static bool is_of_no_rules(const struct merge_part *part)
{
    struct rules *none = rules_new();
    bool same = is_sha_of(none, part->start.rules_sha256);

    rules_free(none);
    return same || part->start.rules_sha256.length == 0;
}

bool merge_was_judged_by_rules(struct merge *merge)
{
    merge_resolve(merge);
    return merge->parts.count > 0 && !is_of_no_rules(merge->parts.items[0]);
}

/* ---- what cannot be graded ---- */

static bool refuse(const struct merge_part *part, struct error *err, const char *why)
{
    return error_raise(
        err,
        "%.*s was judged without the rule sets of --rules, and they cannot be applied "
        "to it: %s (judge the recordings with them)",
        STR_ARGS(part->file), why);
}

/* A rule that is off without rule sets left no finding. */
static bool check_silent_rules(const struct merge_part *part, const struct rules *rules,
                               struct error *err)
{
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        const struct rule_info *info = rule_info((rule_index)rule);
        char why[128];

        if (info->severity != SEVERITY_OFF || !rules_any_on(rules, (rule_index)rule))
            continue;
        snprintf(why, sizeof why, "%s was off", info->id);
        return refuse(part, err, why);
    }
    return true;
}

static bool check_assertions(const struct merge_part *part, const struct rules *rules,
                             struct error *err)
{
    for (size_t i = 0; i < rules_assertion_count(rules); i++)
        if (assertion_is_on(rules, rules_assertion_at(rules, i)))
            return refuse(part, err, "assertions need the exchanges");
    return true;
}

static bool can_be_graded(const struct merge *merge, const struct merge_part *part,
                          struct error *err)
{
    const struct rules *rules = merge->settings.rules;

    if (!is_of_no_rules(part))
        return error_raise(
            err,
            "%.*s was judged by other rule sets than those of --rules: give merge the "
            "same, or none",
            STR_ARGS(part->file));
    if (rules_thresholds(rules)->response_time_ms)
        return refuse(part, err, "response-time needs the exchanges");
    if (part->exchanges.count)
        return refuse(part, err, "events of --each-exchange have verdicts");
    if (str_is(part->start.command, "lint") && rules_look_at_places(rules))
        return refuse(part, err, "of lint, events do not tell every place");
    return check_silent_rules(part, rules, err) && check_assertions(part, rules, err);
}

/* ---- grading ---- */

static void find_tags(const struct event_coverage *coverage, struct rule_subject *subject)
{
    const struct coverage_operation *operation =
        coverage_operation_named(coverage, &subject->operation);

    if (!operation)
        return;
    subject->tags = operation->tags;
    subject->tag_count = operation->tag_count;
}

/* Where no operation was hit, the path that the description has, else that of the URL. */
static void place_unrouted(struct arena *arena, const struct finding *finding,
                           struct rule_subject *subject)
{
    struct rule_subject placed = {.rule = finding->rule};

    subject->operation = finding_operation(arena, finding);
    rule_subject_place(arena, &placed, STR_NONE, finding->description.pointer);
    if (placed.operation.path.length)
        subject->operation.path = placed.operation.path;
}

static struct rule_subject subject_of(struct arena *arena, const struct merge_part *part,
                                      const struct finding *finding)
{
    struct rule_subject subject = {.rule = finding->rule,
                                   .keyword = finding->keyword,
                                   .operation = finding->operation,
                                   .status = finding->status,
                                   .status_key = finding->status_key,
                                   .part = finding->part,
                                   .name = finding->name,
                                   .pointer = finding->pointer};

    if (!finding->operation.path.length && finding->part != PART_DESCRIPTION)
        place_unrouted(arena, finding, &subject);
    find_tags(&part->coverage, &subject);
    return subject;
}

/* Several statuses may share a finding: then which of them it had is not known. */
static bool has_status(const struct finding *finding)
{
    return finding->status &&
           ascii_is_digit(finding->status_key.length == 3 ? finding->status_key.text[2] : 'X');
}

static bool grade(struct merge *merge, struct merge_part *part, struct findings *graded,
                  struct error *err)
{
    const struct rules *rules = merge->settings.rules;
    struct arena arena;
    bool known = true;

    arena_init(&arena);
    for (size_t i = 0; i < findings_count(part->findings) && known; i++) {
        struct finding finding = *findings_at(part->findings, i);
        struct rule_subject subject = subject_of(&arena, part, &finding);

        known = !rules_ask_status(rules) || has_status(&finding) ||
                refuse(part, err, "events do not tell every status that `where` asks for");
        if (known && settle_again(rules, &subject, &finding))
            findings_add(graded, &finding);
    }
    arena_release(&arena);
    return known;
}

static bool grade_part(struct merge *merge, struct merge_part *part, struct error *err)
{
    struct findings *graded = findings_new();

    if (!grade(merge, part, graded, err)) {
        findings_free(graded);
        return false;
    }
    for (size_t i = 0; i < findings_not_checked_count(part->findings); i++)
        findings_add_not_checked(graded, findings_not_checked_at(part->findings, i));
    for (size_t i = 0; i < findings_diagnostic_count(part->findings); i++)
        findings_add_diagnostic(graded, findings_diagnostic_at(part->findings, i));
    findings_free(part->findings);
    part->findings = graded;
    return true;
}

bool merge_grade(struct merge *merge, struct error *err)
{
    const struct rules *rules = merge->settings.rules;
    char hex[SHA256_HEX_LENGTH + 1];

    if (!rules || rules_are_default(rules) ||
        is_sha_of(rules, merge->parts.items[0]->start.rules_sha256))
        return true;
    rules_sha256(rules, hex);
    for (size_t i = 0; i < merge->parts.count; i++) {
        struct merge_part *part = merge->parts.items[i];

        if (!can_be_graded(merge, part, err) || !grade_part(merge, part, err))
            return false;
        part->start.rules_sha256 = str_copy(&merge->arena, str_of(hex));
    }
    return true;
}
