#include <jansson.h>

#include "base/escape.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "example_run.h"
#include "report/reports.h"

/* ---- text ---- */

static const struct {
    const char *name;
    struct report_style style;
    const char *expected;
} texts[] = {
    {"usual",
     {.fail_on = SEVERITY_ERROR},
     "specs/pets.yaml:42:11: error: GET /pets/{petId}: response body /items/3/id: expected "
     "integer, found string \"17a\" [response.body-schema.type]\n"
     "   42 |     type: integer\n"
     "      |           ^~~~~~~\n"
     "  200 application/json · session.har entry 118 · and 12 more like it\n"
     "  reproduce: curl -sS 'https://api.example/pets/3'\n"
     "\n"
     "session.har: error: request path: no path of the description matches "
     "[route.path-undocumented]\n"
     "  GET https://api.example/animals/17?x=1 200 · session.har entry 4 · and 1 more like it\n"
     "\n"
     "specs/pets.yaml:44:3: warning: GET /pets/{petId}: response body /items/3/colour: the "
     "property \"colour\" is not described [response.property-undocumented]\n"
     "  200 application/json · session.har entry 118\n"
     "\n"
     "not checked:\n"
     "  GET /pets/{petId} 200 image/png response body: no decoder for image/png (4 times)\n"
     "\n"
     "session.har entry 7: error: the entry has no request [run.recording-malformed]\n"
     "\n"
     "causes findings    times  rule\n"
     "     1        1       13  error   response.body-schema.type\n"
     "     1        1        2  error   route.path-undocumented\n"
     "     1        1        1  warning response.property-undocumented\n"
     "\n"
     "5 exchanges, 1 of 2 operations\n"
     "2 errors, 1 warning, 0 info; 4 not checked; could not look: 1\n"
     "exit 1: findings (--fail-on error), and the run is incomplete\n"
     "next: oasdrift explain response.body-schema; the same command with -v shows every finding\n"},
    {"quiet",
     {.fail_on = SEVERITY_ERROR, .verbosity = -1},
     "specs/pets.yaml:42:11: error: GET /pets/{petId}: response body /items/3/id: expected "
     "integer, found string \"17a\" [response.body-schema.type]\n"
     "session.har: error: request path: no path of the description matches "
     "[route.path-undocumented]\n"
     "session.har entry 7: error: the entry has no request [run.recording-malformed]\n"},
    {"no more than are asked for",
     {.fail_on = SEVERITY_ERROR, .verbosity = -1, .max_findings = 1},
     "specs/pets.yaml:42:11: error: GET /pets/{petId}: response body /items/3/id: expected "
     "integer, found string \"17a\" [response.body-schema.type]\n"
     "and 1 more cause, 1 finding: beyond --max-findings\n"
     "session.har entry 7: error: the entry has no request [run.recording-malformed]\n"},
};

START_TEST(writes_text)
{
    char *text = render("text", &texts[_i].style);

    ck_assert_msg(strcmp(text, texts[_i].expected) == 0, "%s:\n%s", texts[_i].name, text);
    free(text);
}
END_TEST

START_TEST(writes_more_when_asked)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR, .verbosity = 1};
    char *text = render("text", &style);

    ck_assert_ptr_nonnull(
        strstr(text, "  also: session.har entry 120 · GET https://api.example/pets/4\n"));
    ck_assert_ptr_nonnull(strstr(text, "not exercised:\n"
                                       "  GET /pets/{petId} parameter query fields\n"
                                       "  GET /pets/{petId} response 404\n"
                                       "  POST /pets\n"));
    free(text);
}
END_TEST

