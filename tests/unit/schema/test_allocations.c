/* Yes or no of an instance allocates nothing, once its patterns were met: every allocation of the
   process is counted. Schemas with one kind of keyword each, and the real ones of
   ../shared/corpora/bench. Only numbers that need GMP (more than 128 bits) are an exception. */
#include <stdio.h>

#include "base/file.h"
#include "base/vec.h"
#include "schema_text.h"

/* ---- counting ---- */

static volatile size_t allocations;

#if UNIT_SANITIZED
/* gcc's sanitizers have it, their headers are not always there. */
extern int __sanitizer_install_malloc_and_free_hooks(void (*allocated)(const volatile void *memory,
                                                                       size_t size),
                                                     void (*freed)(const volatile void *memory));

static void count_allocation(const volatile void *memory, size_t size)
{
    (void)memory;
    (void)size;
    allocations++;
}

static void count_nothing(const volatile void *memory)
{
    (void)memory;
}

static void start_counting(void)
{
    static bool installed;

    if (!installed)
        __sanitizer_install_malloc_and_free_hooks(count_allocation, count_nothing);
    installed = true;
}
#else
/* The C library's own, by the names it gives to those who take their place. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
#define SHOWN __attribute__((visibility("default"))) /* to the libraries, too */

SHOWN void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

SHOWN void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}

SHOWN void *realloc(void *memory, size_t size)
{
    allocations++;
    return __libc_realloc(memory, size);
}

static void start_counting(void)
{
}
#endif

START_TEST(counts)
{
    void *volatile memory;
    size_t before;

    start_counting();
    before = allocations;
    memory = malloc(10);
    ck_assert_uint_eq(allocations, before + 1);
    free(memory);
}
END_TEST

/* ---- keywords ---- */

static const struct {
    const char *schema, *instance;
} rows[] = {
    {"{\"type\":[\"object\",\"null\"],\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":"
     "\"string\",\"minLength\":2}},\"additionalProperties\":{\"type\":\"integer\"}}",
     "{\"a\":\"xyz\",\"b\":1}"},
    {"{\"enum\":[\"a\",\"b\",1,{\"c\":[1,2]}]}", "{\"c\":[1,2]}"},
    {"{\"const\":{\"c\":[1,2]}}", "{\"c\":[1,2.0]}"},
    {"{\"items\":{\"multipleOf\":0.01,\"minimum\":-1e10,\"exclusiveMaximum\":1e300}}",
     "[1,2.25,12345678901234567890]"},
    {"{\"uniqueItems\":true,\"contains\":{\"const\":3},\"prefixItems\":[true],\"minItems\":1}",
     "[1,2,3,4,5,6,7,8,9,\"a\",{\"b\":1},{\"b\":2}]"},
    {"{\"patternProperties\":{\"^x-\":{\"pattern\":\"^(a|b)*$\"}},\"propertyNames\":{\"pattern\":"
     "\"^(?!y)\"}}",
     "{\"x-1\":\"abab\",\"z\":1}"},
    {"{\"pattern\":\"^(a)\\\\1$\"}", "\"aa\""},
    {"{\"dependentRequired\":{\"a\":[\"b\"]},\"dependentSchemas\":{\"a\":{\"maxProperties\":3}}}",
     "{\"a\":1,\"b\":2}"},
    {"{\"allOf\":[{\"type\":\"integer\"}],\"anyOf\":[{\"maximum\":1},{\"minimum\":1}],\"oneOf\":[{"
     "\"maximum\":1},{\"minimum\":1}],\"not\":{\"const\":7}}",
     "5"},
    {"{\"if\":{\"type\":\"string\"},\"then\":{\"maxLength\":3},\"else\":{\"minimum\":3}}", "5"},
    {"{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"properties\":{\"t\":{\"$ref\":\"#\"}}}}}",
     "{\"t\":{\"t\":{\"t\":{}}}}"},
    {"{\"$dynamicRef\":\"#n\",\"$defs\":{\"n\":{\"$dynamicAnchor\":\"n\",\"type\":\"object\"}}}",
     "{}"},
    {"{\"properties\":{\"a\":true},\"unevaluatedProperties\":false}", "{\"a\":1}"},
    {"{\"prefixItems\":[true],\"unevaluatedItems\":{\"type\":\"null\"}}", "[1,null]"},
    {"{\"items\":{\"format\":\"date-time\"}}", "[\"2026-11-22T22:14:07.123Z\"]"},
    {"{\"items\":{\"anyOf\":[{\"format\":\"uri\"},{\"format\":\"email\"},{\"format\":\"ipv6\"}]}}",
     "[\"https://example.com/a?b#c\",\"a@example.com\",\"::1\"]"},
    {"{\"items\":{\"anyOf\":[{\"format\":\"uuid\"},{\"format\":\"hostname\"},{\"format\":"
     "\"duration\"}]}}",
     "[\"123e4567-e89b-12d3-a456-426614174000\",\"a.example.com\",\"P1DT2H\"]"},
    {"{\"type\":\"object\",\"required\":[\"a\",\"b\"],\"additionalProperties\":false}",
     "{\"a\":1}"},
};

