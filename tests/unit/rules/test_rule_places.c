/* What depends on the place of a finding: overrides, ignores, names that are left alone; and the
   thresholds. */
#include "rules/state.h"

#include "finding/rules.h"
#include "temporary_file.h"

static bool add_text(struct rules *rules, const char *text, struct error *err)
{
    char path[TEMPORARY_PATH_BYTES];
    bool added = rules_add(rules, write_temporary(path, ".yaml", text), err);

    unlink(path);
    return added;
}

static const struct rule_subject pet = {
    .rule = RULE_RESPONSE_BODY_SCHEMA,
    .keyword = STR_INITIAL("type"),
    .operation = {.method = STR_INITIAL("GET"),
                  .path = STR_INITIAL("/pets/{petId}"),
                  .id = STR_INITIAL("getPet")},
    .status = 404,
    .part = PART_RESPONSE_BODY,
    .pointer = STR_INITIAL("/items/3/id"),
};

static const struct {
    const char *name, *text, *later;
    enum severity severity; /* of pet's */
} overrides[] = {
    {"none", "{}", NULL, SEVERITY_ERROR},
    {"by operationId",
     "overrides: [{where: {operation: getPet}, severity: {response.body-schema: info}}]", NULL,
     SEVERITY_INFO},
    {"by method and path",
     "overrides: [{where: {operation: 'GET /pets/{petId}'}, severity: {response.*: info}}]", NULL,
     SEVERITY_INFO},
    {"by another operation",
     "overrides: [{where: {operation: 'PUT /pets/{petId}'}, severity: {response.*: info}}]", NULL,
     SEVERITY_ERROR},
    {"by path pattern", "overrides: [{where: {path: /pets/*}, severity: {response.*: info}}]", NULL,
     SEVERITY_INFO},
    {"by another path", "overrides: [{where: {path: /pets}, severity: {response.*: info}}]", NULL,
     SEVERITY_ERROR},
    {"by one path of a list",
     "overrides: [{where: {path: [/x, /pets/**]}, severity: {response.*: info}}]", NULL,
     SEVERITY_INFO},
    {"by method", "overrides: [{where: {method: get}, severity: {response.*: info}}]", NULL,
     SEVERITY_INFO},
    {"by status", "overrides: [{where: {status: 404}, severity: {response.*: info}}]", NULL,
     SEVERITY_INFO},
    {"by class of status", "overrides: [{where: {status: 5XX|4XX}, severity: {response.*: info}}]",
     NULL, SEVERITY_INFO},
    {"by another status", "overrides: [{where: {status: [200, 5XX]}, severity: {\"*\": info}}]",
     NULL, SEVERITY_ERROR},
    {"by a tag that it lacks", "overrides: [{where: {tag: admin}, severity: {\"*\": info}}]", NULL,
     SEVERITY_ERROR},
    {"all of where must fit",
     "overrides: [{where: {path: /pets/*, method: PUT}, severity: {response.*: info}}]", NULL,
     SEVERITY_ERROR},
    {"by keyword",
     "overrides: [{where: {path: '**'}, severity: {response.body-schema.type: warning}}]", NULL,
     SEVERITY_WARNING},
    {"by another keyword",
     "overrides: [{where: {path: '**'}, severity: {response.body-schema.pattern: warning}}]", NULL,
     SEVERITY_ERROR},
    {"narrower wins, written first",
     "overrides: [{where: {path: '**'}, severity: {response.body-schema.type: warning, "
     "response.*: info}}]",
     NULL, SEVERITY_WARNING},
    {"the last wins",
     "overrides: [{where: {path: '**'}, severity: {\"*\": info}}, {where: {method: GET}, severity: "
     "{\"*\": warning}}]",
     NULL, SEVERITY_WARNING},
    {"goes before the same set's severity",
     "{severity: {response.body-schema: error}, overrides: [{where: {path: '**'}, severity: "
     "{\"*\": info}}]}",
     NULL, SEVERITY_INFO},
    {"a later set's severity goes before",
     "overrides: [{where: {path: '**'}, severity: {\"*\": info}}]",
     "severity: {response.body-schema: warning}", SEVERITY_WARNING},
    {"a later set's other severity does not",
     "overrides: [{where: {path: '**'}, severity: {\"*\": info}}]",
     "severity: {request.body-schema: warning}", SEVERITY_INFO},
    {"off", "overrides: [{where: {path: '**'}, severity: {\"*\": off}}]", NULL, SEVERITY_OFF},
};

