/* conformance SUITE RECORDED [--record]: runs the official JSON Schema test suite, whose folder is
   SUITE, and prints a table and every case that is not judged as it should be, with its reason
   where there is one (below). Exit code 1 when a number is below the one in RECORDED or has none
   there, or a case fails for no known reason; --record writes that file anew. Each verdict is asked
   for by yes or no and with callbacks, and counts as passed only where the answers are the same.
   What cannot be judged counts as not passed. The suite's remotes are served as a user would:
   --map-uri. */
#include "conformance.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "schema/evaluator.h"

enum { DIALECT_ROWS = 5, GROUP_ROWS = 5 };

static const struct {
    const char *folder;
    enum schema_dialect dialect;
    unsigned release;
} dialects[DIALECT_ROWS] = {
    {"draft4", DIALECT_DRAFT4, 4},           {"draft6", DIALECT_DRAFT6, 6},
    {"draft7", DIALECT_DRAFT7, 7},           {"draft2019-09", DIALECT_2019_09, 2019},
    {"draft2020-12", DIALECT_2020_12, 2020},
};

static const struct {
    const char *name;
    const char *folder; /* %s: the dialect's */
    unsigned since;     /* the release of the first dialect that has it */
    enum format_policy formats;
    bench_group *run;
} groups[GROUP_ROWS] = {
    {"required", "tests/%s", 4, FORMATS_OFF, run_verdicts},
    {"optional", "tests/%s/optional", 4, FORMATS_ERROR, run_verdicts},
    {"format", "tests/%s/optional/format", 4, FORMATS_ERROR, run_verdicts},
    {"annotations", "annotations/tests", 4, FORMATS_OFF, run_annotations},
    {"output", "output-tests/%s/content", 2019, FORMATS_OFF, run_output},
};

/* Why a case is not passed: a file, and the engine's limit. Its last row is empty; none is needed
   now. */
static const struct {
    const char *file;
    const char *reason;
} known[] = {{NULL, NULL}};

/* ---- judging ---- */

void bench_pass(struct bench *bench)
{
    bench->score->total++;
    bench->score->passed++;
}

static const char *reason_of(const struct bench *bench)
{
    for (size_t i = 0; known[i].file; i++)
        if (strcmp(known[i].file, bench->file) == 0)
            return known[i].reason;
    return NULL;
}

void bench_fail(struct bench *bench, struct str group, struct str test, struct str why)
{
    const char *reason = reason_of(bench);

    bench->score->total++;
    bench->totals->unexplained += !reason;
    printf("  %s: %.*s: %.*s: %.*s\n", bench->file, STR_ARGS(group), STR_ARGS(test), STR_ARGS(why));
    if (reason)
        printf("    known: %s\n", reason);
}

const struct node *bench_read_text(struct bench *bench, struct str text)
{
    struct read_failure failure;
    const struct document *document = json_read(&bench->arena, str_of(bench->file), text, &failure);

    return document ? document->root : NULL;
}

const struct node *bench_read_alone(struct bench *bench, const struct node *node)
{
    const struct node *root;
    struct strbuf copy;

    strbuf_init(&copy, SIZE_MAX);
    node_write(node, &copy);
    root = bench_read_text(bench, str_copy(&bench->arena, strbuf_str(&copy)));
    strbuf_release(&copy);
    return root;
}

/* ---- verdicts ---- */

/* A test is put in each of these ways, and all must give one verdict: without a callback decide.c
   answers where it can, and with one evaluate.c does, which spares branches unless annotations are
   asked for. */
enum way { WAY_YES_NO, WAY_FAILURES, WAY_ANNOTATIONS, WAYS };

static void note_doubt(void *context, const struct schema_doubt *doubt)
{
    *(struct str *)context = doubt->reason;
}

static void pass_failure(void *context, const struct schema_failure *failure)
{
    (void)context;
    (void)failure;
}

static void pass_annotation(void *context, const struct schema_annotation *annotation)
{
    (void)context;
    (void)annotation;
}

