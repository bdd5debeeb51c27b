/* How fast the schemas of a large OpenAPI description compile: all schemas of all responses into
   one set, each component once; and those of one operation into a set of its own. One thread, warm
   memory, medians. Argument: an OpenAPI 3.0 description in JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/vec.h"
#include "document/document.h"
#include "schema/schema.h"

enum { ROUNDS = 21, SLOWEST = 3 };

struct operation_schemas {
    struct str path, method;
    VEC(const struct node *) schemas; /* of its responses */
    double nanoseconds;
};

struct bench {
    struct arena arena;
    const struct document *description;
    VEC(struct operation_schemas) operations;
    size_t schema_count;
};

static const struct schema_settings settings = {.dialect = DIALECT_OAS30};

static double now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_doubles);
    return values[count / 2];
}

/* ---- the schemas ---- */

/* Where it is a reference within the document: what that leads to. */
static const struct node *follow(const struct bench *bench, const struct node *node)
{
    struct str reference = node_member_string(node, "$ref");

    if (!str_starts_with(reference, STR("#")))
        return node;
    return pointer_resolve(bench->description->root, str_slice(reference, 1, SIZE_MAX));
}

static void add_response(struct operation_schemas *operation, const struct node *response)
{
    const struct node *content = node_member(response, STR("content"));

    if (!node_is(content, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(content); key < node_end(content);
         key = node_next_key(key)) {
        const struct node *schema = node_member(node_value(key), STR("schema"));

        if (schema)
            VEC_ADD(&operation->schemas, schema);
    }
}

static void add_operation(struct bench *bench, struct str path, const struct node *method)
{
    const struct node *responses = node_member(node_value(method), STR("responses"));
    struct operation_schemas operation = {.path = path, .method = node_text(method)};

    if (!node_is(responses, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(responses); key < node_end(responses);
         key = node_next_key(key))
        add_response(&operation, follow(bench, node_value(key)));
    bench->schema_count += operation.schemas.count;
    VEC_ADD(&bench->operations, operation);
}

static bool list_operations(struct bench *bench, const char *path, struct error *err)
{
    struct str text;
    const struct node *paths;

    if (!file_read(&bench->arena, path, DOCUMENT_MAX_BYTES, &text, err))
        return false;
    bench->description = json_read(&bench->arena, str_of(path), text, NULL);
    if (!bench->description)
        return error_raise(err, "%s is no JSON", path);
    paths = node_member(bench->description->root, STR("paths"));
    if (!node_is(paths, NODE_OBJECT))
        return error_raise(err, "%s has no paths", path);
    for (const struct node *key = node_first(paths); key < node_end(paths);
         key = node_next_key(key)) {
        const struct node *item = node_value(key);

        for (const struct node *method = node_first(item);
             item->kind == NODE_OBJECT && method < node_end(item); method = node_next_key(method))
            add_operation(bench, node_text(key), method);
    }
    return true;
}

/* ---- compiling ---- */

static bool compile(struct schema_set *set, const struct operation_schemas *operation,
                    struct error *err)
{
    for (size_t i = 0; i < operation->schemas.count; i++)
        if (!schema_compile(set, operation->schemas.items[i], err))
            return false;
    return true;
}

static bool bench_all(struct bench *bench, struct error *err)
{
    double times[ROUNDS];

    for (size_t round = 0; round < ROUNDS; round++) {
        double start = now_ns();
        struct schema_set *set = schema_set_new(&settings);
        bool done = true;

        for (size_t i = 0; done && i < bench->operations.count; i++)
            done = compile(set, &bench->operations.items[i], err);
        times[round] = now_ns() - start;
        schema_set_free(set);
        if (!done)
            return false;
    }
    printf("all %zu schemas of the responses of %zu operations: %.1f ms\n", bench->schema_count,
           bench->operations.count, median(times, ROUNDS) / 1e6);
    return true;
}

static int compare_operations(const void *a, const void *b)
{
    const struct operation_schemas *x = a, *y = b;

    return (x->nanoseconds < y->nanoseconds) - (x->nanoseconds > y->nanoseconds);
}

static bool bench_each(struct bench *bench, struct error *err)
{
    for (size_t i = 0; i < bench->operations.count; i++) {
        struct operation_schemas *operation = &bench->operations.items[i];
        double times[ROUNDS];

        for (size_t round = 0; round < ROUNDS; round++) {
            double start = now_ns();
            struct schema_set *set = schema_set_new(&settings);
            bool done = compile(set, operation, err);

            schema_set_free(set);
            times[round] = now_ns() - start;
            if (!done)
                return false;
        }
        operation->nanoseconds = median(times, ROUNDS);
    }
    qsort(bench->operations.items, bench->operations.count, sizeof *bench->operations.items,
          compare_operations);
    printf("those of one operation: %.3f ms\n",
           bench->operations.items[bench->operations.count / 2].nanoseconds / 1e6);
    for (size_t i = 0; i < SLOWEST && i < bench->operations.count; i++)
        printf("  at most %.3f ms: %.*s %.*s, %zu schemas\n",
               bench->operations.items[i].nanoseconds / 1e6,
               STR_ARGS(bench->operations.items[i].method),
               STR_ARGS(bench->operations.items[i].path), bench->operations.items[i].schemas.count);
    return true;
}

int main(int argc, char **argv)
{
    struct bench bench = {.schema_count = 0};
    struct error err = {0};

    arena_init(&bench.arena);
    if (argc != 2)
        error_raise(&err, "argument: DESCRIPTION");
    else if (!file_exists(argv[1]))
        printf("compiling: skipped (%s is absent)\n", argv[1]);
    else if (list_operations(&bench, argv[1], &err) && bench_all(&bench, &err))
        bench_each(&bench, &err);
    for (size_t i = 0; i < bench.operations.count; i++)
        VEC_RELEASE(&bench.operations.items[i].schemas);
    VEC_RELEASE(&bench.operations);
    arena_release(&bench.arena);
    if (err.raised)
        fprintf(stderr, "bench_compile: %s\n", err.message);
    return err.raised ? EXIT_FAILURE : EXIT_SUCCESS;
}
