/* The fixed list of checks, from which an operation's cases are made, and the case that a finding
   belongs to. */
#include <assert.h>

#include "report/junit_run.h"

/* What a check has a case for: the whole operation, each parameter, ... */
enum scope { OF_OPERATION, OF_PARAMETER, OF_REQUEST_BODY, OF_STATUS, OF_RESPONSE_BODY };

enum { CHECK_MAX_RULES = 6 };

/* Did some exchange have the check look at something? slot: NULL with OF_OPERATION. */
typedef bool exercised_by(const struct coverage_operation *operation,
                          const struct coverage_slot *slot);

struct junit_check {
    enum scope scope;
    const char *name;
    exercised_by *is_exercised;
    const char *idle; /* why it was not, though the operation was hit and the status came */
    const char
        *rules[CHECK_MAX_RULES]; /* ids; one that ends in '.' or '-' is a prefix, "" is all */
};

/* ---- what tells that something was looked at ---- */

/* One of the kind was seen; name and detail: STR_NONE for any. */
static bool was_seen(const struct coverage_operation *operation, enum slot_kind kind,
                     struct str name, struct str detail)
{
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (slot->kind == kind && slot->seen && (!name.text || str_equal(slot->name, name)) &&
            (!detail.text || str_equal(slot->detail, detail)))
            return true;
    }
    return false;
}

static bool by_hit(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    (void)slot;
    return operation->seen > 0;
}

static bool by_security(const struct coverage_operation *operation,
                        const struct coverage_slot *slot)
{
    (void)slot;
    return operation->answers.secured > 0;
}

/* It was there, or it was left out where it may be. */
static bool by_presence(const struct coverage_operation *operation,
                        const struct coverage_slot *slot)
{
    return slot->seen > 0 || was_seen(operation, SLOT_OMITTED, slot->name, slot->detail);
}

static bool by_value(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    (void)operation;
    return slot->seen > 0;
}

static bool by_schema(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    (void)operation;
    return slot->judged > 0;
}

static bool by_documented_values(const struct coverage_operation *operation,
                                 const struct coverage_slot *slot)
{
    (void)operation;
    return slot->valued > 0;
}

static bool by_known_request(const struct coverage_operation *operation,
                             const struct coverage_slot *slot)
{
    (void)slot;
    return operation->answers.body_known > 0;
}

static bool by_request_type(const struct coverage_operation *operation,
                            const struct coverage_slot *slot)
{
    (void)slot;
    return was_seen(operation, SLOT_REQUEST_BODY, STR_NONE, STR_NONE);
}

static bool by_answer(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    (void)slot;
    return operation->answers.succeeded || operation->answers.failure_count;
}

/* The slot of the status itself. */
static const struct coverage_slot *status_of(const struct coverage_operation *operation,
                                             const struct coverage_slot *slot)
{
    for (size_t i = 0; i < operation->slot_count; i++)
        if (operation->slots[i].kind == SLOT_STATUS &&
            str_equal(operation->slots[i].name, slot->name))
            return &operation->slots[i];
    return slot;
}

static bool by_response_type(const struct coverage_operation *operation,
                             const struct coverage_slot *slot)
{
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *typed = &operation->slots[i];

        if (typed->kind == SLOT_RESPONSE && typed->media_type.length && typed->seen &&
            str_equal(typed->name, slot->name))
            return true;
    }
    return false;
}

static bool by_known_response(const struct coverage_operation *operation,
                              const struct coverage_slot *slot)
{
    return status_of(operation, slot)->judged > 0;
}

/* One that is described was there. */
static bool by_headers(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    return was_seen(operation, SLOT_HEADER, STR_NONE, slot->name);
}

static bool by_assertion(const struct coverage_operation *operation,
                         const struct coverage_slot *slot)
{
    (void)slot;
    return operation->answers.asserted > 0;
}

/* A place for what no other check has: nothing of its own is looked at there. */
static bool by_nothing(const struct coverage_operation *operation, const struct coverage_slot *slot)
{
    (void)operation;
    (void)slot;
    return false;
}

