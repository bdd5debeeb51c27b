#include "rules/state.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "finding/rules.h"
#include "temporary_file.h"

static bool add_text(struct rules *rules, const char *text, struct error *err)
{
    char path[TEMPORARY_PATH_BYTES];
    bool added = rules_add(rules, write_temporary(path, ".yaml", text), err);

    unlink(path);
    return added;
}

/* ---- severities ---- */

static const struct {
    const char *name, *text;
    rule_index rule;
    const char *keyword;
    enum severity severity;
} severities[] = {
    {"default", "{}", RULE_RESPONSE_BODY_SCHEMA, "type", SEVERITY_ERROR},
    {"rule", "severity: {response.body-schema: info}", RULE_RESPONSE_BODY_SCHEMA, NULL,
     SEVERITY_INFO},
    {"rule covers keywords", "severity: {response.body-schema: info}", RULE_RESPONSE_BODY_SCHEMA,
     "type", SEVERITY_INFO},
    {"keyword", "severity: {response.body-schema.type: warning}", RULE_RESPONSE_BODY_SCHEMA, "type",
     SEVERITY_WARNING},
    {"keyword alone", "severity: {response.body-schema.type: warning}", RULE_RESPONSE_BODY_SCHEMA,
     "pattern", SEVERITY_ERROR},
    {"group", "severity: {response.*: \"off\"}", RULE_RESPONSE_SERVER_ERROR, NULL, SEVERITY_OFF},
    {"another group", "severity: {response.*: \"off\"}", RULE_REQUEST_BODY_SCHEMA, NULL,
     SEVERITY_ERROR},
    {"a group that is off until it is asked for", "severity: {http.*: warning}",
     RULE_HTTP_JSON_NUMBER_PRECISION, NULL, SEVERITY_WARNING},
    {"all", "severity: {\"*\": info}", RULE_GATE_NOT_CHECKED, NULL, SEVERITY_INFO},
    {"narrower wins, written first",
     "severity: {response.server-error: error, response.*: \"off\"}", RULE_RESPONSE_SERVER_ERROR,
     NULL, SEVERITY_ERROR},
    {"keyword wins over rule, written first",
     "severity: {response.body-schema.type: warning, response.body-schema: info}",
     RULE_RESPONSE_BODY_SCHEMA, "type", SEVERITY_WARNING},
    {"plain off", "severity: {response.server-error: off}", RULE_RESPONSE_SERVER_ERROR, NULL,
     SEVERITY_OFF},
    {"extends", "extends: strict", RULE_RESPONSE_PROPERTY_UNDOCUMENTED, NULL, SEVERITY_ERROR},
    {"extends and overrules", "{severity: {response.*: info}, extends: strict}",
     RULE_RESPONSE_PROPERTY_UNDOCUMENTED, NULL, SEVERITY_INFO},
};

START_TEST(sets_severities)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert_msg(add_text(rules, severities[_i].text, &err), "%s: %s", severities[_i].name,
                  err.message);
    ck_assert_msg(rules_severity(rules, severities[_i].rule, str_of(severities[_i].keyword)) ==
                      severities[_i].severity,
                  "%s", severities[_i].name);
    rules_free(rules);
}
END_TEST

START_TEST(later_sets_overrule)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert(add_text(rules, "severity: {response.body-schema.type: info}", &err));
    ck_assert(add_text(rules, "severity: {response.*: warning}", &err));
    ck_assert_int_eq(rules_severity(rules, RULE_RESPONSE_BODY_SCHEMA, STR("type")),
                     SEVERITY_WARNING);
    rules_free(rules);
}
END_TEST

START_TEST(default_set_is_what_is_compiled_in)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    /* Everything off first: the set must state each rule. */
    ck_assert(add_text(rules, "severity: {\"*\": \"off\"}", &err));
    ck_assert_msg(rules_add(rules, "default", &err), "%s", err.message);
    for (int i = 0; i < RULE_COUNT; i++)
        ck_assert_msg(rules_severity(rules, (rule_index)i, STR_NONE) ==
                          rule_info((rule_index)i)->severity,
                      "%s", rule_info((rule_index)i)->id);
    rules_free(rules);
}
END_TEST

