#include "run/gates.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "finding/rules.h"

/* name: tells one gate of a rule from another; may be absent. */
static void add(const struct gates *gates, rule_index rule, struct str name, struct place place,
                struct str message)
{
    const struct found found = {.subject = {.rule = rule, .part = PART_DESCRIPTION, .name = name},
                                .told.message = message};
    struct finding gate = {.description = place};
    struct arena arena;

    arena_init(&arena);
    if (settle(gates->settler, &arena, &found, &gate))
        findings_add(gates->findings, &gate);
    arena_release(&arena);
}

static struct place place_in(const struct node *node)
{
    struct position position = node_position(node);

    return (struct place){
        .file = node_file(node), .line = position.line, .column = position.column};
}

void gate_not_checked(const struct gates *gates, struct str message)
{
    add(gates, RULE_GATE_NOT_CHECKED, STR_NONE, (struct place){.file = gates->description},
        message);
}

/* ---- the baseline ---- */

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

/* The entry's fingerprint tells its gate from those of others. */
static void add_entry(const struct gates *gates, const struct baseline_entry *entry,
                      rule_index rule, const char *what)
{
    struct strbuf message;

    strbuf_init(&message, FINDING_TEXT_MAX);
    strbuf_add_text(&message, what);
    name_entry(&message, entry);
    if (entry->accepted.reason.length) {
        strbuf_add_text(&message, " (");
        strbuf_add(&message, entry->accepted.reason);
        strbuf_add_char(&message, ')');
    }
    add(gates, rule, str_of(entry->fingerprint), place_in(entry->place), strbuf_str(&message));
    strbuf_release(&message);
}

void gate_baseline(const struct gates *gates, const struct baseline *baseline,
                   const struct baseline_question *question, struct baseline_tally *tally)
{
    for (size_t i = 0; i < baseline_count(baseline); i++) {
        const struct baseline_entry *entry = baseline_at(baseline, i);
        bool expired = baseline_has_expired(entry, question->today);
        char what[64];

        tally->resolved += entry->outcome == BASELINE_GONE;
        tally->expired += expired && entry->outcome != BASELINE_GONE;
        tally->unexercised += entry->outcome == BASELINE_UNEXERCISED;
        if (question->partial)
            continue;
        if (entry->outcome == BASELINE_GONE)
            add_entry(gates, entry, RULE_GATE_BASELINE_STALE, "not found again: ");
        if (!expired || entry->outcome == BASELINE_GONE)
            continue;
        snprintf(what, sizeof what, "expired on %.*s: ", STR_ARGS(entry->accepted.expires));
        add_entry(gates, entry, RULE_GATE_BASELINE_EXPIRED, what);
    }
}

/* ---- ignores ---- */

void gate_expired_ignores(const struct gates *gates)
{
    const struct rules *rules = gates->settler->rules;
    struct expired_ignore expired;

    for (size_t i = 0; rules && rules_expired_at(rules, i, &expired); i++) {
        char message[FINDING_TEXT_MAX], name[64];

        snprintf(message, sizeof message, "an ignore expired on %.*s: %.*s",
                 STR_ARGS(expired.accepted.expires), STR_ARGS(expired.accepted.reason));
        snprintf(name, sizeof name, "ignore %zu", i);
        add(gates, RULE_GATE_BASELINE_EXPIRED, str_of(name), place_in(expired.place),
            str_of(message));
    }
}