START_TEST(colours_only_when_asked)
{
    const struct report_style plain = {.fail_on = SEVERITY_ERROR};
    const struct report_style colour = {.fail_on = SEVERITY_ERROR, .colour = true};
    char *without = render("text", &plain);
    char *with = render("text", &colour);

    ck_assert_ptr_null(strstr(without, "\033"));
    ck_assert_ptr_nonnull(strstr(with, "\033[1;31merror:\033[0m "));
    ck_assert_ptr_nonnull(strstr(with, "\033[1;32m^~~~~~~\033[0m\n"));
    free(without);
    free(with);
}
END_TEST

static const struct {
    const char *name, *excerpt;
    size_t column, width, skipped;
    const char *shown;
} excerpts[] = {
    {"the middle of a long line", "\"a\": {\"b\": 1}", 1007, 3, 1000,
     "    9 | ...\"a\": {\"b\": 1}\n      |          ^~~\n"},
    {"tabs are one space", "\t\tx: 1", 6, 1, 0, "    9 |   x: 1\n      |      ^\n"},
    {"characters, not bytes", "é: ü", 4, 1, 0, "    9 | é: ü\n      |    ^\n"},
    {"escaped characters are wide", "\x1b: 1", 4, 1, 0, "    9 | \\u{1b}: 1\n      |         ^\n"},
    {"width stops at the end", "ab: cd", 5, 40, 0, "    9 | ab: cd\n      |     ^~\n"},
    {"wide characters", "日本: ü", 5, 1, 0, "    9 | 日本: ü\n      |       ^\n"},
    {"marks take no column", "e\xcc\x81: x", 4, 1, 0, "    9 | e\xcc\x81: x\n      |   ^\n"},
    {"column past the line", "ab", 40, 3, 0, "    9 | ab\n  200"},
    {"no width", "ab: cd", 1, 0, 0, "    9 | ab: cd\n      | ^\n"},
};

START_TEST(points_at_the_place)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct finding finding = example_findings[0];
    struct rendering rendering;
    char *text;

    finding.description.line = 9;
    finding.description.column = excerpts[_i].column;
    finding.description.width = excerpts[_i].width;
    finding.description.skipped = excerpts[_i].skipped;
    finding.description.excerpt = str_of(excerpts[_i].excerpt);
    begin(&rendering, "text", &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    text = finish(&rendering);
    ck_assert_msg(strstr(text, excerpts[_i].shown), "%s:\n%s", excerpts[_i].name, text);
    free(text);
}
END_TEST

/* ---- json ---- */

START_TEST(writes_json)
{
    static const char *const keys[] = {"version",      "tool",    "command",  "time",
                                       "descriptions", "summary", "findings", "errors",
                                       "not_checked",  "coverage"};
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    char *text = render("json", &style);
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    json_t *finding, *coverage;
    const char *key;
    json_t *value;
    size_t at = 0;

    ck_assert_ptr_nonnull(json);
    ck_assert(text[strlen(text) - 1] == '\n');
    json_object_foreach(json, key, value) ck_assert_str_eq(key, keys[at++]);
    ck_assert_uint_eq(at, ARRAY_LENGTH(keys));
    finding = json_array_get(json_object_get(json, "findings"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(finding, "rule")), "response.body-schema");
    ck_assert_str_eq(json_string_value(json_object_get(finding, "keyword")), "type");
    ck_assert_str_eq(json_string_value(json_object_get(finding, "class")), "violation");
    ck_assert_int_eq(json_integer_value(json_object_get(finding, "count")), 13);
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(finding, "where"), "part")),
                     "response.body");
    ck_assert_uint_eq(json_array_size(json_object_get(finding, "exchanges")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(json, "summary"), "exit")),
                     1);
    coverage = json_object_get(json, "coverage");
    ck_assert_int_eq(
        json_integer_value(json_object_get(json_object_get(coverage, "responses"), "seen")), 2);
    ck_assert_int_eq(
        json_integer_value(json_object_get(json_object_get(coverage, "parameters"), "total")), 2);
    ck_assert_uint_eq(json_array_size(json_object_get(coverage, "missing")), 3);
    json_decref(json);
    free(text);
}
END_TEST