START_TEST(strict_makes_undocumented_an_error)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert_msg(rules_add(rules, "strict", &err), "%s", err.message);
    ck_assert_int_eq(rules_severity(rules, RULE_RESPONSE_PROPERTY_UNDOCUMENTED, STR_NONE),
                     SEVERITY_ERROR);
    ck_assert_int_eq(rules_severity(rules, RULE_REQUEST_PARAMETER_UNDOCUMENTED, STR_NONE),
                     SEVERITY_ERROR);
    rules_free(rules);
}
END_TEST

/* ---- assertions ---- */

START_TEST(reads_assertions)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    const struct assertion *one;

    ck_assert_msg(add_text(rules,
                           "assertions:\n"
                           "  - name: ids-agree\n"
                           "    message: they do not\n"
                           "    severity: warning\n"
                           "    operation: GET /things/{id}\n"
                           "    status: 4XX|503\n"
                           "    when: {present: $response.body#/id}\n"
                           "    that: {equal: [$response.body#/id, $request.path.id]}\n",
                           &err),
                  "%s", err.message);
    ck_assert_uint_eq(rules_assertion_count(rules), 1);
    one = rules_assertion_at(rules, 0);
    ck_assert_str(one->name, "ids-agree");
    ck_assert_str(one->message, "they do not");
    ck_assert_int_eq(one->severity, SEVERITY_WARNING);
    ck_assert_str(one->method, "GET");
    ck_assert_str(one->path, "/things/{id}");
    ck_assert_str(one->status, "4XX|503");
    ck_assert(node_is(one->when, NODE_OBJECT));
    ck_assert(node_is(one->that, NODE_OBJECT));
    ck_assert_uint_eq(node_position(one->place).line, 2);
    rules_free(rules);
}
END_TEST

#define ASSERTION "assertions: [{name: a, that: {present: $url}}]\n"

static const struct {
    const char *name, *first, *second;
    enum severity severity;
} assertion_severities[] = {
    {"default", ASSERTION, "{}", SEVERITY_ERROR},
    {"by name in the same set", ASSERTION "severity: {rule.assertion.a: info}", "{}",
     SEVERITY_INFO},
    {"by rule in the same set", ASSERTION "severity: {rule.assertion: info}", "{}", SEVERITY_INFO},
    {"by name in a later set", ASSERTION, "severity: {rule.assertion.a: warning}",
     SEVERITY_WARNING},
    {"by group in a later set", ASSERTION, "severity: {rule.*: \"off\"}", SEVERITY_OFF},
    {"replaced", ASSERTION, "assertions: [{name: a, severity: info, that: {present: $method}}]",
     SEVERITY_INFO},
};

START_TEST(assertions_have_severities)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    const char *name = assertion_severities[_i].name;

    ck_assert_msg(add_text(rules, assertion_severities[_i].first, &err), "%s: %s", name,
                  err.message);
    ck_assert_msg(add_text(rules, assertion_severities[_i].second, &err), "%s: %s", name,
                  err.message);
    ck_assert_uint_eq(rules_assertion_count(rules), 1);
    ck_assert_msg(rules_assertion_at(rules, 0)->severity == assertion_severities[_i].severity, "%s",
                  name);
    ck_assert_int_eq(rules_severity(rules, RULE_RULE_ASSERTION, STR("a")),
                     assertion_severities[_i].severity);
    rules_free(rules);
}
END_TEST

