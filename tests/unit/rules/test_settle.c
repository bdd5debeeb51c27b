/* Every family of findings is settled alike: severities, overrides, ignores, baseline. */
#include "rules/settle.h"

#include "finding/rules.h"
#include "temporary_file.h"

/* The set in force; "%s" in it stands for `part`. */
static struct rules *rules_with(const char *format, const char *part)
{
    char path[TEMPORARY_PATH_BYTES];
    FILE *file = open_temporary(path, ".yaml");
    struct rules *rules = rules_new();
    struct error err = {0};

    for (const char *at = format; *at; at++) {
        if (at[0] == '%' && at[1] == 's') {
            fputs(part, file);
            at++;
        } else {
            fputc(*at, file);
        }
    }
    fclose(file);
    ck_assert_msg(rules_add(rules, path, &err), "%s", err.message);
    unlink(path);
    return rules;
}

/* ---- the families ---- */

enum {
    RESPONSE = 1u << 0,
    REQUEST = 1u << 1,
    UNMATCHED = 1u << 2,
    LINT = 1u << 3,
    DRIFT = 1u << 4,
    SCHEMA = 1u << 5, /* drift.* of a schema that operations share */
    AGAINST = 1u << 6,
    GATE = 1u << 7,
    OF_OPERATION = RESPONSE | REQUEST | LINT | DRIFT | AGAINST,
    ALL = OF_OPERATION | UNMATCHED | SCHEMA
};

static const struct str tags[] = {STR_INITIAL("animals"), STR_INITIAL("beta")};

#define GET_PET                                                                                    \
    .operation = {.method = STR_INITIAL("GET"),                                                    \
                  .path = STR_INITIAL("/pets/{petId}"),                                            \
                  .id = STR_INITIAL("getPet")},                                                    \
    .tags = tags, .tag_count = ARRAY_LENGTH(tags)

static const struct family {
    const char *name;
    struct rule_subject subject;
    const char *description; /* pointer of its place */
    uint64_t observations;
} families[] = {
    {"response",
     {.rule = RULE_RESPONSE_BODY_SCHEMA,
      .keyword = STR_INITIAL("type"),
      GET_PET,
      .status = 404,
      .part = PART_RESPONSE_BODY,
      .pointer = STR_INITIAL("/items/3/id")},
     "/components/schemas/Pet/type",
     0},
    {"request",
     {.rule = RULE_REQUEST_PARAMETER_SCHEMA,
      GET_PET,
      .status = 404,
      .part = PART_REQUEST_QUERY,
      .name = STR_INITIAL("limit")},
     "/paths/~1pets~1{petId}/get/parameters/0/schema",
     0},
    {"unmatched",
     {.rule = RULE_ROUTE_PATH_UNDOCUMENTED,
      .operation = {.method = STR_INITIAL("GET"),
                    .path = STR_INITIAL("/dogs/{}"),
                    .id = STR_INITIAL("")},
      .status = 404,
      .part = PART_REQUEST_PATH},
     "",
     0},
    {"lint",
     {.rule = RULE_DESCRIPTION_UNKNOWN_FIELD,
      GET_PET,
      .status_key = STR_INITIAL("404"),
      .part = PART_DESCRIPTION},
     "/paths/~1pets~1{petId}/get/responses/404/hedaers",
     0},
    {"drift",
     {.rule = RULE_DRIFT_RESPONSE_NEVER_SEEN,
      GET_PET,
      .status_key = STR_INITIAL("4XX"),
      .part = PART_RESPONSE_STATUS},
     "/paths/~1pets~1{petId}/get/responses/4XX",
     40},
    {"schema",
     {.rule = RULE_DRIFT_PROPERTY_NEVER_SEEN,
      .part = PART_RESPONSE_BODY,
      .name = STR_INITIAL("owner")},
     "/components/schemas/Pet/properties/owner",
     40},
    {"against",
     {.rule = RULE_DRIFT_TYPE_DIFFERS,
      GET_PET,
      .status = 404,
      .part = PART_RESPONSE_BODY,
      .pointer = STR_INITIAL("/items/*/id")},
     "/components/schemas/Pet",
     0},
    {"gate", {.rule = RULE_GATE_COVERAGE_BELOW, .part = PART_DESCRIPTION}, "", 0},
};

