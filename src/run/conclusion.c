#include "run/conclusion.h"

#include <stdio.h>
#include <stdlib.h>

#include "observe/drift.h"
#include "run/gates.h"

static bool send(const struct event_sink *sink, const struct event *event, struct error *err)
{
    return sink->event(sink->context, event, err);
}

static void require_judged(struct conclusion *conclusion)
{
    const struct event_end *end = conclusion->end;
    struct diagnostic empty = {.id = "run.empty", .message = STR("nothing was judged")};
    char message[192];

    if (conclusion->partial || end->judged || conclusion->demands->allow_empty ||
        findings_diagnostic_count(conclusion->findings))
        return;
    if (end->excluded && end->excluded == end->exchanges) {
        snprintf(message, sizeof message,
                 "nothing was judged: of %llu %s filters leave out all (--only-servers keeps "
                 "those of hosts that the description's servers or --server name)",
                 (unsigned long long)end->excluded,
                 str_counted(end->excluded, "exchange", "exchanges"));
        empty.message = str_of(message);
    }
    findings_add_diagnostic(conclusion->findings, &empty);
}

/* What a rule set asks for and no exchange has answered was not checked. Shards leave it to the
   whole. */
static void require_assertions(struct conclusion *conclusion)
{
    const struct event_end *end = conclusion->end;

    for (size_t i = 0; i < end->assertion_count && !conclusion->partial; i++) {
        const struct assertion_tally *tally = &end->assertions[i];
        char reason[256];
        struct not_checked entry = {.about = LEDGER_ASSERTION,
                                    .part = PART_RESPONSE_STATUS,
                                    .operation = tally->operation,
                                    .name = tally->name};

        if (tally->held || tally->failed)
            continue;
        snprintf(reason, sizeof reason, "the assertion %.*s never applied%s",
                 STR_ARGS(str_slice(tally->name, 0, 128)),
                 tally->not_applicable ? ", though exchanges were of its operation and status"
                                       : "");
        entry.reason = str_of(reason);
        findings_add_not_checked(conclusion->findings, &entry);
    }
}

/* --require-complete allows none, the threshold of a rule set as many as it says. */
static void require_complete(struct conclusion *conclusion, const struct gates *gates)
{
    const struct thresholds *thresholds =
        conclusion->rules ? rules_thresholds(conclusion->rules) : NULL;
    unsigned long long count = conclusion->end->not_checked;
    char message[96];

    if (conclusion->demands->require_complete && count)
        snprintf(message, sizeof message,
                 "%llu could not be checked, and completeness is asked for", count);
    else if (thresholds && thresholds->limits_not_checked && count > thresholds->not_checked &&
             !conclusion->partial)
        snprintf(message, sizeof message, "%llu could not be checked, at most %llu are allowed",
                 count, (unsigned long long)thresholds->not_checked);
    else
        return;
    gate_not_checked(gates, str_of(message));
}

static uint64_t count_not_checked(const struct findings *findings)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < findings_not_checked_count(findings); i++)
        sum += findings_not_checked_at(findings, i)->count;
    return sum;
}

/* ---- the baseline ---- */

static void apply_baseline(struct conclusion *conclusion, const struct gates *gates,
                           const struct baseline_question *question)
{
    struct baseline *known = conclusion->baselines->known;
    struct baseline_tally *tally = &conclusion->end->baseline;

    *tally = (struct baseline_tally){.used = true};
    baseline_seal(known, question);
    baseline_compare(known, question);
    settle_known(conclusion->findings, known, question, tally);
    gate_baseline(gates, known, question, tally);
}

