/* conformance SUITE RECORDED [--record]: runs the official JSON Schema test suite, whose folder is
   SUITE, and prints a table and every case that is not judged as it should be. Exit code 1 when a
   number is below the one in RECORDED; --record writes that file anew. What cannot be judged counts
   as not passed. The suite's remotes are served as a user would: --map-uri. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "schema/schema.h"

static const char remotes[] = "http://localhost:1234/";

enum { DIALECT_ROWS = 5, GROUP_ROWS = 3, NAME_BYTES = 512, PATH_BYTES = 4096 };

static const struct {
    const char *folder;
    enum schema_dialect dialect;
} dialects[DIALECT_ROWS] = {
    {"draft4", DIALECT_DRAFT4},        {"draft6", DIALECT_DRAFT6},
    {"draft7", DIALECT_DRAFT7},        {"draft2019-09", DIALECT_2019_09},
    {"draft2020-12", DIALECT_2020_12},
};

static const struct {
    const char *name;
    const char *folder;
    enum format_policy formats;
} groups[GROUP_ROWS] = {
    {"required", "", FORMATS_OFF},
    {"optional", "/optional", FORMATS_OFF},
    {"format", "/optional/format", FORMATS_ERROR},
};

struct score {
    unsigned passed, total;
};

struct bench {
    struct arena arena;
    struct library *library;
    struct evaluator *evaluator;
    struct schema_settings settings;
    struct score *score;
    char file[NAME_BYTES]; /* below the suite's tests/ */
};

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    *(struct str *)context = doubt->reason;
}

static void tell(const struct bench *bench, struct str group, struct str test, struct str why)
{
    printf("  %s: %.*s: %.*s: %.*s\n", bench->file, STR_ARGS(group), STR_ARGS(test), STR_ARGS(why));
}

static void run_test(struct bench *bench, const struct schema *schema, struct str group,
                     const struct node *test, struct str problem)
{
    struct schema_question question = {.doubt = note_doubt, .context = &problem};
    bool valid = node_member_true(test, "valid");
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    if (schema)
        verdict =
            schema_evaluate(bench->evaluator, schema, node_member(test, STR("data")), &question);
    bench->score->total++;
    if (verdict == (valid ? SCHEMA_VALID : SCHEMA_INVALID))
        bench->score->passed++;
    else
        tell(bench, group, node_member_string(test, "description"),
             verdict == SCHEMA_UNKNOWN ? problem
             : valid                   ? STR("WRONG, it is valid")
                                       : STR("WRONG, it is not valid"));
}

/* The suite puts many schemas into one file, but each means to be a document of its own. */
static const struct node *read_alone(struct bench *bench, const struct node *node)
{
    struct read_failure failure;
    const struct document *document;
    struct strbuf copy;

    strbuf_init(&copy, SIZE_MAX);
    node_write(node, &copy);
    document = json_read(&bench->arena, str_of(bench->file),
                         str_copy(&bench->arena, strbuf_str(&copy)), &failure);
    strbuf_release(&copy);
    return document ? document->root : NULL;
}

static void run_group(struct bench *bench, const struct node *group)
{
    struct schema_set *set = schema_set_new(&bench->settings);
    const struct node *tests = node_member(group, STR("tests"));
    const struct node *root = read_alone(bench, node_member(group, STR("schema")));
    struct error err = {0};
    const struct schema *schema = root ? schema_compile(set, root, &err) : NULL;

    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test))
        run_test(bench, schema, node_member_string(group, "description"), test,
                 str_of(err.message));
    schema_set_free(set);
}

static bool run_file(struct bench *bench, const char *path)
{
    struct error err = {0};
    struct read_failure failure = {0};
    const struct document *document = NULL;
    struct str text;

    arena_init(&bench->arena);
    if (file_read(&bench->arena, path, 64u << 20, &text, &err))
        document = json_read(&bench->arena, str_of(bench->file), text, &failure);
    if (!document)
        fprintf(stderr, "%s: %s\n", path, err.raised ? err.message : failure.message);
    for (const struct node *group = document ? node_first(document->root) : NULL;
         group && group < node_end(document->root); group = node_next(group))
        run_group(bench, group);
    arena_release(&bench->arena);
    return document != NULL;
}

static int is_test_file(const struct dirent *entry)
{
    return str_ends_with(str_of(entry->d_name), STR(".json"));
}

