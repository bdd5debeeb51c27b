/* How fast the schema engine is, beside the peers that schema_peers.mjs runs: reading and judging,
   judging alone and compiling real schemas; `oasdrift validate` as a process; simple patterns and
   formats beside pcre2's compiler; all failures of an invalid instance (each told with its value,
   keyword and place in the schema, and the same with its sentence and path written) beside yes or
   no of a valid one. One thread; all take turns in every round, so that a busy neighbour slows all
   of them. Arguments: the program, the folder of the data. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pcre2.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_output.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/document.h"
#include "format/format.h"
#include "pattern/pattern.h"
#include "schema/program.h"

enum { ROUNDS = 7, ROUND_MS = 100, PROCESS_BYTES = 40 * 1000 * 1000, SPOILT_TEXT = 10 };

extern char **environ;

/* ---- time ---- */

struct samples {
    double values[ROUNDS]; /* nanoseconds a document */
    unsigned count;
};

static double now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void add_sample(struct samples *samples, double value)
{
    if (samples->count < ROUNDS)
        samples->values[samples->count++] = value;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 0: not measured. */
static double median(struct samples *samples)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->values, samples->count, sizeof samples->values[0], compare_doubles);
    return samples->values[samples->count / 2];
}

/* Calls `once` until `ms` are over; nanoseconds for each of its `count` things. */
static double measure(void (*once)(void *context), void *context, size_t count, double ms)
{
    double start = now_ns(), elapsed;
    size_t calls = 0;

    do {
        once(context);
        calls++;
        elapsed = now_ns() - start;
    } while (elapsed < ms * 1e6);
    return elapsed / (double)(calls * count);
}

/* ---- sets ---- */

enum metric { READING, JUDGING, COMPILING, METRICS };
static const char *const metric_names[] = {"reading and judging", "judging", "compiling"};

enum implementation { OURS, AJV, SCHEMASAFE, BLAZE, IMPLEMENTATIONS };
static const char *const implementation_names[] = {"oasdrift", "ajv", "schemasafe", "blaze"};

struct instance {
    struct str text;
    const struct schema *schema;
    const struct node *root;
    const struct node *spoilt; /* of the same size, invalid; NULL: it could not be made so */
};

struct set {
    const char *name, *schema_file, *instance_file;
    bool resources; /* an instance is {name: value}, judged by the schema's $defs/name */
    bool without_dialect;
    struct str schema_text;
    const struct document *schema;
    struct schema_set *schemas;
    VEC(struct instance) instances;
    size_t spoilt_count, failure_count; /* the failures of all spoilt ones */
    struct samples samples[IMPLEMENTATIONS][METRICS], failures, sentences, plain;
    size_t fitting[IMPLEMENTATIONS];
};

struct bench {
    struct arena arena;    /* schemas and instances */
    struct arena exchange; /* emptied after each instance */
    struct evaluator *evaluator;
    struct set *set;
    size_t failures, told_bytes;
};

static const struct document *read_text(struct arena *arena, struct str text)
{
    return json_read(arena, STR("bench"), text, NULL);
}

/* The schema's text without its $schema: the dialect is not known, the keywords are. */
static struct str without_dialect(struct arena *arena, const struct node *schema)
{
    struct strbuf text;
    struct str copy;

    strbuf_init(&text, SIZE_MAX);
    for (const struct node *key = node_first(schema); key < node_end(schema);
         key = node_next_key(key)) {
        if (str_is(node_text(key), "$schema"))
            continue;
        strbuf_add_char(&text, text.length ? ',' : '{');
        node_write(key, &text);
        strbuf_add_char(&text, ':');
        node_write(node_value(key), &text);
    }
    strbuf_add_char(&text, '}');
    copy = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return copy;
}

static const struct schema_settings settings = {.formats = FORMATS_OFF};

static bool load_schema(struct bench *bench, struct set *set, struct error *err)
{
    set->schema = read_text(&bench->arena, set->schema_text);
    if (!set->schema)
        return error_raise(err, "%s cannot be read", set->schema_file);
    schema_set_free(set->schemas);
    set->schemas = schema_set_new(&settings);
    return schema_compile(set->schemas, set->schema->root, err) != NULL;
}

