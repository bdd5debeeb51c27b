#include "report/junit_checks.h"

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

static const char *unless(bool looked_at, const char *reason)
{
    return looked_at ? NULL : reason;
}

/* A route is looked at wherever it leads. */
static const char *by_hit(const struct coverage_operation *operation,
                          const struct coverage_slot *slot)
{
    (void)operation;
    (void)slot;
    return NULL;
}

static const char *by_judgement(const struct coverage_operation *operation,
                                const struct coverage_slot *slot)
{
    (void)slot;
    return unless(operation->answers.judged > 0, "the description of the operation cannot be read");
}

static const char *by_security(const struct coverage_operation *operation,
                               const struct coverage_slot *slot)
{
    (void)slot;
    return unless(operation->answers.secured > 0,
                  "no security requirement was held against a request");
}

/* It was there, or it was left out where it may be. */
static const char *by_presence(const struct coverage_operation *operation,
                               const struct coverage_slot *slot)
{
    return unless(slot->seen > 0 || was_seen(operation, SLOT_OMITTED, slot->name, slot->detail),
                  "no request tells whether it was sent");
}

static const char *by_value(const struct coverage_operation *operation,
                            const struct coverage_slot *slot)
{
    (void)operation;
    return unless(slot->seen > 0, "no request had it");
}

static const char *by_reading(const struct coverage_operation *operation,
                              const struct coverage_slot *slot)
{
    const char *absent = slot->kind == SLOT_REQUEST_BODY ? "no request had such a body"
                                                         : "no response had such a body";

    (void)operation;
    return slot->seen ? unless(slot->read > 0, "no decoder has looked into such a body") : absent;
}

static const char *by_schema(const struct coverage_operation *operation,
                             const struct coverage_slot *slot)
{
    (void)operation;
    return unless(slot->judged > 0, "no such body was held against a schema");
}

/* What only `default` describes was not written for one status in particular: it may have others
   (check/body_findings.c). */
static const char *by_properties(const struct coverage_operation *operation,
                                 const struct coverage_slot *slot)
{
    if (slot->kind == SLOT_RESPONSE && str_is(slot->name, "default"))
        return "bodies that only the default response describes may have other properties";
    return by_schema(operation, slot);
}

static const char *by_documented_values(const struct coverage_operation *operation,
                                        const struct coverage_slot *slot)
{
    (void)operation;
    return unless(slot->valued > 0, "no such body was held against documented values");
}

static const char *by_known_request(const struct coverage_operation *operation,
                                    const struct coverage_slot *slot)
{
    (void)slot;
    return unless(operation->answers.body_known > 0, "no request tells whether it had a body");
}

static const char *by_request_type(const struct coverage_operation *operation,
                                   const struct coverage_slot *slot)
{
    (void)slot;
    return unless(was_seen(operation, SLOT_REQUEST_BODY, STR_NONE, STR_NONE),
                  "no request had a body of a documented type");
}

static const char *by_answer(const struct coverage_operation *operation,
                             const struct coverage_slot *slot)
{
    const struct operation_answers *answers = &operation->answers;
    const char *unread = by_judgement(operation, slot);

    return unread
               ? unread
               : unless(answers->succeeded || answers->failure_count, "no exchange has a status");
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

static const char *by_response_type(const struct coverage_operation *operation,
                                    const struct coverage_slot *slot)
{
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *typed = &operation->slots[i];

        if (typed->kind == SLOT_RESPONSE && typed->media_type.length && typed->seen &&
            str_equal(typed->name, slot->name))
            return NULL;
    }
    return "no response had a body of a documented type";
}

static const char *by_known_response(const struct coverage_operation *operation,
                                     const struct coverage_slot *slot)
{
    return unless(status_of(operation, slot)->judged > 0,
                  "no response tells whether it had a body");
}

/* One that is described was there. */
static const char *by_headers(const struct coverage_operation *operation,
                              const struct coverage_slot *slot)
{
    return unless(was_seen(operation, SLOT_HEADER, STR_NONE, slot->name),
                  "no response had a documented header");
}

static const char *by_assertion(const struct coverage_operation *operation,
                                const struct coverage_slot *slot)
{
    (void)slot;
    return unless(operation->answers.asserted > 0, "no assertion of a rule set was true or false");
}

/* Nothing of its own is looked at there. */
static const char *by_nothing(const struct coverage_operation *operation,
                              const struct coverage_slot *slot)
{
    (void)operation;
    (void)slot;
    return "a place for what no other case tells";
}

/* ---- the list ---- */