static enum schema_verdict ask(struct bench *bench, const struct schema *schema,
                               const struct node *instance, enum way way, struct str *problem)
{
    struct schema_question question = {
        .failure = pass_failure, .doubt = note_doubt, .context = problem};

    switch (way) {
    case WAY_YES_NO:
        return schema_evaluate(bench->evaluator, schema, instance, NULL);
    case WAY_ANNOTATIONS:
        question.annotation = pass_annotation;
        question.coverage = true;
        break;
    case WAY_FAILURES:
    case WAYS:
        break;
    }
    return schema_evaluate(bench->evaluator, schema, instance, &question);
}

/* SCHEMA_UNKNOWN with the problem, too, where the ways part. */
static enum schema_verdict ask_each_way(struct bench *bench, const struct schema *schema,
                                        const struct node *instance, struct str *problem)
{
    enum schema_verdict first = ask(bench, schema, instance, WAY_YES_NO, problem);
    bool equal = true;

    bench->totals->asked++;
    bench->totals->decided +=
        schema_decide(bench->evaluator, schema, instance, SCHEMA_ANY) != SCHEMA_UNKNOWN;
    for (enum way way = WAY_FAILURES; way < WAYS; way++)
        equal = ask(bench, schema, instance, way, problem) == first && equal;
    if (equal)
        return first;
    bench->totals->parted++;
    *problem = STR("WRONG, the verdict differs with and without a callback");
    return SCHEMA_UNKNOWN;
}

static void run_test(struct bench *bench, const struct schema *schema, struct str group,
                     const struct node *test, struct str problem)
{
    bool valid = node_member_true(test, "valid");
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    if (schema)
        verdict = ask_each_way(bench, schema, node_member(test, STR("data")), &problem);
    if (verdict == (valid ? SCHEMA_VALID : SCHEMA_INVALID))
        bench_pass(bench);
    else
        bench_fail(bench, group, node_member_string(test, "description"),
                   verdict == SCHEMA_UNKNOWN ? problem
                   : valid                   ? STR("WRONG, it is valid")
                                             : STR("WRONG, it is not valid"));
}

void run_verdicts(struct bench *bench, const struct node *group)
{
    struct schema_set *set = schema_set_new(&bench->settings);
    const struct node *tests = node_member(group, STR("tests"));
    const struct node *root = bench_read_alone(bench, node_member(group, STR("schema")));
    struct error err = {0};
    const struct schema *schema = root ? schema_compile(set, root, &err) : NULL;

    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test))
        run_test(bench, schema, node_member_string(group, "description"), test,
                 str_of(err.message));
    schema_set_free(set);
}

/* ---- files ---- */

static bool run_file(struct bench *bench, const char *path, bench_group *run)
{
    struct error err = {0};
    struct read_failure failure = {0};
    const struct document *document = NULL;
    const struct node *list = NULL;
    struct str text;

    arena_init(&bench->arena);
    if (file_read(&bench->arena, path, 64u << 20, &text, &err))
        document = json_read(&bench->arena, str_of(bench->file), text, &failure);
    if (!document)
        fprintf(stderr, "%s: %s\n", path, err.raised ? err.message : failure.message);
    else if (document->root->kind == NODE_OBJECT)
        list = node_member(document->root, STR("suite")); /* of the annotations */
    else
        list = document->root;
    for (const struct node *group = list ? node_first(list) : NULL; group && group < node_end(list);
         group = node_next(group))
        run(bench, group);
    arena_release(&bench->arena);
    return list != NULL;
}

static int is_test_file(const struct dirent *entry)
{
    return str_ends_with(str_of(entry->d_name), STR(".json"));
}

/* Every file of a folder of the suite. */
static bool run_folder(struct bench *bench, const char *suite, const char *folder, bench_group *run)
{
    char path[PATH_BYTES];
    struct dirent **entries;
    bool read = true;
    int count;

    snprintf(path, sizeof path, "%.3000s/%s", suite, folder);
    count = scandir(path, &entries, is_test_file, alphasort);
    if (count < 0)
        return false;
    for (int i = 0; i < count; i++) {
        snprintf(bench->file, sizeof bench->file, "%.127s/%.255s", folder, entries[i]->d_name);
        snprintf(path, sizeof path, "%.3000s/%s", suite, bench->file);
        read = run_file(bench, path, run) && read;
        free(entries[i]);
    }
    free(entries);
    return read;
}

