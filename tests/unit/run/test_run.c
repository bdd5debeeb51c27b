/* A run: what it tells of a recording, in which order, and the exit code. */
#include "running.h"

#include <stdlib.h>

#include "openapi/filter.h"

/* ---- the exit code ---- */

#define ALLOW                                                                                      \
    {                                                                                              \
        .fail_on = SEVERITY_ERROR, .allow_empty = true                                             \
    }
#define ON(what)                                                                                   \
    {                                                                                              \
        .fail_on = SEVERITY_##what                                                                 \
    }

static const struct {
    const char *name, *recording; /* NULL: none is given */
    const char *rules;
    struct demands demands;
    int code;
} codes[] = {
    {"as described", GOOD, NULL, ON(ERROR), EXIT_CODE_OK},
    {"an error", BAD, NULL, ON(ERROR), EXIT_CODE_FINDINGS},
    {"an error that does not count", BAD, NULL, ON(OFF), EXIT_CODE_OK},
    {"an error excused", BAD, NULL, {.fail_on = SEVERITY_ERROR, .exit_zero = true}, EXIT_CODE_OK},
    {"a warning, asked for errors", BAD, "severity: {response.body-schema: warning}\n", ON(ERROR),
     EXIT_CODE_OK},
    {"a warning, asked for warnings", BAD, "severity: {response.body-schema: warning}\n",
     ON(WARNING), EXIT_CODE_FINDINGS},
    {"an ignored error", BAD, "ignore: [{rule: response.body-schema, reason: known}]\n", ON(ERROR),
     EXIT_CODE_OK},
    {"no recording", NULL, NULL, ON(ERROR), EXIT_CODE_INCOMPLETE},
    {"no recording, allowed", NULL, NULL, ALLOW, EXIT_CODE_OK},
    {"an empty recording", "", NULL, ON(ERROR), EXIT_CODE_INCOMPLETE},
    {"only what is broken", BROKEN, NULL, ON(ERROR), EXIT_CODE_INCOMPLETE},
    {"only what is broken, allowed", BROKEN, NULL, ALLOW, EXIT_CODE_OK},
    {"something not checked", GOOD UNREAD, NULL, ON(ERROR), EXIT_CODE_FINDINGS},
    {"a broken record among sound ones", GOOD BROKEN, NULL, ON(ERROR), EXIT_CODE_OK},
    {"a broken record where all must be judged",
     GOOD BROKEN,
     NULL,
     {.fail_on = SEVERITY_ERROR, .require_complete = true},
     EXIT_CODE_INCOMPLETE},
    {"findings where all must be judged, and is",
     BAD,
     NULL,
     {.fail_on = SEVERITY_ERROR, .require_complete = true},
     EXIT_CODE_FINDINGS},
    {"findings and a broken record where all must be judged",
     BAD BROKEN,
     NULL,
     {.fail_on = SEVERITY_ERROR, .require_complete = true},
     EXIT_CODE_INCOMPLETE},
    {"exit 0 is for findings, not for what is missing",
     BROKEN,
     NULL,
     {.fail_on = SEVERITY_ERROR, .exit_zero = true},
     EXIT_CODE_INCOMPLETE},
    {"cut off behind a finding", BAD "{\"request\":{", NULL, ON(ERROR), EXIT_CODE_FINDINGS},
    {"cut off, nothing found", GOOD "{\"request\":{", NULL, ON(ERROR), EXIT_CODE_INCOMPLETE},
};

START_TEST(exit_code)
{
    struct run_settings settings = {.demands = codes[_i].demands};
    struct running running;
    int code;

    running_init(&running, things, codes[_i].rules, &settings);
    code = run_lines(&running, codes[_i].recording);
    ck_assert_msg(code == codes[_i].code, "%s: exit %d\n%s", codes[_i].name, code,
                  running.lines.text);
    running_release(&running);
}
END_TEST

START_TEST(exit_code_when_interrupted)
{
    volatile int interrupted = 0;
    struct run_settings settings = {.demands = {.fail_on = SEVERITY_ERROR},
                                    .interrupted = &interrupted};
    struct running running;

    running_init(&running, things, NULL, &settings);
    ck_assert(run_start(running.run, &running.err));
    judge_lines(&running, "t", BAD);
    interrupted = 1;
    ck_assert_int_eq(run_finish(running.run, &running.err), EXIT_CODE_INTERRUPTED);
    ck_assert_msg(strstr(running.lines.text, "error response.body-schema.type x1"),
                  "what was judged before is lost:\n%s", running.lines.text);
    running_release(&running);
}
END_TEST