START_TEST(applivery_states_its_assertions)
{
    static const char *const names[] = {"status-true-on-success",     "status-false-on-error",
                                        "id-is-command-id",           "device-is-device-id",
                                        "updated-not-before-created", "summary-pairs-once"};
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert_msg(rules_add(rules, "applivery", &err), "%s", err.message);
    ck_assert_uint_eq(rules_assertion_count(rules), ARRAY_LENGTH(names));
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        ck_assert_str(rules_assertion_at(rules, i)->name, names[i]);
    ck_assert_int_eq(rules_severity(rules, RULE_RESPONSE_PROPERTY_UNDOCUMENTED, STR_NONE),
                     SEVERITY_ERROR);
    ck_assert_int_eq(rules_severity(rules, RULE_REQUEST_PARAMETER_UNDOCUMENTED, STR_NONE),
                     SEVERITY_ERROR);
    rules_free(rules);
}
END_TEST

static const char *const good_conditions[] = {
    "{equal: [$response.body#/a, 5]}",
    "{equal: [$response.body#/a, {b: [1, null]}]}",
    "{equal: [$response.body#/a, $$5]}",
    "{not-before: [$response.body#/b, $response.body#/a]}",
    "{matches: [$request.path.id, \"^[a-f0-9]{24}$\"]}",
    "{unique: {items: $response.body#/a, by: [/x, /y~1z]}}",
    "{unique: {items: $response.body}}",
    "{all: [{present: $request.query.q}, {not: {any: [{present: $request.header.x-a}]}}]}",
};

START_TEST(takes_sound_conditions)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    char text[512];

    snprintf(text, sizeof text, "assertions: [{name: a, that: %s}]", good_conditions[_i]);
    ck_assert_msg(add_text(rules, text, &err), "%s: %s", good_conditions[_i], err.message);
    rules_free(rules);
}
END_TEST

/* ---- mistakes ---- */

static const struct {
    const char *name, *text;
    const char *message; /* behind the file's name */
} mistakes[] = {
    {"unknown field", "severty: {}",
     ":1:1: unknown field \"severty\" of a rule set; did you mean \"severity\"?"},
    {"unknown rule", "severity:\n  responce.body-schema: info",
     ":2:3: there is no rule \"responce.body-schema\"; did you mean \"response.body-schema\"?"},
    {"unknown group", "severity: {reponse.*: info}", ":1:12: there is no rule \"reponse.*\""},
    {"unknown keyword", "severity: {response.body-schema.patern: info}",
     ":1:12: response.body-schema has no \"patern\"; did you mean \"pattern\"?"},
    {"keyword of a rule without", "severity: {response.server-error.type: info}",
     ":1:12: response.server-error has no \"type\""},
    {"unknown severity", "severity: {response.server-error: fatal}",
     ":1:35: a severity is needed here: error, warning, info or off"},
    {"severity list", "severity: [a]",
     ":1:11: an object of rule ids and severities is needed here"},
    {"key twice", "severity: {a: info}\nseverity: {}", ":2:1: the key \"severity\" stands twice"},
    {"no object", "- a", ":1:1: a rule set is an object"},
    {"assertion field", "assertions: [{name: a, tht: {present: $url}}]",
     ":1:24: unknown field \"tht\" of an assertion; did you mean \"that\"?"},
    {"no name", "assertions: [{that: {present: $url}}]",
     ":1:14: an assertion needs a name and a condition, that"},
    {"bad name", "assertions: [{name: A b, that: {present: $url}}]",
     ":1:21: a name of a-z, 0-9 and '-' is needed here"},
    {"unknown assertion", "severity: {rule.assertion.b: info}\n" ASSERTION,
     ":1:12: rule.assertion has no \"b\"; did you mean \"a\"?"},
    {"bad status", "assertions: [{name: a, status: 2xx, that: {present: $url}}]",
     ":1:32: a status such as 200, 2XX or 4XX|5XX is needed here"},
    {"bad operation", "assertions: [{name: a, operation: [], that: {present: $url}}]",
     ":1:35: an operationId, or an operation such as GET /things/{thingId}, is needed here"},
    {"a pattern that is an expression",
     "assertions: [{name: a, that: {matches: [$url, $request.path.id]}}]",
     ":1:47: a pattern is a literal, and \"$request.path.id\" is none: nothing can follow the end "
     "of "
     "a text (equal compares with an expression)"},
    {"operator", "assertions: [{name: a, that: {equals: [$url, 1]}}]",
     ":1:31: unknown operator \"equals\"; did you mean \"equal\"?"},
    {"two operators", "assertions: [{name: a, that: {present: $url, equal: [$url, 1]}}]",
     ":1:30: a condition is an object with one operator, {equal: [A, B]}"},
    {"one operand", "assertions: [{name: a, that: {equal: [$url]}}]",
     ":1:38: a list of two operands is needed here"},
    {"two literals", "assertions: [{name: a, that: {equal: [1, 2]}}]",
     ":1:38: one of the two operands must be an expression"},
    {"bad expression", "assertions: [{name: a, that: {present: $respons.body}}]",
     ":1:40: \"$respons.body\" is no runtime expression"},
    {"literal where none is", "assertions: [{name: a, that: {present: 5}}]",
     ":1:40: an expression such as $response.body#/id is needed here"},
    {"bad pointer", "assertions: [{name: a, that: {unique: {items: $response.body, by: [x]}}}]",
     ":1:68: a JSON Pointer such as /status is needed here"},
    {"empty list", "assertions: [{name: a, that: {all: []}}]",
     ":1:36: a list of conditions is needed here"},
    {"unknown set", "extends: stric",
     ":1:10: there is no rule set \"stric\"; did you mean \"strict\"?"},
    {"bad pattern", "assertions: [{name: a, that: {matches: [$url, \"[\"]}}]", ":1:47: "},
};