/* ---- ndjson ---- */

START_TEST(writes_ndjson)
{
    static const char *const events[] = {"start",       "finding", "finding",  "finding",
                                         "not-checked", "error",   "coverage", "end"};
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    char *text = render("ndjson", &style);
    struct str rest = str_of(text);
    struct sha256 digest;
    char hex[SHA256_HEX_LENGTH + 1];

    sha256_init(&digest);
    for (size_t i = 0; i < ARRAY_LENGTH(events); i++) {
        struct str line = str_cut(&rest, '\n');
        json_t *json = json_loadb(line.text, line.length, 0, NULL);

        ck_assert_ptr_nonnull(json);
        ck_assert_str_eq(json_string_value(json_object_get(json, "event")), events[i]);
        if (i == ARRAY_LENGTH(events) - 1) {
            sha256_hex(&digest, hex);
            ck_assert_str_eq(json_string_value(json_object_get(json, "digest")), hex);
        }
        sha256_add(&digest, line);
        sha256_add(&digest, STR("\n"));
        json_decref(json);
    }
    ck_assert_uint_eq(rest.length, 0);
    free(text);
}
END_TEST

START_TEST(writes_exchanges_to_ndjson)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct str rules[] = {STR("response.body-schema.type")};
    struct event_exchange exchange = {.source = STR("a.har"),
                                      .index = 0,
                                      .method = STR("GET"),
                                      .url = STR("/pets/1"),
                                      .status = 200,
                                      .operation = GET_PET,
                                      .verdict = VERDICT_FAIL,
                                      .rules = rules,
                                      .rule_count = 1};
    struct rendering rendering;
    char *text;

    begin(&rendering, "ndjson", &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    send(&rendering, (struct event){.kind = EVENT_EXCHANGE, .exchange = &exchange});
    text = finish(&rendering);
    ck_assert_ptr_nonnull(strstr(
        text, "\n{\"event\":\"exchange\",\"source\":\"a.har\",\"index\":0,\"method\":\"GET\","
              "\"url\":\"/pets/1\",\"status\":200,\"operation\":{\"method\":\"GET\",\"path\":"
              "\"/pets/{petId}\",\"operationId\":\"getPet\"},\"verdict\":\"fail\",\"rules\":"
              "[\"response.body-schema.type\"]}\n"));
    free(text);
}
END_TEST

/* ---- whatever comes in ---- */

/* The formats that can render it, in the table's order; NULL past the last. */
static const struct report_format *rendering_format(enum report_subject subject, int index)
{
    const struct report_format *format;

    for (size_t i = 0; (format = report_format_at(i)); i++)
        if (report_format_renders(format, subject) && index-- == 0)
            return format;
    return NULL;
}

static int count_rendering(enum report_subject subject)
{
    int count = 0;

    while (rendering_format(subject, count))
        count++;
    return count;
}

/* Of the loops below: each format that can render a run. */
static const char *format_of_loop(int index)
{
    return rendering_format(REPORT_EVENTS, index)->name;
}

START_TEST(lets_nothing_harmful_out)
{
    char *text = render_hostile(format_of_loop(_i), STR(HOSTILE));

    ck_assert_msg(utf8_is_valid(str_of(text)), "%s", format_of_loop(_i));
    assert_printable(text);
    free(text);
}
END_TEST

START_TEST(takes_very_long_texts)
{
    size_t length = 100000; /* more than any format takes of a text: MARKDOWN_COMMENT_MAX */
    char *text = malloc(length);
    char *out;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < length; i++)
        text[i] = "\xc3\xa9<]"[i % 4];
    out = render_hostile(format_of_loop(_i), (struct str){text, length});
    ck_assert(utf8_is_valid(str_of(out)));
    free(out);
    free(text);
}
END_TEST

START_TEST(takes_absent_texts)
{
    char *text = render_hostile(format_of_loop(_i), STR_NONE);

    ck_assert_uint_gt(strlen(text), 0);
    free(text);
}
END_TEST

