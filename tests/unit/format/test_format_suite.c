/* The official JSON Schema test suite's optional/format/ of every dialect, and the templates of
   uritemplate-test, straight to the functions of formats.def. A number below the one recorded here
   fails. JSON_SCHEMA_TEST_SUITE names another place of the suite; skipped when it is not there. */
#include <dirent.h>
#include <stdio.h>

#include "base/file.h"
#include "document/document.h"
#include "format/format.h"
#include "unit.h"

struct score {
    unsigned passed, total;
};

static const struct node *read_whole(struct arena *arena, const char *path)
{
    struct error err = {0};
    struct read_failure failure;
    struct str text;
    const struct document *document;

    ck_assert_msg(file_read(arena, path, 64u << 20, &text, &err), "%s", err.message);
    document = json_read(arena, str_of(path), text, &failure);
    ck_assert_msg(document != NULL, "%s: %s", path, failure.message);
    return document->root;
}

/* ---- the suite ---- */

/* A group's schema holds `format` and nothing else that asserts. */
static void run_group(struct score *score, const struct node *group, const char *path)
{
    struct str format = node_member_string(node_member(group, STR("schema")), "format");
    const struct node *tests = node_member(group, STR("tests"));

    ck_assert_msg(format.text != NULL, "%s: a schema without format", path);
    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test)) {
        bool holds = format_holds(format, node_member(test, STR("data")));

        score->total++;
        if (holds == node_member_true(test, "valid"))
            score->passed++;
        else
            printf("  WRONG: %s: %.*s\n", path, STR_ARGS(node_member_string(test, "description")));
    }
}

static void run_file(struct score *score, const char *path)
{
    struct arena arena;
    const struct node *groups;
    struct score own = {0};

    arena_init(&arena);
    groups = read_whole(&arena, path);
    for (const struct node *group = node_first(groups); group < node_end(groups);
         group = node_next(group))
        run_group(&own, group, path);
    printf("formats: %s: %u of %u passed\n", path, own.passed, own.total);
    score->passed += own.passed;
    score->total += own.total;
    arena_release(&arena);
}

static const struct {
    const char *name;
    unsigned passed; /* recorded */
} dialects[] = {
    {"draft4", 219}, {"draft6", 325}, {"draft7", 676}, {"draft2019-09", 757}, {"draft2020-12", 764},
};

START_TEST(holds_as_the_suite_says)
{
    const char *suite = getenv("JSON_SCHEMA_TEST_SUITE");
    struct score score = {0};
    char folder[1024], path[2048];
    const struct dirent *entry;
    DIR *directory;

    snprintf(folder, sizeof folder, "%s/tests/%s/optional/format",
             suite ? suite : "../shared/corpora/json-schema-test-suite", dialects[_i].name);
    directory = opendir(folder);
    if (!directory) {
        unit_skip("the official JSON Schema suite: JSON_SCHEMA_TEST_SUITE=FOLDER");
        return;
    }
    while ((entry = readdir(directory))) {
        if (!str_ends_with(str_of(entry->d_name), STR(".json")))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        run_file(&score, path);
    }
    closedir(directory);
    printf("formats: %s: %u of %u passed\n", dialects[_i].name, score.passed, score.total);
    ck_assert_msg(score.passed >= dialects[_i].passed, "%s: %u passed, %u before",
                  dialects[_i].name, score.passed, dialects[_i].passed);
}
END_TEST

/* ---- URI templates ---- */

/* Of the templates that must fail there, these follow the grammar: it is the values that do not
   fit. */
static const char *const fail_by_values[] = {"{keys:1}", "{+keys:1}"};

static bool fails_by_values(struct str template)
{
    for (size_t i = 0; i < ARRAY_LENGTH(fail_by_values); i++)
        if (str_is(template, fail_by_values[i]))
            return true;
    return false;
}

static const struct {
    const char *name;
    unsigned passed; /* recorded */
} template_files[] = {
    {"spec-examples.json", 64},
    {"spec-examples-by-section.json", 117},
    {"extended-tests.json", 53},
    {"negative-tests.json", 36},
};

START_TEST(reads_templates)
{
    struct arena arena;
    struct score score = {0};
    char path[1024];
    const struct node *groups;

    snprintf(path, sizeof path, "../shared/corpora/formats/uritemplate-test/%s",
             template_files[_i].name);
    if (!file_exists(path)) {
        unit_skip("the tests of URI templates: ../shared/corpora/formats/uritemplate-test");
        return;
    }
    arena_init(&arena);
    groups = read_whole(&arena, path);
    for (const struct node *key = node_first(groups); key < node_end(groups);
         key = node_next_key(key)) {
        const struct node *cases = node_member(node_value(key), STR("testcases"));

        for (const struct node *row = node_first(cases); row < node_end(cases);
             row = node_next(row)) {
            const struct node *template = node_first(row);
            bool expected =
                node_next(template)->kind != NODE_FALSE || fails_by_values(node_string(template));

            score.total++;
            if (format_holds(STR("uri-template"), template) == expected)
                score.passed++;
            else
                printf("  WRONG: %s: %.*s\n", path, STR_ARGS(node_string(template)));
        }
    }
    printf("formats: %s: %u of %u passed\n", path, score.passed, score.total);
    ck_assert_msg(score.passed >= template_files[_i].passed, "%s: %u passed, %u before", path,
                  score.passed, template_files[_i].passed);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("formats by their suites", UNIT_LOOP(holds_as_the_suite_says, dialects);
           UNIT_LOOP(reads_templates, template_files))
