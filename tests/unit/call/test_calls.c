/* The library as a program meets it: every call with its defaults, and what its options change. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "oasdrift.h"
#include "unit.h"

static const char things[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /things:\n"
    "    get:\n"
    "      operationId: getThing\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          content: {application/json: {schema: {$ref: '#/components/schemas/Id'}}}\n"
    "components: {schemas: {Id: {type: integer}}}\n";

#define RECORDING(status, text)                                                                    \
    "{\"request\":{\"method\":\"GET\",\"url\":\"http://x.test/things\",\"headers\":[]},"           \
    "\"response\":{\"status\":" status ",\"headers\":[{\"name\":\"content-type\","                 \
    "\"value\":\"application/json\"}],\"content\":{\"size\":-1,\"text\":\"" text "\"}}}\n"

static const struct {
    const char *name, *text;
} files[] = {
    {"things.yaml", things},
    {"others.yaml", things},
    {"kept.har", RECORDING("200", "1")},
    {"broken.har", RECORDING("200", "true")},
    {"unknown.har", RECORDING("404", "1")},
    {"schema.json", "{\"type\":\"integer\"}"},
    {"number.json", "{\"type\":\"number\"}"},
    {"nothing.json", "false"},
    {"one.json", "1"},
    {"text.json", "\"1\""},
};

static char folder[] = "/tmp/oasdrift-calls-XXXXXX";

static void set_up(void)
{
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    ck_assert(mkdtemp(folder) && chdir(folder) == 0);
    for (size_t i = 0; i < ARRAY_LENGTH(files); i++) {
        FILE *file = fopen(files[i].name, "w");

        ck_assert(file && fputs(files[i].text, file) >= 0 && fclose(file) == 0);
    }
}

static void tear_down(void)
{
    static const char *const made[] = {"accepted.json", "events.ndjson", "overlay.yaml"};

    for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
        unlink(files[i].name);
    for (size_t i = 0; i < ARRAY_LENGTH(made); i++)
        unlink(made[i]);
    ck_assert(chdir("/") == 0 && rmdir(folder) == 0);
}

#define LIST(...) (&(const struct oasdrift_list){(const char *const[]){__VA_ARGS__}, 1})

/* The last message, and how many there were. */
struct heard {
    char text[512];
    int count;
};

static void hear(void *context, const char *text)
{
    struct heard *heard = context;

    snprintf(heard->text, sizeof heard->text, "%s", text);
    heard->count++;
}

/* ---- the defaults: options may be NULL ---- */