static const struct schema *resource_schema(struct set *set, struct str name, struct error *err)
{
    const struct node *node = node_member(node_member(set->schema->root, STR("$defs")), name);

    if (node)
        return schema_compile(set->schemas, node, err);
    error_raise(err, "%s: no schema for %.*s", set->name, STR_ARGS(name));
    return NULL;
}

static bool add_instance(struct bench *bench, struct set *set, struct str line, struct error *err)
{
    struct instance instance = {.text = line};
    const struct document *document = read_text(&bench->arena, line);

    if (!document)
        return error_raise(err, "%s: an instance cannot be read", set->instance_file);
    instance.root = document->root;
    instance.schema = schema_compile(set->schemas, set->schema->root, err);
    if (set->resources) {
        const struct node *key = node_first(document->root);
        struct strbuf text;

        instance.schema = resource_schema(set, node_text(key), err);
        strbuf_init(&text, SIZE_MAX);
        node_write(node_value(key), &text);
        instance.text = str_copy(&bench->arena, strbuf_str(&text));
        instance.root = read_text(&bench->arena, instance.text)->root;
        strbuf_release(&text);
    }
    VEC_ADD(&set->instances, instance);
    return instance.schema != NULL;
}

static bool load_instances(struct bench *bench, struct set *set, struct error *err)
{
    struct str rest;

    if (!file_read(&bench->arena, set->instance_file, DOCUMENT_MAX_BYTES, &rest, err))
        return false;
    while (rest.text) {
        struct str line = str_cut(&rest, '\n');

        if (str_trim(line).length && !add_instance(bench, set, line, err))
            return false;
    }
    return true;
}

/* The instance with every tenth of its strings, and at least the last one, replaced by a number. */
static void spoil(struct bench *bench, struct set *set, struct instance *instance)
{
    struct node *nodes;
    struct strbuf text;
    size_t span = instance->root->span, strings = 0;
    const struct node *first = instance->root - instance->root->index;

    nodes = arena_alloc(&bench->arena, (span + instance->root->index) * sizeof *nodes);
    memcpy(nodes, first, (span + instance->root->index) * sizeof *nodes);
    nodes += instance->root->index;
    for (size_t i = span - 1; i > 0; i--) {
        bool value =
            nodes[i].kind == NODE_STRING && node_key_of(&instance->root[i]) != &instance->root[i];

        if (value && strings++ % SPOILT_TEXT == 0) {
            nodes[i].kind = NODE_NUMBER;
            nodes[i].flags = NODE_INTEGER_LEXEME;
            nodes[i].text = "17";
            nodes[i].length = 2;
        }
    }
    strbuf_init(&text, SIZE_MAX);
    node_write(nodes, &text);
    instance->spoilt = read_text(&bench->arena, str_copy(&bench->arena, strbuf_str(&text)))->root;
    strbuf_release(&text);
    if (schema_evaluate(bench->evaluator, instance->schema, instance->spoilt, NULL) ==
            SCHEMA_INVALID &&
        schema_evaluate(bench->evaluator, instance->schema, instance->root, NULL) == SCHEMA_VALID)
        set->spoilt_count++;
    else
        instance->spoilt = NULL;
}

static bool load_set(struct bench *bench, struct set *set, struct error *err)
{
    if (!file_read(&bench->arena, set->schema_file, DOCUMENT_MAX_BYTES, &set->schema_text, err) ||
        !load_schema(bench, set, err) || !load_instances(bench, set, err))
        return false;
    if (schema_evaluate(bench->evaluator, set->instances.items[0].schema,
                        set->instances.items[0].root, NULL) == SCHEMA_UNKNOWN) {
        set->without_dialect = true;
        set->schema_text = without_dialect(&bench->arena, set->schema->root);
        set->instances.count = 0;
        if (!load_schema(bench, set, err) || !load_instances(bench, set, err))
            return false;
    }
    for (size_t i = 0; i < set->instances.count; i++)
        spoil(bench, set, &set->instances.items[i]);
    return true;
}

/* ---- our side ---- */