START_TEST(overrides_apply_where_they_say)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    enum severity base;

    ck_assert_msg(add_text(rules, overrides[_i].text, &err), "%s: %s", overrides[_i].name,
                  err.message);
    ck_assert_msg(!overrides[_i].later || add_text(rules, overrides[_i].later, &err), "%s: %s",
                  overrides[_i].name, err.message);
    base = rules_severity(rules, pet.rule, pet.keyword);
    ck_assert_msg(rules_severity_at(rules, &pet, base) == overrides[_i].severity, "%s",
                  overrides[_i].name);
    rules_free(rules);
}
END_TEST

static const struct {
    const char *name, *ignore, *today;
    bool excused;
} ignores[] = {
    {"by rule and pointer", "rule: response.body-schema.type, pointer: /items/*/id", NULL, true},
    {"by pointer at any depth", "pointer: '/**/id'", NULL, true},
    {"another pointer", "pointer: /items/*", NULL, false},
    {"another rule", "rule: response.body-schema.format, pointer: /items/*/id", NULL, false},
    {"group", "rule: response.*", NULL, true},
    {"part", "part: response.body", NULL, true},
    {"another part", "part: request.body", NULL, false},
    {"where", "where: {path: /pets/*}", NULL, true},
    {"elsewhere", "where: {path: /dogs/*}", NULL, false},
    {"a name, and it has none", "name: limit", NULL, false},
    {"not expired", "part: response.body, expires: 2026-07-01", "2026-07-01", true},
    {"expired", "part: response.body, expires: 2026-06-30", "2026-07-01", false},
};

START_TEST(ignores_excuse_what_they_say)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    const struct acceptance *excuse;
    struct expired_ignore expired;
    char text[256];

    snprintf(text, sizeof text, "ignore: [{%s, reason: it is so, owner: me, ticket: T-1}]",
             ignores[_i].ignore);
    ck_assert_msg(add_text(rules, text, &err), "%s: %s", ignores[_i].name, err.message);
    rules_set_today(rules, str_of(ignores[_i].today));
    excuse = rules_excuse(rules, &pet);
    ck_assert_msg((excuse != NULL) == ignores[_i].excused, "%s", ignores[_i].name);
    if (excuse) {
        ck_assert_str(excuse->reason, "it is so");
        ck_assert_str(excuse->owner, "me");
        ck_assert_str(excuse->ticket, "T-1");
    }
    ck_assert(rules_expired_at(rules, 0, &expired) == str_is(str_of(ignores[_i].name), "expired"));
    rules_free(rules);
}
END_TEST

static const struct {
    rule_index rule;
    enum part part;
    const char *name, *pointer;
    bool left_alone;
} names[] = {
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, PART_RESPONSE_BODY, NULL, "/data/_links", true},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, PART_RESPONSE_BODY, NULL, "/_links/self", false},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, PART_RESPONSE_BODY, NULL, "/meta/a/b", true},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, PART_RESPONSE_BODY, NULL, "/data/meta/a", false},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, PART_RESPONSE_BODY, NULL, "/data/_Links", false},
    {RULE_REQUEST_PROPERTY_UNDOCUMENTED, PART_REQUEST_BODY, NULL, "/x_debug", true},
    {RULE_RESPONSE_BODY_SCHEMA, PART_RESPONSE_BODY, NULL, "/data/_links", false},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, PART_REQUEST_HEADER, "X-Forwarded-For", "", true},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, PART_REQUEST_HEADER, "x-other", "", false},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, PART_REQUEST_QUERY, "via", "", false},
    {RULE_RESPONSE_HEADER_SCHEMA, PART_RESPONSE_HEADER, "Via", "", false},
};

START_TEST(names_are_left_alone)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    const struct rule_subject subject = {.rule = names[_i].rule,
                                         .part = names[_i].part,
                                         .name = str_of(names[_i].name),
                                         .pointer = str_of(names[_i].pointer)};

    ck_assert_msg(add_text(rules,
                           "ignore-headers: [via, x-forwarded-*]\n"
                           "ignore-properties: [_links, x_*, /meta/**]\n",
                           &err),
                  "%s", err.message);
    ck_assert_msg((rules_severity_at(rules, &subject, SEVERITY_WARNING) == SEVERITY_OFF) ==
                      names[_i].left_alone,
                  "%s %s", rule_info(names[_i].rule)->id, names[_i].pointer);
    rules_free(rules);
}
END_TEST