static bool settled(const struct rules *rules, const struct family *family, struct arena *arena,
                    struct finding *finding)
{
    const struct settler settler = {.rules = rules};
    const struct found found = {.subject = family->subject, .told.message = STR("it is so")};

    *finding = (struct finding){
        .description = {.file = STR("a.yaml"), .pointer = str_of(family->description)},
        .observations = family->observations};
    return settle(&settler, arena, &found, finding);
}

/* ---- where ---- */

static const struct {
    const char *where;
    unsigned fits; /* families */
} wheres[] = {
    {"operation: getPet", OF_OPERATION},
    {"operation: 'GET /pets/{petId}'", OF_OPERATION},
    {"operation: GET /pets/*", OF_OPERATION},
    {"operation: 'GET /dogs/*'", UNMATCHED},
    {"operation: putPet", 0},
    {"operation: 'PUT /pets/{petId}'", 0},
    {"method: get", OF_OPERATION | UNMATCHED},
    {"method: PUT", 0},
    {"path: /pets/**", OF_OPERATION},
    {"path: /dogs/*", UNMATCHED},
    {"path: '**'", ALL},
    {"tag: beta", OF_OPERATION},
    {"tag: [x, animals]", OF_OPERATION},
    {"tag: stable", 0},
    {"status: 404", (OF_OPERATION & ~DRIFT) | UNMATCHED},
    {"status: 4XX", OF_OPERATION | UNMATCHED},
    {"status: [200, 5XX|4XX]", OF_OPERATION | UNMATCHED},
    {"status: 200", 0},
    {"tag: beta, status: 404", OF_OPERATION & ~DRIFT},
    {"tag: beta, status: 500", 0},
};

static unsigned fitting(const char *format, const char *part, bool ignored)
{
    struct rules *rules = rules_with(format, part);
    struct arena arena;
    unsigned fits = 0;

    arena_init(&arena);
    for (unsigned i = 0; i < ARRAY_LENGTH(families); i++) {
        struct finding finding;
        bool told = settled(rules, &families[i], &arena, &finding);

        ck_assert_msg(told || !ignored, "%s: an ignore turns nothing off", families[i].name);
        if (!told || finding.baseline == BASELINE_IGNORED)
            fits |= 1u << i;
        if (told && finding.baseline == BASELINE_IGNORED)
            ck_assert_str(finding.accepted.reason, "so");
    }
    arena_release(&arena);
    rules_free(rules);
    return fits;
}

START_TEST(where_fits_every_family)
{
    unsigned ignored = fitting("ignore: [{where: {%s}, reason: so}]", wheres[_i].where, true);
    unsigned off =
        fitting("overrides: [{where: {%s}, severity: {'*': 'off'}}]", wheres[_i].where, false);

    ck_assert_msg(ignored == wheres[_i].fits, "ignore, %s: %x for %x", wheres[_i].where, ignored,
                  wheres[_i].fits);
    ck_assert_msg(off == wheres[_i].fits, "override, %s: %x for %x", wheres[_i].where, off,
                  wheres[_i].fits);
}
END_TEST

static const struct {
    const char *ignore;
    unsigned fits;
} ignores[] = {
    {"rule: '*'", ALL},
    {"rule: drift.*", DRIFT | SCHEMA | AGAINST},
    {"rule: response.body-schema.type", RESPONSE},
    {"rule: description.unknown-field", LINT},
    {"part: response.body", RESPONSE | SCHEMA | AGAINST},
    {"part: description", LINT},
    {"name: limit", REQUEST},
    {"name: own*", SCHEMA},
    {"pointer: /items/*/id", RESPONSE | AGAINST},
    {"pointer: /components/schemas/Pet/**", SCHEMA}, /* of an exchange, it is within a value */
    {"pointer: /paths/**", LINT | DRIFT},
    {"rule: '*', expires: 2026-06-30", 0},
    {"rule: '*', expires: 2026-07-01", ALL},
};