START_TEST(needs_no_options)
{
    const struct oasdrift_list *description = LIST("things.yaml");

    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("kept.har"), NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("broken.har"), NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_check("absent.yaml", LIST("kept.har"), NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("absent.har"), NULL), OASDRIFT_INCOMPLETE);
    ck_assert_int_eq(oasdrift_baseline("things.yaml", LIST("kept.har"), NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_suggest("things.yaml", LIST("kept.har"), NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_run("things.yaml", NULL, NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_lint(description, NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_merge(LIST("absent.ndjson"), NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_validate("schema.json", LIST("one.json"), NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_validate("schema.json", LIST("text.json"), NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_includes("schema.json", "number.json", NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_includes("number.json", "schema.json", NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_generate("schema.json", NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_generate("nothing.json", NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_generate("absent.json", NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_mock("absent.yaml", NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_explain_program("schema.json", NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_explain_routes("things.yaml", NULL, NULL, NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_explain_routes("things.yaml", "GET", "/things", NULL), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_explain_routes("things.yaml", "GET", "/", NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_explain_rules(NULL, NULL), OASDRIFT_OK);
}

/* Nothing was named: that is no run of nothing that went well. */
START_TEST(needs_something_to_judge)
{
    const struct oasdrift_list none = {NULL, 0};

    ck_assert_int_eq(oasdrift_check("things.yaml", &none, NULL), OASDRIFT_INCOMPLETE);
    ck_assert_int_eq(oasdrift_lint(&none, NULL), OASDRIFT_UNUSABLE);
    ck_assert_int_eq(oasdrift_validate("schema.json", &none, NULL), OASDRIFT_INCOMPLETE);
    ck_assert_int_ne(oasdrift_merge(&none, NULL), OASDRIFT_OK);
}

/* ---- what groups of options change ---- */

#define QUIET .reports = {(const char *const[]){"json=/dev/null"}, 1}

static const struct {
    const char *name, *recording;
    struct oasdrift_check_options options;
    int code;
    const char *message; /* how the last one begins; NULL: there is none */
} checks[] = {
    {"a finding", "broken.har", {.outcome = {QUIET}}, OASDRIFT_FINDINGS, NULL},
    {"findings do not count",
     "broken.har",
     {.outcome = {QUIET, .exit_zero = true}},
     OASDRIFT_OK,
     NULL},
    {"never", "broken.har", {.outcome = {QUIET, .fail_on = "never"}}, OASDRIFT_OK, NULL},
    {"no severity",
     "broken.har",
     {.outcome = {QUIET, .fail_on = "loud"}},
     OASDRIFT_UNUSABLE,
     "fail-on loud"},
    {"no format",
     "kept.har",
     {.outcome = {.reports = {(const char *const[]){"sonnet"}, 1}}},
     OASDRIFT_UNUSABLE,
     "--report sonnet"},
    {"no rule set",
     "kept.har",
     {.outcome = {QUIET}, .rules = {.sets = {(const char *const[]){"absent.yaml"}, 1}}},
     OASDRIFT_UNUSABLE,
     "absent.yaml"},
    {"no baseline",
     "kept.har",
     {.outcome = {QUIET}, .rules = {.baseline = "absent.json"}},
     OASDRIFT_UNUSABLE,
     "--baseline absent.json"},
    {"a gate",
     "kept.har",
     {.outcome = {QUIET}, .rules = {.coverage_fail_under = "responses=100"}},
     OASDRIFT_OK,
     NULL},
    {"no gate",
     "kept.har",
     {.outcome = {QUIET}, .rules = {.coverage_fail_under = "verses=1"}},
     OASDRIFT_UNUSABLE,
     ""},
    {"no such policy",
     "kept.har",
     {.outcome = {QUIET}, .description = {.formats = "maybe"}},
     OASDRIFT_UNUSABLE,
     "formats maybe"},
    {"no such base",
     "kept.har",
     {.outcome = {QUIET}, .description = {.servers = {(const char *const[]){"shop"}, 1}}},
     OASDRIFT_UNUSABLE,
     "--server shop"},
    {"left out",
     "broken.har",
     {.outcome = {QUIET, .allow_empty = true},
      .operations = {.except = {.operations = {(const char *const[]){"getThing"}, 1}}}},
     OASDRIFT_OK,
     NULL},
    {"no such recordings",
     "kept.har",
     {.outcome = {QUIET}, .recordings = {.from = "vinyl"}},
     OASDRIFT_UNUSABLE,
     ""},
    {"a part",
     "kept.har",
     {.outcome = {QUIET, .allow_empty = true}, .recordings = {.shard = "1/1"}},
     OASDRIFT_OK,
     NULL},
    {"no part",
     "kept.har",
     {.outcome = {QUIET}, .recordings = {.shard = "2/1"}},
     OASDRIFT_UNUSABLE,
     ""},
    {"against itself",
     "kept.har",
     {.outcome = {QUIET}, .against = {(const char *const[]){"kept.har"}, 1}},
     OASDRIFT_OK,
     NULL},
};

START_TEST(judges_by_its_options)
{
    struct oasdrift_check_options options = checks[_i].options;
    const struct oasdrift_list *recordings = LIST(checks[_i].recording);
    struct heard heard = {"", 0};
    int code;

    options.terminal.message = hear;
    options.terminal.context = &heard;
    code = oasdrift_check("things.yaml", recordings, &options);
    ck_assert_msg(code == checks[_i].code, "%s: %d, and \"%s\"", checks[_i].name, code, heard.text);
    ck_assert_msg((heard.count > 0) == (checks[_i].message != NULL), "%s: said \"%s\"",
                  checks[_i].name, heard.text);
    ck_assert_msg(!checks[_i].message ||
                      str_starts_with(str_of(heard.text), str_of(checks[_i].message)),
                  "%s: said \"%s\"", checks[_i].name, heard.text);
}

/* What is accepted does not count; the call that accepts does not fail. */
/* ---- several APIs ---- */

#define API(of_name, of_description, recording)                                                    \
    {                                                                                              \
        .name = of_name, .description = of_description, .recordings = {                            \
            (const char *const[]){recording},                                                      \
            1                                                                                      \
        }                                                                                          \
    }

static const struct {
    const char *what;
    struct oasdrift_api apis[2];
    int code, lint;
} several[] = {
    {"both are kept",
     {API("a", "things.yaml", "kept.har"), API("b", "others.yaml", "kept.har")},
     OASDRIFT_OK,
     OASDRIFT_OK},
    {"one is broken",
     {API("a", "things.yaml", "kept.har"), API("b", "others.yaml", "broken.har")},
     OASDRIFT_FINDINGS,
     OASDRIFT_OK},
    {"one name is lacking",
     {API("a", "things.yaml", "kept.har"), API(NULL, "others.yaml", "kept.har")},
     OASDRIFT_UNUSABLE,
     OASDRIFT_OK},
    {"both have one name",
     {API("a", "things.yaml", "kept.har"), API("a", "others.yaml", "kept.har")},
     OASDRIFT_UNUSABLE,
     OASDRIFT_OK},
    {"both have one description",
     {API("a", "things.yaml", "kept.har"), API("b", "./things.yaml", "kept.har")},
     OASDRIFT_UNUSABLE,
     OASDRIFT_UNUSABLE},
};

START_TEST(judges_several_apis)
{
    const struct oasdrift_check_options options = {.outcome = {QUIET}};
    const struct oasdrift_lint_options linting = {.outcome = {QUIET}};

    ck_assert_msg(oasdrift_check_apis(several[_i].apis, 2, &options) == several[_i].code, "%s",
                  several[_i].what);
    ck_assert_msg(oasdrift_lint_apis(several[_i].apis, 2, &linting) == several[_i].lint, "%s",
                  several[_i].what);
    ck_assert_int_eq(oasdrift_check_apis(several[_i].apis, 1, &options), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_check_apis(NULL, 0, &options), OASDRIFT_UNUSABLE);
}
END_TEST

START_TEST(accepts_what_is_found)
{
    struct heard heard = {"", 0};
    struct oasdrift_check_options options = {
        .rules = {.write_baseline = "accepted.json"},
        .terminal = {.message = hear, .context = &heard},
    };

    ck_assert_int_eq(oasdrift_baseline("things.yaml", LIST("broken.har"), &options), OASDRIFT_OK);
    ck_assert_str_eq(heard.text, "accepted.json: 1 added, 0 kept, 0 dropped");
    ck_assert(!options.outcome.exit_zero);
    options =
        (struct oasdrift_check_options){.outcome = {QUIET}, .rules = {.baseline = "accepted.json"}};
    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("broken.har"), &options), OASDRIFT_OK);
}

START_TEST(is_quiet_when_asked)
{
    struct heard heard = {"", 0};
    const struct oasdrift_check_options options = {
        .rules = {.write_baseline = "accepted.json"},
        .terminal = {.message = hear, .context = &heard, .verbosity = -1},
    };

    ck_assert_int_eq(oasdrift_baseline("things.yaml", LIST("broken.har"), &options), OASDRIFT_OK);
    ck_assert_int_eq(heard.count, 0);
}

START_TEST(stops_when_interrupted)
{
    static const volatile int interrupted = 1;
    const struct oasdrift_check_options options = {.outcome = {QUIET},
                                                   .terminal = {.interrupted = &interrupted}};
    const struct oasdrift_validate_options validating = {.outcome = {QUIET},
                                                         .terminal = {.interrupted = &interrupted}};
    const struct oasdrift_generate_options generating = {.terminal = {.interrupted = &interrupted}};

    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("kept.har"), &options),
                     OASDRIFT_INTERRUPTED);
    ck_assert_int_eq(oasdrift_validate("schema.json", LIST("one.json"), &validating),
                     OASDRIFT_INTERRUPTED);
    ck_assert_int_eq(oasdrift_generate("schema.json", &generating), OASDRIFT_INTERRUPTED);
}

START_TEST(merges_what_check_wrote)
{
    const char *const events[] = {"ndjson=events.ndjson"};
    const struct oasdrift_check_options options = {.outcome = {.reports = {events, 1}}};
    const struct oasdrift_merge_options merging = {.outcome = {QUIET}};

    ck_assert_int_eq(oasdrift_check("things.yaml", LIST("broken.har"), &options),
                     OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_merge(LIST("events.ndjson"), &merging), OASDRIFT_FINDINGS);
}

/* The overlay makes the description say what was seen. */
START_TEST(suggests_what_was_seen)
{
    const struct oasdrift_suggest_options options = {.output = "overlay.yaml"};
    const char *const overlays[] = {"overlay.yaml"};
    const struct oasdrift_check_options checking = {.outcome = {QUIET},
                                                    .description = {.overlays = {overlays, 1}}};
    const struct oasdrift_list *recordings = LIST("unknown.har");

    ck_assert_int_eq(oasdrift_check("things.yaml", recordings, NULL), OASDRIFT_FINDINGS);
    ck_assert_int_eq(oasdrift_suggest("things.yaml", recordings, &options), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_check("things.yaml", recordings, &checking), OASDRIFT_OK);
}

/* A schema of a description has the dialect and the formats of its description. */
START_TEST(finds_the_schema_of_a_description)
{
    const struct oasdrift_validate_options options = {.outcome = {QUIET}};
    const char *schema = "things.yaml#/components/schemas/Id";

    ck_assert_int_eq(oasdrift_validate(schema, LIST("one.json"), &options), OASDRIFT_OK);
    ck_assert_int_eq(oasdrift_validate(schema, LIST("text.json"), &options), OASDRIFT_FINDINGS);
}

/* A count beyond the limit is refused, whoever calls; fewer values than were asked for are told. */
START_TEST(tells_of_values)
{
    struct heard heard = {0};
    struct oasdrift_generate_options options = {.terminal = {.message = hear, .context = &heard},
                                                .count = 1000 * 1000 + 1};

    ck_assert_int_eq(oasdrift_generate("schema.json", &options), OASDRIFT_UNUSABLE);
    ck_assert_str_eq(heard.text, "--count 1000001: at most 1000000 values are made");
    options.count = 0;
    ck_assert_int_eq(oasdrift_generate("nothing.json", &options), OASDRIFT_FINDINGS);
    ck_assert_str_eq(heard.text, "nothing.json:1:1: nothing satisfies the schema: proved");
}

/* ---- threads: each runs calls of its own ---- */

struct calling {
    pthread_t thread;
    int checked, linted, validated, generated; /* exit codes */
    struct heard heard;
};

static void *call_all(void *context)
{
    struct calling *calling = context;
    const struct oasdrift_terminal_options terminal = {.message = hear, .context = &calling->heard};
    const struct oasdrift_check_options checking = {.outcome = {QUIET}, .terminal = terminal};
    const struct oasdrift_lint_options linting = {.outcome = {QUIET}, .terminal = terminal};
    const struct oasdrift_validate_options validating = {.outcome = {QUIET}, .terminal = terminal};

    calling->checked = oasdrift_check("things.yaml", LIST("broken.har"), &checking);
    calling->linted = oasdrift_lint(LIST("things.yaml"), &linting);
    const struct oasdrift_generate_options generating = {.terminal = terminal, .count = 3};

    calling->generated = oasdrift_generate("number.json", &generating);
    calling->validated = oasdrift_validate("schema.json", LIST("text.json"), &validating);
    return NULL;
}

START_TEST(runs_in_several_threads)
{
    struct calling callings[4] = {0};

    for (size_t i = 0; i < ARRAY_LENGTH(callings); i++)
        ck_assert(pthread_create(&callings[i].thread, NULL, call_all, &callings[i]) == 0);
    for (size_t i = 0; i < ARRAY_LENGTH(callings); i++) {
        pthread_join(callings[i].thread, NULL);
        ck_assert_int_eq(callings[i].checked, OASDRIFT_FINDINGS);
        ck_assert_int_eq(callings[i].linted, OASDRIFT_OK);
        ck_assert_int_eq(callings[i].validated, OASDRIFT_FINDINGS);
        ck_assert_int_eq(callings[i].generated, OASDRIFT_OK);
        ck_assert_msg(callings[i].heard.count == 0, "%s", callings[i].heard.text);
    }
}

UNIT_SUITE("calls", tcase_add_checked_fixture(tests, set_up, tear_down);
           UNIT_TEST(needs_no_options); UNIT_TEST(needs_something_to_judge);
           UNIT_LOOP(judges_by_its_options, checks); UNIT_LOOP(judges_several_apis, several);
           UNIT_TEST(accepts_what_is_found); UNIT_TEST(is_quiet_when_asked);
           UNIT_TEST(stops_when_interrupted); UNIT_TEST(merges_what_check_wrote);
           UNIT_TEST(suggests_what_was_seen); UNIT_TEST(finds_the_schema_of_a_description);
           UNIT_TEST(tells_of_values); UNIT_TEST(runs_in_several_threads))
