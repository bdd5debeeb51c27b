#include "finding/rules.h"
#include "rules/condition_read.h"
#include "rules/state.h"

struct assertion *assertion_by_name(const struct rules *rules, struct str name)
{
    for (size_t i = 0; i < rules->assertions.count; i++) {
        if (str_equal(rules->assertions.items[i].name, name))
            return &rules->assertions.items[i];
    }
    return NULL;
}

static bool read_name(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    struct assertion *assertion = target;
    struct str name = node_string(value);

    (void)rules;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        if (!ascii_is_digit(c) && c != '-' && !(c >= 'a' && c <= 'z'))
            name.length = 0;
    }
    if (name.length == 0)
        return error_raise_node(err, value, "a name of a-z, 0-9 and '-' is needed here");
    assertion->name = name;
    return true;
}

static bool read_message(struct rules *rules, const struct node *value, void *target,
                         struct error *err)
{
    struct assertion *assertion = target;

    (void)rules;
    assertion->message = node_string(value);
    return assertion->message.length ? true : error_raise_node(err, value, "a text is needed here");
}

static bool read_severity(struct rules *rules, const struct node *value, void *target,
                          struct error *err)
{
    (void)rules;
    return severity_read(value, &((struct assertion *)target)->severity, err);
}

/* "GET /things/{thingId}", "getThing" */
static bool read_operation(struct rules *rules, const struct node *value, void *target,
                           struct error *err)
{
    struct assertion *assertion = target;
    struct str rest = node_string(value);
    struct str method = str_cut(&rest, ' ');

    (void)rules;
    if (method.length == 0)
        return error_raise_node(err, value,
                                "an operationId, or an operation such as GET /things/{thingId}, "
                                "is needed here");
    assertion->operation = value;
    if (str_starts_with(str_trim(rest), STR("/"))) {
        assertion->method = method;
        assertion->path = str_trim(rest);
    }
    return true;
}

static bool read_status(struct rules *rules, const struct node *value, void *target,
                        struct error *err)
{
    struct assertion *assertion = target;

    (void)rules;
    assertion->status = node_text(value);
    return status_pattern_is_sound(assertion->status) ||
           error_raise_node(err, value, "a status such as 200, 2XX or 4XX|5XX is needed here");
}

static bool read_when(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    struct assertion *assertion = target;

    (void)rules;
    assertion->when = value;
    return condition_is_sound(value, err);
}

static bool read_that(struct rules *rules, const struct node *value, void *target,
                      struct error *err)
{
    struct assertion *assertion = target;

    (void)rules;
    assertion->that = value;
    return condition_is_sound(value, err);
}

static const struct rule_field fields[] = {
    {"name", read_name},           {"message", read_message}, {"severity", read_severity},
    {"operation", read_operation}, {"status", read_status},   {"when", read_when},
    {"that", read_that},
};

bool assertion_read(struct rules *rules, const struct node *item, struct error *err)
{
    const struct severity_setting *setting = &rules->severities[RULE_RULE_ASSERTION];
    struct assertion assertion = {.severity = setting->severity,
                                  .severity_set = setting->set,
                                  .place = item,
                                  .is_built_in = rules->reads_built_in};
    struct assertion *earlier;

    if (!node_is(item, NODE_OBJECT))
        return error_raise_node(err, item, "an assertion is an object with name and that");
    if (!fields_read(rules, item, fields, ARRAY_LENGTH(fields), &assertion, "an assertion", err))
        return false;
    if (!assertion.name.text || !assertion.that)
        return error_raise_node(err, item, "an assertion needs a name and a condition, that");
    if (node_member(item, STR("severity")))
        assertion.severity_set = (unsigned)rules->names.count;
    earlier = assertion_by_name(rules, assertion.name);
    if (earlier)
        *earlier = assertion;
    else if (rules->assertions.count == RULE_SET_MAX_ASSERTIONS)
        return error_raise_node(err, item, "there are more than %d assertions",
                                RULE_SET_MAX_ASSERTIONS);
    else
        VEC_ADD(&rules->assertions, assertion);
    return true;
}