START_TEST(tells_mistakes)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    char path[TEMPORARY_PATH_BYTES];
    struct str message;

    write_temporary(path, ".yaml", mistakes[_i].text);
    ck_assert_msg(!rules_add(rules, path, &err), "%s", mistakes[_i].name);
    message = str_of(err.message);
    ck_assert_msg(str_starts_with(message, str_of(path)), "%s: %s", mistakes[_i].name, err.message);
    message = str_slice(message, strlen(path), SIZE_MAX);
    ck_assert_msg(str_starts_with(message, str_of(mistakes[_i].message)), "%s: got %s",
                  mistakes[_i].name, err.message);
    unlink(path);
    rules_free(rules);
}
END_TEST

START_TEST(names_an_unknown_set)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert(!rules_add(rules, "appliveri", &err));
    ck_assert_str_eq(err.message, "there is no rule set \"appliveri\"; did you mean \"applivery\"? "
                                  "(a file is written ./appliveri)");
    error_clear(&err);
    ck_assert(!rules_add(rules, "/nonexistent/x.yaml", &err));
    ck_assert_msg(strstr(err.message, "/nonexistent/x.yaml"), "%s", err.message);
    rules_free(rules);
}
END_TEST

START_TEST(stops_in_a_circle)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    char path[TEMPORARY_PATH_BYTES];
    FILE *file = open_temporary(path, ".yaml");

    fprintf(file, "extends: .%s", strrchr(path, '/'));
    fclose(file);
    ck_assert(!rules_add(rules, path, &err));
    ck_assert_msg(strstr(err.message, "extends is a circle"), "%s", err.message);
    unlink(path);
    rules_free(rules);
}
END_TEST

/* ---- limits ---- */

/* A section of so many items, numbered between the two texts, and what is said of one more. */
static const struct {
    const char *section, *before, *after;
    int most;
    const char *said;
} counts[] = {
    {"assertions", "{name: a", ", that: {present: $url}}", RULE_SET_MAX_ASSERTIONS,
     "more than 1000 assertions"},
    {"overrides", "{where: {path: /a", "}, severity: {response.*: info}}", RULE_SET_MAX_OVERRIDES,
     "more than 1000 overrides"},
    {"ignore", "{pointer: /a", ", reason: why}", RULE_SET_MAX_IGNORES, "more than 1000 ignores"},
    {"ignore-headers", "a", "", RULE_SET_MAX_NAMES, "more than 1000 names"},
    {"ignore-properties", "a", "", RULE_SET_MAX_NAMES, "more than 1000 names"},
    {"extends", "no-examples #", "", RULE_SET_MAX_SETS - 1, "more than 100 rule sets"},
};

