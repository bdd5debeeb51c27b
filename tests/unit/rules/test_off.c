/* Which rules are off, everywhere and in some places. */
#include "finding/rules.h"
#include "rules/rule_set.h"
#include "temporary_file.h"
#include "unit.h"

enum { ON, AT_STATUS, AT_OPERATION, EVERYWHERE };

/* Of response.body-schema, in GET /pets, status 404. */
static const struct {
    const char *name, *text, *later;
    int off;
} rows[] = {
    {"nothing is said", "{}", NULL, ON},
    {"the rule", "severity: {response.body-schema: off}", NULL, EVERYWHERE},
    {"its group", "severity: {response.*: off}", NULL, EVERYWHERE},
    {"one of its keywords", "severity: {response.body-schema.type: off}", NULL, ON},
    {"all but a keyword", "severity: {response.body-schema: off, response.body-schema.type: info}",
     NULL, ON},
    {"a later set has it on", "severity: {response.body-schema: off}",
     "severity: {response.*: info}", ON},
    {"at the operation", "overrides: [{where: {path: /pets}, severity: {response.*: off}}]", NULL,
     AT_OPERATION},
    {"at another one", "overrides: [{where: {path: /dogs}, severity: {response.*: off}}]", NULL,
     ON},
    {"everywhere but at the operation",
     "{severity: {\"*\": off}, overrides: [{where: {path: /pets}, severity: {\"*\": info}}]}", NULL,
     ON},
    {"everywhere but at another",
     "{severity: {\"*\": off}, overrides: [{where: {path: /dogs}, severity: {\"*\": info}}]}", NULL,
     AT_OPERATION},
    {"everywhere but at another, and later everywhere",
     "{severity: {\"*\": off}, overrides: [{where: {path: /dogs}, severity: {\"*\": info}}]}",
     "severity: {response.body-schema: off}", EVERYWHERE},
    {"at the operation but a keyword",
     "overrides: [{where: {path: /pets}, severity: {response.body-schema: off, "
     "response.body-schema.type: info}}]",
     NULL, ON},
    {"at the status", "overrides: [{where: {status: 4XX}, severity: {\"*\": off}}]", NULL,
     AT_STATUS},
    {"at another status", "overrides: [{where: {status: 5XX}, severity: {\"*\": off}}]", NULL, ON},
    {"everywhere but at the status",
     "{severity: {\"*\": off}, overrides: [{where: {status: 404}, severity: {\"*\": info}}]}", NULL,
     ON},
    {"everywhere but at another status",
     "{severity: {\"*\": off}, overrides: [{where: {status: 500}, severity: {\"*\": info}}]}", NULL,
     AT_STATUS},
};

START_TEST(tells_what_is_off)
{
    const rule_index rule = RULE_RESPONSE_BODY_SCHEMA;
    struct rule_subject place = {
        .operation = {.method = STR_INITIAL("GET"), .path = STR_INITIAL("/pets")}};
    struct rules *rules = rules_new();
    struct error err = {0};
    const bool *everywhere, *operation, *status;
    char path[TEMPORARY_PATH_BYTES];
    struct arena arena;

    arena_init(&arena);
    for (int i = 0; i < 2; i++) {
        const char *text = i ? rows[_i].later : rows[_i].text;

        ck_assert_msg(!text || rules_add(rules, write_temporary(path, ".yaml", text), &err), "%s",
                      err.message);
        if (text)
            unlink(path);
    }
    everywhere = rules_off_everywhere(&arena, rules);
    operation = rules_off_at(&arena, rules, &place, NULL);
    place.status_key = STR("404");
    status = rules_off_at(&arena, rules, &place, operation);
    ck_assert_msg(everywhere[rule] == (rows[_i].off == EVERYWHERE), "%s", rows[_i].name);
    ck_assert_msg((operation && operation[rule]) == (rows[_i].off == AT_OPERATION), "%s",
                  rows[_i].name);
    ck_assert_msg((status && status[rule]) == (rows[_i].off == AT_STATUS), "%s", rows[_i].name);
    rules_free(rules);
    arena_release(&arena);
}
END_TEST

/* Each assertion has its severity. */
static const struct {
    const char *severity;
    bool off;
} assertions[] = {{"{}", false},
                  {"{rule.assertion: off}", true},
                  {"{rule.assertion.a: off}", false},
                  {"{rule.assertion: off, rule.assertion.b: info}", false},
                  {"{rule.assertion.a: off, rule.assertion.b: off}", false}};

START_TEST(assertions_are_off_together)
{
    struct rules *rules = rules_new();
    char path[TEMPORARY_PATH_BYTES], text[512];
    struct error err = {0};
    struct arena arena;

    arena_init(&arena);
    snprintf(text, sizeof text,
             "assertions: [{name: a, that: {present: $response.body}}, {name: b, that: {present: "
             "$response.body}}]\nseverity: %s\n",
             assertions[_i].severity);
    ck_assert_msg(rules_add(rules, write_temporary(path, ".yaml", text), &err), "%s", err.message);
    unlink(path);
    ck_assert_msg(rules_off_everywhere(&arena, rules)[RULE_RULE_ASSERTION] == assertions[_i].off,
                  "%s", assertions[_i].severity);
    rules_free(rules);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("rules that are off", UNIT_LOOP(tells_what_is_off, rows);
           UNIT_LOOP(assertions_are_off_together, assertions))