START_TEST(takes_an_empty_run)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct event_start start = {0};
    struct event_end end = {.exit_code = 3};
    struct rendering rendering;
    char *text;

    begin(&rendering, format_of_loop(_i), &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &end});
    text = finish(&rendering);
    ck_assert_uint_gt(strlen(text), 0);
    free(text);
}
END_TEST

START_TEST(says_when_it_cannot_write)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    FILE *full = fopen("/dev/full", "w");
    struct report report;
    struct error err = {0};
    bool written = true;

    ck_assert_ptr_nonnull(full);
    setvbuf(full, NULL, _IONBF, 0);
    report_init(&report, rendering_format(REPORT_EVENTS, _i), REPORT_EVENTS, full, &style);
    written = report_event(&report, &(struct event){.kind = EVENT_START, .start = &example_start},
                           &err) &&
              report_event(&report, &(struct event){.kind = EVENT_END, .end = &example_end}, &err);
    ck_assert(!written);
    ck_assert_msg(strstr(err.message, "cannot be written"), "%s", err.message);
    report_release(&report);
    fclose(full);
}
END_TEST

/* ---- instances ---- */

static char *render_instances(const struct report_format *format, struct str text)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    const struct validation_failure failures[] = {
        {.pointer = text, .keyword = STR("type"), .schema = text, .message = text, .path = text},
        {.pointer = text, .message = text, .warning = true}};
    const struct validation instances[] = {
        {.file = text, .verdict = SCHEMA_INVALID, .failures = failures, .failure_count = 2},
        {.file = text, .line = 2, .verdict = SCHEMA_UNKNOWN, .doubt = text},
        {.file = text, .verdict = SCHEMA_UNKNOWN, .unreadable = STR("gone")},
        {.file = text, .document = 1, .verdict = SCHEMA_VALID}};
    struct validation_part part = {.file = text, .last = true, .counts = {1, 1, 1, 1, 0}};
    struct strbuf written[VALIDATION_TEXTS];
    struct report report;
    struct error err = {0};
    size_t length;
    char *rendered;
    FILE *out = open_memstream(&rendered, &length);

    ck_assert_ptr_nonnull(out);
    report_init(&report, format, REPORT_INSTANCES, out, &style);
    ck_assert(report_wants_instances(&report));
    for (int i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_init(&written[i], SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(instances); i++)
        report_instance(&report, &instances[i], written);
    for (int i = 0; i < VALIDATION_TEXTS; i++)
        part.texts[i] = strbuf_str(&written[i]);
    ck_assert(report_part(&report, &part, &err));
    ck_assert(report_instances_end(&report, &(struct instances_end){text, text, false}, &err));
    for (int i = 0; i < VALIDATION_TEXTS; i++)
        strbuf_release(&written[i]);
    report_release(&report);
    fclose(out);
    return rendered;
}

START_TEST(renders_instances)
{
    const struct report_format *format = rendering_format(REPORT_INSTANCES, _i);
    char *hostile = render_instances(format, STR(HOSTILE));
    char *absent = render_instances(format, STR_NONE);

    ck_assert_msg(utf8_is_valid(str_of(hostile)), "%s", format->name);
    assert_printable(hostile);
    ck_assert_ptr_nonnull(strstr(hostile, "gone"));
    ck_assert_uint_gt(strlen(absent), 0);
    free(hostile);
    free(absent);
}
END_TEST

/* ---- the table ---- */

START_TEST(knows_its_formats)
{
    const struct report_format *format;

    for (size_t i = 0; (format = report_format_at(i)); i++) {
        ck_assert_ptr_eq(report_format_named(str_of(format->name)), format);
        ck_assert_uint_gt(strlen(format->summary), 0);
        ck_assert_msg(format->events || format->instances || format->routes, "%s renders nothing",
                      format->name);
    }
    ck_assert_ptr_null(report_format_named(STR("junit2")));
}
END_TEST

