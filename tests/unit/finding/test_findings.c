#include "finding/finding.h"
#include "finding/rules.h"

#include <stdio.h>

#include "unit.h"

static struct finding example(void)
{
    return (struct finding){
        .rule = RULE_RESPONSE_BODY_SCHEMA,
        .keyword = STR("type"),
        .severity = SEVERITY_ERROR,
        .message = STR("expected integer, found string"),
        .operation = {.method = STR("GET"), .path = STR("/pets"), .id = STR("listPets")},
        .status = 200,
        .status_key = STR("2XX"),
        .media_type = STR("application/json"),
        .part = PART_RESPONSE_BODY,
        .pointer = STR("/items/3/id"),
        .description = {.file = STR("specs/pets.yaml"),
                        .line = 42,
                        .column = 11,
                        .pointer = STR("/components/schemas/Pet/properties/id/type")},
        .count = 1,
        .samples = {{.source = STR("a.har"), .index = 118, .method = STR("GET")}},
        .sample_count = 1,
    };
}

/* ---- fingerprints ---- */

START_TEST(fingerprint_is_what_the_header_says)
{
    struct finding finding = example();

    finding_fingerprint(&finding, STR("specs"));
    /* Computed apart from this code, with another implementation of SHA-256. */
    ck_assert_str_eq(finding.fingerprint, "cd10b72c2613ef5c");
}
END_TEST

static void other_line(struct finding *finding)
{
    finding->description.line = 50;
    finding->description.column = 3;
}
static void other_excerpt(struct finding *finding)
{
    finding->description.excerpt = STR("type: integer");
}
static void other_index(struct finding *finding)
{
    finding->pointer = STR("/items/77/id");
}
static void other_sample(struct finding *finding)
{
    finding->samples[0].source = STR("b.har");
    finding->samples[0].index = 0;
    finding->count = 12;
}
static void other_message(struct finding *finding)
{
    finding->message = STR("expected integer, found string \"x\"");
    finding->severity = SEVERITY_WARNING;
    finding->line = 7;
}
static void other_actual_status(struct finding *finding)
{
    finding->status = 206;
}
static void dot_slash(struct finding *finding)
{
    finding->description.file = STR("./specs/pets.yaml");
}
static void other_rule(struct finding *finding)
{
    finding->rule = RULE_REQUEST_BODY_SCHEMA;
}
static void other_keyword(struct finding *finding)
{
    finding->keyword = STR("pattern");
}
static void other_method(struct finding *finding)
{
    finding->operation.method = STR("PUT");
}
static void other_path(struct finding *finding)
{
    finding->operation.path = STR("/pets/{id}");
}
static void other_key(struct finding *finding)
{
    finding->status_key = STR("200");
}
static void other_type(struct finding *finding)
{
    finding->media_type = STR("application/xml");
}
static void other_pointer(struct finding *finding)
{
    finding->pointer = STR("/items/3/name");
}
static void other_name(struct finding *finding)
{
    finding->name = STR("limit");
}
static void other_file(struct finding *finding)
{
    finding->description.file = STR("specs/other.yaml");
}
static void other_place(struct finding *finding)
{
    finding->description.pointer = STR("/components/schemas/Dog");
}
static void shifted_fields(struct finding *finding)
{
    finding->keyword = STR("typeG");
    finding->operation.method = STR("ET");
}

static const struct {
    const char *name;
    void (*change)(struct finding *finding);
    bool same;
} changes[] = {
    {"line", other_line, true},
    {"excerpt", other_excerpt, true},
    {"array index", other_index, true},
    {"sample", other_sample, true},
    {"message", other_message, true},
    {"actual status under a key", other_actual_status, true},
    {"leading ./", dot_slash, true},
    {"rule", other_rule, false},
    {"keyword", other_keyword, false},
    {"method", other_method, false},
    {"path", other_path, false},
    {"status key", other_key, false},
    {"media type", other_type, false},
    {"pointer", other_pointer, false},
    {"name", other_name, false},
    {"file", other_file, false},
    {"place", other_place, false},
    {"fields shifted against each other", shifted_fields, false},
};

START_TEST(fingerprint_changes)
{
    struct finding a = example(), b = example();

    changes[_i].change(&b);
    finding_fingerprint(&a, STR("specs"));
    finding_fingerprint(&b, STR("specs"));
    ck_assert_uint_eq(strlen(a.fingerprint), FINGERPRINT_LENGTH);
    ck_assert_msg((strcmp(a.fingerprint, b.fingerprint) == 0) == changes[_i].same, "%s",
                  changes[_i].name);
}
END_TEST