static void read_and_judge(void *context)
{
    struct bench *bench = context;
    struct set *set = bench->set;

    for (size_t i = 0; i < set->instances.count; i++) {
        const struct instance *instance = &set->instances.items[i];
        const struct document *document = read_text(&bench->exchange, instance->text);

        schema_evaluate(bench->evaluator, instance->schema, document->root, NULL);
        arena_clear(&bench->exchange);
    }
}

static void judge(void *context)
{
    struct bench *bench = context;
    struct set *set = bench->set;

    set->fitting[OURS] = 0;
    for (size_t i = 0; i < set->instances.count; i++) {
        const struct instance *instance = &set->instances.items[i];

        set->fitting[OURS] += schema_evaluate(bench->evaluator, instance->schema, instance->root,
                                              NULL) == SCHEMA_VALID;
    }
}

static void compile(void *context)
{
    struct bench *bench = context;
    struct schema_set *schemas = schema_set_new(&settings);

    schema_compile(schemas, bench->set->schema->root, NULL);
    schema_set_free(schemas);
}

static void judge_spoilable(void *context)
{
    struct bench *bench = context;
    struct set *set = bench->set;

    for (size_t i = 0; i < set->instances.count; i++)
        if (set->instances.items[i].spoilt)
            schema_evaluate(bench->evaluator, set->instances.items[i].schema,
                            set->instances.items[i].root, NULL);
}

static void count_failure(void *context, const struct schema_failure *failure)
{
    struct bench *bench = context;

    (void)failure;
    bench->failures++;
}

static void write_failure(void *context, const struct schema_failure *failure)
{
    struct bench *bench = context;

    bench->failures++;
    bench->told_bytes += schema_failure_message(failure).length;
    bench->told_bytes += schema_failure_path(failure).length;
}

static void evaluate_spoilt(struct bench *bench, const struct schema_question *question)
{
    struct set *set = bench->set;

    bench->failures = 0;
    for (size_t i = 0; i < set->instances.count; i++)
        if (set->instances.items[i].spoilt)
            schema_evaluate(bench->evaluator, set->instances.items[i].schema,
                            set->instances.items[i].spoilt, question);
}

static void tell_failures(void *context)
{
    evaluate_spoilt(context,
                    &(struct schema_question){.failure = count_failure, .context = context});
}

static void write_failures(void *context)
{
    evaluate_spoilt(context,
                    &(struct schema_question){.failure = write_failure, .context = context});
}

static void measure_ours(struct bench *bench, struct set *set)
{
    struct samples *samples = set->samples[OURS];

    bench->set = set;
    judge(bench); /* touches the pages */
    add_sample(&samples[JUDGING], measure(judge, bench, set->instances.count, ROUND_MS));
    add_sample(&samples[READING], measure(read_and_judge, bench, set->instances.count, ROUND_MS));
    add_sample(&samples[COMPILING], measure(compile, bench, 1, ROUND_MS));
    if (set->spoilt_count) {
        add_sample(&set->plain, measure(judge_spoilable, bench, set->spoilt_count, ROUND_MS / 2));
        add_sample(&set->sentences,
                   measure(write_failures, bench, set->spoilt_count, ROUND_MS / 2));
        add_sample(&set->failures, measure(tell_failures, bench, set->spoilt_count, ROUND_MS / 2));
        set->failure_count = bench->failures;
    }
}

/* ---- the peers' side ---- */

struct peers {
    FILE *questions, *answers; /* NULL: no node */
};