START_TEST(reads_thresholds)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    const struct thresholds *thresholds = rules_thresholds(rules);

    ck_assert_msg(add_text(rules,
                           "thresholds: {coverage: {operations: 100, responses: 80}, "
                           "response-time: 1.5s, not-checked: 0}",
                           &err),
                  "%s", err.message);
    ck_assert_msg(add_text(rules, "thresholds: {coverage: {responses: 90}}", &err), "%s",
                  err.message);
    ck_assert_uint_eq(thresholds->coverage_count, 2);
    ck_assert_str(thresholds->coverage[1].name, "responses");
    ck_assert_uint_eq(thresholds->coverage[0].percent, 100);
    ck_assert_uint_eq(thresholds->coverage[1].percent, 90);
    ck_assert_uint_eq(thresholds->response_time_ms, 1500);
    ck_assert(thresholds->limits_not_checked);
    ck_assert_uint_eq(thresholds->not_checked, 0);
    rules_free(rules);
}
END_TEST

static const struct {
    const char *text, *message;
} mistakes[] = {
    {"severty: {}", ":1:1: unknown field \"severty\" of a rule set; did you mean \"severity\"?"},
    {"overrides: {}", ":1:12: a list of overrides"},
    {"overrides: [{severity: {\"*\": info}}]", "an override needs where and severity"},
    {"overrides: [{where: {}, severity: {\"*\": info}}]", "where needs operation, method"},
    {"overrides: [{where: {pth: /x}, severity: {}}]", "\"pth\" of where; did you mean \"path\"?"},
    {"overrides: [{where: {path: x}, severity: {}}]", "a path such as /pets/*"},
    {"overrides: [{where: {path: []}, severity: {}}]", "the list is empty"},
    {"overrides: [{where: {tag: [3, {}]}, severity: {}}]", "a tag is needed here"},
    {"overrides: [{where: {status: 600}, severity: {}}]", "a status such as 200"},
    {"overrides: [{where: {status: 200}, severity: {response.bdy-schema: info}}]",
     "did you mean \"response.body-schema\"?"},
    {"overrides: [{where: {status: 200}, severity: {response.*: warn}}]", "a severity is needed"},
    {"ignore: [{rule: response.*}]", "an ignore needs a reason"},
    {"ignore: [{reason: so}]", "this one would ignore everything"},
    {"ignore: [{reason: so, rule: response.body-schema.typ}]", "did you mean \"type\"?"},
    {"ignore: [{reason: so, pointr: /x}]", "did you mean \"pointer\"?"},
    {"ignore: [{reason: so, pointer: x}]", "a pointer such as"},
    {"ignore: [{reason: so, part: body}]", "a part such as"},
    {"ignore: [{reason: so, part: request.body, expires: soon}]", "a date such as"},
    {"ignore: [{reason: so, part: request.body, expires: 2026-02-30}]", "a date such as"},
    {"ignore: [{reason: so, rule: gate.coverage-below}]",
     ":1:29: gate.coverage-below is asked of the whole run and cannot be ignored; its severity can "
     "be set (severity: {gate.coverage-below: \"off\"})"},
    {"ignore: [{reason: so, rule: gate.baseline-stale, where: {tag: x}}]", ":1:29: gate.baseline"},
    {"ignore: [{reason: so, rule: gate.*}]", ":1:29: gate.* is asked of the whole run"},
    {"overrides: [{where: {tag: x}, severity: {gate.not-checked: info}}]",
     ":1:42: gate.not-checked is asked of the whole run and cannot have another severity in some "
     "places"},
    {"overrides: [{where: {tag: x}, severity: {gate.*: info}}]", ":1:42: gate.*"},
    {"ignore: [{reason: so, rule: run.empty}]",
     ":1:29: run.empty is no rule: it tells that something could not be looked at, and can be "
     "neither ignored nor given a severity"},
    {"severity: {run.transport-error: \"off\"}", ":1:12: run.transport-error is no rule"},
    {"ignore: [{reason: so, rule: run.emty}]", ":1:29: there is no rule \"run.emty\""},
    {"ignore-headers: via", "a list of names"},
    {"ignore-headers: [3]", "a text is needed"},
    {"ignore-properties: [{}]", "a text is needed"},
    {"thresholds: {coverage: {responces: 3}}", "did you mean \"responses\"?"},
    {"thresholds: {coverage: {responses: 101}}", "a percentage from 0 to 100"},
    {"thresholds: {coverage: {responses: 80%}}", "a percentage from 0 to 100"},
    {"thresholds: {response-time: fast}", "a time such as"},
    {"thresholds: {response-time: 0}", "a time such as"},
    {"thresholds: {response-time: []}", "a time such as"},
    {"thresholds: {not-checked: few}", "a whole number"},
    {"extends: [strict, lenien]", "did you mean \"lenient\"?"},
    {"extends: {}", "the name or path"},
};

