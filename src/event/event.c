#include "event/event.h"

#include "finding/rules.h"

const char *share_by_name(unsigned by)
{
    static const char *const names[] = {
        [SHARE_BY_AUTO] = "auto",     [SHARE_BY_RECORDS] = "records", [SHARE_BY_FILES] = "files",
        [SHARE_BY_RANGES] = "ranges", [SHARE_BY_INPUT] = "input",
    };

    return by < ARRAY_LENGTH(names) ? names[by] : NULL;
}

const bool *rules_off_copy(struct arena *arena, const bool *rules_off)
{
    bool *copy;

    if (!rules_off)
        return NULL;
    copy = ARENA_ARRAY(arena, bool, RULE_COUNT);
    memcpy(copy, rules_off, RULE_COUNT * sizeof *copy);
    return copy;
}

static bool has(const bool *rules_off, rule_index rule)
{
    return rules_off && rules_off[rule];
}

bool rule_is_off(const bool *rules_off, const struct coverage_operation *operation,
                 struct str status, rule_index rule)
{
    if (has(rules_off, rule) || (operation && has(operation->rules_off, rule)))
        return true;
    for (size_t i = 0; operation && status.text && i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->kind == SLOT_STATUS && str_equal(slot->name, status))
            return has(slot->rules_off, rule);
    }
    return false;
}

bool event_end_has_counting(const struct event_end *end, enum severity fail_on)
{
    if (fail_on == SEVERITY_OFF)
        return false;
    for (int severity = (int)fail_on; severity <= SEVERITY_ERROR; severity++)
        if (end->findings[severity])
            return true;
    return false;
}

const struct coverage_operation *coverage_operation_named(const struct event_coverage *coverage,
                                                          const struct operation_name *name)
{
    for (size_t i = 0; i < coverage->operation_count; i++)
        if (operation_name_equal(&coverage->operations[i].name, name))
            return &coverage->operations[i];
    return NULL;
}

/* ---- answers ---- */

void operation_answers_fail(struct operation_answers *answers, int status)
{
    size_t at = 0;

    while (at < answers->failure_count && answers->failures[at] < status)
        at++;
    if (at == OPERATION_MAX_FAILURES ||
        (at < answers->failure_count && answers->failures[at] == status))
        return;
    if (answers->failure_count < OPERATION_MAX_FAILURES)
        answers->failure_count++;
    for (size_t i = answers->failure_count - 1; i > at; i--)
        answers->failures[i] = answers->failures[i - 1];
    answers->failures[at] = status;
}

void operation_answers_add(struct operation_answers *answers, const struct operation_answers *added)
{
    answers->succeeded += added->succeeded;
    answers->judged += added->judged;
    answers->secured += added->secured;
    answers->body_known += added->body_known;
    answers->asserted += added->asserted;
    for (size_t i = 0; i < added->failure_count; i++)
        operation_answers_fail(answers, added->failures[i]);
}

void coverage_slot_add(struct coverage_slot *slot, const struct coverage_slot *added)
{
    slot->seen += added->seen;
    slot->judged += added->judged;
    slot->read += added->read;
    slot->valued += added->valued;
}

void assertion_tally_add(struct assertion_tally *tally, const struct assertion_tally *added)
{
    tally->held += added->held;
    tally->failed += added->failed;
    tally->not_applicable += added->not_applicable;
}

/* ---- measures ---- */

bool measure_is_named(const char *id, struct str name)
{
    size_t i = 0;

    while (i < name.length && id[i] && (name.text[i] == '-' ? '_' : name.text[i]) == id[i])
        i++;
    return i == name.length && !id[i];
}