START_TEST(ignores_fit_every_family)
{
    char text[128];
    unsigned fits;
    struct rules *rules;
    struct arena arena;

    snprintf(text, sizeof text, "%s, reason: so", ignores[_i].ignore);
    rules = rules_with("ignore: [{%s}]", text);
    rules_set_today(rules, STR("2026-07-01"));
    arena_init(&arena);
    fits = 0;
    for (unsigned i = 0; i < ARRAY_LENGTH(families); i++) {
        struct finding finding;

        ck_assert(settled(rules, &families[i], &arena, &finding));
        fits |= (finding.baseline == BASELINE_IGNORED ? 1u : 0u) << i;
    }
    ck_assert_msg(fits == ignores[_i].fits, "%s: %x for %x", ignores[_i].ignore, fits,
                  ignores[_i].fits);
    arena_release(&arena);
    rules_free(rules);
}
END_TEST

START_TEST(severities_reach_every_family)
{
    const struct family *family = &families[_i];
    rule_index rule = family->subject.rule;
    struct rules *rules = rules_with("severity: {%s: info}", rule_info(rule)->id);
    struct rules *none = rules_with("severity: {%s: 'off'}", rule_info(rule)->id);
    struct finding finding;
    struct arena arena;

    arena_init(&arena);
    ck_assert(settled(NULL, family, &arena, &finding));
    ck_assert_int_eq(finding.severity, rule_info(rule)->severity);
    ck_assert(settled(rules, family, &arena, &finding));
    ck_assert_int_eq(finding.severity, SEVERITY_INFO);
    ck_assert_int_eq(finding.class, rule_info(rule)->class);
    ck_assert(!settled(none, family, &arena, &finding));
    arena_release(&arena);
    rules_free(rules);
    rules_free(none);
}
END_TEST

/* ---- what tempers it ---- */

static const struct {
    const char *name, *rules;
    enum severity ceiling, by_default;
    bool excused;
    enum severity severity;
    const char *message;
} tempers[] = {
    {"nothing", "{}", SEVERITY_OFF, SEVERITY_OFF, false, SEVERITY_ERROR, "it is so"},
    {"a ceiling", "{}", SEVERITY_WARNING, SEVERITY_OFF, false, SEVERITY_WARNING, "it is so"},
    {"a ceiling above", "severity: {request.*: info}", SEVERITY_WARNING, SEVERITY_OFF, false,
     SEVERITY_INFO, "it is so"},
    {"another default", "{}", SEVERITY_OFF, SEVERITY_INFO, false, SEVERITY_INFO, "it is so"},
    {"another default, and a rule set", "severity: {request.*: warning}", SEVERITY_OFF,
     SEVERITY_INFO, false, SEVERITY_WARNING, "it is so"},
    {"another default, and an override",
     "overrides: [{where: {method: GET}, severity: {request.*: warning}}]", SEVERITY_OFF,
     SEVERITY_INFO, false, SEVERITY_WARNING, "it is so"},
    {"excused", "{}", SEVERITY_OFF, SEVERITY_OFF, true, SEVERITY_INFO, "it is so (refused)"},
    {"excused from information", "severity: {request.*: info}", SEVERITY_OFF, SEVERITY_OFF, true,
     SEVERITY_INFO, "it is so"},
    {"excused from an override", "overrides: [{where: {method: GET}, severity: {request.*: info}}]",
     SEVERITY_OFF, SEVERITY_OFF, true, SEVERITY_INFO, "it is so"},
    {"excused from another override",
     "{severity: {request.*: info}, overrides: [{where: {method: GET}, severity: {request.*: "
     "error}}]}",
     SEVERITY_OFF, SEVERITY_OFF, true, SEVERITY_INFO, "it is so (refused)"},
};

START_TEST(severities_are_tempered)
{
    struct rules *rules = rules_with(tempers[_i].rules, "");
    const struct settler settler = {.rules = rules};
    const struct found found = {.subject = families[1].subject,
                                .told.message = STR("it is so"),
                                .ceiling = tempers[_i].ceiling,
                                .by_default = tempers[_i].by_default,
                                .excused = tempers[_i].excused,
                                .excuse = STR("refused")};
    struct finding finding = {0};
    struct arena arena;

    arena_init(&arena);
    ck_assert(settle(&settler, &arena, &found, &finding));
    ck_assert_msg(finding.severity == tempers[_i].severity, "%s", tempers[_i].name);
    ck_assert_msg(str_is(finding.message, tempers[_i].message), "%s: %.*s", tempers[_i].name,
                  STR_ARGS(finding.message));
    arena_release(&arena);
    rules_free(rules);
}
END_TEST

