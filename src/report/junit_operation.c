/* The suite of an operation: a case for each check of it and of its slots, and the case that a
   finding belongs to. */
#include <assert.h>

#include "finding/rules.h"
#include "report/junit_checks.h"
#include "report/junit_run.h"

/* ---- listing ---- */

static struct str case_name(struct arena *arena, const struct operation_name *operation,
                            const struct junit_check *check, const struct coverage_slot *slot)
{
    struct str route =
        str_format(arena, "%.*s %.*s", STR_ARGS(operation->method), STR_ARGS(operation->path));

    assert(slot || check->scope == OF_OPERATION); /* asks_of chose the slot */
    switch (check->scope) {
    case OF_OPERATION:
        break;
    case OF_PARAMETER:
        return str_format(arena, "%.*s %.*s parameter %.*s: %s", STR_ARGS(route),
                          STR_ARGS(slot->detail), STR_ARGS(slot->name), check->name);
    case OF_REQUEST_BODY:
        return str_format(arena, "%.*s request %.*s: %s", STR_ARGS(route),
                          STR_ARGS(slot->media_type), check->name);
    case OF_STATUS:
        return str_format(arena, "%.*s %.*s: %s", STR_ARGS(route), STR_ARGS(slot->name),
                          check->name);
    case OF_RESPONSE_BODY:
        return str_format(arena, "%.*s %.*s %.*s: %s", STR_ARGS(route), STR_ARGS(slot->name),
                          STR_ARGS(slot->media_type), check->name);
    }
    return str_format(arena, "%.*s: %s", STR_ARGS(route), check->name);
}

/* A status has a slot for each media type: the checks of the status itself go with the first. */
static bool is_first_of_status(const struct coverage_operation *operation,
                               const struct coverage_slot *slot)
{
    for (const struct coverage_slot *before = operation->slots; before < slot; before++) {
        if (before->kind == SLOT_RESPONSE && str_equal(before->name, slot->name))
            return false;
    }
    return true;
}

static bool asks_of(const struct junit_check *check, const struct coverage_operation *operation,
                    const struct coverage_slot *slot)
{
    switch (check->scope) {
    case OF_OPERATION:
        break;
    case OF_PARAMETER:
        return slot->kind == SLOT_PARAMETER;
    case OF_REQUEST_BODY:
        return slot->kind == SLOT_REQUEST_BODY;
    case OF_STATUS:
        return slot->kind == SLOT_RESPONSE && is_first_of_status(operation, slot);
    case OF_RESPONSE_BODY:
        return slot->kind == SLOT_RESPONSE && slot->media_type.length > 0;
    }
    return false;
}

/* What of the check is off there, so that nobody has looked for it. A rule that is off by default
   is not told: nobody has switched it off. */
static void note_off(struct junit_run *run, const struct coverage_operation *operation,
                     struct junit_evidence *evidence)
{
    const struct junit_check *check = evidence->check;
    struct str status = junit_check_status(check, evidence->slot);
    bool asks = false, is_on = false;
    struct strbuf off;

    strbuf_init(&off, SIZE_MAX);
    for (rule_index rule = 0; rule < RULE_COUNT; rule++) {
        const struct rule_info *info = rule_info(rule);
        bool is_asked = junit_check_asks(check, str_of(info->id));
        bool is_off = rule_is_off(run->gathered.rules_off, operation, status, rule);

        asks = asks || is_asked;
        is_on = is_on || (is_asked && !is_off);
        if (is_off && info->severity != SEVERITY_OFF && junit_check_names(check, str_of(info->id)))
            strbuf_addf(&off, "%s%s", off.length ? ", " : "", info->id);
    }
    evidence->is_off = asks && !is_on;
    evidence->off = str_copy(&run->gathered.arena, strbuf_str(&off));
    strbuf_release(&off);
}

