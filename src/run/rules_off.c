#include "run/rules_off.h"

static const struct coverage_slot *slots_with_rules_off(struct arena *arena,
                                                        const struct coverage_operation *operation,
                                                        struct rule_subject subject,
                                                        const struct rules *rules)
{
    struct coverage_slot *slots =
        ARENA_ARRAY(arena, struct coverage_slot, operation->slot_count + 1);

    for (size_t i = 0; i < operation->slot_count; i++) {
        slots[i] = operation->slots[i];
        subject.status_key = slots[i].name;
        if (slots[i].kind == SLOT_STATUS)
            slots[i].rules_off = rules_off_at(arena, rules, &subject, operation->rules_off);
    }
    return slots;
}

const struct event_coverage *coverage_with_rules_off(struct arena *arena,
                                                     const struct event_coverage *coverage,
                                                     const struct rules *rules)
{
    struct coverage_operation *operations;
    struct event_coverage *copy;

    if (!coverage || !rules_look_at_places(rules))
        return coverage;
    operations = ARENA_ARRAY(arena, struct coverage_operation, coverage->operation_count + 1);
    copy = ARENA_NEW(arena, struct event_coverage);
    *copy = *coverage;
    copy->operations = operations;
    for (size_t i = 0; i < coverage->operation_count; i++) {
        struct coverage_operation *operation = &operations[i];
        struct rule_subject subject = {.operation = coverage->operations[i].name,
                                       .tags = coverage->operations[i].tags,
                                       .tag_count = coverage->operations[i].tag_count};

        *operation = coverage->operations[i];
        operation->rules_off = rules_off_at(arena, rules, &subject, NULL);
        if (rules_ask_status(rules))
            operation->slots = slots_with_rules_off(arena, operation, subject, rules);
    }
    return copy;
}