static bool run_dialect(const char *suite, size_t dialect, struct group_score scores[GROUP_ROWS],
                        struct totals *totals)
{
    const char *name = dialects[dialect].folder;
    char remotes[PATH_BYTES], output[PATH_BYTES], folder[128];
    const char *maps[] = {remotes, output};
    struct bench bench = {
        .evaluator = evaluator_new(), .release = dialects[dialect].release, .totals = totals};
    bool read = true;

    snprintf(remotes, sizeof remotes, "http://localhost:1234/=%.3000s/remotes", suite);
    snprintf(output, sizeof output,
             "https://json-schema.org/draft/%s/output/schema=%.3000s/output-tests/%s/"
             "output-schema.json",
             name + strlen("draft"), suite, name);
    bench.documents =
        documents_new(&(struct documents_options){.uri_maps = maps, .uri_map_count = 2});
    for (size_t i = 0; i < GROUP_ROWS; i++) {
        if (bench.release < groups[i].since)
            continue;
        bench.score = &scores[i];
        bench.settings = (struct schema_settings){.dialect = dialects[dialect].dialect,
                                                  .formats = groups[i].formats,
                                                  .documents = bench.documents};
        snprintf(folder, sizeof folder, groups[i].folder, name);
        read = run_folder(&bench, suite, folder, groups[i].run) && read;
    }
    documents_free(bench.documents);
    evaluator_free(bench.evaluator);
    return read;
}

/* ---- the recorded numbers: lines of "dialect group passed total" ---- */

/* Where nothing was recorded no number is enough. */
static unsigned recorded(const char *path, const char *dialect, const char *group)
{
    FILE *file = fopen(path, "r");
    char line[256], name[32], kind[32];
    unsigned passed, found = UINT_MAX;

    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "%31s %31s %u", name, kind, &passed) == 3 && strcmp(name, dialect) == 0 &&
            strcmp(kind, group) == 0)
            found = passed;
    if (file)
        fclose(file);
    return found;
}

static bool record(const char *path, struct group_score scores[DIALECT_ROWS][GROUP_ROWS])
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    fprintf(file, "# dialect group passed total; written by make conformance RECORD=1\n");
    for (size_t i = 0; i < DIALECT_ROWS; i++)
        for (size_t j = 0; j < GROUP_ROWS; j++)
            if (dialects[i].release >= groups[j].since)
                fprintf(file, "%s %s %u %u\n", dialects[i].folder, groups[j].name,
                        scores[i][j].passed, scores[i][j].total);
    return fclose(file) == 0;
}

static bool show(const char *path, struct group_score scores[DIALECT_ROWS][GROUP_ROWS])
{
    bool kept = true;

    printf("%-14s", "");
    for (size_t j = 0; j < GROUP_ROWS; j++)
        printf(" %16s", groups[j].name);
    for (size_t i = 0; i < DIALECT_ROWS; i++) {
        printf("\n%-14s", dialects[i].folder);
        for (size_t j = 0; j < GROUP_ROWS; j++) {
            bool fell = scores[i][j].passed < recorded(path, dialects[i].folder, groups[j].name);

            if (dialects[i].release < groups[j].since)
                continue;
            printf("     %4u of %4u%s", scores[i][j].passed, scores[i][j].total, fell ? "!" : " ");
            kept = kept && !fell;
        }
    }
    printf("\n%s", kept ? "" : "!: less than was recorded, or nothing was\n");
    return kept;
}

int main(int count, char **arguments)
{
    struct group_score scores[DIALECT_ROWS][GROUP_ROWS] = {0};
    struct totals totals = {0};
    bool complete = true;

    if (count < 3) {
        fprintf(stderr, "usage: conformance SUITE RECORDED [--record]\n");
        return 2;
    }
    for (size_t i = 0; i < DIALECT_ROWS; i++)
        complete = run_dialect(arguments[1], i, scores[i], &totals) && complete;
    if (!complete)
        fprintf(stderr, "conformance: a part of the suite could not be read\n");
    if (count > 3 && strcmp(arguments[3], "--record") == 0)
        complete = record(arguments[2], scores) && complete;
    if (totals.unexplained)
        printf("%u failures without a known reason\n", totals.unexplained);
    printf(
        "%u verdicts were asked for by yes or no, with failures and with annotations: %u differ; "
        "%u were decided by yes or no alone\n",
        totals.asked, totals.parted, totals.decided);
    return show(arguments[2], scores) && complete && !totals.unexplained ? 0 : 1;
}
