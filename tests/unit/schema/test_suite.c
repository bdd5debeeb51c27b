/* The official JSON Schema test suite, draft 2020-12: the required files with formats off, and
   optional/format/ with formats as errors. What needs dynamic scope, $id, remotes or another
   dialect cannot be judged yet: it is counted by its reason, and every verdict that is given must
   be right. Skipped when the suite is not there. */
#include <dirent.h>
#include <stdio.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "schema/schema.h"
#include "unit.h"

static const char folder[] = "../shared/corpora/json-schema-test-suite/tests/draft2020-12";

struct score {
    unsigned passed, failed, refused, unknown;
};

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    *(struct str *)context = doubt->reason;
}

static void run_test(struct score *score, const struct schema *schema, const struct node *test,
                     const char *file, struct str group)
{
    struct evaluator *evaluator = evaluator_new();
    struct str reason = STR_NONE;
    struct schema_question question = {.doubt = note_doubt, .context = &reason};
    enum schema_verdict verdict =
        schema_evaluate(evaluator, schema, node_member(test, STR("data")), &question);
    enum schema_verdict expected = node_member_true(test, "valid") ? SCHEMA_VALID : SCHEMA_INVALID;
    struct str description = node_member_string(test, "description");

    if (verdict == SCHEMA_UNKNOWN) {
        score->unknown++;
        printf("  not judged: %s: %.*s: %.*s\n", file, STR_ARGS(group), STR_ARGS(reason));
    } else if (verdict == expected) {
        score->passed++;
    } else {
        score->failed++;
        printf("  WRONG: %s: %.*s: %.*s\n", file, STR_ARGS(group), STR_ARGS(description));
    }
    evaluator_free(evaluator);
}

/* The suite puts many schemas into one file, but each means to be a document of its own. */
static const struct node *read_alone(struct arena *arena, const struct node *node, const char *file)
{
    struct read_failure failure;
    const struct document *document;
    struct strbuf copy;

    strbuf_init(&copy, SIZE_MAX);
    node_write(node, &copy);
    document = json_read(arena, str_of(file), str_copy(arena, strbuf_str(&copy)), &failure);
    ck_assert_msg(document != NULL, "%s: %s", file, failure.message);
    strbuf_release(&copy);
    return document->root;
}

static void run_group(struct arena *arena, struct score *score, const struct node *group,
                      const char *file, enum format_policy formats)
{
    const struct schema_settings settings = {.dialect = DIALECT_2020_12, .formats = formats};
    struct schema_set *set = schema_set_new(&settings);
    struct str description = node_member_string(group, "description");
    const struct node *tests = node_member(group, STR("tests"));
    struct error err = {0};
    const struct schema *schema =
        schema_compile(set, read_alone(arena, node_member(group, STR("schema")), file), &err);

    if (!schema) {
        score->refused += tests->length;
        printf("  refused: %s: %.*s: %s\n", file, STR_ARGS(description), err.message);
    }
    for (const struct node *test = node_first(tests); schema && test < node_end(tests);
         test = node_next(test))
        run_test(score, schema, test, file, description);
    schema_set_free(set);
}

static void run_file(struct score *score, const char *path, const char *name,
                     enum format_policy formats)
{
    struct arena arena;
    struct error err = {0};
    struct read_failure failure;
    struct str text;
    const struct document *document;

    arena_init(&arena);
    ck_assert_msg(file_read(&arena, path, 64u << 20, &text, &err), "%s", err.message);
    document = json_read(&arena, str_of(name), text, &failure);
    ck_assert_msg(document != NULL, "%s: %s", path, failure.message);
    for (const struct node *group = node_first(document->root); group < node_end(document->root);
         group = node_next(group))
        run_group(&arena, score, group, name, formats);
    arena_release(&arena);
}

static bool run_folder(struct score *score, const char *path)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;

    if (!directory)
        return false;
    while ((entry = readdir(directory))) {
        char file[1024];

        if (!str_ends_with(str_of(entry->d_name), STR(".json")))
            continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        run_file(score, file, entry->d_name, FORMATS_OFF);
    }
    closedir(directory);
    return true;
}

static void show(const char *name, const struct score *score)
{
    printf("JSON Schema test suite, %s: %u of %u passed, %u wrong, %u not judged (%u refused)\n",
           name, score->passed, score->passed + score->failed + score->unknown + score->refused,
           score->failed, score->unknown + score->refused, score->refused);
    ck_assert_msg(score->passed > 0, "nothing was judged");
}

START_TEST(required)
{
    struct score score = {0};

    if (!run_folder(&score, folder)) {
        printf("JSON Schema test suite: skipped, %s is not there\n", folder);
        return;
    }
    show("required", &score);
    ck_assert_msg(score.failed == 0, "%u verdicts are wrong", score.failed);
}
END_TEST

/* `wrong`: verdicts that are known to differ, and why. */
static const struct {
    const char *file;
    enum format_policy formats;
    unsigned wrong;
} optional_files[] = {
    {"optional/bignum.json", FORMATS_OFF, 0},
    {"optional/float-overflow.json", FORMATS_OFF, 0},
    {"optional/ecmascript-regex.json", FORMATS_OFF, 0},
    {"optional/non-bmp-regex.json", FORMATS_OFF, 0},
    {"optional/no-schema.json", FORMATS_OFF, 0},
    {"optional/format/date-time.json", FORMATS_ERROR, 0},
    {"optional/format/date.json", FORMATS_ERROR, 0},
    {"optional/format/time.json", FORMATS_ERROR, 0},
    {"optional/format/duration.json", FORMATS_ERROR, 0},
    {"optional/format/uuid.json", FORMATS_ERROR, 0},
    {"optional/format/ipv4.json", FORMATS_ERROR, 0},
    {"optional/format/ipv6.json", FORMATS_ERROR, 0},
    {"optional/format/email.json", FORMATS_ERROR, 0},
    {"optional/format/hostname.json", FORMATS_ERROR, 0},
    {"optional/format/uri.json", FORMATS_ERROR, 0},
    {"optional/format/uri-reference.json", FORMATS_ERROR, 0},
    {"optional/format/json-pointer.json", FORMATS_ERROR, 0},
    {"optional/format/regex.json", FORMATS_ERROR, 0},
    {"optional/format/ecmascript-regex.json", FORMATS_ERROR, 0},
    {"optional/format/unknown.json", FORMATS_ERROR, 0},
};

START_TEST(optional)
{
    struct score score = {0};
    char path[1024];

    snprintf(path, sizeof path, "%s/%s", folder, optional_files[_i].file);
    if (!file_exists(path)) {
        printf("JSON Schema test suite, %s: skipped\n", optional_files[_i].file);
        return;
    }
    run_file(&score, path, optional_files[_i].file, optional_files[_i].formats);
    show(optional_files[_i].file, &score);
    ck_assert_msg(score.failed == optional_files[_i].wrong, "%s: %u verdicts are wrong, not %u",
                  optional_files[_i].file, score.failed, optional_files[_i].wrong);
}
END_TEST

UNIT_MAIN("JSON Schema test suite", UNIT_TEST(required); UNIT_LOOP(optional, optional_files))