static bool start_peers(struct peers *peers)
{
    static const char *const arguments[] = {"node", "tests/bench/schema_peers.mjs", NULL};
    int in[2], out[2];
    posix_spawn_file_actions_t actions;
    pid_t child;
    bool started;

    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    started = posix_spawnp(&child, "node", &actions, NULL, (char *const *)arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    if (started) {
        peers->questions = fdopen(in[1], "w");
        peers->answers = fdopen(out[0], "r");
    } else {
        puts("peers: absent (no node)");
    }
    return started;
}

static size_t index_of(const char *const *names, size_t count, struct str name)
{
    size_t i = 0;

    while (i < count && !str_is(name, names[i]))
        i++;
    return i;
}

/* "set, peer, metric, nanoseconds, fitting", or a remark. */
static void take_answer(struct set *sets, size_t count, struct str line)
{
    struct str rest = line, name = str_cut(&rest, '\t');
    size_t peer, metric;

    for (size_t i = 0; i < count; i++) {
        if (!str_is(name, sets[i].name))
            continue;
        peer = index_of(implementation_names, IMPLEMENTATIONS, str_cut(&rest, '\t'));
        metric = index_of(metric_names, METRICS, str_cut(&rest, '\t'));
        if (peer == IMPLEMENTATIONS || metric == METRICS)
            break;
        add_sample(&sets[i].samples[peer][metric], strtod(str_cut(&rest, '\t').text, NULL));
        if (metric == JUDGING)
            sets[i].fitting[peer] = strtoul(rest.text, NULL, 10);
        return;
    }
    printf("peers: %.*s\n", STR_ARGS(line));
}

static void hear_peers(struct peers *peers, struct set *sets, size_t count)
{
    char line[512];

    fflush(peers->questions);
    while (fgets(line, sizeof line, peers->answers)) {
        struct str text = str_trim(str_of(line));

        if (str_is(text, "end"))
            return;
        take_answer(sets, count, text);
    }
    peers->questions = NULL; /* it died, and says why on standard error */
}

static void announce(struct peers *peers, struct set *sets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(peers->questions, "%s\t%s\t%s\t%s\n", sets[i].name, sets[i].schema_file,
                sets[i].instance_file, sets[i].resources ? "resources" : "whole");
    fputc('\n', peers->questions);
    hear_peers(peers, sets, count);
}

/* ---- tables ---- */

static void print_failures(struct set *set)
{
    double plain = median(&set->plain);

    printf("  all failures (%.1f) of an invalid one %.3f us, with sentences %.3f us; yes or no of "
           "a valid one %.3f us: %.1fx, %.1fx\n",
           (double)set->failure_count / (double)set->spoilt_count, median(&set->failures) / 1e3,
           median(&set->sentences) / 1e3, plain / 1e3, median(&set->failures) / plain,
           median(&set->sentences) / plain);
}

static void print_set(struct set *set)
{
    printf("%s: %zu documents%s; fit:", set->name, set->instances.count,
           set->without_dialect ? ", $schema removed in memory" : "");
    for (size_t i = 0; i < IMPLEMENTATIONS; i++)
        if (set->samples[i][JUDGING].count)
            printf(" %s %zu", implementation_names[i], set->fitting[i]);
    putchar('\n');
    for (size_t metric = 0; metric < METRICS; metric++) {
        double ours = median(&set->samples[OURS][metric]);

        printf("  %-20s %10.3f us", metric_names[metric], ours / 1e3);
        for (size_t i = AJV; i < IMPLEMENTATIONS; i++) {
            double theirs = median(&set->samples[i][metric]);

            if (theirs > 0)
                printf(" | %s %.3f us, %.1fx", implementation_names[i], theirs / 1e3,
                       theirs / ours);
        }
        putchar('\n');
    }
    if (set->spoilt_count)
        print_failures(set);
}

/* ---- the process ---- */

static bool write_text(const char *path, struct str text, size_t times, struct error *err)
{
    struct file_output output;

    if (!file_create(&output, path, err))
        return false;
    while (times--)
        fwrite(text.text, 1, text.length, output.stream);
    return file_commit(&output, err);
}

static double run_program(const char *program, const char *schema, const char *instances)
{
    const char *const arguments[] = {program, "validate", "--quiet", "--formats",
                                     "off",   schema,     instances, NULL};
    double start = now_ns();
    pid_t child;
    int status = 1;

    if (posix_spawn(&child, program, NULL, NULL, (char *const *)arguments, environ) == 0)
        waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) < 2 ? now_ns() - start : 0;
}