START_TEST(fingerprint_uses_the_status_where_undocumented)
{
    struct finding a = example(), b = example();

    a.status_key = STR_NONE;
    b.status_key = STR("200");
    finding_fingerprint(&a, STR("specs"));
    finding_fingerprint(&b, STR("specs"));
    ck_assert_str_eq(a.fingerprint, b.fingerprint);
}
END_TEST

static const struct {
    const char *file, *folder; /* of the finding, of the description; NULL: not told */
    bool same;
} folders[] = {
    {"pets.yaml", ".", true},
    {"./pets.yaml", ".", true},
    {"specs/pets.yaml", "specs", true},
    {"./x/../specs/pets.yaml", "specs/", true},
    {"/home/me/srv/pets.yaml", "/home/me/srv", true},
    {"/builds/4711/pets.yaml", "/builds/4711", true},
    {"../specs/pets.yaml", "../specs", true},
    {"/home/me/srv/pets.yaml", NULL, true},
    {"specs/sub/pets.yaml", "specs", false},
    {"pets.yaml", "specs", false},
    {"https://a.example/pets.yaml", ".", false},
    {"https://a.example/x/pets.yaml", "https://a.example/x", true},
    {"https://a.example/x/%70ets.yaml", "https://a.example/x", true}, /* as a file is named */
};

START_TEST(fingerprint_knows_no_host_folder)
{
    struct finding a = example(), b = example();

    b.description.file = str_of(folders[_i].file);
    finding_fingerprint(&a, STR("specs"));
    finding_fingerprint(&b, str_of(folders[_i].folder));
    ck_assert_msg((strcmp(a.fingerprint, b.fingerprint) == 0) == folders[_i].same, "%s in %s",
                  folders[_i].file, folders[_i].folder);
}
END_TEST

static const struct {
    const char *file, *folder;
} neighbours[] = {
    {"specs/common/errors.yaml", "specs"},
    {"common/errors.yaml", "."},
    {"/srv/specs/common/errors.yaml", "/srv/specs"},
    {"../specs/common/errors.yaml", "../specs"},
};

START_TEST(fingerprint_names_files_from_the_description)
{
    struct finding a = example(), b = example();

    a.description.file = str_of(neighbours[0].file);
    b.description.file = str_of(neighbours[_i].file);
    finding_fingerprint(&a, str_of(neighbours[0].folder));
    finding_fingerprint(&b, str_of(neighbours[_i].folder));
    ck_assert_str_eq(a.fingerprint, b.fingerprint);
}
END_TEST

START_TEST(fingerprint_of_an_assertion_is_its_name)
{
    struct finding a = example(), b = example();

    a.rule = b.rule = RULE_RULE_ASSERTION;
    a.description.pointer = STR("/assertions/0");
    b.description.pointer = STR("/assertions/1");
    b.description.file = STR("rules/sets/team.yaml");
    finding_fingerprint(&a, STR("specs"));
    finding_fingerprint(&b, STR("specs"));
    ck_assert_str_eq(a.fingerprint, b.fingerprint);
    b.keyword = STR("another");
    finding_fingerprint(&b, STR("specs"));
    ck_assert_str_ne(a.fingerprint, b.fingerprint);
}
END_TEST

START_TEST(fingerprint_of_undescribed_traffic)
{
    struct finding a = {.rule = RULE_ROUTE_PATH_UNDOCUMENTED,
                        .samples = {{.method = STR("GET"), .url = STR("http://a/x/17?q=1")}},
                        .sample_count = 1};
    struct finding b = a, c = a;

    b.samples[0].url = STR("https://b:8443/x/18");
    c.samples[0].url = STR("http://a/y/17");
    finding_fingerprint(&a, STR("specs"));
    finding_fingerprint(&b, STR("specs"));
    finding_fingerprint(&c, STR("specs"));
    ck_assert_str_eq(a.fingerprint, b.fingerprint);
    ck_assert_str_ne(a.fingerprint, c.fingerprint);
}
END_TEST

static const struct {
    const char *pointer, *general;
} pointers[] = {
    {"", ""},
    {"/", "/"},
    {"/items/3/id", "/items/*/id"},
    {"/3", "/*"},
    {"/0/00/1a", "/*/*/1a"},
    {"/a~1b/12", "/a~1b/*"},
    {"//7/", "//*/"},
};