static void compare_with_baselines(struct conclusion *conclusion, const struct gates *gates)
{
    struct baselines *baselines = conclusion->baselines;
    struct baseline_question question = {.findings = conclusion->findings,
                                         .coverage = conclusion->coverage,
                                         .cut = conclusion->end->findings_left_out > 0,
                                         .rules_off = conclusion->rules_off,
                                         .is_off = conclusion->rules ? settles_nothing : NULL,
                                         .rules = conclusion->rules,
                                         .lint = conclusion->lint,
                                         .least = drift_least(conclusion->demands->drift_after),
                                         .compared = conclusion->compared,
                                         .partial = conclusion->partial || conclusion->interrupted,
                                         .folder = conclusion->folder,
                                         .sealing = conclusion->baseline_sealing};

    if (!baselines)
        return;
    baselines->question = question;
    baselines->question.today = baselines->date;
    question.today = baselines->today;
    if (baselines->known)
        apply_baseline(conclusion, gates, &question);
}

/* ---- what coverage tells ---- */

/* The limits of --coverage-fail-under, and for measures that it does not name those of rule sets.
 */
static struct coverage_limits limits_of(const struct conclusion *conclusion)
{
    struct coverage_limits limits = conclusion->demands->coverage;
    const struct thresholds *thresholds =
        conclusion->rules ? rules_thresholds(conclusion->rules) : NULL;

    for (size_t i = 0; thresholds && i < thresholds->coverage_count; i++)
        coverage_limits_add(&limits, thresholds->coverage[i].name, thresholds->coverage[i].percent);
    return limits;
}

static void look_at_coverage(struct conclusion *conclusion, const struct settler *settler)
{
    const struct demands *demands = conclusion->demands;
    struct coverage_limits limits = limits_of(conclusion);

    if (conclusion->partial || conclusion->interrupted || conclusion->lint)
        return;
    drift_find(conclusion->coverage,
               &(struct drift_settings){.least = demands->drift_after,
                                        .settler = settler,
                                        .sealed = !conclusion->sealing},
               conclusion->findings);
    coverage_limits_check(&limits, conclusion->coverage, settler, conclusion->description,
                          conclusion->findings);
}

/* Names the operations that have shown nothing but their errors; the caller frees the list. */
static void list_unsuccessful(struct conclusion *conclusion)
{
    const struct event_coverage *coverage = conclusion->coverage;
    const struct coverage_operation **list;

    if (!coverage || conclusion->lint)
        return;
    list = alloc_zeroed(coverage->operation_count + 1, sizeof(*list));
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (operation->selected && operation->answers.failure_count &&
            !operation->answers.succeeded)
            list[conclusion->end->unsuccessful_count++] = operation;
    }
    conclusion->end->unsuccessful = list;
}

/* README.md has the table of codes. */
static int exit_code(const struct conclusion *conclusion)
{
    const struct demands *demands = conclusion->demands;
    const struct event_end *end = conclusion->end;

    if (conclusion->interrupted)
        return EXIT_CODE_INTERRUPTED;
    if (conclusion->unusable)
        return EXIT_CODE_UNUSABLE;
    if (conclusion->lacks || (demands->require_complete && end->not_checked))
        return EXIT_CODE_INCOMPLETE;
    if (event_end_has_counting(end, demands->fail_on) && !demands->exit_zero)
        return EXIT_CODE_FINDINGS;
    return end->errors ? EXIT_CODE_INCOMPLETE : EXIT_CODE_OK;
}

/* ---- events ---- */

static bool send_findings(struct conclusion *conclusion, const struct event_sink *sink,
                          struct error *err)
{
    const struct findings *findings = conclusion->findings;

    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);

        if (!finding_is_excused(finding))
            conclusion->end->findings[finding->severity]++;
        conclusion->end->ignored += finding->baseline == BASELINE_IGNORED;
        if (!send(sink, &(struct event){.kind = EVENT_FINDING, .finding = finding}, err))
            return false;
    }
    return true;
}

static bool send_withheld(const struct conclusion *conclusion, const struct withheld_left *left,
                          const struct event_sink *sink, struct error *err)
{
    struct findings *findings = left->findings;
    bool sent = true;

    if (conclusion->sealing)
        findings_seal(findings, conclusion->sealing);

    findings_sort(findings);
    for (size_t i = 0; sent && i < findings_count(findings); i++) {
        const struct event_withheld withheld = {left->source, findings_at(findings, i)};

        sent = send(sink, &(struct event){.kind = EVENT_WITHHELD, .withheld = &withheld}, err);
    }
    return sent;
}