/* CI servers know cases by these names: they never change. */
static const struct junit_check checks[] = {
    {OF_OPERATION,
     "route",
     by_hit,
     {"route.ambiguous", "route.trailing-slash", "route.deprecated-used",
      "route.server-undocumented"},
     {"route."}},
    {OF_OPERATION, "security", by_security, {"request.security-unsatisfied"}, {NULL}},
    {OF_PARAMETER,
     "presence",
     by_presence,
     {"request.parameter-missing", "request.parameter-unwritten"},
     {NULL}},
    {OF_PARAMETER,
     "value",
     by_value,
     {"request.parameter-schema"},
     {"request.parameter-style", "request.parameter-repeated"}},
    {OF_OPERATION,
     "undeclared-parameters",
     by_judgement,
     {"request.parameter-undocumented"},
     {NULL}},
    {OF_OPERATION,
     "request-body-presence",
     by_known_request,
     {"request.body-missing", "request.body-undocumented"},
     {NULL}},
    {OF_OPERATION,
     "request-content-type",
     by_request_type,
     {"request.content-type-undocumented"},
     {NULL}},
    {OF_REQUEST_BODY,
     "well-formed",
     by_reading,
     {"request.body-malformed"},
     {"http.json-duplicate-key"}},
    {OF_REQUEST_BODY, "body-schema", by_schema, {"request.body-schema"}, {NULL}},
    {OF_REQUEST_BODY,
     "undeclared-properties",
     by_properties,
     {"request.property-undocumented"},
     {NULL}},
    {OF_OPERATION,
     "status-documented",
     by_answer,
     {"response.status-undocumented"},
     {"response.status-by-default"}},
    {OF_OPERATION, "server-error", by_answer, {"response.server-error"}, {NULL}},
    {OF_STATUS, "content-type", by_response_type, {"response.content-type-"}, {NULL}},
    {OF_STATUS,
     "body-presence",
     by_known_response,
     {"response.body-missing", "response.body-undocumented"},
     {"http.body-on-bodyless-status"}},
    {OF_STATUS, "headers", by_headers, {"response.header-"}, {NULL}},
    {OF_RESPONSE_BODY,
     "well-formed",
     by_reading,
     {"response.body-malformed"},
     {"http.json-duplicate-key"}},
    {OF_RESPONSE_BODY, "body-schema", by_schema, {"response.body-schema"}, {NULL}},
    {OF_RESPONSE_BODY,
     "undeclared-properties",
     by_properties,
     {"response.property-undocumented"},
     {NULL}},
    {OF_RESPONSE_BODY,
     "documented-values",
     by_documented_values,
     {"response.value-undocumented"},
     {NULL}},
    {OF_OPERATION, "assertions", by_assertion, {"rule.assertion"}, {NULL}},
    {OF_OPERATION, "other", by_nothing, {NULL}, {""}},
};

const struct junit_check *junit_check_at(size_t index)
{
    return index < ARRAY_LENGTH(checks) ? &checks[index] : NULL;
}

/* ---- what is asked of a check ---- */

static bool is_prefix(struct str rule)
{
    return rule.length == 0 || str_ends_with(rule, STR(".")) || str_ends_with(rule, STR("-"));
}

static bool has(const char *const rules[JUNIT_CHECK_MAX_RULES], struct str id, bool prefixes)
{
    for (size_t i = 0; i < JUNIT_CHECK_MAX_RULES && rules[i]; i++) {
        struct str rule = str_of(rules[i]);

        if (str_equal(id, rule) || (prefixes && is_prefix(rule) && str_starts_with(id, rule)))
            return true;
    }
    return false;
}

bool junit_check_asks(const struct junit_check *check, struct str rule)
{
    return has(check->rules, rule, true);
}

bool junit_check_names(const struct junit_check *check, struct str rule)
{
    return junit_check_asks(check, rule) || has(check->also, rule, false);
}

bool junit_check_takes(const struct junit_check *check, struct str rule)
{
    return junit_check_asks(check, rule) || has(check->also, rule, true);
}

struct str junit_check_status(const struct junit_check *check, const struct coverage_slot *slot)
{
    return check->scope == OF_STATUS || check->scope == OF_RESPONSE_BODY ? slot->name : STR_NONE;
}

/* The check is about a status, and it never came. */
static bool lacks_status(const struct junit_check *check,
                         const struct coverage_operation *operation,
                         const struct coverage_slot *slot)
{
    const struct coverage_slot *status;

    if (!junit_check_status(check, slot).text)
        return false;
    status = status_of(operation, slot);
    return status->kind == SLOT_STATUS && status->seen == 0;
}

const char *junit_check_idle(const struct junit_check *check,
                             const struct coverage_operation *operation,
                             const struct coverage_slot *slot)
{
    const char *idle = check->idle(operation, slot);

    if (operation->seen == 0)
        return "no exchange hit the operation";
    return idle && lacks_status(check, operation, slot) ? "no response had this status" : idle;
}