START_TEST(keywords_allocate_nothing)
{
    static const struct schema_settings settings = {.formats = FORMATS_ERROR};
    struct evaluator *evaluator = evaluator_new();
    struct schema_set *set = schema_set_new(&settings);
    struct arena arena;
    const struct schema *schema;
    const struct node *instance;
    enum schema_verdict first, second;
    size_t before, after;

    start_counting();
    arena_init(&arena);
    schema = schema_compile(set, read_text(&arena, rows[_i].schema), NULL);
    ck_assert(schema != NULL);
    instance = read_text(&arena, rows[_i].instance);
    first = schema_evaluate(evaluator, schema, instance, NULL);
    before = allocations;
    second = schema_evaluate(evaluator, schema, instance, NULL);
    after = allocations;
    ck_assert_int_eq(first, second);
    ck_assert_int_ne(first, SCHEMA_UNKNOWN);
    ck_assert_msg(after == before, "%s: %zu allocations", rows[_i].schema, after - before);
    schema_set_free(set);
    evaluator_free(evaluator);
    arena_release(&arena);
}
END_TEST

/* ---- real schemas ---- */

static const struct {
    const char *schema, *instances;
    bool resources; /* an instance is {name: value}, judged by the schema's $defs/name */
    size_t count;
} sets[] = {
    {"cspell/schema.json", "cspell/instances.jsonl", false, 900},
    {"pulumi/schema.json", "pulumi/instances.jsonl", false, 3000},
    {"stripe/stripe-2020.schema.json", "stripe/stripe.instances.jsonl", true, 100},
};

struct real {
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    VEC(const struct schema *) schemas;
    VEC(const struct node *) instances;
};

static bool load(struct real *real, const char *name, struct str *text)
{
    return file_read(&real->arena,
                     str_format(&real->arena, "../shared/corpora/bench/%s", name).text, 1u << 26,
                     text, NULL);
}

static void add(struct real *real, const struct node *schema, const struct node *instance,
                bool resource)
{
    if (resource) {
        schema = node_member(node_member(schema, STR("$defs")), node_text(node_first(instance)));
        instance = node_value(node_first(instance));
    }
    VEC_ADD(&real->schemas, schema_compile(real->set, schema, NULL));
    VEC_ADD(&real->instances, instance);
    ck_assert(real->schemas.items[real->schemas.count - 1] != NULL);
}

/* Of all instances, those that hold. */
static size_t judge_all(struct real *real)
{
    size_t valid = 0;

    for (size_t i = 0; i < real->instances.count; i++)
        valid += schema_evaluate(real->evaluator, real->schemas.items[i], real->instances.items[i],
                                 NULL) == SCHEMA_VALID;
    return valid;
}

START_TEST(real_schemas_allocate_nothing)
{
    static const struct schema_settings settings = {.formats = FORMATS_STANDARD};
    struct real real = {.set = schema_set_new(&settings), .evaluator = evaluator_new()};
    struct str schema_text, rest;
    const struct node *schema;
    size_t valid, again, before, after;

    start_counting();
    arena_init(&real.arena);
    if (load(&real, sets[_i].schema, &schema_text) && load(&real, sets[_i].instances, &rest)) {
        schema = json_read(&real.arena, STR("schema"), schema_text, NULL)->root;
        while (rest.text) {
            struct str line = str_cut(&rest, '\n');

            if (line.length)
                add(&real, schema, json_read(&real.arena, STR("line"), line, NULL)->root,
                    sets[_i].resources);
        }
        valid = judge_all(&real);
        before = allocations;
        again = judge_all(&real);
        after = allocations; /* an assertion takes memory of its own */
        ck_assert_uint_eq(again, valid);
        ck_assert_uint_gt(valid, sets[_i].count);
        ck_assert_msg(after == before, "%s: %zu allocations", sets[_i].schema, after - before);
    } else {
        unit_skip("the measured schemas and instances: ../shared/corpora/bench");
    }
    VEC_RELEASE(&real.schemas);
    VEC_RELEASE(&real.instances);
    schema_set_free(real.set);
    evaluator_free(real.evaluator);
    arena_release(&real.arena);
}
END_TEST

UNIT_SUITE("schema allocations", UNIT_TEST(counts); UNIT_LOOP(keywords_allocate_nothing, rows);
           UNIT_LOOP(real_schemas_allocate_nothing, sets))
