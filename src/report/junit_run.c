#include "report/junit_run.h"

#include "report/bounded_name.h"

void junit_run_init(struct junit_run *run, const struct report_style *style)
{
    *run = (struct junit_run){.fail_on = style->fail_on, .complete = style->complete};
    gathered_run_init(&run->gathered);
    strbuf_init(&run->key, SIZE_MAX);
}

void junit_run_release(struct junit_run *run)
{
    for (size_t i = 0; i < run->document.suites.count; i++) {
        const struct junit_suite *suite = &run->document.suites.items[i];

        for (size_t j = 0; j < suite->cases.count; j++) {
            struct junit_evidence *evidence = suite->cases.items[j].evidence;

            VEC_RELEASE(&evidence->failing);
            VEC_RELEASE(&evidence->below);
            VEC_RELEASE(&evidence->unjudged);
            VEC_RELEASE(&evidence->diagnostics);
        }
    }
    junit_document_release(&run->document);
    map_release(&run->operations);
    map_release(&run->reserved);
    strbuf_release(&run->key);
    gathered_run_release(&run->gathered);
}

/* ---- suites ---- */

void junit_name_run_suite(struct junit_run *run, struct junit_suite *suite, struct str name,
                          struct str whole)
{
    struct str title = run->gathered.title;

    junit_name_suite(&run->gathered.arena, suite, title.length ? title : STR("api"), name, whole);
}

/* Marks the operations whose names would be the same: both of them get a hash. */
static bool *find_clashes(struct junit_run *run)
{
    size_t count = run->gathered.coverage->operation_count;
    bool *clashes = ARENA_ARRAY(&run->gathered.arena, bool, count + 1);
    struct map first = {0};

    for (size_t i = 0; i < count; i++) {
        const struct operation_name *name = &run->gathered.coverage->operations[i].name;
        struct str slug = junit_operation_slug(&run->gathered.arena, name, false);
        void **seen = map_put(&first, str_format(&run->gathered.arena, "%.*s.%.*s",
                                                 STR_ARGS(name->api), STR_ARGS(slug)));

        if (*seen) {
            clashes[i] = true;
            *(bool *)*seen = true;
        } else {
            *seen = &clashes[i];
        }
    }
    map_release(&first);
    return clashes;
}

struct str junit_key(struct junit_run *run, struct str first, struct str second)
{
    strbuf_clear(&run->key);
    strbuf_addf(&run->key, "%.*s %.*s", STR_ARGS(first), STR_ARGS(second));
    return strbuf_str(&run->key);
}

static void name_operation(struct junit_run *run, struct junit_suite *suite, bool distinct)
{
    struct arena *arena = &run->gathered.arena;
    const struct operation_name *name = &suite->operation->name;
    struct str route = str_format(arena, "%.*s %.*s", STR_ARGS(name->method), STR_ARGS(name->path));

    struct str slug = junit_operation_slug(arena, name, distinct);
    struct str whole = name->id.length && !distinct ? name->id : route;

    if (name->api.length) /* of several APIs its name stands where the title does */
        junit_name_suite(arena, suite, name->api, slug, whole);
    else
        junit_name_run_suite(run, suite, slug, whole);
}

static struct str operation_key(struct junit_run *run, const struct operation_name *name)
{
    strbuf_clear(&run->key);
    strbuf_addf(&run->key, "%.*s %.*s %.*s", STR_ARGS(name->api), STR_ARGS(name->method),
                STR_ARGS(name->path));
    return strbuf_str(&run->key);
}

static void list_operations(struct junit_run *run)
{
    size_t count = run->gathered.coverage->operation_count;
    size_t *indexes = ARENA_ARRAY(&run->gathered.arena, size_t, count + 1);
    const bool *clashes = find_clashes(run);

    for (size_t i = 0; i < count; i++) {
        const struct coverage_operation *operation = &run->gathered.coverage->operations[i];
        struct str key = operation_key(run, &operation->name);
        void **known = map_put(&run->operations, str_copy(&run->gathered.arena, key));
        struct junit_suite suite = {.file = operation->place.file, .operation = operation};

        name_operation(run, &suite, clashes[i]);
        indexes[i] = run->document.suites.count;
        *known = *known ? *known : &indexes[i];
        junit_list_operation(run, &suite);
        VEC_ADD(&run->document.suites, suite);
    }
}

struct junit_case *junit_add_case(struct junit_run *run, struct junit_suite *suite, struct str name,
                                  const struct junit_evidence *evidence)
{
    struct arena *arena = &run->gathered.arena;
    struct junit_case one = {.evidence = ARENA_NEW(arena, struct junit_evidence)};

    junit_name_case(arena, &one, suite, name);
    *one.evidence = *evidence;
    VEC_ADD(&suite->cases, one);
    return &suite->cases.items[suite->cases.count - 1];
}

struct junit_suite *junit_operation_suite(struct junit_run *run, const struct operation_name *name)
{
    const size_t *index = map_get(&run->operations, operation_key(run, name));

    return index ? &run->document.suites.items[*index] : NULL;
}

static void describe(struct junit_run *run)
{
    const struct gathered_run *gathered = &run->gathered;
    struct junit_document *document = &run->document;

    document->title = gathered->title;
    document->name =
        bounded_slug(&run->gathered.arena, plain_slug(&run->gathered.arena, gathered->title),
                     gathered->title, JUNIT_PACKAGE_MAX);
    document->version = gathered->version;
    document->sha256 = gathered->sha256;
    document->target = gathered->target;
    document->run = gathered->run;
    document->time = gathered->time;
}

void junit_run_finish(struct junit_run *run)
{
    describe(run);
    if (run->gathered.coverage && !str_is(run->gathered.command, "lint"))
        list_operations(run);
    junit_list_reserved(run);
    junit_take_evidence(run);
    for (size_t i = 0; i < run->document.suites.count; i++) {
        const struct junit_suite *suite = &run->document.suites.items[i];

        for (size_t j = 0; j < suite->cases.count; j++)
            junit_judge_case(run, suite, &suite->cases.items[j]);
    }
}
