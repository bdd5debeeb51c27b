/* The suite's annotations/: which keywords say what of which values. Each assertion is a test. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "base/vec.h"
#include "conformance.h"

struct collected {
    struct arena *arena;
    VEC(struct schema_annotation) list;
};

static void collect(void *context, const struct schema_annotation *annotation)
{
    struct collected *collected = context;

    VEC_ADD(&collected->list, *annotation);
}

/* "6,<=2019": from draft 6 to 2019-09; "=2020": that one only. */
static bool is_compatible(struct str text, unsigned release)
{
    while (text.text) {
        struct str part = str_cut(&text, ',');
        bool most = str_starts_with(part, STR("<=")), exact = str_starts_with(part, STR("="));
        uint64_t number = 0;

        str_to_unsigned(str_slice(part, most ? 2 : exact ? 1 : 0, SIZE_MAX), &number);
        if (most ? release > number : exact ? release != number : release < number)
            return false;
    }
    return true;
}

static bool is_asked(struct arena *arena, const struct schema_annotation *annotation,
                     const struct node *assertion)
{
    return str_equal(node_pointer(arena, annotation->instance),
                     node_member_string(assertion, "location")) &&
           str_equal(node_text(annotation->key), node_member_string(assertion, "keyword"));
}

/* Keys of `expected` are URI fragments: "#/patternProperties/%5Ea". */
static const struct node *find_expected(struct arena *arena, const struct node *expected,
                                        const struct node *schema)
{
    struct str pointer = node_pointer(arena, schema);

    for (const struct node *key = node_first(expected); key < node_end(expected);
         key = node_next_key(key)) {
        struct str fragment;

        uri_without_fragment(node_text(key), &fragment);
        if (str_equal(percent_decoded(arena, fragment), pointer))
            return node_value(key);
    }
    return NULL;
}

/* STR_NONE: all that is expected was collected, and nothing else. */
static struct str compare(const struct collected *collected, const struct node *assertion)
{
    const struct node *expected = node_member(assertion, STR("expected"));
    size_t found = 0;

    for (size_t i = 0; i < collected->list.count; i++) {
        const struct schema_annotation *annotation = &collected->list.items[i];
        const struct node *value;

        if (!is_asked(collected->arena, annotation, assertion))
            continue;
        value = find_expected(collected->arena, expected, annotation->schema);
        if (!value || !node_equal(value, node_value(annotation->key)))
            return STR("WRONG, an annotation that is not expected");
        found++;
    }
    return found == expected->length ? STR_NONE : STR("WRONG, an annotation is missing");
}

static void run_instance(struct bench *bench, const struct schema *schema, struct str group,
                         const struct node *test, const char *problem)
{
    struct collected collected = {.arena = &bench->arena};
    const struct schema_question question = {.annotation = collect, .context = &collected};
    const struct node *assertions = node_member(test, STR("assertions"));
    const struct node *instance = bench_read_alone(bench, node_member(test, STR("instance")));

    if (schema)
        schema_evaluate(bench->evaluator, schema, instance, &question);
    for (const struct node *assertion = node_first(assertions); assertion < node_end(assertions);
         assertion = node_next(assertion)) {
        struct str why = schema ? compare(&collected, assertion) : str_of(problem);

        if (why.text)
            bench_fail(bench, group, node_member_string(assertion, "location"), why);
        else
            bench_pass(bench);
    }
    VEC_RELEASE(&collected.list);
}

void run_annotations(struct bench *bench, const struct node *group)
{
    const struct node *tests = node_member(group, STR("tests"));
    const struct node *external = node_member(group, STR("externalSchemas"));
    struct str name = node_member_string(group, "description");
    const struct schema *schema = NULL;
    struct error err = {0};
    struct schema_set *set;

    if (!is_compatible(node_member_string(group, "compatibility"), bench->release))
        return;
    set = schema_set_new(&bench->settings);
    if (external)
        error_raise(&err, "externalSchemas are not served");
    else
        schema =
            schema_compile(set, bench_read_alone(bench, node_member(group, STR("schema"))), &err);
    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test))
        run_instance(bench, schema, name, test, err.message);
    schema_set_free(set);
}