/* In the order of their cases. CI servers know cases by these names: they never change. */
static const struct junit_check checks[] = {
    {OF_OPERATION, "route", by_hit, NULL, {"route."}},
    {OF_OPERATION,
     "security",
     by_security,
     "no security requirement was held against a request",
     {"request.security-unsatisfied"}},
    {OF_PARAMETER,
     "presence",
     by_presence,
     "no request tells whether it was sent",
     {"request.parameter-missing", "request.parameter-unwritten"}},
    {OF_PARAMETER,
     "value",
     by_value,
     "no request had it",
     {"request.parameter-schema", "request.parameter-style", "request.parameter-repeated"}},
    {OF_OPERATION, "undeclared-parameters", by_hit, NULL, {"request.parameter-undocumented"}},
    {OF_OPERATION,
     "request-body-presence",
     by_known_request,
     "no request tells whether it had a body",
     {"request.body-missing", "request.body-undocumented"}},
    {OF_OPERATION,
     "request-content-type",
     by_request_type,
     "no request had a body of a documented type",
     {"request.content-type-undocumented"}},
    {OF_REQUEST_BODY,
     "well-formed",
     by_value,
     "no request had such a body",
     {"request.body-malformed", "http.json-duplicate-key"}},
    {OF_REQUEST_BODY,
     "body-schema",
     by_schema,
     "no such body was held against a schema",
     {"request.body-schema"}},
    {OF_REQUEST_BODY,
     "undeclared-properties",
     by_schema,
     "no such body was held against a schema",
     {"request.property-undocumented"}},
    {OF_OPERATION,
     "status-documented",
     by_answer,
     "no exchange has a status",
     {"response.status-undocumented", "response.status-by-default"}},
    {OF_OPERATION,
     "server-error",
     by_answer,
     "no exchange has a status",
     {"response.server-error"}},
    {OF_STATUS,
     "content-type",
     by_response_type,
     "no response had a body of a documented type",
     {"response.content-type-"}},
    {OF_STATUS,
     "body-presence",
     by_known_response,
     "no response tells whether it had a body",
     {"response.body-missing", "response.body-undocumented", "http.body-on-bodyless-status"}},
    {OF_STATUS, "headers", by_headers, "no response had a documented header", {"response.header-"}},
    {OF_RESPONSE_BODY,
     "well-formed",
     by_value,
     "no response had such a body",
     {"response.body-malformed", "http.json-duplicate-key"}},
    {OF_RESPONSE_BODY,
     "body-schema",
     by_schema,
     "no such body was held against a schema",
     {"response.body-schema"}},
    {OF_RESPONSE_BODY,
     "undeclared-properties",
     by_schema,
     "no such body was held against a schema",
     {"response.property-undocumented"}},
    {OF_RESPONSE_BODY,
     "documented-values",
     by_documented_values,
     "no such body was held against documented values",
     {"response.value-undocumented"}},
    {OF_OPERATION,
     "assertions",
     by_assertion,
     "no assertion of a rule set was true or false",
     {"rule.assertion"}},
    {OF_OPERATION, "other", by_nothing, "a place for what no other case tells", {""}},
};

/* The check is about a status, and it never came. */
static bool lacks_status(const struct coverage_operation *operation,
                         const struct junit_evidence *evidence)
{
    const struct coverage_slot *status;

    if (evidence->check->scope != OF_STATUS && evidence->check->scope != OF_RESPONSE_BODY)
        return false;
    status = status_of(operation, evidence->slot);
    return status->kind == SLOT_STATUS && status->seen == 0;
}

const char *junit_idle_reason(const struct coverage_operation *operation,
                              const struct junit_evidence *evidence)
{
    if (!evidence->check)
        return evidence->idle;
    if (operation->seen == 0 || !evidence->check->idle)
        return "no exchange hit the operation";
    return lacks_status(operation, evidence) ? "no response had this status"
                                             : evidence->check->idle;
}

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

static void add_case(struct junit_run *run, struct junit_suite *suite,
                     const struct junit_check *check, const struct coverage_slot *slot)
{
    const struct coverage_operation *operation = suite->operation;
    const struct place *place = slot ? &slot->place : &operation->place;
    const struct junit_evidence evidence = {
        .check = check, .slot = slot, .exercised = check->is_exercised(operation, slot)};
    struct str name = case_name(&run->gathered.arena, &operation->name, check, slot);
    struct junit_case *one = junit_add_case(run, suite, name, &evidence);

    one->file = place->file;
    one->line = place->line;
}

void junit_list_operation(struct junit_run *run, struct junit_suite *suite)
{
    const struct coverage_operation *operation = suite->operation;

    for (size_t i = 0; i < ARRAY_LENGTH(checks); i++) {
        if (checks[i].scope == OF_OPERATION)
            add_case(run, suite, &checks[i], NULL);
        for (size_t j = 0; j < operation->slot_count; j++) {
            if (asks_of(&checks[i], operation, &operation->slots[j]))
                add_case(run, suite, &checks[i], &operation->slots[j]);
        }
    }
}

/* ---- finding the case ---- */

static bool names_rule(const struct junit_check *check, struct str id)
{
    for (size_t i = 0; i < CHECK_MAX_RULES && check->rules[i]; i++) {
        struct str rule = str_of(check->rules[i]);
        bool prefix =
            rule.length == 0 || str_ends_with(rule, STR(".")) || str_ends_with(rule, STR("-"));

        if (prefix ? str_starts_with(id, rule) : str_equal(id, rule))
            return true;
    }
    return false;
}

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
        int close = names_rule(one->evidence->check, id)
                        ? closeness(one->evidence, part, name, status_key, media_type)
                        : 0;

        if (close > best) {
            best = close;
            found = one;
        }
    }
    return found->evidence;
}