START_TEST(generalises_pointers)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(pointer_generalise(&arena, str_of(pointers[_i].pointer)), pointers[_i].general);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *url, *general;
} paths[] = {
    {"http://api.example", "/"},
    {"/pets/17?limit=3#x", "/pets/{}"},
    {"https://u:p@h:8443/v1/pets/507f1f77bcf86cd799439011/toys", "/v1/pets/{}/toys"},
    {"/a/123e4567-e89b-12d3-a456-426614174000", "/a/{}"},
    {"/days/2026-11-22/", "/days/{}/"},
    {"/words/deadbeef/facade", "/words/deadbeef/facade"},
    {"/k/V1StGXR8_Z5jdHi6B-myT", "/k/{}"},
    {"/1/2/3", "/{}/{}/{}"},
};

START_TEST(generalises_paths)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(path_generalise(&arena, str_of(paths[_i].url)), paths[_i].general);
    arena_release(&arena);
}
END_TEST

/* ---- aggregation ---- */

static void add(struct findings *findings, const char *source, size_t index, const char *message)
{
    struct finding finding = example();

    finding.message = str_of(message);
    finding.samples[0].source = str_of(source);
    finding.samples[0].index = index;
    finding.samples[0].excerpt = (struct excerpt){finding.message, 1};
    finding.expected = finding.found = finding.message;
    findings_add(findings, &finding);
}

/* What is shown is of the first sample; no other one has an excerpt. */
static void assert_shown(const struct finding *finding, struct str text)
{
    ck_assert(str_equal(finding->message, text));
    ck_assert(str_equal(finding->expected, text));
    ck_assert(str_equal(finding->found, text));
    ck_assert(str_equal(finding->samples[0].excerpt.text, text));
    ck_assert_uint_eq(finding->samples[0].excerpt.line, 1);
    for (size_t i = 1; i < finding->sample_count; i++)
        ck_assert(!finding->samples[i].excerpt.text.text);
}

START_TEST(unites_what_shares_a_fingerprint)
{
    struct findings *findings = findings_new();
    const struct finding *only;

    add(findings, "b.har", 1, "b1");
    add(findings, "a.har", 9, "a9");
    add(findings, "a.har", 2, "a2");
    add(findings, "c.har", 0, "c0");
    add(findings, "a.har", 5, "a5");
    add(findings, "a.har", 5, "a5 again");
    findings_sort(findings);
    ck_assert_uint_eq(findings_count(findings), 1);
    only = findings_at(findings, 0);
    ck_assert_uint_eq(only->count, 6);
    ck_assert_uint_eq(only->sample_count, 3);
    ck_assert_str(only->samples[0].source, "a.har");
    ck_assert_uint_eq(only->samples[0].index, 2);
    ck_assert_uint_eq(only->samples[1].index, 5);
    ck_assert_uint_eq(only->samples[2].index, 9);
    assert_shown(only, STR("a2"));
    findings_free(findings);
}
END_TEST

START_TEST(order_of_arrival_does_not_matter)
{
    static const size_t orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}};

    for (size_t i = 0; i < ARRAY_LENGTH(orders); i++) {
        struct findings *findings = findings_new();

        for (size_t j = 0; j < 4; j++) {
            char message[16];

            snprintf(message, sizeof message, "m%zu", orders[i][j]);
            add(findings, "a.har", orders[i][j], message);
        }
        assert_shown(findings_at(findings, 0), STR("m0"));
        ck_assert_uint_eq(findings_at(findings, 0)->samples[1].index, 1);
        ck_assert_uint_eq(findings_at(findings, 0)->samples[2].index, 2);
        findings_free(findings);
    }
}
END_TEST

/* Any split of the exchanges over two shards, united, is what one run that saw all has. */
START_TEST(shards_agree_on_samples)
{
    enum { EXCHANGES = 8 };
    struct findings *whole = findings_new();
    const struct finding *expected;

    for (size_t i = 0; i < EXCHANGES; i++)
        add(whole, "a.har", i, i % 2 ? "odd" : "even");
    expected = findings_at(whole, 0);
    for (unsigned split = 0; split < 1u << EXCHANGES; split++) {
        struct findings *united = findings_new();
        const struct finding *got;

        for (unsigned shard = 0; shard < 2; shard++) {
            struct findings *part = findings_new();

            for (size_t i = 0; i < EXCHANGES; i++) {
                if ((split >> i & 1) == shard)
                    add(part, "a.har", i, i % 2 ? "odd" : "even");
            }
            if (findings_count(part))
                findings_add(united, findings_at(part, 0));
            findings_free(part);
        }
        got = findings_at(united, 0);
        ck_assert_uint_eq(got->count, EXCHANGES);
        assert_shown(got, expected->message);
        for (size_t i = 0; i < FINDING_MAX_SAMPLES; i++)
            ck_assert_uint_eq(got->samples[i].index, expected->samples[i].index);
        findings_free(united);
    }
    findings_free(whole);
}
END_TEST

