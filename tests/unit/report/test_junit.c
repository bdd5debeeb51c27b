#include "example_run.h"
#include "finding/rules.h"
#include "report/junit.h"
#include "temporary_file.h"

static const struct report_style usual = {.fail_on = SEVERITY_ERROR};

/* ---- well-formed, and valid where the schemas are at hand ---- */

/* 0: xmllint is content. -1: it is not installed. */
static int lint(const char *text, const char *schema)
{
    char path[TEMPORARY_PATH_BYTES], command[512];
    int status;

    write_temporary(path, "", text);
    snprintf(command, sizeof command,
             "command -v xmllint >/dev/null || exit 77; xmllint --noout %s %s %s 2>%s.err || "
             "{ cat %s.err; rm %s.err; exit 1; }; rm %s.err",
             schema ? "--schema" : "", schema ? schema : "", path, path, path, path, path);
    status = system(command);
    unlink(path);
    return WEXITSTATUS(status) == 77 ? -1 : WEXITSTATUS(status);
}

static const struct {
    const char *format, *schema; /* NULL: well-formed only */
} lints[] = {
    {"junit", NULL},
    {"junit-strict", NULL},
    {"junit-strict", "../shared/junit-xsd/junit-10.xsd"},
    {"junit-strict", "../shared/junit-xsd/windyroad.xsd"},
    {"junit-surefire", "../shared/junit-xsd/surefire.xsd"},
    {"junit-surefire", "../shared/junit-xsd/junit-10.xsd"},
};

static void assert_lints(char *text, int row)
{
    int status;

    if (lints[row].schema && access(lints[row].schema, R_OK) != 0) {
        unit_skip("the JUnit schemas: ../shared/junit-xsd");
        free(text);
        return;
    }
    status = lint(text, lints[row].schema);
    if (status < 0)
        unit_skip("xmllint");
    ck_assert_msg(status <= 0, "%s against %s:\n%s", lints[row].format,
                  lints[row].schema ? lints[row].schema : "the grammar", text);
    free(text);
}

START_TEST(is_valid)
{
    assert_lints(render(lints[_i].format, &usual), _i);
}
END_TEST

START_TEST(is_valid_with_hostile_texts)
{
    assert_lints(render_hostile(lints[_i].format, STR(HOSTILE)), _i);
}
END_TEST

START_TEST(is_valid_with_absent_texts)
{
    assert_lints(render_hostile(lints[_i].format, STR_NONE), _i);
}
END_TEST

START_TEST(is_valid_when_nothing_happened)
{
    struct event_start start = {.command = STR("check")};
    struct event_end end = {.exit_code = 3};
    struct rendering rendering;

    begin(&rendering, lints[_i].format, &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &end});
    assert_lints(finish(&rendering), _i);
}
END_TEST

/* ---- cases ---- */

/* The text of one testcase element, by name; NULL when there is none. The caller frees it. */
static char *case_text(const char *report, const char *suite, const char *name)
{
    char key[256];
    const char *at, *end;

    snprintf(key, sizeof key, "classname=\"Pet_store.%s\" name=\"%s\"", suite, name);
    at = strstr(report, key);
    if (!at)
        return NULL;
    end = strstr(at + 1, "<testcase");
    return end ? strndup(at, (size_t)(end - at)) : strdup(at);
}