/* ---- what is told ---- */

static const struct {
    const char *name, *recording, *expected;
} told[] = {
    {"one as described", GOOD,
     "start check\nexchange t 0 200 pass\ncoverage\nend 1 seen 1 judged exit 0\n"},
    {"one finding a fingerprint, with its count", BAD GOOD BAD,
     "start check\n"
     "exchange t 0 200 fail\nexchange t 1 200 pass\nexchange t 2 200 fail\n"
     "error response.body-schema.type x2\n"
     "coverage\nend 3 seen 3 judged exit 1\n"},
    {"a body that cannot be read", NO_JSON,
     "start check\nexchange t 0 200 fail\nerror response.body-malformed x1\n"
     "not-checked response.body x1\n"
     "coverage\nend 1 seen 1 judged exit 1\n"},
    {"a request that hits nothing", ABSENT,
     "start check\nexchange t 0 200 unmatched\nerror route.path-undocumented x1\n"
     "not-checked request.path x1\n"
     "coverage\nend 1 seen 1 judged exit 1\n"},
    {"a broken record is no exchange, and keeps its index", GOOD BROKEN GOOD,
     "start check\nexchange t 0 200 pass\nexchange t 2 200 pass\n"
     "not-checked response.status x1\ncoverage\nend 2 seen 2 judged exit 0\n"},
    {"a recording that is cut off", GOOD "{\"request\":{",
     "start check\nexchange t 0 200 pass\ndiagnostic run.recording-malformed\n"
     "coverage\nend 1 seen 1 judged exit 3\n"},
};

static void run_with_threads(size_t threads, const char *recording, struct judging *of,
                             struct running *running)
{
    const struct run_settings settings = {.demands = {.fail_on = SEVERITY_ERROR},
                                          .each_exchange = true,
                                          .reproducible = true,
                                          .threads = threads};

    *running = (struct running){0};
    running_begin(running, of, &settings);
    run_lines(running, recording);
}

START_TEST(tells_in_order)
{
    struct judging of;
    struct running running;

    judging_init(&of, things, NULL);
    run_with_threads(1, told[_i].recording, &of, &running);
    ck_assert_msg(strcmp(running.lines.text, told[_i].expected) == 0, "%s:\n%s", told[_i].name,
                  running.lines.text);
    running_end(&running);
    judging_release(&of);
}
END_TEST

/* Enough records for many batches; every seventh drifts, every eleventh is broken. */
START_TEST(says_the_same_on_any_number_of_threads)
{
    struct judging of;
    struct running one, four;
    struct strbuf recording;

    judging_init(&of, things, NULL);
    strbuf_init(&recording, SIZE_MAX);
    for (int i = 0; i < 3000; i++)
        strbuf_add_text(&recording, i % 11 == 0 ? BROKEN : i % 7 == 0 ? BAD : GOOD);
    run_with_threads(1, recording.text, &of, &one);
    run_with_threads(4, recording.text, &of, &four);
    ck_assert_uint_gt(one.events.length, 100 * 1000);
    ck_assert(str_equal(strbuf_str(&one.events), strbuf_str(&four.events)));
    running_end(&one);
    running_end(&four);
    strbuf_release(&recording);
    judging_release(&of);
}
END_TEST

/* Whatever the event that cannot be sent, the run says so, and is no success. */
START_TEST(a_sink_that_fails_ends_the_run)
{
    struct judging of;
    struct running running;
    size_t events;

    judging_init(&of, things, NULL);
    run_with_threads(1, BAD BROKEN, &of, &running);
    events = running.sent;
    running_end(&running);
    ck_assert_uint_gt(events, 5);
    for (size_t at = 2; at <= events; at++) {
        const struct run_settings settings = {.demands = {.fail_on = SEVERITY_OFF},
                                              .each_exchange = true};

        running = (struct running){.refuse_at = at};
        running_begin(&running, &of, &settings);
        ck_assert_int_eq(run_lines(&running, BAD BROKEN), EXIT_CODE_INTERNAL);
        ck_assert_str_eq(running.err.message, "the sink is full");
        running_end(&running);
    }
    judging_release(&of);
}
END_TEST

/* ---- filters ---- */

START_TEST(leaves_out_what_a_filter_excludes)
{
    static const char *const others[] = {"getOther", "postOther"};
    const struct filter filter = {.only[FILTER_OPERATION] = {others, ARRAY_LENGTH(others)}};
    const struct run_settings settings = {.demands = {.fail_on = SEVERITY_ERROR}};
    struct running running;
    int code;

    running_init(&running, things, NULL, &settings);
    filter_apply(&filter, running.of->api);
    code = run_lines(&running, BAD GOOD);
    ck_assert_int_eq(code, EXIT_CODE_INCOMPLETE);
    ck_assert_str_eq(running.lines.text, "start check\ndiagnostic run.empty\ncoverage\n"
                                         "end 2 seen 0 judged exit 3\n");
    running_release(&running);
}
END_TEST