START_TEST(keeps_the_highest_severity)
{
    struct findings *findings = findings_new();
    struct finding finding = example();

    finding.severity = SEVERITY_INFO;
    findings_add(findings, &finding);
    finding.severity = SEVERITY_ERROR;
    findings_add(findings, &finding);
    finding.severity = SEVERITY_WARNING;
    finding.count = 5;
    findings_add(findings, &finding);
    ck_assert_int_eq(findings_at(findings, 0)->severity, SEVERITY_ERROR);
    ck_assert_uint_eq(findings_at(findings, 0)->count, 7);
    findings_free(findings);
}
END_TEST

START_TEST(off_adds_nothing)
{
    struct findings *findings = findings_new();
    struct finding finding = example();

    finding.severity = SEVERITY_OFF;
    findings_add(findings, &finding);
    ck_assert_uint_eq(findings_count(findings), 0);
    findings_free(findings);
}
END_TEST

START_TEST(owns_its_text)
{
    struct findings *findings = findings_new();
    struct finding finding = example();
    char message[] = "volatile";

    finding.message = str_of(message);
    findings_add(findings, &finding);
    memset(message, 'x', sizeof message);
    ck_assert_str(findings_at(findings, 0)->message, "volatile");
    findings_free(findings);
}
END_TEST

START_TEST(cuts_long_texts_between_characters)
{
    struct findings *findings = findings_new();
    struct finding finding = example();
    static char message[3 * FINDING_TEXT_MAX];
    struct str kept;

    for (size_t i = 0; i + 2 < sizeof message; i += 2)
        memcpy(message + i, "\xc3\xa9", 2);
    finding.message = (struct str){message, sizeof message};
    findings_add(findings, &finding);
    kept = findings_at(findings, 0)->message;
    ck_assert_uint_le(kept.length, FINDING_TEXT_MAX);
    ck_assert(str_ends_with(kept, STR("\xc3\xa9...")));
    findings_free(findings);
}
END_TEST

START_TEST(sorts)
{
    static const struct {
        const char *file;
        size_t line;
        const char *path, *pointer;
    } rows[] = {
        {"b.yaml", 1, "/a", "/x"}, {"a.yaml", 20, "/a", "/z"}, {"a.yaml", 3, "/b", "/x"},
        {"a.yaml", 3, "/a", "/y"}, {"a.yaml", 3, "/a", "/x"},
    };
    static const size_t expected[] = {4, 3, 2, 1, 0};
    struct findings *findings = findings_new();

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct finding finding = example();

        finding.description.file = str_of(rows[i].file);
        finding.description.line = rows[i].line;
        finding.operation.path = str_of(rows[i].path);
        finding.pointer = str_of(rows[i].pointer);
        finding.samples[0].index = i;
        findings_add(findings, &finding);
    }
    findings_sort(findings);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        ck_assert_uint_eq(findings_at(findings, i)->samples[0].index, expected[i]);
    findings_free(findings);
}
END_TEST

START_TEST(ledger_counts)
{
    struct findings *findings = findings_new();
    struct not_checked entry = {.reason = STR("unknown body"),
                                .operation = {.method = STR("GET"), .path = STR("/pets")},
                                .status_key = STR("200"),
                                .media_type = STR("text/html"),
                                .part = PART_RESPONSE_BODY,
                                .count = 1};

    findings_add_not_checked(findings, &entry);
    findings_add_not_checked(findings, &entry);
    entry.status_key = STR("404");
    findings_add_not_checked(findings, &entry);
    entry.part = PART_REQUEST_BODY;
    entry.count = 0;
    findings_add_not_checked(findings, &entry);
    findings_sort(findings);
    ck_assert_uint_eq(findings_not_checked_count(findings), 3);
    ck_assert_int_eq(findings_not_checked_at(findings, 0)->part, PART_REQUEST_BODY);
    ck_assert_uint_eq(findings_not_checked_at(findings, 0)->count, 1);
    ck_assert_uint_eq(findings_not_checked_at(findings, 1)->count, 2);
    findings_free(findings);
}
END_TEST