static bool bench_process(struct bench *bench, struct set *set, const char *program,
                          const char *folder, struct error *err)
{
    char schema[PATH_MAX], instances[PATH_MAX];
    struct samples process = {0}, inside = {0};
    struct str lines;
    size_t times;
    double ours, theirs;

    snprintf(schema, sizeof schema, "%s/schema.json", folder);
    snprintf(instances, sizeof instances, "%s/instances.ndjson", folder);
    if (!file_read(&bench->arena, set->instance_file, DOCUMENT_MAX_BYTES, &lines, err))
        return false;
    times = PROCESS_BYTES / lines.length + 1;
    if (write_text(schema, set->schema_text, 1, err) && write_text(instances, lines, times, err)) {
        bench->set = set;
        for (int round = 0; round < ROUNDS; round++) {
            double elapsed = run_program(program, schema, instances);

            if (elapsed > 0)
                add_sample(&process, elapsed);
            add_sample(&inside, measure(read_and_judge, bench, 1, ROUND_MS) * (double)times);
        }
    }
    unlink(schema);
    unlink(instances);
    ours = median(&process);
    theirs = median(&inside);
    if (ours > 0)
        printf("oasdrift validate, %s, %.1f MB of NDJSON: %.1f ms, in process %.1f ms: %.2fx\n",
               set->name, (double)(times * lines.length) / 1e6, ours / 1e6, theirs / 1e6,
               ours / theirs);
    else
        printf("oasdrift validate, %s: skipped (%s cannot judge it)\n", set->name, program);
    return !err->raised;
}

/* ---- patterns and formats beside pcre2's compiler ---- */

struct text_check {
    const char *format; /* NULL: the pattern is ours too */
    const char *pattern, *subject;
    const struct pattern *ours;
    bool (*holds)(struct str text); /* of the format */
    struct pattern_matcher matcher;
    struct node node;
    pcre2_code *code;
    pcre2_match_data *match;
};

static void check_ours(void *context)
{
    struct text_check *check = context;
    const char *reason;

    for (int i = 0; i < 1000; i++) {
        if (check->format)
            check->holds(node_text(&check->node));
        else
            pattern_search(check->ours, &check->matcher, node_text(&check->node), &reason);
    }
}

static void check_pcre2(void *context)
{
    const struct text_check *check = context;
    size_t length = strlen(check->subject);

    for (int i = 0; i < 1000; i++)
        pcre2_jit_match(check->code, (PCRE2_SPTR)check->subject, length, 0, 0, check->match, NULL);
}

static void bench_text_check(struct bench *bench, struct text_check *check)
{
    struct samples ours = {0}, theirs = {0};
    struct error err = {0};
    bool lenient;
    int code;
    PCRE2_SIZE offset;

    check->code = pcre2_compile((PCRE2_SPTR)check->pattern, PCRE2_ZERO_TERMINATED,
                                PCRE2_UTF | PCRE2_NO_UTF_CHECK, &code, &offset, NULL);
    if (!check->code || pcre2_jit_compile(check->code, PCRE2_JIT_COMPLETE) != 0) {
        printf("  %-44s skipped: pcre2 has no JIT here\n", check->pattern);
        pcre2_code_free(check->code);
        return;
    }
    check->match = pcre2_match_data_create_from_pattern(check->code, NULL);
    check->ours = pattern_compile(&bench->arena, str_of(check->pattern), &lenient, &err);
    if (check->format)
        check->holds = format_find(str_of(check->format))->holds;
    check->node = (struct node){.kind = NODE_STRING,
                                .length = (uint32_t)strlen(check->subject),
                                .span = 1,
                                .text = check->subject};
    for (int round = 0; round < ROUNDS; round++) {
        add_sample(&ours, measure(check_ours, check, 1000, ROUND_MS / 10));
        add_sample(&theirs, measure(check_pcre2, check, 1000, ROUND_MS / 10));
    }
    printf("  %-44.44s %7.1f ns | pcre2 %7.1f ns, %.1fx\n",
           check->format ? check->format : check->pattern, median(&ours), median(&theirs),
           median(&theirs) / median(&ours));
    pattern_matcher_release(&check->matcher);
    pattern_release(check->ours);
    pcre2_match_data_free(check->match);
    pcre2_code_free(check->code);
}