/* ---- listeners ---- */

static void count_judged(void *context, const struct exchange *exchange,
                         const struct judgement *judgement)
{
    size_t *counts = context;

    counts[judgement->finding_count > 0]++;
    ck_assert(exchange->request.url.length > 0);
}

START_TEST(a_listener_hears_of_each_exchange)
{
    size_t counts[2] = {0};
    const struct run_settings settings = {
        .demands = {.fail_on = SEVERITY_ERROR}, .threads = 4, .listener = {count_judged, counts}};
    struct running running;

    running_init(&running, things, NULL, &settings);
    run_lines(&running, GOOD BAD BROKEN GOOD);
    ck_assert_uint_eq(counts[0], 2);
    ck_assert_uint_eq(counts[1], 1);
    running_release(&running);
}
END_TEST

/* ---- secrets ---- */

/* What one record gives away as a secret is taken out of all that follows. */
START_TEST(secrets_are_taken_out)
{
    static const char recording[] =
        "{\"request\":{\"method\":\"GET\",\"url\":\"http://x.test/other\",\"headers\":"
        "[{\"name\":\"authorization\",\"value\":\"Bearer hunter2-hunter2\"}]},"
        "\"response\":{\"status\":204,\"headers\":[]}}\n" ENTRY(
            "GET", "/things/5", "200", "application/json", "{\\\"id\\\":\\\"hunter2-hunter2\\\"}");
    struct running running;

    running_init(&running, things, NULL, NULL);
    run_lines(&running, recording);
    ck_assert_msg(strstr(running.lines.text, "error response.body-schema.type x1"), "%s",
                  running.lines.text);
    ck_assert(!strstr(running.events.text, "hunter2"));
    running_release(&running);
}
END_TEST

/* ---- time ---- */

START_TEST(time_of_a_run)
{
    struct arena arena;

    arena_init(&arena);
    unsetenv("SOURCE_DATE_EPOCH");
    ck_assert_str(run_time(&arena, true), "1970-01-01T00:00:00Z");
    ck_assert(str_compare(run_time(&arena, false), STR("2026-01-01T00:00:00Z")) > 0);
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    ck_assert_str(run_time(&arena, false), "2023-11-14T22:13:20Z");
    ck_assert_str(run_time(&arena, true), "2023-11-14T22:13:20Z");
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    ck_assert_str(run_time(&arena, true), "1970-01-01T00:00:00Z");
    unsetenv("SOURCE_DATE_EPOCH");
    arena_release(&arena);
}
END_TEST

/* ---- descriptions ---- */

START_TEST(judges_descriptions)
{
    static const char faulty[] = "openapi: 3.1.0\n"
                                 "info: {title: Things, version: '1'}\n"
                                 "paths: {/a: {get: {responses: {'200': {description: ok}}}}}\n"
                                 "components: {schemas: {A: {type: integer, pattern: '('}}}\n";
    const struct run_settings settings = {.command = STR("lint"),
                                          .demands = {.fail_on = SEVERITY_ERROR}};
    struct running running;

    running_init(&running, faulty, NULL, &settings);
    ck_assert(run_start(running.run, &running.err));
    run_descriptions(running.run);
    ck_assert_int_eq(run_finish(running.run, &running.err), EXIT_CODE_FINDINGS);
    ck_assert_msg(strstr(running.lines.text, "error description.pattern-invalid x1\n"), "%s",
                  running.lines.text);
    ck_assert_msg(strstr(running.lines.text, "end 0 seen 1 judged exit 1"), "%s",
                  running.lines.text);
    running_release(&running);
}
END_TEST

UNIT_SUITE("run", UNIT_LOOP(exit_code, codes); UNIT_TEST(exit_code_when_interrupted);
           UNIT_LOOP(tells_in_order, told); UNIT_TEST(says_the_same_on_any_number_of_threads);
           UNIT_TEST(a_sink_that_fails_ends_the_run); UNIT_TEST(leaves_out_what_a_filter_excludes);
           UNIT_TEST(a_listener_hears_of_each_exchange); UNIT_TEST(secrets_are_taken_out);
           UNIT_TEST(time_of_a_run); UNIT_TEST(judges_descriptions))