static bool send_all_withheld(const struct conclusion *conclusion, const struct event_sink *sink,
                              struct error *err)
{
    for (size_t i = 0; i < conclusion->withheld_count; i++)
        if (!send_withheld(conclusion, &conclusion->withheld[i], sink, err))
            return false;
    return true;
}

static bool send_rest(struct conclusion *conclusion, const struct event_sink *sink,
                      struct error *err)
{
    const struct findings *findings = conclusion->findings;

    for (size_t i = 0; i < findings_not_checked_count(findings); i++) {
        const struct not_checked *entry = findings_not_checked_at(findings, i);

        if (!send(sink, &(struct event){.kind = EVENT_NOT_CHECKED, .not_checked = entry}, err))
            return false;
    }
    for (size_t i = 0; i < findings_diagnostic_count(findings); i++) {
        const struct diagnostic *error = findings_diagnostic_at(findings, i);

        conclusion->end->errors++;
        if (!send(sink, &(struct event){.kind = EVENT_ERROR, .error = error}, err))
            return false;
    }
    return true;
}

/* Nothing is sent where nothing was learned. */
static bool send_secrets(const struct conclusion *conclusion, const struct event_sink *sink,
                         struct error *err)
{
    struct secret_digests *secrets = conclusion->secrets;

    if (!secrets || !sink->wants_coverage)
        return true;
    secret_digests_settle(secrets);
    return (secrets->items.count == 0 && !secrets->left_out) ||
           send(sink, &(struct event){.kind = EVENT_SECRETS, .secrets = secrets}, err);
}

static int send_all(struct conclusion *conclusion, const struct event_sink *sink, struct error *err)
{
    const struct event coverage = {.kind = EVENT_COVERAGE, .coverage = conclusion->shown_coverage};
    struct event_end *end = conclusion->end;

    if (!send_findings(conclusion, sink, err) || !send_all_withheld(conclusion, sink, err) ||
        !send_rest(conclusion, sink, err))
        return EXIT_CODE_INTERNAL;
    if (conclusion->shown_coverage && sink->wants_coverage && !send(sink, &coverage, err))
        return EXIT_CODE_INTERNAL;
    if (!send_secrets(conclusion, sink, err))
        return EXIT_CODE_INTERNAL;
    end->exit_code = exit_code(conclusion);
    if (!send(sink, &(struct event){.kind = EVENT_END, .end = end}, err))
        return EXIT_CODE_INTERNAL;
    return end->exit_code;
}

int conclude(struct conclusion *conclusion, const struct event_sink *sink, struct error *err)
{
    struct event_end *end = conclusion->end;
    const uint64_t parts_left_out = end->findings_left_out;
    int code;
    /* Without a folder: fingerprints of these findings have the file's name alone. */
    const struct settler settler = {.rules = conclusion->rules};
    const struct gates gates = {&settler, conclusion->description, conclusion->findings};

    require_judged(conclusion);
    require_assertions(conclusion);
    end->not_checked = count_not_checked(conclusion->findings);
    look_at_coverage(conclusion, &settler);
    if (conclusion->sealing)
        findings_seal(conclusion->findings, conclusion->sealing);
    end->findings_left_out = parts_left_out + findings_left_out(conclusion->findings);
    compare_with_baselines(conclusion, &gates);
    if (!conclusion->partial)
        gate_expired_ignores(&gates);
    require_complete(conclusion, &gates);
    end->findings_left_out = parts_left_out + findings_left_out(conclusion->findings);
    findings_sort(conclusion->findings);
    list_unsuccessful(conclusion);
    code = send_all(conclusion, sink, err);
    free((void *)(uintptr_t)end->unsuccessful);
    end->unsuccessful = NULL;
    return code;
}