/* Every file of one dialect's folder. */
static bool run_folder(struct bench *bench, const char *suite, const char *folder)
{
    char path[PATH_BYTES];
    struct dirent **entries;
    bool read = true;
    int count;

    snprintf(path, sizeof path, "%.3000s/tests/%s", suite, folder);
    count = scandir(path, &entries, is_test_file, alphasort);
    if (count < 0)
        return false;
    for (int i = 0; i < count; i++) {
        snprintf(bench->file, sizeof bench->file, "%.63s/%.255s", folder, entries[i]->d_name);
        snprintf(path, sizeof path, "%.3000s/tests/%s", suite, bench->file);
        read = run_file(bench, path) && read;
        free(entries[i]);
    }
    free(entries);
    return read;
}

static bool run_dialect(const char *suite, size_t dialect, struct score scores[GROUP_ROWS])
{
    char map[PATH_BYTES], folder[64];
    const char *maps[] = {map};
    struct bench bench = {.evaluator = evaluator_new()};
    bool read = true;

    snprintf(map, sizeof map, "%s=%.3000s/remotes", remotes, suite);
    bench.library = library_new(&(struct library_options){.uri_maps = maps, .uri_map_count = 1});
    for (size_t i = 0; i < GROUP_ROWS; i++) {
        bench.score = &scores[i];
        bench.settings = (struct schema_settings){.dialect = dialects[dialect].dialect,
                                                  .formats = groups[i].formats,
                                                  .library = bench.library};
        snprintf(folder, sizeof folder, "%s%s", dialects[dialect].folder, groups[i].folder);
        read = run_folder(&bench, suite, folder) && read;
    }
    library_free(bench.library);
    evaluator_free(bench.evaluator);
    return read;
}

/* ---- the recorded numbers: lines of "dialect group passed total" ---- */

static unsigned recorded(const char *path, const char *dialect, const char *group)
{
    FILE *file = fopen(path, "r");
    char line[256], name[32], kind[32];
    unsigned passed, found = 0;

    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "%31s %31s %u", name, kind, &passed) == 3 && strcmp(name, dialect) == 0 &&
            strcmp(kind, group) == 0)
            found = passed;
    if (file)
        fclose(file);
    return found;
}

static bool record(const char *path, struct score scores[DIALECT_ROWS][GROUP_ROWS])
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    fprintf(file, "# dialect group passed total; written by make conformance RECORD=1\n");
    for (size_t i = 0; i < DIALECT_ROWS; i++)
        for (size_t j = 0; j < GROUP_ROWS; j++)
            fprintf(file, "%s %s %u %u\n", dialects[i].folder, groups[j].name, scores[i][j].passed,
                    scores[i][j].total);
    return fclose(file) == 0;
}

static bool show(const char *path, struct score scores[DIALECT_ROWS][GROUP_ROWS])
{
    bool kept = true;

    printf("%-14s", "");
    for (size_t j = 0; j < GROUP_ROWS; j++)
        printf(" %16s", groups[j].name);
    for (size_t i = 0; i < DIALECT_ROWS; i++) {
        printf("\n%-14s", dialects[i].folder);
        for (size_t j = 0; j < GROUP_ROWS; j++) {
            bool fell = scores[i][j].passed < recorded(path, dialects[i].folder, groups[j].name);

            printf("     %4u of %4u%s", scores[i][j].passed, scores[i][j].total, fell ? "!" : " ");
            kept = kept && !fell;
        }
    }
    printf("\n%s", kept ? "" : "!: less than was recorded\n");
    return kept;
}

int main(int count, char **arguments)
{
    struct score scores[DIALECT_ROWS][GROUP_ROWS] = {0};
    bool complete = true;

    if (count < 3) {
        fprintf(stderr, "usage: conformance SUITE RECORDED [--record]\n");
        return 2;
    }
    for (size_t i = 0; i < DIALECT_ROWS; i++)
        complete = run_dialect(arguments[1], i, scores[i]) && complete;
    if (!complete)
        fprintf(stderr, "conformance: a part of the suite could not be read\n");
    if (count > 3 && strcmp(arguments[3], "--record") == 0)
        complete = record(arguments[2], scores) && complete;
    return show(arguments[2], scores) && complete ? 0 : 1;
}