static const struct {
    const char *suite, *name;
    const char *outcome; /* what the case holds; NULL: passed */
} cases[] = {
    {"getPet", "GET /pets/{petId}: route", NULL},
    {"getPet", "GET /pets/{petId}: security", NULL},
    {"getPet", "GET /pets/{petId} path parameter petId: presence", NULL},
    {"getPet", "GET /pets/{petId} path parameter petId: value", NULL},
    {"getPet", "GET /pets/{petId} query parameter fields: presence", NULL},
    {"getPet", "GET /pets/{petId} query parameter fields: value",
     "<skipped message=\"not exercised: no request had it\">not exercised: no request had "
     "it</skipped>"},
    {"getPet", "GET /pets/{petId}: status-documented", NULL},
    {"getPet", "GET /pets/{petId} 200: content-type", NULL},
    {"getPet", "GET /pets/{petId}: assertions",
     "<skipped message=\"not exercised: no assertion of a rule set was true or false\">"},
    {"getPet", "GET /pets/{petId}: other",
     "<skipped message=\"not exercised: a place for what no other "
     "case tells\">"},
    {"getPet", "GET /pets/{petId} 200: headers",
     "<skipped message=\"not exercised: no response had a documented header\">"},
    {"getPet", "GET /pets/{petId} 404: content-type",
     "<skipped message=\"not exercised: no response had a body of a documented type\">"},
    {"getPet", "GET /pets/{petId} 200 application/json: body-schema",
     "<failure type=\"response.body-schema.type\" message=\"response body /items/3/id: expected "
     "integer, found string &quot;17a&quot; [response.body-schema.type]\">specs/pets.yaml:42:11: "
     "error: response body /items/3/id: expected integer, found string \"17a\" "
     "(GET /pets/{petId}) [response.body-schema.type]\n"},
    {"getPet", "GET /pets/{petId} 200 image/*: body-schema",
     "<skipped message=\"not checked: response.body: no decoder for image/png\">"},
    {"POST_pets", "POST /pets: route",
     "<skipped message=\"not exercised: no exchange hit the operation\">"},
    {"_undocumented", "route.path-undocumented", "<failure type=\"route.path-undocumented\" "},
    {"_undocumented", "route.method-undocumented", NULL},
    {"_undocumented", "route.server-undocumented", "<skipped message=\"not exercised: "},
    {"_run", "diagnostics",
     "<error type=\"run.recording-malformed\" message=\"session.har entry 7: the entry has no "
     "request\">"},
    {"_run", "gate.coverage-below", "<skipped message=\"not exercised: "},
};

START_TEST(lists_cases)
{
    static const char *const formats[] = {"junit", "junit-strict", "junit-surefire"};

    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        char *report = render(formats[i], &usual);
        char *one = case_text(report, cases[_i].suite, cases[_i].name);

        ck_assert_msg(one != NULL, "%s has no case \"%s\":\n%s", formats[i], cases[_i].name,
                      report);
        if (cases[_i].outcome)
            ck_assert_msg(strstr(one, cases[_i].outcome), "%s: %s", formats[i], one);
        else
            ck_assert_msg(!strstr(one, "<skipped") && !strstr(one, "<failure") &&
                              !strstr(one, "<error"),
                          "%s: %s", formats[i], one);
        free(one);
        free(report);
    }
}
END_TEST

/* What is below --fail-on is no failure, and stands in the output. */
START_TEST(tells_what_is_below)
{
    char *rich = render("junit", &usual);
    char *strict = render("junit-strict", &usual);
    char *one = case_text(rich, "getPet",
                          "GET /pets/{petId} 200 application/json: "
                          "undeclared-properties");

    ck_assert_ptr_nonnull(one);
    ck_assert_ptr_null(strstr(one, "<failure"));
    ck_assert_ptr_nonnull(strstr(one, "<system-out>specs/pets.yaml:44:3: warning: "));
    ck_assert_ptr_nonnull(strstr(strict, "<system-out>GET /pets/{petId} 200 application/json: "
                                         "undeclared-properties\nspecs/pets.yaml:44:3: warning: "));
    free(one);
    free(rich);
    free(strict);
}
END_TEST

/* No report is red when the exit code is 0: what was not checked is an error where it counts. */
START_TEST(not_checked_is_an_error_where_it_counts)
{
    const struct report_style complete = {.fail_on = SEVERITY_ERROR, .complete = true};
    char *report = render("junit", _i ? &complete : &usual);
    char *one = case_text(report, "getPet", "GET /pets/{petId} 200 image/*: body-schema");

    ck_assert_ptr_nonnull(one);
    ck_assert_msg(strstr(one, _i ? "<error type=\"gate.not-checked\" message=\"not checked: "
                                 : "<skipped message=\"not checked: "),
                  "%s", one);
    ck_assert_msg(!strstr(one, _i ? "<skipped" : "<error"), "%s", one);
    free(one);
    free(report);
}
END_TEST