static void bench_texts(struct bench *bench)
{
    struct text_check checks[] = {
        {.pattern = "^[a-zA-Z0-9_-]+$", .subject = "terraform-provider-example_resource"},
        {.pattern = "^[0-9a-f]{40}$", .subject = "63a6746f0c2b4d5e8a9f00112233445566778899"},
        {.pattern = "^x-", .subject = "x-internal-identifier"},
        {.pattern = "^\\S+$", .subject = "https://example.com/a/long/path/without/spaces"},
        {.pattern = "^[A-Z]{2}$", .subject = "DE"},
        {.pattern = "^[^/]+/[^/]+$", .subject = "organisation/repository-name"},
        {.format = "uuid",
         .pattern = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
         .subject = "123e4567-e89b-12d3-a456-426614174000"},
        {.format = "date-time",
         .pattern =
             "^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$",
         .subject = "2026-11-22T22:14:07.123Z"},
        {.format = "date", .pattern = "^\\d{4}-\\d\\d-\\d\\d$", .subject = "2026-11-22"},
        {.format = "ipv4",
         .pattern = "^((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}$",
         .subject = "192.168.100.254"},
        {.format = "uri",
         .pattern = "^[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>\"{}|\\\\^`]*$",
         .subject = "https://api.example.com/v1/commands/12?expand=all#top"},
    };

    puts("formats and simple patterns:");
    for (size_t i = 0; i < ARRAY_LENGTH(checks); i++)
        bench_text_check(bench, &checks[i]);
}

/* ---- the program ---- */

static bool bench_sets(struct bench *bench, struct set *sets, size_t count, const char *program,
                       const char *folder, struct error *err)
{
    struct peers peers = {NULL, NULL};

    for (size_t i = 0; i < count; i++)
        if (!load_set(bench, &sets[i], err))
            return false;
    if (start_peers(&peers))
        announce(&peers, sets, count);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++)
            measure_ours(bench, &sets[i]);
        if (!peers.questions)
            continue;
        fprintf(peers.questions, "%d\n", ROUND_MS);
        hear_peers(&peers, sets, count);
    }
    printf("medians of %d rounds, one thread, a document\n", ROUNDS);
    for (size_t i = 0; i < count; i++)
        print_set(&sets[i]);
    if (peers.questions)
        fclose(peers.questions);
    return bench_process(bench, &sets[0], program, folder, err) &&
           bench_process(bench, &sets[1], program, folder, err);
}

static bool run(const char *program, const char *data, struct error *err)
{
    struct bench bench = {.evaluator = evaluator_new()};
    char folder[] = "/tmp/oasdrift-bench-XXXXXX";
    struct set sets[] = {
        {.name = "cspell"}, {.name = "pulumi"}, {.name = "stripe", .resources = true}};
    bool done = true;

    arena_init(&bench.arena);
    arena_init(&bench.exchange);
    for (size_t i = 0; i < ARRAY_LENGTH(sets); i++) {
        struct set *set = &sets[i];
        const char *schema = set->resources ? "stripe-2020.schema.json" : "schema.json";
        const char *instances = set->resources ? "stripe.instances.jsonl" : "instances.jsonl";

        set->schema_file = str_format(&bench.arena, "%s/%s/%s", data, set->name, schema).text;
        set->instance_file = str_format(&bench.arena, "%s/%s/%s", data, set->name, instances).text;
        done = done && file_exists(set->schema_file) && file_exists(set->instance_file);
    }
    if (!done)
        printf("schemas: skipped (%s is absent)\n", data);
    else if (!mkdtemp(folder))
        error_raise(err, "%s: %s", folder, strerror(errno));
    else
        bench_sets(&bench, sets, ARRAY_LENGTH(sets), program, folder, err);
    rmdir(folder);
    bench_texts(&bench);
    for (size_t i = 0; i < ARRAY_LENGTH(sets); i++) {
        VEC_RELEASE(&sets[i].instances);
        schema_set_free(sets[i].schemas);
    }
    evaluator_free(bench.evaluator);
    arena_release(&bench.exchange);
    arena_release(&bench.arena);
    return !err->raised;
}

int main(int argc, char **argv)
{
    struct error err = {0};

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc != 3)
        error_raise(&err, "arguments: PROGRAM DATA");
    else
        run(argv[1], argv[2], &err);
    if (err.raised)
        fprintf(stderr, "bench_schema: %s\n", err.message);
    return err.raised ? EXIT_FAILURE : EXIT_SUCCESS;
}