/* ---- texts, fingerprint, baseline ---- */

static const struct sample sample = {.source = STR_INITIAL("a.har"),
                                     .method = STR_INITIAL("GET"),
                                     .url = STR_INITIAL("https://pets.example/pets/1")};

static const struct sample *the_sample(void *context)
{
    ++*(int *)context;
    return &sample;
}

START_TEST(texts_stay_as_they_were_recorded)
{
    const struct settler settler = {.folder = STR("x")};
    int asked = 0;
    const struct found found = {.subject = {.rule = RULE_REQUEST_PARAMETER_UNDOCUMENTED,
                                            .part = PART_REQUEST_QUERY,
                                            .name = STR("tiger-1234-secret"),
                                            .pointer = STR("/tiger-1234-secret")},
                                .told.message = STR("the query parameter is not described"),
                                .sample = the_sample,
                                .context = &asked};
    struct finding finding = {.media_type = STR("text/html; charset=utf-8")}, again;
    struct arena arena;

    arena_init(&arena);
    ck_assert(settle(&settler, &arena, &found, &finding));
    ck_assert_int_eq(asked, 1);
    ck_assert_uint_eq(finding.sample_count, 1);
    ck_assert_str(finding.name, "tiger-1234-secret");
    ck_assert_str(finding.pointer, "/tiger-1234-secret");
    ck_assert_str(finding.media_type, "text/html");
    again = finding;
    finding_fingerprint(&again, STR("x"));
    ck_assert_int_eq(strcmp(again.fingerprint, finding.fingerprint), 0);
    arena_release(&arena);
}
END_TEST

START_TEST(what_is_off_asks_for_no_sample)
{
    struct rules *rules = rules_with("severity: {'*': 'off'}", "");
    const struct settler settler = {.rules = rules};
    int asked = 0;
    const struct found found = {
        .subject = families[0].subject, .sample = the_sample, .context = &asked};
    struct finding finding = {0};
    struct arena arena;

    arena_init(&arena);
    ck_assert(!settle(&settler, &arena, &found, &finding));
    ck_assert_int_eq(asked, 0);
    arena_release(&arena);
    rules_free(rules);
}
END_TEST

/* All families but "response" are ignored or known: of the rest a baseline tells nothing. */
START_TEST(the_baseline_is_asked_of_every_family)
{
    struct rules *rules = rules_with("ignore: [{rule: response.*, reason: so}]", "");
    struct baseline *baseline = baseline_new();
    struct findings *findings = findings_new(), *accepted = findings_new();
    struct baseline_question question = {
        .findings = accepted, .folder = STR("."), .today = STR("2026-01-01")};
    struct baseline_tally tally = {0};
    struct finding finding;
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < ARRAY_LENGTH(families); i++) {
        ck_assert(settled(rules, &families[i], &arena, &finding));
        findings_add(findings, &finding);
        if (families[i].subject.rule == RULE_DRIFT_TYPE_DIFFERS)
            findings_add(accepted, &finding);
    }
    ck_assert_uint_eq(baseline_update(baseline, &question, false).added, 1);
    question.today = STR("2026-01-02");
    settle_known(findings, baseline, &question, &tally);
    ck_assert_uint_eq(tally.known, 1);
    /* request, unmatched and lint; what counts say as information is nothing to accept */
    ck_assert_uint_eq(tally.fresh, 3);
    findings_free(findings);
    findings_free(accepted);
    baseline_free(baseline);
    arena_release(&arena);
    rules_free(rules);
}
END_TEST

UNIT_SUITE("settle", tcase_add_loop_test(tests, where_fits_every_family, 0, ARRAY_LENGTH(wheres));
           tcase_add_loop_test(tests, ignores_fit_every_family, 0, ARRAY_LENGTH(ignores));
           tcase_add_loop_test(tests, severities_reach_every_family, 0, ARRAY_LENGTH(families));
           tcase_add_loop_test(tests, severities_are_tempered, 0, ARRAY_LENGTH(tempers));
           UNIT_TEST(texts_stay_as_they_were_recorded); UNIT_TEST(what_is_off_asks_for_no_sample);
           UNIT_TEST(the_baseline_is_asked_of_every_family))
