/* What a run says about a baseline's entries: found again, gone, or not looked at. An entry is gone
   only when the run exercised what it is about: a run of one operation must not call the findings
   of the others resolved. */
#include <stdio.h>

#include "base/strbuf.h"
#include "baseline/state.h"

/* ---- was it looked at? ---- */

static const struct coverage_operation *operation_of(const struct event_coverage *coverage,
                                                     const struct baseline_entry *entry)
{
    for (size_t i = 0; coverage && i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (str_equal(operation->name.path, entry->path) &&
            str_equal(operation->name.method, entry->method))
            return operation;
    }
    return NULL;
}

static bool slot_is_for(const struct coverage_slot *slot, const struct baseline_entry *entry)
{
    switch (slot->kind) {
    case SLOT_PARAMETER:
        return entry->name.length && str_starts_with(entry->part, STR("request.")) &&
               str_equal(slot->name, entry->name);
    case SLOT_REQUEST_BODY:
        return str_is(entry->part, "request.body");
    case SLOT_RESPONSE:
        return str_starts_with(entry->part, STR("response.")) &&
               str_equal(slot->name, entry->status);
    case SLOT_OMITTED:
    case SLOT_STATUS:
    case SLOT_HEADER:
        break;
    }
    return false;
}

/* By the parameter, the request body or the response of that status; where the description knows no
   such thing, any exchange of the operation could have shown it again. */
static bool was_exercised_in(const struct coverage_operation *operation,
                             const struct baseline_entry *entry)
{
    bool has_slot = false;

    if (!operation->selected || operation->seen == 0)
        return false;
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (!slot_is_for(slot, entry))
            continue;
        if (slot->seen)
            return true;
        has_slot = true;
    }
    /* That something is missing shows where it is not there. */
    return !has_slot || str_ends_with(entry->rule, STR("-missing"));
}

static bool was_exercised(const struct baseline_question *question,
                          const struct baseline_entry *entry)
{
    const struct coverage_operation *operation;

    if (str_starts_with(entry->rule, STR("description.")))
        return question->lint;
    if (question->lint || !question->coverage)
        return false;
    operation = operation_of(question->coverage, entry);
    if (operation)
        return was_exercised_in(operation, entry);
    /* The operation is none of the description's (any more): any exchange would have told. */
    for (size_t i = 0; i < question->coverage->operation_count; i++)
        if (question->coverage->operations[i].seen)
            return true;
    return false;
}

void baseline_compare(struct baseline *baseline, const struct baseline_question *question)
{
    for (size_t i = 0; i < baseline->entries.count; i++)
        baseline->entries.items[i]->outcome = BASELINE_UNEXERCISED;
    for (size_t i = 0; i < findings_count(question->findings); i++) {
        struct baseline_entry *entry = map_get(
            &baseline->by_fingerprint, str_of(findings_at(question->findings, i)->fingerprint));

        if (entry)
            entry->outcome = BASELINE_FOUND;
    }
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct baseline_entry *entry = baseline->entries.items[i];

        if (entry->outcome != BASELINE_FOUND && !question->partial &&
            was_exercised(question, entry))
            entry->outcome = BASELINE_GONE;
    }
}

/* ---- new and known ---- */

static bool has_expired(const struct baseline_entry *entry, struct str today)
{
    return entry->accepted.expires.length && str_compare(entry->accepted.expires, today) < 0;
}

/* What a count of observations says at the level of information comes and goes with the traffic:
   nobody needs to accept it. */
bool baseline_takes(const struct finding *finding)
{
    return finding->class != CLASS_GATE && finding->baseline != BASELINE_IGNORED &&
           !(finding->observations && finding->severity == SEVERITY_INFO);
}

static void mark_findings(struct baseline *baseline, const struct baseline_question *question,
                          struct baseline_tally *tally)
{
    for (size_t i = 0; i < findings_count(question->findings); i++) {
        const struct finding *finding = findings_at(question->findings, i);
        const struct baseline_entry *entry =
            map_get(&baseline->by_fingerprint, str_of(finding->fingerprint));

        if (finding->class == CLASS_GATE || finding->baseline == BASELINE_IGNORED ||
            (!entry && !baseline_takes(finding)))
            continue;
        if (entry && !has_expired(entry, question->today)) {
            findings_mark(question->findings, i, BASELINE_KNOWN, &entry->accepted);
            tally->known++;
        } else {
            findings_mark(question->findings, i, BASELINE_NEW, NULL);
            tally->fresh++;
        }
    }
}

/* ---- gates ---- */

static struct place place_of_entry(struct baseline *baseline, const struct baseline_entry *entry)
{
    struct position position = node_position(entry->place);

    return (struct place){.file = baseline->file, .line = position.line, .column = position.column};
}

/* "response.body-schema.type in GET /pets 200 response.body /items/3/id" */
static void name_entry(struct strbuf *out, const struct baseline_entry *entry)
{
    const struct str words[] = {entry->method, entry->path, entry->status,
                                entry->part,   entry->name, entry->pointer};

    strbuf_add(out, entry->rule);
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        if (words[i].length == 0)
            continue;
        strbuf_add_char(out, ' ');
        strbuf_add(out, words[i]);
    }
}

static void add_gate(struct baseline *baseline, const struct baseline_question *question,
                     const struct baseline_entry *entry, enum rule rule, const char *what)
{
    struct strbuf message;
    /* The entry's fingerprint tells one gate from another, as a name does. */
    struct finding gate = {.rule = rule,
                           .severity = question->rules
                                           ? rules_severity(question->rules, rule, STR_NONE)
                                           : rule_info(rule)->severity,
                           .class = CLASS_GATE,
                           .part = PART_DESCRIPTION,
                           .name = str_of(entry->fingerprint),
                           .description = place_of_entry(baseline, entry),
                           .count = 1};

    strbuf_init(&message, FINDING_TEXT_MAX);
    strbuf_add_text(&message, what);
    name_entry(&message, entry);
    if (entry->accepted.reason.length) {
        strbuf_add_text(&message, " (");
        strbuf_add(&message, entry->accepted.reason);
        strbuf_add_char(&message, ')');
    }
    gate.message = strbuf_str(&message);
    findings_add(question->findings, &gate);
    strbuf_release(&message);
}

static void add_gates(struct baseline *baseline, const struct baseline_question *question,
                      struct baseline_tally *tally)
{
    for (size_t i = 0; i < baseline->entries.count; i++) {
        const struct baseline_entry *entry = baseline->entries.items[i];
        bool expired = has_expired(entry, question->today);
        char what[64] = "not found again: ";

        tally->resolved += entry->outcome == BASELINE_GONE;
        tally->expired += expired && entry->outcome != BASELINE_GONE;
        tally->unexercised += entry->outcome == BASELINE_UNEXERCISED;
        if (question->partial)
            continue;
        if (entry->outcome == BASELINE_GONE)
            add_gate(baseline, question, entry, RULE_GATE_BASELINE_STALE, what);
        if (!expired || entry->outcome == BASELINE_GONE)
            continue;
        snprintf(what, sizeof what, "expired on %.*s: ", STR_ARGS(entry->accepted.expires));
        add_gate(baseline, question, entry, RULE_GATE_BASELINE_EXPIRED, what);
    }
}

void baseline_apply(struct baseline *baseline, const struct baseline_question *question,
                    struct baseline_tally *tally)
{
    *tally = (struct baseline_tally){.used = true};
    baseline_compare(baseline, question);
    mark_findings(baseline, question, tally);
    add_gates(baseline, question, tally);
}