static void add_case(struct junit_run *run, struct junit_suite *suite,
                     const struct junit_check *check, const struct coverage_slot *slot)
{
    const struct coverage_operation *operation = suite->operation;
    const struct place *place = slot ? &slot->place : &operation->place;
    struct junit_evidence evidence = {
        .check = check, .slot = slot, .idle = junit_check_idle(check, operation, slot)};
    struct str name = case_name(&run->gathered.arena, &operation->name, check, slot);
    struct junit_case *one;

    note_off(run, operation, &evidence);
    one = junit_add_case(run, suite, name, &evidence);
    one->file = place->file;
    one->line = place->line;
}

void junit_list_operation(struct junit_run *run, struct junit_suite *suite)
{
    const struct coverage_operation *operation = suite->operation;

    const struct junit_check *check;

    for (size_t i = 0; (check = junit_check_at(i)); i++) {
        if (check->scope == OF_OPERATION)
            add_case(run, suite, check, NULL);
        for (size_t j = 0; j < operation->slot_count; j++) {
            if (asks_of(check, operation, &operation->slots[j]))
                add_case(run, suite, check, &operation->slots[j]);
        }
    }
}

/* ---- finding the case ---- */

static bool is_parameter(const struct coverage_slot *slot, enum part part, struct str name)
{
    switch (part) {
    case PART_REQUEST_PATH:
        return str_is(slot->detail, "path") && str_equal(slot->name, name);
    case PART_REQUEST_QUERY:
        return str_is(slot->detail, "query") && str_equal(slot->name, name);
    case PART_REQUEST_HEADER:
        return str_is(slot->detail, "header") && str_equal_ignoring_case(slot->name, name);
    case PART_REQUEST_COOKIE:
        return str_is(slot->detail, "cookie") && str_equal(slot->name, name);
    case PART_REQUEST_BODY:
    case PART_RESPONSE_STATUS:
    case PART_RESPONSE_HEADER:
    case PART_RESPONSE_BODY:
    case PART_DESCRIPTION:
        break;
    }
    return false;
}

/* How closely a documented media type, which may be a range, fits the type: 0 when it does not, 3
   when they are equal. Every one fits an absent type. */
static int covers(struct str key, struct str type)
{
    key = content_type_name(key);
    if (type.length == 0 || str_equal_ignoring_case(key, type))
        return 3;
    if (str_is(key, "*/*"))
        return 1;
    if (!str_ends_with(key, STR("/*")))
        return 0;
    key.length--;
    return str_equal_ignoring_case(str_slice(type, 0, key.length), key) ? 2 : 0;
}

/* How closely a finding's place fits that of a case; 0: not at all. */
static int closeness(const struct junit_evidence *one, enum part part, struct str name,
                     struct str status_key, struct str media_type)
{
    switch (one->check->scope) {
    case OF_OPERATION:
        break;
    case OF_PARAMETER:
        return is_parameter(one->slot, part, name);
    case OF_REQUEST_BODY:
        return part == PART_REQUEST_BODY ? covers(one->slot->media_type, media_type) : 0;
    case OF_STATUS:
        return str_equal(one->slot->name, status_key);
    case OF_RESPONSE_BODY:
        return part == PART_RESPONSE_BODY && str_equal(one->slot->name, status_key)
                   ? covers(one->slot->media_type, media_type)
                   : 0;
    }
    return 1;
}

struct junit_evidence *junit_case_other(const struct junit_suite *suite)
{
    return suite->cases.items[suite->cases.count - 1].evidence;
}

struct junit_evidence *junit_case_for(struct junit_suite *suite, rule_index rule, enum part part,
                                      struct str name, struct str status_key, struct str media_type)
{
    struct str id = str_of(rule_info(rule)->id);
    struct junit_case *last = &suite->cases.items[suite->cases.count - 1];
    struct junit_case *found = last;
    int best = 0;

    for (struct junit_case *one = suite->cases.items; one < last; one++) {
        int close = junit_check_takes(one->evidence->check, id)
                        ? closeness(one->evidence, part, name, status_key, media_type)
                        : 0;

        if (close > best) {
            best = close;
            found = one;
        }
    }
    return found->evidence;
}