/* The first by name, however they come, each once, and whether there are others. */
START_TEST(ledger_tells_sources)
{
    static const char *const orders[][5] = {{"d", "b", "c", "a", "b"}, {"a", "b", "c", "d", "a"}};
    struct findings *findings = findings_new();

    for (size_t i = 0; i < 5; i++) {
        const struct not_checked entry = {.reason = STR("no recording we know"),
                                          .part = PART_RESPONSE_STATUS,
                                          .sources = {str_of(orders[_i][i])},
                                          .source_count = 1};

        findings_add_not_checked(findings, &entry);
    }
    ck_assert_uint_eq(findings_not_checked_count(findings), 1);
    ck_assert_uint_eq(findings_not_checked_at(findings, 0)->count, 5);
    ck_assert_uint_eq(findings_not_checked_at(findings, 0)->source_count, 3);
    ck_assert(findings_not_checked_at(findings, 0)->more_sources);
    for (size_t i = 0; i < 3; i++)
        ck_assert(str_is(findings_not_checked_at(findings, 0)->sources[i],
                         (const char[]){(char)('a' + i), '\0'}));
    findings_free(findings);
}
END_TEST

START_TEST(limits_are_said)
{
    struct findings *findings = findings_new();
    struct diagnostic diagnostic = {.id = "run.transport-error", .message = STR("refused")};

    for (int i = 0; i < FINDINGS_MAX + 5; i++) {
        struct finding finding = example();
        char pointer[32];

        snprintf(pointer, sizeof pointer, "/p%d", i);
        finding.pointer = str_of(pointer);
        findings_add(findings, &finding);
    }
    for (int i = 0; i < DIAGNOSTICS_MAX + 2; i++)
        findings_add_diagnostic(findings, &diagnostic);
    findings_sort(findings);
    ck_assert_uint_eq(findings_count(findings), FINDINGS_MAX);
    ck_assert_uint_eq(findings_diagnostic_count(findings), DIAGNOSTICS_MAX + 2);
    ck_assert_str(findings_diagnostic_at(findings, DIAGNOSTICS_MAX)->message,
                  "the limit of 20000 different findings is met; 5 more were left out");
    ck_assert_str(findings_diagnostic_at(findings, DIAGNOSTICS_MAX + 1)->message,
                  "the limit of 1000 errors is met; 2 more were left out");
    findings_free(findings);
}
END_TEST

START_TEST(names_go_both_ways)
{
    for (int part = PART_REQUEST_PATH; part <= PART_DESCRIPTION; part++) {
        enum part parsed;

        ck_assert(part_parse(str_of(part_name((enum part)part)), &parsed));
        ck_assert_int_eq((int)parsed, part);
    }
    for (int rule = 0; rule < RULE_COUNT; rule++)
        ck_assert_int_eq((int)rule_by_id(str_of(rule_info((rule_index)rule)->id)), rule);
    ck_assert_int_eq((int)rule_by_id(STR("response.body")), RULE_COUNT);
}
END_TEST

UNIT_SUITE("findings", UNIT_TEST(fingerprint_is_what_the_header_says);
           UNIT_LOOP(fingerprint_changes, changes);
           UNIT_TEST(fingerprint_uses_the_status_where_undocumented);
           UNIT_LOOP(fingerprint_knows_no_host_folder, folders);
           UNIT_LOOP(fingerprint_names_files_from_the_description, neighbours);
           UNIT_TEST(fingerprint_of_an_assertion_is_its_name);
           UNIT_TEST(fingerprint_of_undescribed_traffic); UNIT_LOOP(generalises_pointers, pointers);
           UNIT_LOOP(generalises_paths, paths); UNIT_TEST(unites_what_shares_a_fingerprint);
           UNIT_TEST(order_of_arrival_does_not_matter); UNIT_TEST(shards_agree_on_samples);
           UNIT_TEST(keeps_the_highest_severity); UNIT_TEST(off_adds_nothing);
           UNIT_TEST(owns_its_text); UNIT_TEST(cuts_long_texts_between_characters);
           UNIT_TEST(sorts); UNIT_TEST(ledger_counts);
           tcase_add_loop_test(tests, ledger_tells_sources, 0, 2); UNIT_TEST(limits_are_said);
           UNIT_TEST(names_go_both_ways))