START_TEST(mistakes_are_told)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert_msg(!add_text(rules, mistakes[_i].text, &err), "%s", mistakes[_i].text);
    ck_assert_msg(strstr(err.message, mistakes[_i].message), "%s: %s", mistakes[_i].text,
                  err.message);
    rules_free(rules);
}
END_TEST

static const char *const shipped[] = {"default", "strict", "lenient", "gateway", "applivery"};

START_TEST(shipped_sets_are_sound)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    ck_assert_msg(rules_add(rules, shipped[_i], &err), "%s", err.message);
    rules_free(rules);
}
END_TEST

START_TEST(gateway_leaves_the_api_alone)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    struct rule_subject subject = {.rule = RULE_RESPONSE_STATUS_UNDOCUMENTED, .status = 502};

    ck_assert(rules_add(rules, "gateway", &err));
    ck_assert_int_eq(rules_severity_at(rules, &subject, SEVERITY_ERROR), SEVERITY_INFO);
    subject.status = 500;
    ck_assert_int_eq(rules_severity_at(rules, &subject, SEVERITY_ERROR), SEVERITY_ERROR);
    subject.status = 201;
    ck_assert_int_eq(rules_severity_at(rules, &subject, SEVERITY_ERROR), SEVERITY_ERROR);
    rules_free(rules);
}
END_TEST

static void count_line(void *context, struct str line)
{
    size_t *found = context;

    *found += str_find(line, STR(".yaml:2:3")) != SIZE_MAX &&
              str_starts_with(line, STR("info     response.body-schema.type"));
    *found += str_ends_with(line, STR("  default")) &&
              str_starts_with(line, STR("error    request.body-schema "));
}

START_TEST(prints_where_it_comes_from)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    size_t found = 0;

    ck_assert(add_text(rules, "severity:\n  response.body-schema.type: info\n", &err));
    rules_print(rules, count_line, &found);
    ck_assert_uint_eq(found, 2);
    rules_free(rules);
}
END_TEST

static void check_one_line(void *context, struct str line)
{
    ++*(size_t *)context;
    ck_assert_uint_eq(str_find_char(line, '\n'), line.length);
}

START_TEST(prints_line_by_line)
{
    struct rules *rules = rules_new();
    struct error err = {0};
    size_t lines = 0;

    ck_assert(add_text(rules,
                       "overrides: [{where: {path: /a}, severity: {response.*: info}}]\n"
                       "ignore: [{part: response.body, reason: \"two\\nlines\"}]\n"
                       "ignore-headers: [a]\nignore-properties: [b]\n"
                       "thresholds: {not-checked: 1}\n",
                       &err));
    rules_print(rules, check_one_line, &lines);
    ck_assert_uint_gt(lines, 10);
    rules_free(rules);
}
END_TEST

UNIT_SUITE("rules by place", UNIT_LOOP(overrides_apply_where_they_say, overrides);
           UNIT_LOOP(ignores_excuse_what_they_say, ignores); UNIT_LOOP(names_are_left_alone, names);
           UNIT_TEST(reads_thresholds); UNIT_LOOP(mistakes_are_told, mistakes);
           UNIT_LOOP(shipped_sets_are_sound, shipped); UNIT_TEST(gateway_leaves_the_api_alone);
           UNIT_TEST(prints_where_it_comes_from); UNIT_TEST(prints_line_by_line))