START_TEST(fail_on_decides)
{
    const struct report_style warning = {.fail_on = SEVERITY_WARNING};
    const struct report_style never = {.fail_on = SEVERITY_OFF};
    char *strict = render("junit", &warning);
    char *lax = render("junit", &never);

    ck_assert_ptr_nonnull(strstr(strict, "<failure type=\"response.property-undocumented\""));
    ck_assert_ptr_null(strstr(lax, "<failure"));
    free(strict);
    free(lax);
}
END_TEST

/* The names of all cases, one a line. */
static char *case_names(const char *report)
{
    char *names = calloc(1, strlen(report) + 1);
    const char *at = report;

    ck_assert_ptr_nonnull(names);
    while ((at = strstr(at, "<testcase "))) {
        const char *end = strstr(at, " time=");

        strncat(names, at, (size_t)(end - at));
        strcat(names, "\n");
        at = end;
    }
    return names;
}

/* Whatever the traffic was, the cases are the same. */
START_TEST(names_do_not_depend_on_traffic)
{
    struct event_coverage quiet = example_coverage;
    struct coverage_operation operations[2] = {example_operations[0], example_operations[1]};
    struct coverage_slot slots[ARRAY_LENGTH(example_slots)];
    struct rendering rendering;
    char *busy = render("junit", &usual);
    char *idle, *busy_names, *idle_names;

    memcpy(slots, example_slots, sizeof slots);
    for (size_t i = 0; i < ARRAY_LENGTH(slots); i++)
        slots[i].seen = 0;
    operations[0].seen = 0;
    operations[0].slots = slots;
    quiet.operations = operations;
    begin(&rendering, "junit", &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &quiet});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    idle = finish(&rendering);
    busy_names = case_names(busy);
    idle_names = case_names(idle);
    ck_assert_uint_gt(strlen(idle_names), 0);
    ck_assert_str_eq(busy_names, idle_names);
    free(busy);
    free(idle);
    free(busy_names);
    free(idle_names);
}
END_TEST

