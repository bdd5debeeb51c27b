/* Any bytes as a baseline: it is read or refused with a place. One that is read is held against
   what was found, brought up to date, and written: the text can be read, is written the same again,
   and excuses all that was found. */
#include "baseline/baseline.h"
#include "finding/rules.h"
#include "observe/observe.h"
#include "rules/settle.h"
#include "shop.h"

static const struct str today = STR_INITIAL("2026-11-25");

/* What is found in the shop, found once; copies of it are marked. */
static struct findings *found;
static const struct event_coverage *coverage;

static void gather(void *context, const struct judgement *judgement)
{
    struct observation *observation = context;

    observe_exchange(observation, &judgement->exercised);
    for (size_t i = 0; i < judgement->finding_count; i++)
        findings_add(found, &judgement->findings[i]);
}

static void find_once(void)
{
    static struct observation *observation;
    struct rules *rules;
    struct redaction *redaction;
    struct checker *checker;

    if (found)
        return;
    rules = rules_new();
    redaction = redaction_new();
    checker = checker_new(shop_api(), rules, redaction);
    found = findings_new();
    observation = observation_new(shop_api(), true);
    checker_observe(checker, observation);
    shop_judge(checker, gather, observation);
    findings_sort(found);
    coverage = observation_coverage(observation, NULL, NULL, true, 0);
    checker_free(checker);
    redaction_free(redaction);
    rules_free(rules);
}

static struct findings *copy_of_found(void)
{
    struct findings *findings = findings_new();

    for (size_t i = 0; i < findings_count(found); i++)
        findings_add(findings, findings_at(found, i));
    findings_sort(findings);
    return findings;
}

static struct baseline *read_baseline(const char *name, struct str text, struct error *err)
{
    struct baseline *baseline = baseline_new();
    char path[sizeof folder + 2];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_file(name, text);
    if (baseline_read(baseline, path, err))
        return baseline;
    must(str_find(str_of(err->message), str_of(folder)) != SIZE_MAX, "a refusal has a place");
    baseline_free(baseline);
    return NULL;
}

/* Is every finding excused, unless its entry has expired? */
static void check_accepted(const struct baseline *baseline, const struct findings *findings)
{
    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct acceptance *accepted;
        enum baseline_state state =
            baseline_state_of(baseline, findings_at(findings, i), STR(""), &accepted);

        must(state == BASELINE_KNOWN, "what was taken in is known");
    }
}

static void check_rewritten(const struct baseline *baseline, const struct findings *findings)
{
    struct error err = {0};
    struct strbuf text, again;
    struct baseline *same;

    strbuf_init(&text, SIZE_MAX);
    strbuf_init(&again, SIZE_MAX);
    baseline_write(baseline, &text);
    same = read_baseline("b", strbuf_str(&text), &err);
    must(same != NULL, "what was written can be read");
    must(baseline_count(same) == baseline_count(baseline), "no entry is lost");
    check_accepted(same, findings);
    baseline_write(same, &again);
    must(str_equal(strbuf_str(&text), strbuf_str(&again)), "it is written the same again");
    baseline_free(same);
    strbuf_release(&text);
    strbuf_release(&again);
}

static void use(struct baseline *baseline, bool prune, bool exercised)
{
    struct findings *findings = copy_of_found();
    struct baseline_question question = {.findings = findings,
                                         .coverage = exercised ? coverage : NULL,
                                         .lint = prune,
                                         .partial = prune && !exercised,
                                         .folder = shop_api()->folder,
                                         .today = today};
    struct baseline_tally tally = {.used = true};
    size_t before = baseline_count(baseline);
    struct baseline_change change;

    baseline_compare(baseline, &question);
    settle_known(findings, baseline, &question, &tally);
    change = baseline_update(baseline, &question, prune);
    must(change.added + change.kept == baseline_count(baseline),
         "what was added and kept is there");
    must(change.kept + change.removed == before, "what was there is kept or removed");
    check_rewritten(baseline, findings);
    findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says how the baseline is brought up to date. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct error err = {0};
    struct baseline *baseline;

    if (size == 0)
        return 0;
    find_once();
    baseline = read_baseline("a", str_slice(text, 1, SIZE_MAX), &err);
    if (!baseline)
        return 0;
    use(baseline, data[0] & 1, data[0] & 2);
    baseline_free(baseline);
    return 0;
}