static const struct {
    const char *wanted;
    enum report_subject subject;
    const char *message; /* NULL: it is opened */
    bool lists;          /* and behind it stand the formats that can render the subject */
} openings[] = {
    {"text", REPORT_EVENTS, NULL, false},
    {"text=-", REPORT_INSTANCES, NULL, false},
    {"json=/nowhere/a.json", REPORT_EVENTS,
     "--report json=/nowhere/a.json: its folder is not there", false},
    {"junit2", REPORT_EVENTS, "--report junit2: a run is told as ", true},
    {"ndjson=x", REPORT_INSTANCES, "--report ndjson: instances are told as ", true},
    {"junit", REPORT_ROUTES, "--report junit: routes are told as ", true},
    {"json=", REPORT_EVENTS, "--report json=: no file behind the '='; without it standard output",
     false},
    {"", REPORT_ROUTES, "--report : routes are told as ", true},
};

/* "text, json or junit" */
static void list_formats(struct strbuf *out, enum report_subject subject)
{
    int count = count_rendering(subject);

    for (int i = 0; i < count; i++)
        strbuf_addf(out, "%s%s",
                    i == 0          ? ""
                    : i < count - 1 ? ", "
                                    : " or ",
                    rendering_format(subject, i)->name);
}

START_TEST(opens_what_can_be_rendered)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct reports reports = {0};
    struct error err = {0};
    struct strbuf expected;
    bool opened = reports_open(&reports, openings[_i].wanted, openings[_i].subject, &style, &err);

    strbuf_init(&expected, SIZE_MAX);
    ck_assert_int_eq(opened, !openings[_i].message);
    if (openings[_i].message)
        strbuf_add_text(&expected, openings[_i].message);
    if (openings[_i].lists)
        list_formats(&expected, openings[_i].subject);
    ck_assert_str(strbuf_str(&expected), err.message);
    strbuf_release(&expected);
    reports_release(&reports);
}
END_TEST

START_TEST(opens_reports_at_their_places)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR, .colour = true};
    struct reports reports = {0};
    struct error err = {0};

    ck_assert(reports_open(&reports, "text", REPORT_EVENTS, &style, &err));
    ck_assert(reports_open(&reports, "json=/dev/null", REPORT_EVENTS, &style, &err));
    ck_assert(reports.outputs.items[0]->report.style.colour);
    ck_assert(!reports.outputs.items[1]->report.style.colour);
    ck_assert_str_eq(report_path("json=a=b"), "a=b");
    ck_assert_str_eq(report_path("json="), "-");
    ck_assert_str_eq(report_path("json"), "-");
    reports_release(&reports);
}
END_TEST

#define EACH_EVENT_FORMAT(test) tcase_add_loop_test(tests, test, 0, count_rendering(REPORT_EVENTS))

UNIT_SUITE("reports", UNIT_LOOP(writes_text, texts); UNIT_TEST(writes_more_when_asked);
           UNIT_TEST(colours_only_when_asked); UNIT_LOOP(points_at_the_place, excerpts);
           UNIT_TEST(writes_json); UNIT_TEST(writes_ndjson); UNIT_TEST(writes_exchanges_to_ndjson);
           EACH_EVENT_FORMAT(lets_nothing_harmful_out); EACH_EVENT_FORMAT(takes_very_long_texts);
           EACH_EVENT_FORMAT(takes_absent_texts); EACH_EVENT_FORMAT(takes_an_empty_run);
           EACH_EVENT_FORMAT(says_when_it_cannot_write);
           tcase_add_loop_test(tests, renders_instances, 0, count_rendering(REPORT_INSTANCES));
           UNIT_TEST(knows_its_formats); UNIT_LOOP(opens_what_can_be_rendered, openings);
           UNIT_TEST(opens_reports_at_their_places))