/* Two operations whose names come to the same slug are told apart by their routes. */
START_TEST(names_do_not_clash)
{
    const struct coverage_operation operations[] = {
        {.name = {.method = STR("GET"), .path = STR("/a"), .id = STR("get.it")}, .selected = true},
        {.name = {.method = STR("GET"), .path = STR("/b"), .id = STR("get it")}, .selected = true},
        {.name = {.method = STR("GET"), .path = STR("/c"), .id = STR("_run")}, .selected = true},
        {.name = {.method = STR("GET"), .path = STR("/d"), .id = STR("fine")}, .selected = true},
    };
    const struct event_coverage coverage = {.operations = operations,
                                            .operation_count = ARRAY_LENGTH(operations)};
    struct rendering rendering;
    char *text;
    const char *first;

    begin(&rendering, "junit", &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    text = finish(&rendering);
    first = strstr(text, "<testsuite name=\"get_it_");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_nonnull(strstr(first + 1, "<testsuite name=\"get_it_"));
    ck_assert_ptr_nonnull(strstr(text, "<testsuite name=\"op_run_"));
    ck_assert_ptr_nonnull(strstr(text, "<testsuite name=\"fine\""));
    free(text);
}
END_TEST

START_TEST(lint_lists_the_rules_of_descriptions)
{
    struct event_start start = example_start;
    struct finding finding = {.rule = RULE_DESCRIPTION_EXAMPLE_INVALID,
                              .severity = SEVERITY_ERROR,
                              .message = STR("no date-time"),
                              .operation = GET_PET,
                              .part = PART_DESCRIPTION,
                              .description = PLACE(9),
                              .fingerprint = "0123456789abcdef",
                              .count = 1};
    struct rendering rendering;
    char *text, *broken, *kept;

    start.command = STR("lint");
    begin(&rendering, "junit", &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &example_coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    text = finish(&rendering);
    broken = case_text(text, "_description", "description.example-invalid");
    kept = case_text(text, "_description", "description.path-ambiguous");
    ck_assert(broken && strstr(broken, "<failure type=\"description.example-invalid\""));
    ck_assert(kept && !strstr(kept, "<failure") && !strstr(kept, "<skipped"));
    ck_assert_ptr_null(strstr(text, "getPet"));
    free(text);
    free(broken);
    free(kept);
}
END_TEST

static int occurrences(const char *text, const char *what)
{
    int count = 0;

    for (; (text = strstr(text, what)); text++)
        count++;
    return count;
}

/* A run in which the finding is there so many times, in different places. */
static char *render_times(const struct finding *one, int times)
{
    struct finding finding = *one;
    struct rendering rendering;

    begin(&rendering, "junit", &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    for (int i = 0; i < times; i++) {
        snprintf(finding.fingerprint, sizeof finding.fingerprint, "%016d", i);
        send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    }
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &example_coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    return finish(&rendering);
}

START_TEST(limits_what_a_case_tells)
{
    char *text = render_times(&example_findings[0], 9);
    char *one;

    one = case_text(text, "getPet", "GET /pets/{petId} 200 application/json: body-schema");
    ck_assert_ptr_nonnull(one);
    ck_assert_ptr_nonnull(strstr(one, "[response.body-schema.type] (and 8 more)\">"));
    ck_assert_int_eq(occurrences(one, "<failure "), 1);
    ck_assert_int_eq(occurrences(one, "42 |     type: integer"), JUNIT_FINDINGS_MAX);
    ck_assert_int_eq(occurrences(one, "\nspecs/pets.yaml:42:11: error: "), 8);
    free(text);
    free(one);
}
END_TEST

/* Of more findings than there is room for, those that are left out are counted. */
START_TEST(counts_what_a_case_leaves_out)
{
    char *text = render_times(&example_findings[0], 1000);
    char *one = case_text(text, "getPet", "GET /pets/{petId} 200 application/json: body-schema");
    int more = 0;
    const char *at;

    ck_assert_ptr_nonnull(one);
    ck_assert_ptr_nonnull(strstr(one, " (and 999 more)\">"));
    at = strstr(one, "\nand ");
    ck_assert_ptr_nonnull(at);
    ck_assert_int_eq(sscanf(at, "\nand %d more findings in this case\n", &more), 1);
    ck_assert_int_eq(more + occurrences(one, "specs/pets.yaml:42:11: error: "), 1000);
    ck_assert_uint_lt(strlen(one), JUNIT_TEXT_MAX_BYTES * 3 / 2);
    free(text);
    free(one);
}
END_TEST

/* Whoever guesses the encoding cannot guess wrong. */
START_TEST(is_ascii)
{
    const char *const formats[] = {"junit", "junit-strict", "junit-surefire"};

    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        char *text = render_hostile(formats[i], STR("R\u00e9sum\u00e9 \u65e5\u672c \U0001F408"));

        ck_assert(str_is_ascii(str_of(text)));
        ck_assert_ptr_nonnull(strstr(text, "R&#xE9;sum&#xE9; &#x65E5;&#x672C; &#x1F408;"));
        free(text);
    }
}
END_TEST

/* What the names of suites and cases hold at most, in characters once references are read. */
static size_t longest(const char *report, const char *attribute)
{
    size_t most = 0;

    for (const char *at = report; (at = strstr(at, attribute));) {
        size_t length = 0;

        for (at += strlen(attribute); *at != '"'; at++, length++)
            if (*at == '&')
                at = strchr(at, ';');
        most = length > most ? length : most;
    }
    return most;
}

enum { LONG = 5000 };

/* Two operations whose names and paths are the same for LONG characters. */
static char *render_long_names(void)
{
    static char ids[2][LONG + 1], paths[2][2 * LONG + 1];
    struct coverage_operation operations[2];
    struct event_coverage coverage = {.operations = operations, .operation_count = 2};
    struct event_start start = example_start;
    struct description_info description = example_description;
    struct rendering rendering;

    for (int i = 0; i < 2; i++) {
        memset(ids[i], 'a', LONG);
        for (int j = 0; j < LONG; j++)
            memcpy(paths[i] + 2 * j, "\u00e9", 2);
        paths[i][0] = '/';
        paths[i][1] = ids[i][LONG - 1] = "xy"[i];
        operations[i] = (struct coverage_operation){
            .name = {.method = STR("GET"), .path = {paths[i], 2 * LONG}, .id = {ids[i], LONG}},
            .slots = example_slots,
            .slot_count = ARRAY_LENGTH(example_slots),
            .selected = true};
    }
    description.title = description.version = (struct str){paths[0], 2 * LONG};
    start.descriptions = &description;
    begin(&rendering, "junit", &usual);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    return finish(&rendering);
}

START_TEST(bounds_names)
{
    char *text = render_long_names();
    char *again = render_long_names();
    const char *first = strstr(text, "<testsuite name=\"aaaa");
    const char *second = first ? strstr(first + 1, "<testsuite name=\"aaaa") : NULL;

    ck_assert_str_eq(text, again);
    ck_assert_ptr_nonnull(second);
    ck_assert_int_ne(strncmp(first, second, strcspn(first, " ") + 1 + 110), 0);
    ck_assert_uint_le(longest(text, " name=\""), 200);
    ck_assert_uint_le(longest(text, " classname=\""), 200);
    ck_assert_uint_le(longest(text, " package=\""), 200);
    ck_assert_ptr_nonnull(strstr(text, " path parameter petId: presence\""));
    free(text);
    free(again);
}
END_TEST

/* A name holds nothing that changes from run to run or machine to machine. */
START_TEST(names_hold_nothing_that_varies)
{
    char *report = render("junit", &usual);
    char *names = case_names(report);

    ck_assert_ptr_null(strstr(names, "api.example"));
    ck_assert_ptr_null(strstr(names, "118"));
    ck_assert_ptr_null(strstr(names, "17"));
    ck_assert_ptr_null(strstr(names, "2026"));
    free(report);
    free(names);
}
END_TEST

START_TEST(times_are_plain)
{
    const struct report_style fixed = {.fail_on = SEVERITY_ERROR, .reproducible = true};
    char *timed = render("junit", &usual);
    char *untimed = render("junit", &fixed);

    ck_assert_ptr_nonnull(strstr(timed, "time=\"1.234\""));
    ck_assert_ptr_null(strstr(untimed, "1.234"));
    ck_assert_ptr_nonnull(strstr(timed, "timestamp=\"2026-11-22T20:00:00\""));
    free(timed);
    free(untimed);
}
END_TEST

/* A format that renders runs as JUnit has a profile of its own. */
START_TEST(each_format_has_a_profile)
{
    const struct report_format *format;
    int count = 0;

    for (size_t i = 0; (format = report_format_at(i)); i++) {
        if (format->events != &junit_events)
            continue;
        ck_assert_msg(junit_profile_of(format->name), "%s has none", format->name);
        count++;
    }
    ck_assert_int_gt(count, 1);
    ck_assert_ptr_null(junit_profile_of("text"));
}
END_TEST

UNIT_SUITE("junit", UNIT_LOOP(is_valid, lints); UNIT_LOOP(is_valid_with_hostile_texts, lints);
           UNIT_LOOP(is_valid_with_absent_texts, lints);
           UNIT_LOOP(is_valid_when_nothing_happened, lints); UNIT_LOOP(lists_cases, cases);
           UNIT_TEST(tells_what_is_below); UNIT_TEST(fail_on_decides);
           tcase_add_loop_test(tests, not_checked_is_an_error_where_it_counts, 0, 2);
           UNIT_TEST(names_do_not_depend_on_traffic); UNIT_TEST(names_do_not_clash);
           UNIT_TEST(lint_lists_the_rules_of_descriptions); UNIT_TEST(limits_what_a_case_tells);
           UNIT_TEST(counts_what_a_case_leaves_out); UNIT_TEST(is_ascii); UNIT_TEST(bounds_names);
           UNIT_TEST(names_hold_nothing_that_varies); UNIT_TEST(times_are_plain);
           UNIT_TEST(each_format_has_a_profile))