START_TEST(limits_counts)
{
    struct error err = {0};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (int more = 0; more <= 1; more++) {
        struct rules *rules = rules_new();
        bool added;

        strbuf_clear(&text);
        strbuf_addf(&text, "%s:\n", counts[_i].section);
        for (int i = 0; i < counts[_i].most + more; i++)
            strbuf_addf(&text, "- %s%d%s\n", counts[_i].before, i, counts[_i].after);
        added = add_text(rules, text.text, &err);
        ck_assert_msg(added == !more, "%s: %d more: %s", counts[_i].section, more, err.message);
        rules_free(rules);
    }
    ck_assert_msg(strstr(err.message, counts[_i].said), "%s", err.message);
    strbuf_release(&text);
}
END_TEST

START_TEST(limits_bytes)
{
    struct error err = {0};
    char *text = alloc_bytes(RULE_SET_MAX_BYTES + 2);

    memset(text, '\n', RULE_SET_MAX_BYTES + 2);
    memcpy(text, "{}", 2);
    for (int more = 0; more <= 1; more++) {
        struct rules *rules = rules_new();

        text[RULE_SET_MAX_BYTES + more] = '\0';
        ck_assert_msg(add_text(rules, text, &err) == !more, "%d more: %s", more, err.message);
        text[RULE_SET_MAX_BYTES + more] = '\n';
        rules_free(rules);
    }
    ck_assert_msg(strstr(err.message, "1048576"), "%s", err.message);
    free(text);
}
END_TEST

/* The first file extends the second, and so on; the last one extends none. */
START_TEST(limits_extends)
{
    enum { FILES = RULE_SET_MAX_EXTENDS + 2 };
    char paths[FILES][TEMPORARY_PATH_BYTES];
    struct error err = {0};

    write_temporary(paths[FILES - 1], ".yaml", "{}");
    for (int i = FILES - 2; i >= 0; i--) {
        FILE *file = open_temporary(paths[i], ".yaml");

        fprintf(file, "extends: .%s", strrchr(paths[i + 1], '/'));
        fclose(file);
    }
    for (int more = 0; more <= 1; more++) {
        struct rules *rules = rules_new();

        ck_assert_msg(rules_add(rules, paths[1 - more], &err) == !more, "%d more: %s", more,
                      err.message);
        rules_free(rules);
    }
    ck_assert_msg(strstr(err.message, "extends goes deeper than 8"), "%s", err.message);
    for (int i = 0; i < FILES; i++)
        unlink(paths[i]);
}
END_TEST

START_TEST(limits_depth)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    char text[1024] = "assertions: [{name: a, that: ";

    for (int i = 0; i < 20; i++)
        strcat(text, "{not: ");
    strcat(text, "{present: $url}");
    for (int i = 0; i < 20; i++)
        strcat(text, "}");
    strcat(text, "}]");
    ck_assert(!add_text(rules, text, &err));
    ck_assert_msg(strstr(err.message, "conditions go deeper than 16"), "%s", err.message);
    rules_free(rules);
}
END_TEST

UNIT_SUITE("rule sets", UNIT_LOOP(sets_severities, severities); UNIT_TEST(later_sets_overrule);
           UNIT_TEST(default_set_is_what_is_compiled_in);
           UNIT_TEST(strict_makes_undocumented_an_error); UNIT_TEST(reads_assertions);
           UNIT_LOOP(assertions_have_severities, assertion_severities);
           UNIT_TEST(applivery_states_its_assertions);
           UNIT_LOOP(takes_sound_conditions, good_conditions); UNIT_LOOP(tells_mistakes, mistakes);
           UNIT_TEST(names_an_unknown_set); UNIT_TEST(stops_in_a_circle);
           UNIT_LOOP(limits_counts, counts); UNIT_TEST(limits_bytes); UNIT_TEST(limits_extends);
           UNIT_TEST(limits_depth))
